"""Takedowns as tables and as plain values; the text itself is never printed."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from shinchoku.bilingual import Bilingual
from shinchoku.cli.call import Call
from shinchoku.cli.screen import out, rows, table
from shinchoku.night.publishing.one_catalogue import CatalogueResult
from shinchoku.night.takedowns.carry_out import Gone
from shinchoku.night.takedowns.places import Places
from shinchoku.views.takedowns import TakedownRecord

_MOST_SHOWN = 40
_STATE = {
    "amendments": Bilingual("登録の変更", "amendments"),
    "approvals": Bilingual("公表の承認", "approvals"),
    "audit": Bilingual("監査記録", "entries of the trail"),
    "catalogue_lines": Bilingual("カタログの状況", "lines of catalogues"),
    "catalogue_receipts": Bilingual("受領書", "receipts"),
    "kept_drifts": Bilingual("カタログで維持しているものの理由", "what is kept in catalogues"),
    "contents": Bilingual("年度の内容", "contents of years"),
    "corrections": Bilingual("訂正", "corrections"),
    "findings": Bilingual("指摘", "findings"),
    "highlight_choices": Bilingual("主な取組の選択", "chosen highlights"),
    "nights": Bilingual("夜間処理の結果", "outcomes of nights"),
    "official_figures": Bilingual("確定した数値", "official figures"),
    "outbox": Bilingual("送信待ちの連絡", "messages"),
    "quarantines": Bilingual("隔離", "quarantines"),
    "readings": Bilingual("ファイルの読み取り結果", "readings of files"),
    "releases": Bilingual("公表した版の理由", "reasons of releases"),
    "reminders": Bilingual("督促", "reminders"),
    "sheet_rows": Bilingual("読み取ったシートの行", "rows read from sheets"),
    "takedowns": Bilingual("削除の申請", "takedowns"),
    "uploads": Bilingual("提出前の確認", "checked uploads"),
    "waivers": Bilingual("理由付き確認", "waivers"),
    "waiting": Bilingual("公表案", "candidates"),
}
"""What people call the parts of the state that a text can stand in."""


def plain_takedown(takedown: TakedownRecord) -> dict[str, Any]:
    """Return a takedown as plain values, without what is sought."""
    return {
        "takedown": takedown.number,
        "status": str(takedown.status),
        "kind": str(takedown.kind),
        "what": "content" if takedown.sha256 else "text",
        "sha256": takedown.sha256 or None,
        "reason": takedown.reason,
        "asked_by": takedown.asked_by,
        "asked_on": takedown.asked_on.isoformat(),
        "decided_by": takedown.decided_by or None,
        "decided_on": takedown.decided_on.isoformat() if takedown.decided_on else None,
        "decided_reason": takedown.decided_reason or None,
    }


def plain_places(places: Places) -> dict[str, Any]:
    """Return where something stands as plain values."""
    return {
        "released": [
            {"version": one.version, "file": one.file, "row": one.row or None, "column": one.column or None}
            for one in places.released
        ],
        "state": dict(places.state or {}),
        "contents": list(places.contents),
        "paths": list(places.paths),
        "unreadable": list(places.unreadable),
        "file_names": list(places.names),
        "in_plan_file": places.is_in_plan,
        "figures": len(places.figures),
        "other_plans": sorted(set((places.elsewhere or {}).values())),
    }


def plain_gone(gone: Gone, places: Places) -> dict[str, Any]:
    """Return what went as plain values, and where a person has to look."""
    return {
        "status": "done",
        "versions": list(gone.versions),
        "state": dict(gone.state),
        "contents": list(gone.contents),
        "delete_by_hand": list(places.paths),
        "rename_by_hand": list(places.names),
        "unreadable": list(places.unreadable),
        "returns_left": gone.returns_left,
        "log_left": gone.log_left,
    }


def print_takedowns(call: Call, takedowns: Sequence[TakedownRecord]) -> None:
    """Print takedowns as a table, the oldest first."""
    heads = (
        ("番号", "状態", "対象", "種類", "理由", "申請者", "申請日", "決めた人", "日付")
        if call.is_japanese
        else ("No.", "Status", "What", "Kind", "Reason", "Asked by", "On", "Decided by", "On")
    )
    text = "文" if call.is_japanese else "text"
    lines: list[tuple[Any, ...]] = [
        (
            one.number,
            one.status.label_ja if call.is_japanese else one.status.label_en,
            one.sha256[:12] or text,
            one.kind.label_ja if call.is_japanese else one.kind.label_en,
            one.reason,
            one.asked_by,
            one.asked_on,
            one.decided_by,
            one.decided_on or "",
        )
        for one in takedowns
    ]
    out().print(rows(table(*((head, "left") for head in heads)), lines))


def print_places(call: Call, takedown: TakedownRecord, places: Places) -> None:
    """Print where something stands that has to go, and what will become of each place."""
    counted = Counter((one.version, one.file) for one in places.released)
    if counted:
        heads = ("版", "ファイル", "箇所") if call.is_japanese else ("Release", "File", "Places")
        lines = [(version, file, count) for (version, file), count in counted.items()]
        out().print(
            rows(table((heads[0], "left"), (heads[1], "left"), (heads[2], "right")), lines[:_MOST_SHOWN])
        )
    versions, cells = len(places.versions), len(places.released)
    if not takedown.sha256:
        call.say(
            f"公表した版: {versions}版の{cells}箇所を「［削除］」に置き換え、文書とブックを作り直します。",
            f"releases: {cells} places in {versions} of them get the mark ［削除］, documents and workbooks are made anew.",
        )
        held = [(_STATE[name], count) for name, count in (places.state or {}).items()]
        ja = "、".join(f"{name.ja} {count}件" for name, count in held) or "なし"
        en = ", ".join(f"{name.en}: {count}" for name, count in held) or "none"
        call.say(f"保存している内容: {ja}", f"state: {en}")
    call.say(
        f"受領したファイル: {len(places.contents)}件を、ファイルごと廃棄します（受け付け済みの行は残ります）。",
        f"received files: {len(places.contents)} are destroyed as a whole (rows that were accepted stay).",
    )
    _say_paths(call, places.paths)
    if places.unreadable:
        call.say(
            f"中を調べられない受領ファイルが{len(places.unreadable)}件あります。必要なら shinchoku quarantine SHA256 --destroy で1件ずつ廃棄してください: {', '.join(one[:12] for one in places.unreadable[:_MOST_SHOWN])}",
            f"{len(places.unreadable)} received files cannot be looked into; destroy them one by one with shinchoku quarantine SHA256 --destroy if need be: {', '.join(one[:12] for one in places.unreadable[:_MOST_SHOWN])}",
        )
    for path in places.names[:_MOST_SHOWN]:
        call.say(
            f"ファイル名にもあります（名前は変わりません）: {path}",
            f"the name of a file holds it, and stays: {path}",
        )


def _say_paths(call: Call, paths: Sequence[str]) -> None:
    """Print paths, one a line."""
    for path in paths[:_MOST_SHOWN]:
        call.say(f"  {path}", f"  {path}")


def print_gone(call: Call, number: int, gone: Gone, places: Places, told: Sequence[CatalogueResult]) -> None:
    """Print what is gone, and what a person still has to do."""
    call.say(
        f"削除しました（{number}番）: 公表した版 {len(gone.versions)}、保存している内容 {sum(gone.state.values())}件、受領したファイル {len(gone.contents)}件。件数・達成率は変わりません。",
        f"takedown {number} is done: {len(gone.versions)} releases, {sum(gone.state.values())} places in the state, {len(gone.contents)} received files. No count or rate changed.",
    )
    if places.paths:
        call.say(
            "受付フォルダーなど、このシステムの外にあるファイルは残っています。次のファイルと、その写しを削除してください:",
            "files outside of this system stay. Delete these, and copies of them, by hand:",
        )
        _say_paths(call, places.paths)
    if places.names:
        call.say(
            "ファイル名にこの文があるものは、名前がそのまま残っています。受付フォルダーで名前を変えてください:",
            "names of files that hold it stay as they are. Rename these in the inbox:",
        )
        _say_paths(call, places.names)
    if gone.log_left:
        call.say(
            "状態データベースをほかのプログラムが開いているため、その記録ファイル（-wal）にはまだ残っています。画面などを止めると消えます。",
            "somebody has the state database open: its log (-wal) still says it, until they close it.",
        )
    if gone.returns_left:
        call.say(
            "返却フォルダーに届かなかったため、指摘付きの写しは次の夜間処理で消えます。",
            "the return folder could not be reached: the next night clears its copies.",
        )
    for one in told:
        if one.error is not None:
            call.say(
                f"カタログ「{one.settings.name}」にはまだ残っています: {one.error.ja} 次の夜間処理でも試みます。",
                f"the catalogue {one.settings.name} still has it: {one.error.en} The next night tries again.",
            )
    call.say(
        "バックアップ、引き渡し済みのフォルダー、すでにダウンロードされたものには残ります。バックアップの保存期限を確かめてください。",
        "backups, bundles that were handed over and what others downloaded still hold it: see how long backups are kept.",
    )
