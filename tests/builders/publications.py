"""Published datasets in few lines: a folder with versions of small tables, as a release leaves it."""

from __future__ import annotations

import hashlib
import json
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.catalogues.publication import Publication
from shinchoku.package.build import CHANGELOG, DESCRIPTOR, SUMS, checksums
from shinchoku.package.facts import semantic_version
from shinchoku.package.tombstones import told_taken_down
from shinchoku.releases.removal import TakedownKind, TakenDown

CODE = "204218"
FIELDS: Mapping[str, tuple[tuple[str, str, bool], ...]] = {
    "progress": (
        ("fiscal_year", "integer", True),
        ("item_no", "string", True),
        ("achievement_status", "string", False),
        ("value", "number", False),
        ("illustrative", "boolean", False),
        ("decided_on", "date", False),
    ),
    "codes": (("code_list", "string", True), ("code", "string", True), ("label", "string", False)),
    "quality": (("fiscal_year", "integer", True), ("rule", "string", True), ("count", "integer", False)),
}
"""The columns of the tables: name, type, whether it is part of the key."""

Rows = Sequence[str]
"""Rows as they stand in the CSV, without their line ends."""

PROGRESS: Rows = ("2023,1,achieved,84.8,false,2024-05-10", "2023,R6-7,pending,,true,")
CODES: Rows = ("achievement_status,achieved,達成", 'achievement_status,pending,"数値, 未確定"')


def csv_of(table: str, rows: Rows) -> bytes:
    """Return a table's CSV as packages have it: BOM, CRLF, header first."""
    header = ",".join(name for name, _, _ in FIELDS[table])
    return BOM_UTF8 + "".join(f"{line}\r\n" for line in (header, *rows)).encode()


def declared(table: str, **more: object) -> dict[str, Any]:
    """Return a table as a package declares it, without much said of it."""
    fields = [
        {"name": name, "type": kind, "title": f"{name}の列", "title_en": name}
        for name, kind, _ in FIELDS[table]
    ]
    keys = [name for name, _, is_key in FIELDS[table] if is_key]
    return {"name": table, "schema": {"fields": fields, "primaryKey": keys, **more}}


