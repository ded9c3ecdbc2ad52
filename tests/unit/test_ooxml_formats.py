"""What a person sees for a stored number under a number format."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinchoku.intake.formats import Displayed, Effect, altered_signs, alters_text, displayed, hides_digits


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("0.985", "0.0%", "98.5%"),
        ("0.07", "0%", "7%"),
        ("155550000", '#,##0,"千円"', "155550千円"),
        ("1500", '0.0,"千"', "1.5千"),
        ("155550", '"¥"#,##0', "¥155550"),
        ("155550", "[$¥-411]#,##0", "¥155550"),
        ("155550", "[$￥-411]#,##0;-[$￥-411]#,##0", "￥155550"),
        ("155550", '"\\"#,##0', "¥155550"),
        ("155550", "\\\\#,##0", "¥155550"),
        ("155550", '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ', "¥155550"),
        ("-3", '"¥"#,##0;"¥"-#,##0', "¥-3"),
        ("-3", '"¥"#,##0;[Red]("¥"#,##0)', "-¥3"),
        ("-3", '0"件";(0"件")', "-3件"),
        ("155550", '#,##0"円"', "155550円"),
        ("3", "[$€-2] #,##0", "€ 3"),
        ("120000000", '0.0,,"百万円"', "120百万円"),
        ("12", '0"件"', "12件"),
        ("12", "0\\件", "12件"),
        ("12", "0件", "12件"),
        ("5", '"約"0', "約5"),
        ("-5", '"約"0', "-約5"),
        ("7", '"R6-"0', "R6-7"),
        ("5", '"第"00"号"', "第05号"),
        ("5", 'General"件"', "5件"),
        ("5", 'G/標準"件"', "5件"),
        ("12", '0.0"%"', "12%"),
        ("-0.5", "0.0%;[赤]▲0.0%", "▲50%"),
        ("-3", '0"件";▲0"件"', "▲3件"),
        ("3", '#,##0_ "人"', "3人"),
        ("3", '[$-411]#,##0"人"', "3人"),
        ("3", "0[$人]", "3人"),
        ("0", '0"件"', "0件"),
    ],
)
def test_words_per_cent_and_scale_are_written_out(stored: str, code: str, seen: str) -> None:
    """The text is what the cell shows, without grouping and without rounding."""
    assert displayed(stored, code) == Displayed(Effect.SHOWN, seen)


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("13.3333333333333", "0.0", "13.3"),
        ("79.96", "0.0", "80.0"),
        ("20.55", "0.0", "20.6"),
        ("-20.55", "#,##0.0;▲#,##0.0", "-20.6"),
        ("-20.55", "0.0", "-20.6"),
        ("2.5", "0", "3"),
        ("0.125", "0.0#", "0.13"),
        ("0.98534", "0%", "99%"),
        ("155550499", '#,##0,"千円"', "155550千円"),
        ("155549.5", '"¥"#,##0', "¥155550"),
        ("1.25", "[>=0]0.0;-0.0", "1.3"),
        ("99999.9", "#,##0", "100000"),
        ("0.0000000000001", "0.0", "0.0"),
        ("13.3", "0.0", ""),
        ("13", "0.00", ""),
        ("13.3333333333333", "General", ""),
    ],
)
def test_the_digits_that_are_shown_count_rounded_half_up(stored: str, code: str, seen: str) -> None:
    """40/3 under one decimal is 13.3, whatever is stored; where every digit is shown nothing is rounded."""
    assert displayed(stored, code).rounded == seen


@given(number=st.decimals(min_value=-(10**9), max_value=10**9, places=6), places=st.integers(0, 5))
def test_a_rounded_number_is_the_nearest_that_the_format_can_show(number: Decimal, places: int) -> None:
    """It differs from what is stored by half of the last shown place at most, and rounding it again changes nothing."""
    code = "0." + "0" * places if places else "0"
    seen = displayed(f"{number}", code)
    if seen.effect is Effect.UNCLEAR:
        assert abs(number) * 2 < Decimal(1).scaleb(-places)
        return
    shown = Decimal(seen.rounded or number)
    assert abs(shown - number) * 2 <= Decimal(1).scaleb(-places)
    assert displayed(f"{shown}", code).rounded == ""


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("2025-08-01", 'yyyy"年"m"月"', "2025-08"),
        ("2025-08-01", '[$-411]ggge"年"m"月";@', "2025-08"),
        ("2025-08-01 10:00:00", 'm"月"', "2025-08"),
        ("2025-08-01", "mmm-yy", "2025-08"),
        ("2025-08-01", 'ggge"年"', "2025年"),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_shown(stored: str, code: str, seen: str) -> None:
    """A day that nobody wrote is not made up from the first of the month."""
    assert displayed(stored, code) == Displayed(Effect.SHOWN, seen)


@pytest.mark.parametrize(
    ("stored", "code", "effect"),
    [
        ("達成", ";;;", Effect.UNCLEAR),
        ("達成", '0;-0;0;"－"', Effect.UNCLEAR),
        ("実施", '@"以外"', Effect.UNCLEAR),
        ("13.1", '@"以外"', Effect.UNCLEAR),
        ("実施", ";;", Effect.NONE),
        ("実施", '0"件"', Effect.NONE),
        ("実施", "@", Effect.NONE),
        ("実施", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', Effect.NONE),
        ("実施", "G/標準;G/標準;G/標準;G/標準", Effect.NONE),
        ("", ";;;", Effect.NONE),
        ("2025-08-01", 'm"月"d"日実施"', Effect.UNCLEAR),
        ("2025-08-01", "aaa", Effect.UNCLEAR),
        ("2025-08-01", '[$-411]ggge"年"m"月"d"日"(aaa);@', Effect.NONE),
        ("2025-08-01", "yyyy/m/d h:mm", Effect.NONE),
    ],
)
def test_a_text_that_is_hidden_or_has_words_added_is_unclear(stored: str, code: str, effect: Effect) -> None:
    """The fourth section of a format is that of texts, and so is any that has `@`."""
    assert displayed(stored, code).effect is effect


def test_formats_of_dates_and_texts_are_told_of() -> None:
    """Only cells whose format says more are looked at a second time."""
    assert altered_signs('yyyy"年"m"月"') == {1, 0, -1}
    assert altered_signs("yyyy/m/d") == frozenset()
    assert [alters_text(code) for code in (";;;", '@"以外"', "@", "0", "0;-0;0;@")] == [
        *(True, True),
        *(False, False, False),
    ]


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("-3", "#,##0;▲#,##0", "▲3"),
        ("-3", "0;(0)", "(3)"),
        ("-3", "0_);[Red](0)", "(3)"),
        ("-3", "0;△ 0", "△ 3"),
    ],
)
def test_another_minus_sign_changes_no_number(stored: str, code: str, seen: str) -> None:
    """▲, △ and brackets are ways to write the minus sign; the caller may leave the stored number."""
    assert displayed(stored, code) == Displayed(Effect.SIGN, seen)


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        ("1234.5", ""),
        ("1234.5", "General"),
        ("1234.5", "G/標準"),
        ("1234.5", "#,##0.00"),
        ("1234.5", "#,##0.0##"),
        ("1234.5", "@"),
        ("1234.5", "0.0000E+00"),
        ("-3", "#,##0;-#,##0"),
        ("3", "#,##0;▲#,##0"),
        ("0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '),
        ("45000", 'yyyy"年"m"月"d"日"'),
        ("45000", '[$-411]ggge"年"m"月"d"日"'),
        ("45000", "[$-411]ge.m.d"),
        ("0.5", "mm:ss.00"),
        ("0.5", "[h]:mm"),
        ("2024-05-01", '0"件"'),
        ("調整中", "0%"),
        ("３", '0"件"'),
    ],
)
def test_plain_formats_and_plain_text_say_nothing_new(stored: str, code: str) -> None:
    """Thousands, places, dates, exponents and an accountant's dash leave the number."""
    assert displayed(stored, code).effect is Effect.NONE


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        ("0.5", "# ?/?"),
        ("5", ";;;"),
        ("0", "#,###"),
        ("0", "0;-0;"),
        ("1", '"達成";"未達成"'),
        ("0", '0;-0;"該当なし"'),
        ("1500", '[>=1000]0.0,"千";0'),
        ("3", '[DBNum1]0"件"'),
        ("1234", '00"年"00"月"'),
        ("1234567", "000-0000"),
        ("-3", '0"件";0"件"'),
        ("5", "-0"),
        ("5", '"1"0'),
        ("5", '0"0"'),
        ("5", "0%%"),
        ("1234.5", "0.00E+00"),
        ("0.4", "0"),
        ("0.0004", "0.0%"),
        ("155", '#,##0,"千円"'),
        ("1.25", "[>1]0.0;0"),
        ("5", "0 kg"),
        ("155550000", "#,##0,"),
        ("155550000", "#,##0, "),
        ("5", '0"件'),
        ("5", '0"' + "件" * 2000 + '"'),
    ],
)
def test_what_cannot_be_told_safely_is_said_to_be_unclear(stored: str, code: str) -> None:
    """Fractions, hidden numbers, conditions, other numerals, lost signs: reported, never guessed."""
    assert displayed(stored, code) == Displayed(Effect.UNCLEAR)


