"""Everything that can be wrong with a template is found, named with its place, and nothing else is."""

from collections.abc import Mapping
from itertools import accumulate, combinations, compress

import pytest
from lxml import etree
from wordfile import STYLES, R, heading, p, table, word_file

from raadsvoorstel.findings import Severity
from raadsvoorstel.word import package
from raadsvoorstel.word.inspection import Fault, Loop, Vocabulary, Wanted, inspect
from raadsvoorstel.word.inspection.places import Story
from raadsvoorstel.word.package import MAIN

VOCABULARY = Vocabulary(
    values=frozenset(("onderwerp", "nummer", "dag.begin", "dag.eind")),
    loops={
        "regels": Loop(lines=("label", "waarde"), needed=("waarde",)),
        "delen": Loop(lines=("titel",), texts=("inhoud",), named=True),
    },
    filters=frozenset(("datum", "aantal")),
    idle=frozenset(("aantal",)),
    elsewhere={"noot": "`noot` staat ergens anders"},
)
LOOP = (
    p("{%p for deel in delen.inhoud %}") + heading(1, "{{ deel.titel }}") + p("{{p deel.inhoud }}") + p("{%p endfor %}")
)
LINES = ("{%p for regel in regels %}", "{{ regel.label }}: {{ regel.waarde }}", "{%p endfor %}")
ALWAYS = {"titel-ontbreekt"}


def faults(parts: Mapping[str, bytes], wanted: tuple[Wanted, ...] = ()) -> list[Fault]:
    return [fault for fault in inspect(parts, VOCABULARY, wanted).faults if fault.code not in ALWAYS]


def found(body: str, *args: str, **parts: str) -> list[str]:
    """Return `code @ place` of everything that is wrong with a file that holds `body`."""
    return [f"{fault.code} @ {fault.place.area}" for fault in faults(word_file(body, *args, **parts))]


def hints(body: str) -> list[str]:
    return [fault.hint for fault in faults(word_file(body))]


# ------------------------------------------------------------------ placeholders


HEALTHY = {
    "een waarde": p("Over {{ onderwerp }}, nummer {{nummer}}."),
    "een bewerking": p("{{ dag.begin | datum }}"),
    "een voorwaarde in een zin": p("Over {% if nummer and not dag.eind %}{{ nummer }}{% else %}niets{% endif %}."),
    "een groep in een voorwaarde": p("{%p if dag %}") + p("x") + p("{%p endif %}"),
    "een herhaling": LOOP,
    "regels": "".join(map(p, LINES)),
    "een beurt": p("{%p for r in regels %}")
    + p("{% if loop.first %}eerst{% endif %}{{ r.waarde }}")
    + p("{%p endfor %}"),
    "regels in een tabel": p("{%p if regels %}")
    + table(
        (p("{%tr for regel in regels %}"), p()),
        (p("{{ regel.label }}"), p("{{ regel.waarde }}")),
        (p("{%tr endfor %}"), p()),
    )
    + p("{%p endif %}"),
    "een titel in elke tak": p("{%p for deel in delen.inhoud %}")
    + p("{%p if loop.first %}") + heading(1, "{{ deel.titel }}") + p("{%p else %}") + heading(1, "{{ deel.titel }}")
    + p("{%p endif %}") + p("{{p deel.inhoud }}") + p("{%p endfor %}"),
    "gekrulde aanhalingstekens": p("{{ “a” }}{{ onderwerp }}"),
    "een harde spatie achter de p": p("{%p for deel in delen.inhoud %}") + heading(1, "{{ deel.titel }}")
    + p("{{p\u00a0deel.inhoud }}") + p("{%p endfor %}"),
    "een opmerking": p("a {# {{ niets }} #} b"),
    "accolades die niets met invullen te maken hebben": p("de verzameling {1, 2} en {}"),
    "een invulplaats in stukken": "<w:p><w:r><w:t>{{ onder</w:t></w:r><w:proofErr w:type='spellEnd'/>"
    "<w:r><w:rPr><w:lang w:val='en-US'/></w:rPr><w:t>werp }}</w:t></w:r></w:p>",
    "een cel met een alinea die blijft": table((p("{%p if nummer %}") + p("x") + p("{%p endif %}") + p(),)),
    "een cel met altijd iets": table((p("{%p if nummer %}") + p("x") + p("{%p else %}") + p("y") + p("{%p endif %}"),)),
}  # fmt: skip


