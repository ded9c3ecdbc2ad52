"""The second person: whoever asked for something is not the one who lets it through."""

from collections.abc import Iterable

from shinchoku.bilingual import Bilingual
from shinchoku.errors import NotPermittedError
from shinchoku.register.plan import Plan


def require_second_person(plan: Plan, actor: str, authors: Iterable[str], what: Bilingual) -> None:
    """Refuse a decision by somebody who has a part in what it lets through.

    `actor` and `authors` are names as the record keeps them. `release.four_eyes = false` is a plan's
    explicit choice, and its packages say so.

    Raises:
        NotPermittedError: if the actor is one of the authors and the plan asks for a second person.
    """
    if plan.release.four_eyes and actor in set(authors):
        raise NotPermittedError(
            f"{what.ja}はご自身の申請によるものです。別の人が承認してください（二人での確認）。",
            f"{what.en} rests on your own request: another person must approve it (four eyes).",
        )
