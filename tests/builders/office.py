"""What pages of the office are asked and answer: forms found in a page, as a browser without scripts sends them."""

from __future__ import annotations

import html
import re
from datetime import date

from httpx import Response
from sqlalchemy import insert

from builders.console import Browser, Served
from shinchoku.adapters.state.change import changing
from shinchoku.adapters.state.findings import RANKS
from shinchoku.adapters.state.tables import findings, readings
from shinchoku.city_clock import now
from shinchoku.intake.account import ReadingAccount
from shinchoku.review.people import NIGHTLY

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_FORM = re.compile(r'<form [^>]*action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
CONTENT = "ab" * 32


def hidden_of(answer: Response, action: str) -> dict[str, str]:
    """Return the hidden fields of a page's form by where it is sent."""
    for address, body in _FORM.findall(answer.text):
        if html.unescape(address) == action and 'name="csrf"' in body:
            return {name: html.unescape(value) for name, value in _HIDDEN.findall(body)}
    message = f"no form to {action} on a page of status {answer.status_code}: {text_of(answer)[-600:]}"
    raise AssertionError(message)


def send(browser: Browser, shown: Response, action: str, **fields: object) -> Response:
    """Send a form of a page with what its fields hold."""
    return browser.client.post(action, data={**hidden_of(shown, action), **fields})


def text_of(answer: Response) -> str:
    """Return a page's text without its marks."""
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.text))


def propose_on_a_sheet(served: Served, *proposals: dict[str, object], department: str = "kankyo") -> None:
    """Have the night find proposals on a department's sheet."""
    import json  # noqa: PLC0415 -- only here
    from dataclasses import asdict  # noqa: PLC0415 -- as above

    blank = {
        "kind_text": "新規", "item_no": "", "content": "浜の夜間照明", "reason": "要望が多い", "from_year_text": "令和7年度",
        "sheet_number": 2, "sheet_name": "新規・変更・廃止", "cell": "A3", "beside": "", "is_struck": False,
    }  # fmt: skip
    kept = json.dumps([{**blank, **one} for one in proposals], ensure_ascii=False)
    finding = {
        "plan_id": served.services.plan.id, "fingerprint": "f" * 32, "rule": "SH220", "severity": "info", "fiscal_year": 2023,
        "round_id": "r5-end", "department": department, "sha256": CONTENT, "path": "令和5年度/年度末/環境課.xlsx",
        "sheet_number": 2, "sheet_name": "新規・変更・廃止", "cell": "A3", "item_no": "", "field": "", "raw": "", "message_ja": "",
        "message_en": "", "remedy_ja": "", "remedy_en": "", "state": "open", "first_seen": date(2024, 5, 1),
        "last_seen": date(2024, 5, 1), "resolved_on": None, "rank": max(RANKS.values()), "is_open": True, "note": "",
    }  # fmt: skip
    with changing(served.services.engine, served.services.plan.id, NIGHTLY, "夜", now()) as change:
        change.connection.execute(insert(findings).values(**finding))
        change.connection.execute(
            insert(readings).values(
                sha256=CONTENT,
                reader="r",
                labels="[]",
                problems="[]",
                account=json.dumps(asdict(ReadingAccount())),
                proposals=kept,
            )
        )
        change.record("read", "r")
