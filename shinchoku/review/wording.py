"""What people write and the public reads: reasons and messages, screened before they are kept."""

from shinchoku.checks.personal_data import suspected_personal_data
from shinchoku.errors import ConfigurationError
from shinchoku.spelling import is_unseen

LONGEST = 2000
"""Characters that a reason or a message may have."""


def require_said(text: str) -> str:
    """Return a reason or message without the blanks around it.

    Raises:
        ConfigurationError: if it is empty, says nothing that can be seen, or is too long.
    """
    said = text.strip()
    if all(c.isspace() or is_unseen(c) for c in said):
        raise ConfigurationError("理由を書いてください。", "give a reason.")
    if len(said) > LONGEST:
        raise ConfigurationError(f"{LONGEST}字以内で書いてください。", f"write at most {LONGEST} characters.")
    return said


def require_publishable(text: str) -> str:
    """Return a reason that may be published: it says something, is not endless and names nobody.

    Raises:
        ConfigurationError: if it is empty, too long, or looks as if it held personal data.
    """
    said = require_said(text)
    what = suspected_personal_data(said)
    if what is not None:
        raise ConfigurationError(
            f"理由は公表されます。個人情報（{what.ja}）と思われる部分を除いてください。",
            f"the reason is published: take out what looks like personal data ({what.en}).",
        )
    return said
