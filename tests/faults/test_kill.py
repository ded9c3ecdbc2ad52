"""`kill -9` at any step: nothing is lost, nothing shows half-done, and the next run finishes.

Each sweep takes a seeded sample of the steps; `SHINCHOKU_FULL_MATRIX=1 pytest tests/faults` takes every one.
"""

from __future__ import annotations

import random
import shutil
from typing import Any

import pytest
from builders.people import STEWARD
from builders.selection import takes_every_case
from contract.city import PLANNING, SHEETS, City, tree
from faults.driver import Killer

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.releases.removal import TakedownKind
from shinchoku.usecases.takedown import ask_for_text
from shinchoku.views.audit_proof import prove

SHARES = 3
DAY, NEXT_DAY = "2024-05-02", "2024-05-03"


class Scene:
    """A city at one moment, an order to carry out there, and the tree that the order leaves."""

    def __init__(
        self,
        killer: Killer,
        city: City,
        do: str,
        what: str = "",
        *,
        count: str = "lines",
        moment: str = "moment",
    ) -> None:
        """Keep the moment, and see what the order does when nothing disturbs it."""
        self._killer = killer
        self._city = city
        self._count = count
        self._moment = city.root / moment
        shutil.copytree(
            city.data, self._moment, symlinks=True
        ) if city.data.exists() else self._moment.mkdir()
        self._order = {
            "do": do,
            "what": what,
            "count": "",
            "plan": str(city.plan_file),
            "data": str(city.data),
            "inbox": str(city.inbox),
            "as_of": DAY,
        }
        self.before = tree(city.published)
        traced = self._run(count=count)
        self.steps: list[str] = traced["steps"]
        assert traced["exit"] == 0, traced
        self._run(do="night")
        self.after = tree(city.published)

    def after_dying_at(self, number: int) -> Scene:
        """Return the scene of the night that follows one killed at a step."""
        shutil.rmtree(self._city.data)
        shutil.copytree(self._moment, self._city.data, symlinks=True)
        assert self._run(count=self._count, kill_at=number)["killed"]
        return Scene(self._killer, self._city, "night", moment="recovery")

    def _run(self, **changed: object) -> dict[str, Any]:
        return self._killer.run(**{**self._order, **changed})

    def sample(self, share: int, most: int) -> list[int]:
        """Return a share of the steps: all of them if asked for, else a seeded sample."""
        steps = range(len(self.steps))
        if not takes_every_case() and len(steps) > most:
            steps = sorted(random.Random(20261123).sample(steps, most))  # noqa: S311 -- a sample, no secret
        return list(steps[share::SHARES])

    def wrong_after_killing_at(self, number: int) -> str:
        """Kill the order at a step, let a night pass, and say what is not as it must be."""
        city = self._city
        shutil.rmtree(city.data)
        shutil.copytree(self._moment, city.data, symlinks=True)
        step = f"{number} {self.steps[number]}: "
        killed = self._run(count=self._count, kill_at=number)
        # A run may need a step or two less than the one that was counted: it then ended by itself.
        if not killed["killed"] and number < len(killed["steps"]):
            return f"{step}not killed: {killed}"
        if not any(public(tree(city.published)) == public(one) for one in (self.before, self.after)):
            return f"{step}half of a release is public"
        again = self._run(do="night")
        if again["exit"] != 0:
            return f"{step}the next night ends with {again['exit']}: {again['message']}"
        left = tree(city.published)
        if left != self.after and (left != self.before or self._order["do"] == "night"):
            return f"{step}the next night leaves another tree"
        with city.session(DAY) as session:
            if faults := prove(session.engine, session.paths).faults:
                return f"{step}the audit trail does not prove itself: {faults[0].en}"
        return ""


def public(published: dict[str, bytes | str]) -> dict[str, bytes | str]:
    """Return what a reader finds behind `latest`."""
    latest = published.get("latest")
    if not isinstance(latest, str):
        return {}
    folder = latest.removeprefix("→ ") + "/"
    return {
        name.removeprefix(folder): content for name, content in published.items() if name.startswith(folder)
    }


