"""Every way in which item numbers, statuses, texts and missing figures are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from corpus.answers import Answer, Doubt, Written
from corpus.numbers_written import wide

from schemas.codes import AchievementStatus, MissingReason

_DASHES = "-‐‑‒–—−ー－ｰ"


def item_number(no: str, random: Random) -> Answer:
    """Write an item number in a way that names it."""
    forms: dict[str, Written] = {
        "text": Written(no),
        "full width": Written("".join(chr(ord(c) + 0xFEE0) for c in no)),
        "No. in front": Written(random.choice(("No.", "№", "Ｎｏ．", "No. ", "NO.", "no.")) + no),
        "spaces": Written(f" {no}\u3000"),
    }
    if no.isdigit():
        forms["number"] = Written(int(no))
        forms["zeros in front"] = Written(f"{int(no):03}")
        forms["real number"] = Written(float(no), "0")
    else:
        written = no.replace("-", random.choice(_DASHES))
        forms["another dash"] = Written(
            random.choice((written, wide(written), written.lower(), f"Ｒ{written[1:]}"))
        )
        forms["spaced dash"] = Written(no.replace("-", random.choice((" - ", "\u3000－\u3000"))))
    name = random.choice(sorted(forms))
    return Answer(forms[name], no, f"item number: {name}")


def lost_number(no: str, random: Random) -> Answer:
    """Write an item number that cannot be read any more: a date, a dot, brackets."""
    text = random.choice(
        (
            "2024-07-01",
            "2024/7/1",
            "Jun-07",
            "6月7日",
            "R6.7.1",
            f"{no}.",
            f"({no})",
            f"第{no}",
            "〃",
            "令和6-7",
            f"{no}.0",
            f"{no}・12",
            f"{no}～",
            "-",
            "新規",
        )
    )
    cell = random.choice((Written(text), Written(text), Written(datetime.fromisoformat("2024-07-01"))))
    return Answer(cell, Doubt.UNSURE, "item number: lost", documented=False)


def status(label: str, scale: Sequence[str], random: Random) -> Answer:
    """Write a status of a scale in a way that declares it."""
    forms = {
        "as it is": label,
        "another width": wide(label) if label.isascii() else label,
        "spaced": "\u3000".join(label),
        "in lower case": label.lower(),
        "line break": f"{label}\n",
        "boxes": _boxes(label, scale, random),
    }
    name = random.choice(sorted(forms))
    return Answer(Written(forms[name]), label, f"status: {name}")


def _boxes(label: str, scale: Sequence[str], random: Random) -> str:
    """Write all choices with boxes, one of them filled; a scale of signs has no boxes."""
    if any(one in "◎○△×－" for one in scale):
        return label
    full, empty = random.choice((("■", "□"), ("☑", "☐"), ("☑", "□"), ("●", "○"), ("✔", "□"), ("☒", "☐")))
    between = random.choice((" ", "\u3000", "\n", "", "  "))
    space = random.choice(("", " "))
    return between.join(f"{full if one == label else empty}{space}{one}" for one in scale)


def doubtful_status(scale: Sequence[str], random: Random) -> Answer:
    """Write a status that declares nothing certain."""
    good, bad, *_ = scale
    text = random.choice(
        (
            f"{good}見込", f"一部{good}", f"{good}/{bad}", f"{good}・{bad}", f"■{good} ■{bad}", f"□{good} □{bad}",
            f"■{good}", f"{good}？", f"{good}（{bad}）", f"概ね{good}", "順調", "〃", "同上", "4", "-", "―", "済", "", "※",
            f"{good} {bad}", "ABC", f"（{good}）",
        )
    )  # fmt: skip
    if text and text in "-－" and "－" in scale:
        text = "＝"
    return Answer(Written(text), Doubt.UNSURE, "status: doubtful", documented=False)


def box_behind(label: AchievementStatus, written: str, scale: Sequence[str], random: Random) -> Answer | None:
    """Write the choices with the box behind each: `達成☑ 未達成☐`."""
    if any(one in "◎○△×－" for one in scale):
        return None
    full, empty = random.choice((("■", "□"), ("☑", "☐")))
    between = random.choice((" ", "\u3000", "\n"))
    text = between.join(f"{one}{full if one == written else empty}" for one in scale)
    end = random.choice(("", " ", "\u3000", "\n"))
    return Answer(Written(text + end), label, "status: box behind", documented=False)


MISSING: Mapping[MissingReason, tuple[str, ...]] = {
    MissingReason.BLANK: ("", " ", "\u3000"),
    MissingReason.PENDING: (
        "未確定",
        "調整中",
        "集計中",
        "（未確定）",
        "未　確定",
        "数値未確定",
        "※調整中",
        "確認中。",
    ),
    MissingReason.NOT_APPLICABLE: ("該当なし", "該当無し", "対象外", "（該当なし）"),
    MissingReason.NOT_SET: ("設定なし", "未設定", "目標なし"),
    MissingReason.WITHHELD: ("X", "Ｘ", "x", "秘匿", "非公表"),
    MissingReason.NO_DATA: ("***", "＊＊＊", "不明", "データなし"),
}


def missing(reason: MissingReason, random: Random) -> Answer:
    """Write why there is no figure."""
    return Answer(Written(random.choice(MISSING[reason])), reason, f"missing: {reason}")


def missing_by_legend(random: Random) -> Answer:
    """Write a symbol that the plan's legend explains, in any of its look-alikes."""
    text, reason = random.choice(
        [
            (dash, MissingReason.NOT_APPLICABLE)
            for dash in ("-", "‐", "‑", "‒", "–", "—", "―", "−", "─", "ー", "－", "ｰ", "━", "--", " － ")
        ]
        + [("…", MissingReason.NO_DATA)]
    )
    return Answer(Written(text), reason, "missing: symbol of the legend")


