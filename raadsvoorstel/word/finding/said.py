"""Find texts that lost their marks by what they said, and by the title they stood under."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from raadsvoorstel.word.finding.ground import TOP, Past, by
from raadsvoorstel.word.finding.likeness import ALIKE, CLEARLY, is_telling
from raadsvoorstel.word.finding.search import How, Search


def by_first_line(search: Search) -> None:
    """Find the texts whose first paragraph stands somewhere as it was: in one place, or in one under their title."""
    ground, past = search.ground, search.ground.past
    taken = {*ground.fixed, *search.starts.values(), *search.explained()}
    found: dict[int, int] = {}
    # How many texts that are still looked for said a line, in all and by the title they stood under.
    claims = Counter(claim for text in search.wanted for claim in _claims(past, text))

    @cache
    def free(line: str) -> list[int]:
        return [place for place in ground.at.get(line, ()) if place not in taken]

    @cache
    def under(line: str) -> dict[int, list[int]]:
        return by(free(line), ground.under)

    for text in search.wanted:
        first, section = past.first(text), past.section[text]
        places, near = free(first), under(first).get(section, [])
        if len(places) == 1 >= claims[first]:
            found[text] = places[0]
        elif len(near) == 1 >= claims[first, section]:
            found[text] = near[0]
            search.add(text, (place for place in places if place != near[0]))
        elif places:
            search.doubt(text, places)
            claims.subtract(_claims(past, text))
    for text, place in found.items():
        search.find(text, How.TEXT, place)
    for text in found:
        search.also[text] = {place for place in search.also[text] if not search.begins(place)}


def _claims(past: Past, text: int) -> Iterator[str | tuple[str, int]]:
    """Yield the lines that a text said, each alone and with the title it stood under."""
    for line in {*past.said[text]}:
        yield from (line, (line, past.section[text]))


def by_likeness(search: Search) -> None:
    """Find the texts whose first paragraph was changed, where only one new paragraph is much like it."""
    ground, past = search.ground, search.ground.past
    if not search.wanted:
        return
    places, owner = search.strange(), search.owner()
    lost = [(text, line) for text, own in enumerate(past.said) for line in own if line not in ground.at]
    now, old = ground.lookup([ground.lines[place] for place in places]), ground.lookup([line for _, line in lost])
    found: dict[int, int] = {}

    @cache
    def scores(line: str) -> dict[int, float]:
        alike = dict(now.became(line, least=ALIKE - CLEARLY, clearly=CLEARLY))
        best = max(alike.values(), default=0.0)
        return {places[n]: score for n, score in alike.items() if score > best - CLEARLY and best >= ALIKE}

    for text in search.wanted:
        first = past.first(text)
        near = scores(first)
        if not near:
            continue
        best, score = max(near.items(), key=lambda each: each[1])
        rivals = old.was(ground.lines[best], least=score - CLEARLY)
        if len(near) == 1 and not any(lost[n] != (text, first) and s > score - CLEARLY for n, s in rivals):
            found[text] = best
        else:
            search.doubt_owners(near, owner)
            search.doubt(text, near)
    for text, place in found.items():
        search.find(text, How.TEXT, place)


def by_rest(search: Search) -> None:
    """Find the texts that lost their first paragraph by the others, which must still stand together."""
    ground, past = search.ground, search.ground.past
    taken = {*ground.fixed, *search.starts.values(), *search.explained()}
    strange, ends = {*search.strange()}, sorted({*ground.fixed, *search.starts.values()})
    for text in search.wanted:
        lines = [line for line in past.said[text][1:] if is_telling(line) and line in past.once]
        places = {place for line in lines for place in ground.at.get(line, ()) if place not in taken}
        if not places:
            continue
        first = _beginning(search, min(places), text, strange)
        parted = bisect_left(ends, min(places)) < bisect_left(ends, max(places))
        if first < 0 or parted or any(len(ground.at.get(line, ())) > 1 for line in lines):
            search.doubt(text, places)
        else:
            search.find(text, How.TEXT, first)
            strange.discard(first)
            insort(ends, first)


def _beginning(search: Search, place: int, text: int, strange: set[int]) -> int:
    """Return where a passage begins of which `place` is a later paragraph; -1 when that cannot be told."""
    ground = search.ground
    start = place
    while start - 1 in strange or (start > 0 and not ground.lines[start - 1] and start - 1 not in ground.fixed):
        start -= 1
    new = next((each for each in range(start, place) if each in strange), place)
    begins = start - 1 in ground.fixed and ground.under[start - 1] == ground.past.section[text] != TOP
    return new if begins or new == place else -1


def by_part(search: Search) -> None:
    """Doubt the texts whose first paragraph has become part of another paragraph, and the texts that hold it."""
    parts = cache(search.ground.parts)
    at = {start: text for text, start in search.starts.items()}
    for text in search.wanted:
        first = search.ground.past.first(text)
        if is_telling(first) and (places := parts(first)):
            search.doubt(text, places)
            search.doubt_owners(places, at)


def by_title(search: Search) -> None:
    """Decide over what is left: what stands right under a title is its text, and what stands nowhere is gone."""
    ground, past = search.ground, search.ground.past
    sections = by(search.wanted, past.section)
    if not sections:
        return
    # What is decided under one title changes nothing under another.
    new, owner = search.unexplained(sections), search.owner()
    leads = {section: text for text, section in reversed([*enumerate(past.section)])}
    for section, texts in sections.items():
        places = sorted({*new[section], *_remains(search, texts, owner)})
        alone = len(texts) == 1 and texts[0] == leads[section]
        if not places:
            search.how.update(dict.fromkeys(texts, How.GONE))
        elif alone and section in ground.titles and places == _head(search, ground.titles[section], owner):
            search.find(texts[0], How.TITLE, places[0])
        else:
            for text in texts:
                search.doubt(text, places)


def _remains(search: Search, texts: Iterable[int], owner: Mapping[int, int]) -> Iterator[int]:
    """Yield what still stands, in no passage, of texts under their title."""
    ground, past = search.ground, search.ground.past
    for text in texts:
        for line in {*past.said[text]}:
            for place in ground.at.get(line, ()):
                if place not in owner and place not in ground.fixed and ground.under[place] == past.section[text]:
                    yield place


def _head(search: Search, title: int, owner: Mapping[int, int]) -> list[int]:
    """Return what stands between a title and the first passage under it, standing text left out."""
    ground = search.ground
    head: list[int] = []
    for place in range(title + 1, len(ground.lines)):
        if place in owner or (place in ground.fixed and (head or place not in ground.standing)):
            break
        head += [place] if ground.lines[place] and place not in ground.standing else []
    return head
