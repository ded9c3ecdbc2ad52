"""What a person may write for the public: a reason, its evidence, a sentence of the report."""

from collections.abc import Iterator

from shinchoku.bilingual import Bilingual
from shinchoku.checks.personal_data import suspected_personal_data
from shinchoku.intake.cells import read_text, says_something
from shinchoku.intake.characters import unreadable


def wording_mistakes(name: Bilingual, text: str, *, required: bool = True) -> Iterator[Bilingual]:
    """Yield why a text cannot be published: it says nothing, names somebody, or cannot be shown everywhere.

    The text itself is never repeated, because it may be personal data.
    """
    if not says_something(text) and (required or text.strip()):
        yield Bilingual(f"{name.ja}を文で書いてください。", f"Give the {name.en} in words.")
    if (what := suspected_personal_data(read_text(text).text)) is not None:
        yield Bilingual(
            f"{name.ja}に、{what.ja}と思われる記載があります。公表されますので、削除してください。",
            f"The {name.en} seems to hold {what.en}: it will be public, so remove it.",
        )
    if found := unreadable(text):
        yield Bilingual(
            f"{name.ja}に、他の環境で表示できない文字があります（{found}）。別の文字で書いてください。",
            f"The {name.en} has characters that cannot be shown elsewhere ({found}): write it without them.",
        )
