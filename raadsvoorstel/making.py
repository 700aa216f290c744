"""Make one document of a gemeente, and look whether it holds what it should."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.checks.leftovers import INVULPLEK
from raadsvoorstel.composition import Composition, compose, open_fields
from raadsvoorstel.errors import DocumentIncorrect
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Origin, Severity, unique
from raadsvoorstel.houses import PERSBERICHT
from raadsvoorstel.model.fields import SOORTEN, field_at
from raadsvoorstel.model.raadsvoorstel import Huis, Raadsvoorstel
from raadsvoorstel.readback import differences
from raadsvoorstel.render import render_raadsvoorstel
from raadsvoorstel.word.template import Template

REFUSED, ENVIRONMENT = "invoer", "omgeving"


class Outcome(Struct, frozen=True):
    """What became of one document of a gemeente: the file that was made, what is still open, and what was found.

    `edited` is the file of the same name that somebody has edited, and that was left as it is; `trouble` whether
    it was not made for a file that was refused (REFUSED) or because the computer did not go along (ENVIRONMENT).
    """

    gemeente: str
    naam: str
    soort: str = SOORTEN[0]
    document: Path | None = None
    pdf: Path | None = None
    unchanged: bool = False
    edited: Path | None = None
    trouble: str = ""
    open_fields: tuple[FieldPath, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether no document was made."""
        return self.document is None


class Made(Struct, frozen=True):
    """A document in memory, checked, with the outcome it would have."""

    voorstel: Raadsvoorstel
    soort: str
    data: bytes
    open_fields: tuple[FieldPath, ...]
    findings: tuple[Finding, ...]

    def outcome(self, *, definitief: bool) -> Outcome:
        """Return the outcome without a file; with `definitief` an open place is an error."""
        gemeente = self.voorstel.gemeente
        findings = self.findings
        if definitief:
            findings = (*(_final(finding) for finding in findings), *_still_open(self))
        return Outcome(gemeente.slug, gemeente.naam, self.soort, open_fields=self.open_fields, findings=findings)


def make_document(voorstel: Raadsvoorstel, huis: Huis, template: Template, findings: Iterable[Finding] = ()) -> Made:
    """Return one document of a gemeente, read back and found to hold what it should."""
    composition = compose(voorstel, huis)
    data = render_raadsvoorstel(voorstel, composition, template, huis.soort)
    wrong = differences(data, composition, template)
    if wrong:
        raise DocumentIncorrect(wrong)
    return Made(voorstel, huis.soort, data, tuple(_open(composition, template)), tuple(unique(findings)))


def _open(composition: Composition, template: Template) -> list[FieldPath]:
    placed = (
        composition.regels[FieldPath(name)].runs for name in sorted(template.placed) if name in composition.regels
    )
    kop = (regel.runs for _, regel in composition.kop)
    return open_fields([*kop, *placed, *composition.texts()])


def _still_open(made: Made) -> Iterator[Finding]:
    gemeente = made.voorstel.gemeente
    for path in made.open_fields:
        field = field_at(path)
        by_gemeente = field is not None and field.local and made.soort != PERSBERICHT
        who, file = (gemeente.naam, gemeente.slug) if by_gemeente else ("de regio", "regio")
        yield Finding(
            "nog-in-te-vullen",
            f"`{path}` is nog niet ingevuld door {who}",
            Origin(f"proposals/{made.voorstel.naam}/{file}.yaml"),
            f"vul `{path}` in, of maak het stuk zonder --definitief",
        )


def _final(finding: Finding) -> Finding:
    """Return a finding as heavy as it is in a document that is final."""
    return replace(finding, severity=Severity.FOUT) if finding.code == INVULPLEK else finding
