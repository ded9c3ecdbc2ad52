"""The changelog of the data: what a version changed of the one before it, row by row, in words a newspaper can print."""

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
from shinchoku.sentences import sentences_of

_WORDS = sentences_of(__name__)

_FIRST_TOLD = ("achievement",)
"""What is told before the rows that it follows from."""
_CAUSES = {
    Cause.FIRST: Bilingual("初めての公表です。", "First release."),
    Cause.REVISION: Bilingual(
        "報告の追加や数値の確定による更新です。", "Reports were added, or figures confirmed."
    ),
    Cause.APPROVED: Bilingual("承認による更新です。", "Changed by approval."),
    Cause.ROLLBACK: Bilingual("前の版の内容に戻しました。", "Went back to earlier rows."),
}


def write_changelog(facts: PackageFacts, tables: Mapping[str, Table]) -> bytes:
    """Tell in Japanese, then in English, what a version changed of the one before it, from its own tables."""
    lines: list[str] = []
    for language in Language:
        title = facts.about.title if language is Language.JA else facts.about.title_en
        lines += [f"# {one_line(title)}: {_WORDS['title'].in_language(language)}", ""]
        lines += [f"## {day_words(facts.day, language)} ({facts.release})", ""]
        lines += [_previous(facts, language), ""]
        for sentence in tombstone_sentences(facts.taken_down, tables, language):
            lines += [f"> {sentence}", ""]
        for year in facts.years:
            lines += [_heading(year, language), "", *_year(facts, year, tables, language)]
        for gone, reason in facts.taken_back.items():
            label = gone.label if language is Language.JA else str(gone)
            lines += [
                f"### {label}",
                "",
                _WORDS["taken_back"].in_language(language),
                *_reason(reason, language),
                "",
            ]
    return document(lines)


def _heading(year: YearFacts, language: Language) -> str:
    """Return the heading of a year."""
    return f"### {year.year.label if language is Language.JA else year.year}"


def _previous(facts: PackageFacts, language: Language) -> str:
    """Name the release before."""
    if not facts.before:
        return _WORDS["first"].in_language(language)
    day = day_words(version_order(facts.before)[0], language)
    return _WORDS["before"].filled(day=day, release=facts.before).in_language(language)


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
        yield _WORDS["reshaped"].in_language(language)
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
            return (_WORDS["follows"] if moved else _WORDS["unchanged"]).in_language(language)
        case Cause.RESHAPED:
            return _WORDS["reshaped"].in_language(language)
        case Cause.APPROVED if is_new:
            return _WORDS["new_by_approval"].in_language(language)
        case cause:
            words = [_CAUSES[cause], *([] if is_new or moved else [_WORDS["no_value"]])]
            return ("" if language is Language.JA else " ").join(one.in_language(language) for one in words)


def _reason(reason: str, language: Language) -> Iterator[str]:
    """Yield what was said of a decision, if somebody said anything."""
    if reason:
        yield ""
        yield _WORDS["reason"].filled(reason=one_line(reason)).in_language(language)


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
