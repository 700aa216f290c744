"""What a rule is: a small function with a code, a weight, and what it looks at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding, Severity
from raadsvoorstel.prose import Prose

OfText = Callable[[Prose, Lijsten], Iterator[Finding]]
"""Looks at one text by itself; one that gemeenten share is judged once."""
OfStuk = Callable[[Stuk], Iterator[Finding]]
"""Looks at the version of one gemeente as a whole."""
OfDossier = Callable[[Sequence[Stuk]], Iterator[Finding]]
"""Looks at the versions of all gemeenten beside each other."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its findings get its `code` and, unless somebody set it otherwise, its `severity`."""

    code: str
    severity: Severity
    of_text: OfText | None = None
    of_stuk: OfStuk | None = None
    of_dossier: OfDossier | None = None

    def judge(self, stuk: Stuk) -> Iterator[Finding]:
        """Yield what the rule finds in one version."""
        if self.of_text is not None:
            for prose in stuk.texts:
                yield from _in_text(self.of_text, prose, stuk.lijsten)
        if self.of_stuk is not None:
            yield from self.of_stuk(stuk)

    @property
    def check(self) -> OfText | OfStuk | OfDossier:
        """The function, whatever it looks at."""
        check = self.of_text or self.of_stuk or self.of_dossier
        assert check is not None
        return check


@lru_cache(maxsize=65536)
def _in_text(check: OfText, prose: Prose, lijsten: Lijsten) -> tuple[Finding, ...]:
    return tuple(check(prose, lijsten))


def fout(code: str, **check: OfText | OfStuk | OfDossier) -> Rule:
    """Return a rule whose findings stop a document."""
    return Rule(code, Severity.FOUT, **check)  # type: ignore[arg-type]


def waarschuwing(code: str, **check: OfText | OfStuk | OfDossier) -> Rule:
    """Return a rule whose findings have to be looked at."""
    return Rule(code, Severity.WAARSCHUWING, **check)  # type: ignore[arg-type]


def opmerking(code: str, **check: OfText | OfStuk | OfDossier) -> Rule:
    """Return a rule whose findings are advice."""
    return Rule(code, Severity.OPMERKING, **check)  # type: ignore[arg-type]
