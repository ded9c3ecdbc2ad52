"""A night as people live it, at the console: from a sheet with three mistakes to a public package."""

from __future__ import annotations

from dataclasses import dataclass

from browser.people import Approver, Department, OpenTab, Steward
from browser.previewed import Package, Rates, Rows, rates_shown, rows_shown
from browser.workbooks import (
    DEPARTMENT,
    DOUBTFUL,
    FILE,
    MISTAKES,
    ROUGH,
    YEAR,
    corrected,
    marked_cells,
    with_three_mistakes,
)
from builders.console import Served

from shinchoku.review.people import Role

MESSAGE = "概数ではなく、確定した時間数を書いてください。"
REASON = "年度末に1か所が移転中のため、開設数は27施設で正しい。"
AGREED = "移転の届出を確認した。"
UNTIL = "2027-03-31"
DECIDED = "局議で了承"
DOCUMENT = "総デジ第123号"


@dataclass
class Night:
    """The people of one night and what they saw on the way."""

    served: Served
    department: Department
    steward: Steward
    approver: Approver
    before: Package
    form: bytes = b""
    previewed: Rows | None = None
    rates: Rates | None = None

    @property
    def now(self) -> Package:
        """What is public now."""
        return public(self.served)


def public(served: Served) -> Package:
    """Return what is public of a served console's data."""
    return Package.at(served.services.paths.published / served.services.plan.dataset / "latest")


def evening(served: Served, tab: OpenTab, **browser: object) -> Night:
    """Have everybody sit down and log in; the steward could approve too, were it not for what they ask for."""
    kosodate = served.account("kosodate", Role.DEPARTMENT, departments=(DEPARTMENT,))
    hanako = served.account("hanako", Role.STEWARD, Role.APPROVER)
    taro = served.account("taro", Role.APPROVER)
    tabs = [tab(viewport={"width": 1366, "height": 768}, **browser) for _ in range(3)]
    for one, name in zip(tabs, (kosodate, hanako, taro), strict=True):
        one.log_in(name)
    return Night(
        served,
        Department(tabs[0], served),
        Steward(tabs[1], served),
        Approver(tabs[2], served),
        public(served),
    )


def department_hands_in_three_mistakes(night: Night) -> None:
    """It sees exactly the three, has them marked on a copy, and submits the sheet with them."""
    department = night.department
    night.form = department.gets_the_form()
    department.checks(FILE, with_three_mistakes(night.form))
    assert department.heading() == "直すところが3件あります"
    assert department.sees_mistakes() == {(no, rule, cell) for no, (rule, cell) in MISTAKES.items()}
    assert marked_cells(department.gets_the_copy()) == {cell for _, cell in MISTAKES.values()}
    department.submits()
    assert department.heading() == "受付票"


def steward_returns_one_and_asks_to_waive_another(night: Night) -> None:
    """The three stand in the queue; one goes back with a message, for one a waiver is asked, which the same person cannot approve."""
    steward = night.steward
    steward.narrows(department=DEPARTMENT, severity="error")
    assert sorted(rule for rule, _ in MISTAKES.values()) == sorted(
        one for one in steward.sees() if one.startswith("SH")
    )
    steward.opens(ROUGH, "SH314")
    assert "約420" in steward.page.inner_text("#marked-cell")
    steward.decides("/return", reason=MESSAGE)
    assert "差し戻しました" in steward.flash()
    steward.narrows(department=DEPARTMENT, severity="error")
    steward.opens(DOUBTFUL, "SH501")
    steward.decides("/waiver", reason=REASON, ends_on=UNTIL)
    assert "申請しました" in steward.flash()
    assert steward.reads("あなたが申請したものです。認めるのは別の人です")
    assert steward.page.locator("form[action*='/approve']").count() == 0


def approver_agrees(night: Night) -> None:
    """Another person approves the waiver."""
    approver = night.approver
    approver.narrows(state="waiver_requested")
    approver.opens(DOUBTFUL, "SH501")
    assert approver.reads(REASON)
    approver.decides("/approve", reason=AGREED)
    assert "認めました" in approver.flash()


def department_answers(night: Night) -> None:
    """It reads the message, corrects its sheet, hands it in again, and what it answered is gone."""
    department = night.department
    department.goes_to("指摘")
    department.page.locator("tr[data-row]", has_text="SH314").locator("a[data-open]").click()
    department.page.wait_for_selector("#history")
    assert department.reads(MESSAGE)
    assert department.page.locator("main form[method=post]").count() == 0
    department.checks(FILE, corrected(night.form))
    department.submits()
    department.goes_to("指摘")
    assert not {"SH309", "SH314"} & set(department.page.inner_text("main").split())


def approver_reads_and_releases(night: Night) -> None:
    """The preview tells every row; the approval names exactly that candidate."""
    approver = night.approver
    approver.opens_the_candidate()
    assert approver.reads(REASON)
    shown = approver.page.content()
    night.previewed, night.rates = rows_shown(shown), rates_shown(shown)
    assert public(night.served) == night.before
    approver.decides("/approve", reason=DECIDED, document=DOCUMENT)
    assert f"{YEAR}" in approver.flash()


def walk(served: Served, tab: OpenTab, **browser: object) -> Night:
    """Walk the whole night, step by step, each of which says what it must look like."""
    night = evening(served, tab, **browser)
    department_hands_in_three_mistakes(night)
    steward_returns_one_and_asks_to_waive_another(night)
    approver_agrees(night)
    department_answers(night)
    approver_reads_and_releases(night)
    return night
