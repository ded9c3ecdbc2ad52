"""`shinchoku layout learn`: from a sample to a declared layout, with a person's word in between."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from cli.called import Command
from contract.city import City

pytestmark = pytest.mark.covers_core
CARDS = {"2": ("A", "来訪者を迎えた", 110), "5": ("A", "松を植えた", 20)}


def card(sheet: object, no: str, label: str = "取組実績") -> None:
    """Fill a sheet with the 個票 of one item."""
    status, text, figure = CARDS[no]
    rows = [
        ["海辺市進捗個票"],
        ["部局課室名", "企画課"],
        ["項目番号", no, "実績値", figure],
        ["達成状況", status],
        [label, text],
        ["記入者", "海辺 太郎"],
    ]
    for row in rows:
        sheet.append(row)  # type: ignore[attr-defined]  # a worksheet


def cards(label: str = "取組実績") -> bytes:
    """Return a workbook with a 個票 for each item of 企画課."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for no in CARDS:
        card(book.create_sheet(f"No.{no}"), no, label)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A filled-in form of the city's own."""
    path = tmp_path / "企画課の個票.xlsx"
    path.write_bytes(cards())
    return path


def test_a_form_is_shown_written_and_read_the_same(run: Command, city: City, sample: Path) -> None:
    """With --yes the layout stands beside the plan, and the sample reads the same."""
    done = run("layout", "learn", sample, "--plan", city.plan_file, "--name", "kohyo", "--yes")
    assert done.code == 0
    for text in ("海辺市進捗個票", "項目番号", "B3", "来訪者を迎えた", "2項目すべてが、見本と同じ内容"):
        assert text in done.out, text
    assert "海辺 太郎" not in done.out
    assert [path.name for path in (city.plan_file.parent / "layouts").iterdir()] == ["kohyo.toml"]


def test_nobody_confirmed_so_nothing_is_written(run: Command, city: City, sample: Path) -> None:
    """Without a terminal and without --yes the proposal is shown, and it is said that nothing was written."""
    done = run("layout", "learn", sample, "--plan", city.plan_file)
    assert (done.code, "何も書き込みませんでした" in done.out) == (0, True)
    assert not (city.plan_file.parent / "layouts").exists()


def test_machines_get_one_document(run: Command, city: City, sample: Path) -> None:
    """`--format json --yes` tells what was found, what was written and that it reads the same."""
    done = run("layout", "learn", sample, "--plan", city.plan_file, "--yes", "--format", "json")
    told = json.loads(done.out)
    assert (told["kind"], told["rows"], told["reads_the_same"], told["missing"]) == ("form", 2, True, [])
    assert [Path(path).name for path in told["written"]] == ["企画課の個票.toml"]
    (number,) = [one for one in told["found"] if one["name"] == "item_no"]
    assert (number["label_cell"], number["cell"], number["sample"]) == ("A3", "B3", "2")


def test_a_form_without_a_required_label_is_named_and_not_written(
    run: Command, city: City, tmp_path: Path
) -> None:
    """What a row needs and the form does not ask for is an error of the form: exit 1."""
    path = tmp_path / "sample.xlsx"
    path.write_bytes(cards("感想"))
    done = run("layout", "learn", path, "--plan", city.plan_file, "--yes", "--lang", "en")
    assert (done.code, "required labels were not found: result_text" in done.out) == (1, True)
    assert not (city.plan_file.parent / "layouts").exists()


def test_a_corrected_layout_is_not_overwritten(run: Command, city: City, sample: Path) -> None:
    """--yes answers the question, and does not throw a person's corrections away."""
    arguments = ("layout", "learn", sample, "--plan", city.plan_file, "--name", "kohyo", "--yes")
    run(*arguments)
    file = city.plan_file.parent / "layouts" / "kohyo.toml"
    corrected = file.read_text(encoding="utf-8").replace("海辺市進捗個票", "海辺市 進捗個票")
    file.write_text(corrected, encoding="utf-8")
    done = run(*arguments)
    assert "内容の違うファイルが既にあります" in done.out
    assert file.read_text(encoding="utf-8") == corrected


def test_a_layout_that_nothing_tells_from_another_is_refused(run: Command, city: City, sample: Path) -> None:
    """The plan would not load with it, so it is not written: exit 2, and the plan stays as it was."""
    run("layout", "learn", sample, "--plan", city.plan_file, "--name", "one", "--yes")
    done = run("layout", "learn", sample, "--plan", city.plan_file, "--name", "two", "--yes")
    assert (done.code, "区別できません" in done.err) == (2, True)
    assert [path.stem for path in (city.plan_file.parent / "layouts").glob("*.toml")] == ["one"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", "拝啓".encode()])
def test_a_sample_that_shows_no_form_is_told_in_a_sentence(
    run: Command, city: City, tmp_path: Path, content: bytes
) -> None:
    """A letter, a damaged file, an empty one: exit 2, and what to give instead."""
    path = tmp_path / "sample.xlsx"
    path.write_bytes(content)
    done = run("layout", "learn", path, "--plan", city.plan_file, "--yes")
    assert (done.code, done.out) == (2, "")
    assert "見本" in done.err


def test_a_night_reads_the_declared_form(run: Command, city: City, sample: Path) -> None:
    """After learning, the department's cards are progress like any table; a moved label stops them."""
    run("layout", "learn", sample, "--plan", city.plan_file, "--name", "kohyo", "--yes")
    city.send("令和5年度/年度末/企画課.xlsx", cards())
    city.night()
    assert "SH218" not in city.codes()
    with city.session() as session, session.engine.connect() as connection:
        from shinchoku.adapters.state.readings import load_readings  # noqa: PLC0415 -- SQLAlchemy is slow
        from shinchoku.adapters.workbooks import reader_of  # noqa: PLC0415 -- as above

        (reading,) = load_readings(connection, reader_of(session.plan.layouts)).values()
    assert [row.text("item_no") for row in reading.rows] == ["2", "5"]
    city.send("令和5年度/年度末/企画課.xlsx", cards("取組の実績はこちら"))
    city.night("2024-05-03")
    assert "SH218" in city.codes()
