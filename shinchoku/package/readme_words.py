"""What the readme of every package says, in both languages; figures, names and labels come from the package."""

from __future__ import annotations

from shinchoku.bilingual import Bilingual

ILLUSTRATIVE = Bilingual(
    "このデータには、出典に書かれていない例示の内容が含まれます。各表の `illustrative` 列が `true` の行がそれにあたります。",
    "This data holds illustrative content that no source states: the rows whose column `illustrative` is `true`.",
)
RELEASE = Bilingual(
    "{day}の版です（リリース `{release}`、データパッケージの版 `{version}`）。",
    "This is the release of {day} (`{release}`, version `{version}` of the data package).",
)

FIGURES = Bilingual("達成率", "The figures")
OFFICIAL = Bilingual(
    "市が自ら公表した値は、{items}項目のうち{achieved}項目が達成、数値未確定{pending}項目、{rate_percent}％です（official_figures.csv）。",
    "The city itself published {achieved} of {items} achieved, {pending} pending, {rate_percent}% (official_figures.csv).",
)
AGREED = Bilingual(
    "この年度を最初に公表したとき、項目数・達成・数値未確定・達成率がこの値と一致しました。",
    "The first release of the year agreed with it in items, achieved, pending and rate.",
)
DISAGREED = Bilingual(
    "この年度を最初に公表したときの値は、この値と一致しませんでした。",
    "The first release of the year did not agree with it.",
)
MOVED_SINCE = Bilingual(
    "上の表の値は、その後の確定・訂正によりこの値とは異なります（revisions.csv）。",
    "The figures above differ because values were confirmed or corrected since (revisions.csv).",
)

TABLES = Bilingual("入っている表", "The tables")
TABLE_HEADS = (
    Bilingual("ファイル", "File"),
    Bilingual("表", "Table"),
    Bilingual("分かること", "What it tells"),
    Bilingual("行数", "Rows"),
)
DICTIONARY = Bilingual(
    "各列の意味・型・単位は `datapackage.json`（Data Package 2.0）に日本語と英語で書いてあります。コードの意味は `codes.csv` にもあります。"
    "`tables.xlsx` は、同じ内容をすべて1つにまとめたExcelブックです。変更の内容は `CHANGELOG.md` をご覧ください。",
    "What each column means, its type and its unit stand in `datapackage.json` (Data Package 2.0), in both languages; what each code means also in `codes.csv`."
    " `tables.xlsx` holds all tables in one Excel workbook. `CHANGELOG.md` tells what this release changed.",
)

STATUSES = Bilingual("達成状況のことば", "The statuses")
STATUS_HEADS = (
    Bilingual("達成状況", "Status"),
    Bilingual("コード", "Code"),
    Bilingual("意味", "What it means"),
)
COUNTED = Bilingual("項目数に含む", "Counted among the items")
YES, NO = Bilingual("はい", "yes"), Bilingual("いいえ", "no")
CARRIED = Bilingual(
    "`carried_forward` が `true` の行は、最新の提出に誤りがあったため、同じ年度・同じ照会で前に受理した内容を載せています（受理日は `carried_forward_from`）。"
    "達成率の表の `carried_forward` は、そのような項目の数（内数）です。",
    "A row whose `carried_forward` is `true` shows what was accepted before in the same year and round, because the newest sheet had an error (accepted on `carried_forward_from`)."
    " In the table of rates, `carried_forward` is how many of the items are such.",
)
VALUE_STATUSES = Bilingual("値の状態（`value_status`）:", "The state of a value (`value_status`):")

MAKING = Bilingual("達成率の作り方", "How the figures are made")
DENOMINATOR = Bilingual(
    "{year}の項目数（分母）は、達成状況が次のどれかである項目の数です: {statuses}。",
    "In {year} the items (the denominator) are those with one of these statuses: {statuses}.",
)
ARITHMETIC = (
    Bilingual(
        "達成率 ＝ 達成 ÷ 項目数。正確な分数で計算し、書き出すときにだけ小数第1位へ四捨五入します（例: 13/16 は 81.3％）。",
        "Rate = achieved / items, computed as an exact fraction and rounded half-up to one decimal only where it is written (13/16 is 81.3%).",
    ),
    Bilingual(
        "計画全体の達成率は、分母に入るすべての項目から計算します。方針ごとの率の平均ではありません。分母に入る項目がなければ、率もありません。",
        "The rate of the whole plan is computed from all items in the denominator; it is not the mean of the policies' rates. Without such items there is no rate.",
    ),
    Bilingual(
        "`rate_percent_min` と `rate_percent_max` は、数値未確定・確認中・未提出の項目がすべて未達成、またはすべて達成だった場合の率です。",
        "`rate_percent_min` and `rate_percent_max` are the rates if none, or all, of the pending, in-review and unreported items turn out achieved.",
    ),
    Bilingual(
        "どの項目がどの数に入っているかは `achievement_items.csv` で、元のファイルのどのセルから来たかは `provenance.csv` で確かめられます。",
        "`achievement_items.csv` tells which items stand behind each count, `provenance.csv` which cell of a received file each value came from.",
    ),
)
RULE = Bilingual("{year}に達成とみなす基準: {said}", "What counts as achieved in {year}: {said}")

