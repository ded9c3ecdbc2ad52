"""SH204 and SH208 to SH210: where a file belongs. `shinchoku.intake.placement` reports these."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        code="SH204",
        name="the_department_is_known",
        severity=Severity.ERROR,
        title=Bilingual("所属が分かりません", "The department cannot be told"),
        message=Bilingual(
            "部局課室名「{raw}」を登録簿の所属と結び付けられません。",
            "The department {raw!r} is not in the register.",
        ),
        remedy=Bilingual(
            "「部局課室名」の欄に、現在の正式な所属名を書いてください。",
            "Write the official name of the department in its cell.",
        ),
        reason=Bilingual(
            "所属が分からなければ、どの項目への回答か、誰に確かめるかが決まりません。",
            "Without the department nobody knows which items it may answer for, or whom to ask.",
        ),
        source="seed report; MIC rule 1-12, rule L3-06",
        fixed=True,
    ),
    Rule(
        code="SH208",
        name="folder_sheet_and_name_agree_on_the_round",
        severity=Severity.ERROR,
        title=Bilingual("年度・照会が食い違っています", "The year or round is contradictory"),
        message=Bilingual(
            "{one_ja}と{other_ja}で、年度または照会が食い違っています。",
            "{one_en} and {other_en} name different years or rounds.",
        ),
        remedy=Bilingual(
            "シートの年度・照会欄と、置いたフォルダーを確かめてください。",
            "Check the year and round on the sheet, and the folder it lies in.",
        ),
        reason=Bilingual(
            "前年度の様式を使い回したまま提出すると、別の年度の実績を書き換えてしまいます。",
            "A sheet made from last year's would overwrite the results of another year.",
        ),
        source="seed report; MIC rule 1-11, rules L3-05 and L3-07",
        fixed=True,
    ),
    Rule(
        code="SH209",
        name="the_round_is_known",
        severity=Severity.ERROR,
        title=Bilingual("どの照会への回答か分かりません", "The round cannot be told"),
        message=Bilingual(
            "開いている照会のうち、どれへの回答か分かりません。",
            "It cannot be told which of the open rounds the file answers.",
        ),
        remedy=Bilingual(
            "照会のフォルダーに置くか、シートに年度と照会を書いてください。",
            "Put it into the round's folder, or write year and round on the sheet.",
        ),
        reason=Bilingual(
            "中間の数値を年度末の確定値として公表しないために、照会を取り違えないことが必要です。",
            "A figure of the middle of the year must not be published as the one of its end.",
        ),
        source="seed report; MIC rule 1-11, rules L3-05 and L3-07",
        fixed=True,
    ),
    Rule(
        code="SH210",
        name="sheet_and_name_agree_on_the_department",
        severity=Severity.ERROR,
        title=Bilingual("所属が食い違っています", "The department is contradictory"),
        message=Bilingual(
            "シートとファイル名で所属が食い違っています（{names}）。",
            "Sheet and file name name different departments ({names}).",
        ),
        remedy=Bilingual(
            "「部局課室名」の欄とファイル名をそろえてください。",
            "Make the department's cell and the file name agree.",
        ),
        reason=Bilingual(
            "別の課の様式を写して作ると、所属の欄だけが直し忘れになりがちです。どちらが正しいかは推測しません。",
            "In a sheet copied from another department's this cell is often forgotten; which is right is not guessed.",
        ),
        source="seed report",
        fixed=True,
    ),
)
