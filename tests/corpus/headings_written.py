"""How the columns of a status table are headed: in one row or in several, plain or decorated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from corpus.city import ERA_YEAR

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "basic_policy": ("基本方針", "基本方針名"),
    "policy_measure": ("施策", "施策名", "施策の柱"),
    "item_no": ("No.", "番号", "項目番号", "取組番号", "No", "整理番号", "Ｎｏ．", "項番", "取組項目No."),
    "item_name": ("取組項目", "取組項目名", "項目名", "取組名"),
    "indicator_name": ("指標", "指標名", "数値目標"),
    "unit": ("単位",),
    "baseline_value": ("基準値", "現状値", "策定時の値"),
    "previous_value": ("前年度実績値", "前年度実績", "昨年度実績"),
    "target_value": ("目標値", "当年度目標値", "年度目標値", "目標値（当年度）"),
    "actual_value": ("実績値", "当年度実績値", "年度実績", "実績値（単年度）"),
    "cumulative_value": ("累計", "累計値", "累計実績値", "実績値（累計）"),
    "achievement_status": ("達成状況", "達成区分", "達成・未達成", "自己評価", "評価区分"),
    "result_text": ("取組実績", "主な取組実績", "取組結果", "取組内容及び実績", "実施状況"),
    "reason_not_achieved": ("未達成の理由", "達成できなかった理由", "未達成の場合はその理由"),
    "next_action": ("今後の取組", "今後の取組方針", "次年度の取組"),
    "ignored": ("備考", "担当課", "掲載ページ", "記入者", "関係課"),
    "unknown": ("所属長確認欄", "進捗メモ", "参考URL", "見込値（最終）", "実績見込値"),
}
_PARTS = (
    ("上期", "下期"),
    ("上半期", "下半期"),
    ("4～6月", "7～9月", "10～12月", "1～3月"),
    ("第1四半期", "第2四半期", "第3四半期", "第4四半期"),
    ("9月末", "うち新規"),
)
_TOTALS = ("計", "合計", "年間", "通期", "年度計")
_NOTES = ("（選択）", "（プルダウンから選択）", "※", "※1", "（具体的に記入）", "（200字以内）", "：", "　")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, and its headings from the outermost to the innermost."""

    field: str
    headings: tuple[str, ...]
    unit: str = ""
    """The unit that its heading states."""


def heading(field: str, style: str, random: Random) -> str:
    """Write one heading in a style."""
    text = random.choice(SPELLINGS[field])
    match style:
        case "line breaks":
            half = len(text) // 2
            return f"{text[:half]}\n{text[half:]}"
        case "spaced":
            return "\u3000".join(text) if len(text) < 5 and text.isalpha() else text
        case "numbered":
            return f"{random.choice(('①', '②', '(3)', '４．'))}{text}"
        case "noted":
            return text + random.choice(_NOTES) if field not in {"ignored", "unknown"} else text
        case "bracketed":
            return f"【{text}】"
        case _:
            return text


STYLES = ("plain", "line breaks", "spaced", "numbered", "noted", "bracketed", "mixed")


def single_row(fields: list[str], style: str, random: Random) -> list[Column]:
    """Head each column with one cell."""
    styles = STYLES[:-1] if style == "mixed" else (style,)
    return [Column(field, (heading(field, random.choice(styles), random),)) for field in fields]


def year_words(year: int, random: Random) -> str:
    """Write a fiscal year as a heading does."""
    era = ERA_YEAR.get(year, year - 2018)
    return random.choice(
        (
            f"令和{era}年度",
            f"R{era}",
            f"{year}年度",
            f"Ｒ{era}年度",
            f"令和{era}年度（{year}年度）",
            f"R{era}年度",
        )
    )


def grouped(columns: list[Column], kind: str, year: int, random: Random) -> list[Column]:
    """Put a second or third row of headings over columns that belong together."""
    over = year_words(year, random)
    found: list[Column] = []
    for column in columns:
        match kind, column.field:
            case ("actual over parts", "actual_value"):
                found.append(Column(column.field, ("実績値", "単年度")))
            case ("actual over parts", "cumulative_value"):
                found.append(Column(column.field, ("実績値", "累計")))
            case ("year over parts" | "three rows", "target_value"):
                found.append(Column(column.field, (over, "目標値")))
            case ("year over parts", "actual_value"):
                found.append(Column(column.field, (over, "実績値")))
            case ("three rows", "actual_value"):
                found.append(Column(column.field, (over, "実績値", "単年度")))
            case ("three rows", "cumulative_value"):
                found.append(Column(column.field, (over, "実績値", "累計")))
            case ("unit below", "target_value" | "actual_value"):
                found.append(Column(column.field, (*column.headings, "（数値のみ記入）")))
            case ("years in headings", "actual_value" | "target_value"):
                word = "実績値" if column.field == "actual_value" else "目標値"
                found.append(Column(column.field, (random.choice((f"{over}{word}", f"{over}の{word}")),)))
            case _:
                found += _beside_others(column, kind, random)
    return found


def _beside_others(column: Column, kind: str, random: Random) -> list[Column]:
    """Put the parts of a figure, or last time's answer, under one heading with the answer itself."""
    match kind, column.field:
        case ("parts and their total", "actual_value"):
            parts = enumerate(random.choice(_PARTS))
            total = Column(column.field, ("実績値", random.choice(_TOTALS)))
            return [*(Column(f"part_{n}", ("実績値", part)) for n, part in parts), total]
        case ("last time and this time", "actual_value" | "achievement_status"):
            is_figure = column.field == "actual_value"
            word, last = ("実績値", "part_0") if is_figure else ("達成状況", "last_status")
            return [Column(last, (word, "前回")), Column(column.field, (word, "今回"))]
        case _:
            return [column]


def beside(columns: list[Column], kind: str, year: int, random: Random) -> list[Column]:
    """Put last year's figures to the left of this year's, each under its year."""
    before, now = year_words(year - 1, random), year_words(year, random)
    found: list[Column] = []
    for column in columns:
        if column.field == "actual_value":
            nested = kind == "years side by side"
            found.append(Column("last_year", (before, "実績値") if nested else (f"{before}実績値",)))
            found.append(Column("actual_value", (now, "実績値") if nested else (f"{now}実績値",)))
        else:
            found.append(column)
    return found
