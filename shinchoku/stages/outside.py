"""What publishing is given from outside: who reads tokens that Prefect keeps, who watches, how it waits."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shinchoku.adapters.catalogues.ckan.token import FromBlock
from shinchoku.errors import StoppedError
from shinchoku.register.catalogues import Catalogue as Settings
from shinchoku.register.catalogues import CkanCatalogue
from shinchoku.stages.bring import Pause, Watch, unwatched


@dataclass(frozen=True, slots=True)
class Outside:
    """Who reads tokens that Prefect keeps, who watches, and what waits for so many seconds."""

    from_block: FromBlock | None = None
    watch: Watch = unwatched
    pause: Pause = time.sleep

    def with_blocks_read(self, chosen: Sequence[Settings]) -> Outside:
        """Return the same with the blocks that catalogues name read here and not in a thread: Prefect knows its run only here."""
        if self.from_block is None:
            return self
        return replace(self, from_block=_read(chosen, self.from_block))


ALONE = Outside()
"""Nobody reads blocks, nobody watches, and waits are waited."""


def _read(chosen: Sequence[Settings], from_block: FromBlock) -> FromBlock:
    """Read the blocks that catalogues name, and return what gives them out."""
    found: dict[str, str | StoppedError] = {}
    for name in {one.token_block for one in chosen if isinstance(one, CkanCatalogue) and one.token_block}:
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
