"""Every rule with a bad example that breaks it, and nothing else, and a good one that breaks none.

The examples are sheets of 海辺市 as departments write them. Unless an example says otherwise a sheet
comes from 企画課, in the folder of FY2023's 年度末 round, on 1 May 2024: before the round is due.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from builders import checked, codes_of, grid, received

from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Finding
from shinchoku.checks.rules import RULES
from shinchoku.checks.rules.contract import CONTRACT
from shinchoku.checks.rules.privacy import suspected_personal_data
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.sheets import Appearance, Problem, Reading, Sheet

Received = tuple[Appearance, Reading]

FOLDER = "令和5年度/年度末"
PLANNING = f"{FOLDER}/企画課.xlsx"


@dataclass(frozen=True)
class Example:
    """What is received and, of SH601, the day on which it is looked at."""

    files: tuple[Received, ...]
    as_of: str = "05-02"

    def findings(self) -> tuple[Finding, ...]:
        """Check the files as a night does."""
        return checked(*self.files, as_of=self.as_of).findings


def sheet(text: str, path: str = PLANNING, on: str = "05-01") -> Received:
    """Return a received sheet."""
    return received(text, path, on)


def one(text: str, path: str = PLANNING) -> Example:
    """Return the example of one sheet."""
    return Example((sheet(text, path),))


def workbook(*sheets: tuple[str, str] | tuple[str, str, str]) -> Example:
    """Return the example of one workbook: name and text of each sheet, and `hidden` if it is."""
    grids = [
        Sheet(name, n, grid(text), visible=not hidden)
        for n, (name, text, *hidden) in enumerate(sheets, start=1)
    ]
    return Example((received(read_sheets(tuple(grids)), PLANNING),))


def reader(rule: str, **values: str) -> Example:
    """Return the example of a file that a reader stopped at."""
    return Example(
        (received(Reading(problems=(Problem(rule, stops_reading=True, values=values),)), PLANNING),)
    )


GOOD = one("""
    番号 | 達成状況 | 取組実績         | 実績値
    2    | A        | 宿泊の催しを3回  | 110
