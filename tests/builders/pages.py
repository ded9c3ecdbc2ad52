"""Pages as a browser reads them: their forms with what stands in them, their text, their links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLANKS = re.compile(r"\s+")


class _Forms(HTMLParser):
    """Gathers the fields of every form by its action."""

    def __init__(self) -> None:
        """Begin outside of every form."""
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] = {}
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a field says."""
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._form = self.forms.setdefault(given.get("action", ""), {})
        elif tag == "textarea":
            self._text, self._form[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in self._form:
                self._form[self._select] = given.get("value", "")
        elif (
            tag == "input" and name and (given.get("type") not in {"radio", "checkbox"} or "checked" in given)
        ):
            self._form[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave a field or a form."""
        if tag == "textarea" and self._text is not None:
            self._form[self._text] = self._form[self._text].removeprefix("\n")
            self._text = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._form = {}

    def handle_data(self, data: str) -> None:
        """Take the text of a text area."""
        if self._text is not None:
            self._form[self._text] += data


def form_of(page: str, action: str) -> dict[str, str]:
    """Return the fields of the form with an action as they stand on a page."""
    parser = _Forms()
    parser.feed(page)
    return parser.forms[action]


def actions_of(page: str) -> set[str]:
    """Return where the forms of a page lead."""
    parser = _Forms()
    parser.feed(page)
    return set(parser.forms)


def words_of(page: str) -> str:
    """Return what people read of a page or of a piece of one."""
    said: list[str] = []
    parser = HTMLParser()
    parser.handle_data = said.append  # type: ignore[method-assign,assignment]  # all that is wanted of it
    parser.feed(page)
    return _BLANKS.sub(" ", "".join(said)).strip()
