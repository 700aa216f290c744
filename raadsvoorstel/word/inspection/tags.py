"""Find the placeholders and statements in the text of a template, and what only looks like one."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.word.inspection.faults import Fault, Place, quote, warning
from raadsvoorstel.word.inspection.language import STATEMENTS, Vocabulary
from raadsvoorstel.word.inspection.places import Paragraph, Story
from raadsvoorstel.word.xml import w

_T = w("t")
_OPENING = re.compile(r"\{\{|\{%|\{#")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_KINDS: dict[str, Literal["value", "statement", "comment"]] = {"{{": "value", "{%": "statement", "{#": "comment"}
_VALUE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_SCOPE = re.compile(r"(p|tr|tc|r) ")
_VALUE_SCOPE = re.compile(r"(p(?=\s)|(?:tr|tc|r)(?= ))\s")
"""A value of whole paragraphs is printed whatever the space behind its p, also one that does not break."""
_NEARLY_SCOPE = re.compile(r"\s*(p|tr|tc)\s*(?=(for|if|elif|else|endfor|endif)\b)", re.IGNORECASE)
_NAME = r"[^\W\d][\w-]*(?:\.[\w-]+|\[\w*\])*"
_LOOSE = re.compile(
    r"(?P<spaced>\{\s+%[^{}]*\})"
    r"|(?P<unopened>[{%]?\s*(?P<body>(?:(?:p|tr|tc)\s+)?(?:for|if|elif|else|endfor|endif)\b[^{}%]*?)\s*%\})"
    rf"|(?P<single>\{{\s*(?P<inside>[#/^]?(?:(?:p|tr|tc)\s+)?{_NAME}(?:\s*\|\s*\w+)*|(?:for|if|end)[^{{}}]*%?)\s*\}}(?!\}}))"
    rf"|(?P<short>\{{?\s*(?P<name>{_NAME})?\s*\}}\}})"
    r"|(?P<closing>%\}|#\})"
)
"""What is left of a text when its tags are taken out, and still looks like a part of one."""


class Tag(Struct, frozen=True, eq=False, dict=True):
    """One `{{ … }}` or `{% … %}`; `scope` is the p, tr, tc or r behind its opening, `body` what it says.

    A tag that is `aside` stands in no running text, but in an alternative text or a field: that text.
    """

    paragraph: Paragraph
    kind: Literal["value", "statement", "comment"]
    scope: str
    body: str
    start: int
    end: int
    dashed: bool = False
    aside: str = ""

    @property
    def written(self) -> str:
        """The tag as it stands in the text, on one line."""
        return " ".join((self.aside or self.paragraph.flow)[self.start : self.end].split())

    @property
    def place(self) -> Place:
        """Where it stands."""
        if self.aside:
            return replace(self.paragraph.place, text=quote(self.aside, self.start, self.end))
        return self.paragraph.at(self.start, self.end)

    @cached_property
    def texts(self) -> tuple[etree._Element, ...]:
        """The `w:t` elements that it is spread over; mostly one."""
        return self.paragraph.texts_at(self.start, self.end)

    @cached_property
    def word(self) -> str:
        """The first word of a statement: `for`, `endif`."""
        return self.body.split(maxsplit=1)[0] if self.body else ""


class Lexed(Struct, frozen=True):
    """The tags of one part in order of place, and what is wrong with their braces."""

    tags: tuple[Tag, ...]
    faults: tuple[Fault, ...]


def lex(story: Story, vocabulary: Vocabulary) -> Lexed:
    """Return the tags of a part."""
    tags: list[Tag] = []
    faults: list[Fault] = []
    carried = ""
    asides = _asides(story)
    for paragraph in story.paragraphs:
        tags += asides.get(paragraph, ())
        start = 0
        if carried and (end := paragraph.flow.find(carried)) >= 0:
            start = end + len(carried)
        carried = ""
        for piece in _pieces(paragraph, start):
            if isinstance(piece, Tag):
                tags.append(piece)
            elif piece.opening:
                fault, carried = _unclosed(piece, paragraph, story)
                faults.append(fault)
                tags += _meant(piece, paragraph)
            else:
                faults += _loose(piece, paragraph, vocabulary)
    return Lexed(tuple(tags), tuple(faults))


def _asides(story: Story) -> dict[Paragraph, list[Tag]]:
    """Return the placeholders outside running text, with the paragraph that they hang on."""
    found: dict[Paragraph, list[Tag]] = {}
    paragraph = story.paragraphs[0] if story.paragraphs else None
    for element in story.root.iter(etree.Element):
        paragraph = story.by_element.get(element, paragraph)
        texts = [*element.attrib.values(), *([element.text] if element.tag != _T and element.text else [])]
        for text in texts:
            if paragraph is not None and "{{" in text:
                found.setdefault(paragraph, []).extend(_tags_in(str(text), paragraph))
    return found


def _tags_in(text: str, at: Paragraph) -> Iterator[Tag]:
    for match in _VALUE.finditer(text):
        yield Tag(at, "value", "", _bare(match[1])[0], match.start(), match.end(), aside=text)


class _Rest(Struct, frozen=True):
    """A piece of text that is no tag; `opening` says with which braces it began, if it did."""

    start: int
    end: int
    opening: str = ""


def _pieces(paragraph: Paragraph, position: int) -> Iterator[Tag | _Rest]:
    flow = paragraph.flow
    while match := _OPENING.search(flow, position):
        if match.start() > position:
            yield _Rest(position, match.start())
        opening = match[0]
        following = _OPENING.search(flow, match.end())
        before = following.start() if following else len(flow)
        end = flow.find(_CLOSING[opening], match.end(), None if opening == "{#" else before)
        if end < 0:
            brace = flow.find("}", match.end(), before)
            position = brace + 1 if brace >= 0 else before
            yield _Rest(match.start(), position, opening)
        else:
            position = end + 2
            yield _tag(paragraph, opening, match.start(), position)
    if position < len(flow):
        yield _Rest(position, len(flow))


def _tag(paragraph: Paragraph, opening: str, start: int, end: int) -> Tag:
    inside = paragraph.flow[start + 2 : end - 2]
    scope = (_VALUE_SCOPE if opening == "{{" else _SCOPE).match(inside)
    body, dashed = _bare(inside[scope.end() :] if scope else inside)
    return Tag(paragraph, _KINDS[opening], scope[1] if scope else "", body, start, end, dashed)


def _bare(inside: str) -> tuple[str, bool]:
    dashed = inside.startswith("-") or inside.endswith("-")
    return " ".join(inside.removeprefix("-").removesuffix("-").split()), dashed


def _unclosed(piece: _Rest, paragraph: Paragraph, story: Story) -> tuple[Fault, str]:
    """Return the fault, and the closing braces to skip where the tag goes on in the next paragraph."""
    closing = _CLOSING[piece.opening]
    place = paragraph.at(piece.start, piece.end)
    written = paragraph.flow[piece.start : piece.end]
    if piece.end == len(paragraph.flow) and not written.endswith("}") and _goes_on(paragraph, story, closing):
        message = f"`{quote(written)}` loopt door in de volgende alinea of cel"
        return Fault("invulplaats-gesplitst", message, place, "zet de hele invulplaats in één alinea"), closing
    if piece.opening == "{#":
        hint = "schrijf `{#` niet in een sjabloon; herhalen gaat met {%p for … in … %}"
        return Fault("niet-gesloten", f"`{quote(written)}` begint een opmerking zonder einde", place, hint), ""
    body = written[2:].strip().rstrip("}%) ").strip()
    meant = f"{piece.opening}{'' if body.startswith(('p ', 'tr ', 'tc ')) else ' '}{body[:40]} {closing}"
    message = f"`{quote(written)}` is niet gesloten met `{closing}`"
    return Fault("niet-gesloten", message, place, f"schrijf `{meant}`" if body else f"sluit af met `{closing}`"), ""


def _meant(piece: _Rest, paragraph: Paragraph) -> Iterator[Tag]:
    """Yield an unclosed statement as it was meant, so that what closes it is not reported too."""
    inside = paragraph.flow[piece.start + 2 : piece.end].rstrip("}% ")
    scope = _SCOPE.match(inside)
    body, dashed = _bare(inside[scope.end() :] if scope else inside)
    if piece.opening == "{%" and body.split(" ")[0] in STATEMENTS:
        yield Tag(paragraph, "statement", scope[1] if scope else "", body, piece.start, piece.end, dashed)


def _goes_on(paragraph: Paragraph, story: Story, closing: str) -> bool:
    first = bisect_right(story.paragraphs, paragraph.rank, key=lambda each: each.rank)
    later = (story.paragraphs[at] for at in range(first, len(story.paragraphs)))
    following = next((each for each in later if each.flow.strip()), None)
    if following is None or (end := following.flow.find(closing)) < 0:
        return False
    return not _OPENING.search(following.flow, 0, end)


def _loose(piece: _Rest, paragraph: Paragraph, vocabulary: Vocabulary) -> Iterator[Fault]:
    # What looks like a part of a tag has a closing brace.
    last = paragraph.flow.rfind("}", piece.start, piece.end)
    for match in _LOOSE.finditer(paragraph.flow, piece.start, last + 1):
        place = paragraph.at(match.start(), match.end())
        written = quote(match[0])
        if match["spaced"]:
            hint = "schrijf accolade en procentteken aan elkaar: `{% … %}`"
            yield Fault("losse-accolade", f"`{written}` is geen opdracht, door de spatie na de accolade", place, hint)
        elif match["single"]:
            yield from _single(match["inside"], written, place, vocabulary)
        elif match["unopened"]:
            hint = f"schrijf `{_statement(match['body'])}`"
            yield Fault("losse-accolade", f"`{written}` is geen opdracht: het begin klopt niet", place, hint)
        else:
            meant = f"schrijf `{{{{ {match['name']} }}}}`" if match["name"] else ""
            hint = meant or "zet er de accolade voor, of haal dit weg"
            yield Fault("losse-accolade", f"`{written}` sluit iets wat niet is geopend", place, hint)


def _single(inside: str, written: str, place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    name = inside.strip("#/^ ").partition("|")[0].strip()
    statement = name.rstrip("% ").split(" ")
    if statement[0] in STATEMENTS or (len(statement) > 1 and statement[1] in STATEMENTS):
        hint = f"schrijf `{_statement(name.rstrip('% '))}`"
        yield Fault("losse-accolade", f"`{written}` is geen opdracht: er ontbreekt een procentteken", place, hint)
        return
    meant = vocabulary.meant(name)
    message = f"`{written}` wordt niet ingevuld en blijft zo staan: een invulplaats heeft dubbele accolades"
    if meant:
        yield Fault("losse-accolade", message, place, f"schrijf `{{{{ {meant} }}}}`")
    else:
        yield warning("losse-accolade", message, place, "schrijf dubbele accolades, of haal ze weg")


def _statement(body: str) -> str:
    """Return a statement as it should be written."""
    scoped = body.startswith(("p ", "tr ", "tc "))
    return f"{{%{'' if scoped else ' '}{body} %}}"


def nearly_scoped(tag: Tag) -> str:
    """Return how a statement such as `{% p for … %}` or `{%pfor … %}` is written; "" for any other."""
    match = _NEARLY_SCOPE.match(tag.body) if tag.kind == "statement" and not tag.scope else None
    return f"{{%{match[1].lower()} {tag.body[match.end() :]} %}}" if match else ""
