"""The tokens that the orchestrator keeps: read before catalogues are asked side by side."""

from __future__ import annotations

from collections.abc import Sequence

from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.errors import StoppedError
from shinchoku.register.catalogues import CatalogueSettings


def read_blocks(chosen: Sequence[CatalogueSettings], from_block: FromBlock | None) -> FromBlock | None:
    """Read the blocks that catalogues name, here and not in a thread: Prefect knows its run only here."""
    if from_block is None:
        return None
    found: dict[str, str | StoppedError] = {}
    for name in {one.secret_block for one in chosen if one.secret_block}:
        try:
            found[name] = from_block(name)
        except StoppedError as error:
            found[name] = error

    def block(name: str) -> str:
        held = found[name]
        if isinstance(held, StoppedError):
            raise held
        return held

    return block
