"""What takes the place of releases that hold a text: each made without it, verified, and laid ready; nothing is touched yet."""

import json

from shinchoku.adapters.published_workbook import own_workbook_faults
from shinchoku.adapters.state.releases import load_history
from shinchoku.errors import OperationalError
from shinchoku.night.release import drawn_workbook
from shinchoku.night.takedowns.places import places_in
from shinchoku.package.build import DESCRIPTOR
from shinchoku.package.facts import SCHEMA_VERSION, schema_version_of
from shinchoku.package.taking_down import Takedown, taken_down
from shinchoku.package.verify import verify_package
from shinchoku.session import Session


class WouldNotHoldError(OperationalError):
    """A release would not verify without the text: nothing was touched, and the takedown is refused."""


def prepare_releases(session: Session, order: Takedown) -> list[str]:
    """Make every release that holds the text without it, prepare to put it in place, and return which they are.

    Raises:
        WouldNotHoldError: if one would not verify.
    """
    published = session.published
    history = session.ask(load_history)
    prepared: list[str] = []
    for release in history:
        files = published.files(release.version)
        made = taken_down(files, order, drawn_workbook)
        if made is None:
            continue
        faults = [str(one) for one in verify_package(made, own_workbook_faults, release.version)]
        if schema_version_of(json.loads(made[DESCRIPTOR])) != SCHEMA_VERSION:
            faults = []  # of an older shape: its own program verifies it
        if left := places_in(release.version, made, order.removal):
            faults.append(f"{left[0].file} {left[0].column}: it would still be there")
        if faults:
            published.drop_replacements()
            raise _would_not_hold(release.version, faults[0])
        published.prepare_replacement(release.version, made)
        prepared.append(release.version)
    return prepared


def _would_not_hold(version: str, fault: str) -> WouldNotHoldError:
    """Say that a release cannot do without the text."""
    return WouldNotHoldError(
        f"{version} からこの文を除くと、データの検証が通りません（{fault}）。何も削除していません。より長い文で申請し直してください。",
        f"release {version} would not verify without the text ({fault}): nothing was taken down. Ask again, with a longer text.",
    )
