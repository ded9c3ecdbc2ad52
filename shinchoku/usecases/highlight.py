"""Highlight: a steward chooses each policy measure's 主な取組 of a year and may edit its sentence."""

from shinchoku.adapters.state.highlights import drop_choice, save_choice
from shinchoku.errors import ConfigurationError
from shinchoku.figures.highlight_mistakes import choice_mistakes
from shinchoku.figures.highlights import HighlightChoice
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_publishable
from shinchoku.session import Session
from shinchoku.views.progress import progress_within


def choose(session: Session, person: Person, choice: HighlightChoice, reason: str) -> None:
    """Choose an item for a policy measure and year, with the sentence to be shown.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if anything stands against the choice: all of it, in sentences.
    """
    actor = acting(person, Action.CHOOSE_HIGHLIGHT)
    with session.change(actor, require_publishable(reason)) as change:
        progress = progress_within(session, change.connection, choice.report_year)
        mistakes = choice_mistakes(session.plan, progress, choice)
        if mistakes:
            raise ConfigurationError(
                "\n".join(one.ja for one in mistakes), "\n".join(one.en for one in mistakes)
            )
        save_choice(change, choice, session.as_of)
        detail = {"item_no": choice.item_no, "original": choice.original_text, "text": choice.text}
        change.record("highlight", f"{choice.report_year} {choice.policy_measure}", detail)


def forget(session: Session, person: Person, year: FiscalYear, policy_measure: str, reason: str) -> None:
    """Take a choice back: what the register says counts again.

    Raises:
        NotPermittedError: if the person may not.
    """
    actor = acting(person, Action.CHOOSE_HIGHLIGHT)
    with session.change(actor, require_publishable(reason)) as change:
        drop_choice(change, year, policy_measure)
        change.record("highlight_forget", f"{year} {policy_measure}")
