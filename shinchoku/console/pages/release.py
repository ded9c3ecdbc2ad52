"""What waits for an approver: exactly what would change in public, on what it rests, and the decision."""

from functools import partial

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.alone import NightRunningError, alone
from shinchoku.console.differences import differences
from shinchoku.console.follow_up import is_following_up
from shinchoku.console.names import ActorNames, role_words
from shinchoku.console.page import Page
from shinchoku.console.pushing import released_words
from shinchoku.console.release_form import Entered, embargo_of, entered_in, screen, screen_document
from shinchoku.console.request_context import RequestContext
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.releases.decision import Approval
from shinchoku.review.permissions import Action
from shinchoku.review.preview import Preview
from shinchoku.review.transitions import YearMove, YearState, year_moves_from
from shinchoku.review.wording import require_publishable, require_said
from shinchoku.usecases.approve import approve, return_candidate
from shinchoku.views.candidate_basis import basis_of
from shinchoku.views.candidates import is_author, waiting_states
from shinchoku.views.preview import everything_awaiting, preview_of
from shinchoku.views.versions import content_of, list_versions, open_approvals

_OK, _BAD, _NOT_FOUND, _CONFLICT, _UNAVAILABLE = 200, 400, 404, 409, 503


def show_waiting(context: RequestContext) -> Response:
    """Show a candidate like a plan before it is applied."""
    return _page(context, context.path["digest"], Entered())


def approve_waiting(context: RequestContext) -> Response:
    """Approve the candidate that was shown, at once or for a moment to come."""
    digest, entered = context.path["digest"], entered_in(context)
    embargo = embargo_of(context, entered)
    screen(entered, "reason", partial(require_publishable, entered.reason))
    screen_document(entered)
    if entered.errors:
        return _page(context, digest, entered, _BAD)
    session, person = context.session, context.person
    try:
        with alone(context.services.paths):
            _require_as_shown(context, digest)
            done = approve(
                session, digest, person, reason=entered.reason, document=entered.document, embargo=embargo
            )
    except NightRunningError as error:
        return _page(context, digest, entered, _UNAVAILABLE, error.message)
    except ConfigurationError as error:
        return _conflict_or_raise(context, digest, entered, error)
    if done.is_public:
        as_it_is = Bilingual(
            f"{done.year.label}は、公表中の内容のまま承認しました。新しい版は作りません。",
            f"{done.year} is approved as it is public; no new version is made.",
        )
        context.flash("ok", as_it_is)
        return context.redirect("releases")
    if done.release is None:
        at = Bilingual(
            f"{done.year.label}を承認しました。{entered.day} {entered.time or '00:00'} から後に公表します。",
            f"{done.year} is approved and goes out from {entered.day} {entered.time or '00:00'} on.",
        )
        context.flash("ok", at)
        return context.redirect("waiting", digest=done.digest)
    version = done.release.version
    said = Bilingual(
        f"{done.year.label}を公表しました（{version}）。", f"{done.year} is public now ({version})."
    )
    context.flash("ok", released_words(said, context.tell_catalogues(Action.APPROVE_RELEASE)))
    return context.redirect("release", version=version)


def return_waiting(context: RequestContext) -> Response:
    """Return the candidate that was shown, with a message to those who work on it."""
    digest, entered = context.path["digest"], entered_in(context)
    screen(entered, "message", partial(require_said, entered.message))
    if entered.errors:
        return _page(context, digest, entered, _BAD)
    try:
        with alone(context.services.paths):
            _require_as_shown(context, digest)
            year = return_candidate(context.session, digest, context.person, entered.message)
    except NightRunningError as error:
        return _page(context, digest, entered, _UNAVAILABLE, error.message)
    except ConfigurationError as error:
        return _conflict_or_raise(context, digest, entered, error)
    said = Bilingual(
        f"{year.label}の公表案を差し戻しました。内容が変わるまで公表しません。",
        f"The candidate of {year} was returned; nothing goes out until it changes.",
    )
    context.flash("ok", said)
    return context.redirect("waiting", digest=digest)


def _require_as_shown(context: RequestContext, digest: str) -> None:
    """Refuse a decision about what stands otherwise than it was shown; runs under the lock."""
    if waiting_states(context.session).get(digest) != context.form.get("shown", ""):
        raise DecidedMeanwhileError(
            "表示された後に、内容が変わったか、ほかの人が先に決めました。何も行っていません。",
            "It changed, or somebody else decided, after it was shown to you. Nothing was done.",
        )


