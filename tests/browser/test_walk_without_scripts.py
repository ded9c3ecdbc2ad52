"""The same night where no script runs: every step by links and plain forms, with the same end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import serving_demonstration
from browser.night import Night, walk
from browser.walking import opening_tabs
from browser.workbooks import YEAR
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def plainly_walked(
    chromium: Browser, first_night: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Night]:
    """The demonstration after its people have walked a night in browsers without scripts."""
    with serving_demonstration(tmp_path_factory.mktemp("plainly"), first_night) as made:
        with opening_tabs(chromium, made.address) as tab:
            night = walk(made, tab, java_script_enabled=False)
        yield night


def test_the_package_changes_exactly_as_previewed(plainly_walked: Night) -> None:
    """Every row and rate that the approver read is public, and no other of the year."""
    assert plainly_walked.previewed
    assert plainly_walked.previewed == plainly_walked.now.rows_told(YEAR)
    assert plainly_walked.rates == plainly_walked.now.rates_told(YEAR)


def test_the_same_bytes_are_public_as_with_scripts(plainly_walked: Night, walked: Night) -> None:
    """Scripts only help people along: they decide nothing."""
    assert plainly_walked.now.files == walked.now.files