""")
ENCRYPTED = {"why_ja": "パスワードが付いています", "why_en": "it has a password"}
OPEN = {"why_ja": "開かれている", "why_en": "somebody has it open"}

EXAMPLES: dict[str, tuple[Example, Example]] = {
    "SH101": (reader("SH101", **ENCRYPTED), GOOD),
    "SH102": (reader("SH102", why_ja="PDFです", why_en="it is a PDF"), GOOD),
    "SH103": (reader("SH103", **OPEN), GOOD),
    "SH104": (reader("SH104", size="80", limit="50"), GOOD),
    "SH201": (one("来訪者数は110人でした。"), GOOD),
    "SH202": (
        one("""
            番号 | 達成状況 | 実績値
            2    | A        | 110
        """),
        GOOD,
    ),
    "SH203": (
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 予算額
            2    | A        | 実施     | 110    | 300
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 備考
            2    | A        | 実施     | 110    | 済
        """),
    ),
    "SH204": (
        one("""
            所属 | 観光課
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, f"{FOLDER}/進捗.xlsx"),
        one("""
            所属 | 総務部 企画課
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, f"{FOLDER}/進捗.xlsx"),
    ),
    "SH205": (
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 実績
            2    | A        | 実施     | 110    | 90
        """),
        GOOD,
    ),
    "SH206": (
        workbook(("進捗", "番号 | 達成状況 | 取組実績 \n 8 | A | 実施"), ("メモ", "写真は別に送ります")),
        workbook(("進捗", "番号 | 達成状況 | 取組実績 \n 8 | A | 実施"), ("Sheet2", "|")),
    ),
    "SH207": (
        workbook(("進捗", "番号 | 達成状況 | 取組実績 \n 8 | A | 実施"), ("前年度", "8 | A", "hidden")),
        workbook(("進捗", "番号 | 達成状況 | 取組実績 \n 8 | A | 実施"), ("記入例", "8 | A", "hidden")),
    ),
    "SH208": (
        one("""
            年度 | 令和6年度
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """),
        one("""
            年度 | 令和5年度
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """),
    ),
    "SH209": (
        one("""
            年度 | 令和7年度
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, "企画課.xlsx"),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, "企画課.xlsx"),
    ),
    "SH210": (
        one("""
            所属 | 環境課
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """),
        one("""
            所属 | 企画課
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """),
    ),
    "SH301": (
        one("""
            番号 | 達成状況 | 取組実績
                 | A        | 実施
        """),
        GOOD,
    ),
    "SH302": (
        one("""
            番号       | 達成状況 | 取組実績
            2024-06-07 | A        | 実施
        """),
        one("""
            番号   | 達成状況 | 取組実績
            Ｎｏ.8 | A        | 実施
        """),
    ),
    "SH303": (
        one("""
            番号 | 達成状況 | 取組実績
            8    |          | 実施
        """),
        one("""
            番号 | 達成状況  | 取組実績
            8    | －時期外 |
        """),
    ),
    "SH304": (
        one("""
            番号 | 達成状況 | 取組実績
            8    | 達成     | 実施
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | ａ       | 実施
        """),
    ),
    "SH305": (
        one("""
            番号 | 達成状況 | 取組実績 | 目標値  | 実績値
            2    | A        | 実施     | 約100人 | 110
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 目標値 | 実績値
            2    | A        | 実施     | １００ | 110
        """),
    ),
    "SH306": (
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110人
        """),
        GOOD,
    ),
    "SH307": (
        one("""
            番号 | 達成状況 | 取組実績 | 累計
            5    | A        | 実施     | 210本
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 累計
            5    | A        | 実施     | 210
        """),
    ),
    "SH308": (
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | －
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | C        |
        """),
    ),
    "SH309": (
        one("""
            番号 | 達成状況 | 取組実績 | 未達成の理由
            8    | B        | 中止     |
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 未達成の理由
            8    | B        | 中止     | 嵐のため
        """),
    ),
    "SH310": (
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | C        | 集計中   | 105
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | C        | 集計中   |
        """),
    ),
    "SH401": (
        one("""
            番号 | 達成状況 | 取組実績
            99   | A        | 実施
        """),
        GOOD,
    ),
    "SH402": (
        one("""
            番号 | 達成状況 | 取組実績
            1    | A        | 実施
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 実施（関係課）
        """, f"{FOLDER}/環境課.xlsx"),
    ),
    "SH403": (
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            R6-1 | A        | 実施     | 12
        """, f"{FOLDER}/水産課.xlsx"),
        one("""
            番号 | 達成状況 | 取組実績
            6    | A        | 実施
        """, f"{FOLDER}/水産課.xlsx"),
    ),
    "SH404": (
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 単位
            2    | A        | 実施     | 110    | 千人
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 単位
            2    | A        | 実施     | 110    | 人
        """),
    ),
    "SH405": (
        one("""
            番号 | 達成状況 | 取組実績 | 目標値 | 実績値
            2    | A        | 実施     | 90     | 110
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 目標値 | 実績値
            2    | A        | 実施     | 100.0  | 110
        """),
    ),
    "SH406": (
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            8    | A        | 実施     | 3
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            8    | A        | 3件実施  |
        """),
    ),
    "SH501": (
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 99
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 100
        """),
    ),
    "SH502": (
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     |
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | －時期外 |          |
        """),
    ),
    "SH503": (
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
            ８   | A        | 実施
        """),
        GOOD,
    ),
    "SH504": (
        Example((
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施"),
            sheet("番号 | 達成状況 | 取組実績 \n 8 | C | 調査中", f"{FOLDER}/企画課_2.xlsx"),
        )),
        Example((
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施"),
            sheet("番号 | 達成状況 | 取組実績 \n No.8 | Ａ | 実施", f"{FOLDER}/企画課_2.xlsx"),
        )),
    ),
    "SH601": (Example((), "2024-05-11"), Example((), "2024-05-10")),
    "SH602": (
        Example((
            sheet("番号 | 達成状況 | 取組実績 \n 7 | A | 統合 \n 8 | A | 実施"),
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", on="05-02"),
        )),
        Example((
            sheet("番号 | 達成状況 | 取組実績 \n 7 | A | 統合 \n 8 | A | 実施"),
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", f"{FOLDER}/企画課_追加.xlsx", "05-02"),
        )),
    ),
    "SH603": (
        Example((
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", on="05-01"),
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 2軒", on="05-02"),
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施 ", on="05-03"),
        )),
        Example((
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", on="05-01"),
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 2軒", on="05-02"),
            sheet("番号 | 達成状況 | 取組実績 \n 8 | A | 3軒", on="05-03"),
        )),
    ),
    "SH701": (
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 山田さん（090-1234-5678）に相談
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 相談窓口（令和5年4月1日開設、1,234,567円）
        """),
    ),
}  # fmt: skip


