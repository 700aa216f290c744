"""Give a value another text, in the style that it has for as long as that can hold it."""

import re
from collections.abc import Iterator, Sequence

from raadsvoorstel.nodes import Scalar
from raadsvoorstel.rewriting import Edit
from raadsvoorstel.sources import parse
from raadsvoorstel.yaml_places import Span, first_index, indent_of, index_of
from raadsvoorstel.yaml_writing.places import Place, line_end, says

LITERAL, FOLDED = "|", ">"
_TYPED = re.compile(r"[-+.\d][\d._:eE+-]*|true|false|yes|no|on|off|null|~|ja|nee", re.IGNORECASE)
"""What other programs would read as something else than text, such as a number that begins with 0."""

Piece = tuple[int, int, str]
"""From which to which character of a value something else comes, and what."""


def ways(place: Place, pieces: Sequence[Piece], text: str) -> Iterator[list[Edit]]:
    """Yield the ways to give a value another text, the smallest first: its pieces, the whole, another style."""
    span = place.scalar.span
    if span is None:
        return
    # What cannot stand without quotation marks would make a fault of the file, and be tried in vain.
    if span.style or _is_plain(text.strip("\n").replace("\n", " "), in_flow=place.in_flow, bare=True):
        for some in (pieces, [_whole(place.scalar.text, text)]):
            if (edits := _within(place.scalar, span, some)) is not None:
                yield edits
    yield _anew(place, span, text)


def _whole(old: str, new: str) -> Piece:
    return 0, len(old.rstrip("\n")), new.rstrip("\n")


def _within(scalar: Scalar, span: Span, pieces: Sequence[Piece]) -> list[Edit] | None:
    """Return edits that keep the style of a value; None where it cannot hold the new text."""
    if not scalar.text:
        return None
    edits = []
    for start, end, new in pieces:
        written = _spelled(new, span, scalar.text)
        if written is None:
            return None
        begin = _position(span, scalar.text, start)
        edits.append(Edit(span.source.file, begin, max(begin, _position(span, scalar.text, end)), written))
    return edits


def _position(span: Span, text: str, offset: int) -> int:
    if offset < len(text):
        return index_of(span, text, offset) if offset else first_index(span, text)
    return index_of(span, text, len(text) - 1) + 1 if span.style in (LITERAL, FOLDED) else index_of(span, text, offset)


def _spelled(text: str, span: Span, old: str) -> str | None:
    """Return a text as it is spelled within a value of this style; None when it has no spelling there."""
    match span.style:
        case "|":
            return _indented(text, " " * indent_of(span, old))
        case '"':
            return _escaped(text)
        case _ if "\n" in text:
            return None
        case "'":
            return text.replace("'", "''")
        case _:
            return text


def _indented(text: str, indent: str) -> str:
    return re.sub(r"\n(?=[^\n])", "\n" + indent, text)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def _anew(place: Place, span: Span, text: str) -> list[Edit]:
    """Return edits that write a value in a style that can hold the text, whatever it is."""
    source = span.source
    end = span.start + len(source.text[span.start : span.end].rstrip())
    if place.in_flow or "\n" not in text.strip("\n"):
        return [Edit(source.file, span.start, end, quoted(text.strip("\n"), in_flow=place.in_flow))]
    body = block(text, " " * place.indent)
    if span.style in (LITERAL, FOLDED):
        return [Edit(source.file, span.start, end, LITERAL + body)]
    after = line_end(source.text, end)
    return [
        Edit(source.file, span.start, end, LITERAL),
        # What stands behind a value is a comment, and stays on the line of the sign.
        Edit(source.file, after, after, body),
    ]


def block(text: str, indent: str) -> str:
    """Return the lines below a `|`, each with the line break before it."""
    return "".join(f"\n{indent}{line}" if line else "\n" for line in text.strip("\n").split("\n"))


def quoted(text: str, *, in_flow: bool = False, bare: bool = False) -> str:
    """Return a value of one line: without quotation marks where it is text without them, in all YAML has."""
    return text if _is_plain(text, in_flow=in_flow, bare=bare) else f'"{_escaped(text)}"'


def _is_plain(text: str, *, in_flow: bool, bare: bool) -> bool:
    if not text or "\n" in text or (_TYPED.fullmatch(text) and not bare):
        return False
    tree, findings = parse(f"k: [{text}]\n" if in_flow else f"k: {text}\n", "")
    return not findings and tree is not None and list(says(tree).values()) == [text]
