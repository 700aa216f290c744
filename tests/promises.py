"""What `bijwerken` promises of every file, whatever happened on both sides."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import desks
import settle

from raadsvoorstel.word import package
from raadsvoorstel.word.manifest import Manifest
from raadsvoorstel.word.package import MAIN

_ID = re.compile(rb'<w:(?:ins|del|pPrChange|bookmarkStart)\b[^>]*? w:id="(\d+)"')
_NESTED = re.compile(rb"<w:ins\b[^>]*[^/]>(?:(?!</w:ins>).)*?<w:ins\b", re.DOTALL)


def keep(theirs: dict[str, bytes], ours: Manifest) -> desks.Brought:
    """Bring a file up to date, and demand that every promise is kept."""
    brought = desks.brought_up_to_date(theirs, ours)
    result = desks.parts_of(brought.data)
    assert settle.rejected(result[MAIN]) == settle.rejected(theirs[MAIN])
    points = brought.merging.points
    said = settle.accepted(result[MAIN])
    now, was = words(said), words(settle.accepted(theirs[MAIN]))
    base, source = (words(text.text for text in made.texts) for made in (desks.opened(theirs).manifest, ours))
    told = words(text for point in points if point.needs_a_person for text in (point.ours, point.base))
    assert {word for word in was if "griffier" in word} == {word for word in now if "griffier" in word}
    assert {word for word in source if "regio" in word} <= {*now, *was, *told}
    assert not (was - now) - (base - source), f"lost: {(was - now) - (base - source)}"
    assert not (now - was) - source, f"came from nowhere: {(now - was) - source}"
    doubled = [id for id, count in Counter(_ID.findall(result[MAIN])).items() if count > 1]
    assert doubled == [id for id, count in Counter(_ID.findall(theirs[MAIN])).items() if count > 1]
    assert not _NESTED.search(result[MAIN])
    untouched = {name for name in theirs if result.get(name) != theirs[name]}
    assert untouched <= {MAIN, "customXml/item7001.xml", *filter(_may_grow, theirs)}, untouched
    again = desks.brought_up_to_date(result, ours)
    assert not again.is_changed, [(p.path, p.sort, p.reason) for p in again.merging.points]
    return brought


def _may_grow(name: str) -> bool:
    kinds = ("numbering", "footnotes", "comments", "[Content_Types]", ".rels", "header", "footer", "customXml/item")
    return any(kind in name for kind in kinds)


def words(lines: Iterable[str]) -> Counter[str]:
    """Return the words of lines, counted; what stands against a word is none of it."""
    return Counter(re.findall(r"\w+", " ".join(lines)))


def rewritten(parts: dict[str, bytes], body: Any) -> dict[str, bytes]:
    """Return a file with another body."""
    return package.read(package.write(package.parts_of({**parts, MAIN: body})), "a.docx")


