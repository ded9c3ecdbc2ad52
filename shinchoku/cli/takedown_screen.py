"""Takedowns as tables and as plain values; the text itself is never printed."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from shinchoku.cli.call import Call
from shinchoku.cli.screen import print_table
from shinchoku.night.publishing.one_catalogue import CatalogueResult
from shinchoku.night.takedowns.carry_out import Gone
from shinchoku.night.takedowns.places import Places
from shinchoku.sentences import sentences_of
from shinchoku.views.takedowns import TakedownRecord

_WORDS = sentences_of(__name__)
_MOST_SHOWN = 40
_STATE = _WORDS.named("state")
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
    ja = call.is_japanese
    print_table(
        call.language,
        takedowns,
        ("番号", "No.", lambda one: one.number),
        ("状態", "Status", lambda one: one.status.label_ja if ja else one.status.label_en),
        ("対象", "What", lambda one: one.sha256[:12] or ("文" if ja else "text")),
        ("種類", "Kind", lambda one: one.kind.label_ja if ja else one.kind.label_en),
        ("理由", "Reason", lambda one: one.reason),
        ("申請者", "Asked by", lambda one: one.asked_by),
        ("申請日", "On", lambda one: one.asked_on),
        ("決めた人", "Decided by", lambda one: one.decided_by),
        ("日付", "On", lambda one: one.decided_on or ""),
    )


def print_places(call: Call, takedown: TakedownRecord, places: Places) -> None:
    """Print where something stands that has to go, and what will become of each place."""
    counted = Counter((one.version, one.file) for one in places.released)
    if counted:
        print_table(
            call.language,
            list(counted.items())[:_MOST_SHOWN],
            ("版", "Release", lambda one: one[0][0]),
            ("ファイル", "File", lambda one: one[0][1]),
            ("箇所", "Places", lambda one: one[1]),
            right={"Places"},
        )
    if not takedown.sha256:
        call.tell(_WORDS["released"].filled(versions=len(places.versions), cells=len(places.released)))
        held = [(_STATE[name], count) for name, count in (places.state or {}).items()]
        ja = "、".join(f"{name.ja} {count}件" for name, count in held) or "なし"
        en = ", ".join(f"{name.en}: {count}" for name, count in held) or "none"
        call.say(f"保存している内容: {ja}", f"state: {en}")
    call.tell(_WORDS["contents"].filled(files=len(places.contents)))
    _say_paths(call, places.paths)
    if places.unreadable:
        shown = ", ".join(one[:12] for one in places.unreadable[:_MOST_SHOWN])
        call.tell(_WORDS["unreadable"].filled(files=len(places.unreadable), shown=shown))
    for path in places.names[:_MOST_SHOWN]:
        call.tell(_WORDS["in_a_name"].filled(path=path))


def _say_paths(call: Call, paths: Sequence[str]) -> None:
    """Print paths, one a line."""
    for path in paths[:_MOST_SHOWN]:
        call.say(f"  {path}", f"  {path}")


def print_gone(call: Call, number: int, gone: Gone, places: Places, told: Sequence[CatalogueResult]) -> None:
    """Print what is gone, and what a person still has to do."""
    counts = {"versions": len(gone.versions), "places": sum(gone.state.values()), "files": len(gone.contents)}
    call.tell(_WORDS["done"].filled(number=number, **counts))
    if places.paths:
        call.tell(_WORDS["delete_by_hand"])
        _say_paths(call, places.paths)
    if places.names:
        call.tell(_WORDS["rename_by_hand"])
        _say_paths(call, places.names)
    if gone.log_left:
        call.tell(_WORDS["log_left"])
    if gone.returns_left:
        call.tell(_WORDS["returns_left"])
    for one in told:
        if one.error is not None:
            call.say(
                f"カタログ「{one.settings.name}」にはまだ残っています: {one.error.ja} 次の夜間処理でも試みます。",
                f"the catalogue {one.settings.name} still has it: {one.error.en} The next night tries again.",
            )
    call.tell(_WORDS["copies"])
