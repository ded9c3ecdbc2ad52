"""The readme of a package, for people: what it is, what it says this time, how it was made, how to use and cite it."""

from collections.abc import Iterator, Mapping

from schemas.codes import AchievementLevel, AchievementStatus, ValueStatus
from schemas.published import TABLES
from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.tables import Table
from shinchoku.package.descriptor import FOUR_EYES
from shinchoku.package.facts import PackageFacts, YearFacts, semantic_version
from shinchoku.package.markdown import document, joined, one_line, paragraph, table, with_addresses
from shinchoku.package.readme_recipes import RECIPES
from shinchoku.package.told_changes import as_first_released, year_of
from shinchoku.package.tombstones import tombstone_sentences
from shinchoku.package.year_words import ToldYear, day_words, denominator_in
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.sentences import sentences_of

_WORDS = sentences_of(__name__)
_COMPARED = ("items", "achieved", "pending", "rate_percent")
"""What the city states of a year, and its first release says."""


def write_readme(facts: PackageFacts, tables: Mapping[str, Table]) -> bytes:
    """Tell in Japanese, then in English, what a package holds, from what it states and its own tables."""
    lines: list[str] = []
    for language in Language:
        readme = _Readme(facts, tables, language)
        lines += readme.opening()
        for head, section in (
            (_WORDS["figures"], readme.figures),
            (_WORDS["tables"], readme.list_of_tables),
            (_WORDS["statuses"], readme.statuses),
            (_WORDS["making"], readme.making),
            (_WORDS["revisions"], readme.revisions),
            (_WORDS["reading"], readme.reading),
            (_WORDS["checking"], readme.checking),
            (_WORDS["using"], readme.using),
        ):
            lines += [f"## {head.in_language(language)}", "", *section(), ""]
    return document(lines)


