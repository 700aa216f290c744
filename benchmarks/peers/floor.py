"""The floor: a template compiled to a list of strings, joined, deflated and written; nothing else at all."""

import json
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

from serving import serve

content, output = json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2])
with zipfile.ZipFile(content["templates"]["mailmerge"]) as archive:
    parts = {name: archive.read(name) for name in archive.namelist()}
texts = {name: data.decode() for name, data in parts.items() if name.endswith(".xml")}
compiled = {name: text.replace("»", "«").split("«") for name, text in texts.items() if "«" in text}


def entry(name: str, data: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the fixed part of a zip header, the name, and the data deflated."""
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(data) + packer.flush()
    encoded = name.encode()
    common = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 33, zlib.crc32(data), len(packed), len(data), len(encoded), 0)
    return common, encoded, packed


fixed = [entry(name, data) for name, data in parts.items() if name not in compiled]


def make(number: int) -> None:
    fields = {**content["fields"], "zaaknummer": str(number), content["field"]: f"{content['text']} {number}"}
    entries = list(fixed)
    for name, pieces in compiled.items():
        written = [piece if n % 2 == 0 else escape(fields[piece]) for n, piece in enumerate(pieces)]
        entries.append(entry(name, "".join(written).encode()))
    body, directory, place = [], [], 0
    for common, name, packed in entries:
        body += b"PK\3\4", common, name, packed
        directory += b"PK\1\2\x14\0", common, struct.pack("<HHHII", 0, 0, 0, 0, place), name
        place += 4 + len(common) + len(name) + len(packed)
    end = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), sum(map(len, directory)), place, 0)
    output.write_bytes(b"".join([*body, *directory, b"PK\5\6", end]))


serve(make)
