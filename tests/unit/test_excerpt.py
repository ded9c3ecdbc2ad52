"""The piece of a sheet around a cell: small, readable, harmless, and naming nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import sheet

from shinchoku.checks.personal_data import REDACTED
from shinchoku.intake.look import SheetLook
from shinchoku.intake.sheets import Area, Sheet
from shinchoku.review.excerpt import Excerpt, ExcerptCell, excerpt

TABLE = """
    進捗状況シート
    部局課室名 | 企画課 |     |            |        |      |   | 記入者氏名 | 山田太郎
    |
    番号 | 取組項目     | 達成状況 | 取組実績     | 実績値 | 単位 | 備考
    1    | 浜の清掃     | A        | 浜を清掃した |        |      |
    2    | 来訪者を増やす | A      | 来訪者を迎えた | 約110 | 人   |
    3    | ごみを減らす | B        | 袋を配った   | 48     | t    |
    4    | 水質を保つ   | A        | 水質を保った | 7.2    | mg/L |
    5    | 松を植える   | A        | 松を植えた   | 210    | 本   |
    6    | 漁港の改修   | C        | 改修している |        |      |
    7    | 窓口の統合   | A        | 統合した     |        |      |
"""


def of_texts(*rows: tuple[str, ...], merged: tuple[Area, ...] = (), look: SheetLook | None = None) -> Sheet:
    """Return a sheet of exactly these texts."""
    made = Sheet("進捗状況", 1, rows, merged=merged)
    return made if look is None else replace(made, look=look)


def drawn(piece: Excerpt | None) -> list[str]:
    """Return an excerpt as lines: row number, texts; the marked cell in [ ], spans as text(rows x columns)."""
    assert piece is not None
    return [
        f"{row.number}{'*' if row.is_heading else ''}: " + "|".join(map(_cell, row.cells))
        for row in piece.rows
    ]


def _cell(cell: ExcerptCell) -> str:
    """Return a cell as `drawn` shows it."""
    span = f"({cell.rows}x{cell.columns})" if (cell.rows, cell.columns) != (1, 1) else ""
    return f"[{cell.text}{span}]" if cell.marked else f"{cell.text}{span}"


def test_the_cell_is_marked_among_its_neighbours() -> None:
    """Around the cell stand so many rows and columns, by their names on the sheet; empty outer ones do not."""
    piece = excerpt(sheet(TABLE), "E6", above=1, below=1, left=1, right=4)
    assert piece is not None
    assert (piece.sheet_name, piece.columns, piece.where) == ("進捗状況", ("D", "E", "F"), "D5:F7")
    assert drawn(piece) == ["5: 浜を清掃した||", "6: 来訪者を迎えた|[約110]|人", "7: 袋を配った|48|t"]


def test_headings_and_item_stay_in_sight() -> None:
    """Far down a table its headings stand above, and the item's number and name beside."""
    piece = excerpt(
        sheet(TABLE), "E11", above=1, left=0, right=0, heading_rows=(4,), label_columns=("A", "B")
    )
    assert piece is not None
    assert piece.columns == ("A", "B", "E")
    assert drawn(piece) == [
        "4*: 番号|取組項目|実績値",
        "10: 6|漁港の改修|",
        "11: 7|窓口の統合|[]",
    ]


def test_headings_below_the_cell_are_none_of_its_own() -> None:
    """For a cell above the table, the headings are as far away as any row; nonsense in the account is passed over."""
    piece = excerpt(sheet(TABLE), "B2", below=0, heading_rows=(0, 4), label_columns=("?",))
    assert [line.partition(":")[0] for line in drawn(piece)] == ["1", "2"]


def test_of_many_heading_rows_the_nearest_are_drawn() -> None:
    """An account that calls a thousand rows headings fills no page."""
    texts = tuple((str(n),) for n in range(1, 1001))
    piece = excerpt(of_texts(*texts), "A900", above=0, below=0, heading_rows=range(1, 1001))
    assert [row.number for row in piece.rows if row.is_heading] == [895, 896, 897, 898, 899, 900]  # type: ignore[union-attr]  # a piece, as the next line says
    assert piece is not None


