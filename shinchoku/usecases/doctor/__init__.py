"""Whether a night would find what it needs; nothing is changed."""
