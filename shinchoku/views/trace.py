"""Trace: what the state and the archive know, gathered so that published values can be followed back."""

from dataclasses import replace

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.intake import last_as_of
from shinchoku.adapters.state.releases import load_history
from shinchoku.adapters.state.reviewed import load_reviewed
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checking import check
from shinchoku.checks.waivers import in_force
from shinchoku.errors import ConfigurationError
from shinchoku.night.check import submissions_now
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import normalize_item_no
from shinchoku.register.plan import Plan
from shinchoku.releases.hold import hold_sentences
from shinchoku.releases.provenance import Record, field_named, rows_of, trace, traced_fields
from shinchoku.releases.trace import Trace
from shinchoku.session import Session

_FROM_THE_REGISTER = frozenset(
    [
        "name",
        "unit",
        "target_value",
        "baseline_value",
        "target_direction",
        "accumulation",
        "indicator_name",
        "page",
        "item_kind",
    ]
)


def trace_value(session: Session, year: FiscalYear, item: str, field: str) -> Trace:
    """Follow one value back to its cell.

    Raises:
        ConfigurationError: if the plan has no such year, item or field.
    """
    found = find_item(session.plan, year, item)
    return trace(gather(session), year, found, find_field(found, field))


def gather(session: Session) -> Record:
    """Return everything that traces are taken from, as of the last night.

    Raises:
        ConfigurationError: if the program, or a declared layout, changed since the last night.
    """
    plan = session.plan
    with session.engine.connect() as connection:
        as_of = last_as_of(connection, plan.id) or session.as_of
        submissions = submissions_now(replace(session, as_of=as_of), connection)
        history = load_history(connection, plan.id)
        digests = {entry.digest for release in history for entry in release.years.values()}
        contents = {digest: load_content(connection, plan.id, digest) for digest in sorted(digests)}
        waiting = load_waiting(connection, plan.id)
        reviewed = load_reviewed(connection, plan.id, as_of)
    checked = check(plan, submissions, as_of, in_force(reviewed.waivers, as_of))
    holds = {FiscalYear(int(str(one["fiscal_year"]))): _sentences(one["holds"]) for one in waiting}
    rows = tuple(rows_of(plan, submissions))
    return Record(
        plan,
        as_of,
        rows,
        checked.choices,
        checked.findings,
        history,
        contents,
        holds,
        reviewed.corrections,
        checked.came,
    )


def _sentences(holds: object) -> tuple[Bilingual, ...]:
    """Return why something waits, from [reason, Japanese, English]."""
    return hold_sentences(holds) if isinstance(holds, list) else ()


def find_item(plan: Plan, year: FiscalYear, text: str) -> ActionItem:
    """Return the item that a number means, in any width.

    Raises:
        ConfigurationError: if the plan has no such item, or it is not in force that year.
    """
    if not plan.rounds_of(year):
        years = "、".join(dict.fromkeys(str(one.fiscal_year.year) for one in plan.rounds))
        raise ConfigurationError(
            f"{year.label}の照会は登録されていません（登録されている年度: {years}）。",
            f"{year} has no round (years with rounds: {years}).",
        )
    item = plan.items_by_no.get(normalize_item_no(text))
    if item is None:
        numbers = [one.no for one in plan.items_in_force(year)]
        raise ConfigurationError(
            f"取組項目「{text}」は登録されていません（{year.label}は {numbers[0]} から {numbers[-1]} までの{len(numbers)}項目）。",
            f"no item {text!r} in the register ({year} has {len(numbers)}, from {numbers[0]} to {numbers[-1]}).",
        )
    if not item.in_force(year):
        first = (item.from_fiscal_year or plan.plan.first_fiscal_year).label
        last = (item.to_fiscal_year or plan.plan.last_fiscal_year).label
        raise ConfigurationError(
            f"取組項目 No.{item.no} は、{year.label}には対象ではありません（対象: {first}から{last}）。",
            f"item {item.no} is not in force in {year} (it is from {first} to {last}).",
        )
    return item


def find_field(item: ActionItem, text: str) -> str:
    """Return the published column that a name means.

    Raises:
        ConfigurationError: if no sheet gives the item such a value.
    """
    field = field_named(item, text)
    if field is not None:
        return field
    known = ", ".join(traced_fields(item))
    if text in _FROM_THE_REGISTER:
        raise ConfigurationError(
            f"「{text}」はシートではなく、計画の登録簿（plan.toml）の値です。シートから来る列: {known}",
            f"{text!r} comes from the register (plan.toml), not from a sheet; columns from sheets: {known}",
        )
    raise ConfigurationError(
        f"No.{item.no}に、シートから来る列「{text}」はありません。指定できる列: {known}",
        f"item {item.no} has no column {text!r} that comes from a sheet; there are: {known}",
    )
