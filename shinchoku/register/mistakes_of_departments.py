"""What departments must be to each other: told apart by code and by name, succeeded without a circle."""

from collections import defaultdict
from collections.abc import Iterator

from shinchoku.register.entries import Department
from shinchoku.register.mistake import PlanMistake, RegisterPlace, entry, mistake_at
from shinchoku.register.plan import Plan
from shinchoku.spelling import folded


def departments_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """Every department is told apart by its code and, in each year, by its name; successors form no circle."""
    yield from _codes(plan)
    yield from _names(plan)
    yield from _successors(plan)


def _codes(plan: Plan) -> Iterator[PlanMistake]:
    """Yield codes that differ only in case or width: people and spreadsheets take them for one."""
    spelled: dict[str, list[int]] = defaultdict(list)
    for n, department in enumerate(plan.departments):
        spelled[folded(department.code)].append(n)
    for places in spelled.values():
        codes = list(dict.fromkeys(plan.departments[n].code for n in places))
        if len(codes) > 1:
            yield mistake_at(
                RegisterPlace("departments", tuple(places), field="code"),
                f"コード{'と'.join(f'「{code}」' for code in codes)}は、大文字・小文字や全角・半角が違うだけです。",
                f"the codes {' and '.join(map(repr, codes))} differ only in case or width.",
            )


def _names(plan: Plan) -> Iterator[PlanMistake]:
    """Yield departments of one name in the same year: a sheet that says it would be nobody's."""
    for n, department in enumerate(plan.departments):
        for other in plan.departments[:n]:
            shared = _shared_name(other, department) if _overlap(other, department) else ""
            if shared and other.code != department.code:
                yield mistake_at(
                    entry("departments", n, department.code).at("name"),
                    f"「{shared}」は、同じ年度に {other.code} の名前か別名でもあります。"
                    "名前か別名を変えるか、新設年度・廃止年度を書いてください。",
                    f"{shared!r} is also a name of {other.code} in the same years:"
                    " change a name or an alias, or give their first and last years.",
                )


def _shared_name(one: Department, other: Department) -> str:
    """Return a name by which both are known: bureau and name, or an alias of either; empty if there is none.

    Two bureaus may each have a 総務課: a name without its bureau counts only against an alias.
    """
    full = {folded(one.full_name): one.full_name} if one.full_name else {}
    aliases = {folded(alias): alias for alias in one.aliases}
    others = {folded(other.full_name), *map(folded, other.aliases)}
    own = {folded(one.name): one.name}
    against = (
        (full | aliases, others),
        (aliases, {folded(other.name)}),
        (own, set(map(folded, other.aliases))),
    )
    return next((known[name] for known, said in against for name in known if name and name in said), "")


def _overlap(one: Department, other: Department) -> bool:
    """Tell whether two departments exist in the same year."""
    return not _ends_before(one, other) and not _ends_before(other, one)


def _ends_before(one: Department, other: Department) -> bool:
    """Tell whether the last year of a department lies before the first of another."""
    last, first = one.to_fiscal_year, other.from_fiscal_year
    return last is not None and first is not None and last < first


def _successors(plan: Plan) -> Iterator[PlanMistake]:
    """A department with a successor ends, and its successors end somewhere."""
    for n, department in enumerate(plan.departments):
        place = entry("departments", n, department.code)
        if department.succeeded_by is not None and department.to_fiscal_year is None:
            yield mistake_at(
                place.at("to_fiscal_year"),
                "承継先があるのに廃止年度がありません。",
                "it has a successor but no last fiscal year.",
            )
        seen = {department.code}
        following = department.succeeded_by
        while following is not None and following in plan.departments_by_code:
            if following in seen:
                yield mistake_at(
                    place.at("succeeded_by"), "承継先が循環しています。", "its successors form a circle."
                )
                break
            seen.add(following)
            following = plan.departments_by_code[following].succeeded_by
