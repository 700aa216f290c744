"""What was worked out of the texts of a folder, kept together for the next run there.

A run asks some hundred small things of which most are what they were the last time: what a YAML file says, what a
Markdown text is. Read back, they cost a fraction of the time, and the parsers need not be read in.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from msgspec import MsgspecError, Raw, Struct, msgpack

from raadsvoorstel import cache

LARGEST = 16 * 1024 * 1024
"""Bytes of what was worked out of texts: three times what 342 files of two pages each take.

What a run did not use leaves first.
"""
_KIND = "teksten"
_UNFIT = (MsgspecError, TypeError, ValueError, OverflowError, RecursionError)
"""What cannot be kept, or is not what was kept."""

_Result = TypeVar("_Result")


class _Shelf(Struct):
    """What was worked out of texts, by a hash of what and of which: `before` in earlier runs, `used` in this one."""

    about: bytes
    process: int
    used: dict[bytes, Raw] = {}
    new: list[bytes] = []
    before: dict[bytes, Raw] | None = None

    def find(self, key: bytes) -> Raw | None:
        if self.before is None:
            self.before = {}
            with suppress(*_UNFIT):
                self.before = msgpack.decode(cache.recall(_KIND, self.about) or b"\x80", type=dict[bytes, Raw])
        if (found := self.before.get(key)) is not None:
            self.used[key] = found
        return found

    def put(self, key: bytes, data: bytes) -> None:
        self.used[key] = Raw(data)
        self.new.append(key)

    def save(self) -> None:
        """Keep what this run used and, as far as there is room, what it did not."""
        if not self.new:
            return
        kept, size = {}, 0
        for key, data in {**self.used, **(self.before or {})}.items():
            if (larger := size + len(key) + len(memoryview(data))) <= LARGEST:
                kept[key], size = data, larger
        cache.keep(_KIND, msgpack.encode(kept), self.about)


_open: _Shelf | None = None


@contextmanager
def opened(about: bytes) -> Iterator[None]:
    """As long as this lasts, let `kept` find what was worked out the last time that it was about this."""
    global _open
    outer, _open = _open, _Shelf(about, os.getpid())
    try:
        yield
    finally:
        _open.save()
        _open = outer


def kept(result: Any, work_out: Callable[[], _Result], *about: str, apart: object = None) -> _Result:
    """Return what was worked out of the same texts in an earlier run; now, when no shelf is open or it is not there.

    What is worked out follows from `about` alone, and `result` is its type: plain data, that may refer to one
    thing that does not go into the file, `apart`.
    """
    if _open is None:
        return work_out()
    key = hashlib.sha256("\0".join(about).encode("utf-8", "surrogatepass")).digest()[:16]
    with suppress(*_UNFIT):
        if (data := _open.find(key)) is not None:
            found: _Result = msgpack.decode(data, type=result, dec_hook=lambda kind, nothing: apart)
            return found
    worked = work_out()
    with suppress(*_UNFIT):
        _open.put(key, msgpack.encode(worked, enc_hook=partial(_left_out, apart)))
    return worked


def _left_out(apart: object, thing: object) -> None:
    """Leave out the one thing that stays apart. TypeError for anything else that cannot be kept."""
    if thing is not apart or apart is None:
        raise TypeError(f"not plain data: {type(thing).__name__}")


Worked = dict[bytes, bytes]
"""What was worked out of texts, as it is kept."""


def hand_over() -> Worked:
    """Return what this process worked out since it was last asked, when it is another than the one with the shelf."""
    if _open is None or _open.process == os.getpid():
        return {}
    found = {key: bytes(memoryview(_open.used[key])) for key in _open.new}
    _open.new.clear()
    return found


def take_over(worked: Worked) -> None:
    """Keep what another process handed over."""
    if _open is not None:
        for key, data in worked.items():
            _open.put(key, data)
