"""What a person keeps of a catalogue as others made it: found among what differs, and planned for."""

from __future__ import annotations

from datetime import date

import pytest

from shinchoku.catalogues.failures import CatalogueUnreadError
from shinchoku.catalogues.kept import KeptDrift, fingerprint, keeping_of, things_to_keep, to_be_kept
from shinchoku.catalogues.planning import goals_of, plan_steps, with_kept
from shinchoku.catalogues.things import UNKNOWN, Do, Kept, Picture, Policy, Thing, ThingKind, is_unread, noted

HOME = {"title": "計画", "private": "false", "state": "active"}
LINK = {"name": "表", "url": "https://a/1", "url_type": "", "hash": "aa", "size": "9"}
ROWS = {"columns": ("a",), "rows": "2", "digest": "dd"}


def picture(**more: dict[str, object] | None) -> Picture:
    """Return a dataset, a file and its table, some with other fields, without those that are nothing."""
    usual: dict[str, tuple[ThingKind, dict[str, object]]] = {
        "home": (ThingKind.DATASET, HOME),
        "home/file": (ThingKind.FILE, LINK),
        "home/file/rows": (ThingKind.TABLE, ROWS),
    }
    names = {"home": "home", "file": "home/file", "rows": "home/file/rows"}
    changed = {names[name]: fields for name, fields in more.items()}
    return {
        key: Thing(kind, key, {**fields, **(changed.get(key) or {})})
        for key, (kind, fields) in usual.items()
        if changed.get(key, {}) is not None
    }


OURS = picture()
EXTRA = Thing(ThingKind.FILE, "x", {"id": "x", "name": "別紙", "url": "https://b", "position": "5"})


@pytest.mark.parametrize(
    ("thing", "present", "kept"),
    [
        ("home", picture(home={"title": "別"}), Kept("home", {"title": "別"}, kind=ThingKind.DATASET)),
        ("home", OURS, None),
        ("home:title", picture(home={"title": "別", "private": "true"}), Kept("home", {"title": "別"}, kind=ThingKind.DATASET)),
        ("home:private", picture(home={"title": "別"}), None),
        ("home/file", picture(file=None), Kept("home/file", {}, is_absent=True)),
        ("home/file:url", picture(file=None), None),
        # What decides the download is kept together.
        ("home/file", picture(file={"url": "https://b"}), Kept("home/file", {"url": "https://b", "url_type": ""})),
        ("home/file/rows", picture(rows={"digest": "ee"}), Kept("home/file/rows", {**ROWS, "digest": "ee"}, kind=ThingKind.TABLE)),
        ("x", {**OURS, "x": EXTRA}, Kept("x", {"id": "x", "name": "別紙", "url": "https://b"}, is_extra=True)),
        ("x:name", {**OURS, "x": EXTRA}, None),
        ("nobody", OURS, None),
    ],
)  # fmt: skip
def test_a_thing_is_kept_as_others_made_it(thing: str, present: Picture, kept: Kept | None) -> None:
    """Or one field of it; what nobody else changed cannot be kept."""
    assert to_be_kept(thing, OURS, present, OURS) == kept


@pytest.mark.parametrize(
    ("now", "is_the_same"),
    [
        (Kept("home/file", {"url_type": "", "url": "https://b"}), True),
        (Kept("home/file", {"url": "https://c", "url_type": ""}), False),
        (Kept("home/file", {"url": "https://b"}), False),
        (Kept("home/file", {"url": "https://b", "url_type": "", "name": "別"}), False),
        (Kept("home/other", {"url": "https://b", "url_type": ""}), False),
        (Kept("home/file", {}, is_absent=True), False),
        (Kept("home/file", {"url": "https://b", "url_type": ""}, is_extra=True), False),
    ],
)
def test_a_fingerprint_tells_what_was_shown_from_what_came_after(now: Kept, *, is_the_same: bool) -> None:
    """The order of its fields is no change; anything else is."""
    shown = Kept("home/file", {"url": "https://b", "url_type": ""})
    assert (fingerprint(now) == fingerprint(shown)) is is_the_same


def test_what_we_want_otherwise_than_before_is_no_drift() -> None:
    """Only what was changed since we told it."""
    wanted = picture(home={"title": "新しい計画"})
    assert to_be_kept("home", wanted, OURS, OURS) is None
    assert to_be_kept("home/file", OURS, picture(file=None), {}) is None
    assert to_be_kept("x", OURS, {**OURS, "x": EXTRA}, {**OURS, "x": EXTRA}) is None
    assert to_be_kept("home", wanted, OURS, {}) == Kept("home", {"title": "計画"}, kind=ThingKind.DATASET)
    changed = {**picture(home={"title": "別"}, file=None), "x": EXTRA}
    assert things_to_keep(OURS, changed, OURS) == ("home", "home/file", "x")


