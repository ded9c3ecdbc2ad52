"""Template: the forms that departments fill in, made from the register and from what they said last year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from schemas.codes import AchievementStatus
from shinchoku.adapters.durable import write_synced
from shinchoku.adapters.forms.status.entry_rules import choices_fit
from shinchoku.adapters.forms.status.form import FormRow, StatusForm
from shinchoku.adapters.forms.status.workbook import form_bytes
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.errors import ConfigurationError, disk_failed
from shinchoku.figures.progress import progress_of
from shinchoku.intake.submissions import ItemKey
from shinchoku.intake.supersession import Choice
from shinchoku.night.check import checked_so_far
from shinchoku.register.entries import ActionItem, Round, RoundCoverage
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class Known:
    """What the state knows that a form shows; without a database, nothing."""

    previous: Mapping[str, Decimal] = field(default_factory=dict)
    """The accepted figure of the fiscal year before, by item."""
    unconfirmed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By round: the items whose figure was still pending when the round is asked."""


@dataclass(frozen=True, slots=True)
class Templates:
    """The forms of a fiscal year and what the person who asked for them should know."""

    forms: tuple[StatusForm, ...]
    notes: tuple[Bilingual, ...] = ()


def known_to(session: Session, year: FiscalYear) -> Known:
    """Return what departments reported before that the forms of `year` show."""
    plan, choices = session.plan, checked_so_far(session).choices
    return Known(_previous(session, year, choices), _unconfirmed(plan, year, choices))


def _previous(
    session: Session, year: FiscalYear, choices: Mapping[ItemKey, Choice[CheckedRow]]
) -> dict[str, Decimal]:
    """Return the figures of the fiscal year before that are compared with a target."""
    before = FiscalYear(year.year - 1)
    progress = progress_of(session.plan, before, session.plan.rate_rounds(before, session.as_of), choices)
    values = {one.item.no: one.row.compared_value(one.item) for one in progress if one.row is not None}
    return {no: value for no, value in values.items() if value is not None}


def _unconfirmed(
    plan: Plan, year: FiscalYear, choices: Mapping[ItemKey, Choice[CheckedRow]]
) -> dict[str, frozenset[str]]:
    """Return by round which items the rounds before it left pending."""
    found: dict[str, frozenset[str]] = {}
    feeding = [one for one in plan.rounds_of(year) if one.feeds_rate]
    for position, asked in enumerate(feeding):
        before = progress_of(plan, year, tuple(feeding[:position]), choices)
        found[asked.id] = frozenset(one.item.no for one in before if one.status is AchievementStatus.PENDING)
    return found


def make_templates(
    plan: Plan, year: FiscalYear, round_id: str | None, department: str | None, known: Known
) -> Templates:
    """Return the forms of a fiscal year, of one round or of all, for one department or for all.

    Raises:
        ConfigurationError: if there is no such round or department, or nothing is asked of it.
    """
    rounds = _rounds(plan, year, round_id)
    if department is not None and department not in plan.departments_by_code:
        codes = "、".join(plan.departments_by_code)
        raise ConfigurationError(
            f"所属コード「{department}」は登録されていません（登録されているコード: {codes}）。",
            f"there is no department {department!r} (departments: {codes}).",
        )
    forms = tuple(
        form
        for asked in rounds
        for form in _forms(plan, asked, known)
        if department in {None, form.department.code}
    )
    if not forms:
        raise _nothing_is_asked(plan, year, department)
    return Templates(forms, tuple(_notes(plan, rounds, known)))


def write_templates(templates: Templates, out: Path, *, replace: bool) -> list[Path]:
    """Write every form under `out` and return their paths; the same form again changes nothing.

    Raises:
        ConfigurationError: if a file is there that is not this form (somebody may have filled it in)
            and `replace` does not allow it to go. Nothing is written then.
        OperationalError: if the disk fails.
    """
    contents = {out / form.path: form_bytes(form) for form in templates.forms}
    try:
        taken = [
            path for path, content in contents.items() if path.is_file() and path.read_bytes() != content
        ]
        if taken and not replace:
            raise _in_the_way(taken)
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_synced(path, content)
    except OSError as error:
        raise disk_failed(error) from error
    return list(contents)


