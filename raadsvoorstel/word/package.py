"""A Word file as a package: named parts, read from a zip and written as one."""

import io
import re
import struct
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.reading import read_regular
from raadsvoorstel.word.xml import RELATIONS, parse

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAIN, FOOTNOTES = "word/document.xml", "word/footnotes.xml"
TYPES = "[Content_Types].xml"
_ROOT_RELATIONS, _MAIN_RELATIONS = "_rels/.rels", "word/_rels/document.xml.rels"
USUAL = {"styles": "word/styles.xml", "numbering": "word/numbering.xml", "footnotes": FOOTNOTES}
"""Where the parts are looked for that say what the text looks like, by their kind of relation."""
_ELSEWHERE = "{} heeft {} niet op de gewone plaats; open en bewaar het in Word"
LARGEST_FILE = 100_000_000
"""Bytes a Word file may have, packed or not; a paper with many pictures stays far below it."""
LARGEST_XML = 40_000_000
"""Bytes of text with marks in one part: thousands of pages."""
MOST_PARTS = 5_000
MOST_MARKS = 1_500_000
"""Elements and attributes in all parts together, which cost far more memory than their bytes."""
_MOST_TIMES, _SMALL = 250, 4_000_000
"""How many times larger a part may become than it was packed, once it is not small."""

_STORED, _DEFLATED = 0, 8
"""How the entries of a zip may be packed."""
_EARLIEST = (1980 - 1980) << 9 | 1 << 5 | 1
"""1 January 1980 as MS-DOS writes it: the first date a zip can hold, and the same in every file."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old or encrypted Office file begins, and an object that is embedded in a new one."""
_XML = (".xml", ".rels", ".vml")
_OUTSIDE = re.compile(r"^/|\\|:|(^|/)\.{1,2}(/|$)|//|\0")
"""What a name within the package never holds."""
_ENCODING = re.compile(rb"\s*(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)")
_BEGINS_AS_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")


class Part(Struct, frozen=True):
    """One entry of a package, with the checksum a zip asks for."""

    name: str
    data: bytes
    crc: int

    @classmethod
    def of(cls, name: str, data: bytes) -> "Part":
        """Return a part whose checksum has been computed."""
        return cls(name, data, zlib.crc32(data))


def read_file(path: Path) -> dict[str, bytes]:
    """Return the parts of the Word file at `path`, in the order of the zip."""
    return read(read_regular(path, LARGEST_FILE), str(path))


def read(data: bytes, name: str, only: Collection[str] = (), *, required: str = MAIN) -> dict[str, bytes]:
    """Return the parts of a Word file held in memory, or `only` some; `name` is how an error calls the file.

    A zip without the part `required` is no Word file. WordFileUnusable for that, and for a file that was made to
    do harm; what its parts say is judged only when all are read.
    """
    if data[:8] == OLE:
        raise WordFileUnusable(f"{name} is een oud of versleuteld Word-bestand; sla het op als gewoon .docx-bestand")
    # A directory can name a million entries in few bytes; each begins with this mark.
    if data.count(b"PK\1\2") > MOST_PARTS:
        raise WordFileUnusable(f"{name} heeft te veel onderdelen voor een Word-bestand")
    # Who makes a document of what was kept of a template unpacks nothing, and goes without all that this reads in.
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _demand_sound(entries, name)
            names = {entry.filename for entry in entries}
            wanted = (entry for entry in entries if not only or entry.filename in only)
            parts = {entry.filename: _unpacked(archive, entry) for entry in wanted}
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, IndexError) as error:
        raise WordFileUnusable(f"{name} is geen heel Word-bestand (.docx)") from error
    if required not in names or TYPES not in names:
        raise WordFileUnusable(f"{name} is een zip-bestand, maar geen Word-bestand (.docx)")
    if not only:
        _demand_plain(parts, name)
        if required == MAIN:
            demand_main(parts, name)
    return parts


def _demand_sound(entries: Sequence["ZipInfo"], name: str) -> None:
    """Refuse what can be told from the directory of a zip alone."""
    if sum(entry.file_size for entry in entries) > LARGEST_FILE:
        raise WordFileUnusable(f"{name} is uitgepakt veel te groot voor een Word-bestand")
    seen: set[str] = set()
    for entry in entries:
        part = _shown(entry.filename)
        if entry.flag_bits & 1:
            raise WordFileUnusable(f"{name} is versleuteld; sla het op zonder wachtwoord")
        if entry.compress_type not in (_STORED, _DEFLATED):
            raise WordFileUnusable(f"{name} is op een ongewone manier ingepakt; open en bewaar het in Word")
        if entry.file_size > max(_SMALL, _MOST_TIMES * entry.compress_size):
            raise WordFileUnusable(f"{name} is uitgepakt veel te groot voor een Word-bestand, in het onderdeel {part}")
        if _OUTSIDE.search(entry.filename):
            raise WordFileUnusable(f"{name} heeft een onderdeel dat buiten het bestand wijst: {part}")
        if entry.filename.casefold() in seen:
            raise WordFileUnusable(f"{name} heeft twee keer hetzelfde onderdeel: {part}")
        seen.add(entry.filename.casefold())


