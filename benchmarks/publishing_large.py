"""Publishing a large release to a real CKAN: 8 tables of 40,000 rows and one file of 300 MB, beside a plain script.

    SHINCHOKU_TEST_CKAN=…/ckan.env python benchmarks/publishing_large.py [--rows N] [--tables N] [--megabytes N]

The CKAN has to take such a file: start it with `--max-mb 400`. Each way runs in a process of its own, so that its
peak of memory is its own. The floor is what most scripts do with ckanapi: one dataset, one `resource_create` with
an upload for each file, one `datastore_create` and inserts of 5,000 rows for each table. It checks nothing, reads
nothing back, and readers see files appear one by one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import ckanapi
import requests
from builders.ckan import started_ckan
from builders.publications import CODE
from pydantic import SecretStr

from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.catalogue_kinds.ckan.api.catalogue import Ckan
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.settings import CkanSettings
from shinchoku.catalogue_kinds.ckan.wanted.stored import StoredRows, new_rows
from shinchoku.catalogue_kinds.ckan.wanted.tables import columns_of
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.table_rows import published_rows
from shinchoku.catalogues.things import Policy
from shinchoku.night.publishing.push import Push
from shinchoku.package.build import DESCRIPTOR, SUMS, WORKBOOK, checksums

COLUMNS = (("fiscal_year", "integer", "主キー"), ("item_no", "string", "主キー"), *((f"value_{n}", "number", "") for n in range(4)), *((f"note_{n}", "string", "") for n in range(4)))  # fmt: skip
VERSION, FIRST_ROWS = "2026-11-23", 5_000


def main() -> None:
    """Run each way in a process of its own, and print the figures."""
    told = _options()
    if told.way:
        _measure(told)
        return
    server = started_ckan()
    with tempfile.TemporaryDirectory() as folder:
        home, name = Path(folder) / "large", f"large-{secrets.token_hex(3)}"
        _release(home, told.tables, told.rows, told.megabytes * 1024 * 1024)
        account = {"url": server.url, "token": server.editor.token, "organization": server.organization}
        found = {}
        for way in ("floor", "first", "unchanged", "changed"):
            if way == "changed":
                _change(home)
            found[way] = _run(way, {**account, "folder": str(home), "name": name})
    server.tidy()
    _show(found)


def _options() -> argparse.Namespace:
    """Return what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("--rows", 40_000), ("--tables", 8), ("--megabytes", 300)):
        parser.add_argument(name, type=int, default=usual)
    parser.add_argument("--way", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(way: str, order: Mapping[str, str]) -> dict[str, float]:
    """Run one way in a process of its own; the token goes through standard input."""
    command = [sys.executable, __file__, "--way", way]
    done = subprocess.run(command, input=json.dumps(order), capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(f"{way}: {found}", file=sys.stderr)
    return found


def _measure(told: argparse.Namespace) -> None:
    """Run one way, and print its time, its requests and its peak of memory as JSON."""
    order = json.load(sys.stdin)
    publication = read_publication(Path(order["folder"]))
    assert publication is not None  # noqa: S101 -- it was just made
    sent = {"requests": 0, "largest_mb": 0.0}
    _count(sent)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    work: Callable[[Mapping[str, str], Publication], None] = _floor if told.way == "floor" else _ours
    work(order, publication)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, **sent, "peak_mb": peak / 1024, "before_mb": before / 1024}))


def _count(sent: dict[str, float]) -> None:
    """Count every request of this process, and note the largest."""
    plain = requests.Session.send

    def counted(
        self: requests.Session, request: requests.PreparedRequest, **more: object
    ) -> requests.Response:
        sent["requests"] += 1
        sent["largest_mb"] = max(
            sent["largest_mb"], int(request.headers.get("Content-Length") or 0) / 1024**2
        )
        return plain(self, request, **more)  # type: ignore[arg-type] # as it came

    requests.Session.send = counted  # type: ignore[method-assign] # in this process alone


def _ours(order: Mapping[str, str], publication: Publication) -> None:
    """Publish as the night does, without its pace."""
    settings = CkanSettings(
        name=order["name"],
        kind="ckan",
        url=order["url"],
        organization=order["organization"],
        dataset=order["name"],
        test=True,
    )
    client = CkanClient(
        order["url"], SecretStr(order["token"]), HttpSettings(timeout_seconds=600, per_second=1000)
    )
    assert Push(Ckan(settings, client), publication, {}, Policy.REPAIR).run().is_done  # noqa: S101 -- else there is no figure


def _floor(order: Mapping[str, str], publication: Publication) -> None:
    """Publish as most scripts do, each file opened where it lies."""
    site, newest = ckanapi.RemoteCKAN(order["url"], order["token"]), publication.newest
    site.action.package_create(name=f"floor-{order['name']}", owner_org=order["organization"])
    for file in newest.files:
        with publication.open(newest.version, file) as opened:
            made = site.call_action(
                "resource_create", {"package_id": f"floor-{order['name']}", "name": file}, files={"upload": (file, opened)}
            )  # fmt: skip
        if file not in newest.resources:
            continue
        columns = columns_of(newest.resources[file])
        records = list(
            new_rows(published_rows(columns, publication.content(newest.version, file)), StoredRows())
        )
        target = {"resource_id": made["id"], "force": True}
        keys = [column.name for column in columns if column.is_key]
        site.action.datastore_create(**target, fields=[one.field for one in columns], primary_key=keys)
        for start in range(0, len(records), FIRST_ROWS):
            site.action.datastore_upsert(
                **target, method="upsert", records=records[start : start + FIRST_ROWS]
            )


