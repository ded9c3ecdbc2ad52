"""What the parts of a receipt may be: one that comes back from a closed network comes from outside."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from shinchoku.catalogues.strict import printable
from shinchoku.releases.history import version_order

_YEARS = 2000, 2999


def _instant(value: str) -> str:
    """Take an instant with its zone.

    Raises:
        ValueError: if the text is none.
    """
    at = datetime.fromisoformat(value)
    if at.tzinfo is None or not _YEARS[0] <= at.year <= _YEARS[1]:
        raise ValueError("an instant of our time needs its zone")
    return value


def _version(value: str) -> str:
    """Take a version.

    Raises:
        ValueError: if the text is none.
    """
    version_order(value)
    return value


ReceiptText = Annotated[str, Field(max_length=2_000), AfterValidator(printable)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(printable)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Instant = Annotated[str, Field(max_length=40), AfterValidator(_instant)]
Version = Annotated[str, Field(pattern=r"^[0-9.-]{10,20}$"), AfterValidator(_version)]
ReceiptCount = Annotated[int, Field(ge=0, le=2**53)]


class ReceiptPart(BaseModel):
    """A part of a receipt: frozen, and strict about what it takes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class DatasetReceived(ReceiptPart):
    """A dataset of the catalogue: its id and name there, and its page."""

    id: ReceiptText
    name: ReceiptText
    address: ReceiptText


class FileReceived(ReceiptPart):
    """A file of the version: where it lies, and what an anonymous reader got there."""

    key: Name
    id: ReceiptText
    name: Name
    """The file's name in the package."""
    sha256: Sha256
    size: ReceiptCount
    address: ReceiptText


class TableReceived(ReceiptPart):
    """A table that can be queried: how many rows it has, their digest, how long it followed after the files."""

    key: Name
    rows: ReceiptCount
    digest: ReceiptText
    lag_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)]


class KeptReceived(ReceiptPart):
    """A thing that stays as others made it, because a person decided so: which of its fields, why, since when."""

    key: Name
    fields: Annotated[tuple[Name, ...], Field(max_length=200)] = ()
    """Empty if it is kept as not being there."""
    reason: ReceiptText
    since: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
