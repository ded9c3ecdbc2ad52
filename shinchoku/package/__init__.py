"""A release as files: composed from the contents of its years, described, and verified again."""