def test_without_a_cell_the_top_of_the_sheet_is_drawn() -> None:
    """A finding on a sheet as a whole shows where the sheet begins, with nothing marked."""
    texts = (("", ""), ("", "題名"), *(("", str(n)) for n in range(20)))
    piece = excerpt(of_texts(*texts), "")
    assert piece is not None
    assert piece.columns == ("B",)
    assert drawn(piece) == ["2: 題名", *(f"{n + 3}: {n}" for n in range(7))]
    assert not any(cell.marked for row in piece.rows for cell in row.cells)


@pytest.mark.parametrize("texts", [(), (("", " "), ("", "\n"))])
def test_a_sheet_without_a_text_has_no_top(texts: tuple[tuple[str, ...], ...]) -> None:
    """Where nothing is written there is nothing to draw."""
    assert excerpt(of_texts(*texts), "") is None


def test_a_cell_beyond_the_texts_is_drawn_alone() -> None:
    """An empty cell far away is still shown where it is, beside the headings of its table."""
    assert drawn(excerpt(of_texts(("番号", "達成状況")), "XFD1048576", heading_rows=(1,))) == [
        "1*: ",
        "1048576: []",
    ]


def test_a_merged_area_is_one_cell() -> None:
    """The marked cell is the whole area, by whichever of its cells the finding names it."""
    merged = (Area(0, 0, 0, 2), Area(1, 1, 2, 2))
    made = of_texts(("題名", "", ""), ("1", "複数行", ""), ("2", "", ""), merged=merged)
    for cell in ("B2", "C3"):
        assert drawn(excerpt(made, cell)) == ["1: 題名(1x3)", "2: 1|[複数行(2x2)]", "3: 2"]


def test_a_merged_area_is_cut_at_the_edge() -> None:
    """An area that reaches beyond the piece shows its text where the piece begins, as wide as is left of it."""
    merged = (Area(0, 0, 9, 0), Area(0, 1, 0, 9))
    rows = (("部", "題名", *[""] * 8), *(("", *(f"{r}{c}" for c in range(1, 10))) for r in range(1, 10)))
    piece = excerpt(
        of_texts(*rows, merged=merged), "D5", above=1, below=1, left=3, right=1, heading_rows=(1,)
    )
    assert drawn(piece) == [
        "1*: 部(4x1)|題名(1x4)",
        "4: 31|32|33|34",
        "5: 41|42|[43]|44",
        "6: 51|52|53|54",
    ]


def test_an_enormous_merged_area_makes_no_enormous_piece() -> None:
    """Of an area of a whole sheet no more rows and columns are drawn than below and beside a single cell, twice."""
    made = of_texts(("すべて",), merged=(Area(0, 0, 1_048_575, 16_383),))
    piece = excerpt(made, "C3")
    assert piece is not None
    assert (len(piece.rows), len(piece.columns)) == (7, 9)
    assert drawn(piece)[0] == "1: [すべて(7x9)]"


def test_areas_that_overlap_never_tear_the_table() -> None:
    """Of areas that a crafted workbook lays over each other the one with the cell counts, and every cell is drawn once."""
    merged = (Area(0, 0, 1, 1), Area(1, 1, 2, 2), Area(2, 0, 1, 5), Area(1, 1, 1, 2))
    made = of_texts(("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"), merged=merged)
    piece = excerpt(made, "C3")
    assert drawn(piece) == ["1: a|b|c", "2: d|[e(2x2)]", "3: g"]
    assert piece is not None
    assert sum(cell.rows * cell.columns for row in piece.rows for cell in row.cells) == 9


def test_long_texts_are_shortened() -> None:
    """A neighbour shows its beginning, the marked cell more of it; both say that they are cut."""
    piece = excerpt(of_texts(("長" * 200_000, "短い", "長" * 500)), "C1")
    assert piece is not None
    first, second, marked = piece.rows[0].cells
    assert (first.text, first.truncated) == ("長" * 100 + "…", True)
    assert (second.text, second.truncated) == ("短い", False)
    assert (marked.text, marked.truncated) == ("長" * 400 + "…", True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202eexe.xslx", "⟨U+202E⟩exe.xslx"),
        ("実\u200b施\x00\x1b[31m", "実⟨U+200B⟩施⟨U+0000⟩⟨U+001B⟩[31m"),
        ("\ufeff達成\u3164", "⟨U+FEFF⟩達成⟨U+3164⟩"),
        ("一行目\r\n二行目\t三", "一行目\n二行目 三"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=cmd|'/C calc'!A0", "=cmd|'/C calc'!A0"),
    ],
)
def test_unseen_characters_are_spelled_out(text: str, shown: str) -> None:
    """What a cell hides is seen by its number; what HTML or a spreadsheet would run is text, for those to escape."""
    piece = excerpt(of_texts((text,)), "A1")
    assert drawn(piece) == [f"1: [{shown}]"]


