"""Compile a Word file with placeholders once, so that it can be filled many times.

docxtpl turns what people type in Word into a Jinja text; everything after that is ours: each
placeholder becomes a run of its own, so that a value keeps the formatting of its placeholder and
can be marked, and only a small part of Jinja is let in.
"""

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes, pass_context
from jinja2 import Template as Compiled
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from raadsvoorstel.blocks import plain
from raadsvoorstel.errors import TemplateUnusable, WordFileUnusable
from raadsvoorstel.fieldpath import ROOT
from raadsvoorstel.word import package
from raadsvoorstel.word.look import NUMBERING, STYLES, Look, look_of, numbering_of
from raadsvoorstel.word.marks import CUSTOM, SEAL, custom_properties, seal_of
from raadsvoorstel.word.package import MAIN, TYPES, Part
from raadsvoorstel.word.writer import Inline, Lists, Passage, Writer, own_lists
from raadsvoorstel.word.xml import RELATIONS, XML_SPACE, R, W, escape, parse, serialize, value, w

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELS, MAIN_RELS, CORE = "_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml"
_FILLED_TYPES = (".main+xml", ".header+xml", ".footer+xml", ".footnotes+xml")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter,
    nodes.For, nodes.If, nodes.Const, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip
_EXPRESSION = re.compile(r"\{\{(?![pr]\s|tr\s|tc\s)-?\s*(.+?)\s*-?\}\}", re.DOTALL)
_PARAGRAPH_VALUE = re.compile(r"\s*\{\{p\s+(.+?)\s*\}\}\s*", re.DOTALL)
_SLOT = re.compile("\ufdd0(\\d+)\ufdd1")

