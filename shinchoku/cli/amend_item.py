"""`shinchoku amend item`: one action item is added, changed or ended, from a fiscal year on."""

import click

from shinchoku.cli.amendment_screen import tell_proposed
from shinchoku.cli.call import Call, called
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import FiscalYearType, not_blank
from shinchoku.errors import ConfigurationError
from shinchoku.register.amendments import AmendmentKind, next_item_no
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.usecases.register.amend import propose
from shinchoku.usecases.register.amendment_form import read_amendment

_KINDS = ("add", "change", "discontinue", "merge", "complete")


@click.command("item", help="項目の新規・変更・廃止を起案します / propose to add, change or end one item")
@click.argument("number", required=False, metavar="[NO]")
@click.option("--kind", type=click.Choice(_KINDS), required=True, help="区分 / what is asked")
@click.option(
    "--fiscal-year",
    "year",
    type=FiscalYearType(),
    required=True,
    help="適用する年度 / from this fiscal year on",
)
@click.option(
    "--set",
    "settings",
    metavar="KEY=TEXT",
    multiple=True,
    help="欄と内容（department=D05、indicator.targets.2026=50 など。複数可） / a field and what it shall say",
)
@click.option("--successor", default="", metavar="NO", help="後継の項目番号 / the item that takes its place")
@click.option("--reason", required=True, callback=not_blank, help="理由（記録に残ります） / why (recorded)")
@called
def item(  # noqa: PLR0913 -- an argument for each option
    call: Call,
    number: str | None,
    kind: str,
    year: FiscalYear,
    settings: tuple[str, ...],
    successor: str,
    reason: str,
) -> None:
    """Put an amendment of one item up for approval; a new item without a number gets the year's next one.

    Raises:
        MistakeError: if a setting is none, or an item that exists is not named.
        ConfigurationError: if a field cannot be read so.
    """
    wanted, texts = AmendmentKind.of(kind), _texts(settings)
    if number is None and wanted is not AmendmentKind.ADD:
        raise MistakeError("項目番号を指定してください。", "give the item's number.", param_hint="NO")
    with call.deciding() as (session, person):
        amendment, mistakes = read_amendment(
            session.plan,
            kind=wanted,
            item_no=number or next_item_no(session.plan, year),
            year=year,
            reason=reason,
            texts=texts,
            successor=successor,
        )
        if mistakes:
            ja = "\n".join(f"{one.cell}: {one.message.ja}" for one in mistakes)
            en = "\n".join(f"{one.field}: {one.message.en}" for one in mistakes)
            raise ConfigurationError(ja, en)
        made = propose(session, person, amendment)
    tell_proposed(call, made)


def _texts(settings: tuple[str, ...]) -> dict[str, str]:
    """Return the fields and what they shall say."""
    pairs = [one.partition("=") for one in settings]
    if any(not sign for _, sign, _ in pairs):
        raise MistakeError(
            "欄=内容 の形で指定してください（department=D05 など）。",
            "give KEY=TEXT, like department=D05.",
            param_hint="--set",
        )
    return {key.strip(): text for key, _, text in pairs}