def _rounds(plan: Plan, year: FiscalYear, round_id: str | None) -> tuple[Round, ...]:
    """Return the rounds that forms are asked for."""
    of_year = plan.rounds_of(year)
    chosen = tuple(one for one in of_year if round_id in {None, one.id})
    if chosen:
        return chosen
    ids = "、".join(one.id for one in of_year) or "なし"
    if round_id is None:
        years = "、".join(dict.fromkeys(str(one.fiscal_year.year) for one in plan.rounds)) or "なし"
        raise ConfigurationError(
            f"{year.label}の照会は登録されていません（登録されている年度: {years}）。",
            f"{year} has no round (years with rounds: {years}).",
        )
    raise ConfigurationError(
        f"{year.label}に照会「{round_id}」はありません（この年度の照会: {ids}）。",
        f"{year} has no round {round_id!r} (its rounds: {ids}).",
    )


def _forms(plan: Plan, round_: Round, known: Known) -> Iterator[StatusForm]:
    """Yield the forms of a round, by department in the register's order."""
    by_department: dict[str, list[FormRow]] = defaultdict(list)
    for item in _asked_items(plan, round_, known):
        by_department[plan.reporting_department(item, round_).code].append(_row(plan, round_, item, known))
    for department in plan.departments:
        if rows := by_department.get(department.code):
            yield StatusForm(plan, round_, department, tuple(rows))


def _asked_items(plan: Plan, round_: Round, known: Known) -> Sequence[ActionItem]:
    """Return the items that a round asks about, in natural order."""
    in_force = plan.items_in_force(round_.fiscal_year)
    match round_.covers:
        case RoundCoverage.ALL:
            return in_force
        case RoundCoverage.PENDING:
            wanted = known.unconfirmed.get(round_.id)
            return in_force if wanted is None else [item for item in in_force if item.no in wanted]


def _row(plan: Plan, round_: Round, item: ActionItem, known: Known) -> FormRow:
    """Return an item as its form shows it."""
    return FormRow(
        item=item,
        basic_policy=plan.policy_of(item),
        policy_measure=plan.measures_by_key[item.policy_measure],
        target=item.indicator.targets.get(round_.fiscal_year) if item.indicator else None,
        previous=known.previous.get(item.no),
    )


def _notes(plan: Plan, rounds: Sequence[Round], known: Known) -> Iterator[Bilingual]:
    """Yield what the forms could not show."""
    for asked in rounds:
        if asked.covers is RoundCoverage.PENDING and asked.id not in known.unconfirmed:
            yield Bilingual(
                f"照会「{asked.name}」は数値未確定の項目だけが対象ですが、処理の記録がないため、すべての項目を載せました。",
                f"the round {asked.id!r} asks only for items whose figure is pending; without the state, every item is on its forms.",
            )
    if not choices_fit(list(plan.reporting.scale)):
        yield Bilingual(
            "達成状況の選択肢が長いため、セルの一覧に収まりません。選択肢は「凡例」のシートに置きました。",
            "the scale is too long for the list of a cell: its labels stand on a sheet of their own.",
        )


def _nothing_is_asked(plan: Plan, year: FiscalYear, department: str | None) -> ConfigurationError:
    """Say that no form was made, and for a department that is gone, who answers for its items."""
    if department is None:
        return ConfigurationError(
            f"{year.label}に照会する項目がありません。", f"no item is asked about for {year}."
        )
    one = plan.departments_by_code[department]
    successor_ja = f"（承継先: {one.succeeded_by}）" if one.succeeded_by else ""
    successor_en = f" (its successor is {one.succeeded_by})" if one.succeeded_by else ""
    return ConfigurationError(
        f"{one.full_name}（{department}）が{year.label}に報告する項目はありません{successor_ja}。",
        f"{department} has no item to report for {year}{successor_en}.",
    )


def _in_the_way(taken: Sequence[Path]) -> ConfigurationError:
    """Say which files would be lost."""
    names = "\n".join(f"  {path}" for path in taken)
    return ConfigurationError(
        f"内容の違うファイルが既にあります。記入済みかもしれないため、何も書き込みませんでした。別の --out を指定するか、置き換えてよければ --replace を付けてください。\n{names}",
        f"files with other content are already there, perhaps filled in; nothing was written. Give another --out, or --replace to overwrite them.\n{names}",
    )


def template_of(session: Session, round_: Round, code: str) -> tuple[str, bytes]:
    """Return the name and the bytes of the form that a department fills in for a round.

    Raises:
        ConfigurationError: if nothing is asked of it.
    """
    known = known_to(session, round_.fiscal_year)
    (form,) = make_templates(session.plan, round_.fiscal_year, round_.id, code, known).forms
    return form.path.rpartition("/")[2], form_bytes(form)
