"""Compile a Word file with placeholders to a template that can be filled many times.

docxtpl turns what people type in Word into a Jinja text, and Jinja reads that text; everything after that is
ours. Each placeholder becomes a run of its own, so that a value keeps the formatting of its placeholder and can
be marked; only a small part of Jinja is let in, and what is let in becomes a program of ours. Jinja itself
never carries anything out.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from msgspec import Struct

from raadsvoorstel.errors import TemplateUnusable, WordFileUnusable
from raadsvoorstel.word import manifest, parcel, slots
from raadsvoorstel.word.bounds import bounded
from raadsvoorstel.word.compiled import Compiled
from raadsvoorstel.word.foundation import (
    MAIN_RELS,
    NOTE_RELS,
    RELS,
    footnotes_of,
    forgetful,
    lists_of,
    main_relations,
    manifest_relations,
    note_relations,
    styles_of,
    with_package_relations,
    with_types,
)
from raadsvoorstel.word.guard import built, demand_small, refused
from raadsvoorstel.word.look import NUMBERING, STYLES, look_of
from raadsvoorstel.word.package import FOOTNOTES, MAIN, TYPES
from raadsvoorstel.word.program import Expression, Steps
from raadsvoorstel.word.skim import ids_of
from raadsvoorstel.word.slots import prepared, text_style, with_new_ids, with_runs_apart
from raadsvoorstel.word.standing import edge_lines, standing_lines
from raadsvoorstel.word.widths import widest_picture
from raadsvoorstel.word.writer import WIDEST_PICTURE
from raadsvoorstel.word.xml import W, escape, parse, w, whole

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FILLED_TYPES = (".main+xml", ".header+xml", ".footer+xml")
_NOTE_TYPES = (".footnotes+xml", ".endnotes+xml")
_TAG = re.compile(r"\{\{|\{%")
_NOT_OURS = re.compile(rf"{slots.VALUE}\b|{slots.TEXTS}\b|{slots.NEW}\b|\{{%[-+]?\s*raw\b")
"""What a template may not say itself: our own filters, and the statement that makes Jinja look away."""
_DEEPEST = 50
"""How many statements and expressions may stand within each other."""
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter,
    nodes.For, nodes.If, nodes.Const, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip


def compile_template(data: bytes, name: str, filters: Collection[str]) -> Compiled:
    """Compile the Word file `data`, which errors call `name`; its placeholders may use these filters.

    TemplateUnusable, with the place, for what cannot be filled in.
    """
    try:
        with bounded(name):
            return _compile(parcel.read(data, name), name, frozenset(filters))
    except WordFileUnusable as error:
        raise TemplateUnusable(Path(name), str(error)) from error


def _compile(parts: dict[str, bytes], name: str, filters: frozenset[str]) -> Compiled:
    _demand_document(parse(parts[TYPES], TYPES), name)
    _demand_harmless(parts, name)
    parts = forgetful(parts)
    types = parse(parts[TYPES], TYPES)
    styles = styles_of(parts.get(STYLES), text_style(parse(parts[MAIN], MAIN)))
    look = look_of(styles)
    footnotes, first_note = footnotes_of(parts.get(FOOTNOTES))
    lists, numbering = lists_of(parts.get(NUMBERING), look, first_note)
    work = _Compiler(name, _environment(filters))
    stories = {part: parse(parts[part], part) for part in _parts_to_fill(types) if part in parts}
    for part, root in stories.items():
        if part == MAIN or b"{" in parts[part]:
            work.part(part, root)
    _demand_plain_notes(parts, types, name)
    body = work.roots[MAIN]
    standing = standing_lines(body)
    return Compiled(
        parts=parts,
        replaced={
            manifest.PROPERTIES: manifest.properties(),
            manifest.RELATIONS: manifest_relations(),
            TYPES: with_types(types),
            STYLES: styles,
            RELS: with_package_relations(parts.get(RELS)),
        },
        filled=tuple(work.filled),
        edges=work.edges([line for part, root in stories.items() if part != MAIN for line in edge_lines(root)]),
        lines=tuple(work.line(line.text) for line in standing),
        certain=tuple(number for number, line in enumerate(standing) if line.is_certain),
        placed=frozenset(work.placed),
        loops=tuple(work.loops),
        standing=frozenset(work.standing),
        doubled=frozenset(id for id, count in Counter(ids_of(work.roots)).items() if count > 1),
        look=look,
        lists=lists,
        numbering=numbering,
        relations=main_relations(parts.get(MAIN_RELS)),
        footnotes=footnotes,
        note_relations=note_relations(parts.get(NOTE_RELS)),
        first_id=work.first_id,
        widest=widest_picture(body, WIDEST_PICTURE),
    )


class _Compiler(Struct):
    name: str
    environment: ImmutableSandboxedEnvironment
    filled: list[tuple[str, Steps]] = []
    placed: set[str] = set()
    loops: list[str] = []
    standing: set[str] = set()
    roots: dict[str, etree._Element] = {}
    first_id: int = 0

    def part(self, part: str, root: etree._Element) -> None:
        """Take in a part with placeholders."""
        if any(next(each.iterancestors(w("p")), None) is None for each in root.iter(w("r"), w("t"))):
            raise TemplateUnusable(Path(self.name), f"in {part} staat tekst buiten een alinea; bewaar het in Word")
        self.roots[part] = root
        self.first_id = max(self.first_id, *_ids(root))
        texts = ("".join(t.text or "" for t in p.iter(w("t"))) for p in root.iter(w("p")))
        self.standing.update(text for text in texts if "{" not in text)
        tree = self.tree(_jinja_source(root, self.name, part), part)
        self.placed.update(_placed(tree))
        self.loops += [_chain(loop.iter) for loop in tree.find_all(nodes.For)]
        self.filled.append((part, self.steps(tree, part)))

    def line(self, line: str) -> Steps:
        """Return a line that the template prints around the texts, to be filled in as plain text."""
        return self.steps(self.tree(line, MAIN), MAIN)

    def edges(self, lines: list[str]) -> tuple[Steps, ...] | None:
        """Return the lines of headers and footers; nothing where a condition or loop goes on past one of them."""
        try:
            return tuple(map(self.line, dict.fromkeys(lines)))
        except TemplateUnusable:
            return None

    def steps(self, tree: nodes.Template, part: str) -> Steps:
        """Return a tree of Jinja as a program of ours."""
        try:
            return _steps(tree.body)
        except _Unknown as error:
            raise self.refused(error.node, part) from error

    def tree(self, source: str, part: str) -> nodes.Template:
        """Return what Jinja reads in a text, when there is nothing in it that may not be there."""
        try:
            tree = self.environment.parse(source)
        except (TemplateError, ValueError) as error:
            reason = f"in {part} is een opdracht ({{% … %}} of {{{{ … }}}}) niet te begrijpen of niet afgesloten"
            raise TemplateUnusable(Path(self.name), reason) from error
        except RecursionError as error:
            raise self.complicated(part) from error
        waiting: list[tuple[nodes.Node, int, bool]] = [(tree, 0, False)]
        while waiting:
            node, depth, repeated = waiting.pop()
            again = isinstance(node, nodes.For) and (repeated or node.recursive)
            if again or not _is_allowed(node, self.environment.filters):
                raise self.refused(node, part)
            if depth > _DEEPEST or (isinstance(node, nodes.If) and len(node.elif_) > _DEEPEST):
                raise self.complicated(part)
            repeated = repeated or isinstance(node, nodes.For)
            waiting += [(child, depth + 1, repeated) for child in _parts_of(node)]
        return tree

    def complicated(self, part: str) -> TemplateUnusable:
        """Return the complaint about what is nested too deep."""
        return TemplateUnusable(Path(self.name), f"in {part} staat een opdracht die te ingewikkeld is")

    def refused(self, node: nodes.Node, part: str) -> TemplateUnusable:
        """Return the complaint about what a template may not ask for."""
        reason = f"in {part} staat een opdracht die hier niet kan ({_called(node)}); zie de handleiding"
        return TemplateUnusable(Path(self.name), reason)


def _ids(root: etree._Element) -> list[int]:
    """Return the ids in use, 0 among them; those that Word drew at random from 31 bits left alone."""
    found = (element.get(w("id"), element.get(w("val"), "")) for element in root.iter(w("id"), w("bookmarkStart")))
    return [0, *(number for number in map(whole, found) if number < 2**30)]


def _demand_document(types: etree._Element, name: str) -> None:
    main = next((o.get("ContentType", "") for o in types if o.get("PartName") == f"/{MAIN}"), "")
    if main != MAIN_TYPE:
        raise TemplateUnusable(Path(name), "sla het in Word op als «Word-document (*.docx)», zonder macro's")


def _demand_harmless(parts: Mapping[str, bytes], name: str) -> None:
    demand_small(parts, name)
    if reason := refused(parts):
        raise TemplateUnusable(Path(name), f"{reason}; haal het er in Word uit")


def _demand_plain_notes(parts: Mapping[str, bytes], types: etree._Element, name: str) -> None:
    for part in _typed(types, _NOTE_TYPES):
        notes = parse(parts[part], part).iter(w("p")) if part in parts else ()
        if any(_TAG.search("".join(text.text or "" for text in note.iter(w("t")))) for note in notes):
            reason = f"in {part} staat een invulplaats, en in een noot wordt niets ingevuld"
            raise TemplateUnusable(Path(name), reason)


def _parts_to_fill(types: etree._Element) -> list[str]:
    return sorted(_typed(types, _FILLED_TYPES), key=lambda part: (part != MAIN, part))


def _typed(types: etree._Element, endings: tuple[str, ...]) -> list[str]:
    """Return the parts of which the content type has one of these endings."""
    return [each.get("PartName", "").lstrip("/") for each in types if each.get("ContentType", "").endswith(endings)]


def _jinja_source(root: etree._Element, name: str, part: str) -> str:
    """Return the part as a Jinja text in which every value is written by `_run` or `_blocks`."""
    if root.nsmap.get("w") != W:
        raise TemplateUnusable(Path(name), "het is opgeslagen als «Strict Open XML»; kies «Word-document (*.docx)»")
    pieces = [*root.itertext(), *(value for element in root.iter(etree.Element) for value in element.attrib.values())]
    if _NOT_OURS.search("".join(map(str, pieces))):
        raise TemplateUnusable(Path(name), f"in {part} staat een opdracht die hier niet kan; zie de handleiding")
    source = _docxtpl().patch_xml(etree.tostring(prepared(root), encoding="unicode"))
    try:
        patched = etree.fromstring(source.encode())
    except etree.XMLSyntaxError as error:
        raise TemplateUnusable(
            Path(name), f"in {part} staan blokken ({{% … %}}) scheef door elkaar; {_near(source, error)}"
        ) from error
    if built(patched):
        reason = f"in {part} bepaalt een opdracht wat een veld of koppeling is; laat die daar weg"
        raise TemplateUnusable(Path(name), reason)
    with_new_ids(patched)
    return with_runs_apart(patched)


@cache
def _docxtpl() -> Any:
    return DocxTemplate(BytesIO())


def _near(source: str, error: etree.XMLSyntaxError) -> str:
    lines = source.splitlines()
    line, column = error.position
    around = lines[line - 1][max(0, column - 400) : column + 100] if 0 < line <= len(lines) else ""
    return "bij: " + " ".join(re.sub(r"<[^>]*>?", " ", around).split())[-80:]


def _environment(filters: frozenset[str]) -> ImmutableSandboxedEnvironment:
    """Return a Jinja that only reads: it knows the names of the filters, and no filter."""
    environment = ImmutableSandboxedEnvironment()
    environment.filters = dict.fromkeys((*filters, *slots.OURS), str)
    environment.globals = {}
    environment.tests = {}
    return environment


def _is_allowed(node: nodes.Node, filters: Mapping[str, Any]) -> bool:
    """Whether a piece of a template is one of the few that are let in; what begins with `_` is ours alone."""
    match node:
        case nodes.Filter():
            return node.name in filters and node.name not in slots.OURS
        case nodes.Name():
            return not node.name.startswith("_")
        case nodes.Getattr():
            return not node.attr.startswith("_")
        case _:
            return isinstance(node, _ALLOWED)


def _parts_of(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what a piece consists of; of a value that is printed by a filter of ours, what was written there."""
    for child in node.iter_child_nodes():
        if isinstance(node, nodes.Output) and isinstance(child, nodes.Filter) and child.name.startswith("_"):
            yield from child.iter_child_nodes()
        else:
            yield child