def _release(home: Path, tables: int, rows: int, size: int) -> None:
    """Write a release with so many tables, and a workbook of so many bytes that nothing makes smaller."""
    folder = home / "releases" / VERSION
    folder.mkdir(parents=True)
    csvs = {f"table_{n}": _csv(n, rows) for n in range(tables)}
    for name, content in csvs.items():
        (folder / f"{name}.csv").write_bytes(content)
    with (folder / WORKBOOK).open("wb") as file:
        for _ in range(size // 2**20):
            file.write(os.urandom(2**20))
    _seal(home, VERSION, csvs)


def _csv(table: int, rows: int) -> bytes:
    """Return a table's CSV."""
    header = ",".join(name for name, _, _ in COLUMNS)
    lines = (
        f"2026,{table}-{n},{n}.5,{n},,{n}.25,達成した指標の説明 {n},n{n},,市民局"
        for n in range(rows)
    )  # fmt: skip
    return "".join(f"{line}\r\n" for line in (header, *lines)).encode()


def _change(home: Path) -> None:
    """Release once more, with one row in a hundred changed in every table and the same workbook."""
    before, after = home / "releases" / VERSION, home / "releases" / "2026-11-24"
    after.mkdir()
    csvs = {}
    for path in sorted(before.glob("*.csv")):
        lines = path.read_text(encoding="utf-8").split("\r\n")
        lines = [line.replace("市民局", "総務局") if n % 100 == 1 else line for n, line in enumerate(lines)]
        csvs[path.stem] = "\r\n".join(lines).encode()
        (after / path.name).write_bytes(csvs[path.stem])
    os.link(before / WORKBOOK, after / WORKBOOK)
    _seal(home, after.name, csvs)


def _seal(home: Path, version: str, csvs: Mapping[str, bytes]) -> None:
    """Write what describes a version, and put it into the list of versions."""
    folder = home / "releases" / version
    fields = [
        {"name": name, "type": kind, "title": name, "description": about} for name, kind, about in COLUMNS
    ]
    schema = {"fields": fields, "primaryKey": [name for name, _, about in COLUMNS if about]}
    resources = [
        {"name": name, "path": f"{name}.csv", "title": name, "title_en": name, "description": "", "schema": schema}
        for name in csvs
    ]  # fmt: skip
    descriptor = {**_ABOUT, "name": home.name, "release": version, "resources": resources}
    content = json.dumps(descriptor, ensure_ascii=False).encode()
    (folder / DESCRIPTOR).write_bytes(content)
    with (folder / WORKBOOK).open("rb") as file:
        workbook = hashlib.file_digest(file, "sha256").hexdigest()
    sums = checksums({DESCRIPTOR: content, **{f"{name}.csv": one for name, one in csvs.items()}})
    (folder / SUMS).write_bytes(sums + f"{workbook}  {WORKBOOK}\n".encode())
    index = home / "releases.json"
    told = json.loads(index.read_bytes())["releases"] if index.is_file() else []
    entry = {
        "version": version,
        "as_of": version,
        "sha256": hashlib.sha256(content).hexdigest(),
        "withdrawn": False,
    }
    index.write_text(json.dumps({"dataset": home.name, "releases": [entry, *told]}), encoding="utf-8")


_ABOUT = {
    "title": "大きな計画",
    "title_en": "A large plan",
    "description": "大きさを測るための内容です。",
    "description_en": "Made to be large.",
    "keywords": ["計画"],
    "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
    "attribution": "海辺市",
    "sources": [{"title": "海辺市"}],
    "contributors": [{"title": "海辺市", "title_en": "Umibe", "roles": ["publisher"]}],
    "contact": "opendata@umibe.example.jp",
    "temporal": {"start": "2026-04-01", "end": "2027-03-31"},
    "spatial": {"name": "海辺市", "local_government_code": CODE},
    "update_frequency": "年次",
    "fiscal_years": [{"fiscal_year": 2026, "label": "令和8年度"}],
    "plan": {"id": "large", "title": "大きな計画", "title_en": "A large plan"},
    "illustrative": True,
}  # fmt: skip


def _show(found: Mapping[str, Mapping[str, float]]) -> None:
    """Print the figures, and their ratio to the floor's."""
    base = found["floor"]
    print(f"{'':12}{'s':>9}{'ratio':>8}{'requests':>10}{'largest MB':>12}{'peak MB':>9}{'ratio':>8}")
    for way, told in found.items():
        ratio, memory = told["seconds"] / base["seconds"], told["peak_mb"] / base["peak_mb"]
        print(
            f"{way:12}{told['seconds']:9.1f}{ratio:8.2f}{told['requests']:10.0f}"
            f"{told['largest_mb']:12.1f}{told['peak_mb']:9.0f}{memory:8.2f}"
        )


if __name__ == "__main__":
    main()
