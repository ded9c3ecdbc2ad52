"""The letter that goes back with the annotated copies: 差戻しのお知らせ, for those who live in folders.

It is one HTML file. A double click opens it in the browser that every Windows has; it prints on A4 with its
tables whole, which a text file does not; it cannot be taken for a sheet, which a workbook can; and unlike a
document of an office program it is the same bytes wherever it is made. Everything in it is escaped, it runs
nothing and fetches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby

from shinchoku.bilingual import Bilingual, Language
from shinchoku.register.entries import Department
from shinchoku.register.plan import Plan
from shinchoku.review.to_correct import ToCorrect, day_words, plain

LETTER_NAME = Bilingual("差戻しのお知らせ.html", "Returned - please correct.html")
"""The name of the file."""

_MOST_OF_A_FILE = 200
_TITLE = Bilingual("差戻しのお知らせ", "Returned for correction")
_GREETING = Bilingual(
    "「{plan}」の進捗状況シートをご提出いただき、ありがとうございます。確認したところ、直していただきたい箇所がありました。次のとおり修正し、もう一度ご提出ください。",
    "Thank you for submitting the status sheet of “{plan}”. Some places need to be corrected: please correct them as follows and submit the sheet again.",
)
_DUE = Bilingual(
    "締切：{due}（過ぎている場合は、できるだけ早くお願いします）",
    "Due on {due} (if that has passed, as soon as you can)",
)
_REQUIRED = Bilingual("必ず直してください", "Must be corrected")
_ADVISED = Bilingual(
    "ご確認ください（このままでも受け付けます）", "Please check (accepted as it is if you mean it)"
)
_WITHOUT_FILE = Bilingual("提出について", "On what was not submitted")
_NO_ROUND = Bilingual("照会が分からないファイル", "Files of no known round")
_MORE = Bilingual(
    "ほか{count}件は、写しの「指摘一覧」シートをご覧ください。",
    "{count} more: see the sheet 指摘一覧 of the copy.",
)
_COPY = Bilingual("印を付けた写し：{name}", "Marked copy: {name}")
_COLUMNS = (
    Bilingual("番号", "No."),
    Bilingual("場所", "Where"),
    Bilingual("取組項目", "Item"),
    Bilingual("内容", "What is wrong"),
    Bilingual("直し方", "What to do"),
)
_RETURNED = Bilingual("確認担当から：", "From the stewards: ")
_ON_FILE = Bilingual("ファイル全体", "the whole file")
_HOW = Bilingual("提出のしかた", "How to answer")
_STEPS = (
    Bilingual(
        "このフォルダーの写しで、印の付いたセルを確かめてください。",
        "Look at the marked cells in the copy in this folder.",
    ),
    Bilingual("ご自分の元のファイルを直してください。", "Correct your own original file."),
    Bilingual(
        "直したファイルを、最初に提出したフォルダーに入れ直してください。名前は同じでかまいません。",
        "Put the corrected file into the folder where you submitted it first, under the same name if you like.",
    ),
    Bilingual(
        "この差戻しフォルダーには入れないでください。ここに入れたファイルは受け付けられません。",
        "Do not put it into this folder of returned files: nothing here is ever received.",
    ),
    Bilingual(
        "翌朝までに確認します。直っていれば、このお知らせと写しは自動で消えます。",
        "It is checked overnight. When all is well, this letter and the copies disappear by themselves.",
    ),
)
_CONTACT = Bilingual("問い合わせ先：{contact}", "Whom to ask: {contact}")
_TO = Bilingual("{department}　御中", "To: {department}")

_STYLE = """\
@page { size: A4; margin: 18mm 16mm; }
:root { color-scheme: light; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff;
  font: 15px/1.7 "BIZ UDPGothic", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", sans-serif; }
h1 { text-align: center; font-size: 1.5rem; letter-spacing: .1em; }
h2 { margin: 2rem 0 .3rem; padding-bottom: .2rem; border-bottom: 2px solid #333; font-size: 1.15rem; }
h3 { margin: 1.2rem 0 .2rem; font-size: 1rem; overflow-wrap: anywhere; }
h4 { margin: .8rem 0 .2rem; font-size: .95rem; }
p { margin: .3rem 0; }
.date { text-align: right; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .9rem; }
th:nth-child(1) { width: 2.6rem; }
th:nth-child(2) { width: 22%; }
th:nth-child(3) { width: 4.8rem; }
th:nth-child(5) { width: 34%; }
th, td { border: 1px solid #666; padding: .3rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: #eee; white-space: nowrap; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
td:first-child { text-align: right; }
.said { margin-top: .3rem; font-weight: bold; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; } }
"""


def needs_letter(corrections: Sequence[ToCorrect]) -> bool:
    """Tell whether anything must be corrected: for warnings alone nothing is sent back."""
    return any(one.is_required for one in corrections)


def letter(
    plan: Plan,
    department: Department,
    to_correct: Mapping[str, Sequence[ToCorrect]],
    copies: Mapping[str, str],
    dated: date,
) -> bytes:
    """Return the letter to a department as the bytes of an HTML file.

    `to_correct` is what it is to correct, by the identifier of the round (empty where a file has none); `copies`
    names the annotated copy of a file by the file's path. `dated` is the day of the latest news in it: the
    same findings give the same letter on every night.
    """
    language = plan.notify.language
    title = plan.plan.title if language is Language.JA else plan.plan.title_en
    contact = plan.notify.contact or plan.publication.contact
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        '<head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_text(_TITLE, language)}</title>",
        f"<style>\n{_STYLE}</style></head>",
        "<body><main>",
        f'<p class="date">{escape(day_words(dated, language))}</p>',
        f"<p>{_text(_TO, language, department=department.full_name)}</p>",
        f"<h1>{_text(_TITLE, language)}</h1>",
        f"<p>{_text(_GREETING, language, plan=title)}</p>",
    ]
    for round_id, corrections in sorted(to_correct.items()):
        lines += _of_round(plan, round_id, corrections, copies)
    lines += [f"<h2>{_text(_HOW, language)}</h2>", "<ol>"]
    lines += [f"<li>{_text(step, language)}</li>" for step in _STEPS]
    lines += [
        "</ol>",
        f"<p>{_text(_CONTACT, language, contact=contact)}</p>",
        "</main></body>",
        "</html>",
        "",
    ]
    return "\r\n".join(lines).encode()


def _of_round(
    plan: Plan, round_id: str, corrections: Sequence[ToCorrect], copies: Mapping[str, str]
) -> Iterator[str]:
    """Yield what is to be corrected in one round, file by file."""
    language, asked = plan.notify.language, plan.rounds_by_id.get(round_id)
    if asked is None:
        yield f"<h2>{_text(_NO_ROUND, language)}</h2>"
    else:
        year = asked.fiscal_year.label if language is Language.JA else str(asked.fiscal_year)
        yield f"<h2>{escape(f'{year} {asked.name}')}</h2>"
        yield f"<p>{_text(_DUE, language, due=day_words(asked.due, language))}</p>"
    by_path = sorted(corrections, key=lambda one: one.finding.place.path)
    for path, of_file in groupby(by_path, key=lambda one: one.finding.place.path):
        ones = list(of_file)
        yield f"<h3>{escape(ones[0].path) or _text(_WITHOUT_FILE, language)}</h3>"
        if path in copies:
            yield f"<p>{_text(_COPY, language, name=plain(copies[path]))}</p>"
        yield from _of_file(ones, language)


def _of_file(corrections: Sequence[ToCorrect], language: Language) -> Iterator[str]:
    """Yield the tables of one file: what must be corrected, then what should be looked at, in order."""
    listed = corrections[:_MOST_OF_A_FILE]
    for heading, ones in (
        (_REQUIRED, [one for one in listed if one.is_required]),
        (_ADVISED, [one for one in listed if not one.is_required]),
    ):
        if ones:
            head = "".join(f'<th scope="col">{_text(column, language)}</th>' for column in _COLUMNS)
            yield f"<h4>{_text(heading, language)}</h4>"
            yield f"<table><thead><tr>{head}</tr></thead><tbody>"
            yield from (_row(number, one, language) for number, one in enumerate(ones, 1))
            yield "</tbody></table>"
    if len(corrections) > _MOST_OF_A_FILE:
        yield f"<p>{_text(_MORE, language, count=len(corrections) - _MOST_OF_A_FILE)}</p>"


def _row(number: int, one: ToCorrect, language: Language) -> str:
    """Return one finding as a row of the table."""
    where = one.where(language) or _ON_FILE.in_language(language)
    remedy = escape(one.remedy(language))
    if one.returned:
        said = escape(_RETURNED.in_language(language) + plain(one.returned, most=1000))
        remedy += f'<div class="said">{said}</div>'
    item = escape(one.item)
    return (
        f"<tr><td>{number}</td><td>{escape(where)}</td><td>{item}</td>"
        f"<td>{escape(one.problem(language))}</td><td>{remedy}</td></tr>"
    )


def _text(words: Bilingual, language: Language, **values: object) -> str:
    """Return a sentence with its blanks filled, escaped."""
    return escape(words.filled(**values).in_language(language))
