"""Starts the command `scan`. Each process that makes PDFs imports this module too, so the rest waits until called."""


def main() -> None:
    from app.cli import app

    app()


if __name__ == "__main__":
    main()
