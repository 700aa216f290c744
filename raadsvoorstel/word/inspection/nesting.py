"""Whether the statements of a template open and close around each other, at spots where that can be done."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from raadsvoorstel.fieldpath import closest
from raadsvoorstel.word.inspection.faults import Fault, remark, warning
from raadsvoorstel.word.inspection.language import STATEMENTS, Refused, references, repeat
from raadsvoorstel.word.inspection.places import Story
from raadsvoorstel.word.inspection.tags import Tag, nearly_scoped
from raadsvoorstel.word.xml import w

_CLOSES = {"endfor": "for", "endif": "if"}
_MIDDLES = ("elif", "else")
_OTHERS = frozenset(
    (
        "raw",
        "endraw",
        "set",
        "endset",
        "macro",
        "endmacro",
        "block",
        "endblock",
        "include",
        "with",
        "endwith",
        "vm",
        "hm",
    )
)
"""Statements of Jinja and docxtpl that are let in nowhere; they are meant, not misspelled."""
_ALONE = ("else", "endfor", "endif")
_AROUND = {"p": w("p"), "tr": w("tr"), "tc": w("tc"), "r": w("r")}
_CELL, _ROW, _TABLE = w("tc"), w("tr"), w("tbl")


class Block(Struct, frozen=True, eq=False):
    """A `for` or `if` with what belongs to it; `closing` is None when it was never closed."""

    opening: Tag
    middles: tuple[Tag, ...]
    closing: Tag


class Nested(Struct):
    """The statements of one part: `blocks` as they close, and per tag the nearest `for` or `if` that it stands within.

    `branches` gives the same with, for an `if`, the `elif` or `else` that the tag stands under.
    """

    blocks: list[Block] = []
    within: dict[Tag, Tag | None] = {}
    branches: dict[Tag, Tag | None] = {}
    faults: list[Fault] = []


class _Stack(Struct):
    """The statements that are open, outermost first, each with its `elif` and `else` so far; and how many per word."""

    open: list[tuple[Tag, list[Tag]]] = []
    words: Counter[str] = field(default_factory=Counter)

    def push(self, opening: Tag) -> None:
        self.open.append((opening, []))
        self.words[opening.word] += 1

    def pop(self) -> tuple[Tag, list[Tag]]:
        opening, middles = self.open.pop()
        self.words[opening.word] -= 1
        return opening, middles


def nest(tags: Sequence[Tag]) -> Nested:
    """Return how statements enclose each other, with a fault for each that does not."""
    nested = Nested()
    stack = _Stack()
    for written in tags:
        tag, faults = _understood(written)
        nested.faults += faults
        opening, middles = stack.open[-1] if stack.open else (None, [])
        nested.within[tag] = opening
        nested.branches[tag] = middles[-1] if middles else opening
        if tag.kind != "statement":
            continue
        if tag.word in _CLOSES:
            _close(tag, stack, nested)
        elif tag.word in _MIDDLES:
            _middle(tag, stack, nested)
        elif tag.word in STATEMENTS:
            stack.push(tag)
    nested.faults += [_never_closed(opening) for opening, _ in stack.open]
    return nested


def _understood(tag: Tag) -> tuple[Tag, list[Fault]]:
    """Return the tag as it was meant, with what is wrong with how it is written."""
    if tag.kind != "statement":
        return tag, []
    if meant := nearly_scoped(tag):
        scope, _, body = meant[2:-2].strip().partition(" ")
        message = f"`{tag.written}` is niet te begrijpen: na `{{%{scope}` hoort één gewone spatie, en ervoor geen"
        return replace(tag, scope=scope, body=body), [
            Fault("onbekende-opdracht", message, tag.place, f"schrijf `{meant}`")
        ]
    if tag.word not in STATEMENTS:
        near = closest(tag.word, STATEMENTS) if tag.word and tag.word not in _OTHERS else None
        hint = f"bedoelt u `{near}`?" if near else f"bekend zijn: {', '.join(STATEMENTS)}"
        fault = Fault("onbekende-opdracht", f"`{tag.written}` is geen opdracht die hier kan", tag.place, hint)
        return replace(tag, body=tag.body.replace(tag.word, near, 1) if near else ""), [fault]
    if tag.word in _ALONE and tag.body != tag.word:
        hint = (
            f"schrijf `{{% elif {tag.body.split(maxsplit=2)[-1]} %}}`"
            if tag.body.startswith("else if ")
            else f"schrijf alleen `{tag.word}`"
        )
        return tag, [
            Fault("onbekende-opdracht", f"achter `{tag.word}` kan niets staan: `{tag.written}`", tag.place, hint)
        ]
    return tag, []


def _close(tag: Tag, stack: _Stack, nested: Nested) -> None:
    wanted = _CLOSES[tag.word]
    if not stack.words[wanted]:
        message = f"`{tag.written}` sluit iets wat niet is geopend"
        nested.faults.append(
            Fault("niet-geopend", message, tag.place, f"zet er `{{%p {wanted} … %}}` voor, of haal dit weg")
        )
        return
    opening, middles = stack.pop()
    while opening.word != wanted:
        nested.faults.append(_never_closed(opening, before=tag))
        opening, middles = stack.pop()
    nested.within[tag] = nested.within[opening]
    nested.blocks.append(Block(opening, tuple(middles), tag))


def _middle(tag: Tag, stack: _Stack, nested: Nested) -> None:
    opening, middles = stack.open[-1] if stack.open else (None, [])
    if opening is None or (tag.word == "elif" and opening.word != "if"):
        message = f"`{tag.written}` hoort bij een `if`, en staat daar niet in"
        nested.faults.append(Fault("niet-geopend", message, tag.place, "zet er `{%p if … %}` voor, of haal dit weg"))
        return
    nested.within[tag] = nested.within[opening]
    middles.append(tag)


def _never_closed(tag: Tag, before: Tag | None = None) -> Fault:
    where = f" voor `{before.written}` ({before.place.area})" if before else ""
    closing = f"{{%{tag.scope} end{tag.word} %}}"
    message = f"`{tag.written}` is niet afgesloten{where}"
    return Fault("blok-niet-gesloten", message, tag.place, f"zet er `{closing}` achter")


# ------------------------------------------------------------------ where statements stand


def check_positions(nested: Nested) -> Iterator[Fault]:
    """Yield the blocks that begin at one level of the text and end at another: what is between cannot be left out."""
    for block in nested.blocks:
        for tag in (*block.middles, block.closing):
            yield from _compare(block.opening, tag)


def _compare(opening: Tag, other: Tag) -> Iterator[Fault]:
    first, second = _open_around(opening), _open_around(other)
    if first is None or second is None or opening.dashed or other.dashed:
        return
    while first and second and first[0] is second[0]:
        first, second = first[1:], second[1:]
    names, others = [e.tag for e in first], [e.tag for e in second]
    if not names and not others:
        return
    pair = f"`{opening.written}` ({opening.place.area}) en `{other.written}`"
    crossing = {_CELL, _ROW, _TABLE} & {*names, *others}
    if names != others or crossing:
        if crossing:
            hint = "zet beide in dezelfde cel, of gebruik op beide plaatsen {%tr … %} in een eigen rij"
        else:
            hint = "schrijf beide als {%p … %}, elk in een eigen alinea, of zet beide in dezelfde alinea"
        yield Fault("blok-gekruist", f"{pair} staan niet op hetzelfde niveau van de tekst", other.place, hint)
    elif w("p") in names:
        hint = "schrijf beide als {%p … %}; dan verdwijnen die alinea's"
        yield warning("blok-zonder-p", f"{pair} laten lege alinea's achter", other.place, hint)


def _open_around(tag: Tag) -> list[etree._Element] | None:
    """Return the elements that are open where the tag stands once its paragraph, row or cell has made way for it."""
    text = tag.texts[0] if tag.texts else tag.paragraph.element
    if not tag.scope:
        return [*reversed(list(text.iterancestors())), text]
    around = next(text.iterancestors(_AROUND[tag.scope]), None)
    return None if around is None else list(reversed(list(around.iterancestors())))


# ------------------------------------------------------------------ what is left when a block prints nothing


def check_leftovers(story: Story, nested: Nested) -> Iterator[Fault]:
    """Yield cells that may be left without a paragraph, and tables without a row: Word cannot read those."""
    statements = {tag.paragraph.element: tag for tag in nested.within if tag.kind == "statement" and tag.scope == "p"}
    for cell in {e.getparent() for e in statements}:
        if cell is not None and cell.tag == _CELL and not _keeps_something(list(cell), statements):
            first = next(statements[child] for child in cell if child in statements)
            yield Fault(
                "lege-cel",
                "er blijft een cel zonder alinea over als hier niets wordt gedrukt; Word opent zo'n document niet",
                first.place,
                "zet onder in de cel een lege alinea, buiten het blok",
            )
    yield from _tables(nested)


def _keeps_something(children: Sequence[etree._Element], statements: dict[etree._Element, Tag]) -> bool:
    """Whether at least one paragraph or table among `children` stays, whatever the statements decide."""
    # Per open block: whether each branch so far keeps something, and whether there is an `else`.
    levels: list[tuple[list[bool], bool]] = [([False], True)]
    for child in children:
        tag = statements.get(child)
        if tag is None:
            levels[-1][0][-1] = levels[-1][0][-1] or child.tag != w("tcPr")
        elif tag.word in ("for", "if"):
            levels.append(([False], False))
        elif tag.word in _MIDDLES:
            branches, _ = levels[-1]
            branches.append(False)
            levels[-1] = (branches, tag.word == "else")
        elif tag.word in _CLOSES and len(levels) > 1:
            branches, complete = levels.pop()
            if complete and all(branches) and tag.word == "endif":
                levels[-1][0][-1] = True
    return any(levels[0][0])


def _tables(nested: Nested) -> Iterator[Fault]:
    taken = {_row(tag) for tag in nested.within if tag.kind == "statement" and tag.scope == "tr"}
    tables = {table for row in taken if row is not None and (table := row.getparent()) is not None}
    places = {child: place for table in tables for place, child in enumerate(table)}
    # The first and the last row that no statement takes away say where all of those are.
    kept = {table: [places[row] for row in table.iterchildren(_ROW) if row not in taken] for table in tables}
    for block in nested.blocks:
        first, last = _row(block.opening), _row(block.closing)
        if block.opening.scope != "tr" or block.opening.word != "for" or first is None or last is None:
            continue
        table = first.getparent()
        if table is None or last.getparent() is not table:
            continue
        inside = range(places[first], places[last] + 1)
        if all(place in inside for place in (*kept[table][:1], *kept[table][-1:])) and not _tested(block, nested):
            chain = _listed(block.opening)
            yield remark(
                "lege-tabel",
                f"als `{chain}` leeg is, blijft er een tabel zonder rijen over",
                block.opening.place,
                f"zet `{{%p if {chain} %}}` boven de tabel en `{{%p endif %}}` eronder",
            )


def _row(tag: Tag) -> etree._Element | None:
    return next(tag.paragraph.element.iterancestors(_ROW), None)


def _listed(tag: Tag) -> str:
    try:
        return repeat(tag.body).chain
    except Refused:
        return tag.body


def _tested(block: Block, nested: Nested) -> bool:
    """Whether the block stands within an `if` that asks whether its list holds anything."""
    listed, outer = _listed(block.opening), nested.within[block.opening]
    while outer is not None and not (outer.word == "if" and listed in _names(outer)):
        outer = nested.within[outer]
    return outer is not None


def _names(tag: Tag) -> list[str]:
    try:
        return [reference.chain for reference in references(tag.body.removeprefix("if "))]
    except Refused:
        return []
