"""How a plan is collected, counted and published: the sections of its file that are no register."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from schemas.codes import AchievementStatus, MissingReason, Severity
from shinchoku.register.entry import Entry, Figure, Text


class Licence(Entry):
    """The terms that the published data is under."""

    name: Text
    """Identifier, `CC-BY-4.0`."""
    title: Text
    """Its title."""
    path: Text
    """Where its text stands."""


class Source(Entry):
    """A document that the register was taken from."""

    title: Text
    """Title of the document."""
    path: str = ""
    """Its address, if it has one."""


class Publication(Entry):
    """How the data package presents itself."""

    dataset: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{1,99}$")]
    """Name of the dataset: its folder under `data/published`."""
    title: Text
    """Title of the data package."""
    title_en: Text
    """Its English title."""
    description: Text
    """What the package holds, for a reader."""
    description_en: Text
    """The same in English."""
    publisher: Text
    """Who publishes."""
    publisher_en: Text
    """The same in English."""
    contact: Text
    """Where to ask."""
    licence: Licence
    """The licence of the data."""
    attribution: Text
    """The line that users are asked to print."""
    spatial: Text
    """The area that the data covers."""
    update_frequency: Text = "年次"
    """How often it changes."""
    keywords: tuple[str, ...] = ()
    """Search terms."""
    sources: tuple[Source, ...] = ()
    """The documents behind the register."""


class Inbox(Entry):
    """Where departments put their sheets: a folder or any fsspec address."""

    url: Text
    """A folder, a mounted share or an fsspec address."""
    max_file_mib: Annotated[int, Field(ge=1, le=1024)] = 50
    """Larger files are refused with a finding."""


class ReleaseLimits(Entry):
    """What may go out without a person's approval."""

    max_unreported_items: Annotated[int, Field(ge=0)]
    """A year with more unreported items is held."""
    max_rate_change_points: Annotated[Figure, Field(ge=0)]
    """A headline rate that would move further is held, in percentage points."""
    four_eyes: bool = True
    """Whether a decision needs a second person; published with the data."""


class AchievementRule(Entry):
    """What 達成 means here, named and versioned, published with every figure."""

    name: Text
    """Name of the rule."""
    version: Text
    """Its version; raise it when the rule changes."""
    description: Text
    """What it says."""
    description_en: Text
    """The same in English."""


class Reporting(Entry):
    """How statuses are written on the sheets and which of them a rate counts."""

    denominator: tuple[AchievementStatus, ...]
    """The statuses that a rate counts as items."""
    scale: dict[str, AchievementStatus]
    """The labels departments write (達成, ◎, A …) and the status each one declares."""
    symbols: dict[str, MissingReason] = Field(default_factory=dict)
    """The legend: what a dash or another symbol in place of a figure means (rule L3-03)."""
    achievement_rule: AchievementRule
    """What 達成 means."""


class Checks(Entry):
    """Which rules this plan holds its sheets to, how much each weighs, and where limits lie."""

    off: tuple[str, ...] = ()
    """Codes, or families by their first letters (`SH8`), that this plan does not apply."""
    severity: dict[str, Severity] = Field(default_factory=dict)
    """Another weight for a rule, by code."""
    history_factor: Annotated[Figure, Field(gt=1)] = Decimal(10)
    """A figure more than this many times last year's, or less than one part of it, is far off."""
    copied_text_characters: Annotated[int, Field(ge=1)] = 20
    """A narrative of at least this length that is word for word last year's is a copy."""
