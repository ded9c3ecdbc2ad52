"""Every page of the console: what is not in `PAGES` does not exist."""

import importlib
import pkgutil

from shinchoku.console import pages
from shinchoku.console.page import Page


def _pages() -> tuple[Page, ...]:
    """Put together what the modules of the pages declare."""
    names = sorted(one.name for one in pkgutil.iter_modules(pages.__path__))
    modules = [importlib.import_module(f"{pages.__name__}.{name}") for name in names]
    return tuple(page for module in modules for page in getattr(module, "PAGES", ()))


PAGES: tuple[Page, ...] = _pages()
"""Every page."""
