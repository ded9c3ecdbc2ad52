"""A bad and a good example of every rule, from the data files of the families."""

from shinchoku.checks.examples.example import Example, ExampleFile, Examples, ExampleSheet
from shinchoku.checks.examples.loading import load_examples

EXAMPLES: dict[str, Examples] = load_examples()
"""Every rule's examples by its code."""

__all__ = ["EXAMPLES", "Example", "ExampleFile", "ExampleSheet", "Examples"]
