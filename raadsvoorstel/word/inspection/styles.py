"""What the styles of a template lack: those that a text will ask for, and their language."""

from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct

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


class Styles(Struct, frozen=True, eq=False):
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

    def chain(self, id: str) -> list[etree._Element]:
        """Return a style and those it is based on, nearest first."""
        found: dict[str, etree._Element] = {}
        while id in self.by_id and id not in found:
            found[id] = self.by_id[id]
            id = value(found[id].find(w("basedOn")))
        return list(found.values())

    def of_paragraph(self, paragraph: etree._Element) -> list[etree._Element]:
        """Return the styles that hold for a paragraph, nearest first."""
        return self.chain(value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or self.ordinary)

    def heading_level(self, paragraph: etree._Element) -> int:
        """Return the level of a heading, from 1; 0 for a paragraph that is none."""
        for properties in (paragraph.find(w("pPr")), *(s.find(w("pPr")) for s in self.of_paragraph(paragraph))):
            outline = value(properties.find(w("outlineLvl"))) if properties is not None else ""
            if outline.isdigit():
                return whole(outline) + 1 if whole(outline) < HEADINGS else 0
        names = (HEADING.fullmatch(value(s.find(w("name"))).lower()) for s in self.of_paragraph(paragraph))
        return next((int(match[1]) for match in names if match), 0)

    def name(self, id: str) -> str:
        """Return what a style is called in Word."""
        return value(self.by_id[id].find(w("name"))) if id in self.by_id else id


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
    ordinary = next((found for s in styles.chain(styles.ordinary) if (found := _language(s.find(w("rPr"))))), "")
    language = ordinary or default
    hint = "kies in Word Controleren > Taal > Controletaal: Nederlands (Nederland), en dan Als standaard instellen"
    if not language:
        yield warning("taal", "er is geen taal ingesteld; een schermlezer weet niet dat dit Nederlands is", place, hint)
    elif language.lower() != LANGUAGE.lower():
        yield warning("taal", f"de taal is {language}, en niet {LANGUAGE}", place, hint)


def _language(properties: etree._Element | None) -> str:
    return "" if properties is None else value(properties.find(w("lang")))
