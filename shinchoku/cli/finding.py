"""One finding in full: what is wrong and why it matters, the piece of the sheet, what can be done, its story."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from schemas.codes import Severity
from shinchoku.adapters.workbooks.sheet_cache import SheetCache
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import FindingState
from shinchoku.checks.rule_list import RULES
from shinchoku.cli.call import Call
from shinchoku.cli.excerpt_screen import plain_excerpt, table_of
from shinchoku.cli.finding_moves import command_of, plain_waiver
from shinchoku.cli.finding_options import Found
from shinchoku.cli.finding_words import SHOWN_DIGITS, STYLES, heading, place, weight
from shinchoku.cli.harmless import harmless
from shinchoku.cli.screen import out, own_name, print_json
from shinchoku.cli.trail_screen import line_of, plain_entry
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.register.plan import Plan
from shinchoku.review.excerpt import Excerpt
from shinchoku.session import Session
from shinchoku.usecases.sheets.precheck import open_pool
from shinchoku.views.excerpt import excerpt_of
from shinchoku.views.findings import FindingInFull, finding_in_full


def show(call: Call, fingerprint: str) -> None:
    """Show one finding.

    Raises:
        ConfigurationError: if there is none of that fingerprint.
    """
    with call.reading() as session:
        if session is None:
            raise ConfigurationError(
                f"「{fingerprint}」という指摘は見つかりません。まだ一度も夜間処理が行われていません。",
                f"no finding {fingerprint!r}: there was no night yet.",
            )
        whole = finding_in_full(session, fingerprint)
        excerpt = _excerpt(session, whole.finding)
        if call.as_json:
            print_json(_plain(whole, excerpt))
        else:
            _print(call, whole, excerpt, session.plan)


def _excerpt(session: Session, finding: Found) -> Excerpt | None:
    """Return the piece of the sheet around the finding; nothing where it cannot be drawn now."""
    if not finding["sheet_number"]:
        return None
    try:
        with open_pool(1) as pool:
            return excerpt_of(
                session,
                SheetCache(pool),
                finding["sha256"],
                finding["sheet_number"],
                finding["cell"],
                rule=finding["rule"],
            )
    except OperationalError:
        return None


def _print(call: Call, whole: FindingInFull, excerpt: Excerpt | None, plan: Plan) -> None:
    """Print a finding as a steward reads it: what, where, what to do, and then the rest."""
    one, console, language = whole.finding, out(), call.language
    head = Text(f"{one['rule']} ", style="bold")
    head.append(weight(one, language), style=STYLES[Severity.of(one["severity"])])
    head.append(f" {harmless(one[f'message_{language}'])}")
    console.print(head, soft_wrap=True)
    for label, text in _facts(call, whole, plan):
        if text:
            console.print(Text(f"  {label}: {harmless(text)}"), soft_wrap=True)
    if excerpt is not None:
        console.print(table_of(excerpt, console.width))
    for title, lines in (
        (Bilingual("できること", "What can be done"), _commands(whole)),
        (Bilingual("経緯", "History"), [line_of(entry, language) for entry in whole.history]),
        (Bilingual("似た指摘", "Similar findings"), _similar(call, whole.similar, plan)),
    ):
        if lines:
            console.print(Text(title.in_language(language), style="bold"))
            for line in lines:
                console.print(Text(f"  {harmless(line)}"), soft_wrap=True)


def _facts(call: Call, whole: FindingInFull, plan: Plan) -> list[tuple[str, str]]:
    """Return what is known of a finding, label and text."""
    one, ja = whole.finding, call.is_japanese
    rule = RULES.get(one["rule"])
    state = FindingState.of(one["state"])
    department = plan.departments_by_code.get(one["department"])
    item = plan.items_by_no.get(one["item_no"])
    labels = (
        ("対応", "理由", "ファイル", "場所", "所属", "項目", "記入内容", "状態", "メモ", "見つかった日", "番号")
        if ja
        else (
            "Remedy", "Why", "File", "Place", "Department", "Item", "Written", "State", "Note", "Seen", "Fingerprint",
        )
    )  # fmt: skip
    texts = (
        one[f"remedy_{call.language}"],
        rule.reason.in_language(call.language) if rule else "",
        heading(one, plan, call.language),
        place(one).strip(),
        f"{department.full_name}（{department.code}）" if department else one["department"],
        f"No.{item.no} {item.name}" if item else one["item_no"],
        one["raw"],
        state.label_ja if ja else state.label_en,
        one["note"],
        f"{one['first_seen']} – {one['last_seen']}",
        one["fingerprint"],
    )
    return list(zip(labels, texts, strict=True))


def _commands(whole: FindingInFull) -> list[str]:
    """Return the commands that can be typed for a finding."""
    digits = whole.finding["fingerprint"][:SHOWN_DIGITS]
    return [f"{own_name()} {command_of(move, digits)}" for move in whole.moves]


def _similar(call: Call, similar: Sequence[Found], plan: Plan) -> list[str]:
    """Return a line for each similar finding."""
    return [
        f"{one['fingerprint'][:SHOWN_DIGITS]} {heading(one, plan, call.language)} {place(one)}{one['rule']}"
        f" {one[f'message_{call.language}']}"
        for one in similar
    ]


def _plain(whole: FindingInFull, excerpt: Excerpt | None) -> dict[str, Any]:
    """Return a finding as plain values."""
    rule = RULES.get(whole.finding["rule"])
    return {
        "finding": whole.finding,
        "rule": None
        if rule is None
        else {
            "code": rule.code,
            "title": {"ja": rule.title.ja, "en": rule.title.en},
            "reason": {"ja": rule.reason.ja, "en": rule.reason.en},
        },
        "moves": [str(move) for move in whole.moves],
        "history": [plain_entry(entry) for entry in whole.history],
        "waivers": [plain_waiver(one) for one in whole.waivers],
        "similar": list(whole.similar),
        "excerpt": None if excerpt is None else plain_excerpt(excerpt),
    }
