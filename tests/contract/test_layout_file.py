"""A declared layout on disk: the file reads back as the layout."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from builders import sheet
from contract.city import City
from hypothesis import given
from hypothesis import strategies as st

from shinchoku.adapters.layout_file import layout_file, layout_text, slug_of
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


def proposal(result: str = "浜を清掃した") -> LayoutProposal:
    """Return what is proposed for a form whose 取組実績 says something."""
    found = propose((sheet(FORM.format(result=result)),), "x")
    assert found is not None
    return found


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


def test_a_corrected_file_is_in_the_way(tmp_path: Path) -> None:
    """A declaration that somebody corrected is told apart from one that was just written."""
    file = layout_file(tmp_path / "plan.toml", "kohyo", proposal().layout)
    file.write()
    assert not file.is_in_the_way
    file.path.write_text("name = 'corrected'", encoding="utf-8")
    assert file.is_in_the_way


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
    """The committed layout of 危機管理課 is the one that its sheet shows."""
    from shinchoku.adapters.workbooks.sample import sample_sheets  # noqa: PLC0415 -- starts a reader process

    sample = REPOSITORY / "examples/kanazawa/inbox/令和5年度/年度末/危機管理課_進捗状況.xlsx"
    found = propose(sample_sheets(sample), sample.stem)
    assert found is not None
    made = layout_file(tmp_path / "plan.toml", "kikikanri-kohyo", found.layout)
    (committed,) = (REPOSITORY / "plans/kanazawa/layouts").iterdir()
    assert (made.path.name, made.content) == (committed.name, committed.read_bytes())
