"""Make the documents of every gemeente; one that fails does not stop the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import cores, shelf
from raadsvoorstel.checks.completeness import check_delen
from raadsvoorstel.checks.judge import Heard, Judge
from raadsvoorstel.dictionary import Dictionary
from raadsvoorstel.errors import (
    EnvironmentFailed,
    FileMissing,
    FileOpenElsewhere,
    InputRefused,
    RaadsvoorstelError,
    TemplateNotFound,
    TemplateUnusable,
)
from raadsvoorstel.findings import Finding, Origin, Severity, has_errors, unique
from raadsvoorstel.houses import House
from raadsvoorstel.loading import Dossier, load_raadsvoorstel, load_sender
from raadsvoorstel.making import ENVIRONMENT, REFUSED, Made, Outcome, make_document
from raadsvoorstel.model.fields import SOORTEN
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel
from raadsvoorstel.reading import read_regular
from raadsvoorstel.render import open_template
from raadsvoorstel.validation.gemeente import stukken
from raadsvoorstel.word.package import LARGEST_FILE
from raadsvoorstel.word.template import Template
from raadsvoorstel.writing import Seen, is_edited, place_beside, write_whole


def judge_of(dossier: Dossier, dictionary: Dictionary | None = None, *, stops_only: bool = False) -> Judge:
    """Return who is to judge the versions of a dossier; with a `dictionary` their spelling too.

    `stops_only` leaves out the rules that would not stop a document.
    """
    return Judge(dossier.tree, dossier.comments, dictionary=dictionary, stops_only=stops_only)


def make(
    dossier: Dossier,
    gemeenten: Iterable[str],
    output: Path,
    *,
    definitief: bool,
    regio: bool = False,
    judge: Judge | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each document as it is made, gemeente by gemeente; with `regio` those of the region too.

    What lies between the versions is left with the `judge`, where the caller brings one.
    """
    yield from _all(dossier, gemeenten, judge, partial(_write, output=output, definitief=definitief), regio=regio)


def judge_all(
    dossier: Dossier, gemeenten: Iterable[str], *, definitief: bool, regio: bool = False, judge: Judge | None = None
) -> Iterator[Outcome]:
    """Yield what would be found, without writing anything; the documents are made in memory."""
    yield from _all(dossier, gemeenten, judge, partial(_judged, definitief=definitief), regio=regio)


def in_memory(dossier: Dossier, gemeente: str | None) -> tuple[dict[str, "Made"], list[Finding]]:
    """Return the documents of a gemeente, or of the region for None, by their kind, and what was found."""
    made: dict[str, Made] = {}

    def keep(each: Made) -> Outcome:
        made[each.soort] = each
        return each.outcome(definitief=False)

    slugs = () if gemeente is None else (gemeente,)
    judge = judge_of(dossier, stops_only=True)
    outcomes = list(_all(dossier, slugs, judge, keep, regio=gemeente is None))
    return made, unique(finding for outcome in outcomes for finding in outcome.findings)


def stops(dossier: Dossier) -> dict[str, list[Finding]]:
    """Return what would keep documents from being made, for each gemeente and the region itself, before any is made."""
    desk = _Desk(dossier, judge_of(dossier, stops_only=True), partial(_judged, definitief=False))
    # In this process alone: who asks does so several times, and most was worked out the time before.
    with cores.Crew(desk, 1) as crew:
        told = _told(desk, crew, [*dossier.houses], regio=True)
    found = {each.slug: unique([*desk.judge.between, *each.findings]) for each in told}
    return {slug: [finding for finding in each if finding.severity is Severity.FOUT] for slug, each in found.items()}


def documents(dossier: Dossier, gemeenten: Iterable[str], *, regio: bool = False) -> int:
    """Return how many documents a run makes when nothing fails."""
    return len(file_names(dossier, gemeenten, regio=regio))


