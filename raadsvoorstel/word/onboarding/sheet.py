"""The styles of a Word file as they work out: what a style is based on counts too, and the theme behind it."""

import copy
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from raadsvoorstel.word.inherited import Ask, Inherited, finder
from raadsvoorstel.word.look import STYLES
from raadsvoorstel.word.xml import W, is_on, parse, value, w, whole

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMPTY = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
).encode()
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_DEFAULT_SIZE = 10.0
"""Points, where a file says nothing (ISO/IEC 29500-1, 17.3.2.38)."""
_DEFAULT_FONT = "Times New Roman"


class Sheet:
    """The styles of one file. `root` may be added to; `index` must then be called again."""

    def __init__(self, data: bytes | None, theme: bytes | None) -> None:
        self.root = parse(data or _EMPTY, STYLES)
        self._theme = None if theme is None else parse(theme, "theme")
        self.added: list[str] = []
        self._still: Inherited | None = None
        for name in self.root.iterfind(f"{w('style')}/{w('name')}"):
            _give_one_name(name)
        if self.root.find(w("docDefaults")) is None:
            self.root.insert(0, parse(_EMPTY, STYLES)[0])
        self.index()

    def index(self) -> None:
        """Look up again which styles there are."""
        self.styles = {style.get(w("styleId"), ""): style for style in self.root.iterfind(w("style"))}
        self.ids: dict[tuple[str, str], str] = {}
        for id, style in self.styles.items():
            self.ids.setdefault((style.get(w("type"), "paragraph"), self.name(id).lower()), id)
        self.default = next((id for id, style in self.styles.items() if _is_default(style)), "")

    def name(self, id: str) -> str:
        """Return what a style is called."""
        style = self.styles.get(id)
        return "" if style is None else value(style.find(w("name")))

    def find(self, *names: str, kind: str = "paragraph") -> str:
        """Return the id of the first style with one of these names (in lower case), or ""."""
        return next((id for name in names if (id := self.ids.get((kind, name), ""))), "")

    def still(self) -> "Sheet":
        """Return this sheet for as long as nobody changes a style: what a style is based on is gone through once."""
        still = copy.copy(self)
        still._still = Inherited(self.styles)
        return still

    def _nearest(self, id: str, ask: Ask) -> Any:
        return (self._still or Inherited(self.styles)).nearest(id, ask)

    def chain(self, id: str) -> Iterator[etree._Element]:
        """Yield a style and what it is based on, nearest first."""
        seen: set[str] = set()
        while id in self.styles and id not in seen:
            seen.add(id)
            yield self.styles[id]
            id = value(self.styles[id].find(w("basedOn")))

    def is_based_on(self, id: str, other: str) -> bool:
        """Whether a style is, or goes back to, another one."""
        return any(style is self.styles.get(other) for style in self.chain(id))

    def setting(self, id: str, kind: str, name: str) -> etree._Element | None:
        """Return the nearest `w:name` in the properties (`rPr`, `pPr`) of a style, or of the file's defaults."""
        own: etree._Element | None = self._nearest(id, finder(kind, name))
        return self.root.find(f"{w('docDefaults')}/{w(kind + 'Default')}/{w(kind)}/{w(name)}") if own is None else own

    def font(self, id: str) -> str:
        """Return the family a style is set in, with the theme's own words for it replaced by its name."""
        return self.family(self.setting(id, "rPr", "rFonts")) or _DEFAULT_FONT

    def family(self, fonts: etree._Element | None) -> str:
        """Return the family that a `w:rFonts` names; "" when it names none."""
        if fonts is None:
            return ""
        theme = fonts.get(w("asciiTheme"), "")
        return (self._letter(theme) if theme else "") or fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""

    def _letter(self, slot: str) -> str:
        if self._theme is None:
            return ""
        latin = self._theme.find(f".//{_DRAWING}{slot[:5]}Font/{_DRAWING}latin")
        return "" if latin is None else latin.get("typeface", "")

    def size(self, id: str) -> float:
        """Return the size of a style's letters, in points."""
        half = value(self.setting(id, "rPr", "sz"))
        return float(half) / 2 if half.replace(".", "", 1).isdigit() else _DEFAULT_SIZE

    def colour(self, id: str) -> str:
        """Return the colour of a style's letters as `#rrggbb`; "" when that is Word's own black."""
        colour = value(self.setting(id, "rPr", "color"))
        return f"#{colour.lower()}" if _COLOUR.fullmatch(colour) and colour != "000000" else ""

    def is_bold(self, id: str) -> bool:
        """Whether a style is bold."""
        return is_on(self.setting(id, "rPr", "b"))

    def spacing(self, id: str) -> float:
        """Return the distance between lines as a number of lines."""
        spacing = self.setting(id, "pPr", "spacing")
        line = "" if spacing is None else spacing.get(w("line"), "")
        automatic = spacing is not None and spacing.get(w("lineRule"), "auto") == "auto"
        return whole(line) / 240 if automatic and whole(line) > 0 else 1.0

    def level(self, id: str) -> int:
        """Return the outline level of a style from 1; 0 for running text."""
        outline = value(self.setting(id, "pPr", "outlineLvl"))
        return whole(outline) + 1 if outline.isdigit() and whole(outline) < 9 else 0

    def numbering(self, id: str) -> tuple[str, int]:
        """Return the list and the level in it that a style numbers its paragraphs with; ("", 0) for none."""
        numbering = self._nearest(id, _numbering)
        if numbering is None or (num := value(numbering.find(w("numId")))) == "0":
            return "", 0
        return num, max(whole(value(numbering.find(w("ilvl")), "0")), 0)

    def free_id(self, wanted: str) -> str:
        """Return an id for a new style: as wanted, or with a number behind it."""
        lower = {id.lower() for id in self.styles}
        candidates = (wanted, *(f"{wanted}{n}" for n in range(2, 10_000)))
        return next(id for id in candidates if id.lower() not in lower)

    def add(self, style: etree._Element) -> str:
        """Add a style, under another id if its own is taken; return the id."""
        id = self.free_id(style.get(w("styleId"), ""))
        style.set(w("styleId"), id)
        self.root.append(style)
        self.added.append(value(style.find(w("name"))))
        self.index()
        return id


def _numbering(style: etree._Element) -> etree._Element | None:
    numbering = style.find(f"{w('pPr')}/{w('numPr')}")
    return None if numbering is None or numbering.find(w("numId")) is None else numbering


def _is_default(style: etree._Element) -> bool:
    paragraph = style.get(w("type"), "paragraph") == "paragraph"
    return paragraph and style.get(w("default"), "0") in ("1", "true", "on")


def _give_one_name(name: etree._Element) -> None:
    """Old files write other names of a style behind a comma; today those have a place of their own."""
    first, comma, others = value(name).partition(",")
    if not comma:
        return
    name.set(w("val"), first)
    style = name.getparent()
    if style is not None and style.find(w("aliases")) is None:
        aliases = etree.Element(w("aliases"))
        aliases.set(w("val"), others)
        name.addnext(aliases)
