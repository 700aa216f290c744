"""What became of every gemeente in one run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, has_errors
from raadsvoorstel.model.fields import field_at
from raadsvoorstel.report.findings import findings_count, findings_object, findings_text
from raadsvoorstel.report.layout import columns, counted, hanging

REGIO, GEMEENTE = "regio", "gemeente"
"""Who can fill in what is still open."""


class Result(Protocol):
    """What became of one gemeente; `batch.Outcome` is one."""

    @property
    def gemeente(self) -> str: ...
    @property
    def naam(self) -> str: ...
    @property
    def document(self) -> Path | None: ...
    @property
    def pdf(self) -> Path | None: ...
    @property
    def unchanged(self) -> bool: ...
    @property
    def edited(self) -> Path | None: ...
    @property
    def open_fields(self) -> tuple[FieldPath, ...]: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...


@dataclass(frozen=True, slots=True)
class Run:
    """One run over a proposal. `findings` are those of the proposal itself; without `output` it was only judged."""

    voorstel: str
    results: Sequence[Result]
    findings: tuple[Finding, ...] = ()
    output: Path | None = None

    @property
    def all_findings(self) -> list[Finding]:
        """Every finding, of the proposal and of all gemeenten."""
        return [*self.findings, *(finding for result in self.results for finding in result.findings)]

    def errors_of(self, result: Result) -> list[Finding]:
        """The errors that keep a document from being made: the gemeente's own, else those of the proposal."""
        own = [finding for finding in result.findings if has_errors([finding])]
        return own or [finding for finding in self.findings if has_errors([finding])]


def filled_in_by(path: FieldPath) -> str:
    """Return who fills in a field: a gemeente what only she can know, the regio the rest."""
    field = field_at(path)
    return GEMEENTE if field is not None and field.local else REGIO


# ------------------------------------------------------------------ for a reader


def run_text(run: Run, shown: Callable[[Path], str], *, width: int) -> str:
    """Return the closing table: per gemeente what was made, what is still open, and all findings once."""
    found = findings_text(run.all_findings)
    blocks = [
        columns(_rows(run, shown)) if run.results else [],
        _open_lines(run, width),
        ["Gevonden:", *found] if found else [],
        [_closing(run, shown)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _rows(run: Run, shown: Callable[[Path], str]) -> list[tuple[str, str, str]]:
    return [(result.naam, *_became(run, result, shown)) for result in run.results]


def _became(run: Run, result: Result, shown: Callable[[Path], str]) -> tuple[str, str]:
    if errors := run.errors_of(result):
        return "niet in orde" if run.output is None else "niet gemaakt", f"{findings_count(errors)}: {errors[0].origin}"
    if result.document is None:
        return "in orde", findings_count(result.findings)
    stand = "ernaast gemaakt" if result.edited else "ongewijzigd" if result.unchanged else "gemaakt"
    return stand, shown(result.document) + (" en .pdf" if result.pdf else "")


def _open_lines(run: Run, width: int) -> list[str]:
    rows = _open_rows(run.results)
    where = f"Nog in te vullen, elk in het eigen bestand onder proposals/{run.voorstel}:"
    return [where, *hanging(rows, width)] if rows else []


def _open_rows(results: Sequence[Result]) -> list[tuple[str, str]]:
    """Return who still has to fill in what; what the regio can fill in comes first, and once."""
    regional: dict[FieldPath, list[str]] = {}
    rows: list[tuple[str, str]] = []
    for result in results:
        own = [path for path in result.open_fields if filled_in_by(path) == GEMEENTE]
        if own:
            rows.append((result.naam, ", ".join(own)))
        for path in result.open_fields:
            if path not in own:
                regional.setdefault(path, []).append(result.naam)
    if regional:
        everyone = len(results)
        named = (path if len(who) == everyone else f"{path} (voor {', '.join(who)})" for path, who in regional.items())
        rows.insert(0, ("de regio", "; ".join(named)))
    return rows


def _closing(run: Run, shown: Callable[[Path], str]) -> str:
    if not run.results:
        return f"{run.voorstel} is niet in orde: {findings_count(run.findings)}."
    failed = [result.naam for result in run.results if run.errors_of(result)]
    same = sum(result.unchanged for result in run.results)
    sentences = [
        f"{len(run.results) - len(failed)} van {len(run.results)} "
        + ("in orde" if run.output is None else f"gemaakt in {shown(run.output)}")
        + (f" ({same} ongewijzigd)" if same else "")
    ]
    if failed:
        sentences.append(f"{'niet in orde' if run.output is None else 'niet gemaakt'}: {', '.join(failed)}")
    places = sum(len(result.open_fields) for result in run.results)
    documents = sum(bool(result.open_fields) for result in run.results)
    if places:
        where = counted(documents, "document", "documenten")
        sentences.append(f"nog in te vullen: {counted(places, 'plaats', 'plaatsen')} in {where}")
    elif not failed:
        sentences.append("er hoeft niets meer te worden ingevuld")
    return "; ".join(sentences) + "."


# ------------------------------------------------------------------ for a machine


def run_object(run: Run) -> dict[str, Any]:
    """Return the run as `docs/json.md` describes it."""
    return {
        "voorstel": run.voorstel,
        "map": str(run.output) if run.output else None,
        "gemeenten": [_result_object(run, result) for result in run.results],
        "bevindingen": findings_object(run.all_findings),
    }


def _result_object(run: Run, result: Result) -> dict[str, Any]:
    return {
        "gemeente": result.gemeente,
        "naam": result.naam,
        "gelukt": not run.errors_of(result),
        "documenten": [_document_object(result)] if result.document else [],
        "nog_in_te_vullen": [{"veld": path, "door": filled_in_by(path)} for path in result.open_fields],
        "bevindingen": findings_object(result.findings),
    }


def _document_object(result: Result) -> dict[str, Any]:
    return {
        "soort": "raadsvoorstel",
        "bestand": str(result.document),
        "pdf": str(result.pdf) if result.pdf else None,
        "ongewijzigd": result.unchanged,
        "bewerkt": str(result.edited) if result.edited else None,
    }
