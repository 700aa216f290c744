"""Understand Markdown: from what a parser of it meets to blocks."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate, zip_longest
from typing import Any
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import (
    LONGEST,
    Alignment,
    Block,
    Blocks,
    Complaint,
    Heading,
    Item,
    Marker,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    merge_runs,
)
from raadsvoorstel.placeholders import SLOT_CLOSE, SLOT_OPEN
from raadsvoorstel.typography import typeset

DEEPEST = 40
"""How deep blocks and emphasis may be nested; far beyond it the parser drops text without a word."""
_MOST_SHARP = 2_000
"""At each `<` the parser looks for its end, be it there or not."""
_MOST_OPENED = 10_000
"""Each `[` opens something of which the parser looks for the end."""
DEEPEST_LIST = 8
"""Word numbers nine levels (ISO/IEC 29500-1, 17.9.3); a numbered point around the text takes one."""

_LETTER = re.compile(r"^( *)([a-z])\. (?=\S)", re.MULTILINE)
_ITEM = re.compile(r" *(?:[-*+]|\d+[.)]|[a-z]\.) ")
_MARK = re.compile(r"(?:[-*+]|\d+[.)]|[a-z]\.)(?=[ \t])")
_DEFINITION = re.compile(r"^\[\^([^\]]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"\[[^\]]+\]:\s")
_CELL_END = re.compile(r"(?<!\\)\|")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")


def blocks_in(text: str) -> tuple[Blocks, tuple[Complaint, ...]]:
    """Return a text as blocks, and what in it has no place in a document."""
    if len(text) > LONGEST or text.count("<") > _MOST_SHARP or text.count("[") > _MOST_OPENED:
        signs = f"meer dan {_MOST_SHARP} keer een `<`, of meer dan {_MOST_OPENED} keer een `[`"
        what = f"een tekst is langer dan {LONGEST} tekens, of heeft {signs}"
        return (), (Complaint("te-groot", what, "verdeel hem, of maak er een bijlage van", 0),)
    plain, lettered = _without_letters(text)
    reader = _Reader(text, lettered)
    environment: dict[str, Any] = {}
    reader.read(_parser().parse(plain, environment), environment)
    return tuple(_kept_with_lists(_level_headings(reader.blocks))), tuple(reader.complaints)


@cache
def _parser() -> MarkdownIt:
    # What makes text vanish or change by accident is off: indented code, reference definitions, entities.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 3 * DEEPEST}).enable(["table", "strikethrough"])
    return parser.disable(["code", "reference", "html_block", "html_inline", "entity"]).use(footnote_plugin)


class _Reader(Struct):
    text: str
    lettered: frozenset[int]
    blocks: list[Block] = []
    complaints: list[Complaint] = []
    lists: list[Marker] = []
    starts: list[int] = []
    notes: dict[int, Runs] = {}
    in_note: bool = False
    quotes: int = 0
    heading: int = 0
    item_is_new: bool = False
    line: int = 0
    after: int = 0
    written_lines: list[str] = []
    begins: list[int] = []

    def __post_init__(self) -> None:
        self.written_lines = self.text.split("\n")
        self.begins = [0, *accumulate(len(line) + 1 for line in self.written_lines)]

    def read(self, tokens: list[Token], environment: dict[str, Any]) -> None:
        """Take in a whole text; footnotes, which come last, first."""
        begin = next((i for i, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
        self._footnotes(tokens[begin:])
        self._judge_footnotes(environment.get("footnotes", {}).get("refs", {}))
        tokens = tokens[:begin]
        index = 0
        while index < len(tokens):
            if tokens[index].type == "table_open":
                end = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close")
                self._table(tokens[index:end])
                index = end
            else:
                self._token(tokens[index])
            index += 1

    def _footnotes(self, tokens: list[Token]) -> None:
        """Take in the notes, which are one paragraph each: what stands apart in one comes on a line of its own."""
        parts: dict[int, list[Runs]] = {}
        id, mark = 0, ""
        self.in_note = True
        for token in tokens:
            self._go_to(token)
            match token.type:
                case "footnote_open":
                    id = int(token.meta["id"])
                case "list_item_open":
                    mark = self._written_mark()
                case "inline":
                    parts.setdefault(id, []).append((Run(mark), *self._runs(token.children or [])))
                    mark = ""
                case "fence":
                    parts.setdefault(id, []).append((Run(token.content.rstrip("\n"), code=True),))
                case "table_open" | "hr":
                    what = "een tabel" if token.type == "table_open" else "een streep"
                    self._complain("voetnoot", f"in een voetnoot staat {what}", "zet haar in de tekst zelf")
        self.in_note = False
        self.notes = {id: merge_runs(_on_lines(of)) for id, of in parts.items()}

    def _written_mark(self) -> str:
        """Return what the item on this line begins with, in words: a note has no lists of Word."""
        match = _MARK.search(self.written_lines[self.line])
        return f"{match[0] if match[0] not in '-*+' else '–'} " if match else ""

    def _judge_footnotes(self, ids: Mapping[str, int]) -> None:
        """Complain of footnotes that have the same name, and of those that nothing refers to."""
        defined = [(match[1], match.start()) for match in _DEFINITION.finditer(self.text)]
        begin = dict(reversed(defined))
        for label, count in Counter(label for label, _ in defined).items():
            if count > 1:
                message = f"de voetnoot `[^{label}]` staat er {count} keer"
                self.complaints.append(Complaint("voetnoot", message, "geef elke noot een eigen naam", begin[label]))
        begin = dict(reversed([(match[0], match.start()) for match in _FOOTNOTE.finditer(self.text)]))
        for shown in (f"[^{label.removeprefix(':')}]" for label, id in ids.items() if id < 0):
            message, hint = f"naar de voetnoot `{shown}` verwijst niets", f"zet {shown} in de zin waarbij de noot hoort"
            self.complaints.append(Complaint("voetnoot", message, hint, begin.get(shown, 0)))

    def _token(self, token: Token) -> None:
        self._go_to(token)
        if token.level == DEEPEST and token.nesting >= 0:
            self._complain("te-diep", "de tekst is te diep genest", "haal tekens als > aan het begin van de regel weg")
        match token.type:
            case "ordered_list_open" | "bullet_list_open":
                self._open_list(token)
            case "ordered_list_close" | "bullet_list_close":
                self.lists.pop()
                self.starts.pop()
            case "list_item_open":
                self._open_item(token)
            case "list_item_close":
                if self.item_is_new:
                    self._complain("leeg-lijstpunt", "een punt van een lijst is leeg", "vul het punt of haal het weg")
                self.item_is_new = False
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case "heading_open":
                self._demand_sentence("een kop")
                self.heading = int(token.tag[1])
            case "inline":
                self._inline(token)
            case "fence" if token.content.strip():
                self._add((Run(token.content.rstrip("\n"), code=True),))
            case "hr":
                self._complain(
                    "scheidingslijn",
                    "een streep tussen alinea's kan niet in het document",
                    "gebruik een kop (### Titel)",
                )

    def _open_list(self, token: Token) -> None:
        self._demand_sentence("een lijst")
        self.lists.append(self._marker(token))
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1))
        self.starts.append(start if ordered else 0)
        if ordered and start == 0:
            self._complain("lijst-vanaf-nul", "een lijst begint bij 0", "begin bij 1")
        if len(self.lists) > DEEPEST_LIST:
            hint = f"gebruik ten hoogste {DEEPEST_LIST} niveaus"
            self._complain("lijst-te-diep", "een lijst is te diep genest", hint)

    def _open_item(self, token: Token) -> None:
        """Begin an item; Markdown takes `1)` and a letter, which was written as one, for the same list."""
        marker = self._marker(token)
        if marker != self.lists[-1]:
            self.lists[-1], self.starts[-1] = marker, int(token.info)
        self.item_is_new = True

    def _demand_sentence(self, what: str) -> None:
        """The number or bullet of an item stands before its first sentence, so there has to be one."""
        if self.item_is_new:
            self._complain("leeg-lijstpunt", f"een punt van een lijst begint met {what}", "begin het punt met een zin")
            self.item_is_new = False

    def _inline(self, token: Token) -> None:
        children = token.children or []
        if len(children) == 1 and children[0].type == "image":
            self._picture(children[0])
            return
        runs = self._runs(token.children or [])
        if self.heading:
            if runs:
                self.blocks.append(Heading(runs, self.heading))
            else:
                self._complain("lege-kop", "een kop zonder tekst", "schrijf de kop achter de hekjes, of haal ze weg")
            self.heading = 0
        elif runs:
            if match := _REFERENCE.match(runs[0].text):
                hint = "schrijf de koppeling in de zin: [tekst](adres)"
                self._complain("verwijzing", f"`{match[0].strip()}` is een losse verwijzing", hint, match[0].strip())
            self._add(runs)

    def _picture(self, token: Token) -> None:
        name, alt = unquote(str(token.attrs.get("src", ""))), token.content.strip().replace("\n", " ")
        if self.item_is_new or self.heading:
            self._complain("afbeelding-in-zin", f"de afbeelding `{name}` staat in een lijst of kop", "zet haar eronder")
            self.item_is_new, self.heading = False, 0
        if not alt:
            hint = f"schrijf ![wat erop te zien is]({name})"
            self._complain("afbeelding-zonder-tekst", f"de afbeelding `{name}` heeft geen omschrijving", hint)
        self._demand_no_title(token)
        self.blocks.append(Picture(name, alt))

    def _reference(self, token: Token) -> Run:
        """Return the place of a footnote; one without text, or within another, cannot be printed."""
        note = self.notes.get(int(token.meta["id"]), ())
        if self.in_note:
            self._complain("voetnoot", "een voetnoot heeft zelf een voetnoot", "zet de tekst in één noot")
        elif not note:
            shown = f"[^{token.meta.get('label') or ''}]"
            hint = f"schrijf onder de tekst: {shown}: de tekst van de noot"
            self._complain("voetnoot", f"de voetnoot `{shown}` heeft geen tekst", hint, shown)
        return Run("", note=note)

    def _add(self, runs: Runs) -> None:
        level = min(len(self.lists), DEEPEST_LIST)
        if self.item_is_new and self.lists:
            self.blocks.append(Item(runs, self.lists[-1], level - 1, self.starts[-1]))
            self.starts[-1] = 0
            self.item_is_new = False
        else:
            self.blocks.append(Paragraph(runs, indent=level, quote=self.quotes > 0))

    def _marker(self, token: Token) -> Marker:
        if token.markup in "-+*":
            return "bullet"
        return "letter" if token.map and token.map[0] in self.lettered else "number"

    def _table(self, tokens: list[Token]) -> None:
        if tokens[0].map:
            self.line = tokens[0].map[0]
        self._demand_sentence("een tabel")
        rows: list[list[Runs]] = []
        alignment: list[Alignment] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
                self._demand_width(token, len(alignment))
            elif token.type == "th_open":
                alignment.append(_alignment(str(token.attrs.get("style", ""))))
            elif token.type == "inline":
                rows[-1].append(self._runs(token.children or []))
        if not any(rows[0]):
            self.line = tokens[0].map[0] if tokens[0].map else self.line
            self._complain("tabel-zonder-kop", "een tabel heeft geen kopregel", "geef elke kolom een opschrift")
        self.blocks.append(Table(tuple(rows[0]), tuple(map(tuple, rows[1:])), tuple(alignment)))

    def _demand_width(self, row: Token, columns: int) -> None:
        """Markdown drops the cells that a row has beyond the header's, without a word."""
        if row.map and columns:
            self.line = row.map[0]
            cells = _CELL_END.split(self.written_lines[self.line].strip(" >").strip("|"))
            if len(cells) > columns:
                what = f"een rij van de tabel heeft {len(cells)} cellen, de kopregel {columns}"
                self._complain("tabel-te-breed", what, "geef de kopregel een opschrift erbij, of schrijf \\| in de cel")

    def _runs(self, children: list[Token]) -> Runs:
        runs: list[Run] = []
        style = Run("")
        linked = 0
        for child in children:
            match child.type:
                case "strong_open" | "strong_close":
                    style = replace(style, bold=child.nesting > 0)
                case "em_open" | "em_close":
                    style = replace(style, italic=child.nesting > 0)
                case "s_open" | "s_close":
                    style = replace(style, strike=child.nesting > 0)
                case "link_open":
                    style, linked = replace(style, link=_address(child)), len(runs)
                    self._demand_no_title(child)
                case "link_close":
                    if not any(run.text.strip() for run in runs[linked:]):
                        what = f"de koppeling naar `{style.link}` heeft geen tekst"
                        self._complain("koppeling-zonder-tekst", what, f"schrijf [waar het over gaat]({style.link})")
                    style = replace(style, link="")
                case "softbreak":
                    runs.append(replace(style, text=" "))
                case "hardbreak":
                    runs.append(replace(style, text="\n"))
                case "code_inline":
                    runs.append(replace(style, text=child.content, code=True))
                case "footnote_ref":
                    runs.append(self._reference(child))
                case "image":
                    what = f"de afbeelding `{child.attrs.get('src')}` staat midden in een zin"
                    self._complain("afbeelding-in-zin", what, "zet de afbeelding in een alinea van haar eigen")
                case _:
                    for shown in _FOOTNOTE.findall(child.content):
                        hint = f"schrijf onder de tekst: {shown}: de tekst van de noot"
                        self._complain("voetnoot", f"de voetnoot `{shown}` heeft geen tekst", hint, shown)
                    runs.append(replace(style, text=child.content))
        return typeset(merge_runs(runs))

    def _demand_no_title(self, token: Token) -> None:
        """A title shows on a screen only, when the mouse is over it, and never on paper."""
        if title := str(token.attrs.get("title", "")):
            what = f"de titel `{title}` achter het adres komt niet in het document"
            self._complain("titel-bij-adres", what, "zet de titel in de zin zelf", title)

    def _go_to(self, token: Token) -> None:
        if token.map:
            self.line, self.after = token.map

    def _complain(self, code: str, what: str, hint: str, shown: str = "") -> None:
        """Add a complaint about the line that is being read, or about `shown` from there to where its block ends."""
        offset = min(self.begins[self.line], len(self.text))
        end = self.begins[min(max(self.after, self.line + 1), len(self.written_lines))]
        self.complaints.append(Complaint(code, what, hint, max(self.text.find(shown, offset, end), offset)))


