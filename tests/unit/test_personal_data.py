"""Personal data is known by its form; budgets, dates and item numbers are none."""

from __future__ import annotations

import re

import pytest
from builders import checked, received

from shinchoku.bilingual import Bilingual
from shinchoku.checks.personal_data import REDACTED, shown, suspected_personal_data

# A text, and the kind of personal data in it.
TEXTS = """
    text                                          kind
    担当：taro@example.org                        an e-mail address
    ｔａｒｏ＠ｅｘａｍｐｌｅ．ｏｒｇ              an e-mail address
    taro.yamada (at) city.example.jp              an e-mail address
    taro【at】city.example.jp                     an e-mail address
    taro☆city.example.jp                          an e-mail address
    taro アットマーク city.example.jp              an e-mail address
    taro[at]city[dot]example[dot]jp               an e-mail address
    看護師@市民病院の相談                         -
    満足度☆5つ                                    -
    電話076-220-0000                              a telephone number
    (076)220-0000                                 a telephone number
    076(220)0000                                  a telephone number
    ０７６－２２０－００００                      a telephone number
    ０９０－１２３４－５６７８                    a telephone number
    09012345678                                   a telephone number
    0120444444                                    a telephone number
    0120-444-444                                  a telephone number
    +81-76-220-0000                               a telephone number
    電話番号：2200000                             a telephone number
    TEL 220-0000                                  a telephone number
    内線2345                                      an extension number
    （内線：２３４５）                            an extension number
    内線2345台を更新                              -
    内線電話を更新                                -
    番号は1234-5678-9018                          an individual number (My Number)
    番号は１２３４　５６７８　９０１８            an individual number (My Number)
    番号は123456789018                            an individual number (My Number)
    番号は000000000000                            an individual number (My Number)
    番号は123456789012                            -
    事業費は123,456,789,018円                     -
    1.123456789018                                -
    記入者：山田太郎                              a person's name
    担当者 山田 花子                              a person's name
    氏名は金沢はなこ                              a person's name
    記入者名：髙橋一                              a person's name
    担当者は全員研修                              -
    担当者：企画課                                -
    担当者の変更                                  -
    担当者会議を開催                              -
    担当者向け研修を3回                           -
    〒920-8577                                    an address
    住所：広坂1丁目                               an address
    自宅 石引4番地                                an address
    所在地の見直し3件                             -
    広坂1丁目の道路を改良                         -
    来訪者110人                                   -
    2024-05-10に実施                              -
    令和6年5月10日                                -
    10-20-30台                                    -
    R6-7                                          -
    事業費1,234,567円                             -
    予算は076-000千円                             -
    0-3歳児 12-34人                               -
    前年比0.5-1.2-3.4                             -
    管理番号0012-345                              -
    1899-12-30                                    -
"""


@pytest.mark.parametrize("line", TEXTS.strip().splitlines()[1:], ids=str.strip)
def test_personal_data_is_suspected_by_its_form(line: str) -> None:
    """Addresses of mail in any disguise, telephones, names behind 記入者, My Number with its check digit."""
    text, kind = re.split(r"\s{2,}", line.strip())
    suspected = suspected_personal_data(text) or Bilingual("-", "-")
    assert suspected.en == kind


def test_what_is_shown_is_redacted() -> None:
    """The whole text, for what stands around it may tell as much."""
    assert (shown("山田さん（090-1234-5678）"), shown("来訪者110人")) == (REDACTED, "来訪者110人")


# Where a telephone number may be typed, and the rules that are told of it.
ANYWHERE = """
    column    rules
    番号      SH302
    取組実績  SH701
    実績値    SH313
    単位      SH404
    達成状況  SH304
"""


@pytest.mark.parametrize("line", ANYWHERE.strip().splitlines()[1:], ids=str.strip)
def test_personal_data_shows_nowhere_in_a_finding(line: str) -> None:
    """In whichever cell it stands and whatever rule it breaks: not in the value, the words or the place."""
    column, rule = line.split()
    row = {"番号": "2", "達成状況": "A", "取組実績": "実施", "実績値": "110", "単位": "人"}
    row[column] = "090-1234-5678"
    findings = checked(received(f"{'|'.join(row)}\n{'|'.join(row.values())}")).findings
    assert rule in [finding.rule.code for finding in findings]
    for finding in findings:
        told = (
            finding.shown_raw,
            finding.message.ja,
            finding.message.en,
            finding.remedy.ja,
            finding.place.item_no,
        )
        assert not any("1234" in text for text in told), finding.rule.code


def test_personal_data_in_a_heading_shows_nowhere() -> None:
    """A column that is headed by somebody's telephone number is an unknown heading, without the number."""
    (finding,) = checked(received("番号|達成状況|取組実績|090-1234-5678\n8|A|実施|済")).findings
    assert (finding.rule.code, finding.shown_raw) == ("SH203", REDACTED)
    assert "1234" not in finding.message.ja + finding.message.en


@pytest.mark.parametrize(
    "text",
    [
        "電話は090\u200b-1234-5678まで",
        "0\u200b9\u200b0-1\xad234-5678",
        "taro\u2060@example.jp",
        "090\ufe0f-1234-5678",
        "氏\u200b名：山田太郎",
        "〒\u3164920-8577",
    ],
)
def test_characters_that_draw_nothing_hide_nobody(text: str) -> None:
    """What a copy from elsewhere, or somebody on purpose, strews into a number does not keep it from being found."""
    assert suspected_personal_data(text) is not None
    assert shown(text) == REDACTED
