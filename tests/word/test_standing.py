"""A document remembers what its template printed around the texts, so that nobody takes it for a text."""

import pytest
import samples
from lxml import etree

from raadsvoorstel.blocks import plain
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.manifest import Manifest
from raadsvoorstel.word.standing import standing_lines
from raadsvoorstel.word.writer import WP, Inline
from raadsvoorstel.word.xml import W

BLIP = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'


def lines(*paragraphs: str) -> list[str]:
    body = "".join(map(samples.paragraph, paragraphs))
    return [line.text for line in standing_lines(etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>'))]


@pytest.mark.parametrize(
    ("paragraphs", "standing"),
    [
        (["Hoogachtend,", "de directeur van {{ naam }},"], ["Hoogachtend,", "de directeur van {{ naam }},"]),
        (["{%p for s in delen.a %}", "{{ s.titel }}", "* * *", "{{p s.inhoud }}", "{%p endfor %}"], ["* * *"]),
        (["{%tr for r in kop %}", "{{ r.label }}: {{ r.waarde | datum }}", "{%tr endfor %}"], []),
        (["{{p blok }}", "{{ s.titel }}", ""], ["{{ s.titel }}"]),
        (["{% if naam %}{{ naam }}{% endif %}"], []),
    ],
)
def test_what_stands_in_a_document_once_is_standing_text(paragraphs: list[str], standing: list[str]):
    assert lines(*paragraphs) == standing


def test_a_tab_or_a_new_line_is_a_space():
    assert lines("de secretaris,</w:t><w:tab/><w:t>de burgemeester,") == ["de secretaris, de burgemeester,"]


def test_a_picture_stands_for_what_it_shows_and_a_text_box_for_its_own_lines():
    drawing = f'<w:r><w:drawing><wp:docPr xmlns:wp="{WP}" name="{{}}" descr="{{}}"/>{{}}</w:drawing></w:r>'
    box = f"<w:txbxContent>{samples.paragraph('Postbus 1')}</w:txbxContent>"
    logo, text_box = drawing.format("a", "Logo", BLIP), drawing.format("Tekstvak 2", "", box)
    drawings = (logo, text_box, drawing.format("", "", BLIP), drawing.format("Vorm 1", "", ""))
    body = "".join(f"<w:p>{each}</w:p>" for each in (*drawings, f"{text_box}<w:r><w:t>Beleid</w:t></w:r>"))
    root = etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>')
    assert [line.text for line in standing_lines(root)] == [
        "Logo", "een tekstvak (‘Postbus 1’)", "Postbus 1", "een vorm",
        "Beleid", "een tekstvak (‘Postbus 1’)", "Postbus 1",
    ]  # fmt: skip


def test_it_is_filled_in_and_remembered():
    data = samples.wordfile(samples.paragraph("Kenmerk {{ nummer }} van {{ naam }} &amp; Zn."))
    template = samples.compiled(data, "a.docx")
    context = {"nummer": Inline(FieldPath("nummer"), plain("<7>")), "naam": Inline(FieldPath(""), plain("A & B"))}
    filled = template.fill(context, core=b"<core/>", properties={}, memory=Manifest({}, (), ("Wij stellen voor:",)))
    remembered = manifest.read(package.read(filled, "a.docx"))
    assert remembered is not None
    assert remembered.standing == ("Wij stellen voor:", "Kenmerk <7> van A & B & Zn.")


@pytest.mark.parametrize(
    ("paragraphs", "certain"),
    [
        (["Hoogachtend,", "de directeur van {{ naam }},"], ["Hoogachtend,", "de directeur van {{ naam }},"]),
        (["{%p if naam %}", "Soms.", "{%p endif %}", "Altijd."], ["Altijd."]),
        (["{%p for s in delen.a %}", "* * *", "{%p endfor %}", "Slot."], ["Slot."]),
        (["{% if naam %}", "{%- for s in delen.a %}", "Soms.", "{% endfor %}", "Soms.", "{%+ endif %}"], []),
        (["{{ datum | datum }}", "Een { alleen."], []),
        (["{# nu niet", "Soms.", "#}", "Altijd."], []),
        (['</w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:t>van'], []),
        (['Blad</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>'], []),
    ],
)
def test_a_line_is_certain_when_every_document_holds_it_and_no_editor_writes_it_anew(
    paragraphs: list[str], certain: list[str]
):
    body = "".join(map(samples.paragraph, paragraphs))
    found = standing_lines(etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>'))
    assert [line.text for line in found if line.is_certain] == certain


def test_what_stands_in_a_control_or_a_text_box_is_not_certain():
    line = samples.paragraph("Een regel.")
    body = f"<w:sdt><w:sdtContent>{line}</w:sdtContent></w:sdt><w:p><w:r><w:pict>{line}</w:pict></w:r></w:p>"
    found = standing_lines(etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>'))
    assert not any(line.is_certain for line in found)
