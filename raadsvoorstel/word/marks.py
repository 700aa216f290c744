"""How a produced document remembers which text is where."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from lxml import etree

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word.xml import escape, parse, whole

CUSTOM = "docProps/custom.xml"
SEAL, MANIFEST = "raadsvoorstel-zegel", "raadsvoorstel-manifest"
"""Custom properties with the fingerprint of the whole file, and of its manifest."""
BOOKMARK, PASSAGE, FIELD = "_rv_", "_rvp_", "_rvv_"
"""Begin the names of bookmarks around titles, texts and values; one that begins with `_` is hidden in Word."""
VALUE = "veld:"
"""Begins the tag of a single value within a line, which may stand in several places."""
_LONGEST_TAG = 64 - len(VALUE)
"""Characters a tag or alias may have (ISO/IEC 29500-1, 17.5.2.42)."""
_LONGEST_BOOKMARK = 40
"""Characters a bookmark's name may have in Word."""
_SEAL_VALUE = re.compile(rb'name="raadsvoorstel-zegel"[^>]*><vt:lpwstr>([0-9a-f]*)<')


@lru_cache(maxsize=8192)
def tag_name(path: FieldPath) -> str:
    """Return the tag of a content control around the text at `path`: the path, or its start and a hash."""
    return _shortened(path, _LONGEST_TAG)


@lru_cache(maxsize=8192)
def bookmark_name(path: FieldPath, kind: str = BOOKMARK, nth: int = 1) -> str:
    """Return the name of the hidden bookmark in the `nth` text of `path`, of its title or of a value.

    A name holds no points, and two bookmarks never share one.
    """
    number = f"__{nth}" if nth > 1 else ""
    return _shortened(kind + path.replace(".", "__"), _LONGEST_BOOKMARK - len(number)) + number


def _shortened(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    return f"{name[: longest - 9]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def seal_of(digests: Iterable[tuple[str, bytes]]) -> str:
    """Return the fingerprint of a Word file from those of its parts."""
    whole = hashlib.sha256()
    for name, digest in sorted(digests):
        whole.update(name.encode() + b"\0" + digest)
    return whole.hexdigest()


def sealed(custom: bytes, digests: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the part with the document's own facts, its empty seal filled in with the fingerprint of the whole.

    `digests` are those of all other parts.
    """
    match = _SEAL_VALUE.search(custom)
    assert match is not None
    seal = seal_of([*digests, (CUSTOM, digest_of(custom))]).encode()
    return custom[: match.start(1)] + seal + custom[match.end(1) :]


def digest_of(data: bytes) -> bytes:
    """Return the fingerprint of one part."""
    return hashlib.sha256(data).digest()


def is_as_made(parts: Mapping[str, bytes]) -> bool:
    """Whether a document still is, to the byte, what this program once wrote."""
    custom = parts.get(CUSTOM, b"")
    match = _SEAL_VALUE.search(custom)
    if match is None:
        return False
    digests = ((name, digest_of(data)) for name, data in parts.items() if name != CUSTOM)
    return custom == sealed(custom[: match.start(1)] + custom[match.end(1) :], digests)


def custom_properties(properties: Mapping[str, str], own: bytes | None = None) -> bytes:
    """Return the part that holds the document's own facts, after those that the template has (`own`)."""
    kept = [] if own is None else list(parse(own, CUSTOM))
    first = max((whole(row.get("pid", "1")) for row in kept), default=1) + 1
    rows = b"".join(etree.tostring(row, with_tail=False) for row in kept if row.get("name") not in properties)
    added = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for pid, (name, text) in enumerate(properties.items(), start=first)
    )
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        b' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        + rows
        + added.encode()
        + b"</Properties>"
    )
