"""Mistakes in the settings for telling departments: found before a night, with what to do."""

from __future__ import annotations

import pytest
from builders import umibe
from pydantic import ValidationError

from shinchoku.bilingual import Language
from shinchoku.register.mistakes import find_mistakes


def keys(**sections: object) -> list[str]:
    """Return where the mistakes of a plan stand."""
    return [one.key for one in find_mistakes(umibe(**sections))]


def test_a_plan_that_says_nothing_of_telling_is_whole() -> None:
    """Plans written before these settings load as they are, and nothing goes back."""
    plan = umibe()
    assert find_mistakes(plan) == []
    assert (plan.inbox.return_dir, plan.notify.addresses, plan.notify.errors_only) == ("", {}, True)
    assert (plan.notify.days_before_due, plan.notify.days_late) == ((7,), (1, 7, 14))
    assert plan.notify.language is Language.JA


@pytest.mark.parametrize("folder", ["差戻し", "差戻し/課", "/mnt/share/差戻し", "令和5年度/差戻し"])
def test_a_folder_of_its_own_may_take_what_goes_back(folder: str) -> None:
    """In the inbox or elsewhere."""
    assert keys(inbox={"return_dir": folder}) == []


@pytest.mark.parametrize("folder", ["令和5年度/年度末", "令和5年度", "令和５年度/ 年度末/"])
def test_what_goes_back_may_not_lie_over_a_folder_that_is_collected(folder: str) -> None:
    """Sheets put there would be passed over in silence, whatever the width of the name."""
    assert set(keys(inbox={"return_dir": folder})) == {"inbox.return_dir"}


@pytest.mark.parametrize("folder", ["a/../..", "差戻し/./x"])
def test_a_path_that_goes_back_and_forth_is_a_mistake(folder: str) -> None:
    """Where it leads cannot be told from the plan."""
    assert keys(inbox={"return_dir": folder}) == ["inbox.return_dir"]


@pytest.mark.parametrize("folder", [".", "..", "../x", "~/x", " x", "s3://bucket/x", "/"])
def test_what_is_no_folder_of_this_machine_is_refused(folder: str) -> None:
    """An address, a home folder, the inbox itself, the root of the disk."""
    with pytest.raises(ValidationError, match="return_dir"):
        umibe(inbox={"return_dir": folder})


def test_addresses_belong_to_departments_of_the_register() -> None:
    """A code that is written wrongly would leave a department without word."""
    assert keys(notify={"addresses": {"kikaku": ["services"], "kikakuu": ["services"]}}) == [
        "notify.addresses.kikakuu"
    ]


@pytest.mark.parametrize(
    "notify",
    [
        {"days_late": [0]},
        {"days_before_due": [-1]},
        {"language": "fr"},
        {"addresses": {"kikaku": ["mailto://a:b@c"]}},
    ],
)
def test_settings_have_their_ranges(notify: dict[str, object]) -> None:
    """Days are whole and not negative; a name is a name and never the secret itself."""
    with pytest.raises(ValidationError, match="notify"):
        umibe(notify=notify)
