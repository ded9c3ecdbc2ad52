"""What was done to a cell on its way to a value: every step with the text before and after it."""

from dataclasses import dataclass

from schemas.codes import CodeList


class StepKind(CodeList):
    """One way in which the text of a cell was turned into another, in the order in which they happen."""

    FORMATTED = "formatted", "表示形式を文字にした", "Number format applied"
    ROUNDED = "rounded", "表示されている桁にした", "Rounded to the digits shown"
    HEADING_UNIT = "heading_unit", "見出しの単位を添えた", "Unit of the heading added"
    LABEL = "label", "同じセルにある項目名を外した", "Label in the same cell taken off"
    JOINED = "joined", "並んだセルの文字をつないだ", "Cells of one answer joined"
    CHOSEN = "chosen", "印のある列の見出しを値とした", "Heading of the marked column taken"
    UNDECIDED = (
        "undecided",
        "どの列の値か決められないため読まなかった",
        "Not read: several columns under one heading",
    )
    MERGED = "merged", "結合セルの値を補った", "Filled from the merged cell"
    DITTO = "ditto", "〃・同上を上の値で補った", "Filled from the cell above (ditto)"
    BLANK_ABOVE = "blank_above", "空白を上の値で補った", "Filled from the cell above (blank)"
    CHARACTERS = "characters", "機種依存文字などを置き換えた", "Characters replaced"
    ONE_LINE = "one_line", "改行と余分な空白を整えた", "Line breaks and spaces made one"
    WIDTH = "width", "全角・半角をそろえた", "Width made uniform"
    GROUPING = "grouping", "桁区切りを外した", "Thousands separators removed"
    SIGN = "sign", "負号をそろえた", "Sign made uniform"
    SCALE = "scale", "位取りの漢字を数にした", "Written scale multiplied out"
    UNIT = "unit", "単位を外した", "Unit taken off"
    CONVERTED = "converted", "登録簿の単位に換算した", "Converted to the register's unit"
    MISSING = "missing", "値のない理由として読んだ", "Read as the reason for no value"
    CHOICE = "choice", "選択肢のコードにした", "Read as a choice"
    ITEM_NO = "item_no", "項目番号の形にそろえた", "Item number made uniform"
    DATE = "date", "日付をISO形式にした", "Date written as ISO"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to a text: what kind of thing, and the text before and after it."""

    kind: StepKind
    before: str
    after: str
    where: str = ""
    """The cell that the text was taken from, if not its own."""


class Trail:
    """The steps of one text, as they are taken; a step that changes nothing is none."""

    def __init__(self, text: str) -> None:
        """Start from the text as it stands."""
        self.text = text
        self._steps: list[Step] = []

    def to(self, kind: StepKind, after: str) -> None:
        """Record that the text became another."""
        if after != self.text:
            self._steps.append(Step(kind, self.text, after))
            self.text = after

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps so far."""
        return tuple(self._steps)
