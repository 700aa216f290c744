"""The description of a house style: what a person says about paper, letters, colours and order."""

from typing import Literal

from msgspec import Struct

from raadsvoorstel.word.stationery.colours import INK, WHITE, mix, readable_on

Side = Literal["links", "midden", "rechts"]
Band = Literal["geen", "afzender", "titel", "zij", "lijn"]
Rule = Literal["geen", "onder", "boven", "zij"]
Ink = Literal["kleur", "accent", "tekst"]
HeadLayout = Literal["tabel", "regels"]
HeadLines = Literal["geen", "horizontaal", "raster", "vlak"]
TableLook = Literal["gevuld", "lijnen", "raster"]
Element = Literal["afzender", "adres", "titel", "onderwerp", "kop"]
HeadingKind = Literal["gewoon", "genummerd", "groot"]

COLUMN_MARK = " | "
"""In a line of text: what follows stands in the right half, or at the right edge of a header or footer."""


class Margins(Struct, frozen=True, kw_only=True):
    """White around the text of an A4 page, in centimetres."""

    boven: float = 2.5
    onder: float = 2.3
    links: float = 2.5
    rechts: float = 2.5


class Headings(Struct, frozen=True, kw_only=True):
    """The look of headings; `grootte` (points) is that of level 1, the others lie between it and the text."""

    hoofdletters: bool = False
    vet: bool = True
    grootte: float = 13.0
    kleur: Ink = "kleur"
    lijn: Rule = "geen"


class Part(Struct, frozen=True, kw_only=True):
    """One loop over sections, `delen.<naam>`, with what stands around it; it vanishes when the loop is empty.

    `opening` (below the title) and `slot` (at the end) are lines of text that may hold placeholders. With
    `kopstijl` "groot" the headings of the sections are as large as the title of a part, and take its place.
    """

    naam: str
    titel: str = ""
    nieuwe_pagina: bool = False
    kopstijl: HeadingKind = "gewoon"
    opening: tuple[str, ...] = ()
    slot: tuple[str, ...] = ()


class HouseStyle(Struct, frozen=True, kw_only=True):
    """How the documents of one sender look. Field names are the keys a person types.

    Colours are `#rrggbb`, letter sizes points, other measures centimetres. Texts may hold placeholders.
    """

    afzender: str
    titel: str
    kleur: str
    accent: str
    lettertype: str
    lettertype_koppen: str = ""
    lettergrootte: float = 10.5
    regelafstand: float = 1.15
    marges: Margins = Margins()

    logo: bytes | None = None
    logo_alt: str = ""
    logo_plaats: Side = "links"
    logo_breedte: float = 5.0
    koptekst: str = ""
    voettekst: str = ""
    paginering: str = "{nummer} van {aantal}"

    opbouw: tuple[Element, ...] = ("afzender", "titel", "onderwerp", "kop")
    adres: tuple[str, ...] = ()
    onderwerp: str = ""
    kop: HeadLayout = "tabel"
    kop_lijnen: HeadLines = "horizontaal"
    kop_breedte: float = 4.5

    balk: Band = "geen"
    titel_grootte: float = 22.0
    titel_hoofdletters: bool = False
    titel_plaats: Side = "links"
    koppen: Headings = Headings()
    tabel: TableLook = "gevuld"
    tabelstijl: str = "Huisstijl tabel"
    opsommingsteken: str = "•"

    @property
    def heading_font(self) -> str:
        """The letter of title and headings; that of the text unless another is named."""
        return self.lettertype_koppen or self.lettertype

    def ink(self, which: Ink) -> str:
        """Return the colour of letters, dark enough for white paper."""
        colours = {"kleur": self.kleur, "accent": self.accent, "tekst": INK}
        return readable_on(WHITE, colours[which])

    @property
    def label_ground(self) -> str:
        """The colour behind the labels of the head; white where they have none of their own."""
        return mix(self.kleur, WHITE, 0.88) if self.kop_lijnen in ("vlak", "raster") else WHITE

    @property
    def text_width(self) -> float:
        """The width of the text column on A4, in centimetres."""
        return 21.0 - self.marges.links - self.marges.rechts