def _called(node: nodes.Node) -> str:
    match node:
        case nodes.Filter():
            return f"`| {node.name}`"
        case nodes.Name() | nodes.Getattr():
            return f"`{_chain(node)}`"
        case nodes.For():
            return "een herhaling binnen een herhaling"
        case _:
            return type(node).__name__


def _chain(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_chain(node.node)}.{node.attr}"
        case _:
            return ""


def _placed(tree: nodes.Template) -> Iterator[str]:
    """Yield the names that are printed, those of a loop's own item left out."""
    targets = {target.name for loop in tree.find_all(nodes.For) for target in loop.find_all(nodes.Name)
               if target.ctx == "store"}  # fmt: skip
    for output in tree.find_all(nodes.Output):
        for part in output.nodes:
            node: nodes.Node = part
            while isinstance(node, nodes.Filter) and node.node is not None:
                node = node.node
            chain = _chain(node)
            if chain and chain.partition(".")[0] not in targets:
                yield chain


# ------------------------------------------------------------------ from Jinja's tree to a program


class _Unknown(Exception):
    """A node that our programs have no step for."""

    def __init__(self, node: nodes.Node) -> None:
        self.node = node
        super().__init__(str(node))


def _steps(tree: Iterable[nodes.Node]) -> Steps:
    return [step for node in tree for step in _step(node)]


