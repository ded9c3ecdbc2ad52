"""Several nights through the real stages: which row counts, what is carried forward, which findings end."""

from __future__ import annotations

import pytest
from contract.city import ENVIRONMENT, HARBOUR, PLANNING, SHEETS, City, tree

from flows.nightly import run_night
from shinchoku.adapters.inbox import Inbox
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.usecases.refresh import refresh
from shinchoku.views.newest import newest_contents

SECOND_PLANNING = PLANNING.replace("企画課", "企画課_追加")
THIRD_PLANNING = PLANNING.replace("企画課", "企画課_別案")


@pytest.fixture
def reported(city: City) -> City:
    """海辺市 after a first night on which every department reported without a mistake."""
    city.send_all()
    assert city.first_night("2024-05-01").released_version == "2024-05-01"
    assert city.codes() == []
    return city


def test_a_later_file_replaces_the_items_it_has(reported: City) -> None:
    """Supersession is by item: a later file about one item leaves the others of the earlier file alone."""
    reported.send(SECOND_PLANNING, "2|A|あとから書き直した||110")
    reported.night("2024-05-02")
    assert reported.progress("2")["result_text"] == "あとから書き直した"
    assert reported.progress("5")["result_text"] == "松を植えた"
    assert reported.codes() == []


def test_workbooks_and_text_say_the_same(reported: City) -> None:
    """The same sheet sent as xlsx after the CSV changes nothing in public: figures stay figures."""
    before = tree(reported.published)
    reported.send(PLANNING.replace(".csv", ".xlsx"), SHEETS[PLANNING])
    assert reported.night("2024-05-02").released_version is None
    assert tree(reported.published) == before


def test_a_moved_file_changes_nothing(reported: City) -> None:
    """A file renamed in the inbox is the same submission at another path: no release, no finding."""
    (reported.inbox / PLANNING).rename(reported.inbox / SECOND_PLANNING)
    report = reported.night("2024-05-02")
    assert (report.released_version, report.files_new, reported.codes()) == (None, 1, [])


def test_a_restored_older_file_counts_as_new(reported: City) -> None:
    """An older content put back at its path is the newest word again, with a warning that it returned."""
    reported.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "大いに迎えた"))
    reported.night("2024-05-02")
    reported.send(PLANNING, SHEETS[PLANNING])
    reported.night("2024-05-03")
    row = reported.progress("2")
    assert (row["result_text"], row["carried_forward"]) == ("来訪者を迎えた", "false")
    (finding,) = reported.findings()
    assert (finding["rule"], finding["item_no"]) == ("SH603", "2")
    assert "2024-05-01" in str(finding["message_ja"])


def test_an_item_that_is_gone_from_a_later_file_keeps_its_row(reported: City) -> None:
    """An item absent from its file's successor stays public with its old row, and somebody is told."""
    reported.send(PLANNING, SHEETS[PLANNING].replace("8|B|空き家を調べた|嵐のため", ""))
    reported.night("2024-05-02")
    row = reported.progress("8")
    assert (row["achievement_status"], row["carried_forward"]) == ("not_achieved", "false")
    assert [(f["rule"], f["item_no"], f["path"]) for f in reported.findings()] == [("SH602", "8", PLANNING)]


def test_two_files_of_one_night_that_disagree_are_both_wrong(reported: City) -> None:
    """Two contents for an item in one night are an error on both; the earlier accepted row stays, with its date."""
    reported.send(SECOND_PLANNING, "2|A|こちらが正しい||110")
    reported.send(THIRD_PLANNING, "2|A|いやこちらだ||110")
    reported.night("2024-05-02")
    row = reported.progress("2")
    assert (row["result_text"], row["carried_forward_from"]) == ("来訪者を迎えた", "2024-05-01")
    found = {(f["rule"], f["item_no"], f["path"]) for f in reported.findings()}
    assert found == {("SH504", "2", SECOND_PLANNING), ("SH504", "2", THIRD_PLANNING)}


