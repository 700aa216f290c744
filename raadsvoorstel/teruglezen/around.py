"""What a clerk changed around the texts: in the labels of the header, and in what the template prints by itself."""

import re
from collections.abc import Iterable, Iterator

from raadsvoorstel.blocks import plain_text, runs_text
from raadsvoorstel.composition import compose
from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.render import open_template, render_raadsvoorstel
from raadsvoorstel.teruglezen.returned import Returned, returned_from
from raadsvoorstel.teruglezen.version import Version
from raadsvoorstel.word import package

_VALUE = "§"
_PAGE = re.compile(r"\b\d{1,3}\b")
"""The number of a page, which every program counts for itself."""


def changed_around(returned: Returned, version: Version) -> Iterator[str]:
    """Yield the lines that are no text of the proposal and that the document did not have when it was made.

    Nothing when that cannot be told: the template is gone, or is another one by now.
    """
    fresh = _fresh(returned, version)
    if fresh is None:
        return
    values = _values(returned, version)
    known = {_line(line, values) for line in fresh.around}
    known |= {_line(line, values) for text in returned.manifest.texts for line in text.text.split("\n")}
    for line in dict.fromkeys(returned.around):
        shown = _line(line, values)
        if shown not in known and shown.strip(_VALUE + " "):
            yield " ".join(line.split())


def _fresh(returned: Returned, version: Version) -> Returned | None:
    """Return the document as it would be made now, by the same template."""
    facts = returned.manifest.facts
    soort = facts.get("soort", "")
    house = version.dossier.houses.get(version.slug, version.dossier.sender)
    huis = next((huis for huis in version.voorstel.huizen if huis.soort == soort), None)
    if house is None or huis is None:
        return None
    path, colours = version.dossier.template(house, soort)
    try:
        template = open_template(path, path.read_bytes(), colours)
    except (OSError, RaadsvoorstelError):
        return None
    if template.fingerprint != facts.get("sjabloon"):
        return None
    data = render_raadsvoorstel(version.voorstel, compose(version.voorstel, huis), template, soort)
    return returned_from(package.read(data, path.name))


def _values(returned: Returned, version: Version) -> list[str]:
    """Return what the values of one line were and are, the longest first: a header may show them anywhere."""
    pairs = [each.pair for each in returned.every if each.pair.is_line]
    shown = {plain_text(blocks or ()) for pair in pairs for blocks in (pair.base, pair.theirs)}
    shown |= {runs_text(runs) for runs in version.voorstel.regels.values()}
    return sorted((" ".join(text.split()) for text in shown if text.strip()), key=len, reverse=True)


def _line(line: str, values: Iterable[str]) -> str:
    text = " ".join(line.split())
    for value in (value for value in values if value in text):
        text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", _VALUE, text)
    return _PAGE.sub(_VALUE, text)
