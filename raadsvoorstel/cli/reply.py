"""What a command answers: one text for a reader, one object for a machine, one exit code."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from raadsvoorstel.findings import Finding, Severity

FORM = 1
"""The version of the objects in docs/json.md; raised when a field changes its meaning or goes."""

WELL, FOUND, WRONG_USE, PROGRAM_MISSING, PARTLY, REFUSED, ENVIRONMENT = range(7)
CRASHED, INTERRUPTED = 70, 130
"""Exit codes: all well; findings; wrong use; a program is missing; some documents were not made and all others are
whole; a file was refused; the disk, a permission or another run is in the way. 70 is EX_SOFTWARE of sysexits.h, 130
is a shell's."""


class Reply(Struct, frozen=True):
    """An answer. `fout` is a sentence for stderr; `note` what goes before it there."""

    command: str
    text: str = ""
    data: dict[str, Any] = {}
    fout: str = ""
    note: str = ""
    code: int = WELL

    def as_json(self, *, ascii_only: bool) -> str:
        """Return the one object of docs/json.md."""
        import json

        known: dict[str, Any] = {"versie": FORM, "opdracht": self.command or None, **self.data}
        if self.fout:
            known["fout"] = self.fout
        return json.dumps({**known, "code": self.code}, ensure_ascii=ascii_only, indent=2)


def code_of(findings: Iterable[Finding]) -> int:
    """Return the exit code that findings lead to; remarks and places still open do not count."""
    return FOUND if any(finding.severity is not Severity.OPMERKING for finding in findings) else WELL


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for JSON; also one that is not understood any further."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in options or "--formaat=json" in options or ("--formaat", "json") in pairwise(options)
