"""What the choice of a row tells beside the row."""

from __future__ import annotations

from dataclasses import dataclass

from builders import appearance, day

from shinchoku.intake.sheets import Appearance
from shinchoku.intake.supersession import Choice, choose


@dataclass(frozen=True)
class Said:
    """A word on an item: when, where, what, and whether it was accepted."""

    appearance: Appearance
    words: str
    is_accepted: bool = True

    @property
    def content(self) -> tuple[object, ...]:
        """What it says."""
        return (self.words,)


def said(on: str, words: str, path: str = "企画課.xlsx", sequence: int = 1) -> Said:
    """Return an accepted word on an item."""
    return Said(appearance(path, on, words, sequence), words)


def test_an_item_nobody_spoke_of_has_no_row() -> None:
    """Nothing is chosen, nothing is newest."""
    assert choose([]) == Choice(None, ())


def test_what_was_replaced_at_its_path_the_same_night_does_not_count() -> None:
    """The later content of one path is no contradiction of the earlier."""
    choice = choose([said("05-01", "新", sequence=2), said("05-01", "旧", sequence=1)])
    assert choice.row == said("05-01", "新", sequence=2)
    assert choice.in_conflict == ()


def test_of_equal_rows_the_accepted_one_counts() -> None:
    """Two departments say the same; only one of them may."""
    refused = Said(appearance("水産課.xlsx"), "済", is_accepted=False)
    assert choose([said("05-01", "済"), refused]).row == said("05-01", "済")


def test_a_conflict_names_every_row_of_the_night() -> None:
    """Both contents are in error, and the row of the night before stays."""
    one, other = said("05-02", "甲"), said("05-02", "乙", "別.xlsx")
    choice = choose([said("05-01", "前"), one, other])
    assert (choice.row, choice.carried_from) == (said("05-01", "前"), day("05-01"))
    assert set(choice.in_conflict) == {one, other}


def test_a_file_that_cannot_be_read_carries_the_older_row_forward() -> None:
    """On a later night, or later at the row's own path; another path of the same night does not."""
    row = said("05-01", "済")
    assert choose([row], [appearance("別.xlsx", "05-02")]).carried_from == day("05-01")
    assert choose([row], [appearance("企画課.xlsx", "05-01", sequence=2)]).carried_from == day("05-01")
    assert choose([row], [appearance("別.xlsx", "05-01")]).carried_from is None


def test_a_return_to_older_content_names_the_night_it_comes_from() -> None:
    """A, B, A returns to A; A, A, B and A, B, C return to nothing."""
    nights = ("05-01", "05-02", "05-03", "05-04")

    def returned_to(words: str) -> object:
        return choose([said(on, word) for on, word in zip(nights, words, strict=False)]).returned_to

    assert returned_to("甲乙甲") == day("05-01")
    assert returned_to("甲乙丙乙") == day("05-02")
    assert [returned_to(words) for words in ("甲甲乙", "甲乙乙", "甲乙丙", "甲乙")] == [None] * 4
