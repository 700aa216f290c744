"""What one change of the clerk comes down to in the source as it is now: new words, a value, or nothing any more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import markup
from raadsvoorstel.blocks import Blocks, Paragraph, Picture, plain, plain_text, runs_text
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Origin
from raadsvoorstel.markdown.essence import Essence, essence
from raadsvoorstel.markdown.writer import write
from raadsvoorstel.model.fields import LINES, REGIO
from raadsvoorstel.nodes import Joined, Node, Scalar
from raadsvoorstel.placeholders import Filled
from raadsvoorstel.shape import Field, descend
from raadsvoorstel.shape import Kind as FieldKind
from raadsvoorstel.teruglezen.notations import NOTATIONS, Value, value_of
from raadsvoorstel.teruglezen.pairs import Pair
from raadsvoorstel.teruglezen.returned import Edited, Returned
from raadsvoorstel.teruglezen.tables import WHEN
from raadsvoorstel.teruglezen.version import Version, resolve
from raadsvoorstel.teruglezen.wording import Replacement, Rewording, Slot, apply, reword
from raadsvoorstel.typography import typeset_text
from raadsvoorstel.word.manifest import Kind
from raadsvoorstel.yaml_writing.places import Address


class Stand(StrEnum):
    """What can be done with a change."""

    POSSIBLE = "over te nemen"
    DONE = "al overgenomen"
    FOLLOWS = "volgt uit een ander"
    REFUSED = "niet over te nemen"
    DOUBT = "niet zeker"


class Part(Struct, frozen=True):
    """A stretch of a source text that was written in one place."""

    scalar: Scalar
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.scalar.text.rstrip("\n"))


class Judged(Struct, frozen=True):
    """A change against the source as it is now.

    `address` is where the value stands or would stand, `parts` what is written there in its places, `source` these
    in a row, `rewording` what becomes of them; `expected` what the document must say then; `lost` what of the
    formatting cannot be kept; `reason` why nothing can be done.
    """

    edited: Edited
    stand: Stand
    address: Address
    node: Node | None = None
    source: str = ""
    parts: tuple[Part, ...] = ()
    rewording: Rewording | None = None
    slots: tuple[Slot, ...] = ()
    values: tuple[Value, ...] = ()
    expected: Essence = ()
    lost: tuple[str, ...] = ()
    reason: str = ""
    hint: str = ""
    is_raw: bool = False

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where the value is written now; nothing when it is not written anywhere yet."""
        if self.parts:
            return tuple(part.scalar.origin for part in self.parts)
        return (self.node.origin,) if self.node is not None else ()

    @property
    def is_text(self) -> bool:
        """Whether it is Markdown."""
        return kind_at(self.address) is FieldKind.TEXT


class Around:
    """Changes by the addresses of their texts."""

    def __init__(self, every: Iterable[Judged]) -> None:
        self._at: dict[Address, list[int]] = {}
        self._below: dict[Address, list[int]] = {}
        for judged in every:
            self._at.setdefault(judged.address, []).append(judged.edited.number)
            for length in range(len(judged.address)):
                self._below.setdefault(judged.address[:length], []).append(judged.edited.number)

    def only_at(self, address: Address) -> int | None:
        """Return the number of the one change in what stands at an address, around it or within it."""
        around = (self._at[address[:length]] for length in range(len(address), 0, -1) if address[:length] in self._at)
        found = next(around, None) or self._below.get(address, [])
        return found[0] if len(found) == 1 else None


def kind_at(address: Address) -> FieldKind:
    """Return what kind of value stands at an address."""
    shape = descend(REGIO, FieldPath(".".join(map(str, address))))
    if isinstance(shape, Field):
        return shape.kind
    main = getattr(shape, "fields", {}).get(getattr(shape, "main", ""))
    bare = getattr(shape, "bare", None)
    inner = main or bare
    return inner.kind if isinstance(inner, Field) else FieldKind.LINE


def judge(edited: Edited, returned: Returned, version: Version) -> Judged:
    """Return what a change comes down to in the source as it is now."""
    pair = edited.pair
    if edited.doubt:
        return Judged(edited, Stand.DOUBT, pair.address, reason=edited.doubt)
    if edited.kind is Kind.TITLE:
        return _title(edited, version)
    now = current(edited, returned, version)
    node, address = _standing(pair, now, version)
    blank = Judged(edited, Stand.POSSIBLE, address, node)
    here = now.theirs or () if now else ()
    if node is not None and not isinstance(node, Scalar | Joined) and pair.theirs is not None:
        return replace(blank, stand=Stand.REFUSED, reason="dit staat in de bron niet als één tekst")
    judged = _removed(blank, here) if pair.theirs is None else _reworded(blank, pair, version)
    if judged.stand in (Stand.POSSIBLE, Stand.FOLLOWS) and essence(here) == judged.expected:
        if judged.lost and essence(here) == essence(pair.base):
            return replace(
                judged, stand=Stand.REFUSED, reason="alleen de opmaak is veranderd, en die kan niet in de bron"
            )
        return replace(judged, stand=Stand.DONE)
    if judged.stand is Stand.POSSIBLE and not _is_base(judged, now):
        return replace(
            judged, stand=Stand.REFUSED, reason="de bron van deze tekst is veranderd sinds het stuk gemaakt werd",
            hint="vergelijk de twee teksten, en schrijf zelf wat het moet worden",
        )  # fmt: skip
    return judged


