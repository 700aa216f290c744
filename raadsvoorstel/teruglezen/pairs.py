"""One value in two versions of a document, and which items of two lists are the same one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from raadsvoorstel.blocks import Blocks
from raadsvoorstel.reconcile.pairing import ALIKE, same_items, shared
from raadsvoorstel.yaml_writing.places import Address


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
    before = (-1, -1)
    for after in [*same_items(some, others), (len(some), len(others))]:
        mine, yours = range(before[0] + 1, after[0]), range(before[1] + 1, after[1])
        as_many = len(mine) == len(yours)
        result += zip(mine, yours, strict=True) if as_many else _by_likeness(some, others, mine, yours)
        result.append(after)
        before = after
    return result[:-1]


def _by_likeness(
    some: Sequence[str], others: Sequence[str], mine: Iterable[int], yours: Iterable[int]
) -> Iterator[tuple[int | None, int | None]]:
    left = [*yours]
    words = {other: Counter(others[other].split()) for other in left}
    for one in mine:
        own = Counter(some[one].split())
        like = {other: shared(own, words[other]) for other in left}
        best = max(like, key=lambda other: like[other], default=None)
        if best is None or like[best] < ALIKE:
            yield one, None
            continue
        yield from ((None, other) for other in left if other < best)
        yield one, best
        left = [other for other in left if other > best]
    yield from ((None, other) for other in left)
