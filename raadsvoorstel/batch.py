"""Make the documents of every gemeente; one that fails does not stop the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

from raadsvoorstel.checks import check_delen, judge
from raadsvoorstel.composition import Composition, compose, open_fields
from raadsvoorstel.errors import (
    DocumentIncorrect,
    FileUnreadable,
    RaadsvoorstelError,
    TemplateNotFound,
    TemplateUnusable,
)
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Origin, Severity, has_errors, unique
from raadsvoorstel.houses import PERSBERICHT, House
from raadsvoorstel.loading import Dossier, load_raadsvoorstel, load_sender
from raadsvoorstel.model.fields import SOORTEN, field_at
from raadsvoorstel.model.raadsvoorstel import Huis, Raadsvoorstel
from raadsvoorstel.readback import differences
from raadsvoorstel.reasons import reason_of
from raadsvoorstel.render import open_template, render_raadsvoorstel
from raadsvoorstel.validation.gemeente import stukken
from raadsvoorstel.word.template import Template
from raadsvoorstel.writing import is_edited, place_beside, write_whole


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of a gemeente: the file that was made, what is still open, and what was found.

    `edited` is the file of the same name that somebody has edited, and that was left as it is.
    """

    gemeente: str
    naam: str
    soort: str = SOORTEN[0]
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


def make(
    dossier: Dossier, gemeenten: Iterable[str], output: Path, *, definitief: bool, regio: bool = False
) -> Iterator[Outcome]:
    """Yield the outcome of each document as it is made, gemeente by gemeente; with `regio` those of the region too."""
    yield from _all(dossier, gemeenten, lambda made: _write(made, output, definitief=definitief), regio=regio)


def judge_all(
    dossier: Dossier, gemeenten: Iterable[str], *, definitief: bool, regio: bool = False
) -> Iterator[Outcome]:
    """Yield what would be found, without writing anything; the documents are made in memory."""
    yield from _all(dossier, gemeenten, lambda made: made.outcome(definitief=definitief), regio=regio)


def in_memory(dossier: Dossier, gemeente: str | None) -> tuple[dict[str, "Made"], list[Finding]]:
    """Return the documents of a gemeente, or of the region for None, by their kind, and what was found."""
    made: dict[str, Made] = {}

    def keep(each: Made) -> Outcome:
        made[each.soort] = each
        return each.outcome(definitief=False)

    if gemeente is not None:
        house = dossier.houses[gemeente]
        outcomes = list(_each(dossier, house, partial(load_raadsvoorstel, dossier, gemeente), keep))
    elif (sender := dossier.sender) is not None:
        outcomes = list(_each(dossier, sender, partial(load_sender, dossier, sender), keep))
    else:
        outcomes = []
    return made, unique(finding for outcome in outcomes for finding in outcome.findings)


def documents(dossier: Dossier, gemeenten: Iterable[str], *, regio: bool = False) -> int:
    """Return how many documents a run makes when nothing fails."""
    houses = [dossier.houses[slug] for slug in gemeenten]
    if regio and dossier.sender is not None:
        houses.append(dossier.sender)
    return sum(len(stukken(house.tree)) for house in houses)


@dataclass(frozen=True, slots=True)
class Made:
    """A document in memory, checked, with the outcome it would have."""

    voorstel: Raadsvoorstel
    soort: str
    data: bytes
    open_fields: tuple[FieldPath, ...]
    findings: tuple[Finding, ...]

    def outcome(self, *, definitief: bool) -> Outcome:
        """Return the outcome without a file; with `definitief` an open place is an error."""
        gemeente = self.voorstel.gemeente
        findings = self.findings + (tuple(_still_open(self)) if definitief else ())
        return Outcome(gemeente.slug, gemeente.naam, self.soort, open_fields=self.open_fields, findings=findings)


Finish = Callable[[Made], Outcome]


def _all(dossier: Dossier, gemeenten: Iterable[str], finish: Finish, *, regio: bool) -> Iterator[Outcome]:
    for slug in gemeenten:
        house = dossier.houses[slug]
        yield from _each(dossier, house, partial(load_raadsvoorstel, dossier, slug), finish)
    sender = dossier.sender
    if regio and sender is not None:
        yield from _each(dossier, sender, partial(load_sender, dossier, sender), finish)


def _each(
    dossier: Dossier, house: House, load: Callable[[], tuple[Raadsvoorstel | None, list[Finding]]], finish: Finish
) -> Iterator[Outcome]:
    """Yield the outcome of every kind of document of one gemeente; its findings come with the first."""
    slug, naam = house.gemeente.slug, house.gemeente.naam
    soorten = [soort for soort, _ in stukken(house.tree)]
    voorstel, findings = load()
    templates: dict[str, Template] = {}
    for soort in soorten:
        try:
            templates[soort] = _template(*dossier.template(house, soort))
        except RaadsvoorstelError as error:
            findings.append(_not_made(error, slug))
    if voorstel is not None:
        placed = {name for template in templates.values() for name in template.placed}
        findings += judge(voorstel, placed)
        findings += [
            finding
            for huis in voorstel.huizen
            if huis.soort in templates
            for finding in check_delen(huis, templates[huis.soort].parts)
        ]
    if voorstel is None or dossier.faulty or has_errors(findings):
        yield Outcome(slug, naam, soorten[0] if soorten else SOORTEN[0], findings=tuple(unique(findings)))
        return
    for huis in voorstel.huizen:
        try:
            yield finish(make_document(voorstel, huis, templates[huis.soort], findings))
        except RaadsvoorstelError as error:
            yield Outcome(slug, naam, huis.soort, findings=tuple(unique([*findings, _not_made(error, slug)])))
        findings = []


def _not_made(error: RaadsvoorstelError, slug: str) -> Finding:
    hint = (
        f"kijk het na met: raadsvoorstel sjabloon controleer {error.path}"
        if isinstance(error, TemplateUnusable)
        else ""
    )
    return Finding("niet-gemaakt", str(error), Origin(slug), hint)


def make_document(voorstel: Raadsvoorstel, huis: Huis, template: Template, findings: Iterable[Finding] = ()) -> Made:
    """Return one document of a gemeente, read back and found to hold what it should."""
    composition = compose(voorstel, huis)
    data = render_raadsvoorstel(voorstel, composition, template, huis.soort)
    wrong = differences(data, composition, template)
    if wrong:
        raise DocumentIncorrect(wrong)
    return Made(voorstel, huis.soort, data, tuple(_open(composition, template)), tuple(unique(findings)))


def _template(path: Path, colours: Mapping[str, str]) -> Template:
    return _compiled(path, _content(path), tuple(colours.items()))


def _content(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except FileNotFoundError as error:
        raise TemplateNotFound(template) from error
    except OSError as error:
        raise FileUnreadable(template, reason_of(error)) from error


@lru_cache(maxsize=64)
def _compiled(path: Path, data: bytes, colours: tuple[tuple[str, str], ...]) -> Template:
    return open_template(path, data, dict(colours))


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


def _write(made: Made, output: Path, *, definitief: bool) -> Outcome:
    outcome = made.outcome(definitief=definitief)
    if has_errors(outcome.findings):
        return outcome
    path = output / f"{outcome.gemeente}-{outcome.soort}.docx"
    if path.exists() and _content(path) == made.data:
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
