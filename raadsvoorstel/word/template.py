"""Compile a Word file with placeholders once, so that it can be filled many times.

docxtpl turns what people type in Word into a Jinja text; everything after that is ours: each
placeholder becomes a run of its own, so that a value keeps the formatting of its placeholder and
can be marked, and only a small part of Jinja is let in.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, Undefined, nodes, pass_context
from jinja2 import Template as Compiled
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from raadsvoorstel.blocks import plain
from raadsvoorstel.errors import TemplateUnusable, WordFileUnusable
from raadsvoorstel.fieldpath import ROOT
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.bounds import bounded
from raadsvoorstel.word.foundation import (
    CORE,
    MAIN_RELS,
    NOTE_RELS,
    RELS,
    footnotes_of,
    links_part,
    links_xml,
    lists_of,
    main_relations,
    manifest_relations,
    with_package_relations,
    with_types,
)
from raadsvoorstel.word.guard import demand_small, refused
from raadsvoorstel.word.look import NUMBERING, STYLES, Look, look_of
from raadsvoorstel.word.manifest import NOTHING, Manifest
from raadsvoorstel.word.marks import CUSTOM, MANIFEST, SEAL, custom_properties, digest_of, seal_of
from raadsvoorstel.word.package import FOOTNOTES, MAIN, TYPES, Part
from raadsvoorstel.word.slots import prepared, with_runs_apart
from raadsvoorstel.word.standing import standing_lines
from raadsvoorstel.word.writer import Inline, Lists, Writer
from raadsvoorstel.word.xml import R, W, parse, w

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FILLED_TYPES = (".main+xml", ".header+xml", ".footer+xml")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter,
    nodes.For, nodes.If, nodes.Const, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip

_OURS = ("_run", "_blocks")
"""The filters that write a value; every value in a template gets one, and nobody else can name them."""
_NOT_OURS = re.compile(r"_run\b|_blocks\b|\{%-?\s*raw\b")
"""What a template may not say itself: our own filters, and the statement that makes Jinja look away."""
_DEEPEST = 50
"""How many statements and expressions may stand within each other."""
_LARGEST_RESULT = 30_000_000
"""Characters that one part may have once it is filled in."""

_UNDEFINED = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")
"""How Jinja says that a name is not there."""

Filter = Callable[[Inline], Inline]


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled Word template.

    `placed` are the names its placeholders print (`zaaknummer`, `agenda.dag`), `loops` the
    lists it goes through, in order of place, `standing` the texts of its own.
    """

    name: str
    fingerprint: str
    placed: frozenset[str]
    loops: tuple[str, ...]
    look: Look
    standing: frozenset[str]
    _fixed: tuple[Part, ...]
    _digests: tuple[tuple[str, bytes], ...]
    _filled: tuple[tuple[str, Compiled], ...]
    _lists: Lists
    _numbering: tuple[str, str, str]
    _relations: tuple[str, str]
    _footnotes: tuple[str, str]
    _custom: bytes | None
    _first_id: int
    _standing: tuple[Compiled, ...]

    @property
    def filled(self) -> tuple[str, ...]:
        """The parts of the package that hold placeholders, the body first."""
        return tuple(name for name, _ in self._filled)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the document (`inhoud`, `voorblad`, …) that its loops print, in order."""
        return tuple(name.partition(".")[2] for name in self.loops if "." in name)

    @property
    def extended(self) -> tuple[str, ...]:
        """The parts of the package, besides those, that every document adds something to."""
        return NUMBERING, MAIN_RELS, CORE, CUSTOM, FOOTNOTES, NOTE_RELS

    def fill(
        self,
        context: Mapping[str, Any],
        *,
        core: bytes,
        properties: Mapping[str, str],
        memory: Manifest = NOTHING,
        pictures: Mapping[str, tuple[str, bytes]] = MappingProxyType({}),
    ) -> bytes:
        """Return a whole document: every placeholder filled in from `context`, with what it remembers.

        `pictures` gives the kind (png, jpeg) and the contents of a picture by its hash.
        """
        memory = replace(memory, standing=(*memory.standing, *self._standing_lines(context)))
        writer = Writer(self.look, self._lists, self._first_id)
        filled = [Part.of(name, self._render(compiled, context, writer)) for name, compiled in self._filled]
        head, between, tail = self._numbering
        added = [
            *filled,
            Part.of(NUMBERING, (head + "".join(writer.abstracts) + between + "".join(writer.nums) + tail).encode()),
            Part.of(MAIN_RELS, _relations_of(writer, pictures).join(self._relations).encode()),
            Part.of(CORE, core),
            Part.of(FOOTNOTES, "".join(writer.notes).join(self._footnotes).encode()),
            Part.of(NOTE_RELS, links_part(writer.note_links)),
            Part.of(manifest.PART, manifest.write(memory)),
        ]
        added += [Part.of(_media(digest, pictures[digest][0]), pictures[digest][1]) for digest in writer.pictures]
        digests = {part.name: digest_of(part.data) for part in added}
        seal = seal_of([*self._digests, *digests.items()])
        known = {**properties, MANIFEST: digests[manifest.PART].hex(), SEAL: seal}
        custom = Part.of(CUSTOM, custom_properties(known, self._custom))
        parts = [*self._fixed, *added, custom]
        return package.write(sorted(parts, key=lambda part: (part.name != TYPES, part.name)))

    def _standing_lines(self, context: Mapping[str, Any]) -> Iterator[str]:
        for line in self._standing:
            try:
                yield line.render(context)
            except TemplateError as error:
                raise TemplateUnusable(Path(self.name), _sentence(error)) from error

    def _render(self, compiled: Compiled, context: Mapping[str, Any], writer: Writer) -> bytes:
        try:
            return compiled.render({**context, "_writer": writer}).encode()
        except (TemplateError, TypeError) as error:
            raise TemplateUnusable(Path(self.name), _sentence(error)) from error


class _Said(TemplateError):
    """A fault in a template that we found ourselves; its sentence is Dutch, unlike Jinja's own."""


