"""A look at a catalogue that is a folder: whether it is there, and whether we may write there."""

from __future__ import annotations

from pathlib import Path

from shinchoku.adapters.catalogues.folders import require_writable
from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.directory.settings import DirectorySettings


def examine(
    settings: DirectorySettings, dataset: str, seconds: float, from_block: FromBlock | None
) -> Bilingual:
    """Return that the folder of a catalogue is there and may be written to.

    Raises:
        CatalogueFailedError: if it is not there.
        CatalogueRefusedError: if this user may not write there.
    """
    del seconds, from_block
    return require_writable(settings.name, Path(settings.path), dataset)
