"""What departments report: the known truth that the demonstration's sheets are drawn from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

_TRUTH = Path(__file__).with_name("truth")
_FIELDS = {"next": "next_action", "reason": "reason_not_achieved", "confirmation": "confirmation_expected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a department says of one item in one round; an empty text leaves its cell blank."""

    status: str
    result: str
    actual: Decimal | None = None
    cumulative: Decimal | None = None
    reason_not_achieved: str = ""
    next_action: str = ""
    confirmation_expected: str = ""
    revision: str = ""


def load_reports(round_id: str) -> dict[str, Report]:
    """Return the reports of a round by item number; a round nobody answers has none."""
    path = _TRUTH / f"{round_id}.toml"
    if not path.exists():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return {item_no: _report(entry) for item_no, entry in entries.items()}


def _report(entry: dict[str, object]) -> Report:
    """Read one entry of a truth file."""
    values = {_FIELDS.get(key, key): _exact(value) for key, value in entry.items()}
    return Report(**values)  # type: ignore[arg-type]  # values as TOML has them


def _exact(value: object) -> object:
    """Take whole numbers as decimals too."""
    return Decimal(value) if isinstance(value, int) else value