def file_names(dossier: Dossier, gemeenten: Iterable[str], *, regio: bool = False) -> list[str]:
    """Return what the documents of a run are called when nothing fails."""
    houses = [dossier.houses[slug] for slug in gemeenten]
    if regio and dossier.sender is not None:
        houses.append(dossier.sender)
    return [_file_name(house.gemeente.slug, soort) for house in houses for soort, _ in stukken(house.tree)]


def _file_name(slug: str, soort: str) -> str:
    return f"{slug}-{soort}.docx"


Finish = Callable[[Made], Outcome]


class _Ready(Struct, frozen=True):
    """A gemeente, or the region itself, judged and ready to be made; `is_whole`: its proposal could be loaded."""

    slug: str
    findings: tuple[Finding, ...]
    is_whole: bool
    trouble: str = ""


_MOST_KEPT = 256
"""Proposals that stay loaded between judging and making; others are loaded once more, so that memory has a bound."""


class _Desk(Struct):
    """All that a process needs to judge and make versions, and those it has loaded."""

    dossier: Dossier
    judge: Judge
    finish: Finish
    loaded: dict[str, Raadsvoorstel] = {}

    def house(self, slug: str) -> House:
        """Return that of a gemeente; without a name that of the region itself."""
        house = self.dossier.houses[slug] if slug else self.dossier.sender
        assert house is not None
        return house


def _all(
    dossier: Dossier, gemeenten: Iterable[str], judge: Judge | None, finish: Finish, *, regio: bool
) -> Iterator[Outcome]:
    """Judge all versions, by themselves and beside each other, and then make each of them."""
    slugs = list(gemeenten)
    desk = _Desk(dossier, judge or judge_of(dossier), finish)
    with cores.Crew(desk, cores.processes(len(slugs))) as crew:
        ready = _told(desk, crew, slugs, regio=regio)
        faulty = dossier.faulty or has_errors(desk.judge.between)
        told = [(each, faulty) for each in ready]
        for outcomes in crew.in_order(_made_one, told[: len(slugs)]):
            yield from outcomes
        for last in told[len(slugs) :]:
            yield from _made_one(desk, last)


def _told(desk: _Desk, crew: cores.Crew[_Desk], slugs: list[str], *, regio: bool) -> list[_Ready]:
    """Judge versions, by themselves and beside each other; what is no gemeente's own stays with the judge."""
    judge, senders = desk.judge, [""] if regio and desk.dossier.sender else []
    houses = [desk.house(slug) for slug in (*slugs, *senders)]
    judge.expect({house.gemeente.slug: house.tree for house in houses})
    heard = crew.in_order(_judged_one, slugs) if judge.is_apart else (_judged_one(desk, slug) for slug in slugs)
    ready: list[_Ready] = []
    for each, said, worked in chain(heard, (_judged_one(desk, slug) for slug in senders)):
        ready.append(each)
        shelf.take_over(worked)
        if said:
            judge.take(said)
    judge.compare(whole=regio)
    return [
        replace(each, findings=(*each.findings, *judge.between_of(house.gemeente.slug)))
        for each, house in zip(ready, houses, strict=True)
    ]


def _judged_one(desk: _Desk, slug: str) -> tuple[_Ready, Heard | None, shelf.Worked]:
    """Load and judge what a gemeente, or the region itself, makes; with what is worth keeping for the next run."""
    dossier, house = desk.dossier, desk.house(slug)
    voorstel, findings = _load(dossier, house)
    templates, missing, trouble = _templates(dossier, house)
    findings += missing
    if voorstel is None:
        return _Ready(slug, tuple(findings), False, trouble), None, shelf.hand_over()
    if len(desk.loaded) < _MOST_KEPT:
        desk.loaded[slug] = voorstel
    placed = {name for template in templates.values() for name in template.placed}
    comments = dossier.comments_of(house.gemeente.slug)
    heard = desk.judge.hear(voorstel, house.tree, placed, comments, is_regio=not slug)
    findings += heard.findings
    for huis in voorstel.huizen:
        findings += check_delen(huis, templates[huis.soort].parts) if huis.soort in templates else ()
    return _Ready(slug, tuple(findings), True, trouble), heard, shelf.hand_over()


