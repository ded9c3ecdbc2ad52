"""A dataset's fields in CKAN: without a form, with ckanext-dcat, in a form of the city's own, and as the plan says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders.ckan_servers import MOMENT, REQUIRED, SITE, TEXTS, choices, field, parts, server
from builders.handovers import city_ckan
from builders.publications import Tree

from shinchoku.catalogue_kinds.ckan.wanted.fields import archive_fields, current_fields, resource_fields
from shinchoku.catalogue_kinds.ckan.wanted.forms import form_of
from shinchoku.catalogue_kinds.ckan.wanted.placing import require_all
from shinchoku.catalogue_kinds.ckan.wanted.server import Server
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import Value
from shinchoku.errors import ConfigurationError

PLAIN = server("datastore")
DCAT = server("dcat")
EU = "http://publications.europa.eu/resource/authority"
ANNUAL, JAPANESE, GOVERNMENT = f"{EU}/frequency/ANNUAL", f"{EU}/language/JPN", f"{EU}/data-theme/GOVE"
FULL = (
    field("publisher", **parts("uri", "name")),
    field("contact", **parts("name", "email", "url")),
    field("temporal_coverage", **parts("start", "end")),
    field("spatial_coverage", **parts("text", "geom")),
    field("language", **TEXTS),
    field("identifier"),
    field("frequency"),
    field("issued"),
    field("modified", **MOMENT),
    field("theme", **TEXTS),
)
"""What ckanext-dcat's own form has, in short."""


@pytest.fixture
def published(tmp_path: Path) -> Publication:
    """Two versions of 海辺市's plan, in two years."""
    tree = Tree(tmp_path)
    tree.release("2026-11-23")
    return tree.release("2027-01-02")


def said_by(publication: Publication, **about: object) -> Publication:
    """Return a publication whose newest version says something else of itself."""
    newest = replace(publication.newest, descriptor={**publication.newest.descriptor, **about})
    return replace(publication, versions=(*publication.versions[:-1], newest))


def filled(publication: Publication, at: Server, **settings: Any) -> dict[str, Value]:  # noqa: ANN401 -- settings of a catalogue
    """Return the fields of the current dataset."""
    return dict(current_fields(publication, city_ckan(**settings), at, "204218-umibe-plan")[0])


def notes(publication: Publication, at: Server, **settings: Any) -> list[str]:  # noqa: ANN401 -- settings of a catalogue
    """Return what did not fit, but for tags."""
    said = current_fields(publication, city_ckan(**settings), at, "204218-umibe-plan")[1]
    return [note.en for note in said if "tag" not in note.en]


def test_without_a_form_facts_are_extra_fields(published: Publication) -> None:
    """CKAN's own fields, and GIF's in Japanese; ckanext-dcat's only where it is there."""
    fields = filled(published, PLAIN, author="政策課", groups=["keikaku"])
    assert [(name, fields[name]) for name in ("license_id", "author", "maintainer", "version", "url")] == [
        ("license_id", "cc-by"),
        ("author", "政策課"),
        ("maintainer", "政策課"),
        ("version", "2027-01-02"),
        ("url", ""),
    ]
    assert {name: value for name, value in fields.items() if name.startswith("extras:")} == {
        "extras:管理ID": "204218-umibe",
        "extras:全国地方公共団体コード": "204218",
        "extras:計画の名称": "海辺市の計画",
        "extras:対象期間": "2023-04-01/2024-03-31",
        "extras:対象地域": "海辺市",
        "extras:更新頻度": "年次",
        "extras:最終更新日": "2027-01-02",
        "extras:出典の表示": "海辺市「海辺市の計画」",
        "extras:問い合わせ先": "opendata@umibe.example.jp",
        "extras:言語": "ja",
        "extras:shinchoku_id": "204218/umibe/city/current",
    }
    assert fields["tags"] == ("KPI 指標", "行政経営プラン")
    assert fields["groups"] == ("keikaku",)


