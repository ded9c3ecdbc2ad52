"""What publishing is given from outside: who reads tokens that Prefect keeps, who watches, how it waits."""

from __future__ import annotations

import time
from dataclasses import dataclass

from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.night.publishing.push import Pause, Watch, unwatched


@dataclass(frozen=True, slots=True)
class Outside:
    """Who reads tokens that Prefect keeps, who watches, and what waits for so many seconds."""

    from_block: FromBlock | None = None
    watch: Watch = unwatched
    pause: Pause = time.sleep


ALONE = Outside()
"""Nobody reads blocks, nobody watches, and waits are waited."""