class _Readme:
    """The sections of a readme in one language, each as lines of Markdown."""

    def __init__(self, facts: PackageFacts, tables: Mapping[str, Table], language: Language) -> None:
        """Keep what is told, and in which language."""
        self._facts = facts
        self._tables = tables
        self._language = language

    def opening(self) -> Iterator[str]:
        """Yield the title, what the data is, and which release this is."""
        about = self._facts.about
        if self._language is Language.EN:
            yield '<a id="english"></a>'
            yield ""
        yield f"# {one_line(self._either(about.title, about.title_en))}"
        yield ""
        if self._language is Language.JA:
            yield "[English](#english)"
            yield ""
        yield paragraph(self._either(about.description, about.description_en))
        yield ""
        if about.illustrative:
            yield f"> {self._in(_WORDS['illustrative'])}"
            yield ""
        day = day_words(self._facts.day, self._language)
        version = semantic_version(self._facts.release)
        yield self._filled(_WORDS["release"], day=day, release=self._facts.release, version=version)
        yield ""
        for sentence in tombstone_sentences(self._facts.taken_down, self._tables, self._language):
            yield f"> {sentence}"
            yield ""

    def figures(self) -> Iterator[str]:
        """Yield every year's figures as a table, then in words what is still open behind them."""
        for year in self._facts.years:
            told = self._told(year)
            yield f"### {self._either(year.year.label, _english(year.year))}"
            yield ""
            yield from told.headline(self._language)
            yield ""
            yield from (f"- {sentence}" for sentence in told.sentences(self._language))
            yield from self._official(told)
            yield ""

    def _official(self, told: ToldYear) -> Iterator[str]:
        """Yield what the city itself published of a year, if it did."""
        figures = {row["level"]: row for row in told.content.table("achievement")}
        for row in told.content.table("official_figures"):
            if row["level"] == AchievementLevel.PLAN:
                now = figures[AchievementLevel.PLAN]
                first = as_first_released(self._tables, "achievement", now)
                given = {name: row[name] for name in _COMPARED}
                agreed = all(first[name] == value for name, value in given.items())
                moved = any(first[name] != now[name] for name in _COMPARED)
                sentences = [self._filled(_WORDS["official"], **given)]
                sentences.append(self._in(_WORDS["agreed"] if agreed else _WORDS["disagreed"]))
                sentences += [self._in(_WORDS["moved_since"])] if agreed and moved else []
                yield f"- {('' if self._language is Language.JA else ' ').join(sentences)}"

    def list_of_tables(self) -> Iterator[str]:
        """Yield every table: what it is called, how many rows it has, what it tells."""
        heads = [self._in(head) for head in _WORDS.listed("table_heads")]
        rows = (
            (
                f"`{name}.csv`",
                self._either(TABLES[name].title_ja, TABLES[name].title_en),
                one_line(self._either(TABLES[name].description_ja, TABLES[name].description_en)),
                str(len(rows)),
            )
            for name, rows in self._tables.items()
        )
        yield from table(heads, rows, figures=1)
        yield ""
        yield self._in(_WORDS["dictionary"])

    def statuses(self) -> Iterator[str]:
        """Yield every status: its label, its code, what it means, and whether a rate counts it."""
        ways = self._years_by("denominator")
        counted = self._in(_WORDS["counted"])
        heads = [self._in(head) for head in _WORDS.listed("status_heads")]
        heads += [counted] if len(ways) == 1 else [f"{counted} ({years})" for years in ways.values()]
        rows = (
            (
                self._either(status.label_ja, status.label_en),
                f"`{status}`",
                self._either(status.description_ja, status.description_en),
                *(self._in(_WORDS["yes"] if status in way.split() else _WORDS["no"]) for way in ways),
            )
            for status in AchievementStatus
        )
        yield from table(heads, rows)
        yield ""
        yield self._in(_WORDS["carried"])
        yield ""
        yield self._in(_WORDS["value_statuses"])
        yield ""
        for status in ValueStatus:
            label = self._either(status.label_ja, status.label_en)
            yield f"- {label} (`{status}`): {self._either(status.description_ja, status.description_en)}"

    def making(self) -> Iterator[str]:
        """Yield how a rate is made, and what counts as achieved."""
        for way, years in self._years_by("denominator").items():
            statuses = denominator_in({"denominator": way})
            counted = joined([self._either(one.label_ja, one.label_en) for one in statuses], self._language)
            yield f"- {self._filled(_WORDS['denominator'], year=years, statuses=counted)}"
        yield from (f"- {self._in(sentence)}" for sentence in _WORDS.listed("arithmetic"))
        for said, years in self._years_by(self._either("description", "description_en")).items():
            yield f"- {self._filled(_WORDS['rule'], year=years, said=one_line(said))}"

    def revisions(self) -> Iterator[str]:
        """Yield what becomes of a published value that changes."""
        yield from (f"- {self._in(sentence)}" for sentence in _WORDS.listed("revision_policy"))
        yield f"- {FOUR_EYES[self._facts.about.four_eyes].in_language(self._language)}"

    def reading(self) -> Iterator[str]:
        """Yield how to open the tables so that codes stay text."""
        yield self._in(_WORDS["how_to_read"])
        for recipe in RECIPES:
            yield ""
            yield f"{recipe.tool}:"
            yield ""
            yield f"```{recipe.language}"
            yield from recipe.code.splitlines()
            yield "```"
        yield ""
        yield self._in(_WORDS["escaped"])

    def checking(self) -> Iterator[str]:
        """Yield how anybody checks that the files are what was published, and follow from each other."""
        yield self._in(_WORDS["how_to_check"])
        yield ""
        yield "```sh"
        yield "sha256sum --check SHA256SUMS"
        yield "shinchoku verify ."
        yield "```"

    def using(self) -> Iterator[str]:
        """Yield licence, attribution, how to cite, where it comes from, and whom to ask."""
        about = self._facts.about
        for licence in about.licenses:
            yield f"- {self._filled(_WORDS['licence'], title=one_line(licence['title']), address=with_addresses(licence['path']))}"
        yield f"- {self._filled(_WORDS['attribution'], text=one_line(about.attribution))}"
        yield f"- {self._in(_WORDS['citation'])}"
        yield ""
        yield f"  > {self._citation()}"
        yield ""
        for source in about.sources:
            told = " ".join(with_addresses(source[name]) for name in ("title", "path") if name in source)
            yield f"- {self._filled(_WORDS['source'], text=told)}"
        publisher = one_line(self._either(about.publisher, about.publisher_en))
        yield f"- {self._filled(_WORDS['publisher'], name=publisher, contact=with_addresses(about.contact))}"
        yield f"- {self._filled(_WORDS['frequency'], frequency=one_line(about.update_frequency))}"

    def _citation(self) -> str:
        """Return how to cite this very release."""
        about, day = self._facts.about, day_words(self._facts.day, self._language)
        return one_line(
            _WORDS["cited"]
            .filled(
                publisher=self._either(about.publisher, about.publisher_en),
                title=self._either(about.title, about.title_en),
                release=self._facts.release,
                day=day,
                licence=joined([licence["name"] for licence in about.licenses], self._language),
            )
            .in_language(self._language)
        )

    def _years_by(self, name: str) -> dict[str, str]:
        """Return what the years' rules say under a name, each with the years that it is said of."""
        found: dict[str, list[str]] = {}
        for one in self._facts.years:
            found.setdefault(one.rule[name], []).append(self._either(one.year.label, str(one.year)))
        return {said: joined(years, self._language) for said, years in found.items()}

    def _told(self, year: YearFacts) -> ToldYear:
        """Return a year to tell of."""
        content = year_of(self._tables, str(year.year.year))
        return ToldYear(year.year, content, denominator_in(year.rule))

    def _either(self, ja: str, en: str) -> str:
        """Return the one of two texts that is in the readme's language."""
        return ja if self._language is Language.JA else en

    def _in(self, text: Bilingual) -> str:
        """Return a text in the readme's language."""
        return text.in_language(self._language)

    def _filled(self, text: Bilingual, /, **values: str) -> str:
        """Return a text in the readme's language with its placeholders filled."""
        return text.filled(**values).in_language(self._language)


def _english(year: FiscalYear) -> str:
    """Return a fiscal year with the months that it covers, which nobody abroad can know."""
    return f"{year} (April {year.year} – March {year.year + 1})"