def _step(node: nodes.Node) -> Iterator[Any]:
    match node:
        case nodes.Output():
            yield from map(_printed, node.nodes)
        case nodes.If():
            otherwise = [_elif(node)] if node.elif_ else node.else_
            yield ["if", _expression(node.test), _steps(node.body), _steps(otherwise)]
        case nodes.For(target=nodes.Name(name=name)):
            condition = _expression(node.test) if node.test else None
            yield ["for", name, _expression(node.iter), condition, _steps(node.body), _steps(node.else_)]
        case _:
            raise _Unknown(node)


def _elif(node: nodes.If) -> nodes.If:
    """Return what comes behind the first condition as a condition of its own."""
    first, *others = node.elif_
    return nodes.If(first.test, first.body, others, node.else_)


def _printed(node: nodes.Expr) -> Any:
    match node:
        case nodes.TemplateData():
            return node.data
        case nodes.Filter(name=slots.VALUE, args=[nodes.Const(value=plain), nodes.Const(value=marked)]):
            return ["value", _expression(node.node), plain, marked]
        case nodes.Filter(name=slots.TEXTS, args=[nodes.Const(value=style)]):
            return ["texts", _expression(node.node), style]
        case nodes.Filter(name=slots.NEW):
            return ["id"]
        case _:
            return ["bare", _expression(node)]


def _is_plain(value: str | int | None) -> bool:
    """Whether a constant can be kept, and stand in a document."""
    if isinstance(value, str):
        with suppress(ValueError):
            return bool(escape(value)) or not value
        return False
    return value is None or abs(value) < 2**31


def _expression(node: nodes.Node | None) -> Expression:
    match node:
        case nodes.Name():
            return ["name", node.name]
        case nodes.Getattr():
            return ["of", _expression(node.node), node.attr]
        case nodes.Filter(args=[]) if node.name not in slots.OURS:
            return ["filter", _expression(node.node), node.name]
        case nodes.Const(value=str() | int() | None as value) if _is_plain(value):
            return ["const", value]
        case nodes.Not():
            return ["not", _expression(node.node)]
        case nodes.And():
            return ["and", _expression(node.left), _expression(node.right)]
        case nodes.Or():
            return ["or", _expression(node.left), _expression(node.right)]
    assert node is not None
    raise _Unknown(node)