def test_without_a_form_ckanext_dcat_gets_the_extra_fields_that_it_reads(published: Publication) -> None:
    """Flat names, and the EU's word for a frequency; people still read 年次."""
    plain, fields = filled(published, PLAIN), filled(published, DCAT)
    assert {name.removeprefix("extras:"): fields[name] for name in fields if name not in plain} == {
        "identifier": "204218-umibe",
        "issued": "2026-11-23",
        "modified": "2027-01-02",
        "language": JAPANESE,
        "frequency": ANNUAL,
        "theme": GOVERNMENT,
        "publisher_name": "海辺市",
        "contact_name": "海辺市",
        "contact_email": "opendata@umibe.example.jp",
        "temporal_start": "2023-04-01",
        "temporal_end": "2024-03-31",
        "spatial_text": "海辺市",
    }
    assert (fields["extras:更新頻度"], fields["extras:言語"]) == ("年次", "ja")
    assert (plain["url"], fields["url"]) == ("", f"{SITE}/dataset/204218-umibe-plan")


def test_a_form_takes_facts_in_its_own_shape(published: Publication) -> None:
    """Nothing of it stands among the extra fields, which CKAN would refuse."""
    fields = filled(published, server("scheming_datasets", "dcat", dataset=FULL))
    items = {name: json.loads(str(fields[name])) for name in ("publisher", "contact", "temporal_coverage")}
    assert items == {
        "publisher": [{"name": "海辺市"}],
        "contact": [{"name": "海辺市", "email": "opendata@umibe.example.jp"}],
        "temporal_coverage": [{"start": "2023-04-01", "end": "2024-03-31"}],
    }
    assert (fields["language"], fields["theme"]) == ((JAPANESE,), (GOVERNMENT,))
    assert (fields["frequency"], fields["issued"]) == (ANNUAL, "2026-11-23")
    assert fields["modified"] == "2027-01-02T00:00:00"
    assert not {"extras:identifier", "extras:publisher_name"} & fields.keys()
    assert notes(published, server("scheming_datasets", dataset=FULL)) == []


@pytest.mark.parametrize(
    ("declared", "name", "value"),
    [
        (field("publisher"), "publisher", "海辺市"),
        (field("contact"), "contact", "opendata@umibe.example.jp"),
        (field("temporal_coverage"), "temporal_coverage", "2023-04-01/2024-03-31"),
        (field("publisher_name"), "publisher_name", "海辺市"),
        (field("temporal_start"), "temporal_start", "2023-04-01"),
        (field("frequency"), "frequency", "年次"),
        (field("frequency", **choices(y="年次")), "frequency", "y"),
        (field("frequency", **choices(ANNUAL)), "frequency", ANNUAL),
        (field("language", **TEXTS, **choices(f"{EU}/language/JPN")), "language", (f"{EU}/language/JPN",)),
        (field("spatial_coverage", **choices("204218")), "spatial_coverage", "204218"),
        (field("license_id", **choices("CC-BY-4.0")), "license_id", "CC-BY-4.0"),
        (field("管理ID"), "管理ID", "204218-umibe"),
    ],
)
def test_forms_of_other_makers_are_filled(
    published: Publication, declared: dict[str, Any], name: str, value: Value
) -> None:
    """Plain fields, flat names of older forms, and choices under whatever name they know the fact."""
    fields = filled(published, server("scheming_datasets", dataset=[declared]))
    assert fields[name] == value
    assert f"extras:{name}" not in fields


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        (field("frequency", **choices("daily", "weekly")), "frequency (daily, weekly)"),
        (field("contact", **parts("name", phone=True)), "contact (contact.name, contact.phone)"),
        (field("license_id", **choices(*"abcdefghi")), "license_id (a, b, c, d, e, f, g, h, …)"),
    ],
)
def test_what_a_form_cannot_take_is_left_out_with_a_note(
    published: Publication, declared: dict[str, Any], name: str
) -> None:
    """The dataset is published without it; the note names the field and what it allows."""
    at = server("scheming_datasets", dataset=[declared])
    assert declared["field_name"] not in filled(published, at)
    (note,) = notes(published, at)
    assert f"{name.partition(' ')[0]!r} {name.partition(' ')[2]} of the catalogue's form" in note


def test_the_plan_says_more_less_or_something_else(published: Publication) -> None:
    """A fact, a text of its own, nothing; of CKAN's own fields, of extra ones, and of the form's."""
    at = server("scheming_datasets", "dcat", dataset=FULL)
    fields = filled(
        published,
        at,
        fields={
            "公表者": "publisher",
            "担当": "=政策課",
            "言語": "",
            "author": "=政策課",
            "maintainer": "",
            "theme": "=gove;soci",
            "contact.name": "=政策課",
            "publisher_name": "=海辺市長",
            "spatial_coverage": "",
            "temporal_coverage": '=[{"start": "2024"}]',
        },
    )
    assert (fields["extras:公表者"], fields["extras:担当"]) == ("海辺市", "政策課")
    assert fields["author"] == "政策課"
    assert not {"maintainer", "extras:言語", "spatial_coverage"} & fields.keys()
    assert fields["theme"] == ("gove", "soci")
    assert json.loads(str(fields["contact"]))[0]["name"] == "政策課"
    assert json.loads(str(fields["publisher"])) == [{"name": "海辺市長"}]
    assert json.loads(str(fields["temporal_coverage"])) == [{"start": "2024"}]


