"""The process that dies on order, once a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from contract.city import City
from faults.driver import Killer


@pytest.fixture(scope="session")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    """The process that runs orders and dies, after a night of its own that has loaded everything lazy."""
    city = City(tmp_path_factory.mktemp("warm") / "umibe")
    city.send_all()
    made = Killer()
    made.run(
        do="night",
        warm=True,
        plan=str(city.plan_file),
        data=str(city.data),
        inbox=str(city.inbox),
        as_of="2024-05-02",
    )
    yield made
    made.close()
