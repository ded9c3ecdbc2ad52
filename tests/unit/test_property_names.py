"""Whom the properties of a document name."""

from __future__ import annotations

import pytest

from shinchoku.intake.property_names import may_be_a_person


@pytest.mark.parametrize(
    "name", ["金沢太郎", "阿部", "服部", "長谷部 誠", "Yamada Taro", "k-tanaka", "岡部", "高市", "山田　太郎"]
)
def test_a_person_is_asked_about(name: str) -> None:
    """In whatever writing; a family name that ends like an office is no office."""
    assert may_be_a_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "openpyxl",
        "LibreOffice 7.4",
        "Microsoft Office User",
        "XlsxWriter",
        "Apache POI",
        "Administrator",
        "user01",
        "ＰＣ－０１２",
        "企画調整課",
        "総務部",
        "総務局デジタル行政戦略課",
        "海辺市",
        "海辺市教育委員会",
        "危機管理室",
    ],
)
def test_a_program_an_office_or_a_shared_login_is_no_person(name: str) -> None:
    """Nobody is named by them, so that nothing is said."""
    assert not may_be_a_person(name)
