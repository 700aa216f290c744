"""The file beside a new version: what could not be written in it, both texts next to each other."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from raadsvoorstel.bijwerken.source import Source, SourceUnusable, as_edited
from raadsvoorstel.blocks import plain_text
from raadsvoorstel.edited import Edited
from raadsvoorstel.merging.outcome import Outcome, Point
from raadsvoorstel.word import parcel
from raadsvoorstel.word.anchors import locate
from raadsvoorstel.word.reader import read

_WIDE = 58
_RULE = "-" * (2 * _WIDE + 3)
_HEAD = "Links wat in het bestand staat, rechts wat de bron nu zegt."
_ENOUGH = 0.3
"""The part of a file's lines that a document must share to be what it was made from."""


def file_beside(outcome: Outcome) -> str | None:
    """Return the text for beside a new version; None when nothing was left out of it."""
    points = [point for point in outcome.points if point.needs_a_person]
    if not points:
        return None
    head = f"Niet overgenomen in {outcome.file.name}\n\n{_HEAD}\n"
    return "\n".join([head, *(line for point in points for line in _point(point))]) + "\n"


def _point(point: Point) -> Iterator[str]:
    yield from (_RULE, f"{point.path}: {point.reason}", "")
    yield from _columns(point.theirs or "(staat er niet)", point.ours or "(weggehaald)")
    yield ""


def _columns(left: str, right: str) -> Iterator[str]:
    for one, other in zip_longest(_wrapped(left), _wrapped(right), fillvalue=""):
        yield f"{one:<{_WIDE}} | {other}".rstrip()


def _wrapped(text: str) -> Iterator[str]:
    for line in text.splitlines() or [""]:
        yield from textwrap.wrap(line, _WIDE) or [""]


# ------------------------------------------------------------------ a file that lost its marks


def closest(source: Source, file: Path) -> Edited | None:
    """Return the document of the project that says most of what a file says; None when none comes near."""
    said = {line for placed in read(parcel.read_file(file)).body if (line := _line(plain_text((placed.block,))))}
    best: tuple[float, Edited | None] = (_ENOUGH, None)
    for made in _documents(source):
        lines = {line for text in made.manifest.texts for line in map(_line, text.text.splitlines()) if line}
        share = len(said & lines) / max(1, len(said))
        best = max(best, (share, made), key=lambda each: each[0])
    return best[1]


def _documents(source: Source) -> Iterable[Edited]:
    for naam in source.project.voorstellen:
        try:
            dossier = source.dossier(naam)
        except SourceUnusable:
            continue
        for slug in (*dossier.houses, None):
            for made in source.documents(dossier, slug)[0].values():
                yield as_edited(made)


def side_by_side(file: Path, made: Edited) -> str:
    """Return a file and the document that it seems to be, text by text next to each other."""
    reading = read(parcel.read_file(file))
    facts = made.manifest.facts
    name = " ".join((facts.get("soort", ""), facts.get("voorstel", ""), facts.get("gemeente", "")))
    lines = [
        f"{file.name} naast de bron: {name}",
        "",
        "Links wat in het bestand staat, rechts wat de bron nu zegt.",
        "",
    ]
    for each in locate(reading, made.manifest):
        lines += [_RULE, each.base.path, ""]
        places = each.also if not each.blocks else ()
        theirs = plain_text(each.blocks or tuple(reading.body[place].block for place in places))
        lines += [*_columns(theirs or "(niet gevonden)", each.base.text), ""]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())
