"""What ckanext-dcat serves of our datasets: DCAT-AP 3.0.1 by its own shapes, on a server with a form and on one without.

`tests/ckan/start 2.12.0 WORK_DIR --plugins "scheming_datasets dcat"` and `--plugins "dcat xloader datatables_view"`
start them. People's pages and downloads stay as they are elsewhere.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from builders.anybody import get
from builders.ckan import FORMS, LOADS, Ckan, started_ckan
from contract.ckan_office import Office
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, SH, Graph, Namespace, URIRef

SHAPES = Path(__file__).parents[3] / "shared" / "reference" / "dcat-ap" / "dcat-ap-3.0.1-shapes.ttl"
EU = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
SPDX, VCARD = Namespace("http://spdx.org/rdf/terms#"), Namespace("http://www.w3.org/2006/vcard/ns#")
VOCABULARIES: Final = f"""
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
vcard:Organization rdfs:subClassOf vcard:Kind .
<{EU}/data-theme/GOVE> a skos:Concept; skos:prefLabel "Government and public sector"@en .
<http://purl.org/adms/licencetype/UnknownIPR> a skos:Concept; skos:prefLabel "Unknown IPR"@en .
"""
"""What vCard, the EU's themes and ADMS say themselves, which the shapes ask for and no catalogue repeats.

ckanext-dcat calls a contact an organisation where there is no form, and the kind of every licence unknown.
"""


@pytest.fixture(scope="module", params=[FORMS, LOADS], ids=["form", "extras"])
def harvested(request: pytest.FixtureRequest) -> Ckan:
    """A CKAN with ckanext-dcat, with and without a form of its own."""
    return started_ckan(request.param)


@pytest.fixture
def office(harvested: Ckan, tmp_path: Path) -> Office:
    """海辺市 with two versions in two years there."""
    made = Office(harvested, tmp_path)
    made.tree.release("2026-11-23")
    made.tree.release("2027-01-02")
    return made


def served(office: Office, name: str = "") -> Graph:
    """Return a dataset as harvesters read it."""
    answer = get(f"{office.server.url}/dataset/{name or office.name}.ttl")
    return Graph().parse(data=answer.body, format="turtle")


def as_dataset(office: Office, name: str = "") -> URIRef:
    """Return the address that stands for a dataset."""
    return URIRef(f"{office.server.url}/dataset/{office.listing(name)['id']}")


def as_file(office: Office, file: str) -> URIRef:
    """Return the address that stands for a file of the current dataset."""
    return URIRef(f"{as_dataset(office)}/resource/{office.resource(file)['id']}")


def complaints(served: Graph) -> set[str]:
    """Return the properties that the shapes find fault with."""
    with_vocabularies = served + Graph().parse(data=VOCABULARIES, format="turtle")
    _, told, _ = validate(with_vocabularies, shacl_graph=str(SHAPES))
    assert isinstance(told, Graph)
    return {str(path).rpartition("/")[2] for path in told.objects(None, SH.resultPath)}


@pytest.mark.skipif(not SHAPES.is_file(), reason="the official shapes lie beside this folder or nowhere")
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # pyshacl calls rdflib by names of old
def test_current_dataset_and_archives_conform_to_dcat_ap(office: Office) -> None:
    """Each by itself, as it is harvested; but for formats where the plan wants CKAN's own words for them."""
    for settings, faults in (({}, set()), ({"formats": "words"}, {"format", "dcat#mediaType"})):
        office.with_settings(**settings)
        assert office.publish().is_done
        for name in (office.name, f"{office.name}-releases-2026", f"{office.name}-releases-2027"):
            assert complaints(served(office, name)) == faults
        assert office.publish().writes == 0


def test_harvesters_read_addresses_where_people_read_words(office: Office) -> None:
    """Kind, language, theme, licence, hash; an address that stays, and that of the version's file."""
    publication = office.tree.publication()
    office.publish()
    graph, dataset, file = served(office), as_dataset(office), as_file(office, "progress.csv")
    assert set(graph.objects(dataset, DCAT.theme)) == {URIRef(f"{EU}/data-theme/GOVE")}
    assert set(graph.objects(dataset, DCAT.landingPage)) == {
        URIRef(f"{office.server.url}/dataset/{office.name}")
    }
    assert set(graph.objects(dataset, DCTERMS.accrualPeriodicity)) == {URIRef(f"{EU}/frequency/ANNUAL")}
    for one in (dataset, file):
        assert set(graph.objects(one, DCTERMS.language)) == {URIRef(f"{EU}/language/JPN")}
    assert {name: str(graph.value(file, name)) for name in _OF_FILES} == {
        DCTERMS["format"]: f"{EU}/file-type/CSV",
        DCAT.mediaType: f"{IANA}/text/csv",
        DCTERMS.license: "https://creativecommons.org/licenses/by/4.0/",
        DCAT.accessURL: office.stable("progress.csv"),
        DCAT.downloadURL: office.resource("progress.csv")["url"],
    }
    checksum = graph.value(file, SPDX.checksum)
    assert str(graph.value(checksum, SPDX.checksumValue)) == publication.newest.files["progress.csv"].sha256
    assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    (contact,) = graph.objects(dataset, DCAT.contactPoint)
    assert graph.value(contact, RDF.type) in {VCARD.Kind, VCARD.Organization}
    assert str(graph.value(contact, VCARD.fn)) == "海辺市"
    assert str(graph.value(contact, VCARD.hasEmail)) == "mailto:opendata@umibe.example.jp"


_OF_FILES = (DCTERMS["format"], DCAT.mediaType, DCTERMS.license, DCAT.accessURL, DCAT.downloadURL)


def test_current_dataset_and_archives_lead_to_each_other(office: Office) -> None:
    """A new year's archive is named by the next switch; each archive is a version of the current dataset."""
    office.publish()
    office.tree.release("2028-01-05")
    office.publish()
    archives = [f"{office.name}-releases-{year}" for year in (2026, 2027, 2028)]
    current = as_dataset(office)
    assert set(served(office).objects(current, DCTERMS.relation)) == {
        as_dataset(office, name) for name in archives
    }
    for name in archives:
        assert served(office, name).value(as_dataset(office, name), DCTERMS.isVersionOf) == current


def test_pages_and_downloads_stay_as_people_know_them(office: Office) -> None:
    """The page says CSV and MD, and a download is served as what it is, whatever DCAT is told."""
    for formats in ("addresses", "words"):
        office.with_settings(formats=formats)
        office.publish()
        for name in (office.name, f"{office.name}-releases-2027"):
            page = get(f"{office.server.url}/dataset/{name}").body.decode()
            badges = re.findall(r'class="format-label"[^>]*>([^<]*)<', page)
            assert sorted(badges) == ["CSV", "CSV", "JSON", "MD", "TXT"]
        assert (office.resource("progress.csv")["format"] == "CSV") == (formats == "words")
        for file, kind in (("progress.csv", "text/csv"), ("datapackage.json", "application/json")):
            assert get(office.stable(file)).kind.partition(";")[0] == kind
        assert office.publish().writes == 0
