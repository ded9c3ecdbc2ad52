"""The lines of the readme that open a table with its types; they stand in the data beside this module."""

from dataclasses import dataclass

from shinchoku.sentences import data_beside


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one program reads a table: its name, the language of the lines, and the lines."""

    tool: str
    language: str
    code: str


RECIPES = tuple(Recipe(**one) for one in data_beside(__name__)["recipes"])
