"""A file says the same whatever the names of its parts are, and shows what is read of it."""

from pathlib import Path

import pytest
import samples

from raadsvoorstel.edited import read_edited
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.render import open_template
from raadsvoorstel.vergelijken.differences import as_it_is, as_made, differences
from raadsvoorstel.word import package, parcel
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.reader import read

EDITED = samples.ROOT / "tests" / "edited"
_OTHERS = ("document", "styles", "numbering", "footnotes", "settings", "fontTable", "theme/theme1")


def from_the_web(data: bytes) -> bytes:
    """Return a file as Word on the web calls its parts."""
    parts = package.read(data, "a.docx")
    names = {f"word/{name}.xml": f"word/{name}2.xml" for name in _OTHERS if f"word/{name}.xml" in parts}
    assert f"word/{_OTHERS[0]}.xml" in names
    return package.write(package.parts_of(parcel.renamed(parts, names)))


@pytest.mark.parametrize(("naam", "gemeente", "soort"), samples.shipped())
def test_a_document_reads_the_same_when_its_parts_have_other_names(naam: str, gemeente: str, soort: str):
    data = samples.document(samples.REPOSITORY, naam, gemeente, soort).data
    assert MAIN not in package.read(from_the_web(data), "a.docx", required=parcel.ROOT_RELS)
    again = parcel.read(from_the_web(data), "a.docx")
    assert read(again) == read(package.read(data, "a.docx"))
    assert parcel.read(package.write(package.parts_of(again)), "a.docx") == again


@pytest.mark.parametrize("name", ["bijgehouden", "lijst-tabel-kop", "tweemaal"])
def test_what_was_changed_in_it_is_found_all_the_same(name: str, tmp_path: Path):
    file = EDITED / f"{name}.docx"
    other = tmp_path / file.name
    other.write_bytes(from_the_web(file.read_bytes()))
    found, wanted = (differences(as_made(edited), as_it_is(edited)) for edited in map(read_edited, (other, file)))
    assert found == wanted


def test_it_can_be_a_template():
    path = samples.REPOSITORY.template("heemstede")
    template = open_template(path, from_the_web(path.read_bytes()))
    usual = open_template(path, path.read_bytes())
    assert (template.placed, template.loops, template.look) == (usual.placed, usual.loops, usual.look)


def changed(name: str, old: bytes, new: bytes, **more: bytes) -> bytes:
    parts = parcel.read(from_the_web(samples.REPOSITORY.template("heemstede").read_bytes()), "a.docx")
    return package.write(package.parts_of({**parts, name: parts[name].replace(old, new), **more}))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (changed("_rels/.rels", b"/word/document.xml", b"/xl/workbook.xml", **{"xl/workbook.xml": b"<a/>"}), "plaats"),
        (changed("_rels/.rels", b"/word/document.xml", b"/word/a.xml", **{"word/a.xml": b"<a/>"}), "zijn tekst niet"),
        (changed("_rels/.rels", b"/word/document.xml", b"/word/weg.xml"), "zijn tekst niet"),
        (
            changed("word/_rels/document.xml.rels", b"/word/styles.xml", b"/word/s.xml", **{"word/s.xml": b"<a/>"}),
            r"\(/word/s\.xml\) niet op de gewone plaats",
        ),
    ],
)
def test_of_two_that_could_be_meant_none_is_guessed(data: bytes, reason: str):
    with pytest.raises(WordFileUnusable, match=reason):
        parcel.read(data, "a.docx")


def test_a_workbook_is_no_word_file():
    parts = parcel.renamed(
        package.read(samples.wordfile(samples.paragraph("Tekst")), "a.docx"), {MAIN: "xl/workbook.xml"}
    )
    with pytest.raises(WordFileUnusable, match="geen Word-bestand"):
        parcel.read(package.write(package.parts_of(parts)), "a.docx")
