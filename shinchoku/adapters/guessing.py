"""How soon a password is guessed, by lists that a library ships and the words that everybody here would try."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from threading import Lock
from typing import Any

from shinchoku.bilingual import Bilingual
from shinchoku.spelling import folded

_FEWEST_GUESSES = 10**9
"""A password that takes fewer is refused: in the upper part of zxcvbn's score 3 of 4, "safely unguessable".

NIST SP 800-63B (5.1.1.2, "Memorized Secret Verifiers") asks to compare with words that are commonly used, expected or known
from breaches, with repetitions, runs and what the context suggests, and to ask for no kinds of characters. The estimate does
that, and counts what is put together of such words. Score 3 begins at 100 million, which the library gives to any three
parts, `kanazawa2026kanazawa` too; ten times as many is what three unrelated words take. At the cost of our hashes (64 MiB,
three passes: some ten a second on a core) that is three years of a core for one stolen hash, and at the login, with ten
tries in a quarter of an hour, thousands of years.
"""
_LOOKED_AT = 32
"""Characters that are looked at: every listed word is shorter, and a password whose beginning is hard to guess is hard.

The estimate tries every way to undo `p@$$w0rd`: for 72 characters chosen for that it takes three seconds, for 32 one.
"""
_JAPANESE = (
    "shinchoku 進捗 しんちょく pasuwado pasuwaado パスワード あんしょうばんごう 暗証番号 himitsu ひみつ 秘密 ango 暗号 "
    "kanrisha かんりしゃ 管理者 kanri 管理 tantosha tantousha 担当者 tanto tantou 担当 shokuin 職員 kacho kachou 課長 kakaricho "
    "kakarichou 係長 bucho buchou 部長 somu soumu 総務 kikaku 企画 zaisei 財政 joho jouhou 情報 tokei toukei 統計 seisaku 政策 "
    "shiyakusho しやくしょ 市役所 金沢市役所 yakusho やくしょ 役所 shicho shichou 市長 kenmin 県民 shimin 市民 keikaku 計画 gyosei gyousei 行政 "
    "kanazawashi かなざわし 金沢市 kanazawa かなざわ 金沢 ishikawaken いしかわけん 石川県 ishikawa いしかわ 石川 kenrokuen 兼六園 "
    "hyakumangoku 百万石 kaga かが 加賀 tokyo toukyou とうきょう 東京 osaka おおさか 大阪 nippon にっぽん nihon にほん 日本 "
    "reiwa れいわ 令和 heisei へいせい 平成 showa しょうわ 昭和 nendo ねんど 年度 sakura さくら 桜 fujisan ふじさん 富士山 "
    "ohayogozaimasu ohayougozaimasu おはようございます ohayo ohayou おはよう gozaimasu ございます konnichiwa こんにちは arigatougozaimasu ありがとうございます arigato arigatou ありがとう yoroshiku よろしく "
    "yoroshikuonegaishimasu よろしくおねがいします よろしくお願いします onegaishimasu おねがいします お願いします otsukaresamadesu otsukaresama おつかれさま お疲れ様 osewa おせわ お世話 hajimemashite はじめまして "
    "aishiteru あいしてる 愛してる daisuki だいすき 大好き watashi わたし 私 namae なまえ 名前 roguin ろぐいん aiueo あいうえお "
    "kakikukeko かきくけこ sashisuseso さしすせそ irohanihoheto いろはにほへと ichinisanshi いちにさんし doraemon どらえもん "
    "pikachu ぴかちゅう totoro ととろ naruto なると"
)
"""What the library, which is made for English, does not have; the likelier first."""
_CITY = re.compile(r"(.+)[市町村区県府都]")
_SIGNS = re.compile(r"[\W_]+")
_AROUND_WORDS = re.compile(r"[^\w@$]+|_+")
"""Signs between and around words; `@` and `$` stand for letters."""
_FEWEST_BARE, _MOST_UNLISTED = 8, 3
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_one_at_a_time = Lock()
"""The library keeps the words of a call where the next one finds them."""


class Weakness(StrEnum):
    """What a password is made of that is guessed first."""

    NAME = "name"
    COMMON = "common"
    WORD = "word"
    KEYS = "keys"
    REPEAT = "repeat"
    RUN = "run"
    DATE = "date"
    SHORT = "short"


_TOLD: Mapping[Weakness, Bilingual] = {
    Weakness.NAME: Bilingual(
        "アカウント・市・製品の名前や、よく使われる日本語",
        "a name of the account, the city or the product, or common Japanese",
    ),
    Weakness.COMMON: Bilingual("よく使われるパスワード", "a common password"),
    Weakness.WORD: Bilingual("辞書にある単語や人名", "a word or a name of a dictionary"),
    Weakness.KEYS: Bilingual("キーボードの並び", "a row of keys"),
    Weakness.REPEAT: Bilingual("同じ文字や言葉の繰り返し", "a repetition"),
    Weakness.RUN: Bilingual("続いた文字や数字", "a run of letters or digits"),
    Weakness.DATE: Bilingual("年や日付", "a year or a date"),
    Weakness.SHORT: Bilingual("少ない文字", "few characters"),
}
_LISTS = {"user_inputs": Weakness.NAME, "passwords": Weakness.COMMON}
_PATTERNS = {
    "spatial": Weakness.KEYS,
    "repeat": Weakness.REPEAT,
    "sequence": Weakness.RUN,
    "regex": Weakness.DATE,
    "date": Weakness.DATE,
}


def weaknesses(password: str, names: Iterable[str]) -> list[Weakness]:
    """Return why a password would be guessed soon, nothing if it would not; `names` are those of its account and city.

    Width, case, blanks and the two kinds of kana make no difference: whoever guesses tries them all. Neither do
    signs between and around words; where little of it is a word, they are what makes it hard to guess.
    """
    spelled, words = _one_spelling(password), [word[:_LOOKED_AT] for word in _words(names)]
    if not spelled:
        return [Weakness.SHORT]
    parts = _easy_parts(spelled, words)
    if not parts:
        parts = _easy_parts_without_signs(_AROUND_WORDS.sub("", spelled), words)
    return list(dict.fromkeys(filter(None, map(_weakness, parts)))) or [Weakness.SHORT] * bool(parts)


def _easy_parts_without_signs(bare: str, words: list[str]) -> list[Mapping[str, Any]]:
    """Return the parts of what is left without signs, nothing if the signs are most of it or too much is no word."""
    if len(bare) < _FEWEST_BARE:
        return []
    parts = _easy_parts(bare, words)
    unlisted = sum(len(one["token"]) for one in parts if _weakness(one) is None)
    return [] if unlisted > _MOST_UNLISTED else parts


def _easy_parts(spelled: str, words: list[str]) -> list[Mapping[str, Any]]:
    """Return the parts in which a text is guessed soonest, nothing if that is not soon."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 -- its lists take a tenth of a second to load

    with _one_at_a_time:
        found = zxcvbn(spelled[:_LOOKED_AT], words, max_length=_LOOKED_AT)
    return [] if found["guesses"] >= _FEWEST_GUESSES else [*found["sequence"]]


