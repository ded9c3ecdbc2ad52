"""The stages of the night, each a short way from the adapters through the core and back; `flows/nightly.py` is their order."""
