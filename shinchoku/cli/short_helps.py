"""The commands in the order in which people meet them, each with its help in a line: none is imported to list them."""

SHORT_HELPS: dict[str, str] = {
    "nightly": "収集から公表までを1回行います / collect … release, once",
    "schedule": "毎晩2時（東京）に実行し続けます / run every night at 02:00 in Tokyo",
    "check": "進捗状況シートを検査します（何も書き込みません） / lint status sheets; writes nothing",
    "rules": "検査の規則を表示します / the rules that sheets are held to",
    "layout": "様式の登録 / forms of a city's own, declared by example",
    "template": "進捗状況シートの様式を作ります（所属・照会ごとに1ファイル） / make the status sheets that departments fill in",
    "findings": "指摘の一覧、または1件の詳細 / findings that are not resolved, or one in full",
    "return": "指摘を所属に差し戻します / return findings to their departments",
    "waive": "理由付き確認の申請と承認 / ask for a waiver, or decide on one",
    "submissions": "所属ごとの提出状況 / where departments stand in each round",
    "withdraw": "提出を取り下げます / take a submission back",
    "reassign": "提出の年度・照会・所属を変えます / move a submission",
    "quarantine": "内容を隔離し、誰も開かないようにします / have nobody open a content",
    "takedown": "公表した文（氏名など）をすべての場所から削除します / take published text down",
    "trace": "公表した値の出どころを、受け取ったセルまでたどります / follow a published value to its cell",
    "correct": "訂正の記録・一覧・取下げ / record a correction, list them, take one back",
    "highlight": "主な取組の選択 / choose each policy measure's highlight of a year",
    "approve": "承認待ちの一覧、承認、差戻し / what waits; approve it by its digest, or return it",
    "releases": "公表した版と保留の一覧 / versions that are public, and what waits",
    "diff": "版の間の変更、または保留中の変更 / changes between versions, or of what waits",
    "rollback": "前の版の内容に戻した新しい版を公表します / release an earlier version's rows anew",
    "publish": "カタログに公表データを反映します / bring the catalogues to the newest release",
    "verify": "公表データを再計算して検証します / recompute a published package",
    "plan": "登録簿（plan.toml）をExcelで直します / edit the register (plan.toml) in a workbook",
    "round": "照会の一覧と開始 / rounds, and opening one",
    "amend": "登録簿の変更の起案と承認 / propose changes of the register, and decide on them",
    "user": "アカウントの登録と期限 / accounts of those who decide",
    "audit": "監査記録を見る・確かめる / the audit trail, and its proof",
    "console": "確認担当のウェブ画面を起動します / serve the stewards' web console",
    "doctor": "計画・受付フォルダー・データの置き場所・カタログを点検します / check plan, inbox, data and catalogues",
}
"""The help of each command, by its name."""

_MODULES = {"return": "return_findings"}
"""Where a command stands whose name no module can have."""


def module_of(name: str) -> str:
    """Return the module whose `command` a command is."""
    return f"shinchoku.cli.{_MODULES.get(name, name)}"
