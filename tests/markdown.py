"""Reads the project's own documents, so that tests can hold them against the code."""

import re
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]


class Document:
    """A Markdown file of the project, by its path from the top."""

    def __init__(self, path: str) -> None:
        self.path = ROOT / path
        self.text = self.path.read_text(encoding="utf-8")

    @property
    def flowing(self) -> str:
        """The text as if it stood on one line."""
        return " ".join(self.text.split())

    @property
    def headings(self) -> Sequence[str]:
        return re.findall(r"^## (.+)$", self.text, re.MULTILINE)

    @property
    def links(self) -> Sequence[str]:
        """The files that are linked to; pictures and other sites are not."""
        return re.findall(r"(?<!!)\[[^\]]+\]\((?!https?:)([^)#]+)\)", self.text)

    def section(self, heading: str) -> str:
        """Return the text under a heading; that before the first one has no name."""
        parts = re.split(r"^## (.+)\n", self.text, flags=re.MULTILINE)
        sections: dict[str, str] = dict(zip(["", *parts[1::2]], parts[::2], strict=True))
        return sections[heading]

    def rows(self, heading: str, *, table: int = 0) -> Sequence[Sequence[str]]:
        """Return the cells of a table in a section, without its head."""
        blocks = re.findall(r"(?:^\|.*\n)+", self.section(heading), re.MULTILINE)
        return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in blocks[table].splitlines()[2:]]

    def yaml(self, heading: str) -> str:
        """Return the first example of YAML in a section."""
        return self.section(heading).split("```yaml\n")[1].split("```")[0]


def code(cell: str) -> str:
    """Return what stands between backticks in a cell."""
    return cell.split("`")[1]
