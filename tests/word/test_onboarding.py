"""Somebody else's Word file as a template: its look stays, its contents go, and nothing is done in silence."""

import io
from collections.abc import Mapping, Sequence
from functools import cached_property

import docx
import pytest
import samples
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package
from raadsvoorstel.word.compiling import MAIN_TYPE
from raadsvoorstel.word.look import NUMBERING, STYLES, look_of, numbering_of
from raadsvoorstel.word.onboarding.onboard import Onboarded, Plan, Way, onboard
from raadsvoorstel.word.onboarding.wording import bare
from raadsvoorstel.word.package import MAIN, TYPES
from raadsvoorstel.word.stationery.house import HouseStyle, Part
from raadsvoorstel.word.xml import RELATIONS, R, W, value, w

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.microsoft.com/office/2006/relationships"
p = samples.paragraph


class File(Struct, frozen=True, dict=True):
    """A Word file to be made: the XML in its body and other parts, and what leads from its text to where."""

    body: str = ""
    section: str = "<w:sectPr/>"
    styles: str = ""
    numbering: str = ""
    settings: str = ""
    edges: Mapping[str, str] = {}
    kind: str = f"{WORD}.document.main+xml"
    extra: Mapping[str, tuple[str, bytes]] = {}
    links: Sequence[str] = ()
    main: str = "word/document.xml"

    @cached_property
    def data(self) -> bytes:
        """The file, as a zip."""
        roots = {"styles": self.styles, "numbering": self.numbering, "settings": self.settings}
        parts = {f"word/{name}.xml": _root(name, text) for name, text in roots.items() if text}
        types = {f"word/{name}.xml": f"{WORD}.{name}+xml" for name, text in roots.items() if text}
        rows = [_row(f"s{n}", f"{R}/{name}", f"{name}.xml") for n, name in enumerate(roots) if roots[name]]
        for name, text in self.edges.items():
            parts[f"word/{name}.xml"] = _root("hdr" if name.startswith("h") else "ftr", text)
            types[f"word/{name}.xml"] = f"{WORD}.{'header' if name.startswith('h') else 'footer'}+xml"
            rows.append(_row(name, f"{R}/{'header' if name.startswith('h') else 'footer'}", f"{name}.xml"))
        for number, (name, (kind, content)) in enumerate(self.extra.items()):
            parts[f"word/{name}"] = content
            rows.append(_row(f"x{number}", kind, name))
        folder, _, file = self.main.rpartition("/")
        rows += self.links
        parts[f"{folder}/_rels/{file}.rels"] = _relations(rows)
        parts[self.main] = _root("document", f"<w:body>{self.body}{self.section}</w:body>")
        parts["_rels/.rels"] = _relations([_row("r1", f"{R}/officeDocument", self.main)])
        parts[TYPES] = _types({**types, self.main: self.kind})
        return package.write(package.parts_of(parts))


def _root(name: str, content: str) -> bytes:
    spaces = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return f"<w:{name} {spaces}>{content}</w:{name}>".encode()


