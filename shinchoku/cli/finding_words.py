"""How lists and single findings name a finding: its digits, its weight, its state, where it was found."""

from schemas.codes import Severity
from shinchoku.bilingual import Language
from shinchoku.checks.findings import FindingState
from shinchoku.checks.marks import SIGNS
from shinchoku.cli.finding_options import Found
from shinchoku.register.plan import Plan

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
SHOWN_DIGITS = 8
"""Digits of a fingerprint that lists show: enough to name a finding by."""


def state_mark(finding: Found, language: Language) -> str | None:
    """Return the state of a finding that somebody decided on; an open one needs no mark."""
    state = FindingState.of(finding["state"])
    if state in {FindingState.OPEN, FindingState.RESOLVED}:
        return None
    return state.label_ja if language is Language.JA else state.label_en


def weight(finding: Found, language: Language) -> str:
    """Return the sign and the word of a severity, so that nobody depends on colours."""
    severity = Severity.of(finding["severity"])
    return f"{SIGNS[severity]}{severity.label_ja if language is Language.JA else severity.label_en}"


def heading(finding: Found, plan: Plan, language: Language) -> str:
    """Return the file of a finding; of one without a file, the department and the round."""
    if finding["path"]:
        return str(finding["path"])
    department = plan.departments_by_code.get(finding["department"])
    asked = plan.rounds_by_id.get(finding["round_id"])
    named = f"{asked.name}（{asked.id}）" if asked and language is Language.JA else finding["round_id"]
    return f"{department.full_name if department else finding['department']} {named}"


def place(finding: Found) -> str:
    """Return sheet and cell of a finding with a space behind them, as far as they are known."""
    if not finding["sheet_name"]:
        return ""
    cell = f"!{finding['cell']}" if finding["cell"] else ""
    return f"{finding['sheet_name']}{cell} "
