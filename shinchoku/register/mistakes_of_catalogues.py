"""What the catalogues of a plan must be: to each other, and each in itself."""

from collections.abc import Iterator

from shinchoku.register.mistake import PlanMistake, RegisterPlace, entry, mistake_at, repeated
from shinchoku.register.plan import Plan


def catalogues_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """Names are unique, and every catalogue is what its kind asks for."""
    for name in repeated(one.name for one in plan.catalogues):
        yield mistake_at(
            RegisterPlace("catalogues"),
            f"カタログ「{name}」が重複しています。",
            f"the catalogue {name!r} is there more than once.",
        )
    for n, one in enumerate(plan.catalogues):
        yield from one.mistakes(entry("catalogues", n, one.name))
