"""A look at a document piece by piece sees what a look at the whole sees, also at one that is damaged."""

import random
from functools import cache

import pytest
import samples

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package, skim
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.stored import read_stored

KINDS = samples.shipped()


@cache
def document(naam: str, gemeente: str, soort: str) -> samples.Document:
    return samples.document(samples.REPOSITORY, naam, gemeente, soort)


def looked(document: samples.Document, parts: dict[str, bytes], *, whole: bool) -> object:
    """Return what is seen in the parts, or why they cannot be read."""
    for remembering in (skim._frame, skim._known, skim._notes):
        if whole:
            remembering.cache_clear()
    try:
        return skim.skim(parts, document.template.filled, document.template.extended)
    except WordFileUnusable:
        return "geen goede XML"


@pytest.fixture
def by_whole(monkeypatch: pytest.MonkeyPatch):
    """Look at documents without cutting them up."""

    def look(document: samples.Document, parts: dict[str, bytes]) -> object:
        with monkeypatch.context() as patched:
            patched.setattr(skim, "_cut", lambda data: (b"", (), data))
            return looked(document, parts, whole=True)

    return look


@pytest.mark.parametrize("kind", KINDS, ids="-".join)
def test_every_shipped_document_is_seen_alike(kind: tuple[str, str, str], by_whole):
    made = document(*kind)
    parts = package.read(made.data, "a.docx")
    assert looked(made, parts, whole=False) == by_whole(made, parts)


@pytest.mark.parametrize("kind", KINDS[:8], ids="-".join)
def test_a_shipped_document_is_read_piece_by_piece(kind: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch):
    made = document(*kind)
    monkeypatch.setattr(skim, "_whole", None)
    assert looked(made, package.read(made.data, "a.docx"), whole=True) != "geen goede XML"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a part with a stretch dropped, doubled, moved or replaced, anywhere or at the edge of an element."""
    edges = [place for place, byte in enumerate(data) if byte == ord("<")]
    begin, end, to = sorted(chance.sample(edges if chance.random() < 0.7 else range(len(data)), 3))
    kind = chance.randrange(5)
    if kind == 0:
        return data[:begin] + data[end:]
    if kind == 1:
        return data[:end] + data[begin:end] + data[end:]
    if kind == 2:
        return data[:begin] + data[end:to] + data[begin:end] + data[to:]
    if kind == 3:
        return (
            data[:begin]
            + chance.choice((b"<!--", b"<![CDATA[", b"<w:p>", b"</w:tbl>", b"<w:body>", b"&x;"))
            + data[begin:]
        )
    return data[:begin] + b"x" + data[begin + 1 :]


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_document_is_seen_alike(seed: int, by_whole):
    chance = random.Random(seed)
    made = document(*KINDS[seed % len(KINDS)])
    sound = package.read(made.data, "a.docx")
    for _ in range(60):
        name = chance.choice(made.template.filled)
        parts = {**sound, name: damaged(sound[name], chance)}
        assert looked(made, parts, whole=False) == by_whole(made, parts), parts[name]


def test_what_was_seen_before_is_not_taken_for_something_else():
    made = document(*KINDS[0])
    sound = package.read(made.data, "a.docx")
    before = looked(made, sound, whole=False)
    other = {**sound, MAIN: sound[MAIN].replace(b"</w:t>", b"!</w:t>", 3)}
    assert looked(made, other, whole=False) != before
    assert looked(made, sound, whole=False) == before


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(skim, "_MOST_REMEMBERED", 100)
    for kind in KINDS[:8]:
        made = document(*kind)
        assert looked(made, package.read(made.data, "a.docx"), whole=False) != "geen goede XML"
        frame = skim._frame(*[skim._cut(package.read(made.data, "a.docx")[MAIN])[n] for n in (0, 2)])
        assert frame is not None
        assert len(skim._known(frame.opening)) <= 100 + 80


# ------------------------------------------------------------------ the package itself


@pytest.mark.parametrize("kind", KINDS[:4], ids="-".join)
def test_a_package_is_read_back_as_it_was_written(kind: tuple[str, str, str]):
    made = document(*kind)
    wanted = {*made.template.filled, *made.template.extended}
    assert read_stored(made.data, wanted) == package.read(made.data, "a.docx", wanted)


def test_a_package_with_any_byte_changed_is_not_taken_for_the_same():
    data = document(*KINDS[0]).data
    wanted = [*package.read(data, "a.docx")]
    sound = read_stored(data, wanted)
    chance = random.Random(1)
    for place in chance.sample(range(len(data)), 500):
        changed = data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :]
        assert read_stored(changed, wanted) in (None, {}) or read_stored(changed, wanted) != sound
    for length in (0, 1, 21, 22, 30, len(data) - 1):
        assert not read_stored(data[:length], wanted)
