"""Who stands behind decisions, as far as the person may see: accounts by their labels, roles in words."""

from collections.abc import Mapping

from shinchoku.console.request_context import RequestContext
from shinchoku.review.people import NIGHTLY, Role
from shinchoku.review.permissions import Action
from shinchoku.views.accounts import labels_of_actors


class ActorNames:
    """The accounts behind decisions, shown only to those who may see the record."""

    def __init__(self, context: RequestContext) -> None:
        """Look up what the accounts are called."""
        self.are_shown = context.may(Action.SEE_AUDIT)
        self._labels: Mapping[str, str] = labels_of_actors(context.session) if self.are_shown else {}

    def of(self, actor: str) -> str:
        """Return what somebody is called, or nothing."""
        if not self.are_shown or actor == NIGHTLY.name:
            return ""
        return self._labels.get(actor, actor)


def role_words(context: RequestContext, role: str) -> str:
    """Return what a role is called; without one it was the night's doing."""
    if role in set(Role):
        code = Role.of(role)
        return context.t(code.label_ja, code.label_en)
    return context.t("夜間処理（自動）", "The night, by itself") if role in {"", NIGHTLY.role} else role
