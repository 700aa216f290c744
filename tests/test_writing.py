"""A file is put in place whole or not at all, and never over somebody's edits."""

import os
import stat
import sys
import threading
from pathlib import Path

import pytest
import samples

from raadsvoorstel import writing
from raadsvoorstel.errors import FileOpenElsewhere, FileUnwritable
from raadsvoorstel.word import package
from raadsvoorstel.writing import ABANDONED, Seen, is_edited, place_beside, sweep, write_whole


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


def test_a_folder_that_somebody_else_makes_meanwhile_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder, real = tmp_path / "nieuw" / "map", os.open

    def late(path: str | Path, *rest: int) -> int:
        try:
            return real(path, *rest)
        except FileNotFoundError:
            folder.mkdir(parents=True, exist_ok=True)
            raise

    monkeypatch.setattr(os, "open", late)
    write_whole(folder / "a.docx", b"a")
    assert [path.name for path in folder.iterdir()] == ["a.docx"]


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


# --- what stays as it is -----------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(FileUnwritable) as error:
        write_whole(path, b"nieuw")
    assert path.read_bytes() == before
    return str(error.value)


def test_a_read_only_file_stays_as_it_is(tmp_path: Path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"oud")
    path.chmod(0o444)
    assert "het is alleen-lezen, en is zo gelaten" in refused(path)
    assert list(files(tmp_path)) == ["a.docx"]


def test_a_link_stays_a_link(tmp_path: Path):
    (tmp_path / "elders.docx").write_bytes(b"oud")
    (tmp_path / "a.docx").symlink_to(tmp_path / "elders.docx")
    assert "een verwijzing naar een ander bestand" in refused(tmp_path / "a.docx")
    assert (tmp_path / "a.docx").is_symlink()


WORD_MARK = bytes([9]) + b"Anna Smit" + bytes(150)
OFFICE_MARK = b"Anna Smit,anna,pc,22.11.2026 10:00,file:///home/anna;"


@pytest.mark.parametrize(
    ("name", "mark", "content", "said"),
    [
        ("heemstede-raadsvoorstel.docx", "~$emstede-raadsvoorstel.docx", WORD_MARK, "open in Word, bij Anna Smit,"),
        ("raad.docx", "~$raad.docx", WORD_MARK, "open in Word, bij Anna Smit,"),
        ("besluit.docx", "~$esluit.docx", b"", "open in Word,"),
        ("a.docx", ".~lock.a.docx#", OFFICE_MARK, "open in LibreOffice, bij Anna Smit,"),
        ("a.docx", ".~lock.a.docx#", b"\xff\x00", "open in LibreOffice, bij \ufffd,"),
    ],
)
def test_a_file_that_somebody_has_open_is_left_alone(tmp_path: Path, name: str, mark: str, content: bytes, said: str):
    (tmp_path / name).write_bytes(b"oud")
    (tmp_path / mark).write_bytes(content)
    with pytest.raises(FileOpenElsewhere, match=said):
        write_whole(tmp_path / name, b"nieuw")
    assert (tmp_path / name).read_bytes() == b"oud"


def test_only_what_writing_left_behind_is_swept(tmp_path: Path):
    kept = [".raadsvoorstel-run", ".raadsvoorstel-abc.tmp", "a.tmp", ".raadsvoorstel-abcdefgh.tmp.docx"]
    for name in [*kept, ".raadsvoorstel-abcd_f9h.tmp"]:
        (tmp_path / name).touch()
    sweep(tmp_path)
    assert sorted(files(tmp_path)) == sorted(kept)


def test_where_others_may_be_writing_only_what_was_left_behind_long_ago_is_swept(tmp_path: Path):
    old, new = tmp_path / ".raadsvoorstel-abcd_f9h.tmp", tmp_path / ".raadsvoorstel-00000000.tmp"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    sweep(tmp_path, seconds=ABANDONED)
    assert [*files(tmp_path)] == [new.name]


def test_the_folder_is_flushed_after_the_new_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    steps: list[str] = []
    flush, rename = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flush(handle)

    def replace(self: Path, target: Path) -> Path:
        steps.append("name")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    write_whole(tmp_path / "a.docx", b"nieuw")
    assert steps == ["file", "name", *([] if os.name == "nt" else ["folder"])]


def test_what_somebody_saves_while_it_is_being_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.docx"
    path.write_bytes(b"oud")
    seen = Seen.of(path)
    flush = os.fsync

    def saved_meanwhile(handle: int) -> None:
        flush(handle)
        path.write_bytes(b"van Anna")

    monkeypatch.setattr(os, "fsync", saved_meanwhile)
    with pytest.raises(FileUnwritable, match="iemand heeft het intussen gewijzigd"):
        write_whole(path, b"nieuw", seen=seen)
    monkeypatch.undo()
    assert files(tmp_path) == {"a.docx": b"van Anna"}
    write_whole(path, b"nieuw", seen=Seen.of(path))
    assert files(tmp_path) == {"a.docx": b"nieuw"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks on folders")
def test_of_two_runs_that_replace_the_same_version_at_the_same_time_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"oud")
    seen = Seen.of(path)
    refused: list[FileUnwritable] = []

    def write(data: bytes) -> None:
        try:
            write_whole(path, data, seen=seen)
        except FileUnwritable as error:
            refused.append(error)

    rename, other = Path.replace, threading.Thread(target=write, args=(b"van Bert",))

    def replace(self: Path, target: Path) -> Path:
        if not other.ident:
            other.start()
            other.join(0.3)
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    write(b"van Anna")
    other.join()
    assert (files(tmp_path), len(refused)) == ({"a.yaml": b"van Anna"}, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks on folders")
def test_who_keeps_a_folder_for_ever_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import fcntl

    monkeypatch.setattr(writing, "_BETWEEN", 0)
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    write_whole(tmp_path / "a.yaml", b"nieuw")
    os.close(handle)
    assert files(tmp_path) == {"a.yaml": b"nieuw"}


def test_what_somebody_puts_in_the_place_of_a_new_file_stays(tmp_path: Path):
    seen = Seen.of(tmp_path / "a.docx")
    (tmp_path / "a.docx").write_bytes(b"van Anna")
    with pytest.raises(FileUnwritable, match="iemand heeft het intussen gewijzigd"):
        write_whole(tmp_path / "a.docx", b"nieuw", seen=seen)
