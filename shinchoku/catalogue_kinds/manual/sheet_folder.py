"""The folder that a person works from: the sheet, the files to upload, and a text file for each field.

The sheet is `手順書.html`; `files/` are the files, `fields/` the text of each field to copy from, and
`SHA256SUMS` has the hashes of all of it.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shinchoku.adapters.durable import sync_folder, write_synced
from shinchoku.adapters.published import discard
from shinchoku.catalogue_kinds.manual.settings import ManualSettings
from shinchoku.catalogue_kinds.manual.wanted import FormSheet
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.publication import Publication
from shinchoku.package.build import SUMS, checksums

SHEET = ManualSettings.instructions
_TEMPLATES = Path(__file__).parent / "templates"


def write_sheet_folder(folder: Path, sheet: FormSheet, publication: Publication) -> None:
    """Put a sheet's folder in place of the one before, unless it is the same.

    Raises:
        CatalogueRefusedError: if there is something else in the folder.
        OSError: if it cannot be written.
    """
    contents = _contents(sheet, publication)
    if _held(folder) == contents:
        return
    if folder.exists() and not (folder / SHEET).is_file() and any(folder.iterdir()):
        raise CatalogueRefusedError(
            f"手順書を書き出すフォルダー {folder} に、ほかのファイルがあります。消さないよう何も書きませんでした。空のフォルダーにしてください。",
            f"the folder for the sheet, {folder}, holds other files: nothing was written, so that they stay. Make it empty.",
        )
    part, old = (folder.parent / f".{folder.name}.{what}" for what in ("part", "old"))
    for leftover in (part, old):
        discard(leftover)
    for name, content in contents.items():
        path = part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_synced(path, content)
    sync_folder(part)
    if folder.exists():
        folder.rename(old)
    part.rename(folder)
    sync_folder(folder.parent)
    discard(old)


def rendered(sheet: FormSheet) -> bytes:
    """Return the sheet as a page of its own: no script, nothing from elsewhere, every text escaped."""
    return _environment().get_template("form_sheet.html").render(sheet=sheet).encode()


@cache
def _environment() -> Environment:
    """Return the templates, loaded once."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["spaced"] = lambda digest: " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
    made.filters["grouped"] = lambda size: f"{int(size):,}"
    made.tests["web_address"] = lambda address: address.startswith(("http://", "https://"))
    return made


def _contents(sheet: FormSheet, publication: Publication) -> Mapping[str, bytes]:
    """Return everything that lies in the folder, by its path there."""
    version = publication.newest.version
    contents = {
        SHEET: rendered(sheet),
        **{f"files/{one.name}": publication.content(version, one.name) for one in sheet.uploads},
        **{f"fields/{one.file_name}": f"{one.text}\n".encode() for one in sheet.fields},
    }
    return {**contents, SUMS: checksums(contents)}


def _held(folder: Path) -> Mapping[str, bytes]:
    """Return what lies in a folder, by path."""
    if not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
