"""What a waiting change of the register would mean for the public figures."""

import tempfile
from pathlib import Path

from shinchoku.adapters.plan_file import load_plan
from shinchoku.bilingual import Bilingual
from shinchoku.review.amendment_effects import amendment_effects
from shinchoku.session import Session
from shinchoku.usecases.register.amend_conditions import released_years


def effects_of(session: Session, after: str) -> tuple[Bilingual, ...]:
    """Return what follows from a plan file's new text, in sentences.

    Raises:
        ConfigurationError: if it breaks a rule of the register by now.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / session.plan_file.name
        path.write_text(after, encoding="utf-8", newline="")
        plan = load_plan(path)
    return amendment_effects(session.plan, plan, released_years(session))