def test_an_extra_field_that_the_plan_names_is_there_without_ckanext_dcat(published: Publication) -> None:
    """Who names it wants it: under the name that ckanext-dcat reads."""
    fields = filled(published, PLAIN, fields={"publisher_name": "publisher", "contact.name": "=課"})
    assert (fields["extras:publisher_name"], fields["extras:contact_name"]) == ("海辺市", "課")


def test_a_fact_that_is_none_is_a_mistake_of_the_plan(published: Publication) -> None:
    """The message names the field."""
    with pytest.raises(ConfigurationError) as caught:
        filled(published, PLAIN, fields={"担当": "oops"})
    assert "担当" in caught.value.message.en


@pytest.mark.parametrize(
    ("contact", "settings", "item"),
    [
        ("opendata@umibe.example.jp", {}, {"name": "海辺市", "email": "opendata@umibe.example.jp"}),
        ("政策課 076-000-0000", {}, {"name": "政策課 076-000-0000"}),
        (
            "https://umibe.example.jp/ask (窓口)",
            {"maintainer": "政策課", "maintainer_email": "m@umibe.example.jp"},
            {"name": "政策課", "email": "m@umibe.example.jp", "url": "https://umibe.example.jp/ask"},
        ),
        (
            "",
            {"author": "政策課", "author_email": "a@umibe.example.jp"},
            {"name": "政策課", "email": "a@umibe.example.jp"},
        ),
    ],
)
def test_a_contact_is_told_by_its_parts(
    published: Publication, contact: str, settings: dict[str, object], item: dict[str, str]
) -> None:
    """An address of mail, of a page, or words; beside them who keeps the data."""
    at = server("scheming_datasets", dataset=[field("contact", **parts("name", "email", "url"))])
    fields = filled(said_by(published, contact=contact), at, **settings)
    assert json.loads(str(fields["contact"])) == [item]


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        ("月次", f"{EU}/frequency/MONTHLY"),
        ("毎日", f"{EU}/frequency/DAILY"),
        ("議会ごと", f"{EU}/frequency/OTHER"),
        ("", ""),
    ],
)
def test_frequencies_are_told_by_the_codes_of_the_eu(published: Publication, told: str, sent: str) -> None:
    """One that it does not have is another one to it: people still read the plan's own words."""
    fields = filled(said_by(published, update_frequency=told), DCAT)
    assert (fields.get("extras:frequency", ""), fields.get("extras:更新頻度", "")) == (sent, told)


def test_another_language_has_no_other_names(tmp_path: Path, published: Publication) -> None:
    """What the plan says of the language is taken as it is."""
    del tmp_path
    at = server("scheming_datasets", dataset=[field("language", **choices("en", "ja"))])
    assert filled(published, at, fields={"language": "=en"})["language"] == "en"


@pytest.mark.parametrize(
    ("licence", "identifier"), [("CC-BY-4.0", "cc-by"), ("CC0-1.0", "cc-zero"), ("X-1", "notspecified")]
)
def test_licences_have_the_names_that_ckan_has(published: Publication, licence: str, identifier: str) -> None:
    """One that CKAN does not know is told in the description alone."""
    licences = [{"name": licence, "title": "T", "path": "https://example.jp/licence"}]
    other = said_by(published, licenses=licences)
    assert filled(other, PLAIN)["license_id"] == identifier
    fields, _ = resource_fields(other, other.newest, city_ckan(), DCAT)
    assert fields.get("license", "") == ("" if identifier == "notspecified" else licences[0]["path"])


def test_where_versions_are_is_told_where_they_lie_in_datasets_of_their_own(published: Publication) -> None:
    """Not in the simpler layouts."""
    assert "204218-umibe-plan-releases-" in str(filled(published, PLAIN)["notes"])
    assert "-releases-" not in str(filled(published, PLAIN, layout="single")["notes"])


