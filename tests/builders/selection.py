"""Whether a matrix of cases is tried as a covering few, as every run does, or whole, as whoever releases asks for."""

from __future__ import annotations

import os


def takes_every_case() -> bool:
    """Tell whether every case is tried: every fault at every request, every test on every CKAN."""
    return os.environ.get("SHINCHOKU_FULL_MATRIX") == "1"
