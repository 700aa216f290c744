"""From everything that was written to one complete raadsvoorstel."""

from collections.abc import Iterator
from decimal import Decimal

from raadsvoorstel import notation
from raadsvoorstel.blocks import Blocks, Paragraph, Runs, Table, in_paragraph, once, runs_text
from raadsvoorstel.fieldpath import ROOT, FieldPath, closest, join
from raadsvoorstel.findings import Finding, Origin, few, has_errors
from raadsvoorstel.model.fields import LINES, REGIO, VOORSTEL, field_at
from raadsvoorstel.model.raadsvoorstel import (
    Argument,
    Bedrag,
    Besluitpunt,
    Bijlage,
    Deelnemer,
    ExtraSectie,
    Gemeente,
    Mijlpaal,
    Ondertekenaar,
    Raadsvoorstel,
)
from raadsvoorstel.nodes import Joined, Mapping, Node, Scalar, node_at
from raadsvoorstel.placeholders import Lookup
from raadsvoorstel.shape import Field, Kind, walk
from raadsvoorstel.validation.filling import Filler, OpenPicture, has_placeholder, items_of, no_picture
from raadsvoorstel.validation.gemeente import build_huizen
from raadsvoorstel.validation.tree import check
from raadsvoorstel.validation.written import written_words

_TEXTS = tuple(
    path
    for path, shape in walk(VOORSTEL)
    if isinstance(shape, Field) and path not in LINES and not path.startswith("status")
)


def build_raadsvoorstel(
    naam: str,
    tree: Mapping,
    gemeente: Gemeente,
    deelnemers: tuple[Deelnemer, ...],
    house: Mapping,
    open_picture: OpenPicture = no_picture,
) -> tuple[Raadsvoorstel | None, list[Finding]]:
    """Return the proposal of one gemeente, or None with everything that is wrong in its texts.

    `tree` holds all layers laid over each other, `house` what `gemeente.yaml` says; `open_picture` finds
    the pictures that texts name.
    """
    findings = list(check(tree, REGIO))
    work = _Builder(tree, gemeente, deelnemers, findings, open_picture)
    raad = work.built(FieldPath("besluit.raad"), _Builder.punten)
    voorstel = Raadsvoorstel(
        naam=naam,
        versie=runs_text(work.line(work.node(FieldPath("versie")))),
        gemeente=gemeente,
        huizen=build_huizen(house, work.line),
        deelnemers=deelnemers,
        regels={path: work.regel(path) for path in LINES},
        teksten=dict(work.teksten()),
        besluit_college=work.built(FieldPath("besluit.college"), _Builder.punten),
        besluit_raad=raad,
        ondertekening={
            "raadsbesluit": work.built(FieldPath("raadsbesluit.ondertekening"), _Builder.ondertekenaars),
            "collegebesluit": work.built(FieldPath("collegebesluit.ondertekening"), _Builder.ondertekenaars),
        },
        argumenten=work.built(FieldPath("argumenten"), _Builder.arguments, raad),
        kanttekeningen=work.built(FieldPath("kanttekeningen"), _Builder.arguments, raad),
        bedragen=work.built(FieldPath("financien"), _Builder.bedragen),
        mijlpalen=work.built(FieldPath("planning"), _Builder.mijlpalen),
        bijlagen=work.built(FieldPath("bijlagen"), _Builder.bijlagen),
        extra=work.built(FieldPath("extra"), _Builder.extra),
        origins=_origins(tree, ROOT),
        geschreven=tuple(written_words(tree, work.fills)),
        genoemd=frozenset(work.named),
        pictures={digest: (file.kind, file.data) for digest, file in work.pictures.items()},
    )
    return (None if has_errors(findings) else voorstel), few(findings)


def lookup_in(tree: Mapping, gemeente: Gemeente, deelnemers: tuple[Deelnemer, ...]) -> Lookup:
    """Return how a name that a text gives between braces is looked up."""
    return Filler(tree, gemeente, deelnemers, [], no_picture).lookup


Origins = dict[FieldPath, tuple[Origin, ...]]


@once
def _origins(node: Node, path: FieldPath) -> Origins:
    """Return where everything in `node`, which stands at `path`, was written."""
    found: Origins = {}
    if path:
        found[path] = tuple(part.origin for part in node.parts) if isinstance(node, Joined) else (node.origin,)
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            found |= _origins(entry.value, join(path, key))
    return found


