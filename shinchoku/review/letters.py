"""The letter that goes back with the annotated copies: 差戻しのお知らせ, for those who live in folders.

It is one HTML file. A double click opens it in the browser that every Windows has; it prints on A4 with its
tables whole, which a text file does not; it cannot be taken for a sheet, which a workbook can; and unlike a
document of an office program it is the same bytes wherever it is made. Everything in it is escaped, it runs
nothing and fetches nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby

from shinchoku.bilingual import Bilingual, Language
from shinchoku.register.entries import Department
from shinchoku.register.plan import Plan
from shinchoku.review.to_correct import ToCorrect, day_words, plain
from shinchoku.sentences import sentences_of, text_beside

_WORDS = sentences_of(__name__)

LETTER_NAME = Bilingual("差戻しのお知らせ.html", "Returned - please correct.html")
"""The name of the file."""

_MOST_OF_A_FILE = 200


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
        f"<title>{_text(_WORDS['title'], language)}</title>",
        f"<style>\n{text_beside(__name__, '.css')}</style></head>",
        "<body><main>",
        f'<p class="date">{escape(day_words(dated, language))}</p>',
        f"<p>{_text(_WORDS['to'], language, department=department.full_name)}</p>",
        f"<h1>{_text(_WORDS['title'], language)}</h1>",
        f"<p>{_text(_WORDS['greeting'], language, plan=title)}</p>",
    ]
    for round_id, corrections in sorted(to_correct.items()):
        lines += _of_round(plan, round_id, corrections, copies)
    lines += [f"<h2>{_text(_WORDS['how'], language)}</h2>", "<ol>"]
    lines += [f"<li>{_text(step, language)}</li>" for step in _WORDS.listed("steps")]
    lines += [
        "</ol>",
        f"<p>{_text(_WORDS['contact'], language, contact=contact)}</p>",
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
        yield f"<h2>{_text(_WORDS['no_round'], language)}</h2>"
    else:
        year = asked.fiscal_year.label if language is Language.JA else str(asked.fiscal_year)
        yield f"<h2>{escape(f'{year} {asked.name}')}</h2>"
        yield f"<p>{_text(_WORDS['due'], language, due=day_words(asked.due, language))}</p>"
    by_path = sorted(corrections, key=lambda one: one.finding.place.path)
    for path, of_file in groupby(by_path, key=lambda one: one.finding.place.path):
        ones = list(of_file)
        yield f"<h3>{escape(ones[0].path) or _text(_WORDS['without_file'], language)}</h3>"
        if path in copies:
            yield f"<p>{_text(_WORDS['copy'], language, name=plain(copies[path]))}</p>"
        yield from _of_file(ones, language)


def _of_file(corrections: Sequence[ToCorrect], language: Language) -> Iterator[str]:
    """Yield the tables of one file: what must be corrected, then what should be looked at, in order."""
    listed = corrections[:_MOST_OF_A_FILE]
    for heading, ones in (
        (_WORDS["required"], [one for one in listed if one.is_required]),
        (_WORDS["advised"], [one for one in listed if not one.is_required]),
    ):
        if ones:
            head = "".join(
                f'<th scope="col">{_text(column, language)}</th>' for column in _WORDS.listed("columns")
            )
            yield f"<h4>{_text(heading, language)}</h4>"
            yield f"<table><thead><tr>{head}</tr></thead><tbody>"
            yield from (_row(number, one, language) for number, one in enumerate(ones, 1))
            yield "</tbody></table>"
    if len(corrections) > _MOST_OF_A_FILE:
        yield f"<p>{_text(_WORDS['more'], language, count=len(corrections) - _MOST_OF_A_FILE)}</p>"


def _row(number: int, one: ToCorrect, language: Language) -> str:
    """Return one finding as a row of the table."""
    where = one.where(language) or _WORDS["on_file"].in_language(language)
    remedy = escape(one.remedy(language))
    if one.returned:
        said = escape(_WORDS["returned"].in_language(language) + plain(one.returned, most=1000))
        remedy += f'<div class="said">{said}</div>'
    item = escape(one.item)
    return (
        f"<tr><td>{number}</td><td>{escape(where)}</td><td>{item}</td>"
        f"<td>{escape(one.problem(language))}</td><td>{remedy}</td></tr>"
    )


def _text(words: Bilingual, language: Language, **values: object) -> str:
    """Return a sentence with its blanks filled, escaped."""
    return escape(words.filled(**values).in_language(language))
