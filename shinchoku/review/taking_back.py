"""Who may take a submission back, or let it count again: one answer for buttons, pages and the act itself."""

from dataclasses import dataclass

from shinchoku.bilingual import Bilingual
from shinchoku.errors import NotPermittedError
from shinchoku.review.people import Actor, Person, Role
from shinchoku.review.permissions import Action, acting

_ONLY_OWN = Bilingual(
    "所属が取り下げられるのは、画面から提出し、まだ公表されていないものだけです。確認担当に依頼してください。",
    "a department may take back what it submitted at the console and is not public yet: ask a steward.",
)
_ANOTHERS = Bilingual(
    "確認担当が取り下げたものは、確認担当だけが戻せます。確認担当に依頼してください。",
    "a steward took this back, and only a steward may let it count again: ask one.",
)


@dataclass(frozen=True, slots=True)
class Handed:
    """What decides who may take a submission back."""

    department: str
    """The code of whose it is; empty where nobody knows."""
    by_console: bool
    is_public: bool
    """Whether anything of it is in the newest release."""
    taken_back_by: str = ""
    """The role of whoever took it back; empty while it stands."""


def taking_back(person: Person, handed: Handed) -> Actor:
    """Return the person in the role in which they may take a submission back, or let it count again.

    Stewards may with anything; a department with what it handed in at the console, as long as nothing of it is
    public, and undo only what a department took back.

    Raises:
        NotPermittedError: if they may not.
    """
    actor = acting(person, Action.WITHDRAW_SUBMISSION, handed.department)
    if actor.role == Role.DEPARTMENT:
        if not handed.by_console or handed.is_public:
            raise NotPermittedError.of(_ONLY_OWN)
        if handed.taken_back_by not in {"", Role.DEPARTMENT}:
            raise NotPermittedError.of(_ANOTHERS)
    return actor


def may_take_back(person: Person, handed: Handed) -> bool:
    """Tell whether a person may take a submission back, or let it count again."""
    try:
        taking_back(person, handed)
    except NotPermittedError:
        return False
    return True
