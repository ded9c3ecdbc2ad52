"""`shinchoku publish --export`, `--bundle`, `--receipt`: publication across a closed network, a step each."""

from datetime import date
from pathlib import Path

from rich.text import Text

from shinchoku.adapters.catalogues.handover import shown_size
from shinchoku.bilingual import Bilingual, Language
from shinchoku.city_clock import today
from shinchoku.cli.harmless import harmless
from shinchoku.cli.options import database_address
from shinchoku.cli.screen import out, print_json, say
from shinchoku.session import deciding
from shinchoku.usecases.accounts import operating, person_at_terminal
from shinchoku.usecases.hand_over import carry_out as carry
from shinchoku.usecases.hand_over import export
from shinchoku.usecases.hand_over import take_in as take


def write(  # noqa: PLR0913 -- the options of the command
    plan: str | None,
    data: Path,
    as_of: date | None,
    target: Path,
    names: tuple[str, ...],
    language: Language,
    *,
    as_json: bool,
) -> None:
    """Write a bundle and say what to do with it."""
    with deciding(plan, data, database_address(), as_of or today()) as session:
        manifest = export(session, operating(person_at_terminal(session)), names, target)
    catalogues = [one.name for one in manifest.catalogues]
    if as_json:
        print_json(
            {
                "bundle": str(target),
                "version": manifest.version,
                "digest": manifest.digest,
                "catalogues": catalogues,
            }
        )
        return
    say(
        language,
        f"引渡しフォルダー {target} を作りました（版 {manifest.version}、{shown_size(manifest.size)}、カタログ: {'、'.join(catalogues)}）。"
        f"渡した先で shinchoku publish --bundle を実行し、できた receipt-*.json を戻して shinchoku publish --receipt で取り込んでください。"
        "それまでは「引渡し済み・未確認」です。",
        f"Wrote the hand-over bundle {target} (version {manifest.version}, {shown_size(manifest.size)}, for {', '.join(catalogues)})."
        " Run shinchoku publish --bundle on the other side, bring receipt-*.json back, and take it in with"
        " shinchoku publish --receipt. Until then it is handed over, unconfirmed.",
    )


def take_in(
    plan: str | None, data: Path, as_of: date | None, receipt: Path, language: Language, *, as_json: bool
) -> None:
    """Take a receipt in."""
    with deciding(plan, data, database_address(), as_of or today()) as session:
        taken = take(session, operating(person_at_terminal(session)), receipt)
    if as_json:
        print_json({"catalogue": taken.catalogue, "version": taken.version, "files": len(taken.files)})
        return
    say(
        language,
        f"受領書を取り込みました。カタログ「{taken.catalogue}」に {taken.version} が公開されています（ファイル{len(taken.files)}件、内容一致）。",
        f"The receipt is in order: {taken.catalogue} shows {taken.version} ({len(taken.files)} files, equal byte for byte).",
    )


def carry_out(folder: Path, names: tuple[str, ...], language: Language, *, as_json: bool) -> bool:
    """Carry a bundle out, say where the receipts are, and return whether all is done."""
    done = carry(folder, names)
    if as_json:
        print_json(
            {
                "catalogues": [
                    {
                        "name": one.settings.name,
                        "done": one.push.is_done,
                        "writes": one.push.writes,
                        "receipt": str(one.receipt or ""),
                        "by_hand": one.push.by_hand,
                    }
                    for one in done
                ]
            }
        )
        return all(one.push.is_done for one in done)
    for one in done:
        words = (
            Bilingual(
                f"カタログ「{one.settings.name}」に反映し、読み返して一致を確かめました（書き込み{one.push.writes}回）。受領書: {one.receipt}",
                f"{one.settings.name}: published and read back equal ({one.push.writes} writes). Receipt: {one.receipt}",
            )
            if one.push.is_done
            else Bilingual(
                f"カタログ「{one.settings.name}」は手作業が必要です。手順書: {one.push.by_hand}",
                f"{one.settings.name} has to be done by hand: {one.push.by_hand}",
            )
        )
        out().print(Text(harmless(words.in_language(language))), soft_wrap=True)
    return all(one.push.is_done for one in done)