def _standing(pair: Pair, now: Pair | None, version: Version) -> tuple[Node | None, Address]:
    """Return what is written for a value, and its address; an item that is not there any more has only its number."""
    is_there = pair.theirs is not None or (now is not None and now.theirs)
    if not is_there and any(isinstance(key, int) for key in pair.address):
        return None, pair.address
    return resolve(version.tree, now.other if now else pair.address)


def _title(edited: Edited, version: Version) -> Judged:
    """Return what becomes of the title of a section: it is that of the house, or a field shown as a title."""
    was = plain_text(edited.pair.base)
    shown = next((path for path in LINES if runs_text(version.voorstel.regels[path]) == was), None)
    where = next(
        (sectie.origin for huis in version.voorstel.huizen for sectie in huis.indeling if sectie.titel == was), None
    )
    reason = f"een titel hoort bij de indeling, die voor elk voorstel geldt ({where or version.own_file.name})"
    if shown is not None:
        reason = f"deze titel is het veld {shown}; verander het daar"
    return Judged(edited, Stand.REFUSED, edited.pair.address, reason=reason)


def current(edited: Edited, returned: Returned, version: Version) -> Pair | None:
    """Return the value as it was when the document was made beside what the source makes of it now."""
    pair = edited.pair
    if pair.address[0] == "termen":
        value, _ = version.lookup(FieldPath(f"termen.{pair.address[1]}"))
        return replace(pair, theirs=(Paragraph(value),)) if isinstance(value, tuple) else None
    if edited.kind is Kind.VALUE:
        return replace(pair, theirs=(Paragraph(version.voorstel.regels[edited.of]),))
    if pair.address[0] == "extra" and pair.address[-1] == "titel" and edited.of.count(".") == 1:
        return next((replace(pair, theirs=blocks) for blocks in version.values(Kind.TITLE, edited.of)), None)
    leaves = version.leaves(edited.of, returned.base(edited.of)).get(pair.address, ())
    if pair.theirs is None:
        return _whole(leaves, pair.address) if leaves else None
    return next((leaf for leaf in leaves if leaf.address == pair.address), None)


def _whole(leaves: Sequence[Pair], address: Address) -> Pair:
    """Return the values of one item together, such as a row of a table."""
    base = tuple(block for leaf in leaves for block in leaf.base)
    theirs = tuple(block for leaf in leaves for block in leaf.theirs or ())
    return Pair(address, base, theirs, leaves[0].other[: len(address)], leaves[0].is_line)


def _removed(blank: Judged, here: Blocks) -> Judged:
    parts_, source = source_of(blank.node, is_text=True)
    return replace(blank, stand=Stand.POSSIBLE if essence(here) else Stand.DONE, parts=parts_, source=source)


def _is_base(judged: Judged, now: Pair | None) -> bool:
    """Whether the source still says what it said when the document was made, changed values aside."""
    base, here = essence(now.base if now else judged.edited.pair.base), essence(now.theirs or () if now else ())
    if judged.is_raw or here == base:
        return True
    if judged.rewording is None or not judged.rewording.values:
        return not judged.source and not here
    was = {value.expression: each.old for value, each in zip(judged.values, judged.rewording.values, strict=True)}
    shown = [Replacement(slot.start, slot.end, was.get(_expression(judged, slot), slot.shown)) for slot in judged.slots]
    filled = Filled(apply(judged.source, shown))
    blocks = markup.read(filled)[0] if judged.is_text else (Paragraph(plain(typeset_text(filled.text))),)
    return essence(blocks) == base


def _expression(judged: Judged, slot: Slot) -> str:
    return judged.source[slot.start : slot.end]


# ------------------------------------------------------------------ words


def source_of(node: Node | None, *, is_text: bool) -> tuple[tuple[Part, ...], str]:
    """Return what is written in the places of a value, and these in a row, as the document shows them."""
    scalars = node.parts if isinstance(node, Joined) else (node,) if isinstance(node, Scalar) else ()
    text, found = "", []
    for scalar in scalars:
        text += ("\n\n" if is_text else " ") if text else ""
        found.append(Part(scalar, len(text)))
        text += scalar.text.rstrip("\n")
    return tuple(found), text