def _unpacked(archive: "ZipFile", entry: "ZipInfo") -> bytes:
    """Return an entry, never more of it than it says to hold: reading it at once would unpack whatever is there."""
    with archive.open(entry) as packed:
        data = packed.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise EOFError(entry.filename)
    return data


def demand_main(parts: Mapping[str, bytes], name: str) -> None:
    """Refuse a package that shows another part than the one that is read here, or makes it look otherwise."""
    rows = parse(parts.get(_ROOT_RELATIONS, b"<none/>"), _ROOT_RELATIONS).iter(f"{{{RELATIONS}}}Relationship")
    targets = {
        row.get("Target", "").lstrip("/").removeprefix("./")
        for row in rows
        if row.get("Type", "").endswith("/officeDocument")
    }
    if targets != {MAIN}:
        raise WordFileUnusable(_ELSEWHERE.format(name, "zijn tekst"))
    for row in parse(parts.get(_MAIN_RELATIONS, b"<none/>"), _MAIN_RELATIONS).iter(f"{{{RELATIONS}}}Relationship"):
        usual = USUAL.get(row.get("Type", "").rpartition("/")[2], "")
        target = row.get("Target", "").removeprefix("./")
        if usual and usual not in (target.removeprefix("/"), f"word/{target}"):
            raise WordFileUnusable(_ELSEWHERE.format(name, f"zijn stijlen, nummering of noten ({_shown(target)})"))


def _demand_plain(parts: Mapping[str, bytes], name: str) -> None:
    """Refuse XML that is no plain XML, or more of it than a computer can take in."""
    marks = 0
    for part, data in parts.items():
        if part.lower().endswith(_XML):
            data = _utf8(data, part, name)
        elif not _BEGINS_AS_XML.match(data):
            continue
        marks += data.count(b"<") + data.count(b'="') + data.count(b"='")
        if len(data) > LARGEST_XML or marks > MOST_MARKS:
            raise WordFileUnusable(f"{name} is te groot: in het onderdeel {_shown(part)} staat te veel")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise WordFileUnusable(f"het onderdeel {_shown(part)} bevat een DTD; dat hoort niet in een Word-bestand")


def _utf8(data: bytes, part: str, name: str) -> bytes:
    """Return XML as it can be searched; only data of other programs may be anything else than UTF-8."""
    coded = _ENCODING.match(data)
    wide = b"\0" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide and (coded is None or coded[1].lower() in (b"utf-8", b"us-ascii", b"ascii")):
        return data
    if not (wide and part.startswith("customXml/")):
        raise WordFileUnusable(
            f"{name} is niet gewoon opgeslagen: het onderdeel {_shown(part)} is geen UTF-8; bewaar het in Word"
        )
    return data.decode("utf-16", "replace").encode("utf-8", "replace")


def _shown(part: str) -> str:
    """Return the name of a part as it can stand in a sentence."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in part[:80])


def parts_of(parts: Mapping[str, bytes]) -> list[Part]:
    """Return parts ready to be written, the content types first as the format advises."""
    names = sorted(parts, key=lambda name: (name != TYPES, not name.startswith("_rels/"), name))
    return [Part.of(name, parts[name]) for name in names]


def write(parts: Iterable[Part]) -> bytes:
    """Return the parts as a zip in which nothing depends on the moment or the machine.

    Entries are stored, not deflated: compressed bytes differ from one zlib to the next.
    """
    body: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for part in parts:
        name = part.name.encode()
        size = len(part.data)
        # Version 2.0, flag 0x800: the name is UTF-8 (APPNOTE.TXT 4.4.4).
        common = struct.pack("<HHHHHIIIHH", 20, 0x800, 0, 0, _EARLIEST, part.crc, size, size, len(name), 0)
        directory += b"PK\1\2\x14\0", common, struct.pack("<HHHII", 0, 0, 0, 0, place), name
        body += b"PK\3\4", common, name, part.data
        place += 4 + len(common) + len(name) + size
    count = len(directory) // 4
    length = sum(map(len, directory))
    end = struct.pack("<HHHHIIH", 0, 0, count, count, length, place, 0)
    return b"".join([*body, *directory, b"PK\5\6", end])
