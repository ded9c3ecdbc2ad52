"""The fields of a CKAN dataset: CKAN's own, the facts of the server's own form, and what goes into extra fields."""

from collections.abc import Iterable, Mapping, Sequence

from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.ckan.settings import CkanLayout, CkanSettings
from shinchoku.catalogue_kinds.ckan.wanted.dcat import (
    EXTRA_NAMES,
    LICENCES,
    SHA256,
    as_addresses,
    dcat_facts,
    spelled,
)
from shinchoku.catalogue_kinds.ckan.wanted.forms import CkanForm, Spellings
from shinchoku.catalogue_kinds.ckan.wanted.names import MARK, clean_tags, mark
from shinchoku.catalogue_kinds.ckan.wanted.placing import (
    EXTRA,
    Said,
    left_out,
    of_datasets,
    of_resources,
    placed,
    planned,
)
from shinchoku.catalogue_kinds.ckan.wanted.server import Server
from shinchoku.catalogues.facts import SEPARATOR, Fact, facts_of
from shinchoku.catalogues.publication import Publication, PublishedVersion
from shinchoku.catalogues.things import Value

Fields = Mapping[str, Value]

_USUAL: Mapping[str, Fact] = {
    "管理ID": Fact.IDENTIFIER,
    "全国地方公共団体コード": Fact.MUNICIPALITY_CODE,
    "計画の名称": Fact.PLAN_TITLE,
    "対象期間": Fact.PERIOD,
    "対象地域": Fact.SPATIAL,
    "更新頻度": Fact.UPDATE_FREQUENCY,
    "最終更新日": Fact.RELEASED_ON,
    "出典の表示": Fact.ATTRIBUTION,
    "問い合わせ先": Fact.CONTACT,
    "言語": Fact.LANGUAGE,
}
"""The extra fields of a dataset where the plan says nothing else (GIF: 管理ID, タイトル, 説明, 最終更新日)."""

_OWN = ("license_id", "author", "author_email", "maintainer", "maintainer_email", "url")
"""CKAN's own fields that a plan may choose otherwise."""
_PEOPLE = ("author", "author_email", "maintainer", "maintainer_email")


def current_fields(
    publication: Publication,
    settings: CkanSettings,
    server: Server,
    name: str,
    archives: Sequence[str] = (),
) -> tuple[Fields, tuple[Bilingual, ...]]:
    """Return the fields of the current dataset, and what was changed to fit CKAN.

    `archives` are the addresses that stand for the archives.

    Raises:
        ConfigurationError: if the plan puts something into a field that is no fact.
    """
    facts = facts_of(publication)
    tags, warnings = clean_tags(tuple(str(tag) for tag in publication.about["keywords"]))
    notes = [facts[Fact.DESCRIPTION], facts[Fact.DESCRIPTION_EN]]
    if settings.layout is CkanLayout.ARCHIVE:
        notes.append(_where_versions_are(name))
    said = {
        **{key: Said((facts[fact],), f"{EXTRA}{key}") for key, fact in _USUAL.items()},
        **_dcat(settings, server, facts, publication.versions, {"related_resource": archives}),
    }
    own = _own(publication, settings, server, facts, name)
    fixed: dict[str, Value] = {
        **_fixed(server),
        "name": name,
        "title": facts[Fact.TITLE],
        "notes": "\n\n".join(notes),
        "version": facts[Fact.VERSION],
        "tags": tags,
        "groups": tuple(sorted(settings.groups)),
        f"{EXTRA}{MARK}": mark(publication, settings.name, "current"),
    }
    fields, left = _filled(settings, server, facts, {**own, **said}, fixed)
    return fields, (*warnings, *left)


def archive_fields(
    publication: Publication,
    settings: CkanSettings,
    server: Server,
    name: str,
    year: int,
    current: Sequence[str] = (),
) -> Fields:
    """Return the fields of the archive of a calendar year: the form of the server holds for it, too.

    `current` is the address that stands for the current dataset. Extra fields are ckanext-dcat's alone.

    Raises:
        ConfigurationError: if the plan puts something into a field that is no fact.
    """
    facts = dict(facts_of(publication))
    title = facts[Fact.TITLE]
    facts[Fact.IDENTIFIER] = f"{facts[Fact.IDENTIFIER]}-{year}"
    versions = [one for one in publication.versions if one.as_of.year == year]
    tags, _ = clean_tags(tuple(str(tag) for tag in publication.about["keywords"]))
    fixed: dict[str, Value] = {
        **_fixed(server),
        "name": name,
        "title": f"{title}（{year}年に公表した各版）",
        "notes": f"{_archive_words(title, facts[Fact.TITLE_EN], year)}\n\n{facts[Fact.DESCRIPTION]}",
        f"{EXTRA}{MARK}": mark(publication, settings.name, f"archive-{year}"),
        **({"tags": tags} if _requires_tags(server.dataset_form) else {}),
    }
    said = _dcat(settings, server, facts, versions, {"is_version_of": current})
    own = _own(publication, settings, server, facts, name)
    fields, _ = _filled(settings, server, facts, {**own, **said}, fixed)
    extras = {f"{EXTRA}{key}" for key in EXTRA_NAMES.values()} if server.has_dcat else frozenset[str]()
    kept = {*fixed, *extras}
    return {key: value for key, value in fields.items() if key in kept or not key.startswith(EXTRA)}


