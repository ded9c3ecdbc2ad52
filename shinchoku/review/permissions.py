"""Who may do what: one table, held to by the console and the command line alike.

A role reaches nothing, its own department, or everything. What is not in the table nobody may do.
"""

from collections.abc import Mapping
from enum import IntEnum

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual
from shinchoku.errors import NotPermittedError
from shinchoku.review.people import Actor, Person, Role


class Reach(IntEnum):
    """How far a permission goes."""

    NONE = 0
    OWN = 1
    ALL = 2


class Action(CodeList):
    """Everything that the console and the command line offer, for reading and for deciding."""

    SEE_FINDINGS = "see_findings", "指摘を見る", "See findings"
    SEE_SUBMISSIONS = "see_submissions", "提出状況を見る", "See submissions"
    SEE_SHEETS = "see_sheets", "シートの中身を見る", "See the contents of sheets"
    SEE_RELEASES = "see_releases", "公表した版を見る", "See what was released"
    SEE_CANDIDATES = "see_candidates", "公表前の内容を見る", "See what is not public yet"
    SEE_PLAN = "see_plan", "計画と照会を見る", "See the plan and its rounds"
    SEE_AUDIT = "see_audit", "記録を見る", "See the audit trail"
    SEE_ACCOUNTS = "see_accounts", "アカウントを見る", "See accounts"
    CHECK_FILE = "check_file", "提出前に確かめる", "Check a file before submitting"
    SUBMIT = "submit", "シートを提出する", "Submit a sheet"
    WITHDRAW_SUBMISSION = "withdraw_submission", "提出を取り下げる", "Take a submission back"
    REASSIGN_SUBMISSION = "reassign_submission", "提出の照会・所属を変える", "Move a submission"
    QUARANTINE = "quarantine", "内容を隔離する", "Quarantine a content"
    RETURN_FINDING = "return_finding", "差し戻す", "Return a finding"
    REQUEST_WAIVER = "request_waiver", "理由付き確認を申請する", "Request a waiver"
    DECIDE_WAIVER = "decide_waiver", "理由付き確認を認める・認めない", "Decide on a waiver"
    RECORD_CORRECTION = "record_correction", "訂正を記録する", "Record a correction"
    CHOOSE_HIGHLIGHT = "choose_highlight", "主な取組を選ぶ", "Choose a highlight"
    PROPOSE_AMENDMENT = "propose_amendment", "登録の変更を提案する", "Propose a register amendment"
    DECIDE_AMENDMENT = "decide_amendment", "登録の変更を認める・認めない", "Decide on a register amendment"
    OPEN_ROUND = "open_round", "年度・照会を開く", "Open a fiscal year or round"
    REMIND = "remind", "督促を送る", "Send reminders"
    APPROVE_RELEASE = "approve_release", "公表を承認する", "Approve a release"
    RETURN_RELEASE = "return_release", "公表案を差し戻す", "Return a candidate"
    ROLL_BACK = "roll_back", "前の版に戻す", "Roll back"
    KEEP_DRIFT = "keep_drift", "カタログ側の変更を維持する・やめる", "Keep what others changed in a catalogue"
    ASK_TAKEDOWN = "ask_takedown", "公表データの削除を申請する", "Ask for a takedown"
    CONFIRM_TAKEDOWN = "confirm_takedown", "公表データの削除を認める・認めない", "Decide on a takedown"
    MANAGE_ACCOUNTS = "manage_accounts", "アカウントを管理する", "Manage accounts"


_NONE, _OWN, _ALL = Reach.NONE, Reach.OWN, Reach.ALL

