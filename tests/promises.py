"""What `bijwerken` promises of every file, whatever happened on both sides."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

import desks
import settle

from raadsvoorstel.edited import Key, keyed
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.merging.outcome import Sort
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.package import MAIN

MOST_PLACES = 8
_ID = re.compile(rb'<w:(?:ins|del|pPrChange|bookmarkStart)\b[^>]*? w:id="(\d+)"')
_NESTED = re.compile(rb"<w:ins\b[^>]*[^/]>(?:(?!</w:ins>).)*?<w:ins\b", re.DOTALL)


def keep(theirs: dict[str, bytes], ours: Manifest) -> desks.Brought:
    """Bring a file up to date, and demand that every promise is kept."""
    brought = desks.brought_up_to_date(theirs, ours)
    result = desks.parts_of(brought.data)
    assert everywhere(settle.rejected, result) == everywhere(settle.rejected, theirs)
    points = brought.merging.points
    now, was = (words(everywhere(settle.accepted, parts)) for parts in (result, theirs))
    base, source = dict(keyed(desks.opened(theirs).manifest)), dict(keyed(ours))
    removed, added = changed(base, source), changed(source, base)
    written = words(text.text for text in ours.texts)
    told = words(text for point in points if point.needs_a_person for text in (point.ours, point.base))
    assert {word for word in was if "klerk" in word} == {word for word in now if "klerk" in word}
    missing = {word for word in written if re.fullmatch(r"regio\d", word)} - {*now, *told}
    assert not missing, f"not written and not told: {missing}"
    assert not (was - now) - removed, f"lost: {(was - now) - removed}"
    assert not (now - was) - added, f"came from nowhere: {(now - was) - added}"
    doubled = [id for id, count in Counter(_ID.findall(result[MAIN])).items() if count > 1]
    assert doubled == [id for id, count in Counter(_ID.findall(theirs[MAIN])).items() if count > 1]
    assert not _NESTED.search(result[MAIN])
    untouched = {name for name in theirs if result.get(name) != theirs[name]}
    assert untouched <= {MAIN, "customXml/item7001.xml", *filter(_may_grow, theirs)}, untouched
    if not {point.sort for point in points} & {Sort.UNCERTAIN, Sort.LOST}:
        # What found no place is tried again; all the rest has been said once.
        again = desks.brought_up_to_date(result, ours)
        assert not again.is_changed, [(p.path, p.sort, p.reason) for p in again.merging.points]
    return brought


def everywhere(settle_all: Callable[[bytes], list[str]], parts: dict[str, bytes]) -> list[str]:
    """Return the paragraphs of the body, and of every header and footer."""
    stories = [name for name in sorted(parts) if name == MAIN or re.fullmatch(r"word/(header|footer)\d*\.xml", name)]
    return [line for name in stories for line in settle_all(parts[name])]


def _may_grow(name: str) -> bool:
    kinds = ("numbering", "footnotes", "comments", "[Content_Types]", ".rels", "header", "footer", "customXml/item")
    return any(kind in name for kind in kinds)


def changed(one: dict[Key, BaseText], other: dict[Key, BaseText]) -> Counter[str]:
    """Return the words that texts say, and do not say in the other version."""
    empty = BaseText(FieldPath(""), ())
    found: Counter[str] = Counter()
    for key, text in one.items():
        # A value of the header stands in several places.
        for _ in range(MOST_PLACES if key[0] is Kind.VALUE else 1):
            found += words([text.text]) - words([other.get(key, empty).text])
    return found


def words(lines: Iterable[str]) -> Counter[str]:
    """Return the words of lines, counted; what stands against a word is none of it."""
    return Counter(re.findall(r"\w+", " ".join(lines)))
