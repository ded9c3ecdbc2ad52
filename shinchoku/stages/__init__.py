"""The stages of a night, each a short way from the adapters through the core and back."""