@pytest.mark.parametrize("body", HEALTHY.values(), ids=HEALTHY)
def test_a_healthy_template_has_no_faults(body: str):
    assert found(body) == []


FAULTY = {
    p("{{ onderwep }}"): ["onbekende-invulplaats @ alinea 1"],
    p("{{ dag }}"): ["onbekende-invulplaats @ alinea 1"],
    p("{{ regels }}"): ["onbekende-invulplaats @ alinea 1"],
    p("{{ deel.titel }}"): ["onbekende-invulplaats @ alinea 1"],
    p("a") + p("{% if onderwep %}x{% endif %}"): ["onbekende-invulplaats @ alinea 2"],
    p("{%p if delen.bijlage %}") + p("x") + p("{%p endif %}"): ["onbekende-herhaling @ alinea 1"],
    p("{%p for r in regel %}") + p("{{ r.waarde }}") + p("{%p endfor %}"): ["onbekende-herhaling @ alinea 1"],
    p("{%p for d in delen %}") + p("{{ d.titel }}") + p("{%p endfor %}"): ["onbekende-herhaling @ alinea 1"],
    p("{{ onderwerp | dattum }}"): ["onbekend-filter @ alinea 1"],
    p("{{ onderwerp | aantal }}"): ["filter-past-niet @ alinea 1"],
    p("{% if dag | datum %}x{% endif %}"): ["filter-past-niet @ alinea 1"],
    p("{{ onderwerp | datum('x') }}"): ["niet-toegestaan @ alinea 1"],
    p("{{ onderwerp + 1 }}"): ["niet-toegestaan @ alinea 1"],
    p("{{ }}"): ["niet-toegestaan @ alinea 1"],
    p("{{{ onderwerp }}}"): ["niet-toegestaan @ alinea 1"],
    p("{% if nummer == 1 %}x{% endif %}"): ["niet-toegestaan @ alinea 1"],
    p("{%p for a, b in regels %}") + p("{%p endfor %}"): ["niet-toegestaan @ alinea 1"],
    p("{% set x = 1 %}"): ["onbekende-opdracht @ alinea 1"],
    p("{{r onderwerp }}"): ["onbekende-opdracht @ alinea 1"],
    p("{%pif nummer %}") + p("x") + p("{%p endif %}"): ["onbekende-opdracht @ alinea 1"],
    p("{%p\u00a0if nummer %}") + p("x") + p("{%p endif %}"): ["onbekende-opdracht @ alinea 1"],
    p("{% if nummer %}a{% else if onderwerp %}b{% endif %}"): ["onbekende-opdracht @ alinea 1"],
    p("{% iff nummer %}a{% endif %}"): ["onbekende-opdracht @ alinea 1"],
    p("{{ onderwerp"): ["niet-gesloten @ alinea 1"],
    p("{{ onderwerp } en {{ nummer }}"): ["niet-gesloten @ alinea 1"],
    p("x {% if nummer } y {% endif %}"): ["niet-gesloten @ alinea 1"],
    p("{{ onder") + p("werp }}"): ["invulplaats-gesplitst @ alinea 1"],
    p("{ onderwerp }"): ["losse-accolade @ alinea 1"],
    p("{voornaam}"): ["losse-accolade @ alinea 1"],
    p("{onderwerp}}"): ["losse-accolade @ alinea 1"],
    p("{ % if nummer % }"): ["losse-accolade @ alinea 1"],
    p("{p endfor %}"): ["losse-accolade @ alinea 1"],
    p("klaar %}"): ["losse-accolade @ alinea 1"],
    p("{%p if nummer %}") + p("x"): ["blok-niet-gesloten @ alinea 1"],
    p("{%p endif %}"): ["niet-geopend @ alinea 1"],
    p("{%p else %}"): ["niet-geopend @ alinea 1"],
    p("kwijt {%p if nummer %}") + p("x") + p("{%p endif %}"): ["tekst-verdwijnt @ alinea 1"],
    p("{%p if nummer %}{%p endif %}"): ["twee-opdrachten @ alinea 1"],
    p("{%tr if nummer %}") + p("{% endif %}"): ["geen-tabel @ alinea 1"],
    p("{%p if nummer %}") + p("x") + p("{% endif %}"): ["blok-gekruist @ alinea 3"],
    p("{% if nummer %}") + p("x") + p("{% endif %}"): ["blok-zonder-p @ alinea 3"],
    table((p("{% if nummer %}"), p("{% endif %}"))): ["blok-gekruist @ tabel 1 rij 1 cel 2"],
    table((p("{%tr if nummer %}"), p("kwijt")), (p("x"), p()), (p("{%tr endif %}"), p())): [
        "tekst-verdwijnt @ tabel 1 rij 1 cel 1"
    ],
    table((p("{%p if nummer %}") + p("x") + p("{%p endif %}"),)): ["lege-cel @ tabel 1 rij 1 cel 1"],
    table((p("{%tr for r in regels %}"),), (p("{{ r.waarde }}"),), (p("{%tr endfor %}"),)): [
        "lege-tabel @ tabel 1 rij 1 cel 1"
    ],
    p("{%p for d in delen.a %}") + p("Zie {{p d.inhoud }}") + p("{%p endfor %}"): ["tekst-verdwijnt @ alinea 2"],
    p("{%p for d in delen.a %}") + p("{{ d.inhoud }}") + p("{%p endfor %}"): ["hele-alineas @ alinea 2"],
    p("{%p for d in delen.a %}") + heading(1, "{{ d.titel }}") + p("{%p endfor %}"): ["tekst-verdwijnt @ alinea 1"],
    p("{%p for r in regels %}") + p("{{ r.label }}") + p("{%p endfor %}"): ["tekst-verdwijnt @ alinea 1"],
    p("{{p onderwerp }}"): ["geen-alineas @ alinea 1"],
    table((LOOP + p(),)): ["tekst-in-cel @ tabel 1 rij 1 cel 1"],
    LOOP + LOOP: ["dubbele-herhaling @ alinea 5"],
    LOOP.replace(p("{{p deel.inhoud }}"), p("{{p deel.inhoud }}") * 2): ["dubbele-tekst @ alinea 4"],
    LOOP.replace("{{ deel.titel }}", "Over {{ deel.titel }}"): ["titel-niet-alleen @ alinea 2"],
    LOOP.replace("Kop1", "Normal"): ["titel-geen-kop @ alinea 2"],
    "<w:p><w:hyperlink><w:r><w:t>{{ onder</w:t></w:r></w:hyperlink><w:r><w:t>werp }}</w:t></w:r></w:p>": [
        "invulplaats-gesplitst @ alinea 1"
    ],
    "<w:p><w:r><w:t>{{ onder</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>werp }}</w:t></w:r></w:p>": [
        "opmaak-in-invulplaats @ alinea 1"
    ],
    p("{%p if nummer %}", "<w:sectPr/>") + p("x") + p("{%p endif %}"): ["tekst-verdwijnt @ alinea 1"],
    p("{%p if nummer %}", "<w:pageBreakBefore/>") + p("x") + p("{%p endif %}"): ["bladzijde-verdwijnt @ alinea 1"],
}


