"""Findings as text, as data, and counted."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from raadsvoorstel.findings import Finding, Origin, Severity, unique
from raadsvoorstel.notation import write_list
from raadsvoorstel.report.layout import counted

_SEVERAL = {Severity.FOUT: "fouten", Severity.WAARSCHUWING: "waarschuwingen", Severity.OPMERKING: "opmerkingen"}

SourceLine = Callable[[Origin], str | None]
"""Gives the line of a file that a place is on; None when there is no such line to show."""

MENDABLE = "[*]"
"""Behind a finding that `--herstel` can mend."""
WINDOW = 110
"""How many characters of a source line are shown; more does not help to find the place."""


def no_source(origin: Origin) -> str | None:
    """Return that there is no source line to show."""
    return None


def findings_text(findings: Iterable[Finding], source_line: SourceLine = no_source) -> list[str]:
    """Return the lines of all findings, each finding once and in order of place."""
    return [line for finding in unique(findings) for line in finding_text(finding, source_line(finding.origin))]


def finding_text(finding: Finding, source_line: str | None = None) -> list[str]:
    """Return `file:line:column: fout: sentence [code]`, the source line underlined, and below it what to do."""
    lines = [finding_line(finding)]
    if source_line is not None and source_line.strip():
        lines += _underlined(finding, source_line)
    return [*lines, f"  hulp: {finding.hint}"] if finding.hint else lines


def finding_line(finding: Finding) -> str:
    """Return a finding on one line."""
    line = f"{finding.origin}: {finding.severity}: {finding.message} [{finding.code}]"
    return f"{line} {MENDABLE}" if finding.edits else line


def github_line(finding: Finding) -> str:
    """Return a finding as a workflow command that annotates a line of a pull request."""
    level = {Severity.FOUT: "error", Severity.WAARSCHUWING: "warning", Severity.OPMERKING: "notice"}[finding.severity]
    place = {"file": finding.origin.file, "title": finding.code}
    if finding.origin.line:
        place |= {"line": str(finding.origin.line), "col": str(finding.origin.column)}
        place |= {"endColumn": str(finding.origin.column + max(finding.length, 1))}
    options = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items())
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    return f"::{level} {options}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _underlined(finding: Finding, line: str) -> list[str]:
    """Return a source line with its number, and below it carets under the place; of a long line the part around it."""
    number, start = str(finding.origin.line), finding.origin.column - 1
    length = max(min(finding.length, len(line) - start), 1)
    if len(line) > WINDOW:
        first = max(min(start - WINDOW // 4, len(line) - WINDOW), 0)
        shown = line[first : first + WINDOW]
        shown = ("…" if first else "") + shown.rstrip() + ("…" if first + WINDOW < len(line) else "")
        start, line = start - first + bool(first), shown
        length = max(min(length, len(line) - start), 1)
    line, margin = line.replace("\t", " "), " " * len(number)
    carets = " " * _columns(line[:start]) + "^" * max(_columns(line[start : start + length]), 1)
    return [f"  {number} | {line}".rstrip(), f"  {margin} | {carets}"]


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def findings_count(findings: Iterable[Finding]) -> str:
    """Return `2 fouten en 1 waarschuwing`; empty when nothing was found."""
    found = [finding.severity for finding in unique(findings)]
    return write_list(
        [counted(found.count(each), each, several) for each, several in _SEVERAL.items() if each in found] or [""]
    )


def findings_object(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return the findings as `docs/json.md` describes them."""
    return [
        {
            "code": finding.code,
            "ernst": str(finding.severity),
            "melding": finding.message,
            "bestand": finding.origin.file,
            "regel": finding.origin.line or None,
            "kolom": finding.origin.column or None,
            "lengte": finding.length or None,
            "hulp": finding.hint or None,
            "herstelbaar": bool(finding.edits),
        }
        for finding in unique(findings)
    ]
