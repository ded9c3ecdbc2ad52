"""The files of a publication as CKAN resources: archived ones, and the stable ones that link to the newest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.publication import PublishedFile, PublishedVersion
from shinchoku.catalogues.things import Value
from shinchoku.package.build import CHANGELOG, DESCRIPTOR, README, SUMS, WORKBOOK

TABLE_SUFFIX: Final = ".csv"

_FIRST = (README, WORKBOOK, "items_wide.csv", "achievement.csv", "progress.csv", "indicators.csv")
"""What most readers look for; the rest follows as the package has it."""


@dataclass(frozen=True, slots=True)
class _Type:
    """How a kind of file is told."""

    format: str
    mimetype: str


_TYPES = {
    ".csv": _Type("CSV", "text/csv"),
    ".json": _Type("JSON", "application/json"),
    ".md": _Type("MD", "text/markdown"),
    ".xlsx": _Type("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "": _Type("TXT", "text/plain"),
}
_ABOUT = {
    README: Bilingual("はじめにお読みください", "Read me first"),
    WORKBOOK: Bilingual("全表のExcelブック", "All tables in one Excel workbook"),
    DESCRIPTOR: Bilingual(
        "データパッケージの記述（全表の定義）", "Data package descriptor: every table's definition"
    ),
    CHANGELOG: Bilingual("変更履歴", "Changelog"),
    SUMS: Bilingual("各ファイルのハッシュ値（SHA-256）", "Hashes of the files (SHA-256)"),
}


def reading_order(version: PublishedVersion) -> tuple[str, ...]:
    """Return a version's files in the order in which people look for them."""
    names = [*version.resources, *(name for name in _ABOUT if name in version.files)]
    first = [name for name in _FIRST if name in names]
    return (*first, *(name for name in names if name not in first))


def title_of(version: PublishedVersion, name: str) -> Bilingual:
    """Return what a file is called, in both languages."""
    declared = version.resources.get(name)
    if declared is None:
        return _ABOUT[name]
    return Bilingual(str(declared["title"]), str(declared["title_en"]))


def archived_fields(
    version: PublishedVersion, file: PublishedFile, identifier: str, address: str
) -> Mapping[str, Value]:
    """Return the fields of one version's file, which never changes; only its mark of withdrawal may come.

    `url` and `url_type` decide what is downloaded: a link of somebody else's in their place is not our file.
    """
    title = title_of(version, file.name)
    mark = Bilingual("【取下げ】", "[Withdrawn] ") if version.withdrawn else Bilingual("", "")
    return {
        **_common(file, identifier),
        "name": f"{mark.ja}{title.ja}（{version.version}）",
        "description": f"{mark.ja}{version.version} に公表した版の {file.name} です。\n\n"
        f"{mark.en}{title.en}, as released in version {version.version}.",
        "url": address,
        "url_type": "upload",
    }


def is_of(resource: Mapping[str, Any], version: PublishedVersion, name: str) -> bool:
    """Tell whether a resource of an archive says that it is a version's file: by its name, and the end of its address."""
    said, address = str(resource.get("name", "")), str(resource.get("url", ""))
    return said.endswith(f"（{version.version}）") and address.rpartition("/")[2] == name.lower()


def current_fields(
    version: PublishedVersion, file: PublishedFile, identifier: str, address: str, stable: str
) -> Mapping[str, Value]:
    """Return the fields of the resource that always leads to the newest version of a file.

    `address` is where that version's file lies, `stable` the address that leads to whichever is the newest.
    Without `url_type` CKAN leads to the address; a file that somebody uploads over the link would be served in
    its place for as long as that says `upload`. CKAN's lists show as many whole words as fit, so that sentences
    are divided by a space. Each carries the version: CKAN reads a dataset and its resources one after the other, so that in the moment
    of a switch the dataset's own version may be the one before.
    """
    title = title_of(version, file.name)
    declared = version.resources.get(file.name, {})
    about = Bilingual(str(declared.get("description", "")), str(declared.get("description_en", "")))
    return {
        **_common(file, identifier),
        "name": title.ja,
        "description": f"{title.ja}（{file.name}）。 {about.ja.replace('。', '。 ').strip()}".strip()
        + f"\n\n次のアドレスは、いつも最新の版のファイルにつながります: {stable}\n\n{title.en}. {about.en}".rstrip(),
        "url": address,
        "url_type": "",
        "version": version.version,
        "last_modified": f"{version.as_of.isoformat()}T00:00:00",
    }


def media_type(name: str) -> str:
    """Return a file's media type."""
    return _type(name).mimetype


def format_name(name: str) -> str:
    """Return the word for a file's format, as CKAN's pages have it."""
    return _type(name).format


def _common(file: PublishedFile, identifier: str) -> Mapping[str, Value]:
    """Return what CKAN keeps of any file; it computes none of these by itself, and serves what it is told."""
    kind = _type(file.name)
    return {
        "id": identifier,
        "format": kind.format,
        "mimetype": kind.mimetype,
        "hash": file.sha256,
        "size": str(file.size),
    }


def _type(name: str) -> _Type:
    """Return how a file of that name is told."""
    _, dot, suffix = name.rpartition(".")
    return _TYPES.get(f"{dot}{suffix}" if dot else "", _TYPES[""])
