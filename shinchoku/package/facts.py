"""What a package states and nobody can derive: who publishes what, which version, and what was decided of each year.

The plan and the history give these facts when a package is made; its descriptor gives them back to whoever has the
package alone. Everything else in a package follows from them and its tables, so that it can be derived again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shinchoku.figures.counting_rule import RULE_FIELDS, counting_rule_of
from shinchoku.figures.tables import Table, TextRow
from shinchoku.package.tombstones import taken_down_in
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.as_published import VersionAsPublished
from shinchoku.releases.history import Cause, version_order
from shinchoku.releases.removal import TakenDown

SCHEMA_VERSION = 2
"""The shape of a package: raised when a table, a column or a derived document is no longer what it was.

Columns that come later do not raise it. It is the first number of the version that the descriptor tells.
"""

JsonObject = Mapping[str, Any]
_TEXTS = (
    "name",
    "title",
    "title_en",
    "description",
    "description_en",
    "attribution",
    "contact",
    "update_frequency",
)
_RELEASE = re.compile(r"\d{4}-\d{2}-\d{2}(?:\.(?:[2-9]|[1-9]\d{1,5}))?")
_VERSION = re.compile(r"(\d{1,4})\.(\d{8})\.(\d{1,6})")


@dataclass(frozen=True, slots=True)
class About:
    """What the plan says of its data, in the words of the descriptor."""

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    keywords: tuple[str, ...]
    licenses: tuple[JsonObject, ...]
    attribution: str
    sources: tuple[JsonObject, ...]
    publisher: str
    publisher_en: str
    contact: str
    update_frequency: str
    spatial: str
    municipality_code: str
    plan_id: str
    plan_title: str
    plan_title_en: str
    illustrative: bool
    four_eyes: bool


@dataclass(frozen=True, slots=True)
class YearFacts:
    """One year in a version: the digest of its content, how it was counted, why it is there, and what was said of it."""

    year: FiscalYear
    content: str
    rule: TextRow
    cause: Cause
    reason: str
    is_reshaped: bool


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """A version: its name, the one before it, its years, those that it takes back, and what was taken out of it later."""

    about: About
    release: str
    years: tuple[YearFacts, ...]
    before: str
    years_before: tuple[FiscalYear, ...]
    taken_back: Mapping[FiscalYear, str]
    taken_down: tuple[TakenDown, ...] = ()

    @property
    def day(self) -> date:
        """The day that the release is named by."""
        return version_order(self.release)[0]


def facts_of(plan: Plan, version: VersionAsPublished, tables: Mapping[str, Table]) -> PackageFacts:
    """Return what a version states, from the plan, the history and what its rows are marked as."""
    release, before = version.release, version.before
    years = tuple(
        YearFacts(
            year,
            entry.digest,
            counting_rule_of(version.years[year]),
            entry.cause,
            entry.reason,
            year in version.reshaped,
        )
        for year, entry in sorted(release.years.items())
    )
    gone = sorted(version.years_before.keys() - version.years.keys())
    return PackageFacts(
        about=_about(plan, is_marked=has_illustrative_rows(tables)),
        release=release.version,
        years=years,
        before=before.version if before else "",
        years_before=tuple(sorted(version.years_before)),
        taken_back={year: release.dropped[year].reason if year in release.dropped else "" for year in gone},
    )


def _about(plan: Plan, *, is_marked: bool) -> About:
    """Return what a plan says of its data."""
    said, identity = plan.publication, plan.plan
    return About(
        name=said.dataset,
        title=said.title,
        title_en=said.title_en,
        description=said.description,
        description_en=said.description_en,
        keywords=said.keywords,
        licenses=(said.licence.model_dump(),),
        attribution=said.attribution,
        sources=tuple({"title": s.title} | ({"path": s.path} if s.path else {}) for s in said.sources),
        publisher=said.publisher,
        publisher_en=said.publisher_en,
        contact=said.contact,
        update_frequency=said.update_frequency,
        spatial=said.spatial,
        municipality_code=identity.municipality_code,
        plan_id=plan.id,
        plan_title=identity.title,
        plan_title_en=identity.title_en,
        illustrative=is_marked
        or identity.illustrative_reports
        or any(item.illustrative for item in plan.items),
        four_eyes=plan.release.four_eyes,
    )


def has_illustrative_rows(tables: Mapping[str, Table]) -> bool:
    """Tell whether any published row says that it holds what no source states."""
    return any(row.get("illustrative") == "true" for rows in tables.values() for row in rows)


def facts_in(descriptor: JsonObject) -> PackageFacts:
    """Return what a descriptor states.

    Raises:
        KeyError: if something is missing.
        ValueError: if something is not of its kind.
        TypeError: as above.
    """
    before, gone = descriptor["previous"], descriptor["taken_back"]
    facts = PackageFacts(
        about=_about_in(descriptor),
        release=str(descriptor["release"]),
        years=tuple(map(_year, descriptor["fiscal_years"])),
        before=str(before["release"]) if before else "",
        years_before=tuple(FiscalYear(int(one)) for one in before["fiscal_years"]) if before else (),
        taken_back={FiscalYear(int(one["fiscal_year"])): str(one["reason"]) for one in gone},
        taken_down=taken_down_in(descriptor),
    )
    if not facts.years:
        raise ValueError("no fiscal year")
    for name in (facts.release, facts.before or facts.release):
        if not _RELEASE.fullmatch(name):
            raise ValueError(f"not the name of a release: {name}")
    return facts


def _about_in(descriptor: JsonObject) -> About:
    """Return what a descriptor says of the data."""
    publishers = [one for one in descriptor["contributors"] if "publisher" in one["roles"]]
    return About(
        **{name: str(descriptor[name]) for name in _TEXTS},
        keywords=tuple(map(str, descriptor["keywords"])),
        licenses=tuple(map(_plain, descriptor["licenses"])),
        sources=tuple(map(_plain, descriptor["sources"])),
        publisher=str(publishers[0]["title"]),
        publisher_en=str(publishers[0]["title_en"]),
        spatial=str(descriptor["spatial"]["name"]),
        municipality_code=str(descriptor["spatial"]["local_government_code"]),
        plan_id=str(descriptor["plan"]["id"]),
        plan_title=str(descriptor["plan"]["title"]),
        plan_title_en=str(descriptor["plan"]["title_en"]),
        illustrative=descriptor["illustrative"] is True,
        four_eyes=descriptor["four_eyes"] is True,
    )


def _year(told: JsonObject) -> YearFacts:
    """Return what a descriptor states of a year."""
    year, rule = FiscalYear(int(told["fiscal_year"])), told["achievement_rule"]
    return YearFacts(
        year=year,
        content=str(told["content"]),
        rule={
            **{name: str(rule[name]) for name in RULE_FIELDS},
            "denominator": " ".join(rule["denominator"]),
        },
        cause=Cause.of(str(told["cause"])),
        reason=str(told["reason"]),
        is_reshaped=bool(told["reshaped"]),
    )


def _plain(told: JsonObject) -> JsonObject:
    """Return an object of texts."""
    return {str(name): str(value) for name, value in told.items()}


def semantic_version(release: str) -> str:
    """Return a release's name as the Data Package standard recommends versions: `2026-11-23.2` is `2.20261123.2`.

    The first number is the shape of the package, then its day, then the number of the release on that day.

    Raises:
        ValueError: if the text is no release's name.
    """
    day, number = version_order(release)
    return f"{SCHEMA_VERSION}.{day:%Y%m%d}.{number}"


def schema_version_of(descriptor: JsonObject) -> int:
    """Return the shape that a package is of; 1 for those that told a date as their version."""
    found = _VERSION.fullmatch(str(descriptor.get("version", "")))
    return int(found[1]) if found else 1