def resource_fields(
    publication: Publication, version: PublishedVersion, settings: CkanSettings, server: Server
) -> tuple[Fields, tuple[Bilingual, ...]]:
    """Return what a version's resources have by the server's own form or for ckanext-dcat, and what does not fit.

    Raises:
        ConfigurationError: if the plan puts something into a field that is no fact.
    """
    facts, form = facts_of(publication), server.resource_form
    day = (version.as_of.isoformat(),)
    known, *others = _licence(version.descriptor["licenses"])
    for_dcat: Mapping[str, Spellings] = {
        "hash_algorithm": (SHA256,),
        "license": (others[-1], known, *others) if others else ("",),
        "issued": day,
        "modified": day,
    }
    usual = {name: Said(texts, name if server.has_dcat else "") for name, texts in for_dcat.items()}
    language = spelled(Fact.LANGUAGE, facts[Fact.LANGUAGE])
    usual["language"] = Said((*language[1:], language[0]), "language") if server.has_dcat else Said(language)
    said = planned(usual, settings.name, of_resources(settings.fields), facts)
    done = placed(said, form)
    fields = {name.removeprefix(EXTRA): value for name, value in done.fields.items()}
    return fields, left_out(form, done.left)


def _filled(
    settings: CkanSettings,
    server: Server,
    facts: Mapping[Fact, str],
    usual: Mapping[str, Said],
    fixed: Fields,
) -> tuple[Fields, tuple[Bilingual, ...]]:
    """Return a dataset's fields by the plan and the server's form, and what could not be filled."""
    form = server.dataset_form
    said = planned(usual, settings.name, of_datasets(settings.fields), facts)
    done = placed(said, form)
    empty = {name: "" for name in _OWN if name in said and not said[name].texts[0]}
    fields = {**empty, **done.fields, **fixed}
    return fields, left_out(form, done.left)


def _requires_tags(form: CkanForm) -> bool:
    """Tell whether the server takes no dataset without tags."""
    return "tag_string" in form and form["tag_string"].is_required


def _fixed(server: Server) -> Fields:
    """Return what no plan chooses otherwise."""
    return {"owner_org": server.organization_id, "private": "false", "state": "active"}


def _own(
    publication: Publication, settings: CkanSettings, server: Server, facts: Mapping[Fact, str], name: str
) -> Mapping[str, Said]:
    """Return what goes into CKAN's own fields of a dataset, and what the choices of a form may call it.

    Where a form for DCAT has a contact of its own, ckanext-dcat would make a second one of author and maintainer.
    """
    author = settings.author or facts[Fact.PUBLISHER]
    form, page = server.dataset_form, f"{server.site_url}/dataset/{name}" if server.has_dcat else ""
    texts: tuple[Spellings, ...] = (
        _licence(publication.about["licenses"]),
        (author,),
        (settings.author_email,),
        (settings.maintainer or author,),
        (settings.maintainer_email,),
        (settings.page_url or page,),
    )
    said = dict(zip(_OWN, texts, strict=True))
    if server.has_dcat and "contact" in form:
        said |= {name: ("",) for name in _PEOPLE if name not in form}
    return {name: Said(texts, name) for name, texts in said.items()}


def _licence(licences: Iterable[Mapping[str, str]]) -> Spellings:
    """Return CKAN's identifier of the first licence that it knows, and what else it is called; its address last."""
    known = next((one for one in licences if one["name"] in LICENCES), None)
    if known is None:
        return ("notspecified",)
    return LICENCES[known["name"]], known["name"], known["title"], known["path"]


def _dcat(
    settings: CkanSettings,
    server: Server,
    facts: Mapping[Fact, str],
    versions: Iterable[PublishedVersion],
    related: Mapping[str, Sequence[str]],
) -> Mapping[str, Said]:
    """Return what forms and ckanext-dcat know by names of their own; `related` are addresses of other datasets."""
    said = dcat_facts(facts, settings, tuple(versions))
    if not server.has_dcat:
        return {name: Said(texts) for name, texts in said.items()}
    others = {name: (SEPARATOR.join(addresses),) for name, addresses in related.items()}
    return {
        name: Said(texts, f"{EXTRA}{EXTRA_NAMES[name]}" if name in EXTRA_NAMES else "")
        for name, texts in {**as_addresses(said, settings), **others}.items()
    }


def _archive_words(title: str, title_en: str, year: int) -> str:
    """Say what an archive is, in both languages."""
    return (
        f"「{title}」の、{year}年に公表したすべての版です。ファイルは公表後に変わりません。"
        "最新の版は、現行のデータセットをご利用ください。\n\n"
        f"Every version of “{title_en}” that was released in {year}; the files never change."
    )


def _where_versions_are(name: str) -> str:
    """Say where older versions are found, in both languages."""
    return (
        f"過去の版は、データセット「{name}-releases-（公表した西暦年）」にあります。"
        f"Earlier versions are in the datasets “{name}-releases-(year of release)”."
    )
