"""A note on how sheets are made that most of a year's files share is told once, not once a file."""

from __future__ import annotations

from builders import checked, received, submitted, umibe

from shinchoku.checks.checking import lint_findings, lint_rows
from shinchoku.checks.findings import Finding

TITLED = "海辺市の進捗\n番号|達成状況|取組実績\n{no}|A|実施した"
PLAIN = "番号|達成状況|取組実績\n{no}|A|実施した"
FOLDER = "令和5年度/年度末"
SENT = (("企画課", "7"), ("環境課", "1"), ("水産課", "6"), ("企画課_2", "8"))


def files(*forms: str) -> list[tuple[object, object]]:
    """Return one file a form, of different departments."""
    return [
        received(form.format(no=no), f"{FOLDER}/{name}.xlsx")
        for form, (name, no) in zip(forms, SENT, strict=False)
    ]


def notes(*forms: str, **sections: object) -> list[Finding]:
    """Return the notes on titles above tables that a night makes of some files."""
    found = checked(*files(*forms), plan=umibe(**sections)).findings
    return [one for one in found if one.rule.code == "SH804"]


def test_what_most_files_share_is_one_finding_on_the_plan() -> None:
    """It says how many files it is true of, and nothing lies on any of them."""
    (note,) = notes(TITLED, TITLED, TITLED, PLAIN)
    assert "4ファイルのうち3ファイル" in note.message.ja
    assert "3 of the 4 files" in note.message.en
    assert (note.place.path, note.place.department, note.place.sha256) == ("", "", "")
    assert note.place.fiscal_year is not None


def test_it_is_the_same_finding_whoever_reports_next() -> None:
    """One more file is no new problem."""
    (three,), (four,) = notes(TITLED, TITLED, TITLED), notes(TITLED, TITLED, TITLED, TITLED)
    assert three.fingerprint == four.fingerprint


def test_what_few_files_have_is_told_of_each() -> None:
    """Half of them are not most, two files have nothing in common that anybody could tell."""
    assert len(notes(TITLED, TITLED, PLAIN, PLAIN)) == 2
    paths = {one.place.path for one in notes(TITLED, TITLED)}
    assert paths == {f"{FOLDER}/企画課.xlsx", f"{FOLDER}/環境課.xlsx"}


def test_a_plan_that_gives_it_weight_hears_of_every_file() -> None:
    """Who makes it a warning wants departments to act on it."""
    assert len(notes(TITLED, TITLED, TITLED, checks={"severity": {"SH804": "warning"}})) == 3


def test_check_tells_it_once_too() -> None:
    """Of many files given at once."""
    plan, submissions = umibe(), submitted(*files(TITLED, TITLED, TITLED))
    found = lint_findings(plan, submissions, lint_rows(plan, submissions))
    assert [one.place.path for one in found if one.rule.code in {"SH804", "SH805"}] == ["", ""]
