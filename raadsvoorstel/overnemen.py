"""Take over a gemeente's own Word file as its template: which labels and titles to look for, and what to say of it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import Runs, plain
from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.fieldpath import FieldPath, canonical
from raadsvoorstel.findings import Finding, Origin, Severity, has_errors
from raadsvoorstel.houses import read_house
from raadsvoorstel.model.fields import LINES, SOORTEN
from raadsvoorstel.model.raadsvoorstel import Huis
from raadsvoorstel.nodes import Node, Scalar, Sequence, node_at
from raadsvoorstel.notation import write_list
from raadsvoorstel.project import GEMEENTE_FILE, HUIS_FILE, Project
from raadsvoorstel.reading import read_regular
from raadsvoorstel.render import open_template
from raadsvoorstel.shape import YES
from raadsvoorstel.validation.gemeente import build_gemeente, build_huizen, stukken
from raadsvoorstel.validation.tree import value_of
from raadsvoorstel.word.onboarding.edges import Edge
from raadsvoorstel.word.onboarding.onboard import Onboarded, Plan, Way, onboard
from raadsvoorstel.word.onboarding.wording import bare
from raadsvoorstel.word.package import LARGEST_FILE
from raadsvoorstel.word.stationery.house import HouseStyle, Part

_SENDER = "Gemeente {{ gemeente.naam }}"
_TITLES = {"raadsvoorstel": "Raadsvoorstel", "raadsbesluit": "Raadsbesluit", "collegebesluit": "Collegebesluit"}
_PHRASES = (
    "raadsvoorstel", "raadsbesluit", "collegebesluit", "raadsstuk", "gemeenteraad", "aan de raad",
)  # fmt: skip
"""What the fixed lines above a document say, besides the name of the gemeente."""
_SHOWN = 160
"""Characters of a piece of text that a finding repeats."""


def take_over(project: Project, slug: str, source: Path, soort: str = SOORTEN[0]) -> tuple[bytes | None, list[Finding]]:
    """Return the template that follows from a Word file of the gemeente, and what could and could not be used of it.

    None, with the reasons, where its `gemeente.yaml` is faulty or the template would not work.
    """
    house, findings = _house(project, slug, soort)
    if house is None:
        return None, findings
    shown = project.shown(source)
    onboarded = onboard(read_regular(source, LARGEST_FILE), shown, _plan(house))
    try:
        open_template(source, onboarded.data)
    except RaadsvoorstelError as error:
        hint = "haal in Word weg wat hier genoemd wordt, of sla het op als gewoon .docx-bestand, en probeer opnieuw"
        return None, [*findings, Finding("overname-mislukt", str(error), Origin(shown), hint)]
    return onboarded.data, [*findings, *(replace(one, origin=Origin(shown)) for one in _told(onboarded, house))]


# ------------------------------------------------------------------ what the gemeente asks for


class _House(Struct, frozen=True):
    """What a `gemeente.yaml` asks of a template for one kind of document."""

    naam: str
    huis: Huis
    style: HouseStyle
    parts: tuple[Part, ...]


def _house(project: Project, slug: str, soort: str) -> tuple[_House | None, list[Finding]]:
    folder = project.templates / slug
    path = folder / (GEMEENTE_FILE if (folder / GEMEENTE_FILE).exists() else HUIS_FILE)
    tree, findings = read_house(project, path)
    if tree is None:
        return None, findings
    gemeente, more = build_gemeente(slug, tree)
    findings += more
    huis = next((huis for huis in build_huizen(tree, _line) if huis.soort == soort), None) if gemeente else None
    if huis is None and not has_errors(findings):
        hint = f"zet {soort} bij `stukken:`, met een `indeling:`"
        findings.append(Finding("soort-onbekend", f"{slug} maakt geen {soort}", tree.origin, hint))
    if huis is None or gemeente is None or has_errors(findings):
        return None, findings
    described = node_at(dict(stukken(tree))[soort], "huisstijl") or node_at(tree, "huisstijl")
    return _House(gemeente.naam, huis, _style(described, soort), tuple(_parts(described, huis))), findings


def _line(written: Scalar) -> Runs:
    return plain(written.text)


def _style(described: Node | None, soort: str) -> HouseStyle:
    """Return the texts of a house style; letters and colours come from the Word file."""
    address = tuple(value_of(line) for line in _rows(described, "adres") if isinstance(line, Scalar))
    return HouseStyle(
        afzender=_text(described, "afzender") or _SENDER,
        titel=_text(described, "titel") or _TITLES.get(soort, soort.capitalize()),
        adres=address,
        opbouw=("afzender", "adres", "titel", "kop") if address else ("afzender", "titel", "kop"),
        kop="regels" if canonical(_text(described, "kop")) == "regels" else "tabel",
        kleur="#000000",
        accent="#000000",
        lettertype="",
    )


def _parts(described: Node | None, huis: Huis) -> Iterator[Part]:
    """Yield the parts the indeling uses, in order, with the lines around them that the house style gives."""
    delen = {canonical(_text(row, "naam")): row for row in _rows(described, "delen")}
    used = dict.fromkeys(sectie.deel for sectie in huis.indeling)
    places = {deel: place for place, deel in enumerate(delen)}
    for number, deel in enumerate(sorted(used, key=lambda deel: places.get(deel, len(places)))):
        row = delen.get(deel)
        yield Part(
            naam=deel,
            titel=_text(row, "titel"),
            nieuwe_pagina=_text(row, "nieuwe_pagina").lower() in YES if row else number > 0,
            kopstijl="groot" if _text(row, "kopstijl") == "groot" else "gewoon",
            opening=tuple(value_of(line) for line in _rows(row, "opening") if isinstance(line, Scalar)),
            slot=tuple(value_of(line) for line in _rows(row, "slot") if isinstance(line, Scalar)),
        )


def _text(node: Node | None, key: str) -> str:
    child = node_at(node, key)
    return value_of(child) if isinstance(child, Scalar) else ""


def _rows(node: Node | None, key: str) -> tuple[Node, ...]:
    child = node_at(node, key)
    return child.items if isinstance(child, Sequence) else (child,) if child is not None else ()


def _plan(house: _House) -> Plan:
    asked = {regel.label: _placeholder(regel.veld) for regel in house.huis.kop}
    own_names = {path.replace("_", " "): _placeholder(path) for path in LINES if path not in house.huis.niet_tonen}
    return Plan(
        style=house.style,
        parts=house.parts,
        labels={
            **{label: shown for label, shown in own_names.items() if "." not in label},
            **{bare(label): shown for label, shown in asked.items()},
        },
        asked=asked,
        titles={
            part.naam: {bare(s.titel) for s in house.huis.indeling if s.deel == part.naam and s.titel}
            for part in house.parts
        },
        fixed={"afzender": (house.naam,), "titel": (house.style.titel, *_PHRASES)},
    )


def _placeholder(path: FieldPath) -> str:
    return f"{{{{ {path} }}}}"


# ------------------------------------------------------------------ what became of the file


def _told(made: Onboarded, house: _House) -> Iterator[Finding]:
    """Yield what was found, added, dropped and left, in the order in which one goes through the file."""
    yield from _styles(made)
    yield from _text_and_front(made, house)
    yield from _edges(made)
    yield from _sections(made, house)
    if made.languages:
        yield _say(
            "overname-taal",
            f"de taal van de stijlen was {_listed(made.languages)} en is nu Nederlands",
            "een schermlezer leest de tekst dan goed voor",
        )
    if made.dropped:
        yield _say("overname-weggelaten", f"niet overgenomen: {_listed(made.dropped)}")


def _styles(made: Onboarded) -> Iterator[Finding]:
    roles = "; ".join(f"{role}: {name}" for role, name in made.roles.items())
    yield _say("overname-stijlen", f"de stijlen van het bestand: {roles}")
    if made.added:
        yield _say(
            "overname-stijlen",
            f"toegevoegd, met de letters en kleuren van het bestand: {_listed(made.added)}",
            "pas ze in Word aan als ze er anders uit moeten zien",
        )
    if made.matched:
        yield _say(
            "overname-stijlen",
            f"niet gebruikt in het bestand, en nu met dezelfde letter als de rest: {_listed(made.matched)}",
            "pas ze in Word aan als ze er anders uit moeten zien",
        )


def _text_and_front(made: Onboarded, house: _House) -> Iterator[Finding]:
    front = made.front
    if front is None:
        kept = f", op {made.pictures} alinea’s met een afbeelding na" if made.pictures else ""
        yield _say("overname-tekst", f"de tekst ({made.length} tekens) is vervangen door invulplaatsen{kept}")
        if made.labels:
            found = _listed(f"‘{label}’" for label in made.labels)
            yield _say("overname-kop", f"de kop is nieuw: van `kop:` stond alleen {found} zeker in het bestand")
        return
    labels = dict.fromkeys(f"‘{placed.label}’" if placed.label else placed.placeholder for placed in front.placed)
    yield _say("overname-kop", f"de kop is gebleven, met invulplaatsen bij {_listed(labels)}")
    if made.way is Way.LOOPED:
        yield _say("overname-kop", "de tabel van de kop gaat nu door alle regels van `kop:` in gemeente.yaml")
    if made.way is Way.EXTENDED:
        shown = {placed.placeholder for placed in front.placed}
        added = [f"‘{regel.label}’" for regel in house.huis.kop if _placeholder(regel.veld) not in shown]
        yield _say("overname-kop", f"aan de kop toegevoegd, omdat `kop:` erom vraagt: {_listed(added)}")
    for line in front.emptied:
        yield _say(
            "overname-label-onbekend",
            f"‘{_short(line)}’ is geen regel van `kop:`; wat erachter stond, is leeggemaakt",
            "maak er een regel van `kop:` van, of haal hem in Word weg",
            Severity.WAARSCHUWING,
        )
    for line in front.shown:
        yield _say("overname-vaste-tekst", f"boven de tekst blijft staan: ‘{_short(line)}’")
    if front.lost:
        lines = _listed(f"‘{_short(line)}’" for line in front.lost)
        yield _say("overname-tekst", f"boven de tekst is weggehaald: {lines}")
    yield _say("overname-tekst", "de tekst onder de kop is vervangen door invulplaatsen")


def _edges(made: Onboarded) -> Iterator[Finding]:
    for edge in made.edges:
        if edge.placed:
            shown = dict.fromkeys(placed.placeholder for placed in edge.placed)
            yield _say("overname-rand", f"in de {edge.area} staat nu {_listed(shown)}")
        if edge.literal:
            yield _literal(edge)
        if edge.fields:
            yield _say(
                "overname-veld",
                f"in de {edge.area} zijn velden gewone tekst geworden: {_listed(dict.fromkeys(edge.fields))}",
                "alleen paginanummers blijven velden",
            )
        if edge.gone:
            gone = _listed(dict.fromkeys(edge.gone))
            yield _say("overname-veld", f"uit de {edge.area} zijn velden over het oude stuk weggehaald: {gone}")


def _literal(edge: Edge) -> Finding:
    lines = _listed(f"‘{_short(line)}’" for line in edge.literal)
    message = f"in de {edge.area} blijft staan: {lines}"
    if edge.is_dated:
        hint = "dit lijkt op een datum of nummer van een oud stuk; zet er in Word een invulplaats, of haal het weg"
        return _say("overname-vaste-tekst", message, hint, Severity.WAARSCHUWING)
    return _say("overname-vaste-tekst", message)


def _sections(made: Onboarded, house: _House) -> Iterator[Finding]:
    if made.sections.folded:
        yield _say(
            "overname-secties",
            "het bestand had een sectie voor de eerste bladzijde en een voor de volgende; dat is één sectie geworden "
            "met een eigen eerste bladzijde",
        )
    if made.sections.uncolumned:
        yield _say(
            "overname-secties", "de tekst stond in kolommen; die zijn weg, omdat tabellen de breedte nodig hebben"
        )
    if made.sections.left:
        several = "andere secties zijn" if made.sections.left > 1 else "andere sectie is"
        yield _say(
            "overname-secties",
            f"{made.sections.left} {several} niet gebruikt: geen deel van de indeling hoort daar zeker bij",
            f"de delen zijn: {_listed(part.naam for part in house.parts)}; maak de secties zo nodig in Word opnieuw",
            Severity.WAARSCHUWING,
        )


def _say(code: str, message: str, hint: str = "", severity: Severity = Severity.OPMERKING) -> Finding:
    return Finding(code, message, Origin(""), hint, severity)


def _short(text: str) -> str:
    plain = re.sub(r"\s+", " ", text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def _listed(items: Iterable[str]) -> str:
    return write_list(list(items))