def test_a_format_tells_for_which_numbers_it_says_more() -> None:
    """A sheet is looked at only for cells whose number the format alters."""
    assert altered_signs("#,##0") == frozenset()
    assert altered_signs('0"件"') == {1, 0, -1}
    assert altered_signs("0;-0;") == {0}
    assert altered_signs('0;-0"減"') == {-1}


def test_a_format_tells_whether_it_may_hide_digits() -> None:
    """Fractions under a fixed number of places, and under an exponent, are looked at."""
    hiding = ["0", "#,##0", "0.00", "0%", "0.00E+00", "0;▲0.0"]
    plain = ["General", "G/標準", "@", "yyyy/m/d", ";;;", '0"' + "件" * 2000 + '"']
    assert [hides_digits(code) for code in hiding + plain] == [True] * len(hiding) + [False] * len(plain)


WORDS = st.text(alphabet="約件人千円 %km第年度＝", max_size=4)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17, places=6)


@given(
    number=NUMBERS, before=WORDS, after=WORDS, percent=st.sampled_from(["", "%"]), thousands=st.integers(0, 3)
)
def test_undoing_what_is_shown_gives_the_stored_number(
    number: Decimal, before: str, after: str, percent: str, thousands: int
) -> None:
    """Without its words, its per cent and its scale, the text is the stored number to the last digit."""
    quoted = [f'"{words}"' if words else "" for words in (before, after)]
    code = f"{quoted[0]}#,##0.{'#' * 30}{',' * thousands}{percent}{quoted[1]}"
    seen = displayed(f"{number}", code)
    if not (before.strip() or after.strip() or percent or thousands):
        assert seen.effect is Effect.NONE
        return
    if thousands and not any(map(str.isalpha, before + after)):
        assert seen.effect is Effect.UNCLEAR  # thousands of what, nobody says
        return
    assert seen.effect is Effect.SHOWN
    minus = seen.text.startswith("-")
    bare = seen.text.removeprefix("-").removeprefix(before.lstrip())
    bare = bare.removesuffix(after.rstrip()).removesuffix(percent).strip()
    shown = Decimal(bare).scaleb(3 * thousands - 2 * len(percent))
    assert (-shown if minus else shown) == number


@given(value=st.text(max_size=30), code=st.text(alphabet='0#?.,%;"\\_*[]<>=$E+-@/ymd件約 ', max_size=40))
def test_no_format_stops_the_reader(value: str, code: str) -> None:
    """Whatever a cell and its format hold, there is an answer."""
    assert displayed(value, code).effect in Effect
    assert displayed("12.5", code).effect in Effect
