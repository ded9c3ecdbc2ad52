"""What an approver is told of items that would be public undecided: which, and why."""

from __future__ import annotations

from builders import content, fiscal, umibe

from shinchoku.review.open_items import StoredFinding, open_items

LINE = "1 A; 2 C; 3 ?; 4 ?; 5 A 20/210; 7 ?; 8 A"


def finding(rule: str, item_no: str = "", department: str = "kankyo", **more: object) -> StoredFinding:
    """Return an open error as the state keeps it."""
    return {
        "rule": rule,
        "severity": "error",
        "fiscal_year": 2023,
        "round_id": "r5-end",
        "item_no": item_no,
        "department": department,
        **more,
    }


def sentences(*findings: StoredFinding) -> list[str]:
    """Return what is said of the open items of FY2023, in Japanese."""
    found = open_items(umibe(), fiscal(2023), content(LINE), findings)
    return [one.sentence.ja for one in found]


def test_each_open_item_has_its_reason() -> None:
    """Its own errors, else those on its department's file; an announced day; nothing that came."""
    told = sentences(
        finding("SH501", "3"),
        finding("SH101"),
        finding("SH502", "3", severity="warning"),
        finding("SH502", "3", fiscal_year=2024),
    )
    assert told == [
        "数値未確定 No.2 来訪者を増やす: 確定の時期の記入がありません",
        "確認中 No.3 ごみを減らす: SH501 達成状況と数値が矛盾しています",
        "確認中 No.4 水質を保つ: SH101 ファイルを開けません",
        "確認中 No.7 窓口の統合: 提出されましたが、受理していません",
        "未提出 No.6 漁港の改修: 何も提出されていません",
    ]


def test_it_is_said_in_english_too() -> None:
    """By the same rules."""
    found = open_items(umibe(), fiscal(2023), content("1 A"), [])
    assert found[0].sentence.en == "Not reported, No.2 来訪者を増やす: nothing was submitted"