REVISIONS = Bilingual("改訂の方針", "How the data is revised")
REVISION_POLICY = (
    Bilingual(
        "公表した版は変えません。新しい版を加え、`latest` が最新の版を指します。前の版も同じ場所に残るので、引用した版を後から確かめられます。",
        "A release never changes. A new one is added, `latest` leads to the newest, and older ones stay where they are and can be cited.",
    ),
    Bilingual(
        "公表した値が確定・訂正・追加・削除されたときは、1件ずつ `revisions.csv` に、前の値、新しい値、日付、理由を載せます。",
        "Every published value that is confirmed, corrected, added or removed has its row in `revisions.csv`: old value, new value, date and reason.",
    ),
    Bilingual(
        "数値未確定の項目は、数値が確定すると `confirmed` になります。確定後の変更には、承認が必要です。",
        "A pending figure becomes `confirmed` once it is final. A change after that needs an approval.",
    ),
)

READING = Bilingual("読み込み方", "How to read the tables")
HOW_TO_READ = Bilingual(
    "CSVは UTF-8（BOMなし）、改行は CRLF、1行目が列名です。Excelでは `tables.xlsx` を開いてください。"
    "団体コードや項目番号は数字でも文字列です。型を推測するソフトで読むときは、次のように文字列と指定してください"
    "（`datapackage.json` の `type` が `string` の列です）。",
    "The CSV files are UTF-8 without a byte order mark, with CRLF and the names of the columns on row 1. In Excel, open `tables.xlsx`."
    " Codes and item numbers are text even where they are digits: tell software that guesses types so, as below"
    " (the columns whose `type` in `datapackage.json` is `string`).",
)
ESCAPED = Bilingual(
    "表計算ソフトが式として実行しないよう、`=` `+` `-` `@`（全角を含む）、タブ、アポストロフィで始まる文には、先頭に `'` を1つ付けています"
    "（前に空白や見えない文字がある場合も同じ）。先頭の `'` を1つ外すと元の文になります。`tables.xlsx` では付けていません。",
    "Text that begins with `=` `+` `-` `@` (in any width), a tab or an apostrophe, also after blanks or invisible characters, has one more `'` in front"
    " so that no spreadsheet runs it: remove one `'` to get the text. In `tables.xlsx` there is none.",
)

CHECKING = Bilingual("ファイルの確かめ方", "How to check the files")
HOW_TO_CHECK = Bilingual(
    "`SHA256SUMS` に全ファイルのハッシュ値があります（macOSでは `shasum -a 256 -c SHA256SUMS`）。このデータを作ったプログラムの `shinchoku verify` は、すべての件数・率・ラベル・この文書を表から作り直して比べます。",
    "`SHA256SUMS` has the hash of every file (on macOS: `shasum -a 256 -c SHA256SUMS`). `shinchoku verify`, of the program that made this data, makes every count, rate and label, and this very text, from the tables again and compares.",
)

USING = Bilingual("ライセンス・引用・問い合わせ", "Licence, citation and contact")
LICENCE = Bilingual("ライセンス: {title} {address}", "Licence: {title} {address}")
ATTRIBUTION = Bilingual("出典の表示: {text}", "Attribution: {text}")
CITATION = Bilingual("引用の例:", "To cite:")
CITED = Bilingual(
    "{publisher}「{title}」{release}版（{day}公表、{licence}）",
    "{publisher}: {title}. Release {release} ({day}). {licence}.",
)
SOURCE = Bilingual("原典: {text}", "Source: {text}")
PUBLISHER = Bilingual("公表者: {name}。問い合わせ先: {contact}", "Publisher: {name}. Contact: {contact}")
FREQUENCY = Bilingual("更新頻度: {frequency}", "Update frequency: {frequency}")
