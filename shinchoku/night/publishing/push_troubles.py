"""Why a catalogue cannot be brought to a publication, each in a sentence that says what helps."""

from collections.abc import Sequence

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import CatalogueDiffersError, CatalogueUnreadError
from shinchoku.catalogues.things import CONTENT, CatalogueStep, Value

_MOST = 5
_SEEN = frozenset({CONTENT, "digest"})
"""What tells of a file or of a table what came, in one word."""


def shows_something_else(name: str, wrong: Sequence[CatalogueStep]) -> CatalogueDiffersError:
    """Say what a catalogue shows that it was not told, although it took every write."""
    things, fields = (
        _things(wrong),
        ", ".join(sorted({change.name for step in wrong for change in step.changes})[:_MOST]),
    )
    return CatalogueDiffersError(
        f"カタログ「{name}」は書き込みをすべて受け付けましたが、読み返した内容が違います（{things.ja}: {fields}）。"
        f"夜間処理はこのカタログへの書き込みを止めます。shinchoku publish --catalogue {name} --dry-run で違いを確かめてください。"
        "カタログ側の拡張機能が値を書き換えている場合は、管理者に止めてもらうか、--keep でその違いを理由付きで認めてください。",
        f"the catalogue {name!r} took every write and shows something else ({things.en}: {fields}). The night writes"
        f" no more to it: see shinchoku publish --catalogue {name} --dry-run. If an extension of the catalogue rewrites"
        " values, have that stopped, or keep the difference with --keep and a reason.",
    )


def changed_again(name: str, undecided: Sequence[CatalogueStep]) -> CatalogueDiffersError:
    """Say that others changed again what a person keeps as others had made it, so that we have nothing to restore."""
    things = _things(undecided)
    return CatalogueDiffersError(
        f"カタログ「{name}」で、理由を付けて維持しているもの（{things.ja}）が、さらに変更されました。維持していた内容はこちらに"
        "ないため、元に戻せません。いまの内容を維持するなら --keep をもう一度、公表した内容に戻すなら --keep に --undo を付けて、"
        "理由とともに実行してください。",
        f"in the catalogue {name!r}, others changed again what is kept for a reason ({things.en}). What was kept is not"
        " ours, so it cannot be put back: keep what is there now with --keep, or go back to what was released with"
        " --keep and --undo, with a reason.",
    )


def not_as_downloaded(name: str, unread: Sequence[CatalogueStep], writes: int) -> CatalogueUnreadError:
    """Say that the catalogue says the right thing of files that come as something else when they are downloaded."""
    things = _things(unread)
    came = (change for step in unread for change in step.changes if change.name in _SEEN)
    got = sorted({_shown(change.before) for change in came})
    what = ", ".join(got[:_MOST])
    done = Bilingual("", "") if writes else Bilingual("何も書き込まずに", " nothing was written, and")
    return CatalogueUnreadError(
        f"カタログ「{name}」の登録内容は正しいのですが、ダウンロードすると公表した内容と違います（{things.ja}、得られたもの: {what}）。"
        "途中のキャッシュやプロキシ、サーバーの保存領域の不具合が考えられます。{done.ja}次の夜に確かめ直します。"
        "続くときは、カタログの管理者に連絡してください。保存領域のファイルが壊れているとわかった場合は、そのリソースをCKANで"
        f"削除して shinchoku publish --catalogue {name} を実行すると、同じアドレスに登録し直します。",
        f"the catalogue {name!r} says what it should, but what is downloaded is not what was released ({things.en}; got:"
        f" {what}). A cache, a proxy or the server's storage may be at fault:{done.en} it is looked at"
        " again the next night. If this goes on, tell those who run the catalogue. If the stored file is known to be"
        f" damaged, delete that resource in CKAN and run shinchoku publish --catalogue {name}: it comes back under"
        " the same address.",
        frozenset(step.key for step in unread),
    )


def _things(steps: Sequence[CatalogueStep]) -> Bilingual:
    """Name the first few things."""
    keys, more = [step.key for step in steps[:_MOST]], len(steps) - _MOST
    rest = Bilingual(f"ほか{more}件", f" and {more} more") if more > 0 else Bilingual("", "")
    return Bilingual("、".join(keys) + rest.ja, ", ".join(keys) + rest.en)


def _shown(value: Value) -> str:
    """Return what was got: a refusal of the server, or the beginning of a hash."""
    text = value if isinstance(value, str) else " ".join(value)
    return text if text.startswith("HTTP ") else f"sha256 {text[:12]}"