def _conflict_or_raise(
    context: RequestContext, digest: str, entered: Entered, error: ConfigurationError
) -> Response:
    """Say that a candidate is no longer what was shown, or pass on any other refusal.

    Raises:
        ConfigurationError: if the candidate still waits, so that something else stands against it.
    """
    if digest in waiting_states(context.session) and not isinstance(error, DecidedMeanwhileError):
        raise error
    return _gone(context, digest, _CONFLICT, entered)


def _gone(context: RequestContext, digest: str, status: int, entered: Entered) -> Response:
    """Say what became of a candidate that does not wait as it was shown, and what waits now."""
    session = context.session
    asked = digest.lower()
    versions = [
        one.version
        for one in list_versions(session)
        if any(entry.digest.startswith(asked) for entry in one.years.values()) and len(asked) > 5  # noqa: PLR2004 -- as many digits as name a candidate
    ]
    now = everything_awaiting(session)
    return context.render(
        "release_gone.html",
        status=status,
        is_conflict=status == _CONFLICT,
        version=versions[0] if versions else "",
        waiting=now,
        same=next((one for one in now if one.digest == digest), None),
        kept=entered.reason or entered.message,
    )


def _page(
    context: RequestContext, digest: str, entered: Entered, status: int = _OK, notice: Bilingual | None = None
) -> Response:
    """Return the page of a candidate, with what was typed."""
    session = context.session
    try:
        found = preview_of(session, digest)
    except ConfigurationError:
        return _gone(context, digest, _CONFLICT if status != _OK else _NOT_FOUND, entered)
    year, full = found.awaiting.year, found.awaiting.digest
    names, approval = ActorNames(context), open_approvals(session).get(year)
    needs_other = session.plan.release.four_eyes and is_author(session, context.person.name, year)

    def address(query: dict[str, object]) -> str:
        return context.frame.address("waiting", {"digest": digest, **query})

    return context.render(
        "release.html",
        status=status,
        preview=found,
        is_busy=is_following_up(context.services),
        waits=found.awaiting,
        differences=differences(context, found.tables, address),
        elsewhere=[
            (other, differences(context, tables, address)) for other, tables in found.elsewhere.items()
        ],
        basis=basis_of(session, year, content_of(session, full), names.of),
        approval=approval,
        approved=_approved(context, approval, names.of(approval.actor)) if approval else [],
        four_eyes=session.plan.release.four_eyes,
        is_author=needs_other,
        moves=_moves(context, found),
        entered=entered,
        role_words=role_words,
        errors=[(name, words.in_language(context.language)) for name, words in entered.errors],
        notice=notice.in_language(context.language) if notice else "",
        printed_on=session.as_of,
    )


def _moves(context: RequestContext, preview: Preview) -> frozenset[str]:
    """Return what this person may decide of a candidate as it stands."""
    needs = {YearMove.APPROVE: Action.APPROVE_RELEASE, YearMove.RETURN: Action.RETURN_RELEASE}
    state: YearState = preview.awaiting.state
    return frozenset(str(move) for move in year_moves_from(state) if context.may(needs[move]))


def _approved(context: RequestContext, approval: Approval, actor: str) -> list[tuple[str, str]]:
    """Tell an approval that waits for its moment."""
    t, role = context.t, role_words(context, approval.role)
    at = approval.embargo.astimezone(context.session.moment.tzinfo) if approval.embargo else None
    return [
        (t("公表する日時", "Goes out from"), f"{at:%Y-%m-%d %H:%M}" if at else ""),
        (t("承認した人", "Approved by"), f"{role}（{actor}）" if actor else role),
        (t("承認の理由", "Reason"), approval.reason),
        (t("決裁文書番号", "Document"), approval.document or t("（なし）", "(none)")),
    ]


PAGES = (
    Page("/releases/waiting/{digest}", "waiting", show_waiting, Action.SEE_CANDIDATES),
    Page(
        "/releases/waiting/{digest}/approve",
        "waiting_approve",
        approve_waiting,
        Action.APPROVE_RELEASE,
        "POST",
    ),
    Page(
        "/releases/waiting/{digest}/return", "waiting_return", return_waiting, Action.RETURN_RELEASE, "POST"
    ),
)
