"""What makes many nights quick: the format of a package is held to the standard elsewhere, once for each package."""

from __future__ import annotations

import pytest

from shinchoku.night import release

pytest.register_assert_rewrite("nights.driving")


@pytest.fixture(autouse=True)
def _packages_of_a_known_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the validation by frictionless; our own verification, which recomputes figures, stays."""
    monkeypatch.setattr(release, "find_standard_errors", lambda _: [])
