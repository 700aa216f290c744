"""From everything that was written to one complete raadsvoorstel."""

import hashlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import markup, notation
from raadsvoorstel.blocks import (
    Block,
    Blocks,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    in_paragraph,
    merge_runs,
    once,
    plain,
    runs_text,
)
from raadsvoorstel.fieldpath import ROOT, FieldPath, closest, join
from raadsvoorstel.findings import Finding, Origin, has_errors
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
from raadsvoorstel.pictures import PictureFile
from raadsvoorstel.placeholders import Filled, Listing, Lookup, Value, as_runs, fill, left_open
from raadsvoorstel.shape import Field, Kind, walk
from raadsvoorstel.sources import Joined, Mapping, Node, Scalar, Sequence, node_at, origin_at
from raadsvoorstel.typography import typeset_text
from raadsvoorstel.validation.gemeente import build_huizen
from raadsvoorstel.validation.tree import check
from raadsvoorstel.validation.written import written_words

_TEXTS = tuple(
    path
    for path, shape in walk(VOORSTEL)
    if isinstance(shape, Field) and path not in LINES and not path.startswith("status")
)


OpenPicture = Callable[[str], PictureFile | str]


def no_picture(name: str) -> str:
    """Return why a picture cannot be used where there is no folder to find it in."""
    return "bestaat niet"


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
    raad = work.punten(FieldPath("besluit.raad"))
    voorstel = Raadsvoorstel(
        naam=naam,
        versie=runs_text(work.line(work.node(FieldPath("versie")))),
        gemeente=gemeente,
        huizen=build_huizen(house, work.line),
        deelnemers=deelnemers,
        regels={path: work.regel(path) for path in LINES},
        teksten=dict(work.teksten()),
        besluit_college=work.punten(FieldPath("besluit.college")),
        besluit_raad=raad,
        ondertekening={soort: tuple(work.ondertekenaars(soort)) for soort in ("raadsbesluit", "collegebesluit")},
        argumenten=tuple(work.arguments(FieldPath("argumenten"), raad)),
        kanttekeningen=tuple(work.arguments(FieldPath("kanttekeningen"), raad)),
        bedragen=tuple(work.bedragen()),
        mijlpalen=tuple(work.mijlpalen()),
        bijlagen=tuple(Bijlage(path, work.line(node)) for path, node in work.items(FieldPath("bijlagen"))),
        extra=tuple(work.extra()),
        origins=_origins(tree, ROOT),
        geschreven=tuple(written_words(tree, work.fills)),
        genoemd=frozenset(work.named),
        pictures={digest: (file.kind, file.data) for digest, file in work.pictures.items()},
    )
    return (None if has_errors(findings) else voorstel), findings


def lookup_in(tree: Mapping, gemeente: Gemeente, deelnemers: tuple[Deelnemer, ...]) -> Lookup:
    """Return how a name that a text gives between braces is looked up."""
    return _Builder(tree, gemeente, deelnemers, [], no_picture).lookup


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


_GROUPS: dict[str, Callable[[Deelnemer], bool]] = {
    "gemeenten": lambda deelnemer: True,
    "gemeenten.ingestemd": lambda deelnemer: deelnemer.college,
    "gemeenten.nog_niet_ingestemd": lambda deelnemer: not deelnemer.college,
    "gemeenten.vastgesteld": lambda deelnemer: deelnemer.raad,
    "gemeenten.nog_niet_vastgesteld": lambda deelnemer: not deelnemer.raad,
}
"""The lists of participants that a text can count or name: all, or those whose college or raad has decided."""


_BRACES = frozenset("{}")


@once
def _as_written(node: Scalar) -> Blocks:
    """Return a text that is the same whoever reads it and has nothing wrong with it; nothing for any other."""
    if _BRACES & set(node.text):
        return ()
    blocks, complaints = markup.read(Filled(node.text))
    special = any(isinstance(block, Picture | Table) for block in blocks)
    return () if complaints or special else blocks


@once
def _as_line(node: Scalar, how: str) -> Runs:
    """Return a line that is the same whoever reads it; nothing for any other."""
    return () if _BRACES & set(node.text) else _set_in_one_line(Filled(node.text), how == "verbatim")


@lru_cache(maxsize=2048)
def _set_in_one_line(filled: Filled, verbatim: bool) -> Runs:
    text = " ".join(filled.text.split())
    return merge_runs(as_runs(Filled(text if verbatim else typeset_text(text), filled.values)))


@once
def _has_picture(text: Blocks) -> bool:
    return any(isinstance(block, Picture) for block in text)


