"""Styles, scripts and signs: read once, served from memory under a name that changes with their content."""

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_FOLDER = Path(__file__).parent / "static"
_DIGITS = 16
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The files of the console, and one digest of them all."""

    files: Mapping[str, bytes]
    digest: str

    def address(self, path: str) -> str:
        """Return the address of a file.

        Raises:
            KeyError: if there is none: a template's mistake.
        """
        if path not in self.files:
            raise KeyError(path)
        return f"/static/{self.digest}/{path}"

    async def serve(self, request: Request) -> Response:
        """Serve a file; browsers keep it for good, since its next content has another address.

        Raises:
            HTTPException: if there is none.
        """
        path = request.path_params["path"]
        content = self.files.get(path)
        if content is None:
            raise HTTPException(404)
        is_current = request.path_params["digest"] == self.digest
        kind = _KINDS.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        kept = "public, max-age=31536000, immutable" if is_current else "no-cache"
        return Response(content, media_type=kind, headers={"Cache-Control": kept})


def load_static(folder: Path = _FOLDER) -> StaticFiles:
    """Read every file of the folder but its notes."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    whole = hashlib.sha256()
    for name, content in files.items():
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return StaticFiles(files, whole.hexdigest()[:_DIGITS])