Filter = Callable[[Inline], Inline]


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled Word template.

    `placed` are the names its placeholders print (`zaaknummer`, `vergadering.raad`), `loops` the
    lists it goes through, in order of place.
    """

    name: str
    placed: frozenset[str]
    loops: tuple[str, ...]
    look: Look
    _fixed: tuple[Part, ...]
    _filled: tuple[tuple[str, Compiled], ...]
    _lists: Lists
    _numbering: tuple[str, str, str]
    _relations: tuple[str, str]
    _custom: bytes | None
    _first_id: int

    def fill(self, context: Mapping[str, Any], *, core: bytes, properties: Mapping[str, str]) -> bytes:
        """Return a whole document: every placeholder filled in from `context`, its seal among `properties`."""
        writer = Writer(self.look, self._lists, self._first_id)
        filled = [Part.of(name, self._render(compiled, context, writer)) for name, compiled in self._filled]
        links = "".join(
            f'<Relationship Id="{id}" Type="{R}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
            for address, id in writer.links.items()
        )
        head, between, tail = self._numbering
        parts = [
            *self._fixed,
            *filled,
            Part.of(NUMBERING, (head + "".join(writer.abstracts) + between + "".join(writer.nums) + tail).encode()),
            Part.of(MAIN_RELS, links.join(self._relations).encode()),
            Part.of(CORE, core),
        ]
        seal = seal_of((part.name, part.data) for part in parts)
        custom = custom_properties({**properties, SEAL: seal}, self._custom)
        parts.append(Part.of(CUSTOM, custom))
        return package.write(sorted(parts, key=lambda part: (part.name != TYPES, part.name)))

    def _render(self, compiled: Compiled, context: Mapping[str, Any], writer: Writer) -> bytes:
        try:
            return compiled.render({**context, "_writer": writer}).encode()
        except TemplateError as error:
            raise TemplateUnusable(Path(self.name), error.message or str(error)) from error


def compile_template(data: bytes, name: str, filters: Mapping[str, Filter]) -> Template:
    """Compile the Word file `data`. TemplateUnusable, with the place, for what cannot be filled in."""
    try:
        return _compile(package.read(data, name), name, filters)
    except WordFileUnusable as error:
        raise TemplateUnusable(Path(name), str(error)) from error


def _compile(parts: dict[str, bytes], name: str, filters: Mapping[str, Filter]) -> Template:
    types = parse(parts[TYPES], TYPES)
    _demand_document(types, name)
    look = look_of(parts.get(STYLES, b"<styles/>"))
    lists, numbering = _lists(parts.get(NUMBERING), look)
    environment = _environment(filters)
    filled: list[tuple[str, Compiled]] = []
    placed: set[str] = set()
    loops: list[str] = []
    first_id = 0
    for part in _parts_to_fill(types):
        if part not in parts or (part != MAIN and b"{" not in parts[part]):
            continue
        root = parse(parts[part], part)
        first_id = max(first_id, *(int(id) for id in root.xpath("//@w:id", namespaces={"w": W}) if _is_id(id)), 0)
        source = _jinja_source(root, name, part)
        tree = _checked(environment, source, name, part)
        placed |= set(_placed(tree))
        loops += [_chain(loop.iter) for loop in tree.find_all(nodes.For)]
        filled.append((part, environment.from_string(tree)))
    made = {part for part, _ in filled} | {NUMBERING, MAIN_RELS, CORE, CUSTOM}
    fixed = {part: content for part, content in parts.items() if part not in made}
    fixed[TYPES] = _with_types(types)
    fixed[RELS] = _with_package_relations(parts.get(RELS))
    return Template(
        name=name,
        placed=frozenset(placed),
        loops=tuple(loops),
        look=look,
        _fixed=tuple(package.parts_of(fixed)),
        _filled=tuple(filled),
        _lists=lists,
        _numbering=numbering,
        _relations=_with_numbering_relation(parts.get(MAIN_RELS)),
        _custom=parts.get(CUSTOM),
        _first_id=first_id,
    )


def _is_id(text: str) -> bool:
    # Ids above 31 bits would overflow what Word reads as a signed number.
    return text.isdigit() and int(text) < 2**30


def _demand_document(types: etree._Element, name: str) -> None:
    main = next((o.get("ContentType", "") for o in types if o.get("PartName") == f"/{MAIN}"), "")
    if main != MAIN_TYPE:
        raise TemplateUnusable(Path(name), "sla het in Word op als «Word-document (*.docx)», zonder macro's")


def _parts_to_fill(types: etree._Element) -> list[str]:
    names = [
        override.get("PartName", "").lstrip("/")
        for override in types
        if override.get("ContentType", "").endswith(_FILLED_TYPES)
    ]
    return sorted(names, key=lambda part: (part != MAIN, part))


# ------------------------------------------------------------------ from Word to Jinja


def _jinja_source(root: etree._Element, name: str, part: str) -> str:
    """Return the part as a Jinja text in which every value is written by `_run` or `_blocks`."""
    if root.nsmap.get("w") != W:
        raise TemplateUnusable(Path(name), "het is opgeslagen als «Strict Open XML»; kies «Word-document (*.docx)»")
    root = copy.deepcopy(root)
    for element in root.iter(w("proofErr"), w("lastRenderedPageBreak")):
        element.getparent().remove(element)  # type: ignore[union-attr]
    for paragraph in list(root.iter(w("p"))):
        match = _PARAGRAPH_VALUE.fullmatch("".join(t.text or "" for t in paragraph.iter(w("t"))))
        if match:
            _keep_value_only(paragraph, match[1])
    source = _docxtpl().patch_xml(etree.tostring(root, encoding="unicode"))
    try:
        patched = etree.fromstring(source.encode())
    except etree.XMLSyntaxError as error:
        raise TemplateUnusable(
            Path(name), f"in {part} staan blokken ({{% … %}}) scheef door elkaar ({error.msg}); {_near(source, error)}"
        ) from error
    return _with_runs_apart(patched)


@cache
def _docxtpl() -> Any:
    return DocxTemplate(BytesIO())


def _near(source: str, error: etree.XMLSyntaxError) -> str:
    lines = source.splitlines()
    line, column = error.position
    around = lines[line - 1][max(0, column - 400) : column + 100] if 0 < line <= len(lines) else ""
    return "bij: " + " ".join(re.sub(r"<[^>]*>?", " ", around).split())[-80:]


def _keep_value_only(paragraph: etree._Element, expression: str) -> None:
    """Reduce the paragraph to its expression, which takes the paragraph's style along to its text."""
    style = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
    for child in list(paragraph):
        paragraph.remove(child)
    text = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
    text.text = f'{{{{p {expression} | _blocks("{style}") }}}}'