def test_a_conflict_ends_with_a_later_word(reported: City) -> None:
    """After two files disagreed, the one that is saved again on a later night counts and both findings end."""
    reported.send(SECOND_PLANNING, "2|A|こちらが正しい||110")
    reported.send(THIRD_PLANNING, "2|A|いやこちらだ||110")
    reported.night("2024-05-02")
    reported.send(SECOND_PLANNING, "2|A|やはりこちら||110")
    reported.night("2024-05-03")
    row = reported.progress("2")
    assert (row["result_text"], row["carried_forward"]) == ("やはりこちら", "false")
    assert reported.codes() == []
    assert {f["rule"] for f in reported.findings(resolved=True)} == {"SH504"}


def test_the_same_words_in_two_files_are_no_conflict(reported: City) -> None:
    """Two files of one night that say the same of an item contradict nothing."""
    for path in (SECOND_PLANNING, THIRD_PLANNING):
        reported.send(path, "2|A|同じことを書いた||110")
    reported.night("2024-05-02")
    assert (reported.progress("2")["result_text"], reported.codes()) == ("同じことを書いた", [])


def test_an_item_with_an_error_keeps_its_last_accepted_row(reported: City) -> None:
    """A row with an error is not published: the accepted one is carried forward, labelled with its date."""
    reported.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", "約48").replace("浜を", "浜をすべて"))
    report = reported.night("2024-05-02")
    assert report.released_version == "2024-05-02"
    third, first = reported.progress("3"), reported.progress("1")
    assert (third["carried_forward"], third["carried_forward_from"]) == ("true", "2024-05-01")
    assert (first["result_text"], first["carried_forward"]) == ("浜をすべて清掃した", "false")
    (row,) = [r for r in reported.table("achievement") if r["level"] == "plan"]
    assert (row["carried_forward"], row["achieved"]) == ("1", "6")


def test_carrying_forward_keeps_the_first_date(reported: City) -> None:
    """However many nights the error stays, the carried row keeps the date on which it was accepted."""
    reported.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", "約48"))
    for day in ("2024-05-02", "2024-05-03", "2024-05-04"):
        reported.night(day)
    assert reported.progress("3")["carried_forward_from"] == "2024-05-01"


def test_an_item_whose_only_row_is_not_accepted_is_in_review(city: City) -> None:
    """What was submitted is never called not submitted: an error on the only word leaves it 確認中."""
    city.register(official_figures=[], release={"max_unreported_items": 9})
    city.send_all()
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", "約48"))
    report = city.night()
    (year,) = report.years
    assert year.waiting is not None
    (total,) = [row for row in year.waiting.headline if row.key == "umibe"]
    assert (total.achieved, total.in_review, total.unreported, total.pending) == (5, 1, 0, 1)


def status_of(city: City, *numbers: str) -> set[str]:
    """Return the statuses of some items in what waits or is public."""
    with city.session("2099-12-31") as session:
        rows = newest_contents(session)[FiscalYear(2023)].table("progress")
    return {row["achievement_status"] for row in rows if row["item_no"] in numbers}


