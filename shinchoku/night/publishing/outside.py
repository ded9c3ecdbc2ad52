"""What publishing is given from outside: who reads tokens that Prefect keeps, who watches, how it waits."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.errors import StoppedError
from shinchoku.night.publishing.push import Pause, Watch, unwatched
from shinchoku.register.catalogues import CatalogueSettings


@dataclass(frozen=True, slots=True)
class Outside:
    """Who reads tokens that Prefect keeps, who watches, and what waits for so many seconds."""

    from_block: FromBlock | None = None
    watch: Watch = unwatched
    pause: Pause = time.sleep


ALONE = Outside()
"""Nobody reads blocks, nobody watches, and waits are waited."""


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
