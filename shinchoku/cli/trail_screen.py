"""Entries of the audit trail as lines and as plain values."""

from typing import Any

from shinchoku.bilingual import Language
from shinchoku.city_clock import city_moment
from shinchoku.review.acts import act_words
from shinchoku.views.audit_proof import TrailProof
from shinchoku.views.trail import AuditEntry


def when(entry: AuditEntry) -> str:
    """Return when an entry was made, as clocks in the city showed it."""
    zone = city_moment(entry.at.date()).tzinfo
    return entry.at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def line_of(entry: AuditEntry, language: Language) -> str:
    """Return an entry in one line: when, who, what, why."""
    colon = "：" if language is Language.JA else ": "
    act = act_words(entry.action).in_language(language)
    return f"{when(entry)} {entry.actor} {act}{colon}{entry.reason}"


def plain_entry(entry: AuditEntry) -> dict[str, Any]:
    """Return an entry as plain values."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "role": entry.role,
        "action": entry.action,
        "subject": entry.subject,
        "reason": entry.reason,
        "detail": dict(entry.detail),
        "hash": entry.hash,
    }


def plain_proof(proof: TrailProof) -> dict[str, Any]:
    """Return what a proof of the trail found as plain values."""
    return {
        "whole": proof.is_whole,
        "entries": proof.last.number if proof.last else 0,
        "last_hash": proof.last.hash if proof.last else None,
        "first_broken": proof.broken,
        "heads": proof.heads,
        "lost_heads": [
            {"entry": one.head.number, "hash": one.head.hash, "at": one.at, "where": one.where}
            for one in proof.lost
        ],
        "unnoted_releases": [one.release for one in proof.unnoted],
        "unexplained": [
            {"table": one.table, "key": one.key, "there": one.is_there, "last_entry": one.entry}
            for one in proof.unexplained
        ],
        "altered_releases": list(proof.altered_releases),
    }