class Tree:
    """A dataset's folder that grows a version at a time; `illustrative` as a demonstration's is."""

    def __init__(self, root: Path, dataset: str = "umibe-plan", *, illustrative: bool = False) -> None:
        """Keep where the folder is to lie."""
        self.folder = root / dataset
        self.dataset = dataset
        self.illustrative = illustrative
        self.label = "の列"
        """What the title of a column ends with."""
        self._index: list[dict[str, object]] = []

    def release(
        self,
        version: str,
        tables: Mapping[str, Rows] | None = None,
        *,
        withdraws: str = "",
        title: str = "海辺市の計画",
    ) -> Publication:
        """Add a version with these tables, and return the publication as it then is."""
        csvs = {
            name: csv_of(name, rows)
            for name, rows in (tables or {"progress": PROGRESS, "codes": CODES}).items()
        }
        home = self.folder / "releases" / version
        home.mkdir(parents=True)
        files = {
            DESCRIPTOR: self._descriptor(version, csvs, title),
            **{f"{name}.csv": content for name, content in csvs.items()},
            CHANGELOG: f"# {version}\n".encode(),
        }
        files[SUMS] = checksums(files)
        for name, content in files.items():
            (home / name).write_bytes(content)
        for one in self._index:
            one["withdrawn"] = one["withdrawn"] or one["version"] == withdraws
        entry = {
            "version": version,
            "as_of": version.partition(".")[0],
            "path": f"releases/{version}/{DESCRIPTOR}",
            "sha256": hashlib.sha256(files[DESCRIPTOR]).hexdigest(),
            "fiscal_years": [2023],
            "withdrawn": False,
        }
        self._index.insert(0, entry)
        return self.publication()

    def take_down(self, version: str, tables: Mapping[str, Rows]) -> Publication:
        """Put other rows in a version's place, with its tombstone, as a takedown does."""
        home = self.folder / "releases" / version
        before = hashlib.sha256((home / SUMS).read_bytes()).hexdigest()
        csvs = {name: csv_of(name, rows) for name, rows in tables.items()}
        descriptor = json.loads(self._descriptor(version, csvs, "海辺市の計画"))
        tombstone = TakenDown(date(2026, 11, 29), TakedownKind.PERSONAL_DATA, before)
        told = {**descriptor, **told_taken_down((tombstone,))}
        files = {
            DESCRIPTOR: (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode(),
            **{f"{name}.csv": content for name, content in csvs.items()},
            CHANGELOG: f"# {version}\n".encode(),
        }
        files[SUMS] = checksums(files)
        for name, content in files.items():
            (home / name).write_bytes(content)
        for one in self._index:
            if one["version"] == version:
                one["sha256"] = hashlib.sha256(files[DESCRIPTOR]).hexdigest()
                one["taken_down"] = told["taken_down"]
        return self.publication()

    def publication(self) -> Publication:
        """Write the index and `latest`, and read the folder as catalogues do."""
        index = {"dataset": self.dataset, "latest": self._index[0]["version"], "releases": self._index}
        text = json.dumps(index, ensure_ascii=False, indent=2) + "\n"
        (self.folder / "releases.json").write_text(text, encoding="utf-8")
        link = self.folder / "latest"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("releases") / str(self._index[0]["version"]))
        found = read_publication(self.folder)
        assert found is not None
        return found

    def _descriptor(self, version: str, csvs: Mapping[str, bytes], title: str) -> bytes:
        """Describe a version as `package.descriptor` does, in fewer words."""
        descriptor = {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": self.dataset,
            "version": semantic_version(version),
            "release": version,
            "created": f"{version.partition('.')[0]}T00:00:00+09:00",
            "title": title,
            "title_en": "The plan of Umibe",
            "description": "計画の進捗です。",
            "description_en": "Progress of the plan.",
            "keywords": ["行政経営プラン", "KPI・指標", "市"],
            "licenses": [
                {
                    "name": "CC-BY-4.0",
                    "title": "CC BY 4.0",
                    "path": "https://creativecommons.org/licenses/by/4.0/",
                }
            ],
            "attribution": "海辺市「海辺市の計画」",
            "sources": [{"title": "海辺市の計画"}],
            "contributors": [
                {"title": "海辺市", "title_en": "Umibe City", "roles": ["publisher"]},
                {"title": "opendata@umibe.example.jp", "roles": ["contact"]},
            ],
            "contact": "opendata@umibe.example.jp",
            "temporal": {"start": "2023-04-01", "end": "2024-03-31"},
            "spatial": {"name": "海辺市", "local_government_code": CODE},
            "update_frequency": "年次",
            "fiscal_years": [{"fiscal_year": 2023, "label": "令和5年度（2023年度）"}],
            "plan": {"id": "umibe", "title": title, "title_en": "The plan of Umibe"},
            "illustrative": self.illustrative,
            "resources": [_resource(name, content, self.label) for name, content in csvs.items()],
        }
        return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(name: str, content: bytes, label: str) -> dict[str, object]:
    """Describe one table."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": {"progress": "進捗状況", "codes": "コード表", "quality": "データ品質"}[name],
        "title_en": name.capitalize(),
        "description": f"計画の{name}です。",
        "description_en": f"{name} of the plan.",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "missingValues": [""],
            "fields": [
                {
                    "name": field,
                    "type": kind,
                    "title": f"{field}{label}",
                    "title_en": field,
                    "description": "説明",
                }
                for field, kind, _ in FIELDS[name]
            ],
            "primaryKey": [field for field, _, is_key in FIELDS[name] if is_key],
        },
    }
