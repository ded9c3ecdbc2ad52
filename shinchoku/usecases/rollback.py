"""Roll back: a new version with the rows of an old one; what it takes back stays, marked withdrawn."""

from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.nights import last_date
from shinchoku.adapters.state.releases import load_history
from shinchoku.errors import ConfigurationError
from shinchoku.night.release import recover, release, require_forward
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_publishable
from shinchoku.session import Session


def rollback(session: Session, version: str, person: Person, reason: str) -> Release:
    """Release the rows of an earlier version anew; the years that change wait for approval from then on.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if there is no such earlier version, nothing would change, or the reason may
            not be published.
    """
    plan, actor = session.plan, acting(person, Action.ROLL_BACK)
    reason = require_publishable(reason)
    recover(session)
    with session.change(actor, reason) as change:
        connection = change.connection
        require_forward(session, last_date(connection, plan.id))
        history = load_history(connection, plan.id)
        target = next((one for one in history if one.version == version), None)
        if target is None or target.version == history[-1].version:
            known = "、".join(one.version for one in history[:-1]) or "なし"
            raise ConfigurationError(
                f"「{version}」に戻せません（戻せる版: {known}）。",
                f"cannot go back to {version!r} (versions to go back to: {known}).",
            )
        current = history[-1].years
        fresh = {
            year: (
                YearEntry(entry.digest, Cause.ROLLBACK, reason, actor.role),
                load_content(connection, plan.id, entry.digest),
            )
            for year, entry in target.years.items()
            if year not in current or current[year].digest != entry.digest
        }
        taken_out = YearEntry("", Cause.ROLLBACK, reason, actor.role)
        dropping = {year: taken_out for year in current if year not in target.years}
        if not fresh and not dropping:
            raise ConfigurationError(
                f"{version} と現在の内容は同じです。",
                f"{version} holds the same rows as the current version.",
            )
        change.record("rollback", version)
    taken_back = tuple(one.version for one in history[history.index(target) + 1 :] if not one.withdrawn)
    return release(session, fresh, actor, withdraws=taken_back, dropping=dropping)
