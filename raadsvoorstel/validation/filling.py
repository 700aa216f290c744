"""The texts of one gemeente with what stands between braces filled in, as lines and as blocks."""

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import markup, notation
from raadsvoorstel.blocks import (
    Block,
    Blocks,
    Heading,
    Item,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    block_runs,
    merge_runs,
    once,
    plain,
    runs_text,
    with_notes,
)
from raadsvoorstel.fieldpath import FieldPath, join
from raadsvoorstel.findings import MOST_TOLD, Finding, Origin
from raadsvoorstel.links import is_ordinary_link
from raadsvoorstel.model.fields import LINES, field_at
from raadsvoorstel.model.raadsvoorstel import Deelnemer, Gemeente
from raadsvoorstel.nodes import Joined, Mapping, Node, Scalar, Sequence, node_at, origin_at, texts_in
from raadsvoorstel.pictures import PictureFile
from raadsvoorstel.placeholders import FAULTY, Filled, Listing, Value, as_runs, fill, left_open, names_in
from raadsvoorstel.shape import Kind
from raadsvoorstel.typography import typeset_text

_Made = TypeVar("_Made")
OpenPicture = Callable[[str], PictureFile | str]


def no_picture(name: str) -> str:
    """Return why a picture cannot be used where there is no folder to find it in."""
    return "bestaat niet"


_GROUPS: dict[str, Callable[[Deelnemer], bool]] = {
    "gemeenten": lambda deelnemer: True,
    "gemeenten.ingestemd": lambda deelnemer: deelnemer.college,
    "gemeenten.nog_niet_ingestemd": lambda deelnemer: not deelnemer.college,
    "gemeenten.vastgesteld": lambda deelnemer: deelnemer.raad,
    "gemeenten.nog_niet_vastgesteld": lambda deelnemer: not deelnemer.raad,
}
"""The lists of participants that a text can count or name: all, or those whose college or raad has decided."""


_BRACES = frozenset("{}")


class _Shared(Struct):
    """What was made of a written value, None while nothing was, with what became of the values in it."""

    made: tuple[Any, ...] | None = None
    fills: dict[int, Filled] = {}


@once
def _made_of(build: object, node: Node, *besides: object) -> _Shared:
    """Return what was made of a node, an empty one the first time; it follows from the node and `besides` alone."""
    return _Shared()


@once
def _names(node: Node) -> tuple[FieldPath, ...]:
    """Return the names that texts within a node give between braces, each once."""
    return tuple(dict.fromkeys(name for text in texts_in(node) for name in names_in(text)))


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
def _strange_links(text: Blocks) -> tuple[str, ...]:
    """Return the addresses in a text that a reader of a council paper had better not follow."""
    runs = (run for block in text for runs in block_runs(block) for run in with_notes(runs))
    return tuple(dict.fromkeys(run.link for run in runs if run.link and not is_ordinary_link(run.link)))


@once
def _tables_touch(text: Blocks) -> bool:
    return any(isinstance(block, Table) and isinstance(after, Table) for block, after in pairwise(text))


@once
def _listings(deelnemers: tuple[Deelnemer, ...]) -> dict[str, Listing]:
    return {
        path: Listing(tuple(deelnemer.gemeente.naam for deelnemer in deelnemers if belongs(deelnemer)))
        for path, belongs in _GROUPS.items()
    }


def items_of(node: Node | None, path: FieldPath) -> list[tuple[FieldPath, Node]]:
    """Return the items in a node and where each stands; those of a plain list stand at the `path` of the list."""
    match node:
        case Mapping(entries=entries):
            return [(join(path, key), entry.value) for key, entry in entries.items()]
        case Sequence(items=items):
            return [(path, item) for item in items]
        case _:
            return []


def _is_blank(runs: Runs) -> bool:
    return not any(run.note or run.text.strip() for run in runs)


@once
def _number_of_links(text: Blocks) -> int:
    every = (groupby(runs, key=lambda run: run.link) for block in text for runs in block_runs(block))
    return sum(bool(link) for groups in every for link, _ in groups)


_TERMEN = FieldPath("termen")
_SPOKEN = Paragraph | Heading | Item
_SPACE = (Run(" "),)
_DEEPEST = 40
"""Terms that name terms, one in another; nobody follows more of them, and Python no more than some hundreds."""
_LONGEST_VALUE = 10_000
"""Characters of a value that a text can name; terms that name terms could else grow without end."""


def _written_date(text: str) -> str | None:
    day = notation.read_date(text)
    return notation.write_date(day) if day else None


_NOTATION = {Kind.DATE: _written_date, Kind.PERIOD: notation.write_period}


