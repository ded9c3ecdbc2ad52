"""What the audit trail calls the things that were done, and what people call them."""

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual


class Act(CodeList):
    """Everything that is recorded; a trail may hold older words that are none of these."""

    FINDING_RETURN = "finding_return", "指摘を差し戻した", "Returned a finding"
    FINDING_REQUEST_WAIVER = "finding_request_waiver", "理由付き確認を申請した", "Asked for a waiver"
    FINDING_APPROVE_WAIVER = "finding_approve_waiver", "理由付き確認を認めた", "Approved a waiver"
    FINDING_DECLINE_WAIVER = "finding_decline_waiver", "理由付き確認を認めなかった", "Declined a waiver"
    FINDING_WITHDRAW = "finding_withdraw", "取り下げた", "Withdrew"
    CORRECT = "correct", "訂正を記録した", "Recorded a correction"
    CORRECTION_WITHDRAW = "correction_withdraw", "訂正を取り下げた", "Withdrew a correction"
    CORRECTION_LAPSE = (
        "correction_lapse",
        "シートが変わり訂正が終わった",
        "A correction ended: the sheet changed",
    )
    HIGHLIGHT = "highlight", "主な取組を選んだ", "Chose a highlight"
    HIGHLIGHT_FORGET = "highlight_forget", "主な取組の選択をやめた", "Took a highlight back"
    SUBMIT = "submit", "シートを提出した", "Submitted a sheet"
    WITHDRAW = "withdraw", "提出を取り下げた", "Took a submission back"
    WITHDRAW_UNDO = "withdraw_undo", "提出の取下げをやめた", "Let a submission count again"
    REASSIGN = "reassign", "提出の照会・所属を変えた", "Moved a submission"
    REASSIGN_UNDO = "reassign_undo", "提出の照会・所属を元に戻した", "Moved a submission back"
    QUARANTINE = "quarantine", "内容を隔離した", "Quarantined a content"
    QUARANTINE_UNDO = "quarantine_undo", "内容の隔離を解いた", "Let a content be opened again"
    APPROVE = "approve", "公表を承認した", "Approved a release"
    RETURN_RELEASE = "return_release", "公表案を差し戻した", "Returned a candidate"
    ROLLBACK = "rollback", "前の版に戻した", "Went back to an earlier version"
    PREPARE = "prepare", "公表を準備した", "Prepared a version"
    RELEASE = "release", "公表した", "Released"
    DISCARD = "discard", "公表の準備を取り消した", "Discarded a prepared version"
    NIGHT_BEGIN = "night_begin", "夜間処理を始めた", "The night began"
    NIGHT_END = "night_end", "夜間処理を終えた", "The night ended"
    COLLECT = "collect", "シートを集めた", "Collected sheets"
    READ = "read", "シートを読んだ", "Read sheets"
    CHECK = "check", "検査した", "Checked"
    MEASURE = "measure", "公表案を作った", "Composed what may go out"
    ACCOUNT_ADD = "account_add", "アカウントを登録した", "Made an account"
    ACCOUNT_RENEW = "account_renew", "アカウントの期限を変えた", "Changed an account's end date"
    ACCOUNT_ROLES = "account_roles", "アカウントの役割を変えた", "Changed an account's roles"
    ACCOUNT_DISABLE = "account_disable", "アカウントを止めた", "Disabled an account"
    ACCOUNT_ENABLE = "account_enable", "アカウントを再開した", "Enabled an account"
    ACCOUNT_PASSWORD = "account_password", "パスワードを変えた", "Changed a password"
    AMENDMENT_PROPOSE = "amendment_propose", "登録の変更を起案した", "Proposed an amendment"
    AMENDMENT_APPROVE = "amendment_approved", "登録の変更を認めた", "Approved an amendment"
    AMENDMENT_DECLINE = "amendment_declined", "登録の変更を認めなかった", "Declined an amendment"
    AMENDMENT_WITHDRAW = "amendment_withdraw", "登録の変更を取り下げた", "Withdrew an amendment"
    ROUND_OPEN = "round_open", "照会を開いた", "Opened a round"
    PUBLISH = "publish", "カタログに反映した", "Told a catalogue"
    PUBLISH_PENDING = "publish_pending", "カタログの反映待ちにした", "Has to tell a catalogue"
    PUBLISH_FAILED = "publish_failed", "カタログに反映できなかった", "Could not tell a catalogue"
    PUBLISH_REFUSED = "publish_refused", "カタログに断られた", "Was refused by a catalogue"
    PUBLISH_HELD = "publish_held", "カタログへの反映を止めた", "Held a catalogue"
    KEEP_DRIFT = (
        "keep_drift",
        "カタログ側の変更を維持することにした",
        "Kept what others changed in a catalogue",
    )
    END_KEPT_DRIFT = (
        "end_kept_drift",
        "カタログ側の変更の維持をやめた",
        "No longer keeps what others changed in a catalogue",
    )
    READ_BACK = "read_back", "カタログの内容を照合した", "Read a catalogue back"
    HAND_OVER = "hand_over", "引渡しファイルを作成した", "Made a hand-over bundle"
    SEAL = "seal", "公表した版の内容を記録した", "Put on record what a release holds"
    BASELINE = "baseline", "記録の起点を定めた", "Told of every row as it stood"
    TAKEDOWN_ASK = "takedown_ask", "公表データの削除を申請した", "Asked for a takedown"
    TAKEDOWN_REFUSE = "takedown_refuse", "公表データの削除を認めなかった", "Refused a takedown"
    TAKEDOWN_CONFIRM = "takedown_confirm", "公表データの削除を認めた", "Confirmed a takedown"
    TAKEDOWN_ERASE = "takedown_erase", "監査記録の文を削除した", "Took a text out of entries"
    TAKEDOWN_ERASE_STATE = (
        "takedown_erase_state",
        "保存している内容から削除した",
        "Took a text out of the state",
    )
    TAKEDOWN_DONE = "takedown_done", "公表データを削除した", "Carried a takedown out"
    RECEIPT = "receipt", "受領書を取り込んだ", "Took a receipt in"


def act_words(action: str) -> Bilingual:
    """Return what people call an act; one that is not known is told by its own name."""
    if action in set(Act):
        act = Act.of(action)
        return Bilingual(act.label_ja, act.label_en)
    return Bilingual(action, action)
