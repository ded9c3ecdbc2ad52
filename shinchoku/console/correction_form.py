"""The values of an item that a correction may replace, as the form shows them and as they come back."""

import hashlib
from dataclasses import dataclass

from schemas.published import CORRECTABLE
from shinchoku.bilingual import Bilingual
from shinchoku.console.request_context import RequestContext
from shinchoku.figures.applied_corrections import reported_value
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.source_columns import published_text, tables_by_field


@dataclass(frozen=True, slots=True)
class CorrectableField:
    """One value that can be corrected: what the sheet says, and what would be published today."""

    field: str
    title: Bilingual
    unit: str
    sheet: str
    public: str

    @property
    def is_corrected(self) -> bool:
        """Whether an earlier correction already replaces what the sheet says."""
        return self.sheet != self.public

    @property
    def shown_as(self) -> str:
        """A digest of both values: a form that carries another was made from other values."""
        return hashlib.sha256(f"{self.sheet}\0{self.public}".encode()).hexdigest()[:16]


def fields_of(progress: ItemProgress) -> list[CorrectableField]:
    """Return what can be corrected of an item; nothing, if no row was accepted."""
    row, item = progress.row, progress.item
    if row is None:
        return []
    has, unit = tables_by_field(item), item.indicator.unit if item.indicator else ""
    return [
        CorrectableField(
            name,
            Bilingual(column.title_ja, column.title_en),
            unit if column.is_in_unit else "",
            reported_value(progress, name),
            published_text(row, item, name),
        )
        for name, column in CORRECTABLE.items()
        if name in has
    ]


def typed_fields(context: RequestContext, fields: list[CorrectableField]) -> dict[str, str]:
    """Return what was typed, by field; a line break is one character."""
    typed = {one.field: context.form.get(f"value-{one.field}") for one in fields}
    return {name: text.replace("\r\n", "\n").strip() for name, text in typed.items() if isinstance(text, str)}
