"""What an amendment must be to the register, before anything is written: every mistake, at what it is about.

The keys of these mistakes are the fields of `Amendment`, and for a value its own dotted key. What the entry
that would come of it must be is held by `register.mistakes`, as for every entry.
"""

from collections.abc import Collection, Iterator

from shinchoku.register.amendments import (
    AMENDABLE,
    Amendment,
    AmendmentKind,
    end_reason_of,
    highest_number,
    next_item_no,
    number_prefix,
    target_year,
)
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import is_item_no
from shinchoku.register.mistake import PlanMistake, RegisterPlace, mistake_at, outside
from shinchoku.register.plan import Plan


def amendment_mistakes(
    plan: Plan, amendment: Amendment, released_years: Collection[FiscalYear] = ()
) -> list[PlanMistake]:
    """Return every mistake of an amendment; `released_years` have figures that the public already knows."""
    found = [*_reason(amendment), *_year(plan, amendment, released_years), *_successor(plan, amendment)]
    item = plan.items_by_no.get(amendment.item_no)
    if amendment.kind is AmendmentKind.ADD:
        found += [*_number(plan, amendment), *_values(amendment)]
    elif item is None:
        found.append(
            mistake_at(
                RegisterPlace(field="item_no"),
                f"「{amendment.item_no}」は登録されていません。",
                f"{amendment.item_no!r} is not in the register.",
            )
        )
    elif amendment.kind is AmendmentKind.CHANGE:
        found += [*_in_force(item, amendment.fiscal_year), *_values(amendment)]
    else:
        found += [*_in_force(item, amendment.fiscal_year), *_ends(plan, item, amendment)]
    return found


def _reason(amendment: Amendment) -> Iterator[PlanMistake]:
    """Every amendment says why."""
    if not amendment.reason.strip():
        yield mistake_at(RegisterPlace(field="reason"), "理由を書いてください。", "give the reason.")


def _year(plan: Plan, amendment: Amendment, released: Collection[FiscalYear]) -> Iterator[PlanMistake]:
    """It holds from a year of the plan that the public has no figures of yet."""
    year = amendment.fiscal_year
    yield from outside(plan.plan, RegisterPlace(field="fiscal_year"), year)
    last = max(released, default=None)
    if last is not None and year <= last:
        yield mistake_at(
            RegisterPlace(field="fiscal_year"),
            f"{last.label}は公表済みです。適用年度は、その次の年度からにしてください。",
            f"{last} is already released: let it hold from the fiscal year after it.",
        )


def _number(plan: Plan, amendment: Amendment) -> Iterator[PlanMistake]:
    """A new item's number is of its first year and was never used, not even before a gap."""
    no, year = amendment.item_no, amendment.fiscal_year
    if no in plan.items_by_no:
        yield mistake_at(
            RegisterPlace(field="item_no"),
            f"「{no}」は使われています。番号は再利用しません。次の番号は「{next_item_no(plan, year)}」です。",
            f"{no!r} is in use, and numbers are never reused: the next one is {next_item_no(plan, year)!r}.",
        )
    elif not is_item_no(no) or not no.startswith(number_prefix(year)):
        yield mistake_at(
            RegisterPlace(field="item_no"),
            f"{year.era_label}に加える項目の番号は「{number_prefix(year)}1」の形です。次の番号は「{next_item_no(plan, year)}」です。",
            f"an item added in {year} has a number like {number_prefix(year)}1; the next one is {next_item_no(plan, year)!r}.",
        )
    elif int(no.removeprefix(number_prefix(year))) <= highest_number(plan, year):
        yield mistake_at(
            RegisterPlace(field="item_no"),
            f"「{no}」は、以前に使われたおそれのある欠番です。次の番号「{next_item_no(plan, year)}」を使ってください。",
            f"{no!r} is a gap that may have been used before: use the next number, {next_item_no(plan, year)!r}.",
        )


def _values(amendment: Amendment) -> Iterator[PlanMistake]:
    """It names fields that may be amended, and targets of its own year and later."""
    if not amendment.values:
        yield mistake_at(
            RegisterPlace(field="values"),
            "変える欄と新しい値を書いてください。",
            "name a field and its new value.",
        )
    for key in amendment.values:
        year = target_year(key)
        if year is None and key not in AMENDABLE:
            yield mistake_at(
                RegisterPlace(field=key), f"「{key}」は変更できない欄です。", f"{key!r} cannot be amended."
            )
        elif year is not None and year < amendment.fiscal_year.year:
            yield mistake_at(
                RegisterPlace(field=key),
                f"{amendment.fiscal_year.era_label}から適用するため、それより前の年度の目標値は変えられません。",
                f"it holds from {amendment.fiscal_year}: no earlier target can change.",
            )


def _in_force(item: ActionItem, year: FiscalYear) -> Iterator[PlanMistake]:
    """An item is changed or ended only in a year in which it is in force."""
    if not item.in_force(year):
        yield mistake_at(
            RegisterPlace(field="item_no"),
            f"No.{item.no} は{year.label}には計画にありません。",
            f"No. {item.no} is not in force in {year}.",
        )


def _ends(plan: Plan, item: ActionItem, amendment: Amendment) -> Iterator[PlanMistake]:
    """An item that ends was in force the year before, and nothing else of it changes."""
    first = item.from_fiscal_year or plan.plan.first_fiscal_year
    if amendment.fiscal_year <= first:
        yield mistake_at(
            RegisterPlace(field="fiscal_year"),
            f"No.{item.no} は{first.label}に始まります。終える年度は、その次の年度からにしてください。",
            f"No. {item.no} begins in {first}: let it end from the fiscal year after it.",
        )
    if amendment.values:
        yield mistake_at(
            RegisterPlace(field="values"),
            "終える項目のほかの欄は、同時には変えられません。",
            "the other fields of an item that ends cannot change with it.",
        )


def _successor(plan: Plan, amendment: Amendment) -> Iterator[PlanMistake]:
    """A merged item names its successor: another item, in force from that year on."""
    no, year = amendment.successor, amendment.fiscal_year
    if no is None:
        if amendment.kind is AmendmentKind.MERGE:
            yield mistake_at(
                RegisterPlace(field="successor"),
                "統合先の項目を書いてください。",
                "name the item that it is merged into.",
            )
        return
    if end_reason_of(amendment.kind) is None:
        yield mistake_at(
            RegisterPlace(field="successor"),
            "後継の項目は、終える項目にだけ書きます。",
            "only an item that ends has a successor.",
        )
        return
    found = plan.items_by_no.get(no)
    if found is None:
        yield mistake_at(
            RegisterPlace(field="successor"),
            f"「{no}」は登録されていません。",
            f"{no!r} is not in the register.",
        )
    elif no == amendment.item_no:
        yield mistake_at(
            RegisterPlace(field="successor"), "後継の項目が自分自身です。", "it would be its own successor."
        )
    elif not found.in_force(year):
        yield mistake_at(
            RegisterPlace(field="successor"),
            f"後継の No.{no} は{year.label}には計画にありません。",
            f"its successor, No. {no}, is not in force in {year}.",
        )
