"""Fill a gemeente's Word template with its proposal."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import MsgspecError, Struct
from msgspec.structs import replace

from raadsvoorstel import __version__, cache
from raadsvoorstel.blocks import Blocks, Runs, block_runs, in_paragraph, is_open, once, plain, plain_text, texts_of
from raadsvoorstel.composition import Composition, Section
from raadsvoorstel.errors import TemplateUnusable
from raadsvoorstel.fieldpath import ROOT, FieldPath, closest
from raadsvoorstel.findings import Origin
from raadsvoorstel.model.fields import SOORTEN
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel
from raadsvoorstel.placeholders import FILTERS, Listing
from raadsvoorstel.word.compiled import Compiled, from_bytes, recoloured, to_bytes
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.template import Template
from raadsvoorstel.word.writer import Inline
from raadsvoorstel.word.xml import escape

_KIND = "sjabloon"
_LOOPS = ("kop", "delen")
_ONDERWERP, _ZAAKNUMMER, _PERSTITEL = FieldPath("onderwerp"), FieldPath("zaaknummer"), FieldPath("persbericht.titel")


def open_template(path: Path, data: bytes, colours: Mapping[str, str] = MappingProxyType({})) -> Template:
    """Open a template, some of its colours replaced; TemplateUnusable when it cannot be filled in."""
    return replace(_opened(_File(path, data), tuple(colours.items())), name=str(path))


class _File(Struct, frozen=True, eq=False):
    """A template, told by its contents alone: gemeenten with a copy each of one file have one template."""

    path: Path
    data: bytes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _File) and self.data == other.data

    def __hash__(self) -> int:
        return hash(self.data)


@lru_cache(maxsize=32)
def _opened(file: _File, colours: tuple[tuple[str, str], ...]) -> Template:
    template = Template.of(recoloured(_compiled(file), dict(colours)), str(file.path), _FILTERS)
    for name in template.loops:
        if name.partition(".")[0] not in _LOOPS:
            raise TemplateUnusable(file.path, f"het herhaalt `{name}`; herhalen kan alleen `kop` en `delen.…`")
    return template


@lru_cache(maxsize=8)
def _compiled(file: _File) -> Compiled:
    """Return a template as compiling it gives it, now or in an earlier run."""
    with suppress(MsgspecError, ValueError, RecursionError):
        if kept := cache.recall(_KIND, file.data):
            return from_bytes(kept)
    # What compiles needs the libraries that take longest to load; most runs go without.
    from raadsvoorstel.word.compiling import compile_template

    compiled = compile_template(file.data, str(file.path), FILTERS)
    cache.keep(_KIND, to_bytes(compiled), file.data)
    return compiled


def render_raadsvoorstel(voorstel: Raadsvoorstel, composition: Composition, template: Template, soort: str) -> bytes:
    """Return a Word file of one gemeente. Same proposal, same template: same bytes."""
    context = _context(voorstel, composition, template)
    for name in template.placed:
        _demand_known(name, context, template)
    title = str(composition.regels[_PERSTITEL if soort == SOORTEN[-1] else _ONDERWERP])
    memory = _memory(voorstel, composition, template)
    facts = {"soort": soort, "voorstel": voorstel.naam, "gemeente": voorstel.gemeente.naam, "versie": voorstel.versie}
    if not is_open(voorstel.regels[_ZAAKNUMMER]):
        facts["zaaknummer"] = str(composition.regels[_ZAAKNUMMER])
    facts["status"] = "concept" if any(_has_open_place(text.blocks) for text in memory.texts) else "volledig"
    facts = {name: fact for name, fact in facts.items() if fact}
    made_of = {
        "programma": __version__,
        "sjabloon": template.fingerprint,
        "bron": memory.source_fingerprint(),
    }
    memory = replace(memory, facts={**facts, **made_of})
    return template.fill(
        context, core=_core(title, voorstel.gemeente.naam), properties=facts, memory=memory, pictures=voorstel.pictures
    )


@once
def _has_open_place(blocks: Blocks) -> bool:
    return any(is_open(runs) for block in blocks for runs in block_runs(block))


def _memory(voorstel: Raadsvoorstel, composition: Composition, template: Template) -> Manifest:
    """Return every text that the document shows, as it is now; the facts come later."""
    placed = (composition.regels[FieldPath(name)] for name in sorted(template.placed) if name in composition.regels)
    regels = {regel.path: regel for regel in (*(regel for _, regel in composition.kop), *placed)}
    lines = [
        BaseText(path, in_paragraph(regel.runs), voorstel.origins.get(path, ()), Kind.VALUE)
        for path, regel in regels.items()
    ]
    sections = [section for part in template.parts for section in composition.delen.get(part, ())]
    texts = (*lines, *(text for section in sections for text in _texts_of(section, voorstel.origins)))
    passages = (passage for section in sections for passage in section.inhoud)
    layout = [passage.blocks for passage in passages if not passage.path]
    printed = tuple(line for blocks in layout for line in texts_of(blocks))
    return Manifest({}, texts, tuple(map(plain_text, layout)), printed)


def _texts_of(section: Section, origins: Mapping[FieldPath, tuple[Origin, ...]]) -> Iterator[BaseText]:
    if section.titel:
        yield BaseText(section.titel.path, in_paragraph(section.titel.runs), section.origins, Kind.TITLE)
    for passage in section.inhoud:
        if passage.path:
            yield BaseText(passage.path, passage.blocks, origins.get(passage.path, ()))


def _context(voorstel: Raadsvoorstel, composition: Composition, template: Template) -> dict[str, Any]:
    context: dict[str, Any] = {
        "gemeente": {"naam": _fixed(voorstel.gemeente.naam), "code": _fixed(voorstel.gemeente.code)},
        "kop": [{"label": _fixed(label), "waarde": regel} for label, regel in composition.kop],
        "delen": {
            part: [{"titel": s.titel, "inhoud": s.inhoud} for s in composition.delen.get(part, ())]
            for part in template.parts
        },
    }
    for path, regel in composition.regels.items():
        group, _, key = path.rpartition(".")
        (context.setdefault(group, {}) if group else context)[key] = regel
    return context


def _fixed(text: str) -> Inline:
    return Inline(ROOT, plain(text))


def _demand_known(name: str, context: Mapping[str, Any], template: Template) -> None:
    value: Any = context
    for key in name.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, Inline):
        near = closest(name, _names(context))
        remedy = f"; bedoelt u `{near}`?" if near else ""
        raise TemplateUnusable(Path(template.name), f"de invulplaats `{name}` bestaat niet{remedy}")


def _names(context: Mapping[str, Any]) -> list[str]:
    flat = [name for name, value in context.items() if isinstance(value, Inline)]
    return flat + [f"{name}.{key}" for name in ("gemeente", "vergadering") for key in context[name]]


def _filtered(name: str, inline: Inline) -> Inline:
    """Return a value of the template after a filter; one that does not fit, or is still open, stays as it is."""
    if is_open(inline.runs):
        return inline
    value = FILTERS[name](inline.runs)
    runs: Runs = inline.runs if value is None or isinstance(value, Listing) else value
    # What a filter changed is no longer the value of the field, so it is not marked as such.
    return inline if runs == inline.runs else Inline(ROOT, runs)


def _core(title: str, creator: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        "<dc:language>nl-NL</dc:language></cp:coreProperties>"
    ).encode()


_FILTERS = {name: partial(_filtered, name) for name in FILTERS}
