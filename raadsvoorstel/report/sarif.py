"""Findings in SARIF 2.1.0 (OASIS), which editors and code platforms read."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from raadsvoorstel.findings import Finding, Severity, unique

_LEVELS = {Severity.FOUT: "error", Severity.WAARSCHUWING: "warning", Severity.OPMERKING: "note"}


def sarif_object(findings: Iterable[Finding], version: str, rules: Mapping[str, str]) -> dict[str, Any]:
    """Return one run with all findings; `rules` gives the sentence that explains a code, where there is one."""
    found = unique(findings)
    codes = sorted({finding.code for finding in found})
    driver = {
        "name": "raadsvoorstel",
        "version": version,
        "rules": [_rule(code, rules.get(code, "")) for code in codes],
    }
    results = [_result(finding, codes.index(finding.code)) for finding in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]}


def _rule(code: str, sentence: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": sentence}} if sentence else {"id": code}


def _result(finding: Finding, index: int) -> dict[str, Any]:
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.origin.file, errors="surrogateescape")}}
    if finding.origin.line:
        physical["region"] = {
            "startLine": finding.origin.line,
            "startColumn": finding.origin.column,
            "endColumn": finding.origin.column + max(finding.length, 1),
        }
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": physical}],
    }
