"""A page: its path, its name, and the permission that it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.request_context import RequestContext
from shinchoku.review.permissions import Action


@dataclass(frozen=True, slots=True)
class Page:
    """One page, or one thing that can be done: its path, its name, and what it needs.

    Only pages named in `PUBLIC` or `OWN` go without an action.
    """

    path: str
    name: str
    shows: Callable[[RequestContext], Response]
    action: Action | None
    method: str = "GET"
    nav: Bilingual | None = None
    """Its label among the main pages, if it is one of them."""
    rank: int = 50
    """Its place among them."""
    shortcut: str = ""
    """The letter that, after `g`, leads there."""
    files_only: bool = False
    """Whether it needs no database, and so stays while that is out of reach."""
    waiting: Callable[[RequestContext], int] | None = None
    """How many things wait there for the person, shown beside the label; it must be quick."""


PUBLIC = frozenset({"login", "login_check", "oidc_begin", "oidc_answer", "preferences", "static", "health"})
"""What needs nobody to be logged in, by name: a closed list."""

OWN = frozenset({"logout", "account", "account_password"})
"""What needs somebody to be logged in and nothing more, because it concerns that person alone."""
