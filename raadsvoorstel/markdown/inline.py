"""Write one line of text as Markdown: emphasis, links, footnotes, and what has to be escaped."""

import re
import string
from collections.abc import Iterator
from itertools import product

from msgspec import Struct

from raadsvoorstel import markup
from raadsvoorstel.blocks import Paragraph, Run, Runs
from raadsvoorstel.markdown.essence import Stretch, line, stretches
from raadsvoorstel.placeholders import Filled


def _escapes(signs: str) -> dict[int, str]:
    return {ord(sign): f"\\{sign}" for sign in signs}


_ALWAYS = _escapes("\\`*<")
_BRACES = re.compile(r"(?<=\{)[{%#]|(?<=[}%#])\}")
_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_BRACKETS = _escapes("[]")
_PUNCTUATION = _escapes(string.punctuation)
_LINE_START = re.compile(
    r"""^(?:(?P<sign>[-+](?=\s|$)|\#{1,6}(?=\s|$)|>|=+\s*$|~~~|[|:-][\s|:-]*$)
    | (?P<number>\d{1,9}|[a-z])(?=[.)](?:\s|$)))""",
    re.VERBOSE,
)
_SHOWN = 60
_MARKS = {"bold": ("**", "__"), "italic": ("*", "_"), "strike": ("~~", "~~")}


class Way(Struct, frozen=True):
    """One of the ways to write the same: which signs, which formatting outermost, and how much is escaped."""

    order: tuple[str, ...] = ("bold", "italic", "strike")
    bold: int = 0
    italic: int = 0
    careful: bool = False


WAYS = tuple(
    Way(order, bold, italic, careful)
    for careful, order, italic, bold in product(
        (False, True), (("bold", "italic", "strike"), ("italic", "bold", "strike"), ("strike", "italic", "bold")),
        (0, 1), (0, 1),
    )
)  # fmt: skip
_MANY_PIECES, _FIRST_WAYS = 500, (Way(), Way(careful=True))
"""A line that changes its formatting as often as that was not written by hand, and is not tried in every way."""


class Notes(Struct):
    """The footnotes of a text, which come behind it."""

    written: list[Runs] = []

    def label(self, note: Runs) -> str:
        """Return the reference to a new footnote."""
        self.written.append(note)
        return f"[^{len(self.written)}]"


def write_runs(runs: Runs, notes: Notes) -> tuple[str, tuple[str, ...]]:
    """Return a line in the first way that reads back as it is, and the formatting that no way could keep."""
    pieces = stretches(runs)
    ways = WAYS if len(pieces) <= _MANY_PIECES else _FIRST_WAYS
    for less in _less(pieces):
        wanted = line(_runs(less))
        for way in ways:
            written = _written(less, way, Notes())
            blocks, complaints = markup.read(Filled(written + _dummies(less)))
            read_back = [block.runs for block in blocks if isinstance(block, Paragraph)]
            if len(blocks) == len(read_back) == 1 and not complaints and line(read_back[0]) == wanted:
                return _written(less, way, notes), _lost(pieces, less)
            # Too long, or too many brackets, is another way as well.
            if any(complaint.code == "te-groot" for complaint in complaints):
                break
    return _written(pieces, Way(careful=True), notes), ()


def _dummies(pieces: list[Stretch]) -> str:
    """Return definitions for the footnotes of one line, to read it back with."""
    notes = [piece.note for piece in pieces if piece.note]
    return "".join("\n\n" + definition(f"[^{n}]", note) for n, note in enumerate(notes, start=1))


def definition(label: str, note: Runs) -> str:
    """Return the text of a footnote as it stands behind the text; its lines are paragraphs."""
    written, _ = write_runs(note, Notes())
    return f"{label}: " + written.replace("\\\n", "\n\n    ")


def _runs(pieces: list[Stretch]) -> Runs:
    return tuple(Run(p.text, p.bold, p.italic, p.strike, p.code, p.link, note=p.note) for p in pieces)


def _less(pieces: list[Stretch]) -> Iterator[list[Stretch]]:
    """Yield a line with all of its formatting, and then with less and less of it."""
    yield pieces
    for gone in ("strike", "italic", "bold", "code", "link"):
        without = [_without(piece, gone) for piece in pieces]
        if without != pieces:
            yield stretches(_runs(without))
    yield stretches(_runs([Stretch(piece.text, note=piece.note) for piece in pieces]))


def _without(piece: Stretch, gone: str) -> Stretch:
    given = {name: getattr(piece, name) for name in ("bold", "italic", "strike", "code", "link") if name != gone}
    return Stretch(piece.text, note=piece.note, **given)


_NAMES = {
    "bold": "vet",
    "italic": "cursief",
    "strike": "doorgehaald",
    "code": "vaste letterbreedte",
    "link": "koppeling",
}


def _lost(pieces: list[Stretch], less: list[Stretch]) -> tuple[str, ...]:
    gone = [
        name for name in _NAMES if any(getattr(p, name) for p in pieces) and not any(getattr(p, name) for p in less)
    ]
    shown = " ".join("".join(piece.text for piece in pieces).split())[:60]
    return tuple(f"{_NAMES[name]} in ‘{shown}’" for name in gone)


# ------------------------------------------------------------------ signs


def _written(pieces: list[Stretch], way: Way, notes: Notes) -> str:
    whole = "".join(piece.text for piece in pieces)
    bare = way.careful or any(sign in whole for sign in ("](", "[^", "!["))
    out: list[str] = []
    opened: list[str] = []
    link = ""
    for piece in [*pieces, Stretch("")]:
        wanted = [name for name in way.order if getattr(piece, name)]
        kept = _common(opened, wanted) if piece.link == link else []
        out += [_sign(name, way) for name in reversed(opened[len(kept) :])]
        if piece.link != link:
            out += ([f"]({_address(link)})"] if link else []) + (["["] if piece.link else [])
        out += [_sign(name, way) for name in wanted[len(kept) :]]
        opened, link = wanted, piece.link
        out.append(notes.label(piece.note) if piece.note else _text(piece, way, brackets=bare or bool(link)))
    lines = "".join(out).split("\n")
    return "\\\n".join(_LINE_START.sub(_escaped_start, each) for each in lines)


def _common(opened: list[str], wanted: list[str]) -> list[str]:
    kept = []
    for one, other in zip(opened, wanted, strict=False):
        if one != other:
            break
        kept.append(one)
    return kept


def _sign(name: str, way: Way) -> str:
    return _MARKS[name][getattr(way, name, 0)]


def _text(piece: Stretch, way: Way, *, brackets: bool) -> str:
    if piece.code:
        return _code(piece.text)
    if way.careful:
        return piece.text.translate(_PUNCTUATION)
    text = piece.text.translate(_ALWAYS)
    text = _EDGE.sub(r"\\_", text).replace("~~", "\\~\\~")
    text = text.translate(_BRACKETS) if brackets else text
    return _BRACES.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    text = text.replace("\n", " ")
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _address(link: str) -> str:
    return "<" + re.sub(r"[<>]", r"\\\g<0>", link) + ">" if re.search(r"[\s()<>]", link) else link


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match["sign"] else f"{match[0]}\\"
