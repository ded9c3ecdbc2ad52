"""Values as the state keeps them in a text.

A type says all there is to say of its JSON: no module writes a mapping by hand. The core's value objects know nothing
of it: what stands in JSON in another form than pydantic's own is marked where its codec is made.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Annotated, Any, Generic, NewType, TypeVar, get_type_hints

from pydantic import (
    AfterValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    PlainSerializer,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import CoreSchema

from shinchoku.errors import OperationalError
from shinchoku.register.fiscal_year import FiscalYear

T = TypeVar("T")
_TUPLE: Any = tuple
_NAMED: Any = NewType
"""Made for types that are only known when it runs."""


class Codec(Generic[T]):
    """Writes values of a type as compact JSON, the same text for the same value, and reads them back."""

    def __init__(self, kind: object) -> None:
        """Take a type; its adapter is made when it is first needed.

        `T` is what the values are in Python: pydantic's `Annotated` forms are no types to a type checker.
        """
        strict = ConfigDict(extra="forbid", defer_build=True)
        self._adapter: TypeAdapter[T] = TypeAdapter(_NAMED("Stored", kind), config=strict)

    def dump(self, value: T) -> str:
        """Return a value as text."""
        return self._adapter.dump_json(value, warnings="error").decode()

    def load(self, text: str) -> T:
        """Return the value that a text says.

        Raises:
            OperationalError: if it says nothing of the kind: a key is missing or unknown, or a value is of another type.
        """
        try:
            return self._adapter.validate_json(text, strict=True)
        except ValidationError as error:
            raise _unreadable(error) from error


@dataclass(frozen=True, slots=True)
class StoredAs:
    """Marks a type whose values stand in JSON as a `form`, from which `load` makes them and `dump` leads back."""

    form: Any
    load: Callable[[Any], object]
    dump: Callable[[Any], object]

    def __get_pydantic_core_schema__(self, _kind: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return pydantic's own schema of the form, with the way to the value and back."""
        back = PlainSerializer(self.dump, return_type=self.form)
        return handler.generate_schema(Annotated[self.form, AfterValidator(self.load), back])


class InOrder:
    """Marks a dataclass that stands in JSON as the list of its fields' values, without their names."""

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 -- any dataclass
        """Return the schema of a tuple of the fields' types."""
        hints = get_type_hints(kind)
        names = [one.name for one in fields(kind)]
        form = _TUPLE[tuple(hints[name] for name in names)]
        stored = StoredAs(form, lambda values: kind(*values), attrgetter(*names))
        return stored.__get_pydantic_core_schema__(kind, handler)


SORTED = PlainSerializer(sorted)
"""Marks a set, which stands in JSON as a list in order."""
Year = Annotated[FiscalYear, StoredAs(int, FiscalYear, attrgetter("year"))]
"""A fiscal year, which is a number in JSON."""


def _unreadable(error: ValidationError) -> OperationalError:
    """Say where a stored text is not what it should be, without the text itself."""
    told = error.errors(include_url=False, include_input=False, include_context=False)
    where = "; ".join(f"{'.'.join(map(str, one['loc'])) or '-'}: {one['msg']}" for one in told)
    return OperationalError(
        f"状態データベースに、この版のプログラムでは読めない値があります。プログラムの版とバックアップを確かめてください（{where}）。",
        f"the state database holds a value that this version cannot read: check the version and the backup ({where}).",
    )
