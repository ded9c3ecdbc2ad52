"""Whether a receipt answers the hand-over that is out: the same plan, bundle, files and rows as ours."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.derived import derived_descriptor, derived_sums
from shinchoku.catalogues.outbox import CatalogueStatus, OutboxLine
from shinchoku.catalogues.publication import Publication, PublishedVersion
from shinchoku.catalogues.receipt_parts import FileReceived
from shinchoku.catalogues.receipts import Receipt, Via, file_of
from shinchoku.catalogues.table_rows import declared_columns, published_rows
from shinchoku.errors import ConfigurationError
from shinchoku.package.build import DESCRIPTOR, SUMS

_MOST_TOLD = 20


def check_receipt(receipt: Receipt, line: OutboxLine | None, publication: Publication) -> None:
    """Require that a receipt shows exactly what the hand-over bundle of its catalogue held.

    `line` is the one of the catalogue that the receipt names, if there is one.

    Raises:
        ConfigurationError: with what differs and what to do.
    """
    wrong = list(_of_errand(receipt, line, publication))
    version = publication.version(receipt.version)
    if version is None:
        wrong.append(
            Bilingual(
                f"版 {receipt.version} は、こちらの公表フォルダーにありません。",
                f"version {receipt.version} is not in our release folder.",
            )
        )
    elif not wrong:
        wrong = [*_of_files(receipt, version), *_of_tables(receipt, publication, version)]
    if wrong:
        raise _refused(receipt, wrong)


def _of_errand(receipt: Receipt, line: OutboxLine | None, publication: Publication) -> Iterator[Bilingual]:
    """Yield why a receipt answers no hand-over of ours."""
    ours = (publication.plan_id, publication.dataset)
    if (receipt.plan, receipt.dataset) != ours:
        yield Bilingual(
            f"計画「{receipt.plan}」のデータセット「{receipt.dataset}」の受領書です。こちらは計画「{ours[0]}」の「{ours[1]}」です。--plan を確かめてください。",
            f"it is about dataset {receipt.dataset!r} of plan {receipt.plan!r}, and this is {ours[1]!r} of {ours[0]!r}: check --plan.",
        )
    if line is None or line.catalogue != receipt.catalogue:
        yield Bilingual(
            f"カタログ「{receipt.catalogue}」には、引き渡したことがありません。",
            f"nothing was ever handed over to a catalogue {receipt.catalogue!r}.",
        )
    elif line.status is not CatalogueStatus.HANDED_OVER:
        yield Bilingual(
            f"カタログ「{line.catalogue}」に、受領書を待っている引渡しはありません（{line.status.label_ja}）。",
            f"no hand-over to catalogue {line.catalogue!r} waits for a receipt ({line.status.label_en}).",
        )
    elif receipt.via is not Via.BUNDLE or receipt.bundle != line.bundle:
        yield Bilingual(
            f"別の引渡しファイルの受領書です（{receipt.bundle[:12] or '-'}）。確認を待っているのは {line.bundle[:12]} です。最後に作った引渡しファイルを引渡し先で反映してください。",
            f"it is the receipt of another bundle ({receipt.bundle[:12] or '-'}); the one that is out is {line.bundle[:12]}: have the last bundle that was made carried out.",
        )
    elif receipt.version != line.version:
        yield Bilingual(
            f"版 {receipt.version} の受領書です。引き渡したのは {line.version} です。",
            f"it is about version {receipt.version}; {line.version} was handed over.",
        )


def _of_files(receipt: Receipt, version: PublishedVersion) -> Iterator[Bilingual]:
    """Yield the files that were not found there as we have them."""
    shown: dict[str, list[FileReceived]] = defaultdict(list)
    for one in receipt.files:
        shown[one.name].append(one)
    derived = _derived(version, shown)
    for name, file in version.files.items():
        taken = {file.sha256, derived.get(name, file.sha256)}
        if name not in shown:
            yield Bilingual(
                f"{name}: 受領書にありません。",
                f"{name}: the receipt does not have it.",
            )
        for one in shown.pop(name, ()):
            if one.sha256 not in taken:
                yield Bilingual(
                    f"{one.key}: 内容が違います（sha256 {one.sha256[:12]}、こちらは {file.sha256[:12]}）。",
                    f"{one.key}: its content differs (sha256 {one.sha256[:12]}, ours is {file.sha256[:12]}).",
                )
    for name in shown:
        yield Bilingual(f"{name}: この版にないファイルです。", f"{name}: no file of this version.")


def _derived(version: PublishedVersion, shown: Mapping[str, list[FileReceived]]) -> Mapping[str, str]:
    """Return the hashes of what a catalogue derives, with the addresses of the receipt; nothing if it lacks one."""
    names = [name for name in version.files if name != DESCRIPTOR]
    addresses = {name: shown[name][0].address for name in names if name in shown}
    if len(addresses) < len(names):
        return {}
    descriptor = derived_descriptor(version.descriptor, addresses)
    hashes = {name: file.sha256 for name, file in version.files.items()}
    made = {DESCRIPTOR: descriptor, SUMS: derived_sums(hashes, descriptor, addresses)}
    return {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}


def _of_tables(receipt: Receipt, publication: Publication, version: PublishedVersion) -> Iterator[Bilingual]:
    """Yield the tables that do not have the rows of our CSV; a catalogue without tables shows none."""
    for table in receipt.tables:
        name = file_of(table.key, version)
        if name not in version.resources:
            yield Bilingual(f"{table.key}: この版にない表です。", f"{table.key}: no table of this version.")
            continue
        ours = published_rows(
            declared_columns(version.resources[name]), publication.content(version.version, name)
        )
        if (table.rows, table.digest) != (len(ours.rows), ours.digest):
            yield Bilingual(
                f"{table.key}: 表の行が違います（{table.rows}行、こちらは{len(ours.rows)}行）。",
                f"{table.key}: its rows differ ({table.rows} rows, ours has {len(ours.rows)}).",
            )


def _refused(receipt: Receipt, wrong: list[Bilingual]) -> ConfigurationError:
    """Say that a receipt confirms nothing, why, and what to do."""
    told, more = wrong[:_MOST_TOLD], len(wrong) - _MOST_TOLD
    if more > 0:
        told = [*told, Bilingual(f"ほかに{more}件あります。", f"{more} more.")]
    head = Bilingual(
        f"カタログ「{receipt.catalogue}」の受領書（{receipt.version}）では、反映を確認できません。引渡し先でもう一度「shinchoku publish --bundle」を実行し、新しい受領書を受け取ってください。何も記録していません。",
        f"the receipt of catalogue {receipt.catalogue!r} ({receipt.version}) confirms nothing: have “shinchoku publish --bundle” run again on the other side, and take the new receipt. Nothing was recorded.",
    )
    return ConfigurationError(
        "\n  ".join([head.ja, *(one.ja for one in told)]), "\n  ".join([head.en, *(one.en for one in told)])
    )
