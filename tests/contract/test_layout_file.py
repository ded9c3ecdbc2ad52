"""A declared layout on disk: the file reads back as the layout, the picture is safe to open."""

from __future__ import annotations

import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from builders import sheet
from contract.city import City
from hypothesis import given
from hypothesis import strategies as st

from shinchoku.adapters.layout_file import layout_files, layout_text, slug_of
from shinchoku.adapters.layout_picture import draw
from shinchoku.adapters.plan_file import PlanFileError, load_plan
from shinchoku.errors import ConfigurationError
from shinchoku.intake.layout.learning import propose
from shinchoku.intake.layout.proposal import LayoutProposal
from shinchoku.register.layouts import Layout

REPOSITORY = Path(__file__).resolve().parents[2]
FORM = """
取組進捗個票 |           |
項目番号     | 12        |
達成状況     | 達成      |
取組実績     | {result}  |
記入者       | 海辺 太郎 |
"""
SVG = "{http://www.w3.org/2000/svg}"


def proposal(result: str = "浜を清掃した") -> LayoutProposal:
    """Return what is proposed for a form whose 取組実績 says something."""
    found = propose((sheet(FORM.format(result=result)),), "x")
    assert found is not None
    return found


def picture(found: LayoutProposal) -> ET.Element:
    """Return the picture of a layout, parsed as what it claims to be."""
    return ET.fromstring(draw(found))  # noqa: S314 -- our own output is under test


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_layout_reads_back_from_its_file(name: str, label: str) -> None:
    """Quotation marks, line breaks and controls in a form's texts stay texts: nothing else is declared."""
    answer = {"label": label, "label_cell": "A2", "cell": "B2", "last_cell": "C2"}
    layout = Layout.model_validate(
        {
            "name": name,
            "kind": "form",
            "marks": [{"cell": "A1", "text": label}],
            "fields": {"item_no": answer, "actual_value@2023": answer},
        }
    )
    assert Layout.model_validate(tomllib.loads(layout_text(layout, "x"))) == layout


def test_the_file_explains_itself_in_japanese() -> None:
    """Each line says which column it is, and the head says what to do when the form changes."""
    text = layout_text(proposal().layout, "kohyo")
    assert 'item_no = { label = "項目番号", label_cell = "A2", cell = "B2" } # 項目番号' in text
    assert "shinchoku layout learn 見本.xlsx --name kohyo" in text


def test_the_picture_says_what_is_where_in_words_and_lines() -> None:
    """Every kind of thing has its word on the cell, and a line of its own style in the legend."""
    drawn = picture(proposal())
    words = [text.text for text in drawn.iter(f"{SVG}text")]
    assert {"目印", "項目名", "記入欄：項目番号", "記入欄：達成状況", "記入欄：取組実績"} <= set(words)
    dashes = {rect.get("stroke-dasharray") for rect in drawn.iter(f"{SVG}rect")}
    assert len(dashes) == len(["solid", "dashed", "dotted"])


def test_hostile_text_stays_text_in_the_picture() -> None:
    """Mark-up, entities and control characters of a sample are drawn as text, or left out."""
    drawn = picture(proposal("<script>alert(1)</script>&lt;\x01\u202e"))
    assert {one.tag for one in drawn.iter()} == {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "g", "text")
    }
    assert any("<script>" in (text.text or "") for text in drawn.iter(f"{SVG}text"))
    assert not any(name.startswith("on") or "href" in name for one in drawn.iter() for name in one.attrib)


def test_the_picture_shows_no_person() -> None:
    """What stands beside 記入者, and what looks like a telephone number, is not shown."""
    text = draw(proposal("076-000-0000へお電話ください"))
    assert "海辺 太郎" not in text
    assert "076-000-0000" not in text
    assert "（表示しません）" in text


def test_the_same_sample_makes_the_same_files(tmp_path: Path) -> None:
    """Nothing of the day or the machine is in a declaration or its picture."""
    one, other = (layout_files(tmp_path / "plan.toml", "kohyo", proposal()) for _ in range(2))
    assert one.contents == other.contents


def test_a_corrected_file_is_in_the_way(tmp_path: Path) -> None:
    """A declaration that somebody corrected is told apart from one that was just written."""
    files = layout_files(tmp_path / "plan.toml", "kohyo", proposal())
    files.write()
    assert files.in_the_way == ()
    files.declaration.write_text("name = 'corrected'", encoding="utf-8")
    assert files.in_the_way == (files.declaration,)


@pytest.mark.parametrize(
    ("name", "slug"), [("個票 （D22）", "個票-D22"), ("../../etc/passwd", "etc-passwd"), ("kohyo", "kohyo")]
)
def test_a_name_becomes_a_safe_file_name(name: str, slug: str) -> None:
    """No separator, dot or bracket of a sample's name reaches the disk."""
    assert slug_of(name) == slug


def test_a_name_of_signs_is_refused() -> None:
    """`///` leaves nothing to name a file by."""
    with pytest.raises(ConfigurationError):
        slug_of("///")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('kind = "form"', "plan/layouts/kohyo.toml: fields.item_no: 「No.」の欄（item_no）がありません。"),
        ('kind = "letter"', "plan/layouts/kohyo.toml: kind: 選択肢にない値です。"),
        ('kind = "form"\nkin = 1', "plan/layouts/kohyo.toml: kin: 知らないキーです。"),
        ("kind = ", "plan/layouts/kohyo.toml: -: 読み込めません"),
    ],
)
def test_a_mistake_names_the_layouts_own_file(city: City, wrong: str, told: str) -> None:
    """Whoever corrected a layout is told its file and key, not the plan's."""
    folder = city.plan_file.parent / "layouts"
    folder.mkdir()
    content = f'name = "個票"\n{wrong}\nmarks = [{{ cell = "A1", text = "取組進捗個票" }}]\n'
    (folder / "kohyo.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PlanFileError) as raised:
        load_plan(city.plan_file)
    assert told in raised.value.message.ja.replace(str(city.root) + "/", "")


def test_the_demonstrations_layout_is_what_the_command_makes(tmp_path: Path) -> None:
    """The committed layout of 危機管理課 and its picture are those that its sheet shows."""
    from shinchoku.adapters.workbooks.sample import sample_sheets  # noqa: PLC0415 -- starts a reader process

    sample = REPOSITORY / "examples/kanazawa/inbox/令和5年度/年度末/危機管理課_進捗状況.xlsx"
    found = propose(sample_sheets(sample), sample.stem)
    assert found is not None
    made = layout_files(tmp_path / "plan.toml", "kikikanri-kohyo", found).contents
    committed = REPOSITORY / "plans/kanazawa/layouts"
    assert {path.name: content for path, content in made.items()} == {
        path.name: path.read_bytes() for path in committed.iterdir()
    }