def _with_runs_apart(root: etree._Element) -> str:
    """Return the XML with every `{{ … }}` in a run of its own, written by the `_run` filter."""
    calls: list[str] = []
    for text in list(root.iter(w("t"))):
        run = text.getparent()
        if run is None or run.tag != w("r") or not _EXPRESSION.search(text.text or ""):
            continue
        _split(run, text, calls)
    source = etree.tostring(root, encoding="unicode")
    return _SLOT.sub(lambda match: calls[int(match[1])], source)


def _split(run: etree._Element, text: etree._Element, calls: list[str]) -> None:
    properties = run.find(w("rPr"))
    plain, marked = _serialized(properties), _serialized(_highlighted(properties))
    before = [child for child in run if child is not properties]
    following = before[before.index(text) + 1 :]
    pieces = _EXPRESSION.split(text.text or "")
    text.text = pieces[0]
    text.set(XML_SPACE, "preserve")
    last = run
    for expression, tail in zip(pieces[1::2], pieces[2::2], strict=True):
        calls.append(f"{{{{ ({expression}) | _run({plain!r}, {marked!r}) }}}}")
        last.tail = f"\ufdd0{len(calls) - 1}\ufdd1" + (last.tail or "")
        copied = etree.Element(w("r"), nsmap=run.nsmap)
        if properties is not None:
            copied.append(copy.deepcopy(properties))
        tail_text = etree.SubElement(copied, w("t"))
        tail_text.set(XML_SPACE, "preserve")
        tail_text.text = tail
        outer = last.getparent()
        assert outer is not None
        slot, last.tail = last.tail, None
        outer.insert(outer.index(last) + 1, copied)
        last.tail, copied.tail = slot[: slot.index("\ufdd1") + 1], slot[slot.index("\ufdd1") + 1 :]
        last = copied
    last.extend(following)
    for piece in (run, last):
        _drop_if_empty(piece)


def _drop_if_empty(run: etree._Element) -> None:
    for text in run.findall(w("t")):
        if not text.text:
            run.remove(text)
    if all(child.tag == w("rPr") for child in run):
        outer, before = run.getparent(), run.getprevious()
        assert outer is not None
        if before is not None:
            before.tail = (before.tail or "") + (run.tail or "")
        else:
            outer.text = (outer.text or "") + (run.tail or "")
        outer.remove(run)


def _serialized(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    bare = re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(properties, encoding="unicode", with_tail=False))
    return bare.replace("{", "").replace("}", "")


_AFTER_HIGHLIGHT = tuple(
    w(name)
    for name in (
        "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
        "oMath",
    )
)  # fmt: skip
"""What follows `w:highlight` in run properties (ISO/IEC 29500-1, 17.3.2.28)."""


def _highlighted(properties: etree._Element | None) -> etree._Element:
    marked = etree.Element(w("rPr"), nsmap={"w": W}) if properties is None else copy.deepcopy(properties)
    for old in marked.findall(w("highlight")):
        marked.remove(old)
    highlight = etree.Element(w("highlight"))
    highlight.set(w("val"), "yellow")
    place = next((i for i, child in enumerate(marked) if child.tag in _AFTER_HIGHLIGHT), len(marked))
    marked.insert(place, highlight)
    return marked


# ------------------------------------------------------------------ the part of Jinja let in


