"""A Word file is a zip of named parts, written the same way everywhere."""

import io
import zipfile
from pathlib import Path

import pytest
import samples
from hypothesis import assume, given
from hypothesis import strategies as st

from raadsvoorstel.errors import FileUnreadable, WordFileUnusable
from raadsvoorstel.word import package
from raadsvoorstel.word.package import MAIN, TYPES, Part, parts_of, read, read_file, write

ROOT = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    b"</Relationships>"
)
PARTS = {TYPES: b"<Types/>", "_rels/.rels": ROOT, "word/a.xml": b"", MAIN: "ë".encode()}


def zipped(parts: dict[str, bytes], **options: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@given(
    st.dictionaries(st.text(st.characters(categories=["L", "N"]), min_size=1).map("word/{}.bin".format), st.binary())
)
def test_what_is_written_is_read_back(parts: dict[str, bytes]):
    # Names that differ only in case are refused: on some computers they are one.
    assume(len({name.casefold() for name in parts}) == len(parts))
    # What begins as XML is looked at as such, whatever it is called.
    assume(not any(data.lstrip(b"\xef\xbb\xbf \t\r\n\f\v").startswith(b"<") for data in parts.values()))
    assert read(write(parts_of(PARTS | parts)), "a.docx") == PARTS | parts


def test_any_zip_reader_understands_what_is_written():
    with zipfile.ZipFile(io.BytesIO(write(parts_of(PARTS)))) as archive:
        assert archive.testzip() is None
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == PARTS
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_content_types_come_first_and_then_the_relations():
    assert [part.name for part in parts_of(dict(reversed(PARTS.items())))] == [TYPES, "_rels/.rels", "word/a.xml", MAIN]
    assert [part.name for part in parts_of(PARTS)][:2] == [TYPES, "_rels/.rels"]


def test_the_order_in_which_parts_are_given_makes_no_difference():
    assert write(parts_of(PARTS)) == write(parts_of(dict(reversed(PARTS.items()))))


def test_a_file_that_another_program_packed_is_read_too():
    assert read(zipped(PARTS | {"map/": b""}, compression=zipfile.ZIP_DEFLATED), "a.docx") == PARTS


@pytest.mark.parametrize("target", ["word/evil.xml", "/word/document2.xml", "", "word/DOCUMENT.xml"])
def test_a_file_that_shows_another_part_than_is_read_is_refused(target: str):
    root = ROOT.replace(b"word/document.xml", target.encode())
    with pytest.raises(WordFileUnusable, match="niet op de gewone plaats"):
        read(zipped(PARTS | {"_rels/.rels": root}), "a.docx")


@pytest.mark.parametrize("part", ["styles", "numbering", "footnotes"])
def test_a_file_that_has_what_its_text_looks_like_elsewhere_is_refused(part: str):
    for target, is_usual in ((f"{part}.xml", True), (f"/word/{part}.xml", True), (f"{part}2.xml", False)):
        row = ROOT.replace(b"/officeDocument", f"/{part}".encode()).replace(b"word/document.xml", target.encode())
        made = zipped({**PARTS, "word/_rels/document.xml.rels": row})
        if is_usual:
            assert read(made, "a.docx")
        else:
            with pytest.raises(WordFileUnusable, match=f"{part}2.xml. niet op de gewone plaats"):
                read(made, "a.docx")


def test_only_the_parts_that_are_asked_for_are_read():
    assert read(write(parts_of(PARTS)), "a.docx", only=[MAIN]) == {MAIN: PARTS[MAIN]}


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "geen heel Word-bestand"),
        (b"tekst", "geen heel Word-bestand"),
        (write(parts_of(PARTS))[:-30], "geen heel Word-bestand"),
        (write([Part(MAIN, b"<a/>", 0), Part(TYPES, b"<a/>", 0)]), "geen heel Word-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "oud of versleuteld"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "geen Word-bestand"),
        (zipped({f"{n}.xml": b"" for n in range(package.MOST_PARTS + 1)}), "te veel onderdelen"),
        (
            zipped(PARTS | {"word/bom.xml": bytes(package.LARGEST_FILE)}, compression=zipfile.ZIP_DEFLATED),
            "veel te groot",
        ),
    ],
    ids=["empty", "text", "cut off", "damaged", "doc", "odt", "parts", "bomb"],
)
def test_what_is_no_word_file_is_refused_by_its_name(data: bytes, part: str):
    with pytest.raises(WordFileUnusable, match=rf"^a\.docx (is|heeft) .*{part}"):
        read(data, "a.docx")


def test_a_file_on_disk_is_read_the_same_way(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(samples.wordfile(samples.paragraph("x")))
    assert read_file(tmp_path / "a.docx") == read((tmp_path / "a.docx").read_bytes(), "a.docx")


def test_a_file_that_cannot_be_opened_stops_the_run(tmp_path: Path):
    with pytest.raises(FileUnreadable, match=r"weg\.docx kan niet worden gelezen"):
        read_file(tmp_path / "weg.docx")
