"""Take the texts of a document apart into what was written as one value each, in two versions side by side."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from raadsvoorstel.blocks import (
    Block,
    Blocks,
    Heading,
    Item,
    Paragraph,
    plain_text,
)
from raadsvoorstel.fieldpath import FieldPath, parent
from raadsvoorstel.markdown.essence import as_in, essence
from raadsvoorstel.model.fields import VOORSTEL
from raadsvoorstel.shape import Field, Keyed, Kind, descend
from raadsvoorstel.teruglezen.pairs import Pair, Parts, aligned
from raadsvoorstel.teruglezen.tables import after, amounts, meetings, milestones, signatures
from raadsvoorstel.word.writer import ARGUMENT
from raadsvoorstel.yaml_writing.places import Address

_TREATMENT = "Behandeling: "


def parts(path: FieldPath, base: Blocks, theirs: Blocks | None) -> Parts:
    """Take one text apart. `theirs` is None for a text that is not there any more."""
    keys = tuple(path.split("."))
    theirs = theirs and as_in(base, theirs)
    special = _SPECIAL.get(path) or (signatures if keys[-1] == "ondertekening" else None)
    shape, around = descend(VOORSTEL, path), descend(VOORSTEL, parent(path))
    if special:
        return special(keys, base, theirs)
    if keys[0] in ("argumenten", "kanttekeningen") and len(keys) > 1:
        return _arguments(keys, base, theirs)
    if isinstance(shape, Keyed) and base and isinstance(base[0], Item):
        return _listed(keys, base, theirs, is_line=_is_line(shape.item))
    if isinstance(around, Keyed) and isinstance(shape, Field):
        (own, _), (other, loose) = _point(base), _point(theirs)
        return Parts((Pair(keys, own or (), other, keys, _is_line(shape)),), loose)
    if path == "persbericht.noot":
        base, theirs = _without_heading(base), theirs if theirs is None else _without_heading(theirs)
    if path == "vergadering.behandeling" and plain_text(base).startswith(_TREATMENT):
        base, theirs = _without(_TREATMENT, base) or (), _without(_TREATMENT, theirs)
    return Parts((Pair(keys, base, theirs, keys, _is_line(shape)),))


def _is_line(shape: object) -> bool:
    return isinstance(shape, Field) and shape.kind is not Kind.TEXT


def _without_heading(blocks: Blocks) -> Blocks:
    return blocks[1:] if blocks and isinstance(blocks[0], Heading) else blocks


def _without(words: str, blocks: Blocks | None) -> Blocks | None:
    if not blocks or not isinstance(blocks[0], Paragraph):
        return blocks
    return (replace(blocks[0], runs=after(words, blocks[0].runs)), *blocks[1:])


# ------------------------------------------------------------------ points and arguments


def _point(blocks: Blocks | None) -> tuple[Blocks | None, tuple[Blocks, ...]]:
    """Return the text of a numbered point, and what follows it that is not part of it."""
    if not blocks:
        return blocks, ()
    end = next((n for n, block in enumerate(blocks) if n and _is_beside(block)), len(blocks))
    return tuple(_shallower(block) for block in blocks[:end]), (blocks[end:],) if blocks[end:] else ()


def _is_beside(block: Block) -> bool:
    return (isinstance(block, Item) and block.level == 0) or (
        isinstance(block, Paragraph) and block.indent == 0 and bool(essence([block]))
    )


def _shallower(block: Block) -> Block:
    match block:
        case Item(level=0):
            return Paragraph(block.runs)
        case Item():
            return replace(block, level=block.level - 1)
        case Paragraph():
            return replace(block, indent=max(block.indent - 1, 0))
        case _:
            return block


def _listed(keys: Address, base: Blocks, theirs: Blocks | None, *, is_line: bool) -> Parts:
    """Take a plain list apart, of which the items have no keys."""
    some, others = _items(base), _items(theirs or ())
    pairs, loose = [], []
    for one, other in aligned([plain_text(item) for item in some], [plain_text(item) for item in others]):
        found = _point(others[other]) if other is not None else (None, ())
        if one is None:
            loose.append(others[other or 0])
            continue
        own, _ = _point(some[one])
        pairs.append(Pair((*keys, one), own or (), found[0], (*keys, other if other is not None else one), is_line))
        loose += found[1]
    return Parts(tuple(pairs), tuple(loose))


def _items(blocks: Blocks) -> list[Blocks]:
    """Return the points of a list, each with what lies under it."""
    starts = [n for n, block in enumerate(blocks) if isinstance(block, Item) and block.level == 0]
    return _cut(blocks, starts)


def _cut(blocks: Blocks, starts: Sequence[int]) -> list[Blocks]:
    bounds = [*starts, len(blocks)]
    first = [blocks[: starts[0]]] if starts and starts[0] else [] if starts else [blocks] if blocks else []
    return first + [blocks[one:other] for one, other in pairwise(bounds)]


def _arguments(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    """Take the arguments of one text apart: each a statement, or a text, or both."""
    some, others = _statements(base), _statements(theirs or ())
    pairs: list[Pair] = []
    loose: list[Blocks] = []
    for one, other in aligned([plain_text(each) for each in some], [plain_text(each) for each in others]):
        if one is None:
            loose.append(others[other or 0])
            continue
        mine, yours = ((*keys, n) if len(keys) == 2 else keys for n in (one, other if other is not None else one))
        now = others[other] if other is not None else None
        if now is None:
            pairs.append(Pair(mine, some[one], None, yours))
        elif _is_titled(some[one]):
            pairs += _statement(mine, yours, some[one], now)
        else:
            (own, _), (text, rest) = _point(some[one]), _point(now)
            pairs.append(Pair((*mine, "tekst"), own or (), text, (*yours, "tekst")))
            loose += rest
    return Parts(tuple(pairs), tuple(loose))


def _statements(blocks: Blocks) -> list[Blocks]:
    return _cut(blocks, [n for n, block in enumerate(blocks) if isinstance(block, Item) and block.label])


def _is_titled(blocks: Blocks) -> bool:
    return isinstance(blocks[0], Item) and blocks[0].style == ARGUMENT


def _statement(mine: Address, yours: Address, base: Blocks, now: Blocks) -> Iterator[Pair]:
    title, was = (_shallower(blocks[0]) if isinstance(blocks[0], Item) else blocks[0] for blocks in (now, base))
    yield Pair((*mine, "titel"), (was,), (title,), (*yours, "titel"), is_line=True)
    if base[1:] or now[1:]:
        yield Pair((*mine, "tekst"), base[1:], now[1:] or None, (*yours, "tekst"))


_SPECIAL: dict[str, Callable[[Address, Blocks, Blocks | None], Parts]] = {
    "planning.mijlpalen": milestones,
    "financien.bedragen": amounts,
    "vergadering": meetings,
}
