"""What stands around a status table: titles, labels, legends, remarks, other tables, other sheets."""

from __future__ import annotations

from random import Random

from corpus.answers import Written
from corpus.canvas import Canvas
from corpus.city import DEPARTMENT, ERA_YEAR

LABELS = ("right", "one apart", "above", "colon", "merged", "none")
BELOW = ("nothing", "remarks", "unrelated table", "remarks apart")
OTHER_SHEETS = ("none", "examples", "hidden", "legend", "list", "empty")

_TITLES = (
    "海辺市まちづくり計画　進捗状況シート",
    "令和{year}年度　取組項目の進捗状況について（照会）",
    "別紙１",
    "※着色部分に記入してください",
    "記入要領は別紙のとおり。提出期限：5月10日（金）",
    "（単位は各項目のとおり）",
)
_LEGENDS = (
    "【凡例】達成：目標を達成したもの　未達成：達成しなかったもの",
    "評価の区分は記入要領のとおり",
    "達成／未達成／数値未確定から選択",
)


def year_answer(year: int, random: Random) -> Written:
    """Write a fiscal year as an answer."""
    era, wide = ERA_YEAR[year], _wide(year)
    return Written(
        random.choice(
            (
                f"令和{era}年度",
                f"令和{wide}年度",
                f"R{era}",
                f"{year}年度",
                f"{year}",
                f"令和{era}年度（{year}年度）",
                f"Ｒ{wide}年度",
                f" 令和 {era} 年度 ",
            )
        )
    )


def _wide(year: int) -> str:
    """Return the era year of a fiscal year as a full-width digit."""
    return "０１２３４５６７８９"[ERA_YEAR[year]]


def write_titles(canvas: Canvas, count: int, left: int, year: int, random: Random) -> int:
    """Write title and legend rows, the year of one being the sheet's own; return the row below them."""
    row = 0
    for _ in range(count):
        if random.random() < 0.8:
            at, title = left + random.choice((0, 0, 2)), random.choice((*_TITLES, *_LEGENDS))
            canvas.put(row, at, title.format(year=_wide(year)))
        row += 1
    return row


def write_title_of_another_year(canvas: Canvas, row: int, left: int, year: int, random: Random) -> int:
    """Write a title that last year's sheet, or a later one, had; return the row below it."""
    other = year + random.choice((-1, 1, -2))
    era, wide = other - 2018, "０１２３４５６７８９"[other - 2018]
    titles = (
        f"令和{wide}年度　海辺市の取組　進捗状況シート",
        f"R{era}年度 実績報告",
        f"{other}年度",
        f"（令和{era}年度分）",
        f"FY{other} 進捗",
        f"’{other % 100} 取組状況",
        f"令和 {era} 年度　企画課",
    )
    if random.random() < 0.3:
        for column, text in enumerate(("令和", str(era), "年度 進捗状況")):
            canvas.put(row, left + column, text)
    else:
        canvas.put(row, left + random.choice((0, 0, 2)), random.choice(titles))
    return row + 1


def write_labels(canvas: Canvas, row: int, left: int, kind: str, year: int, random: Random) -> int:
    """Write the labelled cells in one of the ways; return the row below them."""
    answers = (
        (
            random.choice(("部局課室名", "所属", "所属名", "課名", "部局課名")),
            Written(random.choice((DEPARTMENT, "総務部 企画課", "企画係", "総務部　企画課"))),
        ),
        (random.choice(("年度", "対象年度", "実績年度")), year_answer(year, random)),
        (random.choice(("照会", "照会区分", "報告時期")), Written("年度末")),
        ("記入者氏名", Written("海野")),
    )
    colon = random.choice(("", "：", ":"))
    match kind:
        case "right" | "one apart" | "merged":
            for n, (label, answer) in enumerate(answers):
                canvas.put(row + n, left, label + colon)
                canvas.put(row + n, left + (1 if kind == "right" else 2), answer)
                if kind == "merged":
                    canvas.merge(row + n, left, row + n, left + 1)
                    canvas.merge(row + n, left + 2, row + n, left + 4)
            return row + len(answers) + random.randint(0, 1)
        case "above":
            for n, (label, answer) in enumerate(answers):
                canvas.put(row, left + 2 * n, label)
                canvas.put(row + 1, left + 2 * n, answer)
            return row + 2 + random.randint(0, 1)
        case "colon":
            for n, (label, answer) in enumerate(answers):
                canvas.put(row + n, left, f"{label}：{answer.text}")
            return row + len(answers)
        case _:
            return row


def write_below(canvas: Canvas, row: int, left: int, kind: str, random: Random) -> None:
    """Write what stands below a table."""
    match kind:
        case "remarks":
            canvas.put(row, left, "※ 数値は令和6年3月31日現在")
            canvas.put(
                row + 1, left, random.choice(("（注）速報値を含む", "※２　端数は四捨五入", "注：再掲を含む"))
            )
        case "remarks apart":
            canvas.put(row + 2, left, "備考")
            canvas.put(row + 3, left, "人口は住民基本台帳による")
        case "unrelated table":
            for down, texts in enumerate(
                (
                    ("【参考】会場別の利用", "", ""),
                    ("会場", "種別", "所管"),
                    ("公民館", "市立", "企画課"),
                    ("体育館", "市立", "企画課"),
                )
            ):
                for across, text in enumerate(texts):
                    canvas.put(row + 2 + down, left + across, text)


def numbered_table_below(canvas: Canvas, row: int, left: int, random: Random) -> None:
    """Write a table below whose numbers stand under the item numbers."""
    for down in range(4):
        canvas.put(row + 2 + down, left, random.choice(("", "順位")) if down == 0 else Written(down))
        for across in range(1, 8):
            canvas.put(
                row + 2 + down,
                left + across,
                "施設" if down == 0 else random.choice(("体育館", "12", "達成", "")),
            )


def other_sheets(kind: str, random: Random) -> list[Canvas]:
    """Return sheets that are no data; what looks like data on them must not be taken."""
    rows = (
        ("No.", "取組項目", "実績値", "達成状況", "取組実績"),
        ("1", "浜の清掃", "99999", "達成", "記入の例です"),
        ("12", "条例", "88888", "達成", "記入の例です"),
    )
    match kind:
        case "examples":
            canvas = Canvas(random.choice(("記入例", "記入例（必ず読む）", "様式１_記載例", "入力例")))
        case "hidden":
            canvas = Canvas(random.choice(("旧データ", "作業用", "Sheet9")), visible=False)
        case "list":
            canvas, rows = Canvas("リスト"), (("達成",), ("未達成",))
        case "legend":
            canvas, rows = (
                Canvas("このシートについて"),
                (("進捗状況を記入するものです",), ("数値は年度末のもの",)),
            )
        case "empty":
            return [Canvas("Sheet2")]
        case _:
            return []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            canvas.put(row, column, text)
    return [canvas]
