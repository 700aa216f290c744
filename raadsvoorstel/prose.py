"""A written text as a reader reads it: words and sentences, each of which knows where it was written."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.notation import NBSP
from raadsvoorstel.rewriting import Edit

Locate = Callable[[int], tuple[Origin, int]]
"""Gives, for a character of a value as it was written, its place and its number in the file."""


class Stretch(Struct, frozen=True):
    """A part of a prose text: where it begins there and in the written value, and how long it is in the latter.

    One that is not `literal` stands for a placeholder, or for marks that are not read.
    """

    start: int
    offset: int
    width: int
    literal: bool


class Word(Struct, frozen=True):
    """A word, or a number; with the hyphens, points and apostrophes within it."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()


class Prose(Struct, frozen=True, eq=False, dict=True):
    """One written text, its values filled in and its marks of formatting taken away.

    Paragraphs, headings, items and cells end in a line break; a line that was wrapped runs on with a space.
    Every non-breaking space is a plain one.
    """

    path: FieldPath
    text: str
    stretches: tuple[Stretch, ...]
    locate: Locate
    items: tuple[tuple[int, int], ...] = ()
    """Where each item of a list begins, and how far it was indented."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, in order."""
        return tuple(Word(match.start(), match.end(), match[0]) for match in _WORD.finditer(self.text))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends; a heading, an item or a cell is one if it has no end of its own."""
        return tuple(_sentences(self.text))

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Where each quotation or title begins and ends, its quotation marks included."""
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    def matches(self, pattern: re.Pattern[str]) -> tuple[re.Match[str], ...]:
        """Return where a pattern of a rule occurs; looked for once, in however many versions the text stands."""
        if (found := self._matches.get(id(pattern))) is None:
            found = self._matches[id(pattern)] = tuple(pattern.finditer(self.text))
        return found

    @cached_property
    def _matches(self) -> dict[int, tuple[re.Match[str], ...]]:
        """What was looked for before; patterns of rules are there as long as the program is."""
        return {}

    @cached_property
    def origin(self) -> Origin:
        """Where the text begins."""
        return self.locate(0)[0]

    def is_literal(self, start: int, end: int) -> bool:
        """Whether all of it was typed here, and nothing of it comes from a placeholder."""
        return all(stretch.literal for stretch in self._between(start, end))

    def is_quoted(self, place: int) -> bool:
        """Whether a place lies within quotation marks."""
        index = bisect_right(self.quoted, (place, len(self.text))) - 1
        return index >= 0 and place < self.quoted[index][1]

    def finding(self, start: int, end: int, message: str, hint: str = "", *, instead: str | None = None) -> Finding:
        """Return a finding about characters `start` up to `end`; `instead` is what would mend it."""
        origin, length, edits = self._place(start, end, instead)
        return Finding("", message, origin, hint, length=length, edits=edits)

    def _between(self, start: int, end: int) -> Iterable[Stretch]:
        first = max(bisect_right(self._starts, start) - 1, 0)
        return self.stretches[first : max(bisect_right(self._starts, max(end - 1, start)), first + 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return [stretch.start for stretch in self.stretches]

    def _place(self, start: int, end: int, instead: str | None) -> tuple[Origin, int, tuple[Edit, ...]]:
        touched = list(self._between(start, end))
        if not touched:
            return self.origin, 0, ()
        first = touched[0]
        from_, index = self.locate(_offset(first, start))
        length = _length(first, start)
        for stretch in touched:
            last = min(end, stretch.start + stretch.width if stretch.literal else end)
            until, _ = self.locate(_last(stretch, last))
            if until.line != from_.line:
                break
            if not self.text[stretch.start : last].isspace():
                length = until.column - from_.column + 1
        edits: tuple[Edit, ...] = ()
        if instead is not None and len(touched) == 1 and first.literal and end <= first.start + first.width:
            _, last_index = self.locate(_offset(first, end - 1))
            if last_index - index == end - 1 - start:
                edits = (Edit(from_.file, index, last_index + 1, instead),)
        return from_, max(length, 1), edits


def _offset(stretch: Stretch, place: int) -> int:
    return stretch.offset + (place - stretch.start if stretch.literal else 0)


def _last(stretch: Stretch, end: int) -> int:
    """Return the last character of a value that a stretch up to `end` covers."""
    return stretch.offset + (max(end - stretch.start, 1) if stretch.literal else stretch.width) - 1


def _length(stretch: Stretch, start: int) -> int:
    return stretch.start + stretch.width - start if stretch.literal else stretch.width


# ------------------------------------------------------------------ words and sentences

_WORD = re.compile(r"[^\W_]+(?:[-‑–'’.,&/:][^\W_]+)*(?:-(?=[ ,)])|['’](?=s\b))?")
_QUOTED = re.compile(
    r"“[^”\n]{0,600}”|„[^”“\n]{0,600}[”“]|‘(?=\w)[^\n‘]{3,}?’(?!\w)|«[^»\n]{0,600}»|\"[^\"\n]*\"|(?<!\w)'[^'\n]{3,}'(?!\w)"
)
_SHORT = frozenset((
    "art", "artt", "nr", "nrs", "no", "bl", "blz", "pag", "mr", "mrs", "dr", "drs", "ir", "ing", "prof", "jhr",
    "ds", "st", "dhr", "mw", "mevr", "fam", "wnd", "plv", "bijv", "bv", "vb", "nl", "resp", "ca", "circa", "max",
    "min", "incl", "excl", "evt", "zgn", "enz", "etc", "vgl", "red", "afd", "lid", "jl", "tel", "mln", "mld", "fig",
    "hfst", "par", "bijl", "ed", "vs", "aanh", "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "sept",
    "okt", "nov", "dec",
))  # fmt: skip
"""Words after which a point is no end of a sentence."""
_END = re.compile(r"(?<![.!?…])[.!?…]++[”’»\")\]]*+(?=\s|$)|\n|:(?=\n)")
_NEXT = re.compile(r"\s*[“‘„«\"'(\[]*[A-ZÀ-ÖØ-Þ0-9’']")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match[0] != "\n" and not _ends_here(text, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if words := part.strip():
        begin = start + len(part) - len(part.lstrip())
        yield begin, begin + len(words)


def _ends_here(text: str, match: re.Match[str]) -> bool:
    if match.end() == len(text) or text[match.end()] == "\n":
        return True
    if match[0].startswith(".") and not match[0].startswith(".."):
        before = re.search(r"[\w.]*\Z", text[max(match.start() - 12, 0) : match.start()])
        word = before[0].lower() if before else ""
        initial, number = len(word) == 1 and word.isalpha(), word.replace(".", "").isdigit()
        begins = number and _begins_line(text, match.start() - len(word))
        if word in _SHORT or ("." in word and not number) or initial or begins:
            return _is_certain(text, word, match.end())
    return _NEXT.match(text, match.end()) is not None


def _begins_line(text: str, place: int) -> bool:
    """Whether a number is one that counts items, and not the last word of a sentence."""
    return place == 0 or text[place - 1] == "\n"


def _is_certain(text: str, word: str, end: int) -> bool:
    """A sentence may end in a number or in an abbreviation: then a common first word follows."""
    following = re.match(r"\s*(\w+)", text[end : end + 20])
    return bool(following and following[1] in _FIRST) and word not in (
        "art",
        "nr",
        "mr",
        "dr",
        "drs",
        "ir",
        "ing",
    )


_FIRST = frozenset((
    "De", "Het", "Een", "Dit", "Die", "Dat", "Deze", "Er", "Daarom", "Daarna", "Ook", "In", "Op", "Na", "Voor",
    "Wij", "We", "Met", "Als", "Zo", "Hierna",
))  # fmt: skip


# ------------------------------------------------------------------ reading what was written

# What stands between brackets is looked for no further than such things are long: there may be no end to it.
_MARKS = re.compile(
    r"""
    (?P<value>\{\{(?:(?!\{\{|\}\}).)*+\}\})
  | (?P<fence>^[ ]*(?P<ticks>```++(?=[^`\n]*$)|~~~++)(?:[^\n]*\n(?:.*?\n)??[ ]*(?P=ticks)[`~]*[ ]*$|.*\Z))
  | (?P<end>\n(?:[ \t>]*\n)+)
  | (?P<rule>^[ \t]*+\|?[ \t]*+:?-{2,}+:?[ \t]*+(?:\|[ \t]*+:?-*+:?[ \t]*+)*+$)
  | (?P<head>^[ ]{0,3}\#{1,6}[ \t]+)
  | (?P<item>^[ \t>]*(?:[-*+]|(?P<number>\d{1,9})[.)]|[a-z]\.)[ \t]+(?=\S))
  | (?P<lead>^[ \t>]+)
  | (?P<wrap>(?:(?<![ \t])[ \t]++)?\\?\n)
  | (?P<code>`[^`\n]+`)
  | (?P<picture>!\[[^\]]{0,1000}\]\([^)\n]{0,1000}\))
  | (?P<address>\]\((?:[^()\s]|\([^()]*\))*\))
  | (?P<note>\[\^[^\]\n]{1,1000}\]:?)
  | (?P<open>\[(?=[^\]\n]{0,1000}\]\())
  | (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<emphasis>\*+(?=\S)|(?<=\S)\*+|(?<!\w)_+(?=\w)|(?:(?<=[^\W_]|[.,;:!?)])|(?<=\\_))_++(?!\w)|(?<=_)_(?!\w)|~~)
  | (?P<cell>(?:(?<![ \t])[ \t]++)?\|[ \t]*)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_VALUE = re.compile(r"\{\{(?:(?!\{\{|\}\}).)*+\}\}", re.DOTALL)


class _Reader(Struct):
    """Takes a written value apart; `values` are those of its placeholders, in order."""

    raw: str
    values: list[str]
    pieces: list[str]
    stretches: list[Stretch]
    items: list[tuple[int, int]]
    length: int = 0
    in_list: bool = False
    in_head: bool = False

    def read(self, marks: re.Pattern[str]) -> None:
        done = 0
        for match in marks.finditer(self.raw):
            if match.start() < done:
                continue
            self.literal(done, match.start())
            done = self.take(match)
        self.literal(done, len(self.raw))

    def take(self, match: re.Match[str]) -> int:
        """Take in a mark, and return where reading goes on."""
        kind = {"ticks": "fence", "number": "item"}.get(match.lastgroup or "", match.lastgroup)
        match kind:
            case "value" | None:
                self.put(self.values.pop(0) if self.values else match[0], match)
            case "fence" | "end":
                self.break_(match)
                self.in_list = False
            case "head":
                self.break_(match)
                self.in_head = True
            case "item":
                if not self._begins_item(match):
                    return self._as_text(match)
                self.break_(match)
                self.items.append((self.length, len(match[0]) - len(match[0].lstrip(" \t>"))))
                self.in_list = True
            case "wrap":
                self.break_(match) if self.in_head or self._ends_row() else self.put(" ", match)
                self.in_head = False
            case "code":
                self.put(match[0][1:-1], match)
            case "escape":
                self.literal(match.start() + 1, match.end())
            case "cell" | "picture":
                self.break_(match)
            case "note":
                if match[0].endswith(":"):
                    self.break_(match)
        return match.end()

    def _begins_item(self, match: re.Match[str]) -> bool:
        """A number at the beginning of a wrapped line is only an item where a list may begin (CommonMark 5.2)."""
        at_start = not self.pieces or self.pieces[-1].endswith("\n")
        return at_start or self.in_list or match["number"] in (None, "1")

    def _as_text(self, match: re.Match[str]) -> int:
        blank = len(match[0]) - len(match[0].lstrip(" \t>"))
        self.literal(match.start() + blank, match.end())
        return match.end()

    def _ends_row(self) -> bool:
        return bool(self.pieces) and self.pieces[-1].endswith("\n")

    def literal(self, start: int, end: int) -> None:
        if end > start:
            self._add(self.raw[start:end].replace(NBSP, " "), Stretch(self.length, start, end - start, True))

    def put(self, text: str, match: re.Match[str]) -> None:
        if text:
            stretch = Stretch(self.length, match.start(), len(match[0]), literal=False)
            if text == " " and match[0].endswith("\n"):
                stretch = Stretch(self.length, match.end() - 1, 1, literal=True)
            self._add(text.replace(NBSP, " "), stretch)

    def break_(self, match: re.Match[str]) -> None:
        """End the paragraph, where it has not ended yet."""
        if self.pieces and not self.pieces[-1].endswith("\n"):
            if self.pieces[-1] == " ":
                self.pieces[-1] = "\n"
            else:
                self._add("\n", Stretch(self.length, match.start(), len(match[0]), literal=False))

    def _add(self, text: str, stretch: Stretch) -> None:
        self.pieces.append(text)
        self.stretches.append(stretch)
        self.length += len(text)


def read_prose(path: FieldPath, raw: str, values: Iterable[str], locate: Locate, *, formatted: bool) -> Prose:
    """Return a written value as prose; `values` are those of its `{{ … }}`, and `formatted` says it is Markdown."""
    reader = _Reader(raw, list(values), [], [], [])
    reader.read(_MARKS if formatted else _VALUE)
    return Prose(path, "".join(reader.pieces), tuple(reader.stretches), locate, tuple(reader.items))
