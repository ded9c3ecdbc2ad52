"""What waits of a fiscal year for an approver, and what approving it does, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shinchoku.bilingual import Bilingual
from shinchoku.figures.tables import YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.review.transitions import YearState, year_words


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What waits of a year, since when, where it stands, and why it did not go out by itself.

    `message` is what an approver said when returning it. `has_been_public` tells whether any version ever
    had the year, `has_authors` whether the candidate rests on waivers or corrections of somebody.
    """

    year: FiscalYear
    digest: str
    state: YearState
    since: date
    holds: tuple[Bilingual, ...]
    next_version: str
    """The version that an approval today would make."""
    has_been_public: bool
    has_authors: bool = False
    message: str = ""
    is_public: bool = False
    """Whether the year has public figures now, which what waits would replace."""

    @property
    def words(self) -> Bilingual:
        """Where it stands, as it is told."""
        return year_words(self.state, is_public=self.is_public)


def consequences(plan: Plan, awaiting: Awaiting, new: YearContent, revised: int) -> tuple[Bilingual, ...]:
    """Return what approving does besides changing rows, what happens first before what remains.

    `revised` counts the published values, of any year, that it changes.
    """
    return tuple(_consequences(plan, awaiting, new, revised))


def _consequences(plan: Plan, awaiting: Awaiting, new: YearContent, revised: int) -> Iterator[Bilingual]:
    """Yield them."""
    year = awaiting.year
    yield Bilingual(
        f"{year.label}の内容を、新しい版（今日なら {awaiting.next_version}）として公表します。ほかの年度の報告内容は変わりません。",
        f"{year} goes out in a new version ({awaiting.next_version} if done today); what other years report stays as it is.",
    )
    yield Bilingual(
        "公表の日時を指定して承認すると、その日時までは公表しません。",
        "Approved for a day and time, nothing goes out before it.",
    )
    if not awaiting.has_been_public and all(one.fiscal_year != year for one in plan.official_figures):
        yield Bilingual(
            f"初めての公表のため、計算した達成率と件数を{year.label}の公式の数値として記録します。",
            f"As this is the first release, its rates and counts are recorded as the official figures of {year}.",
        )
    if revised:
        yield Bilingual(
            f"公表済みの値{revised}件の変更が、前の値・新しい値・理由・承認した役割とともに「訂正・確定の記録」（revisions）の表に残ります。",
            f"{revised} published value(s) change; old, new, reason and the approver's role stand in `revisions`.",
        )
    if waived := len(new.table("waivers")):
        yield Bilingual(
            f"理由付き確認{waived}件が、理由と期限とともに公表されます。",
            f"{waived} waiver(s) are published with their reasons and end dates.",
        )
    yield _second_person(plan, awaiting)
    yield Bilingual(
        "承認の理由と役割は公表されます。個人の名前は公表されません。これまでの版は残ります。",
        "The reason and the role are published, no person is named; earlier versions stay.",
    )
    yield Bilingual(
        "この後に内容が変わると番号も変わり、この内容の承認は効かなくなります。",
        "If the content changes after this, its digest does too, and an approval of this one has no effect.",
    )


def _second_person(plan: Plan, awaiting: Awaiting) -> Bilingual:
    """Say who may not approve it."""
    if not plan.release.four_eyes:
        return Bilingual(
            "この計画は一人での承認を認めており（four_eyes = false）、公表データにもそう書かれます。",
            "This plan lets one person do both (four_eyes = false), and its packages say so.",
        )
    if awaiting.has_authors:
        return Bilingual(
            "この内容の理由付き確認を申請した人、訂正を記録した人は承認できません（二人での確認）。",
            "Whoever asked for a waiver or recorded a correction in it may not approve it (four eyes).",
        )
    return Bilingual(
        "承認者の役割を持つ人なら、誰でも承認できます。",
        "Anybody with the role of an approver may approve it.",
    )
