"""SH505 to SH509, SH604 and SH605: examples of two years that follow each other."""

from __future__ import annotations

from collections.abc import Mapping

from shinchoku.checks.examples.example import NEXT_YEAR, PLANNING, Example, Examples, Register, sent

_ROUNDS = [
    {
        "id": f"r{year - 2018}-end",
        "name": "年度末",
        "fiscal_year": year,
        "opens": f"{year + 1}-04-01",
        "due": f"{year + 1}-05-10",
        "feeds_rate": True,
        "folder": f"令和{year - 2018}年度/年度末",
    }
    for year in (2023, 2024)
]
_VISITORS: dict[str, object] = {
    "name": "来訪者数",
    "unit": "人",
    "direction": "increase",
    "accumulation": "annual",
    "targets": {"2023": 100, "2024": 120},
}
_PINES: dict[str, object] = {
    "name": "植えた松",
    "unit": "本",
    "direction": "increase",
    "accumulation": "cumulative",
    "targets": {"2023": 200, "2024": 400},
}


def _register(indicator: Mapping[str, object] | None) -> Register:
    """Return a register of one item over two years, so that nothing else is missing."""
    item: dict[str, object] = {"no": "1", "name": "取組", "policy_measure": "U1-1", "department": "kikaku"}
    return {"items": [{**item, "indicator": indicator} if indicator else item], "rounds": _ROUNDS}


def _two_years(first: str, second: str, indicator: Mapping[str, object] | None = None) -> Example:
    """Return the example of two sheets, each in its year's round."""
    files = (sent(first, PLANNING, "2024-05-01"), sent(second, NEXT_YEAR, "2025-05-01"))
    return Example(files, "2025-05-02", _register(indicator))


_LONG = "空き家の所有者に活用の意向を尋ね、相談会を三回開きました。"
_FIRST_PINES = "番号 | 達成状況 | 取組実績 | 実績値 | 累計 \n 1 | A | 松を植えた | 20 | 210"
_FIRST_VISITORS = "番号 | 達成状況 | 取組実績 | 実績値 \n 1 | A | 催しを開いた | 110"

EXAMPLES: dict[str, Examples] = {
    "SH505": Examples(
        _two_years(
            _FIRST_PINES,
            "番号 | 達成状況 | 取組実績 | 実績値 | 累計 \n 1 | A | 松を増やした | 20 | 190",
            _PINES | {"targets": {"2023": 180, "2024": 190}},
        ),
        _two_years(
            _FIRST_PINES,
            "番号 | 達成状況 | 取組実績 | 実績値 | 累計 \n 1 | A | 松を増やした | 190 | 400",
            _PINES,
        ),
    ),
    "SH506": Examples(
        _two_years(
            _FIRST_VISITORS,
            "番号 | 達成状況 | 取組実績 | 実績値 \n 1 | A | 催しを増やした | 125000",
            _VISITORS,
        ),
        _two_years(
            _FIRST_VISITORS, "番号 | 達成状況 | 取組実績 | 実績値 \n 1 | A | 催しを増やした | 125", _VISITORS
        ),
    ),
    "SH507": Examples(
        _two_years(
            "番号 | 達成状況 | 取組実績 | 実績値 | 基準値 \n 1 | A | 催しを開いた | 110 | 50",
            "番号 | 達成状況 | 取組実績 | 実績値 | 基準値 \n 1 | A | 催しを増やした | 125 | 60",
            _VISITORS,
        ),
        _two_years(
            "番号 | 達成状況 | 取組実績 | 実績値 | 基準値 \n 1 | A | 催しを開いた | 110 | 50",
            "番号 | 達成状況 | 取組実績 | 実績値 | 基準値 | 変更理由 \n 1 | A | 催しを増やした | 125 | 60 | 数え方の変更",
            _VISITORS,
        ),
    ),
    "SH508": Examples(
        _two_years(
            _FIRST_PINES,
            "番号 | 達成状況 | 取組実績 | 未達成の理由 | 実績値 | 累計 \n 1 | B | 松を増やした | 嵐のため | 20 | 230",
            _PINES,
        ),
        _two_years(
            _FIRST_PINES,
            "番号 | 達成状況 | 取組実績 | 実績値 | 累計 \n 1 | A | 松を増やした | 190 | 400",
            _PINES,
        ),
    ),
    "SH509": Examples(
        _two_years(
            f"番号 | 達成状況 | 取組実績 \n 1 | A | {_LONG}", f"番号 | 達成状況 | 取組実績 \n 1 | A | {_LONG}"
        ),
        _two_years(
            f"番号 | 達成状況 | 取組実績 \n 1 | A | {_LONG}",
            "番号 | 達成状況 | 取組実績 \n 1 | A | 相談会で知り合った二組が空き家に移り住みました。",
        ),
    ),
    "SH604": Examples(
        _two_years(
            _FIRST_VISITORS,
            "番号 | 達成状況 | 取組実績 | 実績値 | 前年度実績値 \n 1 | A | 催しを増やした | 125 | 108",
            _VISITORS,
        ),
        _two_years(
            _FIRST_VISITORS,
            "番号 | 達成状況 | 取組実績 | 実績値 | 前年度実績値 \n 1 | A | 催しを増やした | 125 | 110",
            _VISITORS,
        ),
    ),
    "SH605": Examples(
        _two_years(
            _FIRST_VISITORS,
            "番号 | 達成状況 | 取組実績 | 実績値 | 前年度実績値 | 訂正の理由"
            " \n 1 | A | 催しを増やした | 125 | 108 | 重複して数えていたため",
            _VISITORS,
        ),
        _two_years(
            _FIRST_VISITORS,
            "番号 | 達成状況 | 取組実績 | 実績値 | 前年度実績値 \n 1 | A | 催しを増やした | 125 | 110",
            _VISITORS,
        ),
    ),
}
