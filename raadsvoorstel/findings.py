"""What is wrong with a text of the user: where, how bad, and what to do about it."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from raadsvoorstel.rewriting import Edit


class Origin(Struct, frozen=True, order=True, array_like=True):
    """A place in a file; `line` and `column` count from 1, and 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Severity(StrEnum):
    """How much a finding weighs; only a `FOUT` stops the document it belongs to."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    OPMERKING = "opmerking"


class Finding(Struct, frozen=True):
    """One complaint about the user's text. Collected, never raised; `hint` is the next step.

    `length` is how many characters from `origin` on are meant, on that line; 0 where only the place is known.
    `edits` would mend it, where that is a matter of these characters and no judgement is needed.
    """

    code: str
    message: str
    origin: Origin
    hint: str = ""
    severity: Severity = Severity.FOUT
    length: int = 0
    edits: tuple[Edit, ...] = ()


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether at least one finding forbids making the document."""
    return any(finding.severity is Severity.FOUT for finding in findings)


MOST_TOLD = 100
"""Of one kind in one file or text; more is one thing that went wrong, and no list for a reader."""


def few(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings; of many errors of one kind in one file the first, and how many more there are."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.origin.file, finding.code), []).append(finding)
    return [each for several in alike.values() for each in (_first(several) if len(several) > MOST_TOLD else several)]


def _first(findings: list[Finding]) -> list[Finding]:
    """Return the first of many in order of place, all that can be mended, and one that stands for the others."""
    errors = [each for each in unique(findings) if each.severity is Severity.FOUT and not each.edits]
    kept = [each for each in findings if each.severity is not Severity.FOUT or each.edits]
    # A line that says there is one more takes the place of that one.
    if len(errors) <= MOST_TOLD + 1:
        return [*kept, *errors]
    others = errors[MOST_TOLD:]
    message, hint = f"zo staan er nog {len(others)} in dit bestand", "los eerst op wat hierboven staat"
    return [*kept, *errors[:MOST_TOLD], Finding(others[0].code, message, others[0].origin, hint)]


def unique(findings: Iterable[Finding]) -> list[Finding]:
    """Every finding once, in order of place: a fault in a shared text is found once per reader."""
    return sorted(dict.fromkeys(findings), key=lambda finding: (finding.origin, finding.code, finding.message))
