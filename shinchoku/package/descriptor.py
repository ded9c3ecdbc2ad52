"""`datapackage.json`: a Data Package v2 descriptor, derived from the contracts, the tables and what the version states."""

import hashlib
from collections.abc import Mapping
from typing import Any

from schemas.codes import CodeList
from schemas.contract import TableContract
from schemas.field import ColumnType, Field
from schemas.published import TABLES
from shinchoku.bilingual import Bilingual
from shinchoku.figures.counting_rule import RULE_FIELDS
from shinchoku.figures.tables import TextRow
from shinchoku.package.addresses import addresses_in, without_addresses
from shinchoku.package.facts import About, PackageFacts, YearFacts, semantic_version
from shinchoku.package.tombstones import told_taken_down

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
JsonObject = dict[str, Any]
FOUR_EYES = {
    True: Bilingual(
        "訂正・理由付き確認は、申請した人とは別の人が承認しています。",
        "Corrections and waivers are approved by somebody other than the person who asked for them.",
    ),
    False: Bilingual(
        "この計画は、訂正・理由付き確認に申請者とは別の人の承認を求めない設定です。一人で決めたものが含まれることがあります。",
        "This plan does not ask for a second person: corrections and waivers may have been decided by one person alone.",
    ),
}
"""What `four_eyes` says, in words."""


def describe(facts: PackageFacts, files: Mapping[str, bytes]) -> JsonObject:
    """Describe a package whose tables are `files` (name of the table → bytes of its CSV)."""
    about, years = facts.about, facts.years
    return {
        "$schema": _PROFILE.format("datapackage"),
        "name": about.name,
        "version": semantic_version(facts.release),
        "release": facts.release,
        "created": f"{facts.day.isoformat()}T00:00:00+09:00",
        "title": about.title,
        "title_en": about.title_en,
        "description": about.description,
        "description_en": about.description_en,
        "keywords": list(about.keywords),
        "licenses": [dict(one) for one in about.licenses],
        "attribution": about.attribution,
        "sources": [dict(one) for one in about.sources],
        "contributors": _contributors(about),
        "contact": about.contact,
        "temporal": {
            "start": years[0].year.first_day.isoformat(),
            "end": years[-1].year.last_day.isoformat(),
        },
        "spatial": {"name": about.spatial, "local_government_code": about.municipality_code},
        "update_frequency": about.update_frequency,
        "previous": _previous(facts),
        "fiscal_years": [_year(one) for one in years],
        "taken_back": [
            {"fiscal_year": year.year, "reason": reason} for year, reason in facts.taken_back.items()
        ],
        **told_taken_down(facts.taken_down),
        "plan": {"id": about.plan_id, "title": about.plan_title, "title_en": about.plan_title_en},
        "illustrative": about.illustrative,
        "four_eyes": about.four_eyes,
        "four_eyes_description": FOUR_EYES[about.four_eyes].ja,
        "four_eyes_description_en": FOUR_EYES[about.four_eyes].en,
        "achievement_rule": _rule(years[-1].rule),
        "resources": [_resource(TABLES[name], content) for name, content in files.items()],
    }


def _previous(facts: PackageFacts) -> JsonObject | None:
    """Describe the release before, if there was one."""
    if not facts.before:
        return None
    return {"release": facts.before, "fiscal_years": [year.year for year in facts.years_before]}


def _contributors(about: About) -> list[JsonObject]:
    """Describe who publishes, and whom to ask."""
    asked = without_addresses(about.contact) or about.publisher
    return [
        {"title": about.publisher, "title_en": about.publisher_en, "roles": ["publisher"]},
        {"title": asked, **addresses_in(about.contact), "roles": ["contact"]},
    ]


def _year(facts: YearFacts) -> JsonObject:
    """Describe one year: what it is called, why it is there, and how it was counted."""
    return {
        "fiscal_year": facts.year.year,
        "label": facts.year.label,
        "content": facts.content,
        "cause": str(facts.cause),
        "reason": facts.reason,
        "reshaped": facts.is_reshaped,
        "achievement_rule": _rule(facts.rule),
    }


def _rule(rule: TextRow) -> JsonObject:
    """Describe what 達成 means and which statuses a rate counts."""
    return {**{name: rule[name] for name in RULE_FIELDS}, "denominator": rule["denominator"].split()}


def _resource(table: TableContract, content: bytes) -> JsonObject:
    """Describe one table: where it lies, what its bytes are, and its schema."""
    return {
        "$schema": _PROFILE.format("dataresource"),
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title_ja,
        "title_en": table.title_en,
        "description": table.description_ja,
        "description_en": table.description_en,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {
            "$schema": _PROFILE.format("tabledialect"),
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": table_schema(table),
    }


def table_schema(table: TableContract) -> JsonObject:
    """Return the Table Schema of a contract."""
    schema: JsonObject = {
        "$schema": _PROFILE.format("tableschema"),
        "missingValues": [""],
        "fields": [_field(table, name, column) for name, column in table.columns.items()],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.fields),
                "reference": {"resource": key.table, "fields": list(key.fields)},
            }
            for key in table.foreign_keys
        ]
    return schema


def _field(table: TableContract, name: str, column: Field) -> JsonObject:
    """Describe one column: type, words, constraints, and the labels of its codes."""
    field: JsonObject = {
        "name": name,
        "type": str(column.type),
        "title": column.title_ja,
        "title_en": column.title_en,
        "description": column.description_ja,
        "description_en": column.description_en,
    }
    if column.type is ColumnType.BOOLEAN:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.codes is not None:
        field["categories"] = [_category(code) for code in column.codes]
        field["code_list"] = column.code_list
    if constraints := _constraints(column, is_required=table.is_required(name)):
        field["constraints"] = constraints
    return field


def _category(code: CodeList) -> JsonObject:
    """Describe one code of a column."""
    return {
        "value": str(code),
        "label": code.label_ja,
        "label_en": code.label_en,
        "description": code.description_ja,
        "description_en": code.description_en,
    }


def _constraints(column: Field, *, is_required: bool) -> JsonObject:
    """Return the constraints of a column in Table Schema's words."""
    constraints: JsonObject = {"required": True} if is_required else {}
    if column.codes is not None:
        constraints["enum"] = [*map(str, column.codes)]
    if column.pattern:
        constraints["pattern"] = column.pattern.removeprefix("^").removesuffix("$")
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    return constraints