def _sentence(error: Exception) -> str:
    if isinstance(error, _Said):
        return str(error)
    if named := _UNDEFINED.search(str(error)):
        return f"de invulplaats `{named[1] or named[2]}` bestaat niet"
    return "een invulplaats of herhaling noemt iets dat daar niet kan"


def _media(digest: str, kind: str) -> str:
    return f"word/media/rv{digest[:16]}.{kind}"


def _relations_of(writer: Writer, pictures: Mapping[str, tuple[str, bytes]]) -> str:
    images = "".join(
        f'<Relationship Id="{id}" Type="{R}/image" Target="{_media(digest, pictures[digest][0])[5:]}"/>'
        for digest, id in writer.pictures.items()
    )
    return links_xml(writer.links) + images


def compile_template(
    data: bytes, name: str, filters: Mapping[str, Filter], colours: Mapping[str, str] = MappingProxyType({})
) -> Template:
    """Compile the Word file `data`, with each of `colours` (`#rrggbb`) replaced by another.

    TemplateUnusable, with the place, for what cannot be filled in.
    """
    try:
        with bounded(name):
            return _compile(_recoloured(package.read(data, name), colours), name, filters)
    except WordFileUnusable as error:
        raise TemplateUnusable(Path(name), str(error)) from error


def _compile(parts: dict[str, bytes], name: str, filters: Mapping[str, Filter]) -> Template:
    types = parse(parts[TYPES], TYPES)
    _demand_document(types, name)
    _demand_harmless(parts, name)
    look = look_of(parts.get(STYLES, b"<styles/>"))
    footnotes, first_note = footnotes_of(parts.get(FOOTNOTES))
    lists, numbering = lists_of(parts.get(NUMBERING), look, first_note)
    environment = _environment(filters)
    filled: list[tuple[str, Compiled]] = []
    placed: set[str] = set()
    loops: list[str] = []
    standing: set[str] = set()
    first_id = 0
    for part in _parts_to_fill(types):
        if part not in parts or (part != MAIN and b"{" not in parts[part]):
            continue
        root = parse(parts[part], part)
        first_id = max(first_id, *_ids(root))
        standing |= {
            text for p in root.iter(w("p")) if "{" not in (text := "".join(t.text or "" for t in p.iter(w("t"))))
        }
        source = _jinja_source(root, name, part)
        tree = _checked(environment, source, name, part)
        placed |= set(_placed(tree))
        loops += [_chain(loop.iter) for loop in tree.find_all(nodes.For)]
        filled.append((part, environment.from_string(tree)))
    made = {part for part, _ in filled} | {NUMBERING, MAIN_RELS, CORE, CUSTOM, manifest.PART, FOOTNOTES, NOTE_RELS}
    fixed = {part: content for part, content in parts.items() if part not in made}
    fixed[manifest.PROPERTIES] = manifest.properties()
    fixed[manifest.RELATIONS] = manifest_relations()
    fixed[TYPES] = with_types(types)
    fixed[RELS] = with_package_relations(parts.get(RELS))
    return Template(
        name=name,
        fingerprint=seal_of((part, digest_of(content)) for part, content in parts.items()),
        placed=frozenset(placed),
        loops=tuple(loops),
        look=look,
        standing=frozenset(standing),
        _fixed=tuple(package.parts_of(fixed)),
        _digests=tuple((part, digest_of(content)) for part, content in fixed.items()),
        _filled=tuple(filled),
        _lists=lists,
        _numbering=numbering,
        _relations=main_relations(parts.get(MAIN_RELS)),
        _footnotes=footnotes,
        _custom=parts.get(CUSTOM),
        _first_id=first_id,
        _standing=tuple(_standing(environment, parse(parts[MAIN], MAIN), name)),
    )