def _load(dossier: Dossier, house: House) -> tuple[Raadsvoorstel | None, list[Finding]]:
    if house is dossier.sender:
        return load_sender(dossier, house)
    return load_raadsvoorstel(dossier, house.gemeente.slug)


def _templates(dossier: Dossier, house: House) -> tuple[dict[str, Template], list[Finding], str]:
    """Return the template for every kind of document that is made, what is wrong with the others, and whose fault."""
    templates: dict[str, Template] = {}
    findings, trouble = [], ""
    for soort, _ in stukken(house.tree):
        try:
            templates[soort] = _template(*dossier.template(house, soort))
        except RaadsvoorstelError as error:
            findings.append(_not_made(error, house.gemeente.slug))
            trouble = _trouble(error)
    return templates, findings, trouble


def _made_one(desk: _Desk, told: tuple[_Ready, bool]) -> list[Outcome]:
    """Make every kind of document of one gemeente, or of the region itself, unless something is wrong with them all."""
    ready, faulty = told
    return list(_each(desk, ready, desk.house(ready.slug), faulty=faulty))


def _each(desk: _Desk, ready: _Ready, house: House, *, faulty: bool) -> Iterator[Outcome]:
    """Yield the outcome of every kind of document of one gemeente; its findings come with the first."""
    slug, naam, findings = house.gemeente.slug, house.gemeente.naam, ready.findings
    if not ready.is_whole or faulty or has_errors(findings):
        soort = next((soort for soort, _ in stukken(house.tree)), SOORTEN[0])
        yield Outcome(slug, naam, soort, trouble=ready.trouble, findings=tuple(unique(findings)))
        return
    voorstel = desk.loaded.pop(ready.slug, None) or _load(desk.dossier, house)[0]
    assert voorstel is not None
    templates, _, _ = _templates(desk.dossier, house)
    for huis in voorstel.huizen:
        try:
            yield desk.finish(make_document(voorstel, huis, templates[huis.soort], findings))
        except RaadsvoorstelError as error:
            found = tuple(unique([*findings, _not_made(error, slug)]))
            yield Outcome(slug, naam, huis.soort, trouble=_trouble(error), findings=found)
        findings = ()


def _not_made(error: RaadsvoorstelError, slug: str) -> Finding:
    hint = (
        f"kijk het na met: raadsvoorstel sjabloon controleer {error.path}"
        if isinstance(error, TemplateUnusable)
        else ""
    )
    code = "bestand-open" if isinstance(error, FileOpenElsewhere) else "niet-gemaakt"
    return Finding(code, str(error), Origin(slug), hint)


def _trouble(error: RaadsvoorstelError) -> str:
    if isinstance(error, InputRefused):
        return REFUSED
    return ENVIRONMENT if isinstance(error, EnvironmentFailed) else ""


def _template(path: Path, colours: Mapping[str, str]) -> Template:
    return _opened(path, Seen.of(path), tuple(colours.items()))


def _content(template: Path) -> bytes:
    try:
        return read_regular(template, LARGEST_FILE)
    except FileMissing as error:
        raise TemplateNotFound(template) from error


@lru_cache(maxsize=16)
def _opened(path: Path, seen: Seen, colours: tuple[tuple[str, str], ...]) -> Template:
    # Gemeenten that share a house have one template; those with their own have it for themselves.
    return open_template(path, _content(path), dict(colours))


def _judged(made: Made, *, definitief: bool) -> Outcome:
    return made.outcome(definitief=definitief)


def _write(made: Made, *, output: Path, definitief: bool) -> Outcome:
    outcome = made.outcome(definitief=definitief)
    if has_errors(outcome.findings):
        return outcome
    path = output / _file_name(outcome.gemeente, outcome.soort)
    seen = Seen.of(path)
    if seen and _content(path) == made.data:
        return replace(outcome, document=path, unchanged=True)
    if seen and is_edited(path):
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
    write_whole(path, made.data, seen=seen)
    return replace(outcome, document=path)
