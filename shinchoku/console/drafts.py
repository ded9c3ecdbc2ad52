"""Drafts: a change of the register that somebody looks at before it is put up, kept by the form itself.

What the form carries is sealed: what is put up is what was previewed, whoever sends it.
"""

import base64
import zlib
from collections.abc import Sequence

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.request_context import RequestContext
from shinchoku.errors import ConfigurationError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.spelling import spelled
from shinchoku.usecases.register.amend import Draft
from shinchoku.usecases.register.amend_effects import effects_of
from shinchoku.usecases.register.proposal import proposal_from_json
from shinchoku.views.amendments import AmendmentOrigin

_PURPOSE = "amendment draft"
_GOOD_SECONDS = 12 * 3600
_MOST_SENTENCES = 300


def sealed_draft(context: RequestContext, draft: Draft) -> str:
    """Return a draft as a text that only we could have written, for the person who made it."""
    packed = base64.b64encode(zlib.compress(draft.proposal.encode(), 9)).decode()
    return context.services.secret.seal(
        _PURPOSE,
        {
            "by": context.person.account,
            "proposal": packed,
            "reason": draft.reason,
            "year": str(draft.year.year),
            "origin": draft.origin,
            "source": draft.source,
        },
        _GOOD_SECONDS,
    )


def unsealed_draft(context: RequestContext, text: str) -> Draft:
    """Return the draft that a form carries.

    Raises:
        ConfigurationError: if it is not ours, another person's, or too old.
    """
    found = context.services.secret.unseal(_PURPOSE, text) if text else None
    if found is None or found["by"] != context.person.account:
        raise ConfigurationError(
            "確認の画面が古くなりました。何も変更していません。はじめから作り直してください。",
            "this preview is too old. Nothing was done: please make it again.",
        )
    return Draft(
        zlib.decompress(base64.b64decode(found["proposal"])).decode(),
        found["reason"],
        FiscalYear(int(found["year"])),
        AmendmentOrigin.of(found["origin"]),
        found["source"],
    )


def preview(context: RequestContext, draft: Draft, *, notes: Sequence[Bilingual] = ()) -> Response:
    """Show what a draft changes and what that means, before it is put up."""
    stored = proposal_from_json(draft.proposal)
    sentences = shown_sentences(stored.sentences[context.language])
    return context.render(
        "amendment_preview.html",
        draft=draft,
        kept=sealed_draft(context, draft),
        sentences=sentences,
        effects=[one.in_language(context.language) for one in effects_of(context.session, stored.after)],
        notes=[one.in_language(context.language) for one in notes],
    )


def shown_sentences(sentences: Sequence[str]) -> list[str]:
    """Return sentences as they may be shown, the many by their number."""
    shown = [spelled(one, keep="\n") for one in sentences[:_MOST_SENTENCES]]
    more = len(sentences) - _MOST_SENTENCES
    return [*shown, f"… +{more}"] if more > 0 else shown