def _reworded(blank: Judged, pair: Pair, version: Version) -> Judged:
    kind = kind_at(blank.address)
    theirs = pair.theirs or ()
    is_text = kind is FieldKind.TEXT
    parts_, source = source_of(blank.node, is_text=is_text)
    judged = replace(blank, parts=parts_, source=source)
    if kind not in (FieldKind.TEXT, FieldKind.LINE):
        return _raw(judged, kind, plain_text(theirs))
    if any(isinstance(block, Picture) for block in theirs) and not _same_pictures(pair):
        return replace(judged, stand=Stand.REFUSED, reason="er is een afbeelding bij gekomen of veranderd",
                       hint="zet het bestand in de map van het voorstel, en noem het in de tekst")  # fmt: skip
    base, words, lost = _as_written(pair, is_text=is_text)
    slots = tuple(version.slots(source))
    rewording = reword(source, slots, base=base, theirs=words, markdown=is_text)
    expected = essence(markup.read(Filled(words))[0]) if is_text and lost else essence(theirs)
    if not is_text:
        expected = essence((Paragraph(plain(typeset_text(words))),))
    found = tuple(value_of(each, source, version) for each in rewording.values)
    follows = bool(rewording.replacements) and len(found) == len(rewording.replacements)
    stand = Stand.FOLLOWS if follows else Stand.POSSIBLE
    return replace(
        judged, stand=stand, rewording=rewording, slots=slots, values=found, expected=expected, lost=lost
    )  # fmt: skip


def _same_pictures(pair: Pair) -> bool:
    was, now = ({b.name for b in blocks or () if isinstance(b, Picture)} for blocks in (pair.base, pair.theirs))
    return now <= was


def _as_written(pair: Pair, *, is_text: bool) -> tuple[str, str, tuple[str, ...]]:
    """Return the two versions of a text as they would be written, and what of the second cannot be."""
    if is_text:
        written = write(pair.theirs or (), width=0)
        return write(pair.base, width=0).text.rstrip("\n"), written.text.rstrip("\n"), written.lost
    return _one_line(pair.base), _one_line(pair.theirs or ()), tuple(_lost_in_line(pair))


def _one_line(blocks: Blocks) -> str:
    return " ".join(plain_text(blocks).split())


def _lost_in_line(pair: Pair) -> Iterator[str]:
    """Yield what a field of one line cannot hold."""
    shown = _one_line(pair.theirs or ())[:60]
    if len(pair.theirs or ()) > 1:
        yield f"de alinea’s van ‘{shown}’, een veld van één regel"
    marked = [any(getattr(run, name) for b in blocks if isinstance(b, Paragraph) for run in b.runs)
              for blocks in (pair.base, pair.theirs or ()) for name in ("bold", "italic", "strike")]  # fmt: skip
    if any(marked[3:]) and not any(marked[:3]):
        yield f"de opmaak van ‘{shown}’, een veld van één regel"


# ------------------------------------------------------------------ dates, amounts, choices


def _raw(judged: Judged, kind: FieldKind, shown: str) -> Judged:
    """Return a value of a notation of its own as it would be written: a date as 2020-12-17, an amount as 12.500."""
    text = " ".join(shown.replace("\u00a0", " ").split())
    written = NOTATIONS[kind](text, judged.source) if kind in NOTATIONS else text
    if written is None and judged.edited.pair.address[-1] != WHEN:
        return replace(judged, stand=Stand.REFUSED, reason=f"‘{text}’ is geen {kind.value}",
                       hint="schrijf het in het document als datum of bedrag, of verander de bron zelf")  # fmt: skip
    whole = Replacement(0, len(judged.source), text if written is None else written)
    return replace(judged, rewording=Rewording((whole,), whole.text), is_raw=True,
                   expected=essence((Paragraph(plain(text)),)))  # fmt: skip


def written(judged: Judged, kept: Mapping[str, str]) -> Rewording:
    """Return what becomes of the source when the values in `kept` change at their own place: path, and what it gets."""
    assert judged.rewording is not None
    staying = {
        each for each, value in zip(judged.rewording.values, judged.values, strict=True) if stays(value, kept)
    }  # fmt: skip
    chosen = tuple(each for each in judged.rewording.replacements if each not in staying)
    return Rewording(chosen, judged.rewording.whole)


def stays(value: Value, kept: Mapping[str, str]) -> bool:
    """Whether a value is changed at its own place, so that its placeholder can stay."""
    return value.written is not None and kept.get(value.path) == value.written
