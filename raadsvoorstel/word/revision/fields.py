"""The places in the lines of a file where single values stand, in its body, headers and footers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from raadsvoorstel.blocks import Run
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.reconcile.nodes import Line
from raadsvoorstel.reconcile.words import tokens_of
from raadsvoorstel.word.marks import FIELD, VALUE, bookmark_name, tag_name
from raadsvoorstel.word.revision.sight import CONTENT, ROW_GONE, SDT, P, Sight, runs_in, text_of
from raadsvoorstel.word.xml import value, w

_MOST_PLACES = 20


class Field(Struct, frozen=True):
    """A place of a value: the paragraph, how many letters stand before it, and what it says."""

    sight: Sight
    offset: int
    line: Line


Starts = Mapping[str, Sequence[etree._Element]]


def starts_in(roots: Mapping[str, etree._Element]) -> Starts:
    """Return where the values of a file begin, by the name of their mark: every control, the first of a bookmark."""
    found: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for root in roots.values():
        for element in root.iter(w("bookmarkStart"), SDT):
            if element.tag == SDT:
                properties = element.find(w("sdtPr"))
                name = (
                    "" if properties is None else value(properties.find(w("tag"))) or value(properties.find(w("alias")))
                )
                if name.startswith(VALUE):
                    found[name].append(element)
            elif (name := element.get(w("name"), "")).startswith(FIELD) and not found[name]:
                found[name].append(element)
    return dict(found)


def fields_at(path: FieldPath, starts: Starts) -> list[Field]:
    """Return the places of a value; one that carries two marks counts once."""
    names = [bookmark_name(path, FIELD, nth) for nth in range(1, _MOST_PLACES + 1)]
    marks = [element for name in (*names, VALUE + tag_name(path)) for element in starts.get(name, ())]
    fields = {(id(each.sight.paragraphs[0]), each.offset): each for mark in marks for each in _field(mark)}
    return list(fields.values())


def _field(mark: etree._Element) -> Iterator[Field]:
    paragraph = next(mark.iterancestors(P), None)
    if paragraph is None or any(row.find(ROW_GONE) is not None for row in paragraph.iterancestors(w("tr"))):
        return
    seen = [*runs_in(paragraph)]
    inside = set(_inside(mark, paragraph))
    within = [run for run in seen if run in inside]
    if not within:
        return
    offset = sum(len(text_of(run)) for run in seen[: seen.index(within[0])])
    text = "".join(map(text_of, within))
    yield Field(Sight((paragraph,)), offset, Line(tokens_of((Run(text),) if text else ())))


def _inside(mark: etree._Element, paragraph: etree._Element) -> Iterator[etree._Element]:
    if mark.tag == SDT:
        content = mark.find(CONTENT)
        yield from () if content is None else content.iter(w("r"))
        return
    begun = False
    for element in paragraph.iter():
        begun = begun or element is mark
        if element.tag == w("bookmarkEnd") and element.get(w("id")) == mark.get(w("id")):
            return
        if begun and element.tag == w("r"):
            yield element
