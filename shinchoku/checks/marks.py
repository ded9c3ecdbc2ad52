"""What is marked on the copy of a sheet that goes back to its department."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual, Language
from shinchoku.intake.sheets import position_of

LIST_SHEET = "指摘一覧"
"""The name of the sheet that lists all marks, in either language: it is how people speak of it."""

OWN_COMMENT = "【進捗"
"""How every comment of ours begins; what begins so is never taken for the department's."""

SIGNS: Mapping[Severity, str] = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "●"}
"""A sign for each severity, so that nobody depends on colours."""

_TITLE = Bilingual("進捗状況シートの指摘一覧", "Findings on the status sheet")


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding as it is marked: where it lies, how much it weighs, and its words in one language.

    `sheet_number` counts from 1 in the order of the workbook as received; 0 is the file as a whole.
    `cell` is a name like `C7`; empty for the sheet as a whole.
    """

    sheet_number: int
    cell: str
    severity: Severity
    code: str
    message: str
    remedy: str
    item_no: str = ""

    @property
    def position(self) -> tuple[int, int] | None:
        """The cell's zero-based row and column; `None` where the mark names no cell that can exist."""
        return position_of(self.cell)


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands above the list: its title, the file's name, how many marks of each weight there are."""

    title: str
    file_name: str
    counts: Mapping[Severity, int] = field(default_factory=dict)
    language: Language = Language.JA


def summarize(marks: Sequence[Mark], file_name: str, language: Language = Language.JA) -> Summary:
    """Return the summary of a file's marks."""
    counts = Counter(mark.severity for mark in marks)
    return Summary(
        title=_TITLE.in_language(language),
        file_name=file_name,
        counts={severity: counts[severity] for severity in Severity},
        language=language,
    )


def severity_words(severity: Severity, language: Language) -> str:
    """Return a severity with its sign: `✖ エラー`."""
    label = severity.label_ja if language is Language.JA else severity.label_en
    return f"{SIGNS[severity]} {label}"
