"""What a clerk changed in a document since it was made, from the Word file alone."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import (
    Block,
    Blocks,
    Paragraph,
    Picture,
    Table,
    block_runs,
    block_texts,
    is_open,
    plain,
    plain_text,
)
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.herkomst import NoManifest
from raadsvoorstel.markdown.essence import essence, same
from raadsvoorstel.reconcile.pairing import rising
from raadsvoorstel.teruglezen.leaves import parts
from raadsvoorstel.teruglezen.pairs import Pair, shown
from raadsvoorstel.word import manifest as memory
from raadsvoorstel.word import parcel
from raadsvoorstel.word.anchors import How, Located, locate, strays
from raadsvoorstel.word.beyond import HIGHLIGHT
from raadsvoorstel.word.guard import demand_readable
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.marks import BOOKMARK, bookmark_name
from raadsvoorstel.word.reader import Placed, Reading, read
from raadsvoorstel.word.values import LocatedValue, locate_values

__all__ = ["Edited", "Loose", "Returned", "read_returned"]


class Edited(Struct, frozen=True):
    """One value that was changed. `number` is its place among the changes of this file, whatever the source says.

    `of` is the path of the text that it is a part of. `theirs` is None where the text is gone. `doubt` says in
    Dutch why it is not sure what the text became; then `theirs` is what may be it. `times` is in how many places
    the document shows the value, `unchanged` in how many of them it is still as it was.
    """

    number: int
    pair: Pair
    of: FieldPath
    kind: Kind = Kind.TEXT
    doubt: str = ""
    times: int = 1
    unchanged: int = 0

    @property
    def path(self) -> str:
        """The field path, as a person reads it."""
        return shown(self.pair.address)


class Loose(Struct, frozen=True):
    """A text of the clerk that belongs to no field, and the field that it stands behind."""

    text: str
    near: str


class Unwritten(Struct, frozen=True):
    """Formatting in a text that no source can hold, by its names."""

    path: FieldPath
    names: tuple[str, ...]


class Returned(Struct, frozen=True, dict=True):
    """A document that came back: what it was made from, every value in it, and which of them were changed.

    `around` are the lines that belong to none of its texts: the header, and what the template prints; `moved` are
    the texts that stand in another place among the others.
    """

    manifest: Manifest
    every: tuple[Edited, ...]
    edited: tuple[Edited, ...]
    loose: tuple[Loose, ...]
    unwritten: tuple[Unwritten, ...] = ()
    around: tuple[str, ...] = ()
    moved: tuple[FieldPath, ...] = ()

    @property
    def soort(self) -> str:
        """The kind of document that it is."""
        return self.manifest.facts.get("soort", "")

    def base(self, path: FieldPath) -> Blocks:
        """Return a text as it was when the document was made."""
        return self._base.get(path, ())

    @cached_property
    def _base(self) -> dict[FieldPath, Blocks]:
        texts = (text for text in reversed(self.manifest.texts) if text.kind is Kind.TEXT)
        return {text.path: text.blocks for text in texts}


def read_returned(path: Path) -> Returned:
    """Return what was changed in a Word file. NoManifest, or an error that says why it cannot be read."""
    parts = parcel.read_file(path)
    demand_readable(parts, str(path))
    found = returned_from(parts)
    if found is None:
        raise NoManifest(path)
    return found


def returned_from(contents: Mapping[str, bytes]) -> Returned | None:
    """Return what was changed in the parts of a Word file; None when it does not say what it was made from."""
    manifest = memory.read(contents)
    if manifest is None:
        return None
    reading = read(contents)
    located = locate(reading, manifest)
    gone = {each.base.path for each in located if each.how is How.GONE}
    every = [*_values(reading, manifest), *_titles(reading, manifest, gone), *_texts(reading, manifest, located)]
    loose = [*_loose_parts(located), *_copies(reading, located), *_strays(reading, manifest, located)]
    unwritten = tuple(_unwritten(reading, located))
    around = tuple(_around(reading, manifest, located))
    moved = tuple(_moved(located))
    return Returned(manifest, tuple(every), tuple(_numbered(every)), tuple(loose), unwritten, around, moved)


def _around(reading: Reading, manifest: Manifest, located: list[Located]) -> Iterator[str]:
    """Yield the lines of a document that belong to none of its texts, and are no title."""
    places = {place for each in located for place in (*range(each.start, each.start + len(each.blocks)), *each.also)}
    places |= {*strays(reading, manifest, located)}
    inside = Counter(line for place in places if place >= 0 for line in block_texts(reading.body[place].block))
    inside.update(reading.bookmarks.get(name, "") for name in reading.bookmarks if name.startswith(BOOKMARK))
    for line in reading.paragraphs:
        if inside[line] > 0:
            inside[line] -= 1
        elif line.strip():
            yield line


def _numbered(every: Iterable[Edited]) -> Iterator[Edited]:
    """Yield what was changed, each value once, with its number."""
    places: dict[tuple[Kind, str], list[Edited]] = {}
    for each in every:
        places.setdefault((Kind.TITLE if each.kind is Kind.TITLE else Kind.TEXT, each.path), []).append(each)
    number = 0
    for found in places.values():
        changed = [each for each in found if each.doubt or not _is_same(each.pair)]
        if changed:
            number += 1
            yield _together(found, changed, number)


def _is_same(pair: Pair) -> bool:
    return same(pair.base, pair.theirs or ())


def _together(found: list[Edited], changed: list[Edited], number: int) -> Edited:
    """Return one value that stands in several places as one change."""
    first = changed[0]
    several = any(not _same_text(first.pair, each.pair) for each in changed[1:])
    doubt = first.doubt or ("op verschillende plaatsen is het iets anders geworden" if several else "")
    return replace(first, number=number, doubt=doubt, times=len(found), unchanged=len(found) - len(changed))


def _same_text(one: Pair, other: Pair) -> bool:
    if one.theirs is None or other.theirs is None:
        return one.theirs is other.theirs
    return same(one.theirs, other.theirs)


# ------------------------------------------------------------------ where values are found


def _values(reading: Reading, manifest: Manifest) -> Iterator[Edited]:
    for found in locate_values(reading, manifest):
        now = (Paragraph(plain(found.text)),)
        doubt = "" if found.is_sure or not found.texts else "het staat op verschillende plaatsen anders"
        if not found.is_there:
            doubt = "het is in het stuk niet teruggevonden"
        pair = _line_pair(found.base, _several(found) if doubt else now)
        yield Edited(0, pair, found.base.path, Kind.VALUE, doubt)


def _several(found: LocatedValue) -> Blocks:
    return tuple(Paragraph(plain(text)) for text in found.texts)


def _line_pair(base: BaseText, theirs: Blocks) -> Pair:
    address = tuple(base.path.split("."))
    return Pair(address, base.blocks, theirs, address, is_line=True)


def _titles(reading: Reading, manifest: Manifest, gone: set[FieldPath]) -> Iterator[Edited]:
    """Yield the titles of sections; one that lost its bookmark is known by its words, unless its text went too."""
    seen: dict[str, int] = {}
    texts = {" ".join(text.split()) for text in reading.paragraphs}
    for base in (text for text in manifest.texts if text.kind is Kind.TITLE and text.path not in gone):
        seen[base.path] = seen.get(base.path, 0) + 1
        now = reading.bookmarks.get(bookmark_name(base.path, BOOKMARK, seen[base.path]), "")
        if now.strip():
            yield _title(base, (Paragraph(plain(now)),))
        elif " ".join(base.text.split()) in texts:
            yield _title(base, base.blocks)
        else:
            yield replace(_title(base, ()), doubt="deze titel is niet teruggevonden")


def _title(base: BaseText, theirs: Blocks) -> Edited:
    """Return a title of the indeling, or that of a section of the writer's own, which is a field."""
    pair = _line_pair(base, theirs)
    if pair.address[0] != "extra" or len(pair.address) == 1:
        return Edited(0, pair, base.path, Kind.TITLE)
    address = (*pair.address, "titel")
    return Edited(0, replace(pair, address=address, other=address), base.path)


