"""SH504, SH510, SH601 to SH603 and SH701: examples of what was handed in, when and by whom."""

from __future__ import annotations

from shinchoku.checks.examples.example import FOLDER, Example, Examples, one, sent

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
