"""How a plan is collected, counted and published: the sections of its file that are no register."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from schemas.codes import AchievementStatus
from shinchoku.register.entry import Entry, Figure, Text


class Licence(Entry):
    """The terms that the published data is under."""

    name: Text
    title: Text
    path: Text


class Source(Entry):
    """A document that the register was taken from."""

    title: Text
    path: str = ""


class Publication(Entry):
    """How the data package presents itself."""

    dataset: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{1,99}$")]
    title: Text
    title_en: Text
    description: Text
    description_en: Text
    publisher: Text
    publisher_en: Text
    contact: Text
    licence: Licence
    attribution: Text
    spatial: Text
    update_frequency: Text = "年次"
    keywords: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class Inbox(Entry):
    """Where departments put their sheets: a folder or any fsspec address."""

    url: Text
    max_file_mib: Annotated[int, Field(ge=1, le=1024)] = 50


class ReleaseLimits(Entry):
    """What may go out without a person's approval."""

    max_unreported_items: Annotated[int, Field(ge=0)]
    max_rate_change_points: Annotated[Figure, Field(ge=0)]
    four_eyes: bool = True


class AchievementRule(Entry):
    """What 達成 means here, named and versioned, published with every figure."""

    name: Text
    version: Text
    description: Text
    description_en: Text


class Reporting(Entry):
    """How statuses are written on the sheets and which of them a rate counts."""

    denominator: tuple[AchievementStatus, ...]
    scale: dict[str, AchievementStatus]
    """The labels departments write (達成, ◎, A …) and the status each one declares."""
    achievement_rule: AchievementRule
