"""The closed code lists."""

from __future__ import annotations

import pytest

from schemas.codes import AchievementStatus


def test_a_code_is_its_text_and_carries_its_labels() -> None:
    """What is published is the code; what people read is the label."""
    status = AchievementStatus.of("not_due")
    assert (status, status.label_ja, status.label_en) == (
        "not_due",
        "評価時期未到来",
        "Not due for evaluation",
    )


def test_a_code_that_is_not_on_the_list_is_refused() -> None:
    """The list is closed."""
    with pytest.raises(ValueError, match="達成"):
        AchievementStatus.of("達成")
