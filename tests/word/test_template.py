"""A template is what a person typed in Word: filled in completely, or refused with a reason."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
import samples
from lxml import etree

from raadsvoorstel.blocks import Paragraph, Run, plain
from raadsvoorstel.errors import TemplateUnusable
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word import package, reader
from raadsvoorstel.word.marks import is_as_made
from raadsvoorstel.word.template import Template
from raadsvoorstel.word.writer import Inline, Passage
from raadsvoorstel.word.xml import W


def louder(value: Inline) -> Inline:
    return Inline(value.path, plain(str(value).upper()))


def compiled(body: str, **parts: str) -> Template:
    return samples.compiled(samples.wordfile(body, **parts), "a.docx", {"luid": louder})


def shown(body: str, context: Mapping[str, Any], **parts: str) -> tuple[str, ...]:
    return reader.read(samples.filled(compiled(body, **parts), context)).paragraphs


def value(text: str, path: str = "a") -> Inline:
    return Inline(FieldPath(path), plain(text))


p = samples.paragraph


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>".format(
            p("zaak {{ a }}")
        ),
        "<w:p><w:r><w:t>zaak </w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>{{</w:t></w:r><w:r><w:t> a }}</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>",
    ],
)
def test_a_content_control_around_a_placeholder_makes_way_for_ours(body: str):
    own = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format(p("blijft"))
    parts = samples.filled(compiled(body + own), {"a": value("12")})
    root = etree.fromstring(parts["word/document.xml"])
    assert reader.read(parts).paragraphs == ("zaak 12", "blijft")
    controls = ["".join(map(str, each.itertext())) for each in root.iter(f"{{{W}}}sdt")]
    assert controls == ["12", "blijft"]


@pytest.mark.parametrize(
    ("body", "result"),
    [
        (p("x {{ a }} y"), ("x A&B <c> y",)),
        (p("{{a}}{{ b.c }}"), ("A&B <c>D",)),
        (p("{{ b.c | luid }}."), ("D.",)),
        (p("{% if a %}ja{% endif %}{% if not a %}nee{% endif %}"), ("ja",)),
        (p("{%p for deel in delen %}") + p("- {{ deel.naam }}") + p("{%p endfor %}"), ("- een", "- twee")),
        (p("{%p if niets %}") + p("weg") + p("{%p endif %}"), ()),
        ("<w:p><w:r><w:t>{{ </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>a }} z</w:t></w:r></w:p>", ("A&B <c> z",)),
        (
            '<w:p><w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{ a }}</w:t></w:r></w:p>',
            ("A&B <c>",),
        ),
        (p("100 % { a } geen"), ("100 % { a } geen",)),
    ],
)
def test_a_placeholder_is_filled_in_wherever_word_split_it(body: str, result: tuple[str, ...]):
    delen = [{"naam": value("een")}, {"naam": value("twee")}]
    assert shown(body, {"a": value("A&B <c>"), "b": {"c": value("D")}, "delen": delen, "niets": []}) == result


def test_a_list_is_repeated_in_a_text_box():
    box = p("{%p for deel in delen %}") + p("{{ deel.naam }}") + p("{%p endfor %}")
    run = f"<w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>"
    delen = [{"naam": value("een")}, {"naam": value("twee")}]
    parts = samples.filled(compiled(f"<w:p>{run}</w:p>"), {"delen": delen})
    assert re.findall(rb"<w:t(?: [^>]*)?>(.+?)</w:t>", parts[package.MAIN]) == [b"een", b"twee"]
    with pytest.raises(TemplateUnusable, match="alleen in een alinea"):
        compiled(f"<w:p>{run}<w:r><w:t>{{%p if a %}}</w:t></w:r></w:p>" + p("{%p endif %}"))


def test_rows_and_headers_and_footers_are_filled_in_too():
    row = "<w:tr><w:tc>{}</w:tc></w:tr>"
    table = row.format(p("{%tr for r in kop %}")) + row.format(p("{{ r.x }}")) + row.format(p("{%tr endfor %}"))
    kop = [{"x": value("een")}, {"x": value("twee")}]
    assert shown(f"<w:tbl>{table}</w:tbl>", {"kop": kop, "a": value("A")}, header1=p("{{ a }}"), footer1=p("vast")) == (
        "een",
        "twee",
        "vast",
        "A",
    )


def test_a_value_keeps_the_formatting_of_its_placeholder():
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{ a }}</w:t></w:r><w:r><w:t> gewoon</w:t></w:r></w:p>"
    template = compiled(p("{{p blok }}") + bold)
    passages = (Passage(FieldPath("t"), (Paragraph(plain("x")),)),)
    (marked,) = reader.read(samples.filled(template, {"a": value("A"), "blok": passages})).passages
    assert marked.blocks == (Paragraph(plain("x")), Paragraph((Run("A", bold=True), Run(" gewoon"))))


def test_running_text_gets_the_style_of_the_paragraph_it_stands_for():
    body = p("{{p blok }}", '<w:pPr><w:pStyle w:val="Lopend"/></w:pPr>')
    document = samples.filled(compiled(body), {"blok": (Passage(FieldPath("t"), (Paragraph(plain("x")),)),)})[
        "word/document.xml"
    ]
    assert document.count(b'<w:pStyle w:val="Lopend"/>') == 1


def test_a_template_tells_what_it_prints_and_what_it_repeats():
    loop = p("{%p for d in delen.inhoud %}") + p("{{ d.titel }}") + p("{{p d.inhoud }}") + p("{%p endfor %}")
    template = compiled(p("{{ a }} {{ b.c | luid }}") + loop)
    assert (template.placed, template.loops, template.parts) == ({"a", "b.c"}, ("delen.inhoud",), ("inhoud",))


def test_a_filled_template_is_sealed_and_carries_its_properties():
    parts = samples.filled(compiled(p("{{ a }}")), {"a": value("A")})
    assert is_as_made(parts)
    assert b"eigen" in parts["docProps/custom.xml"]
    assert parts["docProps/core.xml"] == b"<core/>"


def test_a_text_that_looks_like_a_command_is_text():
    assert shown(p("{{ a }}"), {"a": value("{{ b }} {% for x in y %}")}) == ("{{ b }} {% for x in y %}",)


def test_filling_twice_gives_the_same_bytes():
    template = compiled(p("{{ a }}"))
    assert samples.filled(template, {"a": value("A")}) == samples.filled(template, {"a": value("A")})


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (p("{{ a"), "scheef|expected|verwacht|opdracht|document"),
        (p("{% for a in b %}"), "document"),
        (p("{{ a | onbekend }}"), "onbekend"),
        (p("{{ a.__class__.__mro__() }}"), "opdracht die hier niet kan"),
        (p("{{ a[0] }}"), "opdracht die hier niet kan"),
        (p("{{ 1 + 1 }}"), "opdracht die hier niet kan"),
        (p("{% set a = 1 %}"), "opdracht die hier niet kan"),
        (p("{% include 'x' %}"), "opdracht die hier niet kan"),
        (p("{% macro x() %}{% endmacro %}"), "opdracht die hier niet kan"),
    ],
)
def test_a_template_that_asks_for_what_cannot_be_is_refused(body: str, reason: str):
    with pytest.raises(TemplateUnusable, match=rf"^a\.docx is niet bruikbaar als sjabloon: .*({reason})"):
        compiled(body)


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("[Content_Types].xml", b"document.main+xml", b"template.main+xml", "Word-document"),
        ("word/document.xml", W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main", "Strict"),
        ("word/document.xml", b"<w:body>", b"<w:body><", "geen goede XML"),
    ],
)
def test_a_file_of_another_kind_is_refused(name: str, old: bytes, new: bytes, reason: str):
    parts = package.read(samples.wordfile(p("x")), "a.docx")
    data = package.write(package.parts_of({**parts, name: parts[name].replace(old, new)}))
    with pytest.raises(TemplateUnusable, match=reason):
        samples.compiled(data, "a.docx")


@pytest.mark.parametrize(
    "body",
    [
        p("tekst {{p blok }}"),
        p("{{p blok }}{{p blok }}"),
        p("tekst {%p if a %}") + p("x") + p("{%p endif %}"),
        p("{{r a }}"),
    ],
)
def test_a_template_in_which_text_would_be_lost_is_refused(body: str):
    with pytest.raises(TemplateUnusable):
        samples.filled(compiled(body), {"a": value("A"), "blok": (Passage(FieldPath("t"), (Paragraph(plain("x")),)),)})


@pytest.mark.parametrize("loose", ["<w:t>x</w:t>", "<w:r><w:br/></w:r>", "<w:ins><w:r><w:t>x</w:t></w:r></w:ins>"])
def test_a_template_with_text_outside_a_paragraph_is_refused(loose: str):
    for body in (loose + p("{{ a }}"), p("{{ a }}") + loose):
        with pytest.raises(TemplateUnusable, match="buiten een alinea"):
            compiled(body)


@pytest.mark.parametrize("body", [p("{{p a }}"), p("{%p for x in a %}") + p("{{ x }}") + p("{%p endfor %}")])
def test_a_value_where_a_text_or_a_list_belongs_stops_the_document(body: str):
    with pytest.raises(TemplateUnusable):
        samples.filled(compiled(body), {"a": value("A")})


@pytest.mark.parametrize("body", [p("{{ weg }}"), p("{%p for d in delen %}") + p("{{ d.weg }}") + p("{%p endfor %}")])
def test_a_name_that_is_not_there_stops_the_document_and_is_named(body: str):
    with pytest.raises(TemplateUnusable, match="weg"):
        samples.filled(compiled(body), {"delen": [{"naam": value("een")}]})


def test_a_group_where_a_value_belongs_stops_the_document():
    with pytest.raises(TemplateUnusable, match="een groep of een lijst waar een waarde hoort"):
        samples.filled(compiled(p("{{ a }}")), {"a": {"b": value("x")}})


def test_parts_that_hold_nothing_to_fill_in_stay_as_they_were():
    template = samples.REPOSITORY.template(samples.HEEMSTEDE)
    before = package.read_file(template)
    after = package.read(samples.document(samples.REPOSITORY, samples.VOORBEELD, samples.HEEMSTEDE).data, "a.docx")
    changed = {name for name in before if before[name] != after[name]}
    assert "word/styles.xml" not in changed
    assert {name for name in before if name.startswith("word/media/")} <= after.keys() - changed
    with zipfile.ZipFile(io.BytesIO(template.read_bytes())) as archive:
        assert archive.testzip() is None


def coded(code: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end"))
    return f"<w:p>{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}<w:r><w:t>1</w:t></w:r>{end}</w:p>"


def test_the_braces_of_another_program_in_a_field_are_no_statement():
    code = ' ADDIN ZOTERO_ITEM CSL_CITATION {"a":{"b":[{"c":{}}]}} '
    made = samples.filled(compiled(coded(code) + p("{{ a }}")), {"a": value("x")})
    assert code.encode() in made[package.MAIN]


@pytest.mark.parametrize(
    "code", ["{% if a %}LINK{% endif %} x", "PAGE {{ a", "PAGE {{{ a }}}", "{# x #}PAGE", "{{ a }} x"]
)
def test_a_statement_in_a_field_is_refused_whatever_braces_stand_around_it(code: str):
    with pytest.raises(TemplateUnusable, match=r"veld of koppeling|te begrijpen|scheef"):
        compiled(coded(f'{code} {{"a":{{}}}}') + p("{{ a }}"))
