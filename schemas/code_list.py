"""What a closed code list is, and the form of an item number."""

import re
from enum import StrEnum
from typing import Self

ITEM_NO = re.compile(r"[1-9]\d{0,3}|[RHS][1-9]\d?-[1-9]\d{0,2}")
"""The form of an item number, registered or not."""


class CodeList(StrEnum):
    """A closed list of codes that carry their labels, and what they mean where they are published."""

    label_ja: str
    label_en: str
    description_ja: str
    description_en: str

    def __new__(
        cls, code: str, label_ja: str, label_en: str, description_ja: str = "", description_en: str = ""
    ) -> Self:
        """Make the member from its code, its two labels and its two descriptions."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label_ja = label_ja
        member.label_en = label_en
        member.description_ja = description_ja
        member.description_en = description_en
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the member of a code.

        Raises:
            ValueError: if the list has no such code.
        """
        return cls(code)  # type: ignore[call-arg]  # looks a member up; mypy takes it for `__new__`
