"""How a plan is collected, counted and published: the sections of its file that are no register."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, field_validator

from schemas.codes import AchievementStatus, MissingReason, Severity
from shinchoku.bilingual import Language
from shinchoku.register.entry import Entry, Figure, Key, Text

_RETURN_DIR = r"^(?:|[^.\s/~][^:]*|/[^:]+)$"
"""No folder, one below the inbox whose name begins with no dot, or an absolute path; no address."""


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
    """Its address on the web, where readers find it; empty for a document that is only on paper."""


class PublicationSettings(Entry):
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


class InboxSettings(Entry):
    """Where departments put their sheets: a folder or any fsspec address."""

    url: Text
    """A folder, a mounted share or an fsspec address."""
    max_file_mib: Annotated[int, Field(ge=1, le=1024)] = 50
    """Larger files are refused with a finding."""
    return_dir: Annotated[str, Field(pattern=_RETURN_DIR)] = ""
    """Where what has to be corrected goes back, a folder for each department; empty if it does not.

    A name means a folder of the inbox itself (`差戻し`); elsewhere takes an absolute path. Nothing in it is
    ever collected.
    """


class Notify(Entry):
    """Who is told outside the console, when and in which language; where no address is known, nobody is.

    Addresses are secrets and stand in a file outside the plan (`SHINCHOKU_NOTIFY_FILE`); here are only the
    names that it gives them.
    """

    addresses: dict[Key, tuple[Key, ...]] = Field(default_factory=dict)
    """Names of the addresses of a department, by its code; a department that is not here has the address
    that bears its code."""
    stewards: tuple[Key, ...] = ("stewards",)
    """Names of the stewards' addresses."""
    escalation: tuple[Key, ...] = ()
    """Who is told, too, when the last reminder goes out; the stewards if this is empty."""
    days_before_due: tuple[Annotated[int, Field(ge=0, le=366)], ...] = (7,)
    """How many days before a round is due those who have not reported are reminded."""
    days_late: tuple[Annotated[int, Field(ge=1, le=3660)], ...] = (1, 7, 14)
    """How many days after it they are reminded again; the last of these is the last reminder."""
    errors_only: bool = True
    """Whether departments are told of errors alone, not of warnings."""
    language: Language = Language.JA
    """The language of reminders and letters."""
    contact: str = ""
    """Whom departments may ask; where to ask about the published data if this is empty."""


class ReleaseLimits(Entry):
    """What may go out without a person's approval."""

    max_unreported_items: Annotated[int, Field(ge=0)]
    """A year with more items unreported or in review, counted together, is held."""
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
    """The statuses that a rate counts as items; `in_review` stands wherever `unreported` does."""
    scale: dict[str, AchievementStatus]
    """The labels departments write (達成, ◎, A …) and the status each one declares."""
    symbols: dict[str, MissingReason] = Field(default_factory=dict)
    """The legend: what a dash or another symbol in place of a figure means (rule L3-03)."""
    achievement_rule: AchievementRule
    """What 達成 means."""

    @field_validator("denominator")
    @classmethod
    def _in_review_stands_with_unreported(
        cls, counted: tuple[AchievementStatus, ...]
    ) -> tuple[AchievementStatus, ...]:
        """Count what is not accepted yet as what nobody sent is counted: one setting for both."""
        missing = {AchievementStatus.IN_REVIEW, AchievementStatus.UNREPORTED}
        if missing.isdisjoint(counted):
            return counted
        return tuple(one for one in AchievementStatus if one in missing or one in counted)


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
