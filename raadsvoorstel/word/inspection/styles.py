"""What the styles of a template lack: those that a text will ask for, and their language."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.inherited import Ask, Inherited
from raadsvoorstel.word.inspection.faults import Fault, Place, remark, warning
from raadsvoorstel.word.inspection.opened import Opened
from raadsvoorstel.word.look import HEADING, NUMBERING, STYLES
from raadsvoorstel.word.xml import value, w, whole

LANGUAGE = "nl-NL"
HEADINGS = 9
"""Levels of heading that Word has."""
_LEVELS = 3
"""Levels a list must have for the writer to build on it."""
_KINDS = {"paragraph": "alineastijl", "character": "tekenstijl", "table": "tabelstijl", "numbering": "lijststijl"}


class Wanted(Struct, frozen=True):
    """A style that the writer of texts looks for: any of `names`; without it happens what `instead` says.

    `listed` is "number" or "bullet" for a style that must carry a list of that kind.
    """

    names: tuple[str, ...]
    kind: str
    instead: str
    listed: str = ""


class Styles(Struct, frozen=True, eq=False, dict=True):
    """The styles of a file, by id, and what holds where no style speaks."""

    by_id: dict[str, etree._Element]
    ids: dict[tuple[str, str], str]
    defaults: etree._Element | None
    ordinary: str

    @classmethod
    def of(cls, root: etree._Element | None) -> "Styles":
        """Return the styles of a styles part; none when there is no such part."""
        elements = [] if root is None else root.findall(w("style"))
        ids = {(_kind(e), value(e.find(w("name"))).lower()): e.get(w("styleId"), "") for e in reversed(elements)}
        ordinary = (e for e in elements if _kind(e) == "paragraph" and e.get(w("default")) in ("1", "true", "on"))
        first = next(ordinary, None)
        return cls(
            by_id={e.get(w("styleId"), ""): e for e in elements},
            ids=ids,
            defaults=None if root is None else root.find(w("docDefaults")),
            ordinary="" if first is None else first.get(w("styleId"), ""),
        )

    @cached_property
    def _inherited(self) -> Inherited:
        return Inherited(self.by_id)

    def nearest(self, id: str, ask: Ask) -> Any:
        """Return what the nearest of a style and those it is based on answers; None when none of them does."""
        return self._inherited.nearest(id, ask)

    def of_paragraph(self, paragraph: etree._Element) -> str:
        """Return the style of a paragraph."""
        return value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or self.ordinary

    def heading_level(self, paragraph: etree._Element) -> int:
        """Return the level of a heading, from 1; 0 for a paragraph that is none."""
        style = self.of_paragraph(paragraph)
        outline = _outline(paragraph)
        outline = self.nearest(style, _outline) if outline is None else outline
        if outline is not None:
            return outline + 1 if outline < HEADINGS else 0
        return self.nearest(style, _level_in_name) or 0

    def name(self, id: str) -> str:
        """Return what a style is called in Word."""
        return value(self.by_id[id].find(w("name"))) if id in self.by_id else id


def _outline(element: etree._Element) -> int | None:
    outline = value(element.find(f"{w('pPr')}/{w('outlineLvl')}"))
    return whole(outline) if outline.isdigit() else None


def _level_in_name(style: etree._Element) -> int | None:
    match = HEADING.fullmatch(value(style.find(w("name"))).lower())
    return int(match[1]) if match else None


def _kind(style: etree._Element) -> str:
    return style.get(w("type"), "paragraph")


def check_wanted(opened: Opened, styles: Styles, wanted: Sequence[Wanted]) -> Iterator[Fault]:
    """Yield a remark about the styles that a text will miss, saying what it will look like instead."""
    place = Place(STYLES, "stijlen")
    missing = []
    for wish in wanted:
        id = next((styles.ids[wish.kind, name] for name in wish.names if (wish.kind, name) in styles.ids), "")
        others = [kind for kind, name in styles.ids if name in wish.names and kind != wish.kind]
        called, kind = f"«{wish.names[0]}»", _KINDS[wish.kind]
        if not id and others:
            message = f"de stijl {called} is een {_KINDS.get(others[0], others[0])}, en hoort een {kind} te zijn"
            hint = f"maak {called} opnieuw als {kind}"
            yield remark("stijl-verkeerd-soort", f"{message}; {wish.instead}", place, hint)
        elif not id:
            missing.append(f"{called} ({kind}): {wish.instead}")
        elif wish.listed and not _has_list(opened, styles, id, wish.listed):
            marks = "opsommingstekens" if wish.listed == "bullet" else "nummers"
            message = f"de stijl {called} heeft geen lijst met {marks} op {_LEVELS} niveaus of meer; {wish.instead}"
            yield remark("stijl-zonder-lijst", message, place)
    if missing:
        hint = "maak wat u wilt bepalen in Word aan, onder precies die naam; de rest kan zo blijven"
        yield remark("stijl-ontbreekt", f"deze stijlen ontbreken: {'; '.join(missing)}", place, hint)


def _has_list(opened: Opened, styles: Styles, id: str, kind: str) -> bool:
    """Whether a style carries a list as the writer needs it, on the first level."""
    numbering = styles.by_id[id].find(f"{w('pPr')}/{w('numPr')}")
    root = opened.roots.get(NUMBERING)
    if numbering is None or root is None or value(numbering.find(w("ilvl")), "0") != "0":
        return False
    wanted = value(numbering.find(w("numId")))
    abstract = next(
        (value(n.find(w("abstractNumId"))) for n in root.iterfind(w("num")) if n.get(w("numId")) == wanted), ""
    )
    levels = next(
        (a.findall(w("lvl")) for a in root.iterfind(w("abstractNum")) if a.get(w("abstractNumId")) == abstract), []
    )
    formats = [value(level.find(w("numFmt")), "decimal") for level in levels]
    return len(formats) >= _LEVELS and (formats[0] == "bullet") == (kind == "bullet")


def check_language(opened: Opened, styles: Styles) -> Iterator[Fault]:
    """Yield what keeps a screen reader from reading the text as Dutch."""
    place = Place(STYLES, "stijlen")
    default = "" if styles.defaults is None else _language(styles.defaults.find(f"{w('rPrDefault')}/{w('rPr')}"))
    language = styles.nearest(styles.ordinary, _spoken) or default
    hint = "kies in Word Controleren > Taal > Controletaal: Nederlands (Nederland), en dan Als standaard instellen"
    if not language:
        yield warning("taal", "er is geen taal ingesteld; een schermlezer weet niet dat dit Nederlands is", place, hint)
    elif language.lower() != LANGUAGE.lower():
        yield warning("taal", f"de taal is {language}, en niet {LANGUAGE}", place, hint)


def _spoken(style: etree._Element) -> str | None:
    return _language(style.find(w("rPr"))) or None


def _language(properties: etree._Element | None) -> str:
    return "" if properties is None else value(properties.find(w("lang")))
