"""SH504, SH510, SH512, SH513, SH601 to SH603 and SH701: examples of what was handed in, when and by whom."""

from __future__ import annotations

from shinchoku.checks.examples.example import FOLDER, Example, Examples, Register, one, sent

FIXED = "令和5年度/確定/企画課.xlsx"
_TWO_ROUNDS: Register = {
    "rounds": [
        {
            "id": one,
            "name": name,
            "fiscal_year": 2023,
            "opens": opens,
            "due": "2024-12-31",
            "feeds_rate": True,
            "folder": f"令和5年度/{name}",
            "covers": covers,
        }
        for one, name, opens, covers in (
            ("r5-end", "年度末", "2024-04-01", "all"),
            ("r5-fix", "確定", "2024-09-01", "pending"),
        )
    ]
}

EXAMPLES: dict[str, Examples] = {
    "SH504": Examples(
        Example((
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施"),
            sent("番号 | 達成状況 | 取組実績 \n 8 | C | 調査中", f"{FOLDER}/企画課_2.xlsx"),
        )),
        Example((
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施"),
            sent("番号 | 達成状況 | 取組実績 \n No.8 | Ａ | 実施", f"{FOLDER}/企画課_2.xlsx"),
        )),
    ),
    "SH510": Examples(
        Example((
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", on="2024-05-01"),
            sent("番号 | 達成状況 | 取組実績 \n 8 | C | 調査中", f"{FOLDER}/環境課.xlsx", "2024-05-02"),
        )),
        Example((
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", on="2024-05-01"),
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", f"{FOLDER}/環境課.xlsx", "2024-05-02"),
        )),
    ),
    "SH512": Examples(
        Example(
            (
                sent("番号 | 達成状況 | 取組実績 \n 8 | C | 調査中", on="2024-05-01"),
                sent("番号 | 達成状況 | 取組実績 \n 8 | A | 3軒", FIXED, "2024-09-02"),
                sent("番号 | 達成状況 | 取組実績 \n 8 | C | 精査中", on="2024-09-03"),
            ),
            "2024-09-04",
            _TWO_ROUNDS,
        ),
        Example(
            (
                sent("番号 | 達成状況 | 取組実績 \n 8 | C | 調査中", on="2024-05-01"),
                sent("番号 | 達成状況 | 取組実績 \n 8 | A | 2軒", FIXED, "2024-09-02"),
            ),
            "2024-09-04",
            _TWO_ROUNDS,
        ),
    ),
    "SH513": Examples(
        Example(
            (
                sent("番号 | 達成状況 | 取組実績 \n 8 | A | 3軒", on="2024-05-01"),
                sent("番号 | 達成状況 | 取組実績 \n 8 | A | 4軒", FIXED, "2024-09-02"),
            ),
            "2024-09-04",
            _TWO_ROUNDS,
        ),
        Example(
            (
                sent("番号 | 達成状況 | 取組実績 \n 8 | C | 調査中", on="2024-05-01"),
                sent("番号 | 達成状況 | 取組実績 \n 8 | A | 4軒", FIXED, "2024-09-02"),
            ),
            "2024-09-04",
            _TWO_ROUNDS,
        ),
    ),
    "SH601": Examples(Example((), "2024-05-11"), Example((), "2024-05-10")),
    "SH602": Examples(
        Example((
            sent("番号 | 達成状況 | 取組実績 \n 7 | A | 統合 \n 8 | A | 実施"),
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", on="2024-05-02"),
        )),
        Example((
            sent("番号 | 達成状況 | 取組実績 \n 7 | A | 統合 \n 8 | A | 実施"),
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", f"{FOLDER}/企画課_追加.xlsx", "2024-05-02"),
        )),
    ),
    "SH603": Examples(
        Example((
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", on="2024-05-01"),
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 2軒", on="2024-05-02"),
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施 ", on="2024-05-03"),
        )),
        Example((
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", on="2024-05-01"),
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 2軒", on="2024-05-02"),
            sent("番号 | 達成状況 | 取組実績 \n 8 | A | 3軒", on="2024-05-03"),
        )),
    ),
    "SH701": Examples(
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
