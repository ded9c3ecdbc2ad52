"""What is wrong with a 主な取組 that somebody chooses: all of it, in sentences, before it is recorded."""

from collections.abc import Iterator, Sequence

from shinchoku.bilingual import Bilingual
from shinchoku.figures.highlights import HighlightChoice
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.publishable_text import wording_mistakes
from shinchoku.register.plan import Plan

_SENTENCE = Bilingual("主な取組の文", "sentence of the highlight")


def choice_mistakes(plan: Plan, progress: Sequence[ItemProgress], choice: HighlightChoice) -> list[Bilingual]:
    """Return everything that stands against a choice; `progress` is that of its report year, with corrections."""
    return list(_mistakes(plan, progress, choice))


def _mistakes(plan: Plan, progress: Sequence[ItemProgress], choice: HighlightChoice) -> Iterator[Bilingual]:
    """Yield what is wrong with the place, the item and the sentence of a choice."""
    no, key = choice.item_no, choice.policy_measure
    found = next((one for one in progress if one.item.no == no), None)
    if key not in plan.measures_by_key:
        yield Bilingual(f"施策「{key}」は登録されていません。", f"There is no policy measure {key!r}.")
    elif found is None:
        yield Bilingual(
            f"取組項目「{no}」は{choice.report_year.label}の項目ではありません。",
            f"{no!r} is no item in force in {choice.report_year}.",
        )
    elif found.item.policy_measure != key:
        yield Bilingual(
            f"取組項目 No.{no} は施策「{key}」の項目ではありません。",
            f"Item {no} does not stand under the policy measure {key!r}.",
        )
    elif found.row is None:
        yield Bilingual(
            f"取組項目 No.{no} には受理した行がありません。提出を待って選んでください。",
            f"Item {no} has no accepted row yet: choose it once it was reported.",
        )
    elif choice.original_text != found.row.texts["result_text"]:
        yield Bilingual(
            f"No.{no}の取組実績は、選んだ時から変わっています。画面を開き直して、今の文を確かめてください。",
            f"The result text of item {no} has changed since it was shown: open it again and look.",
        )
    yield from wording_mistakes(_SENTENCE, choice.text)
