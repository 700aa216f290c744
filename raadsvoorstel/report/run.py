"""What became of every document in one run, gemeente by gemeente."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Severity, has_errors
from raadsvoorstel.model.fields import SOORTEN, field_at
from raadsvoorstel.notation import write_list
from raadsvoorstel.report.findings import SourceLine, findings_count, findings_object, findings_text, no_source
from raadsvoorstel.report.layout import columns, counted, hanging

REGIO, GEMEENTE = "regio", "gemeente"
"""Who can fill in what is still open."""

_USUAL, _REGIONAL = SOORTEN[0], SOORTEN[-1]
"""The kind that every gemeente makes, and the one that the region makes by itself."""


class Result(Protocol):
    """What became of one document; `making.Outcome` is one. One stands for all when nothing of a gemeente was made."""

    @property
    def gemeente(self) -> str: ...
    @property
    def naam(self) -> str: ...
    @property
    def soort(self) -> str: ...
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


class Run(Struct, frozen=True):
    """One run over a proposal. `findings` are those of the proposal itself; without `output` it was only judged.

    `total` is how many documents there would be if nothing failed.
    """

    voorstel: str
    results: Sequence[Result]
    findings: tuple[Finding, ...] = ()
    output: Path | None = None
    total: int = 0

    @property
    def all_findings(self) -> list[Finding]:
        """Every finding, of the proposal and of all gemeenten."""
        return [*self.findings, *(finding for result in self.results for finding in result.findings)]

    def errors_of(self, result: Result) -> list[Finding]:
        """The errors that keep a document from being made: its own, else those of the proposal."""
        own = [finding for finding in result.findings if has_errors([finding])]
        return own or [finding for finding in self.findings if has_errors([finding])]

    @property
    def members(self) -> list["Member"]:
        """The gemeenten in this run and, where it makes documents of its own, the region."""
        grouped = groupby(self.results, key=lambda result: (result.gemeente, result.soort == _REGIONAL))
        return [Member(tuple(results), is_regio=is_regio) for (_, is_regio), results in grouped]


class Member(Struct, frozen=True):
    """A gemeente, or the region itself, with what became of each of its documents."""

    results: tuple[Result, ...]
    is_regio: bool

    @property
    def slug(self) -> str:
        """The name of its folder."""
        return self.results[0].gemeente

    @property
    def naam(self) -> str:
        """What it is called."""
        return self.results[0].naam

    @property
    def open_fields(self) -> list[FieldPath]:
        """What its documents leave open, each field once."""
        return list(dict.fromkeys(path for result in self.results for path in result.open_fields))

    @property
    def findings(self) -> list[Finding]:
        """What was found for it, whichever document it came with."""
        return [finding for result in self.results for finding in result.findings]

    def filled_in_by(self, path: FieldPath) -> str:
        """Return who fills in a field: a gemeente what only she can know, the regio the rest."""
        return REGIO if self.is_regio else filled_in_by(path)


def filled_in_by(path: FieldPath) -> str:
    """Return who fills in a field of a gemeente: she herself what only she can know, the regio the rest."""
    field = field_at(path)
    return GEMEENTE if field is not None and field.local else REGIO


def document_name(result: Result) -> str:
    """Return what a document is called in a list: `Duinwijk`, or `Duinwijk, raadsbesluit` for the other kinds."""
    return result.naam if result.soort == _USUAL else f"{result.naam}, {result.soort}"


# ------------------------------------------------------------------ for a reader


def run_text(run: Run, shown: Callable[[Path], str], *, width: int, source_line: SourceLine = no_source) -> str:
    """Return the closing table: per document what became of it, then what is still open, and all findings once.

    Where documents were made, remarks are left out: they are for who judges the texts.
    """
    found = findings_text(_told(run), source_line)
    blocks = [
        columns(_rows(run, shown)) if run.results else [],
        _left_to_the_regio(run, width),
        _left_to_the_gemeenten(run, width),
        ["Gevonden:", *found] if found else [],
        [_closing(run, shown)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _told(run: Run) -> list[Finding]:
    return [each for each in run.all_findings if run.output is None or each.severity is not Severity.OPMERKING]


def _rows(run: Run, shown: Callable[[Path], str]) -> list[tuple[str, str, str]]:
    return [(document_name(result), *_became(run, result, shown)) for result in run.results]


def _became(run: Run, result: Result, shown: Callable[[Path], str]) -> tuple[str, str]:
    errors = run.errors_of(result)
    if errors and result.document is None:
        return "niet in orde" if run.output is None else "niet gemaakt", f"{findings_count(errors)}: {errors[0].origin}"
    if result.document is None:
        return "in orde", findings_count(result.findings)
    stand = "ernaast gemaakt" if result.edited else "ongewijzigd" if result.unchanged else "gemaakt"
    beside = " en .pdf" if result.pdf else ", zonder .pdf" if errors else ""
    return stand, shown(result.document) + beside


def _left_to_the_regio(run: Run, width: int) -> list[str]:
    """Return what the region can fill in for everyone, each field once, and whose documents wait for it."""
    rows = [(path, _whom(run, waiting)) for path, waiting in _regional(run).items()]
    where = f"Nog in te vullen door de regio, in proposals/{run.voorstel}/regio.yaml:"
    return [where, *hanging(rows, width)] if rows else []


def _regional(run: Run) -> dict[FieldPath, list[Member]]:
    """Return the fields that the region can fill in, each with those who wait for it."""
    waiting: dict[FieldPath, list[Member]] = {}
    for member in run.members:
        for path in member.open_fields:
            if member.filled_in_by(path) == REGIO:
                waiting.setdefault(path, []).append(member)
    return waiting


def _whom(run: Run, waiting: Sequence[Member]) -> str:
    gemeenten = [member.naam for member in waiting if not member.is_regio]
    everyone = 1 < len(gemeenten) == sum(not member.is_regio for member in run.members)
    own = [f"het {result.soort}" for member in waiting if member.is_regio for result in member.results[:1]]
    return f"voor {write_list([*(['alle gemeenten'] if everyone else gemeenten), *own])}"


def _left_to_the_gemeenten(run: Run, width: int) -> list[str]:
    rows = [(member.naam, ", ".join(own)) for member in run.members if (own := _local(member))]
    where = f"Nog in te vullen, elk in het eigen bestand onder proposals/{run.voorstel}:"
    return [where, *hanging(rows, width)] if rows else []


def _local(member: Member) -> list[FieldPath]:
    return [path for path in member.open_fields if member.filled_in_by(path) == GEMEENTE]


def _closing(run: Run, shown: Callable[[Path], str]) -> str:
    if not run.results:
        return f"{run.voorstel} is niet in orde: {findings_count(run.findings)}."
    good = sum(result.document is not None or not run.errors_of(result) for result in run.results)
    same = sum(result.unchanged for result in run.results)
    failed, without = (", ".join(_failed(run, made=made)) for made in (False, True))
    sentences = [
        f"{good} van {max(run.total, len(run.results))} "
        + ("in orde" if run.output is None else f"gemaakt in {shown(run.output)}")
        + (f" ({same} ongewijzigd)" if same else "")
    ]
    if failed:
        sentences.append(f"{'niet in orde' if run.output is None else 'niet gemaakt'}: {failed}")
    if without:
        sentences.append(f"zonder PDF: {without}")
    missing = len(_regional(run)) + sum(len(_local(member)) for member in run.members)
    documents = sum(bool(result.open_fields) for result in run.results)
    if missing:
        where = counted(documents, "document", "documenten")
        sentences.append(f"nog in te vullen: {counted(missing, 'gegeven', 'gegevens')} in {where}")
    elif not failed:
        sentences.append("er hoeft niets meer te worden ingevuld")
    return "; ".join(sentences) + "."


def _failed(run: Run, *, made: bool) -> Iterable[str]:
    """Yield for whom a document failed, or with `made` its PDF; with the kinds where others of hers are all right."""
    for member in run.members:
        results = (result for result in member.results if (result.document is not None) is made)
        failed = [result.soort for result in results if run.errors_of(result)]
        if failed:
            whole = len(failed) == len(member.results)
            yield member.naam if whole else f"{member.naam} ({write_list(failed)})"


# ------------------------------------------------------------------ for a machine


def run_object(run: Run) -> dict[str, Any]:
    """Return the run as `docs/json.md` describes it."""
    regio = [_member_object(run, member) for member in run.members if member.is_regio]
    return {
        "voorstel": run.voorstel,
        "map": str(run.output) if run.output else None,
        "gemeenten": [_member_object(run, member) for member in run.members if not member.is_regio],
        "regio": regio[0] if regio else None,
        "bevindingen": findings_object(run.all_findings),
    }


def _member_object(run: Run, member: Member) -> dict[str, Any]:
    return {
        "huis" if member.is_regio else "gemeente": member.slug,
        "naam": member.naam,
        "gelukt": not any(map(run.errors_of, member.results)),
        "documenten": [_document_object(result) for result in member.results if result.document],
        "nog_in_te_vullen": [{"veld": path, "door": member.filled_in_by(path)} for path in member.open_fields],
        "bevindingen": findings_object(member.findings),
    }


def _document_object(result: Result) -> dict[str, Any]:
    return {
        "soort": result.soort,
        "bestand": str(result.document),
        "pdf": str(result.pdf) if result.pdf else None,
        "ongewijzigd": result.unchanged,
        "bewerkt": str(result.edited) if result.edited else None,
    }
