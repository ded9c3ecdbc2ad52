"""The process that dies on order, once a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from faults.driver import Killer


@pytest.fixture(scope="session")
def killer() -> Iterator[Killer]:
    """The process that runs orders and dies."""
    made = Killer()
    yield made
    made.close()