@pytest.mark.parametrize(("body", "expected"), FAULTY.items())
def test_a_fault_in_the_template_language_is_found_once_at_its_place(body: str, expected: list[str]):
    assert found(body) == expected


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        (p("{{ onderwep }}"), "bedoelt u `onderwerp`?"),
        (p("{{ dag.begn }}"), "bedoelt u `dag.begin`?"),
        (p("{{ noot }}"), "`noot` staat ergens anders"),
        (p("{{ dag }}"), "kies er één uit: `dag.begin`, `dag.eind`"),
        (p("{%p for r in regel %}") + p("{%p endfor %}"), "bedoelt u `regels`?"),
        (p("{ Onderwerp }"), "schrijf `{{ onderwerp }}`"),
        (p("{{ onderwerp }"), "schrijf `{{ onderwerp }}`"),
        (p("{p endfor %}"), "schrijf `{%p endfor %}`"),
        (p("{% else if nummer %}{% if nummer %}{% endif %}"), "schrijf `{% elif nummer %}`"),
    ],
)
def test_the_hint_says_what_to_write(body: str, hint: str):
    assert hint in hints(body)


def test_all_parts_are_looked_at_and_named_as_a_reader_knows_them():
    reference = f'<w:headerReference xmlns:r="{R}" w:type="first" r:id="rheader1"/>'
    first = p("", f"<w:sectPr>{reference}</w:sectPr>")
    note = f'<w:footnote w:id="2">{p("{{ c }}")}</w:footnote>'
    places = found(first, header1=p("{{ a }}"), footer1=table((p("{{ b }}"),)), footnotes=note)
    assert [place.partition(" @ ")[2] for place in places] == [
        "voettekst, tabel 1 rij 1 cel 1", "voetnoot 1", "koptekst van de eerste bladzijde, alinea 1",
    ]  # fmt: skip


