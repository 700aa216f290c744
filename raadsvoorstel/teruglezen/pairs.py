"""One value in two versions of a document, and which items of two lists are the same one."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from raadsvoorstel.blocks import Blocks
from raadsvoorstel.yaml_writing.places import Address

_LIKE = 0.5
"""How much of an item must be left to be taken for the same one."""


class Pair(Struct, frozen=True):
    """One value in two versions of a document; `other` is its address in the second one, which may lack it."""

    address: Address
    base: Blocks
    theirs: Blocks | None
    other: Address
    is_line: bool = False


class Parts(Struct, frozen=True):
    """The values of one text, and what stands between them in the second version and belongs to none."""

    pairs: tuple[Pair, ...]
    loose: tuple[Blocks, ...] = ()


def shown(address: Address) -> str:
    """Return an address as a person reads it: the field path, items of a plain list by their number from 1."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in address)


def aligned(some: Sequence[str], others: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Return which items of two lists are the same one, in order; what only one of them has stands alone."""
    result: list[tuple[int | None, int | None]] = []
    for kind, one, one_end, other, other_end in SequenceMatcher(None, some, others, autojunk=False).get_opcodes():
        mine, yours = range(one, one_end), range(other, other_end)
        if kind == "equal" or (kind == "replace" and len(mine) == len(yours)):
            result += zip(mine, yours, strict=True)
        else:
            result += _by_likeness(some, others, mine, yours)
    return result


def _by_likeness(
    some: Sequence[str], others: Sequence[str], mine: Iterable[int], yours: Iterable[int]
) -> Iterator[tuple[int | None, int | None]]:
    left = [*yours]
    for one in mine:
        like = {other: SequenceMatcher(None, some[one].split(), others[other].split()).ratio() for other in left}
        best = max(like, key=lambda other: like[other], default=None)
        if best is None or like[best] < _LIKE:
            yield one, None
            continue
        yield from ((None, other) for other in left if other < best)
        yield one, best
        left = [other for other in left if other > best]
    yield from ((None, other) for other in left)
