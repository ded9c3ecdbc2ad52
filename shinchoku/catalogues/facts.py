"""What is said of a dataset in a catalogue's fields: a closed list of facts, and their text for a publication."""

from collections.abc import Iterator, Mapping

from schemas.codes import CodeList
from shinchoku.catalogues.publication import JsonObject, Publication
from shinchoku.errors import ConfigurationError

SEPARATOR = ";"
"""Between several values of one field, as 自治体標準オープンデータセット has it."""


class Fact(CodeList):
    """What a field of a catalogue can be filled with."""

    TITLE = "title", "タイトル", "Title"
    TITLE_EN = "title_en", "英語のタイトル", "English title"
    DESCRIPTION = (
        "description",
        "説明（出典の表示とライセンスを含む）",
        "Description, attribution and licence",
    )
    DESCRIPTION_EN = "description_en", "英語の説明", "English description, attribution and licence"
    TAGS = "tags", "タグ", "Tags"
    LICENCE = "licence", "ライセンス", "Licence"
    ATTRIBUTION = "attribution", "出典の表示", "Attribution"
    PUBLISHER = "publisher", "公表者", "Publisher"
    CONTACT = "contact", "問い合わせ先", "Contact"
    UPDATE_FREQUENCY = "update_frequency", "更新頻度", "Update frequency"
    PERIOD_START = "period_start", "対象期間の始め", "First day covered"
    PERIOD_END = "period_end", "対象期間の終わり", "Last day covered"
    PERIOD = "period", "対象期間", "Period covered"
    SPATIAL = "spatial", "対象地域", "Area covered"
    MUNICIPALITY_CODE = "municipality_code", "全国地方公共団体コード", "Local government code"
    IDENTIFIER = "identifier", "管理ID", "Identifier"
    VERSION = "version", "版", "Version"
    RELEASED_ON = "released_on", "最終更新日", "Date of the newest release"
    LANGUAGE = "language", "言語", "Language"
    SOURCES = "sources", "原典", "Sources"
    PLAN_TITLE = "plan_title", "計画の名称", "Title of the plan"


def facts_of(publication: Publication) -> Mapping[Fact, str]:
    """Return the text of every fact, as the newest version states it; nothing is left out, some may be empty."""
    about = publication.about
    period = about["temporal"]
    licence = _licence(about)
    return {
        Fact.TITLE: str(about["title"]),
        Fact.TITLE_EN: str(about["title_en"]),
        Fact.DESCRIPTION: (
            f"{about['description']}\n\n出典の表示：{about['attribution']}\nライセンス：{licence}"
        ),
        Fact.DESCRIPTION_EN: (
            f"{about['description_en']}\n\nAttribution: {about['attribution']}\nLicence: {licence}"
        ),
        Fact.TAGS: SEPARATOR.join(about["keywords"]),
        Fact.LICENCE: licence,
        Fact.ATTRIBUTION: str(about["attribution"]),
        Fact.PUBLISHER: SEPARATOR.join(_publishers(about)),
        Fact.CONTACT: str(about["contact"]),
        Fact.UPDATE_FREQUENCY: str(about["update_frequency"]),
        Fact.PERIOD_START: str(period["start"]),
        Fact.PERIOD_END: str(period["end"]),
        Fact.PERIOD: f"{period['start']}/{period['end']}",
        Fact.SPATIAL: str(about["spatial"]["name"]),
        Fact.MUNICIPALITY_CODE: publication.municipality_code,
        Fact.IDENTIFIER: f"{publication.municipality_code}-{publication.plan_id}",
        Fact.VERSION: publication.newest.version,
        Fact.RELEASED_ON: publication.newest.as_of.isoformat(),
        Fact.LANGUAGE: "ja",
        Fact.SOURCES: SEPARATOR.join(
            f"{one['title']} {one.get('path', '')}".strip() for one in about["sources"]
        ),
        Fact.PLAN_TITLE: str(about["plan"]["title"]),
    }


def fields_of(catalogue: str, chosen: Mapping[str, str]) -> Mapping[str, Fact | None]:
    """Return what each field of a catalogue takes by the plan's settings; nothing for one that is left out.

    Raises:
        ConfigurationError: if a field is to take what is no fact.
    """
    return {field: _fact(catalogue, field, name) if name else None for field, name in chosen.items()}


def _fact(catalogue: str, field: str, name: str) -> Fact:
    """Return a fact by its name."""
    try:
        return Fact.of(name)
    except ValueError:
        known = ", ".join(Fact)
        raise ConfigurationError(
            f"plan.toml の catalogues「{catalogue}」の fields「{field}」に指定した {name} は使えません。次のどれかを書いてください: {known}",
            f"plan.toml, catalogues {catalogue!r}, fields {field!r}: there is no fact {name!r}; write one of: {known}",
        ) from None


def _publishers(about: JsonObject) -> Iterator[str]:
    """Yield who publishes; whom to ask is another contributor."""
    yield from (str(one["title"]) for one in about["contributors"] if "publisher" in one["roles"])


def _licence(about: JsonObject) -> str:
    """Return the licence with its version and where its text stands."""
    return SEPARATOR.join(f"{one['title']} ({one['name']}) {one['path']}" for one in about["licenses"])