PERMISSIONS: Mapping[Action, tuple[Reach, Reach, Reach, Reach, Reach]] = {
    # action                     viewer department steward approver administrator
    Action.SEE_FINDINGS: (_ALL, _OWN, _ALL, _ALL, _ALL),
    Action.SEE_SUBMISSIONS: (_ALL, _OWN, _ALL, _ALL, _ALL),
    Action.SEE_SHEETS: (_NONE, _OWN, _ALL, _ALL, _NONE),
    Action.SEE_RELEASES: (_ALL, _ALL, _ALL, _ALL, _ALL),
    Action.SEE_CANDIDATES: (_ALL, _NONE, _ALL, _ALL, _ALL),
    Action.SEE_PLAN: (_ALL, _ALL, _ALL, _ALL, _ALL),
    Action.SEE_AUDIT: (_NONE, _NONE, _ALL, _ALL, _ALL),
    Action.SEE_ACCOUNTS: (_NONE, _NONE, _NONE, _NONE, _ALL),
    Action.CHECK_FILE: (_NONE, _OWN, _ALL, _NONE, _NONE),
    Action.SUBMIT: (_NONE, _OWN, _ALL, _NONE, _NONE),
    Action.WITHDRAW_SUBMISSION: (_NONE, _OWN, _ALL, _NONE, _NONE),
    Action.REASSIGN_SUBMISSION: (_NONE, _NONE, _ALL, _NONE, _NONE),
    Action.QUARANTINE: (_NONE, _NONE, _ALL, _NONE, _NONE),
    Action.RETURN_FINDING: (_NONE, _NONE, _ALL, _NONE, _NONE),
    Action.REQUEST_WAIVER: (_NONE, _NONE, _ALL, _NONE, _NONE),
    Action.DECIDE_WAIVER: (_NONE, _NONE, _NONE, _ALL, _NONE),
    Action.RECORD_CORRECTION: (_NONE, _NONE, _ALL, _NONE, _NONE),
    Action.CHOOSE_HIGHLIGHT: (_NONE, _NONE, _ALL, _NONE, _NONE),
    Action.PROPOSE_AMENDMENT: (_NONE, _NONE, _ALL, _NONE, _NONE),
    Action.DECIDE_AMENDMENT: (_NONE, _NONE, _NONE, _ALL, _NONE),
    Action.OPEN_ROUND: (_NONE, _NONE, _ALL, _NONE, _NONE),
    Action.REMIND: (_NONE, _NONE, _ALL, _NONE, _NONE),
    Action.APPROVE_RELEASE: (_NONE, _NONE, _NONE, _ALL, _NONE),
    Action.RETURN_RELEASE: (_NONE, _NONE, _NONE, _ALL, _NONE),
    Action.ROLL_BACK: (_NONE, _NONE, _NONE, _ALL, _NONE),
    Action.KEEP_DRIFT: (_NONE, _NONE, _ALL, _ALL, _NONE),
    Action.ASK_TAKEDOWN: (_NONE, _NONE, _ALL, _ALL, _NONE),
    Action.CONFIRM_TAKEDOWN: (_NONE, _NONE, _NONE, _ALL, _NONE),
    Action.MANAGE_ACCOUNTS: (_NONE, _NONE, _NONE, _NONE, _ALL),
}
"""How far each role reaches, in the order of `Role`."""

_ORDER = tuple(Role)


def reach_of(role: Role, action: Action) -> Reach:
    """Return how far a role reaches with an action."""
    return PERMISSIONS[action][_ORDER.index(role)]


def reach(person: Person, action: Action) -> Reach:
    """Return how far a person reaches: as far as the farthest of their roles."""
    return max((reach_of(role, action) for role in person.roles), default=Reach.NONE)


def may(person: Person, action: Action, department: str | None = None) -> bool:
    """Tell whether a person may do something, to what lies with a department if one is given.

    Without a department it tells whether there is anything at all that the person may do it to.
    """
    far = reach(person, action)
    if far is Reach.OWN and department is not None:
        return department in person.departments
    return far is not Reach.NONE


def acting(person: Person, action: Action, department: str | None = None) -> Actor:
    """Return the person in the role that permits an action.

    Raises:
        NotPermittedError: if none of the person's roles does.
    """
    if not may(person, action, department):
        raise NotPermittedError.of(_refusal(person, action))
    far = reach(person, action)
    role = next(role for role in _ORDER if role in person.roles and reach_of(role, action) is far)
    return person.acting_as(role)


def _refusal(person: Person, action: Action) -> Bilingual:
    """Say what a person may not do, and who could."""
    allowed = [role for role in _ORDER if reach_of(role, action) is not Reach.NONE]
    ja, en = "・".join(role.label_ja for role in allowed), ", ".join(role.label_en for role in allowed)
    if not person.account:
        return Bilingual(
            f"「{action.label_ja}」にはアカウントが必要です（できる役割: {ja}）。管理者に shinchoku user add NAME --role … --login ログイン名 で登録してもらってください。",
            f"“{action.label_en}” needs an account (roles that may: {en}): have an administrator register your"
            " login with: shinchoku user add NAME --role … --login LOGIN.",
        )
    return Bilingual(
        f"アカウント「{person.account}」は「{action.label_ja}」ができません（できる役割: {ja}）。",
        f"the account {person.account!r} may not do this: “{action.label_en}” (roles that may: {en}).",
    )
