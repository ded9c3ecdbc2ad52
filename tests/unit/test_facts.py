"""What a catalogue's fields are filled with."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.publications import Tree

from shinchoku.catalogues.facts import Fact, facts_of, fields_of
from shinchoku.errors import ConfigurationError


def test_the_facts_of_a_publication(tmp_path: Path) -> None:
    """Every fact has its text, and the description carries the attribution line and the licence's version."""
    tree = Tree(tmp_path)
    tree.release("2026-11-22")
    assert {str(fact): text for fact, text in facts_of(tree.release("2026-11-23.2")).items()} == {
        "title": "海辺市の計画",
        "title_en": "The plan of Umibe",
        "description": (
            "計画の進捗です。\n\n出典の表示：海辺市「海辺市の計画」\n"
            "ライセンス：CC BY 4.0 (CC-BY-4.0) https://creativecommons.org/licenses/by/4.0/"
        ),
        "description_en": (
            "Progress of the plan.\n\nAttribution: 海辺市「海辺市の計画」\n"
            "Licence: CC BY 4.0 (CC-BY-4.0) https://creativecommons.org/licenses/by/4.0/"
        ),
        "tags": "行政経営プラン;KPI・指標;市",
        "licence": "CC BY 4.0 (CC-BY-4.0) https://creativecommons.org/licenses/by/4.0/",
        "attribution": "海辺市「海辺市の計画」",
        "publisher": "海辺市",
        "contact": "opendata@umibe.example.jp",
        "update_frequency": "年次",
        "period_start": "2023-04-01",
        "period_end": "2024-03-31",
        "period": "2023-04-01/2024-03-31",
        "spatial": "海辺市",
        "municipality_code": "204218",
        "identifier": "204218-umibe",
        "version": "2026-11-23.2",
        "released_on": "2026-11-23",
        "language": "ja",
        "sources": "海辺市の計画",
        "plan_title": "海辺市の計画",
    }


def test_every_fact_has_a_text(tmp_path: Path) -> None:
    """No fact that the settings may name is without its text."""
    assert set(facts_of(Tree(tmp_path).release("2026-11-23"))) == set(Fact)


def test_fields_take_facts_by_name() -> None:
    """A field takes the fact that the settings name, and an empty name leaves the field out."""
    assert fields_of("市のカタログ", {"題名": "title", "備考": ""}) == {"題名": Fact.TITLE, "備考": None}


def test_a_fact_that_is_none_is_refused() -> None:
    """A slip in the settings is told with the catalogue, the field and every fact there is."""
    with pytest.raises(ConfigurationError) as stopped:
        fields_of("opendata", {"題名": "titel"})
    assert "fields「題名」に指定した titel は使えません" in stopped.value.message.ja
    assert "'題名': there is no fact 'titel'; write one of: title, title_en" in stopped.value.message.en
