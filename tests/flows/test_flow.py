"""What the orchestrator adds to a night: tries again where that helps, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from builders.command import Ran, run
from contract.city import tree

from flows.stage_task import StageTask, is_transient
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError, OperationalError

WORDS = Bilingual("失敗", "failed")


@pytest.fixture
def flow() -> ModuleType:
    """The flow's module, imported late: most tests need no Prefect."""
    import flows.nightly as module  # noqa: PLC0415 -- Prefect is slow to import

    return module


def test_the_flow_publishes_what_its_stages_publish(night: tuple[Path, Ran], first_night: Path) -> None:
    """The command under Prefect and the stages by themselves leave the same tree, byte for byte."""
    data, _ = night
    assert tree(data / "published") == tree(first_night / "published")


def test_what_stops_a_stage_stops_the_command(night: tuple[Path, Ran]) -> None:
    """A date before the last run comes through the flow as a sentence and exit 2, without a traceback."""
    data, _ = night
    done = run("nightly", "--plan", "kanazawa", "--data", data, "--as-of", "2026-11-01")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1].startswith("エラー: --as-of 2026-11-01 は、前回の処理の日付")
    assert "Traceback" not in done.err


def test_the_flow_itself_refuses_a_date_ahead(flow: ModuleType, tmp_path: Path) -> None:
    """However it is started: a deployment's parameter is no option of the terminal, and nothing is opened."""
    with pytest.raises(ConfigurationError, match="the run's date 2099-01-01 lies after today"):
        flow.nightly.fn("kanazawa", tmp_path / "data", as_of=date(2099, 1, 1))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (OperationalError.of(WORDS), True),
        (OSError("share"), True),
        (TimeoutError(), True),
        (ConfigurationError.of(WORDS), False),
        (ValueError(), False),
        (AssertionError(), False),
    ],
)
def test_only_what_may_mend_itself_is_tried_again(error: Exception, *, again: bool) -> None:
    """A share or a network may come back by itself; a mistake in the configuration does not."""
    state = SimpleNamespace(result=lambda **_: error)
    assert is_transient(None, None, state) is again


def test_only_collecting_is_tried_again(flow: ModuleType) -> None:
    """Collecting touches a share and is retried three times; no other stage is ever run twice."""
    tasks = [one.task for one in vars(flow).values() if isinstance(one, StageTask)]
    assert {one.name: one.retries for one in tasks} == {
        "collect": 3,
        "read": 0,
        "check": 0,
        "measure": 0,
        "release": 0,
        "publish": 0,
        "tell": 0,
    }
