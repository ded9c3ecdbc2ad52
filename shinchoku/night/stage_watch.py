"""Telling whoever watches which stage a night is at."""

from collections.abc import Callable
from contextvars import ContextVar

from schemas.codes import CodeList


class Stage(CodeList):
    """The stages of a night, in order."""

    COLLECT = "collect", "収集", "Collect"
    READ = "read", "読み取り", "Read"
    CHECK = "check", "検査", "Check"
    MEASURE = "measure", "集計", "Measure"
    RELEASE = "release", "公表", "Release"
    PUBLISH = "publish", "カタログ", "Catalogues"
    TELL = "tell", "連絡", "Tell departments"


Watcher = Callable[[Stage, str], None]
"""Called when a stage begins (with an empty text) and when it is done (with what it did)."""

_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


def watch(watcher: Watcher) -> None:
    """Have `watcher` told of every stage from now on, in this context."""
    _watcher.set(watcher)


def tell(stage: Stage, did: str = "") -> None:
    """Tell the watcher, if there is one."""
    watcher = _watcher.get()
    if watcher is not None:
        watcher(stage, did)