def _standing(environment: ImmutableSandboxedEnvironment, root: etree._Element, name: str) -> Iterator[Compiled]:
    """Yield what the template prints around the texts, to be filled in as plain text."""
    plain = environment.overlay(autoescape=False)
    for line in standing_lines(root):
        yield plain.from_string(_checked(environment, line, name, MAIN))


def _recoloured(parts: dict[str, bytes], colours: Mapping[str, str]) -> dict[str, bytes]:
    """Return the parts in other colours; only whole values between quotes are colours."""
    if not colours:
        return parts
    new = {f'"{old.lstrip("#")}"'.lower(): f'"{colour.lstrip("#")}"' for old, colour in colours.items()}
    pattern = re.compile("|".join(map(re.escape, new)).encode(), re.IGNORECASE)
    return {
        name: pattern.sub(lambda match: new[match[0].decode().lower()].encode(), data)
        if name.endswith(".xml")
        else data
        for name, data in parts.items()
    }


def _ids(root: etree._Element) -> list[int]:
    """Return the ids in use, 0 among them; those that Word drew at random from 31 bits left alone."""
    found = (element.get(w("id"), element.get(w("val"), "")) for element in root.iter(w("id"), w("bookmarkStart")))
    return [0, *(int(id) for id in found if id.isdigit() and int(id) < 2**30)]


def _demand_document(types: etree._Element, name: str) -> None:
    main = next((o.get("ContentType", "") for o in types if o.get("PartName") == f"/{MAIN}"), "")
    if main != MAIN_TYPE:
        raise TemplateUnusable(Path(name), "sla het in Word op als «Word-document (*.docx)», zonder macro's")


def _demand_harmless(parts: Mapping[str, bytes], name: str) -> None:
    demand_small(parts, name)
    if reason := refused(parts):
        raise TemplateUnusable(Path(name), f"{reason}; haal het er in Word uit")


def _parts_to_fill(types: etree._Element) -> list[str]:
    names = [
        override.get("PartName", "").lstrip("/")
        for override in types
        if override.get("ContentType", "").endswith(_FILLED_TYPES)
    ]
    return sorted(names, key=lambda part: (part != MAIN, part))


def _jinja_source(root: etree._Element, name: str, part: str) -> str:
    """Return the part as a Jinja text in which every value is written by `_run` or `_blocks`."""
    if root.nsmap.get("w") != W:
        raise TemplateUnusable(Path(name), "het is opgeslagen als «Strict Open XML»; kies «Word-document (*.docx)»")
    pieces = [*root.itertext(), *(value for element in root.iter(etree.Element) for value in element.attrib.values())]
    written = "".join(map(str, pieces))
    if _NOT_OURS.search(written):
        raise TemplateUnusable(Path(name), f"in {part} staat een opdracht die hier niet kan; zie de handleiding")
    source = _docxtpl().patch_xml(etree.tostring(prepared(root), encoding="unicode"))
    try:
        patched = etree.fromstring(source.encode())
    except etree.XMLSyntaxError as error:
        raise TemplateUnusable(
            Path(name), f"in {part} staan blokken ({{% … %}}) scheef door elkaar; {_near(source, error)}"
        ) from error
    return with_runs_apart(patched)


@cache
def _docxtpl() -> Any:
    return DocxTemplate(BytesIO())


def _near(source: str, error: etree.XMLSyntaxError) -> str:
    lines = source.splitlines()
    line, column = error.position
    around = lines[line - 1][max(0, column - 400) : column + 100] if 0 < line <= len(lines) else ""
    return "bij: " + " ".join(re.sub(r"<[^>]*>?", " ", around).split())[-80:]


