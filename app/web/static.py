"""Stylesheets and pictures under an address that changes with them, so that browsers may keep them for ever."""

import hashlib
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope


class StaticAssets(StaticFiles):
    """The files of one folder, at `/static/<hash of all of them>`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)
        content = hashlib.sha256()
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                content.update(path.read_bytes())
        self.address = f"/static/{content.hexdigest()[:12]}"

    def address_of(self, name: str) -> str:
        return f"{self.address}/{name}"

    def inline(self, name: str) -> str:
        """Return a picture (SVG) as an address that holds it whole, so that no request is needed for it."""
        return "data:image/svg+xml," + quote((Path(self.directory or "") / name).read_text(encoding="utf-8").strip())

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
