"""What the entries of a register have in common: frozen, strict, with exact figures and real years."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from shinchoku.register.fiscal_year import FiscalYear


def _fiscal_year(value: object) -> object:
    """Read a fiscal year as a number or as a label: 2023, "令和5年度"."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return FiscalYear(value)
    return FiscalYear.from_label(value) if isinstance(value, str) else value


def _exact(value: object) -> object:
    """Take a TOML float by its shortest spelling, so that 0.1 is one tenth."""
    return str(value) if isinstance(value, float) else value


Year = Annotated[FiscalYear, BeforeValidator(_fiscal_year)]
Figure = Annotated[Decimal, BeforeValidator(_exact)]
Text = Annotated[str, Field(min_length=1)]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


class Entry(BaseModel):
    """A frozen entry of the register that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
