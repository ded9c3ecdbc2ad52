"""Findings go back to departments: one, several, or a whole group after looking at how many."""

from __future__ import annotations

import json

import pytest
from cli.called import Command, Options, Sit
from contract.city import City

from shinchoku.review.people import Role

DAY = ("--as-of", "2024-05-12")


def states(city: City) -> dict[str, str]:
    """Return the states of the unresolved errors by rule."""
    return {str(one["rule"]): str(one["state"]) for one in city.findings() if one["severity"] == "error"}


def test_a_steward_returns_a_finding_with_a_message(
    run: Command, at: Options, sit: Sit, city: City, doubtful: str
) -> None:
    """It is returned, and the message is kept with it."""
    sit("steward", Role.STEWARD)
    done = run("return", doubtful[:8], *at(*DAY, "--message", "実績値を確かめてください"))
    assert (done.code, done.out) == (0, "1件を差し戻しました。\n")
    (found,) = city.findings("SH501")
    assert (found["state"], found["note"]) == ("returned", "実績値を確かめてください")


@pytest.mark.parametrize("roles", [(), (Role.VIEWER,), (Role.APPROVER,), (Role.ADMINISTRATOR,)])
def test_only_a_steward_returns(
    run: Command, at: Options, sit: Sit, city: City, doubtful: str, roles: tuple[Role, ...]
) -> None:
    """Anybody else is told who may (exit 2), and nothing moves."""
    sit("somebody", *roles)
    done = run("return", doubtful, *at(*DAY, "--message", "確かめてください"))
    assert (done.code, "確認担当" in done.err) == (2, True)
    assert set(states(city).values()) == {"open"}


def test_a_group_is_returned_only_when_its_size_was_agreed_to(
    run: Command, at: Options, sit: Sit, city: City, doubtful: str
) -> None:
    """Where nobody can answer nothing moves without --yes; with it the whole group does, once."""
    del doubtful
    sit("steward", Role.STEWARD)
    wanted = at(*DAY, "--severity", "error", "--message", "直してください")
    asked = run("return", *wanted)
    assert (asked.code, "2件あります" in asked.out, "SH501" in asked.out) == (0, True, True)
    assert set(states(city).values()) == {"open"}
    told = json.loads(run("return", *wanted, "--format", "json").out)
    assert (told["returned"], told["meant"]) == (0, 2)
    assert "2件を差し戻しました" in run("return", *wanted, "--yes").out
    assert set(states(city).values()) == {"returned"}
    assert "差し戻せる指摘はありません" in run("return", *wanted, "--yes").out


@pytest.mark.parametrize("options", [(), ("--rule", "SH501")])
def test_fingerprints_or_a_filter_but_not_both(
    run: Command, at: Options, sit: Sit, doubtful: str, options: tuple[str, ...]
) -> None:
    """Neither means nothing, both mean two things: exit 2."""
    sit("steward", Role.STEWARD)
    given = (doubtful,) if options else ()
    assert run("return", *given, *at(*DAY, "--message", "直してください", *options)).code == 2


def test_several_are_returned_together_or_not_at_all(
    run: Command, at: Options, sit: Sit, city: City, doubtful: str
) -> None:
    """If one of them cannot be returned, none is; the same one twice is one."""
    sit("steward", Role.STEWARD)
    (other,) = (str(one["fingerprint"]) for one in city.findings("SH314"))
    assert run("return", other, *at(*DAY, "--message", "直してください")).code == 0
    done = run("return", doubtful, other, *at(*DAY, "--message", "直してください"))
    assert (done.code, "差戻し" in done.err) == (2, True)
    assert states(city)["SH501"] == "open"
    assert run("return", doubtful, doubtful[:9], *at(*DAY, "--message", "直してください")).out.startswith(
        "1件"
    )