def _environment(filters: Mapping[str, Filter]) -> ImmutableSandboxedEnvironment:
    environment = _Environment(autoescape=True, undefined=StrictUndefined, finalize=_printable)
    environment.filters = {**filters, **dict(zip(_OURS, (_run, _blocks), strict=True))}
    environment.globals = {}
    environment.tests = {}
    return environment


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja that looks at nothing but names and plain values, and whose answer cannot grow without end."""

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        return _bounded(pieces)


def _bounded(pieces: Iterable[str]) -> str:
    """Return the pieces of a part as one text; a template that repeats without end is stopped."""
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _LARGEST_RESULT:
            raise _Said("het document zou te groot worden: het sjabloon herhaalt teksten te vaak")
        kept.append(piece)
    return "".join(kept)


def _printable(shown: object) -> object:
    """Return what is printed as it is, in an attribute too; a group or list has no words of its own."""
    if isinstance(shown, str | int | Inline | Undefined):
        return shown
    raise _Said(f"hier staat een groep of een lijst waar een waarde hoort ({type(shown).__name__})")


@pass_context
def _run(context: Context, shown: object, plain: str, marked: str) -> Markup:
    inline = shown if isinstance(shown, Inline) else _as_inline(shown)
    writer: Writer = context["_writer"]
    return Markup(writer.inline(inline, (plain, marked)))


@pass_context
def _blocks(context: Context, passages: object, style: str) -> Markup:
    if not isinstance(passages, tuple):
        raise _Said("achter {{p hoort een tekst, zoals sectie.inhoud; schrijf {{ … }} voor een waarde")
    writer: Writer = context["_writer"]
    return Markup(writer.passages(passages, style))


def _as_inline(shown: object) -> Inline:
    if isinstance(shown, Undefined):
        raise _Said(f"de invulplaats `{shown._undefined_name}` bestaat niet")
    if isinstance(shown, str | int):
        return Inline(ROOT, plain(str(shown)))
    raise _Said(f"hier staat een groep of een lijst waar een waarde hoort ({type(shown).__name__})")


def _checked(environment: ImmutableSandboxedEnvironment, source: str, name: str, part: str) -> nodes.Template:
    """Return a Jinja text as it is understood; TemplateUnusable for anything but names, filters, `if` and `for`."""
    try:
        tree = environment.parse(source)
    except TemplateError as error:
        reason = f"in {part} is een opdracht ({{% … %}} of {{{{ … }}}}) niet te begrijpen of niet afgesloten"
        raise TemplateUnusable(Path(name), reason) from error
    except RecursionError as error:
        raise TemplateUnusable(Path(name), f"in {part} staat een opdracht die te ingewikkeld is") from error
    _demand_allowed(tree, environment.filters, name, part)
    return tree


def _demand_allowed(tree: nodes.Template, filters: Mapping[str, Any], name: str, part: str) -> None:
    waiting: list[tuple[nodes.Node, int, bool]] = [(tree, 0, False)]
    while waiting:
        node, depth, repeated = waiting.pop()
        if not _is_allowed(node, filters) or (isinstance(node, nodes.For) and (repeated or node.recursive)):
            reason = f"staat een opdracht die hier niet kan ({_called(node)}); zie de handleiding"
            raise TemplateUnusable(Path(name), f"in {part} {reason}")
        if depth > _DEEPEST:
            raise TemplateUnusable(Path(name), f"in {part} staat een opdracht die te ingewikkeld is")
        repeated = repeated or isinstance(node, nodes.For)
        waiting += [(child, depth + 1, repeated) for child in _parts_of(node)]


def _is_allowed(node: nodes.Node, filters: Mapping[str, Any]) -> bool:
    """Whether a piece of a template is one of the few that are let in; what begins with `_` is ours alone."""
    match node:
        case nodes.Filter():
            return node.name in filters and node.name not in _OURS
        case nodes.Name():
            return not node.name.startswith("_")
        case nodes.Getattr():
            return not node.attr.startswith("_")
        case _:
            return isinstance(node, _ALLOWED)


def _parts_of(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what a piece consists of; of a value that is printed by a filter of ours, what was written there."""
    for child in node.iter_child_nodes():
        if isinstance(node, nodes.Output) and isinstance(child, nodes.Filter) and child.name in _OURS:
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