def _without_letters(text: str) -> tuple[str, frozenset[int]]:
    """Return the text with `a.`, `b.` and so on written as `1)`, and the lines of those items.

    Markdown knows no lettered lists, and council papers are full of them. An a counts where a list can begin:
    after an empty line or another item; any other letter only as the one after the letter before it.
    """
    if not _LETTER.search(text):
        return text, frozenset()
    lines = text.split("\n")
    lettered: set[int] = set()
    last: dict[int, str] = {}
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        match = None if fenced else _LETTER.match(line)
        if match is None:
            if line.strip() and not line.startswith(" "):
                last = {}
            continue
        indent, letter = len(match[1]), match[2]
        begins = letter == "a" and (number == 0 or not lines[number - 1].strip() or _ITEM.match(lines[number - 1]))
        if not begins and ord(letter) - 1 != ord(last.get(indent, " ")):
            continue
        lettered.add(number)
        last = {deep: before for deep, before in last.items() if deep < indent} | {indent: letter}
        lines[number] = f"{match[1]}1){line[len(match[1]) + 2 :]}"
    return "\n".join(lines), frozenset(lettered)


def _on_lines(paragraphs: list[Runs]) -> Iterator[Run]:
    for number, runs in enumerate(paragraphs):
        if number:
            yield Run("\n")
        yield from runs


def _address(link: Token) -> str:
    # markdown-it percent-encodes an address, and with it the slots in it.
    href = str(link.attrs.get("href", ""))
    return href.replace(quote(SLOT_OPEN), SLOT_OPEN).replace(quote(SLOT_CLOSE), SLOT_CLOSE)


def _alignment(style: str) -> Alignment:
    return "right" if "right" in style else "center" if "center" in style else "left"


def _level_headings(blocks: list[Block]) -> list[Block]:
    """Return `blocks` with heading levels that begin at 1 and skip none."""
    used = sorted({block.level for block in blocks if isinstance(block, Heading)})
    rank = {level: index + 1 for index, level in enumerate(used)}
    return [replace(b, level=rank[b.level]) if isinstance(b, Heading) else b for b in blocks]


def _kept_with_lists(blocks: list[Block]) -> list[Block]:
    """Return `blocks` in which a paragraph that leads up to a list or table stays on its page."""
    return [
        replace(block, keep_next=True) if isinstance(block, Paragraph) and isinstance(after, Item | Table) else block
        for block, after in zip_longest(blocks, blocks[1:])
    ]
