"""Addresses in what somebody wrote as a contact: found, and cut off where they end."""

from __future__ import annotations

import pytest

from shinchoku.package.addresses import addresses_in, without_addresses


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("総務課", {}, "総務課"),
        ("opendata@example.jp", {"email": "opendata@example.jp"}, ""),
        ("https://example.jp/a", {"path": "https://example.jp/a"}, ""),
        (
            "総務課 <a@b.example.jp>、https://x.example.jp/",
            {"path": "https://x.example.jp/", "email": "a@b.example.jp"},
            "総務課",
        ),
        (
            "市役所（https://example.jp/a、電話076）",
            {"path": "https://example.jp/a"},
            "市役所（電話076）",
        ),
        ("https://example.jp/aをご覧ください。", {"path": "https://example.jp/a"}, "をご覧ください"),
        ("see https://example.jp/a_(b). Thanks", {"path": "https://example.jp/a_(b"}, "see ). Thanks"),
        ("https://user@example.jp/", {"path": "https://user@example.jp/"}, ""),
        ("（https://example.jp/）", {"path": "https://example.jp/"}, ""),
    ],
)
def test_addresses_end_where_they_end(text: str, found: dict[str, str], rest: str) -> None:
    """What follows in another script is no part of one; what is left over without words is nothing."""
    assert addresses_in(text) == found
    assert without_addresses(text) == rest
