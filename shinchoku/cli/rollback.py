"""`shinchoku rollback`: a new version with the rows of an old one."""

import click

from shinchoku.bilingual import Bilingual
from shinchoku.cli.after_release import tell_released
from shinchoku.cli.call import Call, called
from shinchoku.cli.options import not_blank
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.review.permissions import Action, acting
from shinchoku.usecases.accounts import person_at_terminal
from shinchoku.usecases.rollback import rollback


@click.command("rollback", help=SHORT_HELPS["rollback"])
@click.argument("version")
@click.option(
    "--reason", required=True, callback=not_blank, help="取り下げの理由（公表されます） / why (published)"
)
@called
def command(call: Call, version: str, reason: str) -> None:
    """Go back; the years that change wait for an approval from then on."""
    with call.writing() as session:
        person = person_at_terminal(session)
        made = rollback(session, version, person, reason)
    said = Bilingual(
        f"{version} の内容を {made.version} として公表しました。取り下げた版は残り、一覧に取り下げと表示されます。",
        f"released the rows of {version} as {made.version}; what was taken back stays, marked withdrawn.",
    )
    plain = {"released_version": made.version, "rows_of": version}
    tell_released(call, acting(person, Action.ROLL_BACK), said, plain)
