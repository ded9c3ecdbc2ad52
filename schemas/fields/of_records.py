"""The fields of what is on record beside the figures: revisions, findings, waivers, provenance and codes."""

from schemas.field import Field, day, prose, whole

RECORDS: dict[str, Field] = {
    "version": Field(
        ("改訂した版", "Version that revised it"),
        "値を変えた版です。版の名前は公表の日付で、同じ日の2番目からは .2 などが付きます。",
        "The version that changed the value: its date, with .2 and so on for further ones of one day.",
    ),
    "table_name": Field(
        ("表", "Table"), "値が載っている表の名前です。", "Name of the table that the value stands in."
    ),
    "row_key": Field(
        ("行のキー", "Key of the row"),
        "その表の主キー（市・計画・年度を除く）を「列名=値」で並べ、; で区切ったものです。値の中の % ; = は %25 %3B %3D と書きます。",
        "The table's primary key but municipality, plan and year, as column=value joined by ;. % ; = in a value are %25 %3B %3D.",
        pattern=r"^[a-z_]+=[^;=]*(;[a-z_]+=[^;=]*)*$",
    ),
    "field": Field(
        ("列", "Column"),
        "table_nameの表の中で、値が載っている列の名前です。",
        "Name of the value's column in the table that table_name names.",
    ),
    "revision_kind": Field(
        ("変更の種類", "Kind of revision"),
        "値がどう変わったかを示すコードです。追加は前の値が、削除は新しい値が空です。公表前の訂正の前の値は、シートの値です。",
        "The code of what became of the value. Added: no old value. Removed: no new value. Corrected before release: the old value is the sheet's.",
        code_list="revision_kind",
    ),
    "old_value": prose(
        ("前の値", "Old value"),
        "変わる前の値です。単位やコードは、fieldの列のとおりです。値がなかった場合は空です。",
        "The value before, in the unit or codes of the column that field names; empty where there was none.",
    ),
    "new_value": prose(
        ("新しい値", "New value"),
        "変わった後の値です。単位やコードは、fieldの列のとおりです。値がなくなった場合は空です。",
        "The value after, in the unit or codes of the column that field names; empty where there is none any more.",
    ),
    "revised_on": day(
        ("改訂日", "Revised on"),
        "値を変えた版の日付です。",
        "The date of the version that changed the value.",
    ),
    "reason": prose(
        ("理由", "Reason"),
        "値が変わった理由です。訂正や承認の理由、シートに書かれた理由、どちらもなければ変化の内容から分かることを載せます。",
        "Why the value changed: the reason of the correction or approval, else the sheet's, else what the change itself shows.",
        described_in={
            "waivers": (
                "指摘があっても受理した理由です。",
                "Why the item was accepted in spite of the problem.",
            )
        },
    ),
    "evidence": prose(
        ("訂正の根拠", "Evidence"),
        "訂正の根拠とした資料などです。訂正の場合だけ入ります。",
        "What the correction rests on; only of corrections.",
    ),
    "correction_no": whole(
        ("訂正番号", "Number of the correction"),
        "市が記録した訂正に付けた番号で、provenanceのcorrection_noと対応します。ほかの改訂では空です。",
        "Number of the correction that the city recorded, as correction_no in provenance; empty for other revisions.",
        minimum=1,
        described_in={
            "provenance": (
                "入っている場合、公表した値はセルの値ではなく、revisionsの同じ番号の訂正によります。",
                "Where given, the value is not the cell's but the correction's of this number in revisions.",
            )
        },
    ),
    "recorded_by_role": Field(
        ("訂正を記録した役割", "Role that recorded it"),
        "訂正を記録した人の役割です（名前は載せません）。訂正の場合だけ入ります。",
        "Role, never the name, of whoever recorded the correction; only of corrections.",
    ),
    "approved_by_role": Field(
        ("承認した役割", "Role that approved"),
        "公表を承認した人の役割です（名前は載せません）。承認が要らなかった場合は空です。",
        "Role, never the name, of whoever approved the release; empty where nobody had to.",
        described_in={
            "waivers": (
                "受理を承認した人の役割です（名前は載せません）。",
                "Role, never the name, of whoever approved the waiver.",
            )
        },
    ),
    "quality.department_code": Field(
        ("所属コード", "Department"),
        "シートを出した所属のコードです。名前は、codesのcode_listがdepartmentの行にあります。所属が分からないファイルはunassignedです。",
        "Code of the department whose sheets they are; its name is in codes, code_list department. unassigned: a file whose department could not be told.",
    ),
    "rule": Field(
        ("規則", "Rule"),
        "シートを確認する規則の番号です（SHと3桁の数字）。",
        "Code of the rule by which sheets are checked: SH and three digits.",
        pattern=r"^SH\d{3}$",
    ),
    "rule_title": prose(
        ("規則の名称", "Rule's title"),
        "規則が何を指摘するかを表す日本語の名称です。",
        "What the rule is about, in Japanese.",
    ),
    "severity": Field(
        ("重大度", "Severity"),
        "指摘の重さを示すコードです。",
        "The code of how much a finding of the rule weighs.",
        code_list="severity",
    ),
    "findings": whole(
        ("件数", "Findings"),
        "その規則による指摘の数です（1以上）。指摘がない規則の行はありません。",
        "Number of findings of the rule, 1 or more; a rule without findings has no row.",
        minimum=1,
    ),
    "waivers.field": Field(
        ("シートの列", "Column of the sheet"), "指摘のあった列です。", "The column that the problem lies on."
    ),
    "ends_on": day(
        ("期限", "Ends on"), "この確認が効力を持つ最後の日です。", "The last day on which the waiver holds."
    ),
    "sha256": Field(
        ("ファイルのSHA-256", "SHA-256 of the file"),
        "受け取ったファイルの内容を示す値（16進数64桁）です。ファイルの名前は載せません。",
        "Identifies the content of the received file by 64 hexadecimal digits; its name is not told.",
        pattern=r"^[0-9a-f]{64}$",
    ),
    "sheet_number": whole(
        ("シート番号", "Sheet number"),
        "値のあるシートが、ファイルの何番目かを示します（1から）。",
        "Position of the value's sheet in the file, from 1.",
        minimum=1,
    ),
    "cell": Field(
        ("セル", "Cell"),
        "値のあるセルの位置です（B7はB列7行目）。",
        "Where the value stands on the sheet: B7 is column B, row 7.",
        pattern=r"^[A-Z]{1,3}[1-9]\d*$",
    ),
    "received_on": day(
        ("受領日", "Received on"), "ファイルを受け取った日です。", "The day on which the file was received."
    ),
    "code_list": Field(
        ("コード表", "Code list"),
        "コードの一覧の名前です。plan・basic_policy・policy_measure・departmentは計画ごとのコード、ほかはどの計画にも共通のコードです。",
        "Name of the list: plan, basic_policy, policy_measure and department hold the plan's own codes, the others are the same for every plan.",
    ),
    "code": Field(
        ("コード", "Code"),
        "ほかの表の列に入るコードです。",
        "The code that stands in a column of the other tables.",
    ),
    "label_ja": prose(
        ("名称", "Japanese label"),
        "コードの、その年度の日本語の名称です。",
        "What the code is called in Japanese in that fiscal year.",
    ),
    "label_en": prose(
        ("英語名称", "English label"),
        "コードの英語の名称です。計画に英語名が登録されていなければ空です。",
        "What the code is called in English; empty where the plan's register has no English name.",
    ),
    "description_ja": prose(
        ("説明", "Japanese description"),
        "コードの意味の日本語の説明です。計画に登録された名前（方針、施策、所属など）では空です。",
        "What the code means, in Japanese; empty for names from the register, such as policies and departments.",
    ),
    "description_en": prose(
        ("英語の説明", "English description"),
        "コードの意味の英語の説明です。計画に登録された名前（方針、施策、所属など）では空です。",
        "What the code means, in English; empty for names from the register, such as policies and departments.",
    ),
}
