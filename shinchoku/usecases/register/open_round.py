"""Open a round: its entry is written into the plan's own file, in one step."""

from collections.abc import Sequence

from shinchoku.adapters.forms.register.waiting import StoredProposal
from shinchoku.register.edits import EntryEdit
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_publishable
from shinchoku.session import Session
from shinchoku.usecases.register.amend_conditions import require_unchanged, told_of
from shinchoku.usecases.register.edit import edit_register
from shinchoku.usecases.register.proposal import accept_stored, proposal_from_json, proposal_to_json


def open_round(
    session: Session, person: Person, edits: Sequence[EntryEdit], reason: str, shown: str = ""
) -> StoredProposal:
    """Write new rounds into the plan's file; `shown` is the digest of the file they were previewed on.

    Runs under the lock.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if the plan's file has changed since the preview.
        ConfigurationError: if anything stands against it: all of it, in sentences.
    """
    actor = acting(person, Action.OPEN_ROUND)
    if any(edit.section != "rounds" for edit in edits):
        raise ValueError("only rounds are opened by one person; everything else is an amendment")
    if shown:
        require_unchanged(session.plan_file, shown)
    with session.change(actor, require_publishable(reason)) as change:
        stored = proposal_from_json(proposal_to_json(edit_register(session.plan_file, edits)))
        change.record("round_open", session.plan.id, {"what": told_of(stored)})
        accept_stored(session.plan_file, stored.before_sha256, stored.after)
    return stored
