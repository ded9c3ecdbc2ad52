"""Rules with proven teeth: real workbooks, each changed in one way, break exactly the rule that names the change.

`pytest -s tests/spec/test_mutations.py` prints the table.
"""

from __future__ import annotations

import pytest
from spec.mutations import of_columns, of_files, of_rows
from spec.mutations.base import Mutation

from shinchoku.checks.rule_list import RULES

MUTATIONS = (*of_files.MUTATIONS, *of_columns.MUTATIONS, *of_rows.MUTATIONS)

NOT_BY_A_WORKBOOK = {
    "SH103": "told by the inbox while somebody has the file open",
    "SH104": "told by the inbox from the file's size, before it is read",
    "SH114": "twenty million characters take too long to write; told by the reader of any format",
    "SH116": "no text is known of which the checks have no end; told by the reader that rehearses them",
    "SH117": "told by a steward who quarantines a content",
    "SH118": "told by the inbox of what is a link",
    "SH119": "told of a content that two persons had destroyed",
    "SH213": "no file is known on which two readings of the headings come out alike to the second decimal",
}
"""Rules that nothing inside a file breaks, and who tells them instead."""


def test_the_unchanged_workbooks_break_no_rule() -> None:
    """Two years of 企画課, as they should be."""
    assert Mutation("", "nothing").broken() == set()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.rule} {one.about}")
def test_a_mutation_breaks_its_rule_and_no_other(mutation: Mutation) -> None:
    """The rule, and what it declares that it cannot but break too."""
    found = mutation.broken()
    marks = " ".join(f"+{code}" for code in sorted(found - {mutation.rule}))
    print(f"{'✔' if mutation.rule in found else '✖'} {mutation.rule}  {mutation.about}  {marks}")  # noqa: T201 -- the table
    assert found == {mutation.rule} | mutation.also


def test_every_rule_has_teeth() -> None:
    """Every rule is broken by some mutation, or says who tells it instead."""
    broken = {mutation.rule for mutation in MUTATIONS}
    assert broken | set(NOT_BY_A_WORKBOOK) == set(RULES)
    assert broken & set(NOT_BY_A_WORKBOOK) == set()