@pytest.fixture(scope="module")
def first_night_of_all(killer: Killer, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The very first night: no database, no folder, three files in the inbox."""
    city = City(tmp_path_factory.mktemp("first") / "umibe")
    city.send_all()
    return Scene(killer, city, "night", count="files and statements")


@pytest.fixture(scope="module")
def releasing_night(killer: Killer, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A night with a correction to release, when a release is public already."""
    city = City(tmp_path_factory.mktemp("releasing") / "umibe")
    city.send_all()
    city.night("2024-05-01")
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "来訪者を大いに迎えた"))
    return Scene(killer, city, "night", count="lines of the release")


@pytest.fixture(scope="module")
def recovery(releasing_night: Scene) -> Scene:
    """A night that finds a release whose link was switched and whose state does not know it yet."""
    committed = max(
        n for n, step in enumerate(releasing_night.steps) if step.startswith("sql UPDATE releases")
    )
    return releasing_night.after_dying_at(committed)


@pytest.fixture(scope="module")
def approval(killer: Killer, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A first release that waits, about to be approved."""
    city = City(tmp_path_factory.mktemp("approval") / "umibe", official_figures=[])
    city.send_all()
    city.night("2024-05-01")
    with city.session(DAY) as session, session.engine.connect() as connection:
        (waiting,) = load_waiting(connection, session.plan.id)
    return Scene(killer, city, "approve", str(waiting["digest"]))


@pytest.fixture(scope="module")
def taking_back(killer: Killer, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Two releases, the second about to be taken back."""
    city = City(tmp_path_factory.mktemp("rollback") / "umibe")
    city.send_all()
    city.night("2024-05-01")
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "来訪者を大いに迎えた"))
    city.night(DAY)
    return Scene(killer, city, "rollback", "2024-05-01")


@pytest.fixture(scope="module")
def takedown(killer: Killer, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Two releases that hold a name, about to be taken down by a second person."""
    city = City(tmp_path_factory.mktemp("takedown") / "umibe")
    city.send_all()
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "田中太郎が来訪者を迎えた"))
    city.night("2024-05-01")
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "田中太郎が来訪者を大いに迎えた"))
    city.night(DAY)
    with city.session(DAY) as session:
        number = ask_for_text(session, STEWARD, "田中太郎", TakedownKind.PERSONAL_DATA, "氏名")
    return Scene(killer, city, "takedown", str(number))


@pytest.mark.parametrize("share", range(SHARES))
def test_a_takedown_may_die_anywhere(takedown: Scene, share: int) -> None:
    """Killed at any line, readers see a release with the text or without it, and the next night finishes what was confirmed."""
    wrong = map(takedown.wrong_after_killing_at, takedown.sample(share, 12))
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("share", range(SHARES))
def test_the_first_night_may_die_anywhere(first_night_of_all: Scene, share: int) -> None:
    """Killed at any statement or file of its first night, the next run publishes what an undisturbed one does."""
    wrong = map(first_night_of_all.wrong_after_killing_at, first_night_of_all.sample(share, 12))
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("share", range(SHARES))
def test_a_releasing_night_may_die_anywhere(releasing_night: Scene, share: int) -> None:
    """Killed at any line of the release, readers see the old version or the new one, and the next run finishes."""
    wrong = map(releasing_night.wrong_after_killing_at, releasing_night.sample(share, 15))
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("share", range(SHARES))
def test_a_recovery_may_die_anywhere(recovery: Scene, share: int) -> None:
    """Killed again while it brings state and tree in step, the run after that still does."""
    wrong = map(recovery.wrong_after_killing_at, recovery.sample(share, 3))
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("share", range(SHARES))
def test_an_approval_may_die_anywhere(approval: Scene, share: int) -> None:
    """Killed at any line of an approval, the next night has released it wholly or it still waits."""
    wrong = map(approval.wrong_after_killing_at, approval.sample(share, 6))
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("share", range(SHARES))
def test_a_rollback_may_die_anywhere(taking_back: Scene, share: int) -> None:
    """Killed at any line of a rollback, the next night finds it wholly done or not begun."""
    wrong = map(taking_back.wrong_after_killing_at, taking_back.sample(share, 6))
    assert [one for one in wrong if one] == []


def test_every_statement_that_makes_the_database_may_be_the_last(first_night_of_all: Scene) -> None:
    """Killed while the database is being made, the next run makes it: no half-made schema stands in the way."""
    made = [n for n, step in enumerate(first_night_of_all.steps) if "CREATE" in step or "alembic" in step]
    assert made
    wrong = map(first_night_of_all.wrong_after_killing_at, made[:: max(1, len(made) // 4)])
    assert [one for one in wrong if one] == []
