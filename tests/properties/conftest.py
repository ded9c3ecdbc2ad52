"""How properties are searched: the same examples on every machine, and no stopwatch."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