def decided(number: int, what: Kept) -> KeptDrift:
    """Return a decision."""
    return KeptDrift(number, "city", what, "調査中", "steward", date(2026, 11, 24))


def test_of_two_decisions_both_hold_and_the_later_goes_first() -> None:
    """Fields are joined; whoever keeps that a thing is not there keeps nothing else of it."""
    first, second = Kept("home", {"title": "別", "private": "true"}), Kept("home", {"title": "もっと別"})
    kept = keeping_of([decided(1, first), decided(2, second)])
    assert kept == {"home": Kept("home", {"title": "もっと別", "private": "true"})}
    gone = Kept("home", {}, is_absent=True)
    assert keeping_of([decided(1, first), decided(2, gone)]) == {"home": gone}


KEEP, UPDATE, CREATE, REMOVE, LEAVE = Do.KEEP, Do.UPDATE, Do.CREATE, Do.REMOVE, Do.LEAVE
TITLE = Kept("home", {"title": "別"}, kind=ThingKind.DATASET)
HIDDEN = Kept("home", {"private": "true"}, kind=ThingKind.DATASET)
DELETED = Kept("home", {"state": "deleted"}, kind=ThingKind.DATASET)
PURGED = Kept("home", {}, is_absent=True, kind=ThingKind.DATASET)
NO_FILE = Kept("home/file", {}, is_absent=True)
ELSEWHERE = Kept("home/file", {"url": "https://b", "url_type": ""})
EDITED = Kept("home/file/rows", {**ROWS, "digest": "ee"}, kind=ThingKind.TABLE)
MORE = Kept("x", {"id": "x", "name": "別紙", "url": "https://b"}, is_extra=True)
SILENT = {"hash": "", "size": ""}


@pytest.mark.parametrize(
    ("kept", "wanted", "present", "steps"),
    [
        (TITLE, {}, picture(home={"title": "別"}), (KEEP, KEEP, KEEP)),
        # It stays through what we want otherwise since, and what others change besides is put right.
        (TITLE, {"home": {"title": "新"}}, picture(home={"title": "別"}), (KEEP, KEEP, KEEP)),
        (TITLE, {}, picture(home={"title": "別", "private": "true"}), (UPDATE, KEEP, KEEP)),
        (TITLE, {}, picture(home={"title": "もっと別"}), (UPDATE, KEEP, KEEP)),
        (HIDDEN, {"file": {"name": "新"}}, picture(home={"private": "true"}), (KEEP, UPDATE, KEEP)),
        # Nothing within what is deleted is written, and nobody brings it back unheard.
        (DELETED, {"home": {"title": "新"}, "file": {"name": "新"}}, picture(home={"state": "deleted"}), (KEEP, KEEP, KEEP)),
        (DELETED, {}, OURS, (UPDATE, KEEP, KEEP)),
        (PURGED, {}, {}, (KEEP, KEEP)),
        (NO_FILE, {}, picture(file=None), (KEEP, KEEP)),
        (NO_FILE, {}, OURS, (KEEP, KEEP, REMOVE)),
        # Where the bytes are theirs, our hash goes; changed again, only a person knows what it is to be.
        (ELSEWHERE, {}, picture(file={"url": "https://b", **SILENT}), (KEEP, KEEP, KEEP)),
        (ELSEWHERE, {"file": {"url": "https://a/2"}}, picture(file={"url": "https://b", **SILENT}), (KEEP, KEEP, KEEP)),
        (ELSEWHERE, {}, picture(file={"url": "https://c", **SILENT}), (KEEP, LEAVE, KEEP)),
        (ELSEWHERE, {}, picture(file=None), (KEEP, LEAVE, KEEP)),
        (EDITED, {"rows": {"rows": "3"}}, picture(rows={"digest": "ee"}), (KEEP, KEEP, KEEP)),
        (EDITED, {}, picture(rows={"digest": "ff"}), (KEEP, KEEP, LEAVE)),
        (MORE, {}, {**OURS, "x": EXTRA}, (KEEP, KEEP, KEEP, KEEP)),
        (MORE, {}, {**OURS, "x": Thing(ThingKind.FILE, "x", {**EXTRA.fields, "name": "別"})}, (KEEP, KEEP, KEEP, LEAVE)),
        (MORE, {}, OURS, (KEEP, KEEP, KEEP, LEAVE)),
    ],
)  # fmt: skip
def test_what_is_kept_is_wanted_as_it_was(
    kept: Kept, wanted: dict[str, dict[str, object]], present: Picture, steps: tuple[Do, ...]
) -> None:
    """Any other change of it is drift like any other, but that nobody else's bytes are ours to restore."""
    keeping = {kept.key: kept}
    told = with_kept(OURS, keeping)
    planned = plan_steps(picture(**wanted), present, told, Policy.REPAIR, keeping)
    assert tuple(step.do for step in planned) == steps
    assert [step.key for step in planned if step.is_undecided] == [
        step.key for step in planned if step.do is LEAVE
    ]


