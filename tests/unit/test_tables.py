"""A year's tables: their digest and their canonical form."""

from __future__ import annotations

from shinchoku.figures.tables import YearContent, boolean

ROW, OTHER = {"item_no": "1", "name": "浜"}, {"item_no": "2", "name": "港"}
YEAR = YearContent({"progress": (ROW, OTHER)}, {"quality": (ROW,)})


def test_the_digest_names_the_substance() -> None:
    """Another value or another order of rows is another content; quality is not part of it."""
    assert YearContent(YEAR.substance, {}).digest == YEAR.digest
    assert YearContent({"progress": (OTHER, ROW)}, {}).digest != YEAR.digest
    assert len(YEAR.digest) == 64


def test_the_digest_does_not_depend_on_the_order_of_columns() -> None:
    """The same row is the same row."""
    turned = YearContent({"progress": ({"name": "浜", "item_no": "1"}, OTHER)}, {})
    assert turned.digest == YEAR.digest


def test_a_table_is_found_wherever_it_travels() -> None:
    """Substance, side, or nowhere."""
    assert (YEAR.table("progress"), YEAR.table("quality"), YEAR.table("waivers")) == (
        (ROW, OTHER),
        (ROW,),
        (),
    )


def test_a_year_is_read_back_as_it_was_written() -> None:
    """The canonical form keeps everything."""
    assert YearContent.from_json(YEAR.to_json()) == YEAR


def test_truth_is_written_as_table_schema_has_it() -> None:
    """`true` and `false`."""
    assert (boolean(True), boolean(False)) == ("true", "false")  # noqa: FBT003 -- the values to write
