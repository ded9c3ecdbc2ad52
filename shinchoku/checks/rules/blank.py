"""What a finding says of a cell that says nothing."""

from shinchoku.checks.personal_data import shown
from shinchoku.intake.rows import Row

_LONGEST = 20


def blank_words(row: Row, column: str) -> dict[str, str]:
    """Say how a column says nothing: its cell is empty, holds no more than a sign, or the sheet has no such column."""
    cell = row.source.cells.get(column)
    if cell is None:
        return {"said_ja": "の列がシートにありません", "said_en": "has no column on the sheet"}
    text = shown(cell.raw.strip())
    if not text:
        return {"said_ja": "が空です", "said_en": "is empty"}
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return {"said_ja": f"が「{text}」だけで、内容がありません", "said_en": f"says nothing but “{text}”"}
