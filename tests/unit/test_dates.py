"""Dates by era or Western year, to ISO 8601."""

from __future__ import annotations

import pytest

from shinchoku.intake.dates import date_of_serial, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("R8.10.31", "2026-10-31"),
        ("S39.04.06", "1964-04-06"),
        ("令和元年5月1日", "2019-05-01"),
        ("令和７年１月", "2025-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("平成31年4月", "2019-04"),
        ("令和元年５月", "2019-05"),
        ("2027/5/31", "2027-05-31"),
        ("２０２７年５月", "2027-05"),
        ("2027-05-31 00:00:00", "2027-05-31"),
        ("h１.1.8", "1989-01-08"),
        ("R7.1", "2025-01"),
        ("令和31年5月1日", "2049-05-01"),
    ],
)
def test_a_date_is_stored_as_iso(text: str, iso: str) -> None:
    """Any width, any of the ways to write it, to the day or to the month."""
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "平成31年5月1日",
        "令和元年4月30日",
        "令和元年4月",
        "平成35年1月",
        "昭和64年1月8日",
        "2025-02-30",
        "令和7年13月",
        "令和0年1月",
        "令和7年",
        "令和7年1月頃",
        "1月",
        "10/31",
        "",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    """Days that an era never had, days that no year has, and anything vaguer than a month."""
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("serial", "system", "iso"),
    [
        (45678, 1900, "2025-01-21"),
        (44216, 1904, "2025-01-21"),
        (1, 1900, "1900-01-01"),
        (59, 1900, "1900-02-28"),
        (61, 1900, "1900-03-01"),
    ],
)
def test_a_serial_number_is_a_day_of_its_system(serial: int, system: int, iso: str) -> None:
    """Two systems, 1462 days apart."""
    found = date_of_serial(serial, system)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize("serial", [60, -1000, 10**7, 10**12])
def test_a_serial_number_beyond_its_calendar_is_none(serial: int) -> None:
    """29 February 1900 never was; no sheet means the year 29279."""
    assert date_of_serial(serial) is None