def test_a_number_is_shown_as_the_sheet_shows_it() -> None:
    """0.85 under a format of per cent is what people see: 85%."""
    made = of_texts(("0.85",), look=SheetLook(formats={(0, 0): "0%"}))
    assert drawn(excerpt(made, "A1")) == ["1: [85%]"]


@pytest.mark.parametrize(
    "text",
    ["担当：taro@example.org", "電話076-220-0000", "0\u200b76-220-0\u200b000", "長" * 390 + "090-1234-5678"],
)
def test_personal_data_is_hidden_by_its_form(text: str) -> None:
    """An address or a number is hidden in the marked cell too, and however it is cut or strewn with unseen characters."""
    piece = excerpt(of_texts((text, "隣")), "A1")
    assert piece is not None
    cell = piece.rows[0].cells[0]
    assert (cell.text, cell.redacted, cell.marked) == (REDACTED, True, True)


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ((("記入者氏名", "山田太郎"),), ["B1"]),
        ((("記入者", "", "総務課", "山田"), ("年度", "令和5年度", "", "")), ["C1", "D1"]),
        ((("（記入者）", "山田"), ("事務担当者（内線）", "鈴木")), ["B1", "B2"]),
        ((("担当者", "部局課室名", "企画課"),), []),
        ((("担当者", "備考"), ("山田", "良い"), ("鈴木", "悪い"), ("", ""), ("3件", "")), ["A2", "A3", "B1"]),
        ((("作成者：山田太郎", "済"),), ["A1", "B1"]),
        ((("作成者\n山田",), ("作成者：",)), ["A1"]),
        ((("部局課室名", "企画課"), ("氏名", "山田")), ["B2"]),
        ((("メール配信の件数", "110"), ("担当者会議を開いた", "4回")), []),
    ],
)
def test_names_are_hidden_by_their_place(rows: tuple[tuple[str, ...], ...], hidden: list[str]) -> None:
    """What a label such as 記入者氏名 asks for is hidden: behind a colon, beside it, below it; what another label asks for is not."""
    piece = excerpt(of_texts(*rows), "A1")
    assert piece is not None
    found = [
        f"{letters}{row.number}"
        for row in piece.rows
        for letters, cell in zip(piece.columns, row.cells, strict=True)
        if cell.redacted
    ]
    assert sorted(found) == hidden


def test_a_column_of_persons_is_hidden_to_its_end() -> None:
    """Under a heading that asks for a person every row is hidden, after a gap too; the other headings are not."""
    rows = (("番号", "担当者", "備考"), ("1", "山田", "a"), ("2", "", "b"), ("3", "鈴木", "c"))
    piece = excerpt(of_texts(*rows), "C4", heading_rows=(1,))
    assert drawn(piece) == [
        "1*: 番号|担当者|備考",
        f"2: 1|{REDACTED}|a",
        "3: 2||b",
        f"4: 3|{REDACTED}|[c]",
    ]


def test_the_name_of_a_sheet_is_shown_like_a_text() -> None:
    """A sheet's name is spelled out, shortened and hidden as texts are."""
    one = replace(of_texts(("a",)), name="\u202e進捗")
    other = replace(of_texts(("a",)), name="担当090-1234-5678")
    names = [piece.sheet_name for made in (one, other) if (piece := excerpt(made, "A1"))]
    assert names == ["⟨U+202E⟩進捗", REDACTED]


def test_what_a_judgement_rests_on_is_marked_with_the_cell() -> None:
    """A status that contradicts a figure far to the left: both are drawn and marked, and only the first is the cell."""
    heading = " | ".join(["番号", "実績値", *(f"列{n}" for n in range(12)), "達成状況"])
    row = " | ".join(["2", "90", *("・" for _ in range(12)), "達成"])
    drawn = excerpt(sheet(f"{heading}\n{row}"), "O2", heading_rows=(1,), label_columns=("A",), beside=("B",))
    assert drawn is not None
    told = [(cell.text, cell.marked, cell.beside) for cell in drawn.rows[-1].cells]
    assert [one for one in told if one[1] or one[2]] == [("90", False, True), ("達成", True, False)]
