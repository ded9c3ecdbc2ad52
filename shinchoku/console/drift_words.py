"""What the fields of a catalogue are called, for those who read what others changed there."""

from collections.abc import Iterable

from shinchoku.bilingual import Bilingual
from shinchoku.console.request_context import RequestContext

_FIELDS = {
    "content": Bilingual("内容", "content"),
    "hash": Bilingual("内容", "content"),
    "sha256": Bilingual("内容", "content"),
    "digest": Bilingual("表の行", "rows"),
    "rows": Bilingual("表の行", "rows"),
    "columns": Bilingual("表の列", "columns"),
    "size": Bilingual("大きさ", "size"),
    "url": Bilingual("ファイルのアドレス", "address of the file"),
    "url_type": Bilingual("ファイルの種類", "kind of file"),
    "name": Bilingual("名前", "name"),
    "title": Bilingual("題名", "title"),
    "notes": Bilingual("説明", "description"),
    "description": Bilingual("説明", "description"),
    "tags": Bilingual("タグ", "tags"),
    "groups": Bilingual("グループ", "groups"),
    "license_id": Bilingual("ライセンス", "licence"),
    "owner_org": Bilingual("組織", "organisation"),
    "version": Bilingual("版", "version"),
    "format": Bilingual("形式", "format"),
    "mimetype": Bilingual("形式", "format"),
    "private": Bilingual("非公開の設定", "whether it is private"),
    "state": Bilingual("削除の状態", "whether it is deleted"),
}
"""What fields of a catalogue are called; those of a city's own form keep their names."""


def field_words(context: RequestContext, fields: Iterable[str]) -> list[str]:
    """Return what fields are called, each once."""
    words = (_FIELDS.get(name, Bilingual(name, name)).in_language(context.language) for name in fields)
    return list(dict.fromkeys(words))
