"""The template builder: what Word, docxtpl and a reader with a screen reader need to find in every template."""

import io
import re
import struct
import zipfile
import zlib

import pytest
import samples
from docxtpl import DocxTemplate
from lxml import etree
from msgspec.structs import replace

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word.look import look_of
from raadsvoorstel.word.stationery.builder import Headings, HouseStyle, Margins, Part, build_stationery, contrast_ratio
from raadsvoorstel.word.stationery.colours import INK, READABLE, readable_on, text_on

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = HouseStyle(
    afzender="Gemeente {{ gemeente.naam }}",
    titel="Raadsvoorstel",
    kleur="#1d5b43",
    accent="#e0a030",
    lettertype="Arial",
    koptekst="Gemeente {{ gemeente.naam }} | {{ zaaknummer }}",
    voettekst="Zaaknummer {{ zaaknummer }}",
    paginering="Pagina {nummer} van {aantal}",
)
INHOUD = Part(naam="inhoud")
BESLUIT = Part(naam="besluit", kopstijl="groot", nieuwe_pagina=True, opening=("Nummer {{ zaaknummer }}",))
LAYOUTS = {
    "gecombineerd": ({"kop": "regels", "balk": "lijn"}, (INHOUD,)),
    "voorblad": (
        {"balk": "afzender", "kop_lijnen": "raster"},
        (Part(naam="voorblad"), Part(naam="inhoud", nieuwe_pagina=True, kopstijl="genummerd")),
    ),
    "argumenten": ({"balk": "titel", "tabel": "raster"}, (INHOUD, BESLUIT)),
    "brief": (
        {"opbouw": ("afzender", "adres", "titel", "kop"), "adres": ("Aan de raad", "p/a de griffie"), "kop": "regels"},
        (Part(naam="inhoud", opening=("Geachte raad,",), slot=("Hoogachtend,", "de secretaris, | de burgemeester,")),),
    ),
    "bundel": ({"balk": "zij", "tabel": "lijnen"}, (INHOUD, Part(naam="besluit", titel="Ontwerp", nieuwe_pagina=True))),
    "minimaal": ({"kop_lijnen": "geen", "onderwerp": "{{ onderwerp }}"}, (INHOUD,)),
}
SECTIES = [{"titel": "Aanleiding", "inhoud": "Eerst."}, {"titel": "", "inhoud": "Dan."}]


