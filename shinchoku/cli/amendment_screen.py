"""An amendment on a terminal and as plain values: what it changes, who proposed it, how it was decided."""

from typing import Any

from rich.text import Text

from shinchoku.bilingual import Language
from shinchoku.cli.call import Call
from shinchoku.cli.harmless import harmless
from shinchoku.cli.screen import out, print_json, say
from shinchoku.usecases.register.proposal import proposal_from_json
from shinchoku.views.amendments import AmendmentRecord, list_amendments


def found_amendment(call: Call, number: int) -> AmendmentRecord:
    """Return the amendment of a number."""
    return next(one for one in call.read(list_amendments, ()) if one.number == number)


def tell_proposed(call: Call, number: int) -> None:
    """Say that an amendment waits for a second person, and what it changes; or print it."""
    found = found_amendment(call, number)
    if call.as_json:
        print_json({"amendment": plain_amendment(found)})
        return
    call.say(
        f"登録の変更{number}として起案しました。別の人の承認を待ちます。",
        f"proposed as amendment {number}; it waits for a second person.",
    )
    print_amendment(found, call.language)


def print_amendment(amendment: AmendmentRecord, language: Language) -> None:
    """Print an amendment: what it is, who proposed it, and what it changes."""
    ja, console = language is Language.JA, out()
    year = amendment.effective_year.label if ja else str(amendment.effective_year)
    status, origin = (code.label_ja if ja else code.label_en for code in (amendment.status, amendment.origin))
    console.print(Text(f"{amendment.number} {status}: {year} {origin}", style="bold"), soft_wrap=True)
    say(
        language,
        f"  起案 {amendment.proposed_by}（{amendment.proposed_on}）: {amendment.reason}",
        f"  proposed by {amendment.proposed_by} ({amendment.proposed_on}): {amendment.reason}",
    )
    if amendment.decided_by:
        say(
            language,
            f"  決定 {amendment.decided_by}（{amendment.decided_on}）: {amendment.decided_reason}",
            f"  decided by {amendment.decided_by} ({amendment.decided_on}): {amendment.decided_reason}",
        )
    for sentence in _sentences(amendment, language):
        console.print(Text(f"  - {harmless(sentence)}"), soft_wrap=True)


def _sentences(amendment: AmendmentRecord, language: Language) -> tuple[str, ...]:
    """Return what an amendment changes, in words."""
    return proposal_from_json(amendment.proposal).sentences[language]


def plain_amendment(amendment: AmendmentRecord) -> dict[str, Any]:
    """Return an amendment as plain values."""
    return {
        "number": amendment.number,
        "status": str(amendment.status),
        "origin": str(amendment.origin),
        "source": amendment.source,
        "effective_year": amendment.effective_year.year,
        "reason": amendment.reason,
        "changes": {
            "ja": list(_sentences(amendment, Language.JA)),
            "en": list(_sentences(amendment, Language.EN)),
        },
        "proposed_by": amendment.proposed_by,
        "proposed_on": amendment.proposed_on,
        "decided_by": amendment.decided_by or None,
        "decided_on": amendment.decided_on,
        "decided_reason": amendment.decided_reason or None,
    }