def _texts(reading: Reading, manifest: Manifest, located: Iterable[Located]) -> Iterator[Edited]:
    for each in located:
        if not each.is_sure:
            address = tuple(each.base.path.split("."))
            here = tuple(reading.body[place].block for place in each.also)
            pair = Pair(address, each.base.blocks, here, address)
            yield Edited(0, pair, each.base.path, doubt="het is niet zeker waar deze tekst nu staat")
            continue
        blocks = tuple(placed.block for placed in _placed(reading, each) if not placed.is_object)
        theirs = blocks if plain_text(blocks).strip() or _has_picture(blocks) else None
        for pair in parts(each.base.path, each.base.blocks, theirs).pairs:
            yield Edited(0, _without_nothing(pair), each.base.path)


def _placed(reading: Reading, located: Located) -> tuple[Placed, ...]:
    """Return where a text stands; nothing when it is gone, or when that is not sure."""
    if not (located.is_sure and located.blocks):
        return ()
    return reading.body[located.start : located.start + len(located.blocks)]


def _without_nothing(pair: Pair) -> Pair:
    """Return a value that was emptied as one that is gone."""
    return pair if pair.theirs is None or essence(pair.theirs) else replace(pair, theirs=None)


def _has_picture(blocks: Blocks) -> bool:
    return any(isinstance(block, Picture) for block in blocks)