def test_our_hash_goes_where_the_bytes_are_theirs_and_comes_back_from_nobody() -> None:
    """The first time it is ours to take away; when others say another since, they changed the thing again."""
    present, keeping = picture(file={"url": "https://b"}), {ELSEWHERE.key: ELSEWHERE}
    (_, first, _) = plan_steps(OURS, present, OURS, Policy.REPAIR, keeping)
    assert (first.do, {one.name for one in first.changes}) == (UPDATE, {"hash", "size"})
    (_, again, _) = plan_steps(OURS, present, with_kept(OURS, keeping), Policy.REPAIR, keeping)
    assert again.is_undecided


def test_goals_tell_what_is_downloaded_of_others_bytes() -> None:
    """Descriptions have no content; what a person keeps of it is told to whoever reads back."""
    kept = Kept("home/file", {"content": "bb", "url": LINK["url"], "url_type": ""})
    steps = plan_steps(OURS, OURS, OURS, Policy.REPAIR, {kept.key: kept})
    goals = goals_of(steps, {kept.key: kept})
    assert (goals["home/file"].fields["content"], goals["home/file"].fields["hash"]) == ("bb", "")
    assert "content" not in goals_of(steps)["home/file"].fields


def test_what_is_left_deleted_is_left_whole() -> None:
    """Under the plan's own `leave`, a deleted file's table is not written either."""
    present = picture(file=None, rows={"digest": "other"})
    steps = plan_steps(picture(rows={"digest": "new"}), present, OURS, Policy.LEAVE)
    assert [step.do for step in steps] == [KEEP, LEAVE, KEEP]


def test_an_unread_content_was_told_like_the_file() -> None:
    """A file that was not read back when it was told is left like any other drift."""
    wanted, present = picture(file={"content": "aa"}), picture(file={"content": "zz"})
    (_, step, _) = plan_steps(wanted, present, OURS, Policy.LEAVE)
    assert (step.do, step.is_drift) == (LEAVE, True)


def test_what_only_the_catalogue_can_say_is_as_it_says() -> None:
    """An address that is not known is no change, and is never written."""
    (_, step, _) = plan_steps(picture(file={"url": UNKNOWN}), OURS, OURS)
    assert step.do is KEEP
    assert step.goal is not None
    assert step.goal.fields["url"] == LINK["url"]


def test_what_was_led_elsewhere_before_it_was_told_is_left_where_the_plan_says_so() -> None:
    """A program of before told no address of a stored file."""
    told = {**OURS, "home/file": Thing(ThingKind.FILE, "home/file", {"name": "表"})}
    (_, step, _) = plan_steps(OURS, picture(file={"url": "https://b"}), told, Policy.LEAVE)
    assert [(one.name, one.is_left) for one in step.changes] == [("url", True)]


@pytest.mark.parametrize(("kind", "holds"), [("upload", True), ("", False)])
def test_of_a_stored_file_another_hash_tells_of_other_bytes(kind: str, *, holds: bool) -> None:
    """Of a link it is only what is said."""
    ours = picture(file={"url_type": kind})
    kept = to_be_kept("home/file", ours, picture(file={"url_type": kind, "hash": "ff"}), ours)
    assert kept is not None
    assert kept.holds_bytes is holds


def test_a_file_that_came_wrong_is_marked_in_what_was_told() -> None:
    """And nothing else is."""
    told = noted(OURS, {"home/file"})
    assert [key for key in told if is_unread(told, key)] == ["home/file"]
    assert not is_unread(told, "nobody")


def test_a_failure_of_downloads_names_its_files() -> None:
    """So that they are looked at again."""
    failed = CatalogueUnreadError("違います", "it differs", frozenset({"home/file"}))
    assert (failed.keys, failed.wait_seconds, failed.status) == ({"home/file"}, 0, 0)
