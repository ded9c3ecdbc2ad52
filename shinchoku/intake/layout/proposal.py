"""What a sample of a form shows of its layout: where each label stands, and where its answer."""

from dataclasses import dataclass

from schemas.codes import CodeList
from schemas.headings import HEADINGS, REQUIRED
from shinchoku.intake.look import Position
from shinchoku.register.layouts import Layout, LayoutKind

SHOWN_LENGTH = 60
"""Characters of a sample value that are shown."""


class Part(CodeList):
    """What a cell of a form is for."""

    MARK = "mark", "目印", "Mark"
    LABEL = "label", "所属・年度", "Department and year"
    FIELD = "field", "記入欄", "Answer"


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that was found on a form: its label, the cell of its answer, and an answer as a sample.

    A mark has no answer: `label_cell` and `cell` are its own.
    """

    part: Part
    name: str
    label: str
    label_cell: str
    cell: str
    last_cell: str = ""
    sample: str = ""

    @property
    def meaning(self) -> str:
        """What the form's own word is read as, in Japanese."""
        return meaning_of(self.name)


@dataclass(frozen=True, slots=True)
class LayoutProposal:
    """A layout as one sample shows it, for a person to confirm."""

    layout: Layout
    spots: tuple[Spot, ...]
    of_this_form: tuple[int, ...]
    """Numbers of the sheets that have this form."""
    other_sheets: tuple[str, ...] = ()
    """Names of sheets with text that do not."""
    personal: frozenset[Position] = frozenset()
    """Cells beside a label that asks for a person: never shown."""
    is_known_by_labels: bool = False
    """Whether no title was fit as a mark, so that the labels themselves are the marks."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What a row needs and the form does not ask for."""
        return tuple(name for name in REQUIRED if name not in self._names)

    @property
    def not_found(self) -> tuple[str, ...]:
        """What else a status sheet may ask for and this form does not."""
        return tuple(name for name in HEADINGS if name not in self._names and name not in REQUIRED)

    @property
    def _names(self) -> frozenset[str]:
        """The columns that were found, without their years."""
        found = self.layout.fields if self.layout.kind is LayoutKind.FORM else self.layout.columns
        return frozenset(name.partition("@")[0] for name in found)


def meaning_of(name: str) -> str:
    """Return what a column or a label is called in Japanese."""
    base, _, year = name.partition("@")
    word = _WORDS.get(base) or HEADINGS.get(base, (base,))[0]
    return f"{word}（{year}年度）" if year else word


_WORDS = {
    "item_no": "項目番号",
    "department": "所属",
    "fiscal_year": "年度",
    "round": "照会",
    "form": "様式番号",
}