def _unwritten(reading: Reading, located: Iterable[Located]) -> Iterator[Unwritten]:
    """Yield what texts have beyond blocks; the highlight of a place that was still open is ours."""
    for each in located:
        was_open = any(is_open(runs) for block in each.base.blocks for runs in block_runs(block))
        names = dict.fromkeys(name for placed in _placed(reading, each) for name in placed.beyond)
        if kept := tuple(name for name in names if not (was_open and name == HIGHLIGHT)):
            yield Unwritten(each.base.path, kept)


def _loose_parts(located: Iterable[Located]) -> Iterator[Loose]:
    for each in located:
        if each.is_sure:
            for blocks in parts(each.base.path, each.base.blocks, each.blocks).loose:
                if text := plain_text(blocks).strip():
                    yield Loose(text, each.base.path)


def _copies(reading: Reading, located: Iterable[Located]) -> Iterator[Loose]:
    """Yield the paragraphs of a text that somebody copied to another place as well."""
    for each in located:
        for place in each.also if each.is_sure else ():
            if text := plain_text([reading.body[place].block]).strip():
                yield Loose(text, each.base.path)


def _moved(located: Iterable[Located]) -> Iterator[FieldPath]:
    """Yield the texts that stand before one that they came after when the document was made; as few as explain it."""
    found = [each for each in located if each.is_sure and each.start >= 0]
    # From the end, so that of two that changed places the second is the one that moved.
    staying = {len(found) - 1 - place for place in rising([-each.start for each in reversed(found)])}
    yield from (each.base.path for number, each in enumerate(found) if number not in staying)


def _strays(reading: Reading, manifest: Manifest, located: list[Located]) -> Iterator[Loose]:
    begun = sorted((each.start, -number) for number, each in enumerate(located) if each.is_sure and each.start >= 0)
    for place in strays(reading, manifest, located):
        above = bisect_left(begun, (place,))
        near = located[-begun[above - 1][1]].base.path if above else ""
        placed = reading.body[place]
        text = plain_text([placed.block]).strip()
        if not above and _is_value(text, manifest):
            continue
        yield Loose(text or "; ".join(placed.objects) or f"een {_name(placed.block)}", near)


def _is_value(text: str, manifest: Manifest) -> bool:
    """Whether a line at the head of a document shows a value as it was, of which only the marks were lost."""
    return any(base.text and text.endswith(base.text) for base in manifest.texts if base.kind is Kind.VALUE)


def _name(block: Block) -> str:
    return "tabel" if isinstance(block, Table) else "leeg stuk"