class Filler(Struct):
    """Fills in the texts of one gemeente: `tree` is what was written for her, `findings` what is wrong with it so far.

    `pictures` are those that texts show, by a hash of their contents, `fills` is what became of each value, by the
    identity of its scalar, and `named` are the fields that texts name, with their `values`; those of `filling` are
    being filled in themselves. In `names` stay all that a text can name, once one was not among them, and in
    `unknown` those that were not, each with how many there were before.
    """

    tree: Mapping
    gemeente: Gemeente
    deelnemers: tuple[Deelnemer, ...]
    findings: list[Finding]
    open_picture: OpenPicture
    pictures: dict[str, PictureFile] = {}
    filling: list[FieldPath] = []
    fills: dict[int, Filled] = {}
    named: set[FieldPath] = set()
    values: dict[FieldPath, Value] = {}
    names: list[str] = []
    unknown: dict[FieldPath, int] = {}

    def node(self, path: FieldPath) -> Node | None:
        """Return what was written at `path`."""
        return node_at(self.tree, path)

    def shared(self, build: Callable[..., tuple[_Made, ...]], node: Node, *given: object) -> tuple[_Made, ...]:
        """Return what `build`, a method of the class, makes of a node and of what else it is `given`.

        It follows from those and from the values of the names within the node; gemeenten for which these are the same
        share what was made, unless something is wrong with it or a picture is in it.
        """
        # Looked up for each gemeente: what is wrong with a name is told for her, and `named` is what her texts name.
        values = [self.lookup(name)[0] for name in _names(node)]
        kept = _made_of(build, node, *given, *values)
        if kept.made is None:
            apart = replace(self, findings=[], fills={}, pictures={})
            made = build(apart, node, *given)
            if apart.findings or apart.pictures:
                self.findings += apart.findings
                self.fills.update(apart.fills)
                self.pictures.update(apart.pictures)
                return made
            kept.made, kept.fills = made, apart.fills
        self.fills.update(kept.fills)
        return kept.made

    def built(self, path: FieldPath, build: Callable[..., tuple[_Made, ...]], *given: object) -> tuple[_Made, ...]:
        """Return what `build` makes of the node at `path`, or nothing of nothing."""
        node = self.node(path)
        return () if node is None else self.shared(build, node, path, *given)

    # -------------------------------------------------------------- lines and texts

    def regel(self, path: FieldPath) -> Runs:
        """Return a header field, or the place where it still has to be filled in."""
        node = self.node(path)
        if not isinstance(node, Scalar | Joined):
            return left_open(path)
        shape = field_at(path)
        runs = self.line(node)
        return self.read(node, runs, shape.kind) if shape and shape.kind is Kind.DATE else runs

    def read(self, node: Node, runs: Runs, kind: Kind) -> Runs:
        """Return a value in the one notation of its kind; here first what a placeholder brought is judged."""
        text = runs_text(runs)
        if any(run.open_field for run in runs):
            return runs
        if (written := _NOTATION[kind](text)) is None and has_placeholder(node):
            self._say(
                "onjuiste-waarde", f"`{text}` is geen {kind.value}", node.origin, "kijk waar deze waarde vandaan komt"
            )
        return plain(written) if written else ()

    def line(self, node: Node | None, *, verbatim: bool = False) -> Runs:
        """Return a written value as one line, its placeholders filled in; `verbatim`: an official name or title."""
        if isinstance(node, Scalar) and (said := _as_line(node, "verbatim" if verbatim else "")):
            return said
        parts = node.parts if isinstance(node, Joined) else (node,) if isinstance(node, Scalar) else ()
        filled = [self._filled(part) for part in parts]
        lines = [_set_in_one_line(each, verbatim) for each in filled]
        for part, each, line in zip(parts, filled, lines, strict=True):
            self._demand_words(part, each, [line])
        if len(lines) == 1:
            return lines[0]
        return merge_runs(run for n, line in enumerate(lines) for run in (*(_SPACE if n else ()), *line))

    def tekst(self, node: Node | None) -> Blocks:
        """Return a written text as blocks, its placeholders filled in."""
        parts = node.parts if isinstance(node, Joined) else (node,) if isinstance(node, Scalar) else ()
        several = [self.shared(Filler._part, part) for part in parts]
        text = several[0] if len(several) == 1 else tuple(block for blocks in several for block in blocks)
        if node is not None:
            self._demand_apart(text, node)
        return text

    def _part(self, part: Scalar) -> Blocks:
        filled = self._filled(part)
        blocks, complaints = markup.read(filled)
        for complaint in complaints:
            offset = _offset_in(part.text, filled, complaint.offset)
            self._say(complaint.code, complaint.message, origin_at(part, offset), complaint.hint)
        spoken = [block.runs for block in blocks if isinstance(block, _SPOKEN)]
        notes = [run.note for block in blocks for runs in block_runs(block) for run in runs if run.note]
        bare, _ = markup.read(Filled(filled.text))
        self._demand_words(part, filled, [*spoken, *notes], lost=_number_of_links(bare) - _number_of_links(blocks))
        for address in _strange_links(blocks):
            place = origin_at(part, max(part.text.find(address), 0))
            message = f"de koppeling naar `{address}` is geen webadres, en opent misschien een programma"
            self._say("koppeling-adres", message, place, "begin het adres met https://, mailto: of tel:")
        return self._with_pictures(blocks, part)

    def _demand_words(self, part: Scalar, filled: Filled, paragraphs: Iterable[Runs], *, lost: int = 0) -> None:
        """A paragraph, note or link with only names in it that have no value would be gone without a word.

        `lost` is how many links are.
        """
        if any(map(_is_blank, filled.values)) and (lost > 0 or any(map(_is_blank, paragraphs))):
            hint = "schrijf er woorden omheen die ook zonder waarde kloppen, of haal de regel weg"
            self._say("lege-waarde", "hier blijft niets over: wat tussen accolades staat, is leeg", part.origin, hint)

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

    def _filled(self, scalar: Scalar) -> Filled:
        filled, findings = fill(scalar, self.lookup)
        self.findings.extend(findings)
        self.fills[id(scalar)] = filled
        return filled

    def lookup(self, path: FieldPath) -> tuple[Value | None, list[str]]:
        """Return the value of a name in a text, or None with the names there are; none after many mistakes."""
        value = self.values.get(path)
        if value is None and (value := self._value(path)) is not None:
            self.values[path] = value
        if value is not None:
            return value, []
        if not self.names:
            termen = self.node(_TERMEN)
            terms = [join(_TERMEN, key) for key in termen.entries] if isinstance(termen, Mapping) else []
            self.names += ["gemeente.naam", *_GROUPS, *terms, "regio", *LINES]
        is_sought = self.unknown.setdefault(path, len(self.unknown)) < MOST_TOLD
        return None, self.names if is_sought else []

    def _value(self, path: FieldPath) -> Value | None:
        """Return the value of a name, None for one that there is not; what names itself stands for a few points."""
        if path in _GROUPS:
            return _listings(self.deelnemers)[path]
        own = {"gemeente.naam": self.gemeente.naam, "gemeente.code": self.gemeente.code}
        if path in own:
            return plain(own[path])
        is_term = path == "regio" or path.startswith("termen.")
        if path not in LINES and not (is_term and self.node(path) is not None):
            return None
        if path in self.filling:
            origin = node.origin if (node := self.node(path)) else self.tree.origin
            self._say("verwijst-naar-zichzelf", f"`{path}` verwijst naar zichzelf", origin, "schrijf de waarde uit")
            return FAULTY
        if len(self.filling) >= _DEEPEST:
            origin = node.origin if (node := self.node(path)) else self.tree.origin
            self._say("te-diep", f"termen noemen elkaar hier meer dan {_DEEPEST} diep", origin, "schrijf de waarde uit")
            return FAULTY
        self.named.add(path)
        self.filling.append(path)
        value = self.regel(path) if path in LINES else self.line(self.node(path), verbatim=True)
        self.filling.pop()
        return self._within_bounds(path, value)

    def _within_bounds(self, path: FieldPath, value: Runs) -> Runs:
        """Return a value that other texts name; a few points for one that grew by naming others again and again."""
        if len(runs_text(value)) <= _LONGEST_VALUE:
            return value
        origin = node.origin if (node := self.node(path)) else self.tree.origin
        message = f"`{path}` is met wat het noemt langer dan {_LONGEST_VALUE} tekens"
        self._say("waarde-te-lang", message, origin, "schrijf een lange tekst bij een veld, en noem hem niet in andere")
        return FAULTY

    def _say(self, code: str, message: str, origin: Origin, hint: str) -> None:
        self.findings.append(Finding(code, message, origin, hint))


def has_placeholder(node: Node) -> bool:
    """Whether a value was not there yet when its file was checked."""
    parts = node.parts if isinstance(node, Joined) else (node,)
    return any(isinstance(part, Scalar) and "{{" in part.text for part in parts)


def _offset_in(text: str, filled: Filled, offset: int) -> int:
    """Return the place in the written text of a place in the filled text: exact, or the start of its line."""
    if not filled.values:
        return offset
    line = filled.text.count("\n", 0, offset)
    return sum(len(part) + 1 for part in text.split("\n")[:line])
