"""Find texts by their marks: bookmarks first, and the names of controls."""

from collections import Counter, defaultdict

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word.finding.ground import by
from raadsvoorstel.word.finding.likeness import ALIKE
from raadsvoorstel.word.finding.search import How, Search
from raadsvoorstel.word.marks import tag_name


def by_mark(search: Search) -> None:
    """Find the texts by their bookmarks; those that lost theirs by the name of their control."""
    ground = search.ground
    paths: defaultdict[FieldPath, list[int]] = defaultdict(list)
    for text, base in enumerate(ground.past.texts):
        paths[base.path].append(text)
    for path, texts in paths.items():
        tagged = {*ground.tagged(tag_name(path), texts[0])}
        named = {place for text in texts for place in _by_bookmark(search, text)}
        if len(texts) == 1 and named and tagged and not named & tagged:
            _by_either(search, texts[0], named | tagged)
            continue
        _by_control(search, [text for text in texts if text not in search.how], tagged - named)
        search.add(texts[0], (place for place in tagged - named if not search.begins(place)))
    _demand_one_each(search)


def _by_bookmark(search: Search, text: int) -> list[int]:
    """Find a text by its bookmark, or by the only copy of it; return the places of all of them."""
    named, copied = search.ground.named(text), search.ground.copied(text)
    if len(named or copied) == 1:
        search.find(text, How.MARK, (named or copied)[0])
        search.add(text, {*copied} - {search.starts[text]})
    elif named or copied:
        search.doubt(text, named + copied)
    return named + copied


def _by_either(search: Search, text: int, places: set[int]) -> None:
    """Find a text whose bookmark and control got apart by which of the two still says what it said."""
    first, ground = search.ground.past.first(text), search.ground
    likely = [place for place in places if ground.likeness(first, ground.lines[place]) >= ALIKE]
    if len(likely) != 1:
        search.doubt(text, places)
    elif max(places) - min(places) == len(places) - 1:
        # Something was written before the paragraph, or it was split: either way within its mark.
        search.find(text, How.MARK, min(places))
    else:
        search.find(text, How.MARK, likely[0])
        search.add(text, places - {*likely})


def _by_control(search: Search, texts: list[int], places: set[int]) -> None:
    """Share out controls of one name over texts of one path, which differ by the title they stand under."""
    ground = search.ground
    if len(texts) == 1 == len(places):
        search.find(texts[0], How.MARK, min(places))
        return
    near = by(places, ground.under)
    for section, own in by(texts, ground.past.section).items():
        if len(own) == 1 == len(near.get(section, [])):
            search.find(own[0], How.MARK, near[section][0])
    left = {place for place in places if not search.begins(place)}
    for text in texts:
        if text not in search.how and left:
            search.doubt(text, left)


def _demand_one_each(search: Search) -> None:
    """Take back what was found where two texts begin in one block, such as paragraphs that were joined."""
    counts = Counter(search.starts.values())
    for text, start in [*search.starts.items()]:
        if counts[start] > 1:
            search.doubt(text, ())
