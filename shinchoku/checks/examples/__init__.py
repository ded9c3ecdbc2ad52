"""A bad and a good example of every rule, as data, a module a family."""

from __future__ import annotations

from shinchoku.checks.examples import (
    bounds,
    cells,
    columns,
    consistency,
    contract,
    figures,
    file,
    layout,
    machine_readability,
    over_years,
    register,
    submission,
    units,
    unseen,
)
from shinchoku.checks.examples.example import Example, ExampleFile, Examples, ExampleSheet

EXAMPLES: dict[str, Examples] = dict(
    sorted(
        (
            *file.EXAMPLES.items(),
            *bounds.EXAMPLES.items(),
            *layout.EXAMPLES.items(),
            *columns.EXAMPLES.items(),
            *unseen.EXAMPLES.items(),
            *contract.EXAMPLES.items(),
            *cells.EXAMPLES.items(),
            *figures.EXAMPLES.items(),
            *units.EXAMPLES.items(),
            *register.EXAMPLES.items(),
            *consistency.EXAMPLES.items(),
            *over_years.EXAMPLES.items(),
            *submission.EXAMPLES.items(),
            *machine_readability.EXAMPLES.items(),
        )
    )
)
"""Every rule's examples by its code."""

__all__ = ["EXAMPLES", "Example", "ExampleFile", "ExampleSheet", "Examples"]
