"""Personal data must not travel into text that is published."""

from collections.abc import Iterator

from schemas.headings import NARRATIVE
from shinchoku.checks.personal_data import suspected_personal_data
from shinchoku.checks.scopes import Violation, of_cells
from shinchoku.intake.rows import Row
from shinchoku.register.plan import Plan


@of_cells
def published_text_carries_no_personal_data(plan: Plan, row: Row) -> Iterator[Violation]:
    """The mere suspicion stops it: what was published cannot be taken back."""
    del plan
    for field in NARRATIVE:
        what = suspected_personal_data(row.texts[field]) if row.texts[field] else None
        if what is not None:
            yield Violation(field, {"what_ja": what.ja, "what_en": what.en})
