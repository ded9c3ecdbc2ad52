"""The changelog of the data: what a version changed of the one before it, row by row, in words a newspaper can print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemas.codes import AchievementLevel
from schemas.published import TABLES
from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.tables import Table, YearContent
from shinchoku.package.change_words import in_words, names_in
from shinchoku.package.facts import PackageFacts, YearFacts
from shinchoku.package.markdown import document, one_line
from shinchoku.package.told_changes import changes_told, moves_more_than_points, year_of
from shinchoku.package.tombstones import tombstone_sentences
from shinchoku.package.year_words import ToldYear, day_words, denominator_in
from shinchoku.releases.changes import RowChange
from shinchoku.releases.history import Cause, version_order

_FIRST_TOLD = ("achievement",)
"""What is told before the rows that it follows from."""
_TITLE = Bilingual("変更履歴", "What changed")
_FIRST = Bilingual("このデータの最初の版です。", "The first release of this data.")
_BEFORE = Bilingual(
    "前の版（{day}、{release}）からの変更です。それより前の変更は、revisions.csv と前の版の CHANGELOG.md にあります。",
    "What changed since the previous release ({day}, {release}). Earlier changes are in revisions.csv and in the CHANGELOG.md of that release.",
)
_NEW_BY_APPROVAL = Bilingual("承認を受けた、初めての公表です。", "First release, by approval.")
_UNCHANGED = Bilingual("変更はありません。", "Nothing changed.")
_FOLLOWS = Bilingual(
    "前年度の公表内容が変わったため、前年度との差を計算し直しました。報告の内容に変更はありません。",
    "Only the change from the year before was computed again, because what is published of that year changed. Nothing that was reported changed.",
)
_TAKEN_BACK = Bilingual("この年度の公表を取り下げました。", "This year was taken back.")
_CAUSES = {
    Cause.FIRST: Bilingual("初めての公表です。", "First release."),
    Cause.REVISION: Bilingual(
        "報告の追加や数値の確定による更新です。", "Reports were added, or figures confirmed."
    ),
    Cause.APPROVED: Bilingual("承認による更新です。", "Changed by approval."),
    Cause.ROLLBACK: Bilingual("前の版の内容に戻しました。", "Went back to earlier rows."),
}
_NO_VALUE = Bilingual("表の値に変更はありません。", "No value changed.")
_REASON = Bilingual("理由: {reason}", "Reason: {reason}")
_RESHAPED = Bilingual(
    "表の形を新しくしました（列や表の追加）。このことによる値の変更はありません。",
    "The tables have a new shape: columns or tables were added. No value changed for that.",
)


def write_changelog(facts: PackageFacts, tables: Mapping[str, Table]) -> bytes:
    """Tell in Japanese, then in English, what a version changed of the one before it, from its own tables."""
    lines: list[str] = []
    for language in Language:
        title = facts.about.title if language is Language.JA else facts.about.title_en
        lines += [f"# {one_line(title)}: {_TITLE.in_language(language)}", ""]
        lines += [f"## {day_words(facts.day, language)} ({facts.release})", ""]
        lines += [_previous(facts, language), ""]
        for sentence in tombstone_sentences(facts.taken_down, tables, language):
            lines += [f"> {sentence}", ""]
        for year in facts.years:
            lines += [_heading(year, language), "", *_year(facts, year, tables, language)]
        for gone, reason in facts.taken_back.items():
            label = gone.label if language is Language.JA else str(gone)
            lines += [f"### {label}", "", _TAKEN_BACK.in_language(language), *_reason(reason, language), ""]
    return document(lines)


def _heading(year: YearFacts, language: Language) -> str:
    """Return the heading of a year."""
    return f"### {year.year.label if language is Language.JA else year.year}"


def _previous(facts: PackageFacts, language: Language) -> str:
    """Name the release before."""
    if not facts.before:
        return _FIRST.in_language(language)
    day = day_words(version_order(facts.before)[0], language)
    return _BEFORE.filled(day=day, release=facts.before).in_language(language)


def _year(
    facts: PackageFacts, year: YearFacts, tables: Mapping[str, Table], language: Language
) -> Iterator[str]:
    """Yield what became of a year that the version carries."""
    fiscal_year = str(year.year.year)
    content = year_of(tables, fiscal_year)
    is_new = year.year not in facts.years_before
    changes = [] if is_new else changes_told(tables, facts.release, fiscal_year)
    yield _decided(year, language, is_new=is_new, moved=bool(changes))
    if year.is_reshaped and year.cause is not Cause.RESHAPED:
        yield ""
        yield _RESHAPED.in_language(language)
    yield from _reason(year.reason, language)
    yield ""
    if is_new or any(moves_more_than_points(change) for change in changes):
        told = ToldYear(year.year, content, denominator_in(year.rule))
        yield from told.headline(language)
        yield ""
        yield from (f"- {sentence}" for sentence in told.sentences(language))
        yield ""
    if changes:
        yield from _tables(changes, content, language)


def _decided(year: YearFacts, language: Language, *, is_new: bool, moved: bool) -> str:
    """Return why a year stands as it does."""
    match year.cause:
        case Cause.KEPT:
            return (_FOLLOWS if moved else _UNCHANGED).in_language(language)
        case Cause.RESHAPED:
            return _RESHAPED.in_language(language)
        case Cause.APPROVED if is_new:
            return _NEW_BY_APPROVAL.in_language(language)
        case cause:
            words = [_CAUSES[cause], *([] if is_new or moved else [_NO_VALUE])]
            return ("" if language is Language.JA else " ").join(one.in_language(language) for one in words)


def _reason(reason: str, language: Language) -> Iterator[str]:
    """Yield what was said of a decision, if somebody said anything."""
    if reason:
        yield ""
        yield _REASON.filled(reason=one_line(reason)).in_language(language)


def _tables(changes: list[RowChange], content: YearContent, language: Language) -> Iterator[str]:
    """Yield every change under the title of its table."""
    gone: dict[str, Table] = {}
    for change in changes:
        if change.new is None and change.old is not None:
            gone[change.table] = (*gone.get(change.table, ()), change.old)
    names = names_in(YearContent(gone, {}), content)
    order = [name for name in _FIRST_TOLD if any(change.table == name for change in changes)]
    for table in dict.fromkeys([*order, *(change.table for change in changes)]):
        contract = TABLES[table]
        yield f"#### {contract.title_ja if language is Language.JA else contract.title_en}"
        yield ""
        for change in sorted((one for one in changes if one.table == table), key=_widest_first):
            yield from in_words(change, names, language)
        yield ""


def _widest_first(change: RowChange) -> int:
    """Sort the whole plan before its parts; rows of other tables keep their order."""
    levels = list(AchievementLevel)
    return levels.index(AchievementLevel.of(change.key[0])) if change.table == "achievement" else 0