def test_the_elements_of_a_piece_of_text_are_those_that_it_shares_a_letter_with():
    texts = ["ab", "", "c", "", "", "defg", ""]
    root = etree.fromstring(word_file("<w:p>" + "".join(f"<w:r><w:t>{t}</w:t></w:r>" for t in texts) + "</w:p>")[MAIN])
    (paragraph,) = Story(MAIN, "main", "", root).paragraphs
    ends = list(accumulate(map(len, texts)))
    for start, end in combinations(range(8), 2):
        shared = [stop > start and stop - len(text) < end for text, stop in zip(texts, ends, strict=True)]
        assert paragraph.texts_at(start, end) == tuple(compress(paragraph.texts, shared))


def test_the_text_around_a_fault_is_shown():
    fault = faults(word_file(p("Een heel lange aanloop naar {{ onderwep }} en een heel lange afloop daarachter.")))[0]
    assert fault.place.text == "…eel lange aanloop naar {{ onderwep }} en een heel lange aflo…"


def test_a_placeholder_in_an_alternative_text_is_checked_too():
    assert found(picture("Logo van {{ onderwep }}")) == ["onbekende-invulplaats @ alinea 1"]


def test_what_older_programs_show_is_not_reported_twice():
    box = f"<w:txbxContent>{p('{{ onderwep }}')}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    assert found(f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>") == [
        "tekstvak @ alinea 1",
        "onbekende-invulplaats @ alinea 1, tekstvak",
    ]


# ------------------------------------------------------------------ reading


def picture(description: str = "", *, uri: str = "picture", more: str = "") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="logo" descr="{description}">{more}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}"/></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


DECORATIVE = '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
BOX = "<w:pBdr>" + "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right")) + "</w:pBdr>"
READING = {
    picture(): ["alternatieve-tekst @ alinea 1"],
    picture("logo.png"): ["alternatieve-tekst @ alinea 1"],
    picture("Het logo van de stichting"): [],
    picture(more=DECORATIVE): [],
    picture(uri="wordprocessingShape"): [],
    '<w:p><w:r><w:pict><v:shape id="s1"><v:imagedata/></v:shape></w:pict></w:r></w:p>': [
        "alternatieve-tekst @ alinea 1"
    ],
    f"<w:p><w:r><w:txbxContent>{p('hier')}</w:txbxContent></w:r></w:p>": ["tekstvak @ alinea 1"],
    f"<w:p><w:r><w:txbxContent>{p()}</w:txbxContent></w:r></w:p>": [],
    p("tekst", BOX): ["kader @ alinea 1"],
    p("tekst", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'): [],
    p("geheim", run="<w:vanish/>"): ["verborgen-tekst @ alinea 1"],
    p("niet geheim", run='<w:vanish w:val="0"/>'): [],
    heading(1, "a") + heading(3, "b"): ["kopniveau @ alinea 2"],
    heading(2, "a"): ["kopniveau @ alinea 1"],
    heading(1, "a") + heading(2, "b") + heading(3, "c") + heading(1, "d"): [],
    p("1. eerst") + p("2. dan") + p("3. ten slotte"): ["getypt-nummer @ alinea 1"],
    p("- eerst") + p("- dan"): ["getypt-nummer @ alinea 1"],
    heading(1, "1.\tInleiding"): ["getypt-nummer @ alinea 1"],
    p("1 januari is een feestdag.") + p("Dat was het."): [],
    p("a") + p() + p() + p("b"): ["lege-alinea @ alinea 2"],
    p("a") + table((p(),)) + p() + p("b") + p(): [],
}


@pytest.mark.parametrize(("body", "expected"), READING.items())
def test_what_keeps_people_from_reading_is_a_warning_or_a_remark(body: str, expected: list[str]):
    assert found(body) == expected
    assert all(fault.severity is not Severity.FOUT for fault in faults(word_file(body)))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl-NL", []), ("en-US", ["de taal is en-US, en niet nl-NL"]), ("", ["er is geen taal ingesteld"])],
)
def test_the_language_of_the_styles_is_dutch(language: str, expected: list[str]):
    styles = STYLES.replace('<w:lang w:val="nl-NL"/>', f'<w:lang w:val="{language}"/>' if language else "")
    assert [f.message.partition(";")[0] for f in faults(word_file(p("a"), styles))] == expected


