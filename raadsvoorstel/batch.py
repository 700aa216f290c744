"""Make the documents of every gemeente; one that fails does not stop the others."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from raadsvoorstel.checks import judge
from raadsvoorstel.composition import Composition, compose, open_fields
from raadsvoorstel.errors import DocumentIncorrect, FileUnreadable, RaadsvoorstelError, TemplateNotFound
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Origin, Severity, has_errors, unique
from raadsvoorstel.loading import Dossier, load_raadsvoorstel
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel
from raadsvoorstel.readback import differences
from raadsvoorstel.render import open_template, render_raadsvoorstel
from raadsvoorstel.word.template import Template
from raadsvoorstel.writing import is_edited, place_beside, write_whole


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one gemeente: the file that was made, what is still open, and what was found.

    `edited` is the file of the same name that somebody has edited, and that was left as it is.
    """

    gemeente: str
    naam: str
    document: Path | None = None
    pdf: Path | None = None
    unchanged: bool = False
    edited: Path | None = None
    open_fields: tuple[FieldPath, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def failed(self) -> bool:
        """Whether no document was made."""
        return self.document is None


def make(dossier: Dossier, gemeenten: Iterable[str], output: Path, *, definitief: bool) -> Iterator[Outcome]:
    """Yield the outcome of each gemeente as it is made, in the order asked for."""
    for slug in gemeenten:
        yield _each(dossier, slug, lambda made: _write(made, output, definitief=definitief))


def judge_all(dossier: Dossier, gemeenten: Iterable[str], *, definitief: bool) -> Iterator[Outcome]:
    """Yield what would be found, without writing anything; the documents are made in memory."""
    for slug in gemeenten:
        yield _each(dossier, slug, lambda made: made.outcome(definitief=definitief))


@dataclass(frozen=True, slots=True)
class Made:
    """A document in memory, checked, with the outcome it would have."""

    voorstel: Raadsvoorstel
    data: bytes
    open_fields: tuple[FieldPath, ...]
    findings: tuple[Finding, ...]

    def outcome(self, *, definitief: bool) -> Outcome:
        """Return the outcome without a file; with `definitief` an open place is an error."""
        gemeente = self.voorstel.gemeente
        findings = self.findings + (tuple(_still_open(self)) if definitief else ())
        return Outcome(gemeente.slug, gemeente.naam, open_fields=self.open_fields, findings=findings)


def _each(dossier: Dossier, slug: str, finish: Callable[[Made], Outcome]) -> Outcome:
    naam = dossier.houses[slug].gemeente.naam
    findings: list[Finding] = []
    try:
        voorstel, findings = load_raadsvoorstel(dossier, slug)
        template = _compiled(path := dossier.project.template(slug), _content(path))
        if voorstel is not None:
            findings += judge(voorstel, template.placed)
        if voorstel is None or dossier.faulty or has_errors(findings):
            return Outcome(slug, naam, findings=tuple(unique(findings)))
        return finish(make_document(voorstel, template, findings))
    except RaadsvoorstelError as error:
        findings.append(Finding("niet-gemaakt", str(error), Origin(slug)))
        return Outcome(slug, naam, findings=tuple(unique(findings)))


def make_document(voorstel: Raadsvoorstel, template: Template, findings: Iterable[Finding] = ()) -> Made:
    """Return a gemeente's document, read back and found to hold what it should."""
    composition = compose(voorstel)
    data = render_raadsvoorstel(voorstel, composition, template)
    wrong = differences(data, composition, template)
    if wrong:
        raise DocumentIncorrect(wrong)
    return Made(voorstel, data, tuple(_open(composition, template)), tuple(unique(findings)))


def _content(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except FileNotFoundError as error:
        raise TemplateNotFound(template) from error
    except OSError as error:
        raise FileUnreadable(template, error.strerror or str(error)) from error


@lru_cache(maxsize=64)
def _compiled(path: Path, data: bytes) -> Template:
    return open_template(path, data)


def _open(composition: Composition, template: Template) -> list[FieldPath]:
    placed = (
        composition.regels[FieldPath(name)].runs for name in sorted(template.placed) if name in composition.regels
    )
    kop = (regel.runs for _, regel in composition.kop)
    return open_fields([*kop, *placed, *composition.texts()])


def _still_open(made: Made) -> Iterator[Finding]:
    gemeente = made.voorstel.gemeente
    for path in made.open_fields:
        yield Finding(
            "nog-in-te-vullen",
            f"`{path}` is nog niet ingevuld door {gemeente.naam}",
            Origin(f"proposals/{made.voorstel.naam}/{gemeente.slug}.yaml"),
            f"vul `{path}` in, of maak het stuk zonder --definitief",
        )


def _write(made: Made, output: Path, *, definitief: bool) -> Outcome:
    outcome = made.outcome(definitief=definitief)
    if has_errors(outcome.findings):
        return outcome
    path = output / f"{outcome.gemeente}-raadsvoorstel.docx"
    if path.exists() and path.read_bytes() == made.data:
        return replace(outcome, document=path, unchanged=True)
    if path.exists() and is_edited(path):
        beside = place_beside(path)
        write_whole(beside, made.data)
        finding = Finding(
            "bewerkt-bestand",
            f"{path.name} is bewerkt sinds het gemaakt werd, en is niet overschreven",
            Origin(str(path)),
            f"de nieuwe versie staat in {beside.name}",
            Severity.WAARSCHUWING,
        )
        return replace(outcome, document=beside, edited=path, findings=(*outcome.findings, finding))
    write_whole(path, made.data)
    return replace(outcome, document=path)