def test_a_file_that_could_not_be_taken_has_come(city: City) -> None:
    """Too large a file is its department's: its items are 確認中, by night and by day, until it is taken away."""
    for path in (ENVIRONMENT, HARBOUR):
        city.send(path, SHEETS[path])
    city.send(PLANNING, b"x" * 1_100_000)
    inbox = Inbox(str(city.inbox), max_file_mib=1, sleep=lambda _: None)
    with city.session("2024-05-11") as session:
        run_night(session, inbox)
        refresh(session, "test")
    assert status_of(city, "2", "5", "7", "8") == {"in_review"}
    assert status_of(city, "1") == {"achieved"}
    (finding,) = city.findings()
    assert (finding["rule"], finding["department"], finding["round_id"]) == ("SH104", "kikaku", "r5-end")
    (city.inbox / PLANNING).unlink()
    city.night("2024-05-12")
    assert status_of(city, "2", "5", "7", "8") == {"unreported"}
    assert [(one["rule"], one["department"]) for one in city.findings()] == [("SH601", "kikaku")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04garbage", b"%PDF-1.7", b"\xd0\xcf\x11\xe0junk"])
def test_an_unreadable_later_file_counts_against_all_it_could_report(reported: City, content: bytes) -> None:
    """A file that cannot be read carries every item of its department forward; others are not touched."""
    reported.send(ENVIRONMENT, content)
    reported.night("2024-05-02")
    carried = {no: reported.progress(no)["carried_forward_from"] for no in ("1", "2", "3", "4")}
    assert carried == {"1": "2024-05-01", "2": "", "3": "2024-05-01", "4": "2024-05-01"}
    assert {str(f["rule"]) for f in reported.findings()} <= {"SH101", "SH102"}


def test_a_withdrawn_unreadable_file_holds_nothing_back(reported: City) -> None:
    """Once the unreadable file is deleted its finding ends and the earlier rows are current again."""
    reported.send(SECOND_PLANNING, b"")
    reported.night("2024-05-02")
    assert reported.progress("2")["carried_forward_from"] == "2024-05-01"
    (reported.inbox / SECOND_PLANNING).unlink()
    reported.night("2024-05-03")
    assert (reported.progress("2")["carried_forward"], reported.codes()) == ("false", [])


def test_a_corrected_file_resolves_its_findings(reported: City) -> None:
    """The findings on a content end on the night that its correction arrives, and stay as resolved."""
    reported.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", "約48"))
    reported.night("2024-05-02")
    (open_,) = reported.findings()
    reported.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", "47"))
    reported.night("2024-05-03")
    (resolved,) = reported.findings(resolved=True)
    assert reported.codes() == []
    assert (resolved["fingerprint"], str(resolved["resolved_on"])) == (open_["fingerprint"], "2024-05-03")


def test_the_same_problem_again_is_the_same_finding(reported: City) -> None:
    """A problem that comes back reopens its finding, which remembers the night that first saw it."""
    wrong = SHEETS[ENVIRONMENT].replace("48", "約48")
    for day, lines in enumerate((wrong, SHEETS[ENVIRONMENT], wrong), start=2):
        reported.send(ENVIRONMENT, lines)
        reported.night(f"2024-05-0{day}")
    (finding,) = [f for f in reported.findings() if f["field"] == "actual_value"]
    seen = [str(finding[name]) for name in ("state", "first_seen", "last_seen", "resolved_on")]
    assert seen == ["open", "2024-05-02", "2024-05-04", "None"]


def test_a_changed_value_is_a_new_finding(reported: City) -> None:
    """Another wrong value is another finding, and the old one ends."""
    for day, wrong in ((2, "約48"), (3, "48くらい")):
        reported.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", wrong))
        reported.night(f"2024-05-0{day}")
    assert [f["raw"] for f in reported.findings()] == ["48くらい"]
    assert [f["raw"] for f in reported.findings(resolved=True)] == ["約48"]


def test_a_file_that_waits_changes_nothing_tonight(reported: City) -> None:
    """While somebody has the changed file open, the earlier content counts, and the wait is told."""
    reported.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "書きかけ"))
    lock = reported.inbox / PLANNING.replace("企画課", "~$企画課")
    lock.write_bytes(b"")
    report = reported.night("2024-05-02")
    row = reported.progress("2")
    assert (row["result_text"], row["carried_forward"]) == ("来訪者を迎えた", "false")
    assert (report.files_deferred, reported.codes()) == ((PLANNING,), ["SH103"])
    lock.unlink()
    reported.night("2024-05-03")
    assert (reported.progress("2")["result_text"], reported.codes()) == ("書きかけ", [])


def test_silence_after_the_due_date_is_told_by_department(city: City) -> None:
    """The day after a round is due every silent department is named once, and not a day earlier."""
    city.send(PLANNING, SHEETS[PLANNING])
    city.night("2024-05-10")
    assert city.codes() == []
    city.night("2024-05-11")
    assert sorted(str(f["department"]) for f in city.findings("SH601")) == ["kankyo", "suisan"]


def test_a_row_carried_from_one_round_never_enters_another(city: City) -> None:
    """What FY2023 reported is no row of FY2024: an item silent there is unreported."""
    city.send_all()
    city.night("2024-05-01")
    city.send("令和6年度/年度末/環境課.csv", "1|A|二年目も清掃した")
    report = city.night("2025-05-01")
    (year,) = [one for one in report.years if one.fiscal_year == 2024]
    assert year.waiting is not None
    (total,) = [row for row in year.waiting.headline if row.key == "umibe"]
    assert (total.achieved, total.unreported) == (1, 7)