@once
def _tables_touch(text: Blocks) -> bool:
    return any(isinstance(block, Table) and isinstance(after, Table) for block, after in pairwise(text))


@once
def _listings(deelnemers: tuple[Deelnemer, ...]) -> dict[str, Listing]:
    return {
        path: Listing(tuple(deelnemer.gemeente.naam for deelnemer in deelnemers if belongs(deelnemer)))
        for path, belongs in _GROUPS.items()
    }


_SPACE = (Run(" "),)
_LONGEST_VALUE = 10_000
"""Characters of a value that a text can name; terms that name terms could else grow without end."""


def _written_date(text: str) -> str | None:
    day = notation.read_date(text)
    return notation.write_date(day) if day else None


_NOTATION = {Kind.DATE: _written_date, Kind.PERIOD: notation.write_period}


class _Builder(Struct):
    tree: Mapping
    gemeente: Gemeente
    deelnemers: tuple[Deelnemer, ...]
    findings: list[Finding]
    open_picture: OpenPicture
    pictures: dict[str, PictureFile] = {}
    filling: list[FieldPath] = []
    fills: dict[int, Filled] = {}
    named: set[FieldPath] = set()
    values: dict[FieldPath, Runs] = {}

    def node(self, path: FieldPath) -> Node | None:
        """Return what was written at `path`."""
        return node_at(self.tree, path)

    def items(self, path: FieldPath) -> list[tuple[FieldPath, Node]]:
        """Return the items at `path` with their own paths; those of a plain list have the path of the list."""
        match self.node(path):
            case Mapping(entries=entries):
                return [(join(path, key), entry.value) for key, entry in entries.items()]
            case Sequence(items=items):
                return [(path, item) for item in items]
            case _:
                return []

    # -------------------------------------------------------------- lines and texts

    def regel(self, path: FieldPath) -> Runs:
        """Return a header field, or the place where it still has to be filled in."""
        node = self.node(path)
        if not isinstance(node, Scalar | Joined):
            return left_open(path)
        shape = field_at(path)
        runs = self.line(node)
        return self._read(node, runs, shape.kind) if shape and shape.kind is Kind.DATE else runs

    def _read(self, node: Node, runs: Runs, kind: Kind) -> Runs:
        """Return a value in the one notation of its kind; here first what a placeholder brought is judged."""
        text = runs_text(runs)
        if any(run.open_field for run in runs):
            return runs
        if (written := _NOTATION[kind](text)) is None and _has_placeholder(node):
            self._say(
                "onjuiste-waarde", f"`{text}` is geen {kind.value}", node.origin, "kijk waar deze waarde vandaan komt"
            )
        return plain(written) if written else ()

    def line(self, node: Node | None, *, verbatim: bool = False) -> Runs:
        """Return a written value as one line, its placeholders filled in; `verbatim`: an official name or title."""
        if isinstance(node, Scalar) and (said := _as_line(node, "verbatim" if verbatim else "")):
            return said
        parts = node.parts if isinstance(node, Joined) else (node,) if isinstance(node, Scalar) else ()
        lines = [_set_in_one_line(filled, verbatim) for filled in map(self._filled, parts)]
        if len(lines) == 1:
            return lines[0]
        return merge_runs(run for n, line in enumerate(lines) for run in (*(_SPACE if n else ()), *line))

    def tekst(self, node: Node | None) -> Blocks:
        """Return a written text as blocks, its placeholders filled in."""
        if isinstance(node, Scalar) and (said := _as_written(node)):
            return said
        parts = node.parts if isinstance(node, Joined) else (node,) if isinstance(node, Scalar) else ()
        blocks: list[Blocks] = []
        for part in parts:
            filled = self._filled(part)
            read, complaints = markup.read(filled)
            blocks.append(self._with_pictures(read, part))
            for complaint in complaints:
                offset = _offset_in(part.text, filled, complaint.offset)
                self._say(complaint.code, complaint.message, origin_at(part, offset), complaint.hint)
        text = blocks[0] if len(blocks) == 1 else tuple(block for part_blocks in blocks for block in part_blocks)
        if node is not None:
            self._demand_apart(text, node)
        return text

    def _with_pictures(self, blocks: Blocks, part: Scalar) -> Blocks:
        if not _has_picture(blocks):
            return blocks
        return tuple(self._with_picture(block, part) for block in blocks)

    def _with_picture(self, block: Block, part: Scalar) -> Block:
        """Return a picture with what is known of its file; any other block as it is."""
        if not isinstance(block, Picture):
            return block
        found = self.open_picture(block.name)
        if isinstance(found, str):
            place = origin_at(part, max(part.text.find(block.name), 0))
            hint = "zet een PNG- of JPEG-bestand in de map van het voorstel"
            self._say("afbeelding-onbruikbaar", f"de afbeelding `{block.name}` {found}", place, hint)
            return block
        digest = hashlib.sha256(found.data).hexdigest()
        self.pictures[digest] = found
        return replace(block, digest=digest, width=found.width, height=found.height)

    def _demand_apart(self, text: Blocks, node: Node) -> None:
        """Word shows two tables with nothing between them as one."""
        if _tables_touch(text):
            hint = "zet er een zin of een kop tussen"
            self._say("tabel-na-tabel", "twee tabellen staan direct na elkaar", node.origin, hint)

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

    def _filled(self, scalar: Scalar) -> Filled:
        filled, findings = fill(scalar, self.lookup)
        self.findings.extend(findings)
        self.fills[id(scalar)] = filled
        return filled

    def lookup(self, path: FieldPath) -> tuple[Value | None, list[str]]:
        """Return the value of a name in a text, or None with the names there are."""
        if path in _GROUPS:
            return _listings(self.deelnemers)[path], []
        own = {"gemeente.naam": self.gemeente.naam, "gemeente.code": self.gemeente.code}
        if path in own:
            return (Run(own[path]),), []
        if path in LINES or (path.startswith("termen.") and self.node(path) is not None):
            return self._looked_up(path), []
        terms = [path for path, _ in self.items(FieldPath("termen"))]
        if path in terms or (path == "regio" and self.node(path)):
            return self._looked_up(path), []
        return None, ["gemeente.naam", *_GROUPS, *terms, "regio", *LINES]

    def _looked_up(self, path: FieldPath) -> Runs:
        if path in self.values:
            return self.values[path]
        if path in self.filling:
            origin = node.origin if (node := self.node(path)) else self.tree.origin
            self._say("verwijst-naar-zichzelf", f"`{path}` verwijst naar zichzelf", origin, "schrijf de waarde uit")
            return ()
        self.named.add(path)
        self.filling.append(path)
        value = self.regel(path) if path in LINES else self.line(self.node(path), verbatim=True)
        self.filling.pop()
        self.values[path] = self._within_bounds(path, value)
        return self.values[path]

    def _within_bounds(self, path: FieldPath, value: Runs) -> Runs:
        """Return a value that other texts name; nothing of one that grew by naming others again and again."""
        if len(runs_text(value)) <= _LONGEST_VALUE:
            return value
        origin = node.origin if (node := self.node(path)) else self.tree.origin
        message = f"`{path}` is met wat het noemt langer dan {_LONGEST_VALUE} tekens"
        self._say("waarde-te-lang", message, origin, "schrijf een lange tekst bij een veld, en noem hem niet in andere")
        return ()

    # -------------------------------------------------------------- structured parts

    def punten(self, path: FieldPath) -> tuple[Besluitpunt, ...]:
        """Return the decision points of one body."""
        result = []
        for item, node in self.items(path):
            tekst = self.tekst(node)
            self._demand_sentence(item, tekst, node)
            result.append(Besluitpunt(item, item.rpartition(".")[2] if item != path else "", tekst))
        return tuple(result)

    def _demand_sentence(self, path: FieldPath, tekst: Blocks, node: Node) -> None:
        """The number of a point stands before its first sentence, so there has to be one."""
        if tekst and not isinstance(tekst[0], Paragraph):
            hint = "begin het punt met gewone tekst; een lijst kan daaronder"
            self._say("punt-zonder-zin", f"`{path}` begint niet met een zin", node.origin, hint)

    def ondertekenaars(self, soort: str) -> Iterator[Ondertekenaar]:
        """Yield who sign a decision."""
        for path, node in self.items(FieldPath(f"{soort}.ondertekening")):
            yield Ondertekenaar(path, self._line_of(node, "rol"), self._line_of(node, "naam"))

    def arguments(self, path: FieldPath, raad: tuple[Besluitpunt, ...]) -> Iterator[Argument]:
        """Yield the arguments per decision point of the raad, by its key or its number."""
        node = self.node(path)
        numbers = {punt.key or str(n): n for n, punt in enumerate(raad, start=1)}
        numbers |= {str(n): n for n in range(1, len(raad) + 1)}
        order = list(node.entries) if isinstance(node, Mapping) else []
        for key in sorted(order, key=lambda key: numbers.get(key, 0)):
            if key not in numbers:
                near = closest(key, numbers)
                self._say(
                    "onbekend-beslispunt",
                    f"`{join(path, key)}` hoort bij geen beslispunt van de raad",
                    node.entries[key].origin if isinstance(node, Mapping) else self.tree.origin,
                    f"bedoelt u `{near}`?" if near else f"de beslispunten zijn: {', '.join(numbers) or 'geen'}",
                )
            for item, written in self.items(join(path, key)):
                titel = self._line_of(written, "titel")
                tekst = self.tekst(_child(written, "tekst") if isinstance(written, Mapping) else written)
                if not titel:
                    self._demand_sentence(item, tekst, written)
                yield Argument(item, numbers.get(key, 0), titel, tekst)

    def _table_follows(self, path: FieldPath) -> None:
        """The table that the program makes of items comes right after the text of their group."""
        tekst = self.node(path)
        if tekst is not None and (text := self.tekst(tekst)) and isinstance(text[-1], Table):
            hint = "sluit de tekst af met een zin"
            self._say(
                "tabel-na-tabel", f"`{path}` eindigt met een tabel, en daarna komt er nog een", tekst.origin, hint
            )

    def bedragen(self) -> Iterator[Bedrag]:
        """Yield the lines of the table of amounts."""
        if self.items(FieldPath("financien.bedragen")):
            self._table_follows(FieldPath("financien.tekst"))
        for path, node in self.items(FieldPath("financien.bedragen")):
            jaren: dict[str, Decimal] = {}
            for year, written in self.items(join(path, "jaren")):
                key = year.rpartition(".")[2]
                if not (key.isdigit() and len(key) == 4):
                    self._say("onjuist-jaar", f"`{key}` is geen jaar", written.origin, "schrijf een jaar, zoals 2021")
                jaren[key] = self._amount(written)
            soort = runs_text(self._line_of(node, "soort"))
            yield Bedrag(path, self._line_of(node, "omschrijving"), soort, self._line_of(node, "dekking"), jaren)

    def _amount(self, node: Node) -> Decimal:
        text = runs_text(self.line(node))
        amount = notation.read_amount(text)
        if amount is None and _has_placeholder(node):
            hint = "schrijf een bedrag als 12.500, of haal de regel weg tot het bekend is"
            self._say("onjuiste-waarde", f"`{text}` is geen bedrag", node.origin, hint)
        return amount or Decimal(0)

    def mijlpalen(self) -> Iterator[Mijlpaal]:
        """Yield the dated steps of the planning."""
        if self.items(FieldPath("planning.mijlpalen")):
            self._table_follows(FieldPath("planning.tekst"))
        for path, node in self.items(FieldPath("planning.mijlpalen")):
            datum, periode = self._line_of(node, "datum"), self._line_of(node, "periode")
            if bool(datum) == bool(periode):
                code = "mijlpaal-met-twee-tijden" if datum else "mijlpaal-zonder-tijd"
                has = "zowel een `datum` als een `periode`" if datum else "geen `datum` en geen `periode`"
                self._say(code, f"`{path}` heeft {has}", node.origin, "geef één van beide")
            wanneer = self._read(_child(node, "datum") or node, datum, Kind.PERIOD) if datum else periode
            yield Mijlpaal(path, wanneer, self._line_of(node, "tekst"))

    def extra(self) -> Iterator[ExtraSectie]:
        """Yield the sections of the writer's own."""
        for path, node in self.items(FieldPath("extra")):
            yield ExtraSectie(path, self._line_of(node, "titel"), self.tekst(_child(node, "tekst")))

    def _line_of(self, node: Node, key: str) -> Runs:
        if isinstance(node, Mapping):
            return self.line(_child(node, key))
        return self.line(node) if key == "rol" else ()

    def _say(self, code: str, message: str, origin: Origin, hint: str) -> None:
        self.findings.append(Finding(code, message, origin, hint))


def _child(node: Node, key: str) -> Node | None:
    return node.entries[key].value if isinstance(node, Mapping) and key in node.entries else None


def _has_placeholder(node: Node) -> bool:
    """Whether a value was not there yet when its file was checked."""
    parts = node.parts if isinstance(node, Joined) else (node,)
    return any(isinstance(part, Scalar) and "{{" in part.text for part in parts)


def _offset_in(text: str, filled: Filled, offset: int) -> int:
    """Return the place in the written text of a place in the filled text: exact, or the start of its line."""
    if not filled.values:
        return offset
    line = filled.text.count("\n", 0, offset)
    return sum(len(part) + 1 for part in text.split("\n")[:line])