class _Builder(Filler):
    """Builds the parts of a proposal from what was written at its fields."""

    def teksten(self) -> Iterator[tuple[FieldPath, Blocks]]:
        """Yield the texts that were written, each at its path; those of one line as one paragraph."""
        for path in (*_TEXTS, FieldPath("argumenten"), FieldPath("kanttekeningen")):
            node = self.node(path)
            shape = field_at(path)
            if not isinstance(node, Scalar | Joined):
                continue
            if shape is not None and shape.kind is not Kind.TEXT:
                yield path, in_paragraph(self.line(node))
            else:
                yield path, self.tekst(node)

    def punten(self, node: Node, path: FieldPath) -> tuple[Besluitpunt, ...]:
        """Return the decision points of one body."""
        result = []
        for item, written in items_of(node, path):
            tekst = self.tekst(written)
            self._demand_sentence(item, tekst, written)
            result.append(Besluitpunt(item, item.rpartition(".")[2] if item != path else "", tekst))
        return tuple(result)

    def _demand_sentence(self, path: FieldPath, tekst: Blocks, node: Node) -> None:
        """The number of a point stands before its first sentence, so there has to be one."""
        if tekst and not isinstance(tekst[0], Paragraph):
            hint = "begin het punt met gewone tekst; een lijst kan daaronder"
            self._say("punt-zonder-zin", f"`{path}` begint niet met een zin", node.origin, hint)

    def ondertekenaars(self, node: Node, path: FieldPath) -> tuple[Ondertekenaar, ...]:
        """Return who sign a decision."""
        return tuple(
            Ondertekenaar(item, self._line_of(written, "rol"), self._line_of(written, "naam"))
            for item, written in items_of(node, path)
        )

    def arguments(self, node: Node, path: FieldPath, raad: tuple[Besluitpunt, ...]) -> tuple[Argument, ...]:
        """Return the arguments per decision point of the raad, by its key or its number."""
        numbers = {punt.key or str(n): n for n, punt in enumerate(raad, start=1)}
        numbers |= {str(n): n for n in range(1, len(raad) + 1)}
        entries = node.entries if isinstance(node, Mapping) else {}
        result = []
        for key in sorted(entries, key=lambda key: numbers.get(key, 0)):
            if key not in numbers:
                near = closest(key, numbers)
                self._say(
                    "onbekend-beslispunt",
                    f"`{join(path, key)}` hoort bij geen beslispunt van de raad",
                    entries[key].origin,
                    f"bedoelt u `{near}`?" if near else f"de beslispunten zijn: {', '.join(numbers) or 'geen'}",
                )
            for item, written in items_of(entries[key].value, join(path, key)):
                titel = self._line_of(written, "titel")
                tekst = self.tekst(node_at(written, "tekst") if isinstance(written, Mapping) else written)
                if not titel:
                    self._demand_sentence(item, tekst, written)
                result.append(Argument(item, numbers.get(key, 0), titel, tekst))
        return tuple(result)

    def _table_follows(self, tekst: Node | None, path: FieldPath) -> None:
        """The table that the program makes of items comes right after the text of their group."""
        if tekst is not None and (text := self.tekst(tekst)) and isinstance(text[-1], Table):
            hint = "sluit de tekst af met een zin"
            self._say(
                "tabel-na-tabel", f"`{path}` eindigt met een tabel, en daarna komt er nog een", tekst.origin, hint
            )

    def bedragen(self, financien: Node, path: FieldPath) -> tuple[Bedrag, ...]:
        """Return the lines of the table of amounts."""
        rows = items_of(node_at(financien, "bedragen"), join(path, "bedragen"))
        if rows:
            self._table_follows(node_at(financien, "tekst"), join(path, "tekst"))
        return tuple(self._bedrag(node, item) for item, node in rows)

    def _bedrag(self, node: Node, path: FieldPath) -> Bedrag:
        jaren: dict[str, Decimal] = {}
        for item, written in items_of(node_at(node, "jaren"), join(path, "jaren")):
            key = item.rpartition(".")[2]
            if not (key.isdigit() and len(key) == 4):
                self._say("onjuist-jaar", f"`{key}` is geen jaar", written.origin, "schrijf een jaar, zoals 2021")
            jaren[key] = self._amount(written)
        soort = runs_text(self._line_of(node, "soort"))
        return Bedrag(path, self._line_of(node, "omschrijving"), soort, self._line_of(node, "dekking"), jaren)

    def _amount(self, node: Node) -> Decimal:
        text = runs_text(self.line(node))
        amount = notation.read_amount(text)
        if amount is None and has_placeholder(node):
            hint = "schrijf een bedrag als 12.500, of haal de regel weg tot het bekend is"
            self._say("onjuiste-waarde", f"`{text}` is geen bedrag", node.origin, hint)
        return amount or Decimal(0)

    def mijlpalen(self, planning: Node, path: FieldPath) -> tuple[Mijlpaal, ...]:
        """Return the dated steps of the planning."""
        rows = items_of(node_at(planning, "mijlpalen"), join(path, "mijlpalen"))
        if rows:
            self._table_follows(node_at(planning, "tekst"), join(path, "tekst"))
        return tuple(self._mijlpaal(node, item) for item, node in rows)

    def _mijlpaal(self, node: Node, path: FieldPath) -> Mijlpaal:
        datum, periode = self._line_of(node, "datum"), self._line_of(node, "periode")
        if bool(datum) == bool(periode):
            code = "mijlpaal-met-twee-tijden" if datum else "mijlpaal-zonder-tijd"
            has = "zowel een `datum` als een `periode`" if datum else "geen `datum` en geen `periode`"
            self._say(code, f"`{path}` heeft {has}", node.origin, "geef één van beide")
        wanneer = self.read(node_at(node, "datum") or node, datum, Kind.PERIOD) if datum else periode
        return Mijlpaal(path, wanneer, self._line_of(node, "tekst"))

    def bijlagen(self, node: Node, path: FieldPath) -> tuple[Bijlage, ...]:
        """Return the annexes."""
        return tuple(Bijlage(item, self.line(written)) for item, written in items_of(node, path))

    def extra(self, node: Node, path: FieldPath) -> tuple[ExtraSectie, ...]:
        """Return the sections of the writer's own."""
        return tuple(
            ExtraSectie(item, self._line_of(written, "titel"), self.tekst(node_at(written, "tekst")))
            for item, written in items_of(node, path)
        )

    def _line_of(self, node: Node, key: str) -> Runs:
        if isinstance(node, Mapping):
            return self.line(node_at(node, key))
        return self.line(node) if key == "rol" else ()
