"""A file is put in place whole or not at all, and never over somebody's edits."""

import os
from pathlib import Path

import pytest
import samples

from raadsvoorstel.errors import FileUnwritable
from raadsvoorstel.word import package
from raadsvoorstel.writing import is_edited, place_beside, write_whole


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_written_and_its_folders_are_made(tmp_path: Path):
    write_whole(tmp_path / "a" / "b" / "c.docx", b"nieuw")
    assert files(tmp_path / "a" / "b") == {"c.docx": b"nieuw"}


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"oud")
    path.chmod(0o640)
    write_whole(path, b"nieuw")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"nieuw", 0o640)


def test_a_new_file_gets_the_permissions_that_new_files_get(tmp_path: Path):
    write_whole(tmp_path / "a.docx", b"")
    (tmp_path / "b.docx").touch()
    assert (tmp_path / "a.docx").stat().st_mode == (tmp_path / "b.docx").stat().st_mode


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_writing_that_is_cut_off_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, stop: BaseException
):
    def fail(*args: object, **options: object) -> None:
        raise stop

    (tmp_path / "a.docx").write_bytes(b"oud")
    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(FileUnwritable if isinstance(stop, OSError) else KeyboardInterrupt):
        write_whole(tmp_path / "a.docx", b"nieuw")
    monkeypatch.undo()
    assert files(tmp_path) == {"a.docx": b"oud"}


def test_where_a_file_stands_in_place_of_the_folder_nothing_can_be_written(tmp_path: Path):
    (tmp_path / "uitvoer").write_text("geen map")
    with pytest.raises(FileUnwritable, match=r"a\.docx kan niet worden geschreven: "):
        write_whole(tmp_path / "uitvoer" / "a.docx", b"")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_said_so(tmp_path: Path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileUnwritable, match="kan niet worden geschreven"):
            write_whole(tmp_path / "a.docx", b"")
    finally:
        tmp_path.chmod(0o700)


# --- edited or not -----------------------------------------------------------------------------------------------


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "heemstede-raadsvoorstel.docx"
    path.write_bytes(samples.document(samples.REPOSITORY, samples.VOORBEELD, samples.HEEMSTEDE).data)
    return path


def edit(path: Path) -> None:
    parts = package.read_file(path)
    text = parts["word/document.xml"].replace(b"Heemstede", b"Heemsteede")
    assert text != parts["word/document.xml"]
    path.write_bytes(package.write(package.parts_of({**parts, "word/document.xml": text})))


def test_a_document_that_was_just_made_is_not_edited(document: Path):
    assert not is_edited(document)


def test_packing_a_document_again_is_no_edit(document: Path):
    document.write_bytes(package.write(reversed(package.parts_of(package.read_file(document)))))
    assert not is_edited(document)


def test_one_letter_is_an_edit(document: Path):
    edit(document)
    assert is_edited(document)


@pytest.mark.parametrize("data", [b"", b"tekst", samples.wordfile(samples.paragraph("van iemand anders"))])
def test_what_was_not_made_here_counts_as_edited(document: Path, data: bytes):
    document.write_bytes(data)
    assert is_edited(document)


def test_a_new_version_takes_the_first_name_that_nobody_edited(document: Path):
    names = [document.with_name(f"heemstede-raadsvoorstel (nieuw{n}).docx") for n in ("", " 2", " 3")]
    made = document.read_bytes()
    assert place_beside(document) == names[0]
    names[0].write_bytes(made)
    assert place_beside(document) == names[0]
    edit(names[0])
    assert place_beside(document) == names[1]
    names[1].write_bytes(b"iets anders")
    assert place_beside(document) == names[2]
