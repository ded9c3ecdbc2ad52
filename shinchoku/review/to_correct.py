"""What a department is asked to correct: findings with what a steward wrote when returning them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from schemas.codes import Severity
from shinchoku.bilingual import Language
from shinchoku.checks.findings import Finding, in_order
from shinchoku.checks.personal_data import shown
from shinchoku.checks.rules.lateness import NOT_SUBMITTED
from shinchoku.spelling import spelled

Asked = tuple[str, str]
"""A round's identifier and a department's code; a file whose round is unknown has an empty one."""

_MOST_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """One finding that a department is told of; `returned` is the steward's message, `None` if none sent it back."""

    finding: Finding
    returned: str | None = None

    @property
    def is_required(self) -> bool:
        """Whether the sheet is not accepted before it is answered: an error, or what a steward sent back."""
        return self.finding.is_error or self.returned is not None

    @property
    def is_lateness(self) -> bool:
        """Whether it says no more than that nothing has come."""
        return self.finding.rule.code == NOT_SUBMITTED.code

    @property
    def key(self) -> str:
        """What makes it news: the finding, and whether a steward has sent it back since."""
        return self.finding.fingerprint[:12] + ("" if self.returned is None else "r")

    @property
    def path(self) -> str:
        """The file it lies in, as it may be shown; empty where it lies in none."""
        return plain(shown(self.finding.place.path))

    @property
    def item(self) -> str:
        """The item it is about, `No.8`; the row where that has no number, empty where it is about none."""
        no = plain(self.finding.place.item_no)
        return f"No.{no}" if no.isascii() and no else no

    def where(self, language: Language) -> str:
        """Return sheet and cell: `シート「進捗状況」 C7`; empty where the file as a whole is meant."""
        place = self.finding.place
        sheet = plain(place.sheet_name)
        if language is Language.JA:
            named = f"シート「{sheet}」" if sheet else ""
        else:
            named = f"sheet “{sheet}”" if sheet else ""
        return " ".join(part for part in (named, place.cell) if part)

    def problem(self, language: Language) -> str:
        """Return what is wrong."""
        return plain(self.finding.message.in_language(language))

    def remedy(self, language: Language) -> str:
        """Return what to do about it."""
        return plain(self.finding.remedy.in_language(language))


def to_correct(
    findings: Iterable[Finding], returned: Mapping[str, str], waived: Collection[str]
) -> dict[Asked, tuple[ToCorrect, ...]]:
    """Return what every department has to look at, by round, what it must correct first.

    `returned` are the messages of findings that a steward sent back, `waived` those that hold nothing
    back today, both by fingerprint. Information that nobody sent back is left out.
    """
    found: defaultdict[Asked, list[ToCorrect]] = defaultdict(list)
    for finding in in_order(findings):
        said = returned.get(finding.fingerprint)
        told = finding.rule.severity is not Severity.INFO or said is not None
        if told and finding.place.department and finding.fingerprint not in waived:
            asked = (finding.place.round_id, finding.place.department)
            found[asked].append(ToCorrect(finding, said))
    return {
        asked: tuple(sorted(ones, key=lambda one: not one.is_required))
        for asked, ones in sorted(found.items())
    }


def plain(text: str, most: int = _MOST_CHARACTERS) -> str:
    """Return text of a sheet as one bounded line in which nothing breaks, turns or hides the line."""
    seen = spelled(" ".join(text.split()))
    return seen if len(seen) <= most else f"{seen[:most]}…"


def day_words(day: date, language: Language) -> str:
    """Return a day as letters write it: 2024年5月10日."""
    return f"{day.year}年{day.month}月{day.day}日" if language is Language.JA else day.isoformat()