def told(found: Iterable[Weakness]) -> Bilingual:
    """Return weaknesses as words for people."""
    said = [_TOLD[one] for one in found]
    return Bilingual("、".join(one.ja for one in said), ", ".join(one.en for one in said))


def _words(names: Iterable[str]) -> list[str]:
    """Return what is tried first: the names, their parts, cities without their 市, and what everybody says here."""
    whole = [name for name in names if name]
    parts = [part for name in whole for part in _SIGNS.split(name)]
    cities = [found[1] for one in (*whole, *parts) if (found := _CITY.fullmatch(one))]
    spelled = [_one_spelling(one) for one in (*whole, *parts, *cities, *_JAPANESE.split())]
    return list(dict.fromkeys(filter(None, (*spelled, *(_SIGNS.sub("", one) for one in spelled)))))


def _one_spelling(text: str) -> str:
    """Return a text in one width, case and kana, without blanks."""
    return folded(text).translate(_TO_HIRAGANA)


def _weakness(match: Mapping[str, Any]) -> Weakness | None:
    """Return what a part of a password is; nothing of one that no list and no pattern has."""
    if match["pattern"] == "dictionary":
        return _LISTS.get(match["dictionary_name"], Weakness.WORD)
    return _PATTERNS.get(match["pattern"])
