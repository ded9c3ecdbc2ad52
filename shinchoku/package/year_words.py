"""The figures of a year in words and in one table: what a rate counts, and what is still open behind it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.codes import AchievementLevel, AchievementStatus
from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.achievement import OPEN_STATUSES
from shinchoku.figures.contradictions import contradicted_items
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.package.markdown import joined, one_line, table
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.sentences import sentences_of

_WORDS = sentences_of(__name__)

_MOST_NAMED = {AchievementStatus.PENDING: 40}
"""Items of a status that a sentence names; of more it says where they stand. Pending ones are the footnote of a rate."""
_MOST_NAMED_ELSE = 5

_HEADS = (
    Bilingual("区分", "Group"),
    Bilingual("項目数", "Items"),
    Bilingual("達成", "Achieved"),
    Bilingual("達成率", "Rate"),
    Bilingual("とりうる範囲", "Possible range"),
    *(Bilingual(status.label_ja, status.label_en) for status in OPEN_STATUSES),
)
_OPEN = {
    AchievementStatus.PENDING: _WORDS["pending"],
    AchievementStatus.IN_REVIEW: _WORDS["in_review"],
    AchievementStatus.UNREPORTED: _WORDS["unreported"],
    AchievementStatus.NOT_DUE: _WORDS["not_due"],
}


@dataclass(frozen=True, slots=True)
class ToldYear:
    """A year to tell of: its rows as published, and the statuses that its rates count."""

    year: FiscalYear
    content: YearContent
    denominator: Collection[AchievementStatus]

    def headline(self, language: Language) -> Iterator[str]:
        """Yield the figures of the plan and its basic policies as a table."""
        shown = {AchievementLevel.PLAN, AchievementLevel.BASIC_POLICY}
        rows = [row for row in self.content.table("achievement") if row["level"] in shown]
        heads = [head.in_language(language) for head in _HEADS]
        names = self._english_names() if language is Language.EN else {}
        lines = (_figures(row, names.get((row["level"], row["key"]), row["label"]), language) for row in rows)
        yield from table(heads, lines, figures=len(heads) - 1)

    def _english_names(self) -> dict[tuple[str, str], str]:
        """Return what groups are called in English; what the register has no English name for bears its key."""
        return {
            (row["code_list"], row["code"]): row["label_en"] or f"{row['code']} {row['label_ja']}"
            for row in self.content.table("codes")
        }

    def sentences(self, language: Language, written: Callable[[str], str] = one_line) -> Iterator[str]:
        """Yield the rate in words, then what is still open behind it, item by item; names as `written` has them."""
        whole = {row["level"]: row for row in self.content.table("achievement")}[AchievementLevel.PLAN]
        yield self._rate(whole, language)
        for status, words in _OPEN.items():
            found = [row["item_no"] for row in self._progress() if row["achievement_status"] == status]
            if found:
                counted = _WORDS["counted"] if status in self.denominator else _WORDS["left_out"]
                where = _WORDS["where"].filled(column="achievement_status", value=status)
                most = _MOST_NAMED.get(status, _MOST_NAMED_ELSE)
                told = self._of(words, found, language, self._named(found, language, written, most, where))
                yield f"{told}{_gap(language)}{counted.in_language(language)}"
        lowest, highest = whole["rate_percent_min"], whole["rate_percent_max"]
        if lowest != highest:
            yield _WORDS["bounds"].filled(lowest=lowest, highest=highest).in_language(language)
        if contradicted := contradicted_items(self.content):
            named = self._named(
                contradicted, language, written, _MOST_NAMED_ELSE, _WORDS["where_contradicted"]
            )
            yield self._of(_WORDS["contradicted"], contradicted, language, named)
        carried = [row["item_no"] for row in self._progress() if row["carried_forward"] == "true"]
        if carried:
            where = _WORDS["where"].filled(column="carried_forward", value="true")
            named = self._named(carried, language, written, _MOST_NAMED_ELSE, where)
            yield self._of(_WORDS["carried"], carried, language, named)

    def _rate(self, whole: TextRow, language: Language) -> str:
        """Return the rate of the whole plan in a sentence."""
        year = self.year.label if language is Language.JA else str(self.year)
        words = _WORDS["rate"] if whole["rate_percent"] else _WORDS["no_rate"]
        told = {"items": whole["items"], "achieved": whole["achieved"], "rate": whole["rate_percent"]}
        return words.filled(year=year, **told).in_language(language)

    def _progress(self) -> tuple[TextRow, ...]:
        """Return the reports of the year."""
        return self.content.table("progress")

    def _of(self, words: Bilingual, found: Sequence[str], language: Language, named: str) -> str:
        """Return a sentence about items: how many they are, and which."""
        n = str(len(found))
        if language is Language.EN:
            n = f"{n} item{'' if len(found) == 1 else 's'}"
        return words.filled(n=n, items=named).in_language(language)

    def _named(
        self,
        found: Sequence[str],
        language: Language,
        written: Callable[[str], str],
        most: int,
        where: Bilingual,
    ) -> str:
        """Return items by number and name, or where they stand if they are too many to read."""
        if len(found) > most:
            return written(where.in_language(language))
        names = {row["item_no"]: row["name"] for row in self.content.table("action_items")}
        return joined([_item(no, written(names[no]), language) for no in found], language)


def denominator_in(rule: TextRow) -> tuple[AchievementStatus, ...]:
    """Return the statuses that a year's rule counts."""
    return tuple(AchievementStatus.of(code) for code in rule["denominator"].split())


def day_words(day: date, language: Language) -> str:
    """Return a day as it is printed: 令和8年（2026年）11月23日."""
    if language is Language.EN:
        return f"{day.day} {day:%B} {day.year}"
    era = FiscalYear(day.year)
    era_year = "元" if era.era_year == 1 else era.era_year
    return f"{era.era}{era_year}年（{day.year}年）{day.month}月{day.day}日"


def _figures(row: TextRow, name: str, language: Language) -> tuple[str, ...]:
    """Return a row of the headline table."""
    rate, lowest, highest = (row[name] for name in ("rate_percent", "rate_percent_min", "rate_percent_max"))
    percent, to = ("％", "〜") if language is Language.JA else ("%", "–")
    return (
        one_line(name),
        row["items"],
        row["achieved"],
        f"{rate}{percent}" if rate else "–",
        f"{lowest}{to}{highest}{percent}" if rate and lowest != highest else "–",
        *(row[str(status)] for status in OPEN_STATUSES),
    )


def _item(no: str, name: str, language: Language) -> str:
    """Return an item by number and name."""
    return f"No.{no}「{name}」" if language is Language.JA else f"No.{no} {name}"


def _gap(language: Language) -> str:
    """Return what stands between two sentences."""
    return "" if language is Language.JA else " "
