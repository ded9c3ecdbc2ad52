"""The pages, a module for each part of the work; each declares its `PAGES`."""

import shinchoku.console.routes  # noqa: F401 -- whichever module comes first, `Page` is there before it