def coloured(colour: str, size: int = 20, fill: str = "") -> str:
    shade = f'<w:pPr><w:shd w:val="clear" w:fill="{fill}"/></w:pPr>' if fill else ""
    return STYLES + (
        f'<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Slogan"/>{shade}'
        f'<w:rPr><w:color w:val="{colour}"/><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (coloured("000000"), []),
        (coloured("auto"), []),
        (coloured("FFA500"), ["het contrast van de stijl «Slogan» is 1,97 (#ffa500 op #ffffff)"]),
        (coloured("FFFFFF", fill="003366"), []),
        (
            coloured("777777", size=40),
            ["het contrast van de stijl «Slogan» is 4,48 (#777777 op #ffffff); dat is alleen"],
        ),
    ],
)
def test_contrast_is_reported_with_its_ratio(styles: str, expected: list[str]):
    messages = [f.message for f in faults(word_file(p("a", '<w:pStyle w:val="S"/>'), styles)) if f.code == "contrast"]
    assert [message[: len(wanted)] for message, wanted in zip(messages, expected, strict=True)] == expected


def test_white_letters_on_what_a_cell_or_a_table_style_colours_are_not_judged_on_white():
    cell = '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>' + p("a", '<w:pStyle w:val="S"/>') + "</w:tc>"
    assert found(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>", coloured("FFFFFF")) == []


# ------------------------------------------------------------------ styles


WANTED = (
    Wanted(("quote",), "paragraph", "dan springt een citaat in"),
    Wanted(("list number",), "paragraph", "dan nummert het programma zelf", "number"),
)
LIST_STYLE = '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Number"/></w:style>'
QUOTE = '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'


def test_a_missing_style_is_a_remark_that_says_what_happens_instead():
    fault, *others = faults(word_file(p("a"), STYLES + QUOTE.replace("Quote", "Andere")), WANTED)
    assert (others, fault.severity) == ([], Severity.OPMERKING)
    assert fault.message == (
        "deze stijlen ontbreken: «quote» (alineastijl): dan springt een citaat in; "
        "«list number» (alineastijl): dan nummert het programma zelf"
    )


def test_a_style_of_another_kind_and_a_list_style_without_a_list_are_told_apart():
    styles = STYLES + QUOTE.replace("paragraph", "character") + LIST_STYLE
    assert [fault.code for fault in faults(word_file(p("a"), styles), WANTED)] == [
        "stijl-verkeerd-soort", "stijl-zonder-lijst",
    ]  # fmt: skip


# ------------------------------------------------------------------ safety


def control(properties: str, text: str) -> dict[str, bytes]:
    return word_file(f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{p(text)}</w:sdtContent></w:sdt>")


def link(kind: str, target: str, *, external: bool = True) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rX" Type="{R}/{kind}" Target="{target}"{mode}/>'


MACRO = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le")).decode("latin-1")
SAFETY = {
    "een macro": (word_file(p("a"), more={"word/vbaProject.bin": "x"}), ["macro @ bestand"]),
    "een koppeling naar een bladzijde": (word_file(p("a"), relations=link("hyperlink", "https://a.nl")), []),
    "een afbeelding van elders": (word_file(p("a"), relations=link("image", "http://a.nl/x.png")), ["van-buiten @ "]),
    "een sjabloon van elders": (word_file(p("a"), relations=link("attachedTemplate", "C:\\x.dotm")), ["van-buiten @ "]),
    "een veld van elders": (
        word_file('<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://a&quot; "/></w:p>' + p("a")),
        ["van-buiten @ alinea 1"],
    ),
    "een ingebed bestand": (word_file(p("a"), relations=link("oleObject", "x.bin", external=False)), ["ingebed @ "]),
    "een beveiliging": (
        word_file(p("a"), settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
        ["beveiligd @ instellingen"],
    ),
    "een beveiliging die uit staat": (word_file(p("a"), settings='<w:documentProtection w:edit="readOnly"/>'), []),
    "bijhouden": (word_file(p("a"), settings="<w:trackRevisions/>"), ["wijzigingen-bijhouden @ instellingen"]),
    "een wijziging": (
        word_file('<w:p><w:ins w:id="1" w:author="An"><w:r><w:t>a</w:t></w:r></w:ins></w:p>'),
        ["wijziging-in-sjabloon @ alinea 1"],
    ),
    "een opmerking": (
        word_file(p("a"), comments=f'<w:comment w:id="0">{p("x")}</w:comment>'), ["opmerking-in-sjabloon @ "],
    ),
    "een vergrendeld stuk": (
        control('<w:lock w:val="contentLocked"/>', "a"),
        ["vergrendeld @ alinea 1"],
    ),
    "een stuk dat alleen niet weg mag": (
        control('<w:lock w:val="sdtLocked"/>', "a"), [],
    ),
    "een gebonden stuk": (
        control("<w:dataBinding/>", "{{ nummer }}"),
        ["gebonden-tekst @ alinea 1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "expected"), SAFETY.values(), ids=SAFETY)
def test_what_a_template_should_not_bring_along_is_found(parts: dict[str, bytes], expected: list[str]):
    assert [f"{fault.code} @ {fault.place.area}" for fault in faults(parts)] == expected


def test_a_macro_under_another_name_is_found():
    parts = word_file(p("a"))
    assert [fault.code for fault in faults({**parts, "word/media/foto.png": MACRO.encode("latin-1")})] == ["macro"]


# ------------------------------------------------------------------ files that are something else


def changed(old: bytes, new: bytes, part: str = package.MAIN) -> dict[str, bytes]:
    parts = word_file(p("{{ onderwep }}"))
    return {**parts, part: parts[part].replace(old, new)}


OTHERS = {
    "Strict": changed(
        b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    "sjabloon": changed(b"document.main+xml", b"template.main+xml", package.TYPES),
    "macro's": changed(b"wordprocessingml.document.main+xml", b"macroEnabled.main+xml", package.TYPES),
    "eigen namen": {
        **word_file(""),
        package.MAIN: b'<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
    },
}


@pytest.mark.parametrize("parts", OTHERS.values(), ids=OTHERS)
def test_a_kind_of_file_that_cannot_be_filled_is_an_error(parts: dict[str, bytes]):
    assert "soort-bestand" in [fault.code for fault in faults(parts)]


def test_strict_open_xml_is_read_all_the_same():
    assert [fault.code for fault in faults(OTHERS["Strict"])] == ["soort-bestand", "onbekende-invulplaats"]


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", package.TYPES]
)
@pytest.mark.parametrize("data", [b"", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"\xff\xfe\x00"])
def test_a_broken_part_is_an_error_and_no_crash(part: str, data: bytes):
    assert "onderdeel-onleesbaar" in [fault.code for fault in faults({**word_file(p("a")), part: data})]


def test_what_a_template_uses_is_told():
    inspection = inspect(word_file(LOOP + "".join(map(p, LINES)) + p("{{ nummer }}")), VOCABULARY, ())
    assert list(inspection.loops) == ["delen.inhoud", "regels"]
    assert list(inspection.values) == ["nummer"]
    assert inspection.printed == {"delen.inhoud": {"titel", "inhoud"}, "regels": {"label", "waarde"}}
