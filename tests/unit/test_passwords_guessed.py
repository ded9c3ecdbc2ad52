"""Passwords that everybody guesses: what is refused and why, what is let through, word by word."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from shinchoku.adapters.guessing import Weakness, told, weaknesses
from shinchoku.adapters.passwords import FEWEST_CHARACTERS, MOST_CHARACTERS, hash_password
from shinchoku.errors import ConfigurationError

NAMES = ("dx-steward", "デジタル行政戦略課長", "0012345", "金沢市", "kanazawa", "Kanazawa City")
"""What an account of Kanazawa is called, and its city."""

REFUSED = """
    passwordpassword            repeat
    qwertyuiop123               common
    iloveyou12345               common
    1q2w3e4r5t6y                common
    qazwsxedcrfv                common
    welcome12345!               common
    password1234                common
    p@ssw0rd1234                common
    P@$$w0rd-2026!              common
    ｐａｓｓｗｏｒｄ１２３４        common
    p_a_s_s_w_o_r_d             common
    administrator1              word
    administrator2026           word date
    Summer2026!!                common
    letmeinletmein              repeat
    drowssapdrowssap            repeat
    monkeymonkey1               repeat
    aaaaaaaaaaaa                repeat
    aaaaaaaaaaaaB1!             repeat
    abcabcabcabcabc             repeat
    ああああああああああああ        repeat
    進捗進捗進捗進捗進捗進捗        repeat
    tokyo2020tokyo2020          repeat
    sakurasakura2026            repeat date
    123456789012                common run
    abcdefghijkl                run
    あいうえおかきくけこさしすせそ   run
    zxcvbnm,./12                keys run
    !QAZ2wsx#EDC                common keys
    Kanazawa2026!               name
    kanazawa-shi-2026           name date
    K4n4z4w42026!               name
    かなざわ２０２６！！！！         name date repeat
    20260401kanazawa            date name
    dx-steward2026              name date
    DX-Steward-2026!            name
    dx-stewarddx-steward        repeat
    デジタル行政戦略課長2026        name date
    Shinchoku-2026              name
    kanazawa-2026-dxsteward     name date
    Tokyo-Osaka-2026            name date
    金沢市役所20260401            name date
    Shinchoku-Console           name word
    pasuwado123456              name common
    kanrisha123456              name common
    ぱすわーど1234567             name common
    パスワードパスワード１２        repeat run
    ﾊﾟｽﾜｰﾄﾞﾊﾟｽﾜｰﾄﾞ              repeat
    おはようございます2026         name date
    ありがとうございます１２３       name run
"""
LET_THROUGH = """
    correct horse battery
    my dog hates the vacuum cleaner
    kasa wo wasureta getsuyoubi no asa
    正しい 馬の 電池と留め金
    あさの海 あおい舟 三艘
    しずかな 夜の 灯台守り人
    雨上がりの坂道で猫が三匹
    がっこうの げんかんの ばら
    hama-no-akari-1971
    kM4;rr0t-9vQ
    Xq7vTz2LwB9m
    a#?!%9(_)&-=
    2f9c1e77ab04d8e3
"""


@pytest.mark.parametrize(
    ("password", "why"),
    [line.split(maxsplit=1) for line in REFUSED.strip().splitlines()],
)
def test_what_everybody_guesses_is_refused(password: str, why: str) -> None:
    """Lists, keys, runs, repetitions, dates, names: in any width, case, kana and leet; the message says which."""
    assert len(password) >= FEWEST_CHARACTERS
    found = weaknesses(password, NAMES)
    assert " ".join(found) == why
    with pytest.raises(ConfigurationError) as refused:
        hash_password(password, NAMES)
    assert told(found).ja in refused.value.message.ja
    assert told(found).en in refused.value.message.en
    assert password not in refused.value.message.ja + refused.value.message.en


@pytest.mark.parametrize("password", [line.strip() for line in LET_THROUGH.strip().splitlines()])
def test_what_nobody_guesses_is_let_through(password: str) -> None:
    """Sentences, words that have nothing to do with each other, and random characters of any kind."""
    assert len(password) >= FEWEST_CHARACTERS
    assert weaknesses(password, NAMES) == []


def test_a_name_is_only_easy_for_those_who_have_it() -> None:
    """What is the city here is a word like any other elsewhere; parts of a name count, and a city without its 市."""
    password = "umibe-minato-port"  # noqa: S105 -- what is judged
    assert weaknesses(password, ("海辺市", "umibe", "minato-port")) == [Weakness.NAME]
    assert weaknesses(password, NAMES) == []
    assert weaknesses("海辺海辺20260401", ("海辺市",)) == [Weakness.REPEAT, Weakness.DATE]


@pytest.mark.parametrize(
    "password", ["p@$$w0rd!1|l7+4(" * 16, "a4@b8c({[<e3g69i" * 16, "\ufdfa" * MOST_CHARACTERS]
)
def test_a_password_made_to_take_long_is_looked_at_as_far_as_any_word_goes(password: str) -> None:
    """Of hundreds of characters that can be undone in thousands of ways, or that unfold, the first ones are judged."""
    assert weaknesses(password, NAMES) == weaknesses(password[:200], NAMES)


@pytest.mark.parametrize("password", [" " * 12, "\u3000" * 12, "\u200b" * 12, "a b c d e f "])
def test_blanks_make_no_password(password: str) -> None:
    """What is nothing, or little, without its blanks is refused."""
    assert weaknesses(password, NAMES) != []


def test_names_of_two_accounts_are_never_mixed_up() -> None:
    """Two who set their passwords at once are each held to their own names."""
    pairs = [(f"zq{number}vkwxjh-2026", (f"zq{number}vkwxjh",)) for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda pair: weaknesses(*pair), pairs * 8))
    assert found == [[Weakness.NAME]] * len(found)
