"""The matrix of everything judged in a session, of all its processes, printed at the end.

`pytest tests/corpus` prints the line of totals, `pytest -s tests/corpus` the whole matrix above it.
"""

from __future__ import annotations

import pytest
from corpus.counting import Matrix

_MATRIX = pytest.StashKey[Matrix]()
_HANDED_OVER = "corpus"


@pytest.fixture(scope="session")
def matrix(pytestconfig: pytest.Config) -> Matrix:
    """What this process judges."""
    return _of(pytestconfig)


def _of(config: pytest.Config) -> Matrix:
    """Return the matrix of this process."""
    return config.stash.setdefault(_MATRIX, Matrix())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over what a worker counted."""
    output: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_HANDED_OVER] = _of(session.config).plain()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take over what a worker counted, where sheets are judged by several."""
    counts = getattr(node, "workeroutput", {}).get(_HANDED_OVER, ())
    _of(node.config).take_over(counts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the totals, and the whole matrix to those who ask for prints."""
    matrix = _of(config)
    if matrix.sheets:
        terminalreporter.section("corpus of known truth")
        lines = [*(matrix.lines() if config.option.capture == "no" else ()), matrix.total()]
        terminalreporter.write("".join(f"{line}\n" for line in lines))
