"""What a rule is: a small function with a code, a weight, and what it looks at."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from msgspec import Struct

from raadsvoorstel.findings import Finding, Severity


class Rule(Struct, frozen=True):
    """A rule: its findings get its `code` and, unless somebody set it otherwise, its `severity`.

    One of the others names its function, `module.function` within this room, by what it looks at. One of a dossier
    compares what `notes` gives for each version, another function; without that the versions themselves.
    """

    code: str
    severity: Severity
    of_text: str = ""
    of_stuk: str = ""
    of_dossier: str = ""
    notes: str = ""

    @property
    def check(self) -> Callable[..., Iterator[Finding]]:
        """The function, whatever it looks at."""
        return function(self.of_text or self.of_stuk or self.of_dossier)


@cache
def function(name: str) -> Callable[..., Any]:
    """Return a function of this room, `module.function`, read in when it is first asked."""
    module, _, within = name.partition(".")
    found: Callable[..., Any] = getattr(import_module(f"{__package__}.{module}"), within)
    return found


def fout(code: str, **check: str) -> Rule:
    """Return a rule whose findings stop a document."""
    return Rule(code, Severity.FOUT, **check)


def waarschuwing(code: str, **check: str) -> Rule:
    """Return a rule whose findings have to be looked at."""
    return Rule(code, Severity.WAARSCHUWING, **check)


def opmerking(code: str, **check: str) -> Rule:
    """Return a rule whose findings are advice."""
    return Rule(code, Severity.OPMERKING, **check)