FRAGMENTS: tuple[tuple[str, str], ...] = (
    ("髙﨑地区で実施", "髙﨑地区で実施"),
    ("㈱うみべと協定", "(株)うみべと協定"),
    ("①清掃②植樹", "(1)清掃(2)植樹"),
    ("№3の会場", "No.3の会場"),
    ("３㍉の減", "３ミリの減"),
    ("第Ⅲ期の計画", "第III期の計画"),
    ("ｶﾞｲﾄﾞを配布", "ガイドを配布"),
    ("10～20代に周知", "10〜20代に周知"),
    ("葛\U000e0100城の例を参照", "葛城の例を参照"),
    ("カ\u3099イドを配布", "ガイドを配布"),
    ("講座を開催\n周知も実施", "講座を開催 周知も実施"),
    ("  清掃を　実施 ", "清掃を 実施"),
    ("参加者１２３人、前年比105%", "参加者１２３人、前年比105%"),
    ("港の清掃を行った。", "港の清掃を行った。"),
    ('「海の日」に"出張"講座', '「海の日」に"出張"講座'),
    ("会議、研修; 視察\t各1回", "会議、研修; 視察 各1回"),
    ("会議,研修,視察を,各1回", "会議,研修,視察を,各1回"),
    ("㍻からの継続", "平成からの継続"),
    ("㎡当たりの費用を削減", "m2当たりの費用を削減"),
    ("ゼロ\u200b幅", "ゼロ幅"),
    ("𠮷野家前で啓発", "𠮷野家前で啓発"),
)
"""Text as written and as published."""


def text(random: Random, fragments: Sequence[tuple[str, str]] = FRAGMENTS) -> Answer:
    """Write a sentence, with characters that not every computer shows alike."""
    written, published = random.choice(fragments)
    return Answer(Written(written), published, "text: in the character table")


def unreadable_text(random: Random) -> Answer:
    """Write text with a character that means nothing elsewhere."""
    return Answer(
        Written(random.choice(("渡\ue000さんの畑", "濱\uf8ff地区", "高\ufffd市"))),
        Doubt.UNSURE,
        "text: 外字",
        documented=False,
    )