def _row(id: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>'


def _relations(rows: Sequence[str]) -> bytes:
    return f'<Relationships xmlns="{RELATIONS}">{"".join(rows)}</Relationships>'.encode()


def _types(types: Mapping[str, str]) -> bytes:
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    usual = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{space}">{default}{usual}{rows}</Types>'.encode()


PLAN = Plan(
    style=HouseStyle(
        afzender="Gemeente {{ gemeente.naam }}", titel="Raadsvoorstel", kleur="#000000", accent="#000000",
        lettertype="", opbouw=("afzender", "titel", "kop"),
    ),
    parts=(Part(naam="inhoud"), Part(naam="besluit", nieuwe_pagina=True)),
    labels={bare(label): f"{{{{ {name} }}}}" for label, name in
            {"Zaaknummer": "zaaknummer", "Afdeling": "afdeling", "Onderwerp": "onderwerp"}.items()},
    asked={"Zaaknummer": "{{ zaaknummer }}", "Afdeling": "{{ afdeling }}"},
    titles={"inhoud": {"aanleiding", "financiën"}, "besluit": {"raadsbesluit"}},
    fixed={"afzender": ("duinwijk",), "titel": ("raadsvoorstel",)},
)  # fmt: skip
KOP = "Zaaknummer: 711325", "Afdeling:\tOpenbare Werken"


def made(file: File, plan: Plan = PLAN) -> Onboarded:
    """Return what becomes of a file; it always works as a template."""
    onboarded = onboard(file.data, "oud.docx", plan)
    samples.compiled(onboarded.data, "oud.docx")
    return onboarded


def parts(onboarded: Onboarded) -> dict[str, bytes]:
    return package.read(onboarded.data, "oud.docx")


def root(onboarded: Onboarded, name: str = MAIN) -> etree._Element:
    return etree.fromstring(parts(onboarded)[name])


def lines(onboarded: Onboarded, name: str = MAIN) -> list[str]:
    """Return the words of the paragraphs of a part; a page number is `#`."""
    found = []
    for paragraph in root(onboarded, name).iter(w("p")):
        texts = paragraph.iter(w("t"), w("tab"), w("fldSimple"))
        signs = {w("tab"): "\t", w("fldSimple"): "#"}
        found.append("".join(signs.get(str(one.tag)) or one.text or "" for one in texts))
    return found


def style(name: str, properties: str = "", *, id: str = "", kind: str = "paragraph", custom: bool = False) -> str:
    own = ' w:customStyle="1"' if custom else ""
    return f'<w:style w:type="{kind}" w:styleId="{id or name}"{own}><w:name w:val="{name}"/>{properties}</w:style>'


def run(text: str, letters: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{letters}</w:rPr>" if letters else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*texts: str) -> str:
    return f"<w:tc>{''.join(p(text) for text in texts)}</w:tc>"


def table(*rows: Sequence[str], style: str = "") -> str:
    cells = ("".join(cell(text) for text in row) for row in rows)
    shown = f'<w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>' if style else "<w:tblPr/>"
    return f"<w:tbl>{shown}<w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def in_style(id: str, text: str, more: str = "") -> str:
    return p(text, f'<w:pPr><w:pStyle w:val="{id}"/>{more}</w:pPr>')


def style_of(onboarded: Onboarded, text: str) -> str:
    """Return the style id of the paragraph with these words."""
    paragraphs = (one for one in root(onboarded).iter(w("p")) if "".join(one.itertext()) == text)
    return value(next(paragraphs).find(f"{w('pPr')}/{w('pStyle')}"))


def header(content: str, **more: str) -> File:
    return File(p("oud"), '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
                edges={"header1": content}, **more)  # type: ignore[arg-type]  # fmt: skip


# ------------------------------------------------------------------ what must not travel along


@pytest.mark.parametrize(
    "kind",
    [
        f"{WORD}.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ],
)
def test_a_template_of_word_becomes_a_document_without_macros(kind: str):
    onboarded = made(File(p("oud"), kind=kind, extra={"vbaProject.bin": (f"{OFFICE}/vbaProject", b"macro")}))
    assert MAIN_TYPE.encode() in parts(onboarded)[TYPES]
    assert not [name for name in parts(onboarded) if "vba" in name]
    assert "macro's en eigen knoppen" in onboarded.dropped


def test_protection_tracking_and_an_attached_template_are_dropped_and_said():
    settings = (
        '<w:attachedTemplate r:id="t1"/><w:trackRevisions/><w:documentProtection w:edit="readOnly"/>'
        '<w:defaultTabStop w:val="708"/><w:rsids><w:rsidRoot w:val="00AA"/></w:rsids>'
    )
    onboarded = made(File(p("oud"), settings=settings))
    assert [etree.QName(one).localname for one in root(onboarded, "word/settings.xml")] == ["defaultTabStop"]
    assert set(onboarded.dropped) == {"de beveiliging van het document", "de koppeling met een ander sjabloon"}


def test_tracked_changes_are_accepted_and_remarks_and_bookmarks_taken_out():
    tracked = (
        '<w:p><w:bookmarkStart w:id="1" w:name="plek"/><w:commentRangeStart w:id="3"/>'
        f'<w:ins w:id="4" w:author="Piet">{run("nieuw")}</w:ins>'
        '<w:del w:id="5" w:author="Piet"><w:r><w:delText>oud</w:delText></w:r></w:del>'
        '<w:bookmarkEnd w:id="1"/><w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="6" w:author="Piet"/></w:rPr></w:pPr><w:r><w:t>een </w:t></w:r></w:p>'
        f"<w:p>{run('zin')}</w:p>"
    )
    onboarded = made(header(tracked, extra={"comments.xml": (f"{R}/comments", _root("comments", ""))}))
    assert lines(onboarded, "word/header1.xml") == ["nieuw", "een zin"]
    assert b"Piet" not in parts(onboarded)["word/header1.xml"]
    assert set(onboarded.dropped) == {"bijgehouden wijzigingen (aanvaard)", "opmerkingen"}


def test_a_row_or_table_that_was_deleted_is_gone():
    gone = f'<w:tr><w:trPr><w:del w:id="7" w:author="P"/></w:trPr>{cell("weg")}</w:tr>'
    content = f"<w:tbl><w:tblPr/>{gone}<w:tr>{cell('blijft')}</w:tr></w:tbl><w:tbl><w:tblPr/>{gone}</w:tbl>{p('')}"
    assert lines(made(header(content)), "word/header1.xml") == ["blijft", ""]


def test_a_picture_from_elsewhere_goes_and_a_link_stays():
    picture = '<w:p><w:r><w:drawing><a:blip r:link="x9"/></w:drawing></w:r></w:p>'
    link = f'<w:p><w:hyperlink r:id="x8">{run("www.duinwijk.nl")}</w:hyperlink></w:p>'
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "weg"
    file = header(picture + link)
    whole = package.read(file.data, "a")
    rows = [_row("x8", f"{R}/hyperlink", "https://www.duinwijk.nl", external=True),
            _row("x9", f"{R}/image", "https://elders.nl/logo.png", external=True)]  # fmt: skip
    whole["word/_rels/header1.xml.rels"] = _relations(rows)
    onboarded = onboard(package.write(package.parts_of(whole)), "a.docx", PLAN)
    assert lines(onboarded, "word/header1.xml") == ["", "www.duinwijk.nl"]
    assert b"elders.nl" not in b"".join(parts(onboarded).values())
    assert b"https://www.duinwijk.nl" in parts(onboarded)["word/_rels/header1.xml.rels"]
    assert "koppelingen naar bestanden of afbeeldingen elders" in onboarded.dropped


def test_nothing_of_whoever_made_the_file_is_left():
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = "Jan Jansen"
    document.add_paragraph("Jan Jansen")
    stream = io.BytesIO()
    document.save(stream)
    onboarded = onboard(stream.getvalue(), "a.docx", PLAN)
    assert b"Jansen" not in b"".join(parts(onboarded).values())
    assert "de eigenschappen van het bestand" in onboarded.dropped


def test_braces_of_another_template_are_not_carried_out():
    onboarded = made(header(p("Beste {{ klant.naam }} {% if x %}")))
    assert lines(onboarded, "word/header1.xml") == ["Beste [[ klant.naam ]] [% if x %]"]
    assert any("accolades" in one for one in onboarded.dropped)


# ------------------------------------------------------------------ its own styles


STYLES_NL = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("Normal", '<w:rPr><w:sz w:val="20"/></w:rPr>', id="Standaard").replace(
        "<w:style ", '<w:style w:default="1" '
    )
    + style("heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="8A1538"/></w:rPr>', id="Kop1")
    + style("Platte tekst", '<w:basedOn w:val="Standaard"/><w:pPr><w:spacing w:before="80"/></w:pPr>', id="Plattetekst")
)
LONG = "Een lange zin over wonen, werken en wat daartussen ligt. " * 8


def test_the_styles_of_the_file_are_used_whatever_their_ids():
    onboarded = made(File(in_style("Kop1", "Inleiding") + in_style("Plattetekst", LONG) + p("kort"), styles=STYLES_NL))
    assert style_of(onboarded, "{{ sectie.titel }}") == "Kop1"
    assert style_of(onboarded, "{{p sectie.inhoud }}") == "Plattetekst"
    assert (onboarded.roles["tekst"], onboarded.roles["kop 1"]) == ("Platte tekst", "heading 1")


def test_what_a_text_needs_and_the_file_lacks_is_added_in_its_colours():
    onboarded = made(File(in_style("Kop1", "Inleiding") + in_style("Plattetekst", LONG), styles=STYLES_NL))
    look = look_of(parts(onboarded)[STYLES])
    for name in ("heading 2", "List Number", "List Bullet", "Quote", "Argument", "Tabeltekst", "Ondertekening"):
        assert look.paragraph(name), name
    assert look.table("huisstijl tabel")
    heading = next(one for one in root(onboarded, STYLES) if value(one.find(w("name"))) == "heading 2")
    assert value(heading.find(f"{w('rPr')}/{w('color')}")).upper() == "8A1538"
    assert "heading 1" not in onboarded.added


def test_the_styles_that_the_file_used_stay_as_they_were():
    before = etree.fromstring(_root("styles", STYLES_NL))
    onboarded = made(File(in_style("Kop1", "Inleiding") + in_style("Plattetekst", LONG), styles=STYLES_NL))
    after = root(onboarded, STYLES)
    for id in ("Standaard", "Kop1", "Plattetekst"):
        own = [one for tree in (before, after) for one in tree if one.get(w("styleId")) == id]
        assert etree.tostring(own[0], method="c14n", exclusive=True) == etree.tostring(
            own[1], method="c14n", exclusive=True
        )


def test_a_style_called_kop_1_is_the_heading():
    look = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="CC5500"/></w:rPr>'
    own = style("Kop 1 Duinwijk", look, id="KopDw", custom=True)
    file = File(in_style("KopDw", "Inleiding") + p(LONG), styles=style("heading 1", id="Kop1") + own)
    onboarded = made(file)
    heading = next(one for one in root(onboarded, STYLES) if one.get(w("styleId")) == "Kop1")
    assert value(heading.find(w("basedOn"))) == "KopDw"
    assert style_of(onboarded, "{{ sectie.titel }}") == "Kop1"


def test_letters_set_by_hand_become_a_style():
    letters = '<w:rFonts w:ascii="Verdana" w:hAnsi="Verdana"/><w:sz w:val="18"/>'
    onboarded = made(File(f"<w:p>{run(LONG, letters)}</w:p>", styles=STYLES_NL))
    assert onboarded.roles["tekst"] == "Lopende tekst"
    own = next(one for one in root(onboarded, STYLES) if value(one.find(w("name"))) == "Lopende tekst")
    assert value(own.find(f"{w('rPr')}/{w('sz')}")) == "18"


def test_titles_of_sections_in_bold_text_give_heading_1_its_letters():
    letters = '<w:b/><w:color w:val="006633"/>'
    bold = f"<w:p>{run('Financiën', letters)}</w:p>"
    onboarded = made(File(bold + p(LONG), styles=STYLES_NL))
    heading = next(one for one in root(onboarded, STYLES) if one.get(w("styleId")) == "Kop1")
    assert value(heading.find(f"{w('rPr')}/{w('color')}")) == "006633"


def test_a_bullet_list_of_one_level_gets_nine_that_begin_with_its_own_bullet():
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="»"/><w:lvlJc w:val="left"/></w:lvl>'
    num = '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="4">{level}</w:abstractNum>{num}'
    bullet = style("List Bullet", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>', id="Lijst")
    onboarded = made(File(in_style("Lijst", "punt"), styles=STYLES_NL + bullet, numbering=numbering))
    look, lists = look_of(parts(onboarded)[STYLES]), numbering_of(parts(onboarded)[NUMBERING])
    definition = lists.definition(look.lists[look.bullets][0])
    assert definition is not None
    assert (len(definition.texts), definition.texts[0], set(definition.formats)) == (9, "»", {"bullet"})


def test_the_table_style_of_the_text_becomes_that_of_tables_and_not_that_of_the_front():
    own = style("Raster groen", '<w:tblStylePr w:type="firstRow"/>', id="Groen", kind="table", custom=True)
    other = style("Kopraster", id="Kopraster", kind="table", custom=True)
    data = table(("Jaar", "Bedrag"), ("2027", "10"), style="Groen")
    front = table(("Zaaknummer", "711325"), ("Afdeling", "Werken"), style="Kopraster")
    onboarded = made(File(front + p("Aanleiding") + data, styles=STYLES_NL + own + other))
    assert onboarded.roles["tabel"] == "Raster groen"
    assert look_of(parts(onboarded)[STYLES]).table("huisstijl tabel")


def test_the_language_becomes_dutch_and_that_is_said():
    onboarded = made(File(p("oud"), styles=STYLES_NL))
    assert onboarded.languages == ("en-US",)
    assert {value(one) for one in root(onboarded, STYLES).iter(w("lang"))} == {"nl-NL"}


# ------------------------------------------------------------------ the front of an old document


def front_of(onboarded: Onboarded) -> list[str]:
    """Return the lines above the first loop over sections."""
    found = lines(onboarded)
    return found[: next(n for n, line in enumerate(found) if "delen." in line)]


def test_labels_on_lines_stay_and_get_placeholders():
    bold = f"<w:p>{run('Zaaknummer: ', '<w:b/>')}{run('711')}{run('325', '<w:i/>')}</w:p>"
    onboarded = made(File(p("Raadsvoorstel Duinwijk") + bold + "<w:p>" + run("Afdeling:") + "<w:r><w:tab/></w:r>"
                          + run("Openbare Werken") + "</w:p>" + p("Aanleiding") + p(LONG)))  # fmt: skip
    assert front_of(onboarded)[:3] == [
        "Raadsvoorstel Duinwijk", "Zaaknummer: {{ zaaknummer }}", "Afdeling:\t{{ afdeling }}",
    ]  # fmt: skip
    assert LONG not in "".join(lines(onboarded))


def test_a_front_without_sender_and_title_gets_them_on_top():
    onboarded = made(File(p(KOP[0]) + p(KOP[1])))
    assert front_of(onboarded)[:2] == ["Gemeente {{ gemeente.naam }}", "Raadsvoorstel"]


NUMMER, AFDELING = "{{ zaaknummer }}", "{{ afdeling }}"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ((("Zaaknummer:", "711325"), ("Afdeling", "Werken")), ["Zaaknummer:", NUMMER, "Afdeling", AFDELING]),
        (
            (("Zaaknummer", ":", "71"), ("Afdeling", ":", "W")),
            ["Zaaknummer", ":", NUMMER, "Afdeling", ":", AFDELING],
        ),
        ((("Zaaknummer", "Afdeling"), ("711325", "Werken")), ["Zaaknummer", "Afdeling", NUMMER, AFDELING]),
        ((("Zaaknummer: 711325", "Afdeling: Werken"),), [f"Zaaknummer: {NUMMER}", f"Afdeling: {AFDELING}"]),
    ],
)
def test_a_table_of_labels_stays_and_gets_placeholders(rows: Sequence[Sequence[str]], shown: list[str]):
    onboarded = made(File(p("Raadsvoorstel Duinwijk") + table(*rows)))
    assert [line for line in front_of(onboarded)[1:] if "%" not in line] == shown


def test_what_stands_behind_an_unknown_label_goes_and_is_said():
    rows = (("Zaaknummer", "711325"), ("Afdeling", "Werken"), ("Telefoon", "023-1234567"))
    onboarded = made(File(table(*rows)))
    assert "023-1234567" not in "".join(lines(onboarded))
    assert "Telefoon" in lines(onboarded)
    assert onboarded.front is not None
    assert onboarded.front.emptied == ["Telefoon: 023-1234567"]


def asking(**more: str) -> Plan:
    """Return the plan with more that the front has to show."""
    return replace(PLAN, asked={**PLAN.asked, **{label: f"{{{{ {name} }}}}" for label, name in more.items()}})


def test_a_table_that_lacks_a_line_goes_through_the_whole_list():
    file = File(p("Raadsvoorstel Duinwijk") + table(("Zaaknummer:", "71"), ("Afdeling:", "W")))
    onboarded = made(file, asking(Programma="programma"))
    assert onboarded.way is Way.LOOPED
    assert [line for line in front_of(onboarded) if line][1:5] == [
        "{%tr for regel in kop %}",
        "{{ regel.label }}:",
        "{{ regel.waarde }}",
        "{%tr endfor %}",
    ]


def test_a_table_with_a_line_of_its_own_gets_what_it_lacks_as_a_row():
    file = File(table(("Telefoon:", "023"), ("Zaaknummer:", "71"), ("Afdeling:", "W")))
    onboarded = made(file, asking(Programma="programma", Auteur="auteur"))
    assert onboarded.way is Way.EXTENDED
    assert front_of(onboarded)[-4:] == ["Programma:", "{{ programma }}", "Auteur:", "{{ auteur }}"]


def test_lines_get_what_they_lack_as_a_line():
    onboarded = made(File(p(KOP[0]) + p("Afdeling:  Werken")), asking(Programma="programma"))
    assert front_of(onboarded)[3:5] == ["Afdeling:  {{ afdeling }}", "Programma:  {{ programma }}"]


def test_a_front_that_cannot_show_all_is_replaced():
    onboarded = made(File(table(("Zaaknummer: 71", "Afdeling: W"))), asking(Programma="programma"))
    assert (onboarded.way, onboarded.labels) == (Way.NONE, ("Zaaknummer", "Afdeling"))


def test_one_label_is_no_front_and_the_text_is_replaced():
    onboarded = made(File(p("Zaaknummer: 711325") + p(LONG)))
    assert onboarded.front is None
    assert "{%p if kop %}" in lines(onboarded)
    assert "Zaaknummer: " not in "".join(lines(onboarded))


def test_lines_of_the_old_document_go_and_are_said():
    onboarded = made(File(p("Raadsvoorstel Duinwijk") + p("Koersdocument wonen 2019") + p(KOP[0]) + p(KOP[1])))
    assert onboarded.front is not None
    assert onboarded.front.lost == ["Koersdocument wonen 2019"]
    assert "Koersdocument wonen 2019" not in lines(onboarded)


def test_a_content_control_called_after_a_label_becomes_a_placeholder():
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="Zaaknummer"/><w:dataBinding w:xpath="/x"/></w:sdtPr><w:sdtContent>'
        f"{run('klik')}{run(' hier')}</w:sdtContent></w:sdt>"
    )
    onboarded = made(header(f"<w:p>{run('Nummer ')}{control}</w:p>"))
    assert lines(onboarded, "word/header1.xml") == ["Nummer {{ zaaknummer }}"]


PICTURE = '<w:r><w:drawing><a:blip r:embed="x0"/></w:drawing></w:r>'
BOX = f"<w:r><w:pict><w:txbxContent>{p('oud kader')}</w:txbxContent></w:pict></w:r>"


def test_the_logo_above_a_text_stays_without_the_words_beside_it_and_a_text_box_does_not():
    image = {"media/logo.png": (f"{R}/image", b"png")}
    onboarded = made(File(f"<w:p>{PICTURE}{run('Beste lezer')}</w:p><w:p>{BOX}</w:p>{p(LONG)}", extra=image))
    assert onboarded.pictures == 1
    assert parts(onboarded)["word/media/logo.png"] == b"png"
    assert not {"Beste lezer", "oud kader"} & set(lines(onboarded))


def test_a_picture_further_on_goes_out_of_the_file():
    image = {"media/foto.png": (f"{R}/image", b"png")}
    onboarded = made(File("".join(p(LONG) for _ in range(20)) + f"<w:p>{PICTURE}</w:p>", extra=image))
    assert "word/media/foto.png" not in parts(onboarded)


# ------------------------------------------------------------------ headers and footers

PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def complex_field(code: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code_run = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark.format("begin") + code_run + mark.format("separate") + run(shown) + mark.format("end")


def test_page_numbers_stay_and_a_known_value_becomes_a_placeholder():
    onboarded = made(header(f"<w:p>{run('Zaaknummer: 711325 | Pagina ')}{PAGE}</w:p>"))
    assert lines(onboarded, "word/header1.xml") == ["Zaaknummer: {{ zaaknummer }} | Pagina #1"]
    assert [edge.area for edge in onboarded.edges] == ["koptekst"]


def test_a_value_known_from_the_front_is_replaced_wherever_it_stands():
    file = File(p(KOP[0]) + p(KOP[1]), '<w:sectPr><w:footerReference w:type="first" r:id="footer1"/></w:sectPr>',
                edges={"footer1": p("Duinwijk - 711325 - 71132599")})  # fmt: skip
    onboarded = made(file)
    assert lines(onboarded, "word/footer1.xml") == ["Duinwijk - {{ zaaknummer }} - 71132599"]
    assert [edge.area for edge in onboarded.edges] == ["voettekst van de eerste bladzijde"]


def test_a_field_of_the_old_file_goes_a_property_is_mapped_and_another_becomes_words():
    content = (
        f"<w:p>{complex_field('FILENAME', 'oud.docx')}{complex_field('DOCPROPERTY Zaaknummer', '71')}"
        f"{complex_field('REF plek', 'Wonen')}{complex_field('PAGE', '1')}</w:p>"
    )
    onboarded = made(header(content))
    assert lines(onboarded, "word/header1.xml") == ["{{ zaaknummer }}Wonen1"]
    assert (onboarded.edges[0].gone, onboarded.edges[0].fields) == (("FILENAME",), ("REF",))
    assert b"PAGE" in parts(onboarded)["word/header1.xml"]


def test_words_that_stay_are_told_and_an_old_date_is_noticed():
    dated, plain = (made(header(p(text))).edges[0] for text in ("Duinwijk, 12 maart 2019", "Postbus 12, Duinwijk"))
    assert (dated.literal, dated.is_dated) == (("Duinwijk, 12 maart 2019",), True)
    assert not plain.is_dated


# ------------------------------------------------------------------ sections


def section(*edges: str, size: str = "") -> str:
    shown = "".join(f'<w:{e[:6]}Reference w:type="default" r:id="{e}"/>' for e in edges)
    return f"<w:sectPr>{shown}{size}</w:sectPr>"


def ends(properties: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'


def test_a_letterhead_and_paper_to_go_on_with_become_one_section_with_a_first_page():
    file = File(p("Beste") + ends(section("header1")) + p("dag"), section("header2"),
                edges={"header1": p("Duinwijk"), "header2": p("vervolg")})  # fmt: skip
    onboarded = made(file)
    assert onboarded.sections.folded
    assert {edge.area: edge.literal for edge in onboarded.edges} == {
        "koptekst van de eerste bladzijde": ("Duinwijk",), "koptekst": ("vervolg",),
    }  # fmt: skip
    assert len(list(root(onboarded).iter(w("sectPr")))) == 1


def test_an_annex_in_landscape_is_left_and_that_is_said():
    file = File(
        p(LONG) + ends(section("header1")) + p("bijlage"), section(size=LANDSCAPE), edges={"header1": p("Duinwijk")}
    )
    onboarded = made(file)
    assert (onboarded.sections.left, onboarded.sections.folded) == (1, False)
    assert root(onboarded).find(f".//{w('pgSz')}") is None
    assert "word/header1.xml" in parts(onboarded)


def test_a_part_whose_titles_stood_in_a_section_of_their_own_keeps_that_section():
    file = File(p(KOP[0]) + p(KOP[1]) + p("Aanleiding") + p(LONG) + ends(section("header1")) + p("Raadsbesluit"),
                section("header2"), edges={"header1": p("Voorstel"), "header2": p("Besluit")})  # fmt: skip
    onboarded = made(file)
    sections = list(root(onboarded).iter(w("sectPr")))
    assert len(sections) == 2
    text = lines(onboarded)
    place = next(
        n for n, one in enumerate(root(onboarded).iter(w("p"))) if one.find(f"{w('pPr')}/{w('sectPr')}") is not None
    )
    assert text[place - 1] == "{%p if delen.besluit %}"
    assert {edge.literal for edge in onboarded.edges} == {("Voorstel",), ("Besluit",)}


def test_columns_go_because_a_table_needs_the_width():
    onboarded = made(File(p(LONG), '<w:sectPr><w:cols w:num="2"/></w:sectPr>'))
    assert onboarded.sections.uncolumned
    assert root(onboarded).find(f".//{w('cols')}") is None


# ------------------------------------------------------------------ files of every kind


def test_a_text_under_another_name_is_found():
    assert "{{p sectie.inhoud }}" in lines(made(File(p("oud"), main="word/document2.xml")))


def test_a_file_without_styles_gets_them():
    assert look_of(parts(made(File(p("oud"))))[STYLES]).heading(1)


def test_the_same_file_gives_the_same_template():
    file = File(p(KOP[0]) + p(KOP[1]), styles=STYLES_NL)
    assert made(file).data == made(file).data


def test_a_template_of_ours_can_be_taken_over_again():
    once = made(File(p(LONG), styles=STYLES_NL))
    again = onboard(once.data, "a.docx", PLAN)
    assert not set(again.added) - {"Lopende tekst 2"}


def test_the_default_document_of_another_library_works():
    stream = io.BytesIO()
    docx.Document().save(stream)
    assert {"{%p for sectie in delen.inhoud %}", "{{p sectie.inhoud }}"} <= set(
        lines(onboard(stream.getvalue(), "a", PLAN))
    )


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 oud", b"geen zip", package.write([])])
def test_what_is_no_word_file_is_refused(data: bytes):
    with pytest.raises(WordFileUnusable):
        onboard(data, "a.docx", PLAN)


def test_a_strict_file_is_refused_with_what_to_choose():
    whole = package.read(File(p("oud")).data, "a")
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    whole["_rels/.rels"] = whole["_rels/.rels"].replace(R.encode(), strict.encode())
    with pytest.raises(WordFileUnusable, match="Strict"):
        onboard(package.write(package.parts_of(whole)), "a.docx", PLAN)
