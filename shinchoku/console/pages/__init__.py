"""The pages, a module for each part of the work; each declares its `PAGES`."""
