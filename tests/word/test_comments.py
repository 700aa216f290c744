"""Remarks become Word comments in a copy: each at its spot, with what was there already kept."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from wordfile import heading, p, table, word_file

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package
from raadsvoorstel.word.comments import Remark, annotate
from raadsvoorstel.word.inspection import Place
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.xml import w

DATE = "2020-01-01T00:00:00Z"


def annotated(parts: dict[str, bytes], *remarks: Remark) -> dict[str, bytes]:
    return package.read(annotate(parts, remarks, "nakijker", DATE), "kopie")


def comments(parts: dict[str, bytes]) -> list[tuple[int, str, str]]:
    """Return id, author and text of every comment, as another library reads them."""
    document = docx.Document(io.BytesIO(package.write(package.parts_of(parts))))
    return [(c.comment_id, c.author, c.text) for c in document.comments]


def commented(parts: dict[str, bytes]) -> list[str]:
    """Return `ids: text` of every paragraph of the body to which comments are anchored."""
    paragraphs = docx.Document(io.BytesIO(package.write(package.parts_of(parts)))).element.body.iter(w("p"))
    found = [([r.get(w("id"), "") for r in e.iterfind(f"{w('r')}/{w('commentReference')}")], e) for e in paragraphs]
    return [f"{','.join(ids)}: {''.join(t.text or '' for t in e.iter(w('t')))}" for ids, e in found if ids]


def test_a_remark_stands_at_its_paragraph_also_in_a_table():
    parts = word_file(p("een") + table((p("twee"), p("drie"))) + p("vier"))
    made = annotated(parts, Remark(Place(MAIN, "", "", 2), "fout"), Remark(Place(MAIN, "", "", 3), "nog een\ntweede"))
    assert comments(made) == [(0, "nakijker", "fout"), (1, "nakijker", "nog een\ntweede")]
    assert commented(made) == ["0: drie", "1: vier"]


def test_what_is_about_a_header_or_the_file_stands_with_the_first_paragraph():
    parts = word_file(p("een") + p("twee"), header1=p("kop"))
    made = annotated(parts, Remark(Place("word/header1.xml", "koptekst", "", 0), "a"), Remark(Place(), "b"))
    assert commented(made) == ["0,1: een"]


def test_what_is_about_a_footnote_stands_with_the_paragraph_that_refers_to_it():
    note = f'<w:footnote w:id="7">{p("noot")}</w:footnote>'
    reference = '<w:p><w:r><w:t>twee</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    made = annotated(
        word_file(p("een") + reference, footnotes=note), Remark(Place("word/footnotes.xml", "", "", 0), "a")
    )
    assert commented(made) == ["0: twee"]


def test_what_is_about_a_text_box_stands_with_the_paragraph_around_it():
    box = f"<w:p><w:r><w:t>buiten</w:t></w:r><w:r><w:txbxContent>{p('binnen')}</w:txbxContent></w:r></w:p>"
    made = annotated(word_file(box), Remark(Place(MAIN, "", "", 1), "a"))
    assert commented(made) == ["0: buitenbinnen"]


def test_an_empty_document_gets_a_paragraph_for_its_comments():
    assert commented(annotated(word_file(""), Remark(Place(), "a"))) == ["0: "]


def test_comments_that_are_there_stay_and_ids_are_unique():
    parts = word_file(p("een"), comments=f'<w:comment w:id="4" w:author="An">{p("oud")}</w:comment>')
    made = annotated(parts, Remark(Place(MAIN, "", "", 0), "nieuw"))
    assert comments(made) == [(4, "An", "oud"), (5, "nakijker", "nieuw")]


def test_a_part_that_is_in_the_way_is_left_alone():
    parts = {**word_file(p("een")), "word/comments.xml": b"<x/>"}
    made = annotated(parts, Remark(Place(), "a"))
    assert (made["word/comments.xml"], comments(made)) == (b"<x/>", [(0, "nakijker", "a")])


def test_signs_that_xml_cannot_hold_as_they_are_survive():
    assert comments(annotated(word_file(p("een")), Remark(Place(), 'a < b & "c"')))[0][2] == 'a < b & "c"'


def test_the_same_remarks_give_the_same_bytes_and_no_date_when_there_is_none():
    remarks = [Remark(Place(), "a")]
    first, second = (annotate(word_file(p("een")), remarks, "nakijker", "") for _ in range(2))
    assert first == second
    assert b"w:date" not in package.read(first, "")["word/comments.xml"]


@pytest.mark.parametrize("part", [MAIN, package.TYPES, "word/_rels/document.xml.rels"])
def test_a_file_that_cannot_be_read_is_refused(part: str):
    with pytest.raises(WordFileUnusable):
        annotate({**word_file(p("een")), part: b"<a"}, [Remark(Place(), "a")], "nakijker", "")


FULL = heading(1, "kop") + p("een") + table((p("twee"),))


PARTS = word_file(FULL, comments=f'<w:comment w:id="0" w:author="An">{p("oud")}</w:comment>')


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A file with a comment of its own and three of ours."""
    remarks = [Remark(Place(MAIN, "", "", n), "a\nb") for n in range(3)]
    (tmp_path / "kopie.docx").write_bytes(annotate(PARTS, remarks, "nakijker", DATE))
    return tmp_path / "kopie.docx"


def test_a_validator_of_others_finds_no_fault_that_was_not_there(copy: Path, tmp_path: Path):
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed: make test installs it")
    validator = audit.OpenXmlValidator(file_format=audit.FileFormat.OFFICE_2019)
    original = tmp_path / "origineel.docx"
    original.write_bytes(package.write(package.parts_of(PARTS)))
    before, after = ([str(error) for error in validator.validate(str(path)).errors] for path in (original, copy))
    assert after == before


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_the_comments_of_the_copy(copy: Path):
    profile, folder = f"-env:UserInstallation={(copy.parent / 'profiel').as_uri()}", copy.parent / "opnieuw"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(copy)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = package.read_file(folder / copy.name)
    assert [author for _, author, _ in comments(saved)] == ["nakijker", "nakijker", "nakijker"]
