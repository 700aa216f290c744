"""What a style has of its own, or else of the style that it is based on, and so on."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.xml import value, w

Ask = Callable[[etree._Element], Any]
"""What to look for in one style; None when it has nothing of the kind."""


class Inherited(Struct, frozen=True, eq=False):
    """Styles by their ids, as long as none of them changes: what was found by way of one style is not sought again."""

    styles: Mapping[str, etree._Element]
    known: dict[Ask, dict[str, Any]] = {}

    def nearest(self, id: str, ask: Ask) -> Any:
        """Return what the nearest of a style and those it is based on answers; None when none of them does.

        `ask` is one and the same function for all that ask the same.
        """
        known = self.known.setdefault(ask, {})
        passed: dict[str, None] = {}
        found = None
        while found is None and id in self.styles and id not in known and id not in passed:
            passed[id] = None
            found = ask(self.styles[id])
            id = value(self.styles[id].find(w("basedOn")))
        found = known.get(id) if found is None else found
        known.update(dict.fromkeys(passed, found))
        return found


@cache
def finder(*names: str) -> Ask:
    """Return what asks a style for the element at the end of a path: `finder("rPr", "color")`."""
    path = "/".join(map(w, names))
    return lambda style: style.find(path)