def _environment(filters: Mapping[str, Filter]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.filters = {**filters, "_run": _run, "_blocks": _blocks}
    environment.globals = {}
    environment.tests = {}
    return environment


@pass_context
def _run(context: Context, shown: object, plain: str, marked: str) -> Markup:
    inline = shown if isinstance(shown, Inline) else _as_inline(shown)
    writer: Writer = context["_writer"]
    return Markup(writer.inline(inline, (plain, marked)))  # noqa: S704


@pass_context
def _blocks(context: Context, passages: tuple[Passage, ...], style: str) -> Markup:
    writer: Writer = context["_writer"]
    return Markup(writer.passages(passages, style))  # noqa: S704


def _as_inline(shown: object) -> Inline:
    if isinstance(shown, str | int):
        return Inline(ROOT, plain(str(shown)))
    raise TemplateError(f"hier staat een groep of een lijst waar een waarde hoort ({type(shown).__name__})")


def _checked(environment: ImmutableSandboxedEnvironment, source: str, name: str, part: str) -> nodes.Template:
    try:
        tree = environment.parse(source)
    except TemplateError as error:
        line = getattr(error, "lineno", 0)
        raise TemplateUnusable(Path(name), f"in {part}: {error.message} (regel {line} van het sjabloon)") from error
    for node in _descendants(tree):
        refused = not isinstance(node, _ALLOWED) or (
            isinstance(node, nodes.Filter) and node.name not in environment.filters
        )
        if refused:
            raise TemplateUnusable(
                Path(name), f"in {part} staat een opdracht die hier niet kan ({_called(node)}); zie de handleiding"
            )
    return tree


def _descendants(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _descendants(child)


def _called(node: nodes.Node) -> str:
    return f"`| {node.name}`" if isinstance(node, nodes.Filter) else type(node).__name__


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


# ------------------------------------------------------------------ the parts around it


def _lists(data: bytes | None, look: Look) -> tuple[Lists, tuple[str, str, str]]:
    """Return the lists to build on, and the numbering part cut where lists and their instances are added."""
    root = etree.Element(w("numbering"), nsmap={"w": W, "r": R}) if data is None else parse(data, NUMBERING)
    numbering = numbering_of(serialize(root))
    first_abstract = max((int(id) for id in numbering.abstract if id.isdigit()), default=0) + 1
    first_num = max((int(id) for id in numbering.abstract_of if id.isdigit()), default=0) + 1
    own = own_lists(first_abstract)
    chosen: list[str] = []
    lefts: list[tuple[int, ...]] = []
    added = ""
    for index, (style, bullet) in enumerate(((look.numbers, False), (look.bullets, True))):
        num, level = look.lists.get(style, ("", 0))
        definition = numbering.definition(num)
        fits = (
            definition is not None
            and level == 0
            and len(definition.formats) > 2
            and (definition.formats[0] == "bullet") == bullet
        )
        if definition is not None and fits:
            chosen.append(numbering.abstract_of[num])
            lefts.append(definition.lefts)
        else:
            chosen.append(str(first_abstract + index))
            lefts.append(tuple(397 * (n + 1) for n in range(9)))
            added += own[index]
    lists = Lists(chosen[0], chosen[1], lefts[0], lefts[1], first_num, first_abstract + 2)
    head, between, tail = _cut(root)
    return lists, (head + added, between, tail)


def _cut(root: etree._Element) -> tuple[str, str, str]:
    kinds = [child.tag for child in root]
    first = next((i for i, kind in enumerate(kinds) if kind in (w("num"), w("numIdMacAtCleanup"))), len(kinds))
    after = next((i for i, kind in enumerate(kinds) if kind == w("numIdMacAtCleanup")), len(kinds))
    root.insert(after, etree.Comment("rv"))
    root.insert(first, etree.Comment("rv"))
    head, between, tail = serialize(root).decode().split("<!--rv-->")
    return head, between, tail


def _with_types(types: etree._Element) -> bytes:
    wanted = {
        f"/{NUMBERING}": "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
        f"/{CUSTOM}": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"/{CORE}": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    present = {override.get("PartName") for override in types}
    for part, kind in wanted.items():
        if part not in present:
            etree.SubElement(types, f"{{{types.nsmap[None]}}}Override", PartName=part, ContentType=kind)
    return serialize(types)


def _relations(data: bytes | None, wanted: Mapping[str, str], part: str) -> etree._Element:
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS}) if data is None else parse(data, part)
    present = {relation.get("Type") for relation in root}
    for number, (kind, target) in enumerate(wanted.items(), start=1):
        if kind not in present:
            etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=f"rvP{number}", Type=kind, Target=target)
    return root


def _with_package_relations(data: bytes | None) -> bytes:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return serialize(_relations(data, {core: CORE, f"{R}/custom-properties": CUSTOM}, RELS))


def _with_numbering_relation(data: bytes | None) -> tuple[str, str]:
    root = _relations(data, {f"{R}/numbering": "numbering.xml"}, MAIN_RELS)
    root.append(etree.Comment("rv"))
    before, after = serialize(root).decode().split("<!--rv-->")
    return before, after

