"""A template is filled with one proposal; what it asks for that does not exist stops the document."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import desks
import pytest
import samples
from lxml import etree
from samples import tied

from raadsvoorstel.errors import TemplateUnusable
from raadsvoorstel.project import Project
from raadsvoorstel.render import open_template
from raadsvoorstel.sjabloon import controleer_sjabloon
from raadsvoorstel.vergelijken.differences import as_it_is, as_made, differences
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.xml import RELATIONS, R, W

NewProject = Callable[..., Project]
REGIO = 'gemeenten: [heemstede]\nonderwerp: A&B <c> "d"\n'
KOP, SECTIONS = (
    "".join(map(samples.paragraph, texts))
    for texts in (
        ("{%p for regel in kop %}", "{{ regel.label }}: {{ regel.waarde }}", "{%p endfor %}"),
        ("{%p for sectie in delen.inhoud %}", "{{ sectie.titel }}", "{{p sectie.inhoud }}", "{%p endfor %}"),
    )
)
LOOP = KOP + SECTIONS


def with_template(project: Project, body: str) -> Project:
    project.template("heemstede").write_bytes(samples.wordfile(body))
    return project


def paragraphs(project: Project) -> tuple[str, ...]:
    return samples.document(project, "proef", "heemstede").reading.paragraphs


def test_a_template_may_print_every_header_field_and_who_the_gemeente_is(project: NewProject):
    regio = REGIO + "zaaknummer: 7\nvergadering: {raad: 2020-12-17, naam_commissie: Ruimte}\n"
    names = ("gemeente.naam", "gemeente.code", "zaaknummer", "vergadering.raad", "vergadering.naam_commissie")
    text = " ".join(f"{{{{ {name} }}}}" for name in names)
    made = with_template(project(regio=regio), samples.paragraph(text) + LOOP)
    assert paragraphs(made)[0] == tied("Heemstede gm0397 7 17~december 2020 Ruimte")


def test_the_filters_of_a_text_work_in_a_template_too(project: NewProject):
    body = (
        samples.paragraph("{{ vergadering.raad | datum }} {{ zaaknummer | bedrag }} {{ afdeling | hoofdletter }}")
        + LOOP
    )
    regio = REGIO + "zaaknummer: 7500\nafdeling: ruimte\nvergadering: {raad: 2020-12-17}\n"
    assert paragraphs(with_template(project(regio=regio), body))[0] == tied("17~december 2020 €~7.500 Ruimte")


RUN = "<w:r><w:t>Inhoud</w:t></w:r>"
IN_LOOP = '<w:r><w:t xml:space="preserve">{{ regel.label'
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
BEGIN, END = '<w:bookmarkStart w:id="3" w:name="_Toc1"/>', '<w:bookmarkEnd w:id="3"/>'
PICTURE = '<w:r><w:drawing><x:docPr xmlns:x="urn:x" id="7"/></w:drawing></w:r>'
NAMED = CONTROL.format('<w:tag w:val="Datum"/>', RUN)
NUMBERED = CONTROL.format('<w:id w:val="-9"/>', RUN)


@pytest.mark.parametrize(
    "body",
    [
        CONTROL.format("<w:docPartObj/>", samples.paragraph("Inhoud")) + LOOP,
        f"<w:p>{NAMED}</w:p>{LOOP}",
        CONTROL.format("", LOOP),
        f"<w:p><w:sdt/></w:p><w:sdt/>{LOOP}<w:sdt/>",
        f"<w:p>{BEGIN}{RUN}{END}</w:p>{LOOP}<w:p>{BEGIN}{RUN}{END}</w:p>",
        f"<w:p>{PICTURE}{PICTURE}{NUMBERED}{NUMBERED}</w:p>{LOOP}",
        LOOP.replace(IN_LOOP, BEGIN + END + IN_LOOP),
        LOOP.replace(IN_LOOP, BEGIN + IN_LOOP) + f"<w:p>{END}</w:p>",
        LOOP.replace(IN_LOOP, NUMBERED + PICTURE + IN_LOOP),
    ],
)
def test_controls_bookmarks_and_pictures_of_a_template_stop_no_document(project: NewProject, body: str):
    regio = REGIO + "samenvatting: Kort.\nfinancien: Geen.\nzaaknummer: 7\nafdeling: ruimte\n"
    made = samples.document(with_template(project(regio=regio), body), "proef", "heemstede")
    assert {"Kort.", "Geen."} < {*made.reading.paragraphs}
    text = package.read(made.data, "a.docx")["word/document.xml"].decode()
    starts, ends = (re.findall(rf'<w:bookmark{kind} w:id="(.*?)"', text) for kind in ("Start", "End"))
    assert sorted(starts) == sorted(ends)
    assert "Inhoud" not in body or "Inhoud" in text


PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1701" w:right="1701" w:gutter="0"/>{}</w:sectPr>'


@pytest.mark.parametrize(
    ("body", "twips"),
    [
        (LOOP + PAGE.format(""), 8504),
        (LOOP + PAGE.format('<w:cols w:num="2" w:space="500"/>'), 4002),
        (LOOP + PAGE.format('<w:cols w:num="2"><w:col w:w="3000"/><w:col w:w="5000"/></w:cols>'), 3000),
        (f'{KOP}<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="5216" w:type="dxa"/></w:tcPr>{SECTIONS}</w:tc></w:tr></w:tbl>'
         + PAGE.format(""), 5000),
        (f"{KOP}<w:p><w:pPr>{PAGE.format('')}</w:pPr></w:p>{SECTIONS}<w:p/>", 5_580_000 // 635),
    ],
)  # fmt: skip
def test_a_picture_is_no_wider_than_where_its_text_stands(project: NewProject, body: str, twips: int):
    made = project(regio=REGIO + 'aanleiding: "![Een kaart.](kaart.png)"\nfinancien: Geen.\n')
    (made.proposals / "proef/kaart.png").write_bytes((samples.ROOT / "raadsvoorstel/voorbeeldtekst.png").read_bytes())
    document = samples.document(with_template(made, body), "proef", "heemstede")
    main = package.read(document.data, "a.docx")["word/document.xml"].decode()
    assert [int(width) // 635 for width in re.findall(r'<wp:extent cx="(\d+)"', main)] == [twips]


def test_what_a_template_says_itself_may_read_like_a_title(project: NewProject):
    regio = REGIO + "samenvatting: Kort.\nfinancien: Geen.\n"
    made = project(regio=regio)
    (made.templates / "heemstede/gemeente.yaml").write_text(
        "naam: Heemstede\nkop: [{label: Onderwerp, veld: onderwerp}]\nindeling:\n"
        "  - {titel: Samenvatting, velden: samenvatting}\n  - {titel: Besluit, velden: financien, deel: besluit}\n"
    )
    body = LOOP + samples.paragraph("Besluit") + SECTIONS.replace("inhoud %}", "besluit %}")
    document = samples.document(with_template(made, body), "proef", "heemstede")
    assert document.reading.paragraphs[-3:] == ("Besluit", "Besluit", "Geen.")
    edited = desks.opened(desks.parts_of(document.data))
    assert differences(as_made(edited), as_it_is(edited)) == []


def test_the_properties_of_a_document_stand_where_it_says_they_do(project: NewProject):
    made = project(regio=REGIO)
    path, own = made.template("heemstede"), "package/properties.psmdcp"
    parts = package.read_file(path)
    parts[own] = parts.pop("docProps/core.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"docProps/core.xml", own.encode())
    path.write_bytes(package.write(package.parts_of(parts)))
    relations = package.read(samples.document(made, "proef", "heemstede").data, "a.docx")["_rels/.rels"].decode()
    assert ('Target="docProps/core.xml"' in relations, own in relations) == (True, False)


@pytest.mark.parametrize("name", ["item7001", "item1"])
def test_a_template_that_was_a_document_once_forgets_what_it_was_made_from(project: NewProject, name: str):
    made = with_template(project(regio=REGIO + "zaaknummer: 7\n"), samples.paragraph("{{ zaaknummer }}") + LOOP)
    old = package.read(samples.document(made, "proef", "heemstede").data, "a.docx")
    renamed = {part.replace("item7001", name): data.replace(b"item7001", name.encode()) for part, data in old.items()}
    mark = b'<w:body><w:p><w:bookmarkStart w:id="4" w:name="_rvv_zaaknummer"/><w:bookmarkEnd w:id="4"/></w:p>'
    renamed[package.MAIN] = package.read_file(made.template("heemstede"))[package.MAIN].replace(b"<w:body>", mark)
    made.template("heemstede").write_bytes(package.write(package.parts_of(renamed)))
    (made.proposals / "proef" / "regio.yaml").write_text(REGIO + "zaaknummer: 8\n", "utf-8")
    samples.template_of.cache_clear()
    parts = package.read(samples.document(made, "proef", "heemstede").data, "a.docx")
    memory = manifest.read(parts)
    assert memory is not None
    assert [each.text for each in memory.texts if each.path == "zaaknummer"] == ["8"]
    ids = re.findall(rb' Id="(.*?)"', parts["word/_rels/document.xml.rels"])
    assert len(ids) == len({*ids})


NOTE = '<w:{0}s xmlns:w="{1}" xmlns:r="{2}"><w:{0} w:id="5"><w:p>{3}</w:p></w:{0}></w:{0}s>'
LINK = '<w:hyperlink r:id="rId9"><w:r><w:t>site</w:t></w:r></w:hyperlink>'


def with_note(project: Project, kind: str, content: str) -> Project:
    """Give a project a template with a note of its own, and in that a link."""
    parts = package.read(samples.wordfile(LOOP), "a.docx")
    row = f'<Override PartName="/word/{kind}s.xml" ContentType="x.{kind}s+xml"/></Types>'
    link = f'<Relationship Id="rId9" Type="{R}/hyperlink" Target="https://example.org" TargetMode="External"/>'
    more = {
        package.TYPES: parts[package.TYPES].replace(b"</Types>", row.encode()),
        f"word/{kind}s.xml": NOTE.format(kind, W, R, content).encode(),
        f"word/_rels/{kind}s.xml.rels": f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>'.encode(),
    }
    project.template("heemstede").write_bytes(package.write(package.parts_of(parts | more)))
    return project


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_link_in_a_note_of_a_template_leads_where_it_led(project: NewProject, kind: str):
    regio = REGIO + "samenvatting: |\n  A[^1]\n\n  [^1]: Noot.\n"
    made = samples.document(with_note(project(regio=regio), kind, LINK), "proef", "heemstede")
    assert b"https://example.org" in package.read(made.data, "a.docx")[f"word/_rels/{kind}s.xml.rels"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_placeholder_in_a_note_is_refused(project: NewProject, kind: str):
    runs = "<w:r><w:t>{</w:t></w:r><w:r><w:t>{ zaaknummer }}</w:t></w:r>"
    path = with_note(project(regio=REGIO), kind, runs).template("heemstede")
    with pytest.raises(TemplateUnusable, match="in een noot wordt niets ingevuld"):
        open_template(path, path.read_bytes())
    assert "niet-ingevuld" in {each.code for each in controleer_sjabloon(path, path.read_bytes(), "a").findings}


def test_what_is_not_known_yet_is_shown_as_an_open_place(project: NewProject):
    body = samples.paragraph("{{ vergadering.raad | datum }}") + LOOP
    assert paragraphs(with_template(project(regio=REGIO), body))[0] == "[nog in te vullen: vergadering.raad]"


@pytest.mark.parametrize(
    ("name", "near"),
    [("zaaknumer", "zaaknummer"), ("vergadering.rad", "vergadering.raad"), ("gemeente.nam", "gemeente.naam")],
)
def test_a_placeholder_that_does_not_exist_stops_the_document_with_a_suggestion(
    project: NewProject, name: str, near: str
):
    made = with_template(project(regio=REGIO), samples.paragraph(f"{{{{ {name} }}}}") + LOOP)
    with pytest.raises(TemplateUnusable, match=rf"`{re.escape(name)}` bestaat niet; bedoelt u `{re.escape(near)}`"):
        samples.document(made, "proef", "heemstede")


@pytest.mark.parametrize("name", ["vergadering", "delen", "kop", "samenvatting", "gemeenten"])
def test_a_group_or_a_text_cannot_stand_where_a_line_belongs(project: NewProject, name: str):
    made = with_template(project(regio=REGIO), samples.paragraph(f"{{{{ {name} }}}}") + LOOP)
    with pytest.raises(TemplateUnusable, match=f"`{name}` bestaat niet"):
        samples.document(made, "proef", "heemstede")


def test_only_the_header_and_the_parts_can_be_repeated():
    body = (
        samples.paragraph("{%p for x in bijlagen %}")
        + samples.paragraph("{{ x }}")
        + samples.paragraph("{%p endfor %}")
    )
    with pytest.raises(TemplateUnusable, match=r"het herhaalt `bijlagen`; herhalen kan alleen `kop` en `delen"):
        open_template(Path("a.docx"), samples.wordfile(body))


def test_copies_of_a_template_are_read_once_and_each_complains_under_its_own_name():
    data = samples.wordfile(samples.paragraph("{{ zaaknummer }}") + LOOP)
    first, second = (open_template(Path(name), data) for name in ("a.docx", "b.docx"))
    assert first.standing is second.standing
    assert (first.name, second.name) == ("a.docx", "b.docx")


def test_the_properties_of_the_file_tell_what_it_is(project: NewProject):
    parts = package.read(samples.document(project(regio=REGIO + "zaaknummer: 7"), "proef", "heemstede").data, "a.docx")
    core = {etree.QName(element).localname: element.text for element in etree.fromstring(parts["docProps/core.xml"])}
    assert core == {"title": "A&B <c> “d”", "creator": "Heemstede", "language": "nl-NL"}
    custom = {row.get("name"): row[0].text for row in etree.fromstring(parts["docProps/custom.xml"])}
    assert (custom["voorstel"], custom["gemeente"], custom["zaaknummer"]) == ("proef", "Heemstede", "7")


# --- the same input, the same bytes --------------------------------------------------------------------------------

PROGRAM = """
import hashlib, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
import samples
from samples import tied
for naam, gemeente, soort in samples.shipped():
    print(hashlib.sha256(samples.document(samples.REPOSITORY, naam, gemeente, soort).data).hexdigest())
"""


def digests(cwd: Path, **environment: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(samples.ROOT)],
        capture_output=True,
        text=True,
        check=True,
        cwd=cwd,
        env=environment,
    )
    return run.stdout.split()


def test_the_same_input_gives_the_same_bytes_in_any_process_place_zone_and_language(tmp_path: Path):
    first = digests(samples.ROOT, PYTHONHASHSEED="1", TZ="Europe/Amsterdam", LC_ALL="C.UTF-8")
    second = digests(tmp_path, PYTHONHASHSEED="2", TZ="Pacific/Auckland", LC_ALL="C")
    assert len(first) == len(samples.shipped())
    assert first == second