def test_no_rule_is_without_its_examples() -> None:
    """A rule that nobody can show broken is no rule."""
    assert EXAMPLES.keys() == RULES.keys()


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_bad_example_breaks_its_rule_and_no_other(code: str) -> None:
    """Exactly this rule is told, in two whole sentences and a remedy."""
    findings = EXAMPLES[code][0].findings()
    assert set(codes_of(findings)) == {code}
    for finding in findings:
        for words in (finding.message, finding.remedy):
            assert words.ja
            assert words.en
            assert not re.search(r"[{}]", words.ja + words.en)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_good_example_breaks_no_rule(code: str) -> None:
    """Nothing at all is told of it."""
    assert EXAMPLES[code][1].findings() == ()


def test_a_rule_has_its_code_and_its_sentence() -> None:
    """Codes have one form; a name is one sentence, and no two rules share it."""
    assert all(re.fullmatch(r"SH[1-7]\d\d", code) for code in RULES)
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+){2,}", rule.name) for rule in RULES.values())


def test_a_check_of_the_contract_is_named_by_its_rule() -> None:
    """The sentence that fails is the sentence that the steward reads."""
    assert all(name == rule.name for name, (rule, _) in CONTRACT.items())


# Status × figure for the four indicators of 環境課 and 企画課: what contradicts and what does not.
CROSS_CHECKS = """
    item target        status  figure   finding
    2    increase_100  A       100      -
    2    increase_100  S       101      -
    2    increase_100  A       99.9     SH501
    2    increase_100  B       99       -
    2    increase_100  B       100      SH501
    2    increase_100  －時期外  100    SH501
    3    decrease_50   A       50       -
    3    decrease_50   A       50.1     SH501
    3    decrease_50   B       51       -
    3    decrease_50   B       49       SH501
    2    increase_100  C       110      SH310
    4    maintain_7    A       7.5      -
    4    maintain_7    A       6.5      -
    4    maintain_7    A       7.51     SH501
    4    maintain_7    B       6.4      -
    4    maintain_7    B       7        SH501
    5    cumulative    A       0/200    -
    5    cumulative    A       200/199  SH501
    5    cumulative    B       20/199   -
"""


@pytest.mark.parametrize("line", CROSS_CHECKS.strip().splitlines()[1:], ids=str.strip)
def test_the_status_is_checked_against_the_figure(line: str) -> None:
    """By direction, accumulation and tolerance; a figure that is final is not outside its time."""
    no, _, status, figure, expected = line.split()
    actual, _, cumulative = figure.partition("/")
    department = "環境課" if no in {"3", "4"} else "企画課"
    row = f"""
        番号 | 達成状況 | 取組実績 | 未達成の理由 | 実績値   | 累計
        {no} | {status} | 実施     | 嵐のため     | {actual} | {cumulative}
    """
    found = codes_of(one(row, f"{FOLDER}/{department}.xlsx").findings())
    assert found == ([] if expected == "-" else [expected])


def test_a_year_without_a_target_contradicts_nothing() -> None:
    """R6-1 has no target for FY2023, so nothing of it can be reached, missed or copied wrongly."""
    figures = "番号 | 達成状況 | 取組実績 | 目標値 | 実績値 \n R6-1 | A | 実施 | 5 | 3"
    path = f"{FOLDER}/水産課.xlsx"
    assert codes_of(one(figures, path).findings()) == ["SH403"]


PERSONAL_DATA = """
    text                              kind
    担当：taro@example.org            an e-mail address
    ｔａｒｏ＠ｅｘａｍｐｌｅ．ｏｒｇ  an e-mail address
    電話076-220-0000                  a telephone number
    (076)220-0000                     a telephone number
    ０９０－１２３４－５６７８        a telephone number
    09012345678                       a telephone number
    番号は1234-5678-9018              an individual number (My Number)
    番号は123456789018                an individual number (My Number)
    番号は000000000000                an individual number (My Number)
    番号は123456789012                -
    来訪者110人                       -
    2024-05-10に実施                  -
    10-20-30台                        -
    事業費1,234,567円                 -
"""


@pytest.mark.parametrize("line", PERSONAL_DATA.strip().splitlines()[1:], ids=str.strip)
def test_personal_data_is_suspected_by_its_form(line: str) -> None:
    """E-mail addresses, telephone numbers, and twelve digits with a right check digit."""
    text, kind = re.split(r"\s{2,}", line.strip())
    suspected = suspected_personal_data(text) or Bilingual("-", "-")
    assert suspected.en == kind


def test_personal_data_is_redacted() -> None:
    """The number does not show in the finding, its message or its remedy."""
    (finding,) = EXAMPLES["SH701"][0].findings()
    shown = (finding.shown_raw, finding.message.ja, finding.message.en, finding.remedy.ja)
    assert finding.redacted
    assert not any("1234" in text for text in shown)
