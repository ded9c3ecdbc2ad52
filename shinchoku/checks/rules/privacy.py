"""Personal data must not travel into text that is published."""

from __future__ import annotations

from shinchoku.checks.rules import RULES

PERSONAL_DATA = RULES["SH701"]
