"""Values of the register as `plan.toml` spells them."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from shinchoku.register.fiscal_year import FiscalYear

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_value(value: object) -> str:
    """Return a value in TOML: a fiscal year as its Western year, a figure exactly, a table in line.

    Raises:
        TypeError: for a value that a register cannot hold.
    """
    match value:
        case bool():
            text = "true" if value else "false"
        case FiscalYear():
            text = str(value.year)
        case int():
            text = str(value)
        case float():
            text = repr(value)
        case Decimal():
            text = f"{value:f}"
        case date():
            text = value.isoformat()
        case str():
            text = _string(value)
        case Mapping():
            text = inline_table({str(key): toml_value(one) for key, one in value.items()})
        case tuple() | list():
            text = f"[{', '.join(map(toml_value, value))}]"
        case _:
            raise TypeError(f"no value of a register: {value!r}")
    return text


def inline_table(written: Mapping[str, str]) -> str:
    """Return a table in line from its values, already written: `{ no = "1", page = 3 }`."""
    pairs = [
        f"{key if _BARE_KEY.fullmatch(key) else _string(key)} = {value}" for key, value in written.items()
    ]
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


def nested(flat: Mapping[str, object]) -> dict[str, object]:
    """Return values by dotted key as tables within tables; absent values are left out.

    An indicator that says anything has its table of targets: one without is a mistake of its own.
    """
    found: dict[str, object] = {}
    for key, value in flat.items():
        if value is None:
            continue
        *tables, last = key.split(".")
        inner = found
        for name in tables:
            deeper = inner.setdefault(name, {})
            if isinstance(deeper, dict):
                inner = deeper
        inner[last] = value
    indicator = found.get("indicator")
    if isinstance(indicator, dict):
        indicator.setdefault("targets", {})
    return found


def _string(text: str) -> str:
    """Return text as a basic string; JSON escapes all that TOML wants escaped but DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
