"""What an account may be called, which roles go with which departments, and what its password must not be made of."""

import re

from shinchoku.adapters.passwords import FEWEST_CHARACTERS
from shinchoku.adapters.state.accounts import Account
from shinchoku.errors import ConfigurationError
from shinchoku.register.plan import Plan
from shinchoku.review.people import Role

FEWEST_OF_A_PASSWORD = FEWEST_CHARACTERS
"""Characters that a password has at least."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")


def require_account_name(name: str) -> None:
    """Refuse a name that is no account's.

    Raises:
        ConfigurationError: if it is none.
    """
    if not _NAME.fullmatch(name):
        raise ConfigurationError(
            f"アカウント名「{name}」は使えません。半角の小文字・数字・ . _ - で63字までにしてください（例: dx-steward）。",
            f"{name!r} is no account name: use lower-case letters, digits, . _ - (like dx-steward).",
        )


def require_roles(plan: Plan, roles: frozenset[Role], departments: frozenset[str]) -> None:
    """Refuse no roles at all, unknown departments, and a department's account without its department.

    Raises:
        ConfigurationError: if it is so.
    """
    if not roles:
        raise ConfigurationError("役割を1つ以上指定してください。", "give at least one role.")
    unknown = sorted(departments - plan.departments_by_code.keys())
    if unknown:
        raise ConfigurationError(
            f"所属「{unknown[0]}」は登録簿にありません。コード（{plan.departments[0].code} など）で指定してください。",
            f"no department {unknown[0]!r} in the register: give a code like {plan.departments[0].code}.",
        )
    if (Role.DEPARTMENT in roles) != bool(departments):
        raise ConfigurationError(
            "所属担当には所属を、所属を指定するときは所属担当の役割を、あわせて指定してください。",
            "the department role and its departments go together: give both or neither.",
        )


def tried_first(plan: Plan, account: Account) -> tuple[str, ...]:
    """Return the names that whoever guesses an account's password would try first: its own, and the city's."""
    own = (account.name, account.label, account.login, account.subject)
    identity, publication = plan.plan, plan.publication
    city = (identity.municipality_name, identity.id, identity.title, publication.publisher)
    return (*own, *city, identity.title_en, publication.publisher_en)