def png() -> bytes:
    """Return a white picture of 6 x 2 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\xff" * 6) * 2)
    header = struct.pack(">IIBBBBB", 6, 2, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def build(layout: str = "argumenten", **changes: object) -> bytes:
    settings, parts = LAYOUTS[layout]
    return build_stationery(replace(STYLE, **{**settings, **changes}), parts)


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def texts(data: bytes) -> list[str]:
    """Return the text of every paragraph of the body, also of those in cells."""
    return [
        "".join("\t" if node.tag == f"{W}tab" else node.text or "" for node in paragraph.iter(f"{W}t", f"{W}tab"))
        for paragraph in part(data, "word/document.xml").iter(f"{W}p")
    ]


def style(data: bytes, style_id: str) -> etree._Element:
    return next(s for s in part(data, "word/styles.xml").iter(f"{W}style") if s.get(f"{W}styleId") == style_id)


def val(element: etree._Element, path: str) -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def fill(data: bytes, **delen: list[dict[str, str]]) -> bytes:
    """Return the template as docxtpl fills it in."""
    template = DocxTemplate(io.BytesIO(data))
    kop = [{"label": "Zaaknummer", "waarde": "711325"}]
    names = {"gemeente": {"naam": "Duinwijk"}, "zaaknummer": "711325", "onderwerp": "Een visie"}
    # `{{p … }}` wants paragraphs.
    made = {
        name: [{**s, "inhoud": f"<w:p><w:r><w:t>{s['inhoud']}</w:t></w:r></w:p>"} for s in sections]
        for name, sections in delen.items()
    }
    template.render({**names, "kop": kop, "delen": made})
    saved = io.BytesIO()
    template.save(saved)
    return saved.getvalue()


def starting_a_page(data: bytes) -> list[str]:
    paragraphs = part(data, "word/document.xml").iter(f"{W}p")
    return ["".join(p.itertext()) for p in paragraphs if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]


# ------------------------------------------------------------------ the file


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_house_style_gives_the_same_bytes(layout):
    assert build(layout, logo=png()) == build(layout, logo=png())


def test_nothing_of_the_library_or_of_another_language_is_left():
    with zipfile.ZipFile(io.BytesIO(build())) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert [name for name in names if re.search("stylesWithEffects|customXml|thumbnail", name)] == []
    assert [word for word in (b"en-US", b"ja-JP", b"python-docx", b"<w:lock") if word in everything] == []


def test_word_opens_it_as_a_file_of_its_own():
    settings = part(build(), "word/settings.xml")
    values = {s.get(f"{W}name"): s.get(f"{W}val") for s in settings.iter(f"{W}compatSetting")}
    assert values["compatibilityMode"] == "15"


def test_the_page_is_a4_with_the_margins_of_the_house():
    section = part(build(marges=Margins(links=3.0)), "word/document.xml").find(f".//{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert [int(size.get(W + side)) for side in "wh"] == [11906, 16838]
    assert int(margins.get(f"{W}left")) == 1701


def test_title_and_sender_stand_in_the_properties():
    core = part(build(), "docProps/core.xml")
    assert {etree.QName(e).localname: e.text for e in core if e.text}.items() >= {
        "title": "Raadsvoorstel",
        "creator": "Gemeente {{ gemeente.naam }}",
        "language": "nl-NL",
    }.items()


# ------------------------------------------------------------------ placeholders


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_placeholder_is_in_one_run(layout):
    with zipfile.ZipFile(io.BytesIO(build(layout, logo=png()))) as package:
        roots = [etree.fromstring(package.read(n)) for n in package.namelist() if re.match(r"word/\w+\d?\.xml", n)]
    pieces = [t.text or "" for root in roots for t in root.iter(f"{W}t")]
    assert [t for t in pieces if len(re.findall(r"\{[{%]", t)) != len(re.findall(r"[}%]\}", t))] == []
    assert sum("{{" in t for t in pieces) > 5


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_writer_finds_its_loops_styles_and_lists(layout):
    _, parts = LAYOUTS[layout]
    data = build(layout)
    template = samples.compiled(data, f"{layout}.docx")
    assert set(template.loops) == {"kop", *(f"delen.{part.naam}" for part in parts)}
    look = template.look
    assert all(look.heading(level) == f"Heading{level}" for level in range(1, 6))
    assert all(look.paragraph(name) for name in ("Argument", "Tabeltekst", "Ondertekening", "Quote"))
    assert (look.numbers, look.bullets, look.character("Hyperlink")) == ("ListNumber", "ListBullet", "Hyperlink")
    assert look.table("Huisstijl tabel") == "Gegevenstabel"


def test_the_head_is_a_table_of_labels_and_values():
    data = build()
    table = part(data, "word/document.xml").find(f".//{W}tbl")
    assert ["".join(row.itertext()) for row in table.iter(f"{W}tr")] == [
        "{%tr for regel in kop %}",
        "{{ regel.label }}{{ regel.waarde }}",
        "{%tr endfor %}",
    ]
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"
    assert table.find(f".//{W}tblHeader") is None
    assert texts(data)[2] == "{%p if kop %}"


def test_the_head_can_be_lines_too():
    assert texts(build("gecombineerd"))[2:5] == [
        "{%p for regel in kop %}",
        "{{ regel.label }}\t{{ regel.waarde }}",
        "{%p endfor %}",
    ]


# ------------------------------------------------------------------ filled in


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_filled_in_document_holds_the_texts_and_no_empty_paragraph(layout):
    _, parts = LAYOUTS[layout]
    shown = texts(fill(build(layout), **{part.naam: SECTIES for part in parts}))
    assert shown.count("Aanleiding") == shown.count("Eerst.") == len(parts)
    assert [text for text in shown if not text.strip() or "{" in text] == []
    assert {"Gemeente Duinwijk", "Raadsvoorstel"} <= set(shown[:3])


@pytest.mark.parametrize("layout", ["argumenten", "bundel", "brief", "voorblad"])
def test_a_part_without_sections_leaves_nothing_behind(layout):
    _, parts = LAYOUTS[layout]
    data = fill(build(layout), **{part.naam: [] for part in parts})
    assert [text for text in texts(data) if text in ("Ontwerp", "Geachte raad,", "Hoogachtend,", "Nummer 711325")] == []
    assert starting_a_page(data) == []


@pytest.mark.parametrize(
    ("layout", "first"), [("voorblad", "Aanleiding"), ("argumenten", "Aanleiding"), ("bundel", "Ontwerp")]
)
def test_a_part_begins_its_page_with_its_first_paragraph(layout, first):
    _, parts = LAYOUTS[layout]
    two = [SECTIES[0], {"titel": "Vervolg", "inhoud": "Later."}]
    assert starting_a_page(fill(build(layout), **{part.naam: two for part in parts})) == [first]


def test_opening_lines_stand_below_a_heading_that_serves_as_title():
    shown = texts(fill(build("argumenten"), inhoud=[], besluit=SECTIES))
    assert shown[-4:] == ["Aanleiding", "Nummer 711325", "Eerst.", "Dan."]


def test_a_letter_opens_and_closes():
    shown = texts(fill(build("brief"), inhoud=SECTIES))
    assert shown[1] == "Aan de raadp/a de griffie"
    assert shown[-6:-4] == ["Geachte raad,", "Aanleiding"]
    assert shown[-2:] == ["Hoogachtend,", "de secretaris,\tde burgemeester,"]


# ------------------------------------------------------------------ styles


@pytest.mark.parametrize("layout", LAYOUTS)
def test_letters_are_named_for_every_script_and_never_left_to_the_theme(layout):
    styles = part(build(layout, lettertype_koppen="Calibri"), "word/styles.xml")
    assert [name for e in styles.iter() for name in e.attrib if "theme" in str(name).lower()] == []
    fonts = [{e.get(W + script) for script in ("ascii", "hAnsi", "cs", "eastAsia")} for e in styles.iter(f"{W}rFonts")]
    assert all(len(families) == 1 for families in fonts)
    assert {"Arial", "Calibri"} == set().union(*fonts)


def test_the_language_stands_in_the_defaults_and_widows_are_kept():
    defaults = part(build(), "word/styles.xml").find(f"{W}docDefaults")
    assert val(defaults, "rPrDefault/rPr/lang") == "nl-NL"
    assert defaults.find(f"{W}pPrDefault/{W}pPr/{W}widowControl") is not None


@pytest.mark.parametrize("level", range(1, 6))
def test_a_heading_stays_with_its_text_and_has_its_level(level):
    heading = style(build(), f"Heading{level}")
    assert heading.find(f"{W}pPr/{W}keepNext") is not None
    assert val(heading, "pPr/outlineLvl") == str(level - 1)
    assert val(heading, "rPr/color") == "1d5b43"
    assert heading.find(f"{W}rPr/{W}u") is None


def test_headings_are_set_in_capitals_without_changing_the_text():
    heading = style(build(koppen=Headings(hoofdletters=True)), "Heading1")
    assert heading.find(f"{W}rPr/{W}caps") is not None


def test_only_chapters_are_numbered_and_only_where_the_layout_asks():
    numbered, plain = build("voorblad"), build("argumenten")
    assert val(style(numbered, "Heading1"), "pPr/numPr/numId") == "1"
    assert val(style(numbered, "Kopzondernummer"), "pPr/numPr/numId") == "0"
    assert val(style(plain, "Heading1"), "pPr/numPr/numId") is None
    definition = part(numbered, "word/numbering.xml").find(f"{W}abstractNum")
    assert [val(level, "numFmt") for level in definition.iter(f"{W}lvl")] == ["decimal"] + ["none"] * 8


def test_a_front_page_heading_is_a_heading_without_a_number():
    used = [p.get(f"{W}val") for p in part(build("voorblad"), "word/document.xml").iter(f"{W}pStyle")]
    assert used.count("Kopzondernummer") == 1
    assert used.count("Heading1") == 2
    assert val(style(build("voorblad"), "Kopzondernummer"), "basedOn") == "Heading1"


@pytest.mark.parametrize(
    ("style_id", "markers"), [("ListNumber", ["%1.", "%2.", "%3."]), ("ListBullet", ["–", "•", "▪"])]
)
def test_a_list_style_has_nine_levels_with_hanging_indents(style_id, markers):
    data = build(opsommingsteken="–")
    numbering = part(data, "word/numbering.xml")
    number = val(style(data, style_id), "pPr/numPr/numId")
    definition = next(a for a in numbering.iter(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == number)
    levels = list(definition.iter(f"{W}lvl"))
    assert [val(level, "lvlText") for level in levels[:3]] == markers
    assert len(levels) == 9
    assert all(int(level.find(f".//{W}ind").get(f"{W}hanging")) > 0 for level in levels)


def test_the_table_of_texts_gets_the_name_the_house_gives_it():
    data = build(tabelstijl="Blauwe tabel")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert look_of(package.read("word/styles.xml")).table("blauwe tabel") == "Gegevenstabel"


# ------------------------------------------------------------------ headers, footers and the logo


def test_pages_are_counted_and_the_running_line_has_two_sides():
    data = build()
    for name in ("word/footer1.xml", "word/footer2.xml"):
        footer = part(data, name)
        assert "".join(footer.itertext()) == "Zaaknummer {{ zaaknummer }}Pagina 1 van 1"
        assert [f.get(f"{W}instr").strip() for f in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert [t.text for t in part(data, "word/header1.xml").iter(f"{W}t")] == [
        "Gemeente {{ gemeente.naam }}",
        "{{ zaaknummer }}",
    ]


def test_the_logo_stands_in_the_line_with_its_alternative_text():
    header = etree.tostring(part(build(logo=png(), logo_alt="Logo van Duinwijk"), "word/header2.xml"))
    assert b'descr="Logo van Duinwijk"' in header
    assert b"<wp:inline" in header


def test_a_logo_that_is_no_picture_is_refused():
    with pytest.raises(WordFileUnusable, match="logo"):
        build(logo=b"<svg/>")


# ------------------------------------------------------------------ colours


@pytest.mark.parametrize(
    ("a", "b", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ff0000", 1.0)]
)
def test_contrast_is_that_of_wcag(a, b, ratio):
    assert round(contrast_ratio(a, b), 2) == round(contrast_ratio(b, a), 2) == ratio


def test_a_colour_is_darkened_no_further_than_reading_needs():
    assert readable_on("#ffffff", "#1d5b43") == "#1d5b43"
    assert READABLE <= contrast_ratio(readable_on("#ffffff", "#ffd138"), "#ffffff") < 6


@pytest.mark.parametrize("colour", ["#ffd138", "#29a847", "#ffffff", "#1d5b43"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_letter_can_be_read_whatever_the_colours_of_the_house(layout, colour):
    styles = part(build(layout, kleur=colour, accent=colour), "word/styles.xml")
    ground = {"Title": colour, "Deeltitel": colour} if LAYOUTS[layout][0].get("balk") == "titel" else {}
    ground |= {"Afzender": colour} if LAYOUTS[layout][0].get("balk") == "afzender" else {}
    for one in styles.iter(f"{W}style"):
        letters = val(one, "rPr/color")
        if letters is not None:
            assert contrast_ratio(f"#{letters}", ground.get(one.get(f"{W}styleId"), "#ffffff")) >= READABLE


def test_letters_on_a_dark_ground_are_white_and_on_a_light_one_dark():
    assert (text_on("#1d5b43"), text_on("#ffd138")) == ("#ffffff", INK)
