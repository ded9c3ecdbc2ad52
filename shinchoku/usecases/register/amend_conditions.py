"""What stands against an amendment, whoever proposes or decides it: its year, its register, its answer."""

from collections.abc import Sequence
from pathlib import Path

from shinchoku.adapters.forms.register.waiting import StoredProposal, digest
from shinchoku.adapters.state.amendments import AmendmentOrigin, AmendmentRecord, AmendmentStatus
from shinchoku.adapters.state.releases import load_history
from shinchoku.bilingual import Language
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, disk_failed
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.history import Release
from shinchoku.session import Session


def released_years(session: Session) -> frozenset[FiscalYear]:
    """Return the fiscal years that are public: no amendment reaches back into them."""
    history = session.ask(load_history)
    return frozenset(history[-1].years if history else ())


def require_unchanged(plan_file: Path, before_sha256: str) -> None:
    """Refuse what was made from a plan file that has changed since.

    Raises:
        DecidedMeanwhileError: if it has.
    """
    if not is_current(plan_file, before_sha256):
        raise DecidedMeanwhileError(
            "確認している間に登録簿が変わりました。何も変更していません。今の登録簿で、もう一度確認してください。",
            "the register changed while you looked at this. Nothing was done: look at it again as it is now.",
        )


def is_current(plan_file: Path, before_sha256: str) -> bool:
    """Tell whether the plan's file still is what a proposal was made from.

    Raises:
        OperationalError: if the disk fails.
    """
    try:
        return digest(plan_file.read_bytes()) == before_sha256
    except OSError as error:
        raise disk_failed(error) from error


def can_be_approved(plan_file: Path, stored: StoredProposal) -> bool:
    """Tell whether approving a waiting change would write what was proposed, or has done so already.

    A run that died between the file and its record leaves the file written and the amendment waiting:
    approving it again writes nothing and records what was decided.

    Raises:
        OperationalError: if the disk fails.
    """
    return is_current(plan_file, stored.before_sha256) or is_current(plan_file, digest(stored.after.encode()))


def require_unwritten(plan_file: Path, stored: StoredProposal) -> None:
    """Refuse to drop a change that is in the register already, because a run died before recording it.

    Raises:
        ConfigurationError: if it is.
    """
    if is_current(plan_file, digest(stored.after.encode())):
        raise ConfigurationError(
            "この変更は、前回の承認の途中で登録簿に書き込まれています。承認して記録を完了してください。取りやめる場合は、その後で元に戻す変更を起案します。",
            "this change was written into the register by an approval that was interrupted: approve it, so"
            " that it is recorded; to undo it, propose the opposite afterwards.",
        )


def require_unanswered(amendments: Sequence[AmendmentRecord], source: str) -> None:
    """Refuse a second answer to a department's proposal; one that was taken back is none.

    Raises:
        DecidedMeanwhileError: if it has been answered.
    """
    taken_back = AmendmentStatus.WITHDRAWN
    for one in amendments:
        is_answer = one.origin is AmendmentOrigin.SHEET and one.source == source
        if source and is_answer and one.status is not taken_back:
            raise DecidedMeanwhileError(
                f"この所属の提案には、登録の変更{one.number}で回答済みです。",
                f"this proposal was answered by amendment {one.number} in the meantime.",
            )


def told_of(stored: StoredProposal) -> str:
    """Return what a proposal changes as the record keeps it."""
    return "\n".join(stored.sentences[Language.JA])


def require_not_released(year: FiscalYear, history: Sequence[Release]) -> None:
    """Refuse an amendment of a year that is public.

    Raises:
        ConfigurationError: if it is.
    """
    public = max(history[-1].years, default=None) if history else None
    if public is not None and year <= public:
        raise ConfigurationError(
            f"{public.label}まで公表済みのため、{year.label}からの変更はできません。",
            f"{public} is public: no amendment may take effect from {year} on.",
        )