def test_an_archive_fills_the_form_too(published: Publication) -> None:
    """With an identifier and dates of its own; without a form it has no extra field but its mark and ckanext-dcat's."""
    at = server("scheming_datasets", "dcat", dataset=[*FULL, field("tag_string", **REQUIRED)])
    fields = archive_fields(published, city_ckan(), at, "204218-umibe-plan-releases-2026", 2026)
    assert (fields["identifier"], fields["issued"]) == ("204218-umibe-2026", "2026-11-23")
    assert fields["modified"] == "2026-11-23T00:00:00"
    assert fields["tags"] == ("KPI 指標", "行政経営プラン")
    chosen = city_ckan(fields={"担当": "=課"})
    plain = archive_fields(published, chosen, PLAIN, "204218-umibe-plan-releases-2026", 2026)
    assert [name for name in plain if name.startswith("extras:")] == ["extras:shinchoku_id"]
    assert "tags" not in plain
    assert plain["title"] == "海辺市の計画（2026年に公表した各版）"
    for_dcat = archive_fields(published, chosen, DCAT, "204218-umibe-plan-releases-2026", 2026, [f"{SITE}/d"])
    assert for_dcat["extras:identifier"] == "204218-umibe-2026"
    assert for_dcat["extras:is_version_of"] == f"{SITE}/d"
    assert "extras:担当" not in for_dcat


def test_datasets_name_each_other_as_ckanext_dcat_reads_it(published: Publication) -> None:
    """Beside a form several are a JSON list, in a form texts; nothing is said where it is not."""
    archives = [f"{SITE}/2026", f"{SITE}/2027"]
    settings = city_ckan(themes=["GOVE", "https://a.jp/t"])
    plain, for_dcat = (current_fields(published, settings, at, "n", archives)[0] for at in (PLAIN, DCAT))
    assert "extras:related_resource" not in plain
    assert json.loads(str(for_dcat["extras:related_resource"])) == archives
    assert json.loads(str(for_dcat["extras:theme"])) == [GOVERNMENT, "https://a.jp/t"]
    at = server("scheming_datasets", "dcat", dataset=[*FULL, field("related_resource", **TEXTS)])
    fields, _ = current_fields(published, city_ckan(), at, "n", archives)
    assert fields["related_resource"] == tuple(archives)


def test_a_form_with_a_contact_has_one_contact_in_dcat(published: Publication) -> None:
    """ckanext-dcat makes one of author and maintainer as well, so both stay empty, unless the form asks for them."""
    at = server("scheming_datasets", "dcat", dataset=[*FULL, field("author")])
    fields = filled(published, at, author="政策課", author_email="s@umibe.example.jp")
    assert [fields[name] for name in ("author", "author_email", "maintainer")] == ["政策課", "", ""]
    assert json.loads(str(fields["contact"])) == [{"name": "政策課", "email": "s@umibe.example.jp"}]


def test_resources_say_what_dcat_or_the_form_asks_for(published: Publication) -> None:
    """The kind of hash, the licence, the day; a language where the form has one; nothing on a plain server."""
    newest = published.newest
    assert resource_fields(published, newest, city_ckan(), PLAIN) == ({}, ())
    assert resource_fields(published, newest, city_ckan(), DCAT)[0] == {
        "hash_algorithm": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "issued": "2027-01-02",
        "modified": "2027-01-02",
        "language": JAPANESE,
    }
    form = [field("language", **TEXTS), field("license", **choices("cc-by")), field("status", **choices("a"))]
    chosen = {"resources.status": "=b", "resources.版": "version", "担当": "=課"}
    at = server("scheming_datasets", resource=form)
    fields, said = resource_fields(published, newest, city_ckan(fields=chosen), at)
    assert fields == {"language": ("ja",), "license": "cc-by", "版": "2027-01-02"}
    assert ["status" in one.en for one in said] == [True]


def test_every_missing_field_is_named_at_once() -> None:
    """With what it allows, and with a line for the plan file."""
    dataset = form_of([field("theme", **REQUIRED, **choices("gove")), field("title", **REQUIRED)])
    resource = form_of([field("availability", **REQUIRED)])
    require_all([(dataset, frozenset({"theme", "title"}), "")])
    with pytest.raises(CatalogueRefusedError) as caught:
        require_all([(dataset, frozenset({"title"}), ""), (resource, frozenset(), "resources.")])
    assert "theme (gove)、resources.availability。" in caught.value.message.ja
    assert 'fields = { "theme" = "=…" }' in caught.value.message.en
