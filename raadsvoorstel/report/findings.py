"""Findings as text, as data, and counted."""

from collections.abc import Iterable
from typing import Any

from raadsvoorstel.findings import Finding, Severity, unique
from raadsvoorstel.notation import write_list
from raadsvoorstel.report.layout import counted

_SEVERAL = {Severity.FOUT: "fouten", Severity.WAARSCHUWING: "waarschuwingen", Severity.OPMERKING: "opmerkingen"}


def findings_text(findings: Iterable[Finding]) -> list[str]:
    """Return the lines of all findings, each finding once and in order of place."""
    return [line for finding in unique(findings) for line in finding_text(finding)]


def finding_text(finding: Finding) -> list[str]:
    """Return `file:line:column: fout: sentence [code]`, and below it what to do."""
    line = f"{finding.origin}: {finding.severity}: {finding.message} [{finding.code}]"
    return [line, f"  hulp: {finding.hint}"] if finding.hint else [line]


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
            "hulp": finding.hint or None,
        }
        for finding in unique(findings)
    ]
