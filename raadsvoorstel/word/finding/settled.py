"""Look once more at what was found: copies, texts that strayed, texts that got mixed."""

from collections import Counter
from collections.abc import Mapping

from raadsvoorstel.word.finding.ground import Ground
from raadsvoorstel.word.finding.likeness import is_telling
from raadsvoorstel.word.finding.search import How, Search


def by_place(search: Search) -> None:
    """Doubt what was found by its text below another title, while something new stands below its own."""
    ground = search.ground
    strange = search.unexplained()
    for text, start in [*search.starts.items()]:
        if text not in search.starts:
            continue
        section = ground.past.section[text]
        new = [place for place in strange if ground.under[place] == section]
        strayed = section in ground.titles and ground.under[start] != section
        if search.how[text] is How.TEXT and strayed and new:
            search.doubt_owners(new)
            search.doubt(text, new)


def copies(search: Search) -> None:
    """Say of each text where else it begins, and end a passage there unless it goes on after the copy."""
    ground, past = search.ground, search.ground.past
    explained, starts = search.explained(), {*search.starts.values()}
    for text, start in search.starts.items():
        first = past.first(text)
        same = {place for place in ground.at.get(first, ()) if is_telling(first) and place not in ground.fixed}
        search.also[text] |= same - explained
        search.also[text] -= starts | {start}
    passages, owner = search.passages(), search.owner()
    for text in search.starts:
        for place in search.also[text]:
            if place in owner and not _goes_on(search, owner[place], passages[owner[place]], place):
                search.cuts.add(place)


def _goes_on(search: Search, text: int, places: range, place: int) -> bool:
    """Whether a passage says something of its own after `place` that it did not say before."""
    lines = search.ground.lines
    left = Counter(search.ground.past.said[text]) - Counter(lines[places.start : place])
    return any(left[line] > 0 for line in lines[place : places.stop])


def by_opening(search: Search) -> None:
    """Let a text begin right under its title, or under standing text, where someone wrote something before it."""
    ground = search.ground
    taken = {*ground.fixed, *search.owner(), *(place for places in search.also.values() for place in places)}
    for text, start in [*search.starts.items()]:
        top = start
        while top > 0 and top - 1 not in taken:
            top -= 1
        above = top - 1
        is_own = above in ground.standing or ground.titles.get(ground.past.section[text]) == above
        written = [place for place in range(top, start) if not ground.is_blank(place)]
        if written and above >= 0 and is_own:
            search.starts[text] = written[0]


def doubt_mixed(search: Search, passages: Mapping[int, range]) -> None:
    """Doubt the texts that got mixed: one says what another, right beside it, no longer says."""
    ground, past = search.ground, search.ground.past
    owner = {place: text for text, places in passages.items() for place in places}
    for text, places in passages.items():
        for line in search.missing(text, places):
            if not (is_telling(line) and past.is_owned_once(line)):
                continue
            whole = [place for place in ground.at.get(line, ()) if place not in ground.fixed]
            parts = [] if whole else [place for place in ground.parts(line) if place not in places]
            for place in whole + parts:
                if place in whole and place in owner and _apart(ground, places.start, place):
                    search.also[text].add(place)
                else:
                    search.doubt(text, [place])
                    search.doubt(owner.get(place, text), ())


def _apart(ground: Ground, one: int, other: int) -> bool:
    """Whether a title or standing text lies between two blocks."""
    return any(place in ground.fixed for place in range(min(one, other), max(one, other)))
