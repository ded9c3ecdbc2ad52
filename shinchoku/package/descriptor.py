"""`datapackage.json`: a Data Package v2 descriptor, generated from the contracts and the register."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import pandera.pandas as pa

from schemas.codes import CodeList
from schemas.published import TABLES, TableContract
from shinchoku.bilingual import Bilingual
from shinchoku.figures.tables import TextRow
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Release

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
JsonObject = dict[str, Any]
_FOUR_EYES = {
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


def describe(
    plan: Plan, release: Release, files: Mapping[str, bytes], rules: Mapping[FiscalYear, TextRow]
) -> JsonObject:
    """Describe a package whose tables are `files` (name of the table → bytes of its CSV).

    `rules` are what each year's figures were counted by; that of the newest year stands for the package, too.
    """
    about, identity = plan.publication, plan.plan
    years = sorted(release.years)
    return {
        "$schema": _PROFILE.format("datapackage"),
        "name": about.dataset,
        "version": release.version,
        "created": f"{release.as_of.isoformat()}T00:00:00+09:00",
        "title": about.title,
        "title_en": about.title_en,
        "description": about.description,
        "description_en": about.description_en,
        "keywords": list(about.keywords),
        "licenses": [about.licence.model_dump()],
        "attribution": about.attribution,
        "sources": [{"title": s.title} | ({"path": s.path} if s.path else {}) for s in about.sources],
        "contributors": [{"title": about.publisher, "title_en": about.publisher_en, "roles": ["publisher"]}],
        "contact": about.contact,
        "temporal": {"start": years[0].first_day.isoformat(), "end": years[-1].last_day.isoformat()},
        "spatial": {"name": about.spatial, "local_government_code": identity.municipality_code},
        "update_frequency": about.update_frequency,
        "fiscal_years": [
            {
                "fiscal_year": year.year,
                "label": year.label,
                "content": release.years[year].digest,
                "achievement_rule": _rule(rules[year]),
            }
            for year in years
        ],
        "plan": {"id": plan.id, "title": identity.title, "title_en": identity.title_en},
        "illustrative": identity.illustrative_reports or any(item.illustrative for item in plan.items),
        "four_eyes": plan.release.four_eyes,
        "four_eyes_description": _FOUR_EYES[plan.release.four_eyes].ja,
        "four_eyes_description_en": _FOUR_EYES[plan.release.four_eyes].en,
        "achievement_rule": _rule(rules[years[-1]]),
        "resources": [_resource(TABLES[name], content) for name, content in files.items()],
    }


def _rule(rule: TextRow) -> JsonObject:
    """Describe what 達成 means and which statuses a rate counts."""
    names = ("name", "version", "description", "description_en", "arithmetic")
    return {**{name: rule[name] for name in names}, "denominator": rule["denominator"].split()}


def _resource(table: TableContract, content: bytes) -> JsonObject:
    """Describe one table: where it lies, what its bytes are, and its schema."""
    return {
        "$schema": _PROFILE.format("dataresource"),
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title_ja,
        "title_en": table.title_en,
        "description": (table.model.__doc__ or "").strip(),
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
    columns = table.model.to_schema().columns
    schema: JsonObject = {
        "$schema": _PROFILE.format("tableschema"),
        "fieldsMatch": "equal",
        "missingValues": [""],
        "fields": [_field(name, column) for name, column in columns.items()],
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


def _field(name: str, column: pa.Column) -> JsonObject:
    """Describe one column: type, words, constraints, and the labels of its codes."""
    meta = column.metadata or {}
    field: JsonObject = {
        "name": name,
        "type": str(meta["type"]),
        "title": column.title,
        "title_en": meta["title_en"],
    }
    words = Bilingual(column.description or "", meta["description_en"])
    if words.ja:
        field |= {"description": words.ja, "description_en": words.en}
    if meta["type"] == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    codes: type[CodeList] | None = meta["codes"]
    if codes is not None:
        field["categories"] = [{"value": str(c), "label": c.label_ja, "label_en": c.label_en} for c in codes]
        field["code_list"] = meta["code_list"]
    if constraints := _constraints(column):
        field["constraints"] = constraints
    return field


def _constraints(column: pa.Column) -> JsonObject:
    """Return the constraints of a column in Table Schema's words."""
    constraints: JsonObject = {} if column.nullable else {"required": True}
    for check in column.checks:
        statistics = check.statistics or {}
        match check.name:
            case "isin":
                constraints["enum"] = list(statistics["allowed_values"])
            case "str_matches" if (column.metadata or {})["type"] == "date":
                pass  # the type says it
            case "str_matches":
                constraints["pattern"] = statistics["pattern"].removeprefix("^").removesuffix("$")
            case "greater_than_or_equal_to":
                constraints["minimum"] = statistics["min_value"]
            case "less_than_or_equal_to":
                constraints["maximum"] = statistics["max_value"]
            case other:
                message = f"a check without its words in Table Schema: {other}"
                raise NotImplementedError(message)
    return constraints
