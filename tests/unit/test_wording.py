"""What people write and the public reads."""

from __future__ import annotations

import pytest

from shinchoku.errors import ConfigurationError
from shinchoku.review.wording import LONGEST, require_publishable, require_said


@pytest.mark.parametrize("require", [require_said, require_publishable])
@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u3000"])
def test_blanks_are_no_reason(require, text: str) -> None:  # noqa: ANN001 -- either of the two
    """An empty text, or one of blanks of any kind, says nothing."""
    with pytest.raises(ConfigurationError, match="give a reason"):
        require(text)


@pytest.mark.parametrize("require", [require_said, require_publishable])
def test_a_reason_comes_back_without_the_blanks_around_it(require) -> None:  # noqa: ANN001 -- either of the two
    """What is kept is what was said."""
    assert require("\u3000 集計方法が違うため\n") == "集計方法が違うため"


@pytest.mark.parametrize("require", [require_said, require_publishable])
def test_a_reason_has_an_end(require) -> None:  # noqa: ANN001 -- either of the two
    """The longest text is taken, one character more is not."""
    assert require("あ" * LONGEST) == "あ" * LONGEST
    with pytest.raises(ConfigurationError, match=str(LONGEST)):
        require("あ" * (LONGEST + 1))


@pytest.mark.parametrize(
    "text", ["担当は076-220-0000です", "kikaku.taro@example.jp に確認した", "090-1234-5678へ電話した"]
)
def test_a_published_reason_names_nobody(text: str) -> None:
    """A telephone number or an address of a person is refused with what it looks like, not repeated."""
    with pytest.raises(ConfigurationError) as refused:
        require_publishable(text)
    assert "個人情報" in refused.value.message.ja
    assert not any(part in refused.value.message.ja for part in ("076", "090", "kikaku"))


def test_a_message_to_a_department_may_name_a_contact() -> None:
    """What is not published is not screened: a department may be told whom to call."""
    assert require_said("076-220-0000へお電話ください") == "076-220-0000へお電話ください"
