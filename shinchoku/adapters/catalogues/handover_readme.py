"""What stands in a bundle for the people on the other side: what it is, how to check it, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from shinchoku.catalogues.handover import receipt_name
from shinchoku.catalogues.publication import Publication
from shinchoku.register.catalogues import CatalogueSettings

_TEXT = """\
# 引渡しファイル / Hand-over bundle

データセット「{dataset}」（計画 {plan}）の {version} を、インターネット側のカタログに反映するためのファイルです。
これまでの全{count}版を含みます（約{size}）。トークンやパスワードは入っていません。

This folder brings version {version} of the dataset `{dataset}` (plan {plan}) to the catalogues below. It holds all
{count} versions ({size}), and no token or password.

## 1. 確かめる / Check it

このフォルダーで実行します。すべて「OK」になれば、コピーは正しく行われています。

    sha256sum --check --quiet SHA256SUMS

引渡し元の画面に出た番号と、`bundle.json` のハッシュが同じことも確かめてください。

    sha256sum bundle.json

Run both in this folder: no line of the first may fail, and the second has to print the digest that was shown where the bundle was made.

## 2. 反映する / Carry it out

進捗（shinchoku）を入れたコンピューターで、次の環境変数を設定します。

Set these on a machine that has shinchoku:

| 環境変数 / Variable | 内容 / Content |
|---|---|
{variables}

次に、このフォルダーを指定して実行します。`--dry-run` を付けると、何が変わるかだけを表示します。

Then name this folder; with `--dry-run` it only shows what would change.

    shinchoku publish --bundle DIR

途中で止まっても、もう一度同じコマンドを実行すれば続きから行われます。済んだものを二重に行うことはありません。

If it stops half-way, run it again: nothing is done twice.

## 3. 受領書を返す / Send the receipt back

終わると、次のファイルができます。引渡し元に返してください。返すまで、引渡し元では「引渡し済み・未確認」のままです。

{receipts}

引渡し元では、次のコマンドで取り込みます。

These files appear. Send them back: until then the outbox over there says “handed over, unconfirmed”. There, take each in with:

    shinchoku publish --receipt FILE
"""


def readme(publication: Publication, catalogues: Sequence[CatalogueSettings], size: str) -> str:
    """Return the text of お読みください.md."""
    return _TEXT.format(
        dataset=publication.dataset,
        plan=publication.plan_id,
        version=publication.newest.version,
        count=len(publication.versions),
        size=size,
        variables="\n".join(dict.fromkeys(line for one in catalogues for line in _variables(one))),
        receipts="\n".join(f"- `{receipt_name(one.name)}`" for one in catalogues),
    )


def _variables(catalogue: CatalogueSettings) -> list[str]:
    """Return the lines about what has to be set for a catalogue."""
    variables = catalogue.variables_to_set()
    if not variables:
        return [f"| – | カタログ「{catalogue.name}」には不要です / `{catalogue.name}` needs none |"]
    return [f"| `{variable}` | {words.ja} / {words.en} |" for variable, words in variables.items()]
