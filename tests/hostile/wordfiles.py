"""Word files of others that must be refused: packages, and what stands in them."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from hostile import Hostile
from raadsvoorstel.word import package
from raadsvoorstel.word.package import MAIN, TYPES
from raadsvoorstel.word.xml import RELATIONS, W

ROOT = Path(__file__).parent.parent.parent
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RELS, SETTINGS = "word/_rels/document.xml.rels", "word/settings.xml"
STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_ANY = ("maak", "sjabloon", "toon", "van", "herkomst")
_NO_TEMPLATE = ("herkomst",)
"""What only matters in a file that documents are made of: a document of somebody else may hold it."""


@cache
def sound() -> Mapping[str, bytes]:
    """Return the parts of a template with which nothing is wrong."""
    return package.read_file(ROOT / "templates" / "heemstede" / "raadsvoorstel.docx")


def zipped(entries: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = DEFLATED) -> bytes:
    """Return a zip of entries, in which one name may occur twice."""
    buffer = io.BytesIO()
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, data in pairs:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            archive.writestr(info, data)
    return buffer.getvalue()


def changed(**parts: bytes) -> bytes:
    """Return the template with some parts replaced or added."""
    return zipped({**sound(), **parts})


def within(part: str, old: bytes, new: bytes) -> bytes:
    """Return the template in which some bytes of a part are others."""
    assert old in sound()[part], (part, old)
    return zipped({**sound(), part: sound()[part].replace(old, new, 1)})


def in_body(xml: str) -> bytes:
    """Return the template with XML before the end of its text."""
    data = sound()[MAIN]
    place = data.rindex(b"<w:sectPr")
    return zipped({**sound(), MAIN: data[:place] + xml.encode() + data[place:]})


def related(kind: str, target: str, *, external: bool = False, **parts: bytes) -> bytes:
    """Return the template with one more relation of its text, and the parts that it leads to."""
    mode = ' TargetMode="External"' if external else ""
    row = f'<Relationship Id="rX" Type="{R}/{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    rels = sound()[RELS].replace(b"</Relationships>", row)
    return zipped({**sound(), RELS: rels, **parts})


def typed(content_type: str, **parts: bytes) -> bytes:
    """Return the template with a content type for one part more."""
    (name,) = parts
    row = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
    return zipped({**sound(), **parts, TYPES: sound()[TYPES].replace(b"</Types>", row)})


# ------------------------------------------------------------------ packages


def _lying(declared: int, real: int) -> bytes:
    """Return a zip with an entry that says to be small, and is not."""
    data = zlib.compress(bytes(real), 1)[2:-4]
    made = zipped({**sound(), "word/media/a.bin": b"@@@@"}, STORED)
    entry = zipfile.ZipFile(io.BytesIO(made)).getinfo("word/media/a.bin")
    head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(data), declared, len(entry.filename), 0)
    raw = bytearray(made[: entry.header_offset] + b"PK\3\4" + head + entry.filename.encode() + data)
    place = len(raw)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        central = b"".join(
            b"PK\1\2\x14\0" + head + struct.pack("<HHHII", 0, 0, 0, 0, entry.header_offset) + name.encode()
            if name == entry.filename
            else _central(archive.getinfo(name))
            for name in archive.namelist()
        )
    count = len(sound()) + 1
    return bytes(raw) + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(central), place, 0)


def _central(entry: zipfile.ZipInfo) -> bytes:
    name = entry.filename.encode()
    common = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, entry.CRC, entry.file_size, entry.file_size, len(name), 0)
    return b"PK\1\2\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, entry.header_offset) + name


def _many_entries(count: int) -> bytes:
    return zipped([*sound().items(), *((f"word/{n}.bin", b"") for n in range(count))], STORED)


def _directory_of(count: int) -> bytes:
    """Return a zip whose directory names one entry again and again."""
    name = b"a"
    common = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0)
    one = b"PK\1\2\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    directory = one * count
    start = b"PK\3\4" + common + name
    end64 = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, len(directory), len(start))
    locator = b"PK\6\7" + struct.pack("<IQI", 0, len(start) + len(directory), 1)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return start + directory + end64 + locator + end


def _encrypted_entry() -> bytes:
    data = bytearray(zipped(sound()))
    for mark in (b"PK\3\4", b"PK\1\2"):
        place = data.index(mark)
        data[place + (6 if mark == b"PK\3\4" else 8)] |= 1
    return bytes(data)


def _cut_off(share: float) -> bytes:
    made = zipped(sound())
    return made[: int(len(made) * share)]


def _damaged() -> bytes:
    made = bytearray(zipped(sound()))
    place = made.index(b"word/document.xml") + 400
    made[place : place + 40] = bytes(40)
    return bytes(made)


def _body(paragraphs: bytes) -> bytes:
    start = sound()[MAIN].index(b"<w:body>") + 8
    return zipped({**sound(), MAIN: sound()[MAIN][:start] + paragraphs + sound()[MAIN][start:]})


def _nested_zip() -> bytes:
    inner = zipped({"a": bytes(20_000_000)})
    for _ in range(3):
        inner = zipped({f"{n}.zip": inner for n in range(10)}, STORED)
    return zipped({**sound(), "word/embeddings/a.zip": inner})


PACKAGES: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("leeg bestand", lambda: b"", "geen heel Word-bestand"),
    ("tekst met een andere naam", lambda: b"Geachte raad,\n" * 50, "geen heel Word-bestand"),
    ("afgebroken op de helft", partial(_cut_off, 0.5), "geen heel Word-bestand"),
    ("afgebroken vlak voor het eind", partial(_cut_off, 0.999), "geen heel Word-bestand"),
    ("beschadigd in het midden", _damaged, "geen heel Word-bestand"),
    ("oud Word-bestand (.doc)", lambda: OLE + bytes(4000) + "WordDocument".encode("utf-16-le"), "oud.*Word-bestand"),
    ("versleuteld (wachtwoord)", lambda: OLE + bytes(4000) + "EncryptedPackage".encode("utf-16-le"), "versleuteld"),
    ("versleuteld onderdeel", _encrypted_entry, "versleuteld"),
    ("zip zonder Word", lambda: zipped({"a.txt": b"x"}), "geen Word-bestand"),
    ("OpenDocument", lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "geen Word-bestand"),
    ("zip in een zip", lambda: zipped({"a.docx": zipped(sound())}), "geen Word-bestand"),
    ("rtf met de naam docx", lambda: rb"{\rtf1\ansi " + b"x" * 99 + b"}", "geen heel Word-bestand"),
    ("heel groot na uitpakken", lambda: changed(**{"word/media/a.bin": bytes(101_000_000)}), "te groot"),
    ("liegt over de grootte", lambda: _lying(4, 200_000_000), "Word-bestand"),
    ("klein, wordt miljoenen alinea's", lambda: _body(b"<w:p/>" * 1_500_000), "te groot|te veel"),
    ("klein, wordt een miljoen alinea's", lambda: _body(b"<w:p/>" * 1_000_000), "te groot|te veel"),
    ("één reusachtige alinea", lambda: in_body(f"<w:p><w:r><w:t>{'a' * 41_000_000}</w:t></w:r></w:p>"), "te groot"),
    ("reusachtig stijlenblad", lambda: within("word/styles.xml", b"</w:styles>", b"<w:style/>" * 1_500_000
                                              + b"</w:styles>"), "te groot|te veel"),
    ("twaalfduizend onderdelen", partial(_many_entries, 12_000), "te veel onderdelen"),
    ("inhoudsopgave van een miljoen", partial(_directory_of, 1_000_000), "te veel onderdelen"),
    ("onderdeel buiten het pakket", lambda: changed(**{"../../weg.txt": b"x"}), "buiten het bestand"),
    ("onderdeel met een vast pad", lambda: changed(**{"/etc/passwd": b"x"}), "buiten het bestand"),
    ("onderdeel met een schijfletter", lambda: changed(**{"C:\\weg.txt": b"x"}), "buiten het bestand"),
    ("twee keer hetzelfde onderdeel", lambda: zipped([*sound().items(), (MAIN, b"<x/>")]), "twee keer"),
    ("twee keer, anders geschreven", lambda: zipped([*sound().items(), ("word/Document.xml", b"<x/>")]), "twee keer"),
    ("vreemde inpakmethode", lambda: zipped(sound(), zipfile.ZIP_LZMA), "ongewone manier ingepakt"),
)  # fmt: skip

# ------------------------------------------------------------------ XML


def _utf16() -> bytes:
    text = sound()[MAIN].decode().replace("UTF-8", "UTF-16")
    return zipped({**sound(), MAIN: text.encode("utf-16")})


def _entities() -> bytes:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return _with_dtd(f'<!DOCTYPE w:document [<!ENTITY a0 "lol">{lines}]>')


def _with_dtd(dtd: str) -> bytes:
    data = sound()[MAIN]
    place = data.index(b"<w:document")
    return zipped({**sound(), MAIN: data[:place] + dtd.encode() + data[place:]})


def _deep(levels: int) -> bytes:
    return in_body(f"<w:p>{'<w:smartTag>' * levels}{'</w:smartTag>' * levels}</w:p>")


def _deep_tables(levels: int) -> bytes:
    return in_body(f"{'<w:tbl><w:tr><w:tc>' * levels}<w:p/>{'</w:tc></w:tr></w:tbl>' * levels}")


XML: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("DTD", lambda: _with_dtd("<!DOCTYPE w:document>"), "DTD"),
    ("entiteiten in entiteiten", _entities, "DTD"),
    ("entiteit van de schijf", lambda: _with_dtd('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "DTD"),
    ("entiteit van het net", lambda: _with_dtd('<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'), "DTD"),
    ("DTD in de relaties", lambda: within(RELS, b"<Relationships", b"<!DOCTYPE x><Relationships"), "DTD"),
    ("DTD in een onderdeel dat niemand leest",
     lambda: changed(**{"customXml/item9.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "DTD"),
    ("UTF-16", _utf16, "UTF-8"),
    ("UTF-16 met een DTD", lambda: zipped({**sound(), "word/theme/theme9.xml":
                                          '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16")}), "UTF-8"),
    ("onbekende codering", lambda: within(MAIN, b"UTF-8", b"UTF-7"), "geen goede XML|UTF-8"),
    ("duizend lagen diep", partial(_deep, 1_000), "geen goede XML|diep"),
    ("honderdduizend lagen diep", partial(_deep, 100_000), "geen goede XML|diep"),
    ("tabellen in tabellen", partial(_deep_tables, 200), "geen goede XML|diep"),
    ("reusachtig kenmerk", lambda: in_body(f'<w:p w:rsidR="{"9" * 11_000_000}"/>'), "geen goede XML|te groot|diep"),
    ("honderdduizend kenmerken",
     lambda: in_body("<w:p " + " ".join(f'w:a{n}="x"' for n in range(100_000)) + "/>"), "te groot"),
    ("geen goede XML", lambda: within(MAIN, b"<w:body>", b"<w:body><w:p>"), "geen goede XML"),
    ("niets in het hoofdonderdeel", lambda: zipped({**sound(), MAIN: b""}), "geen goede XML"),
    ("andere wortel", lambda: zipped({**sound(), MAIN: b"<html><body>x</body></html>"}), "document|soort|Word"),
    ("verkeerde inhoudssoorten", lambda: zipped({**sound(), TYPES: b"<Types/>"}), "soort|Word"),
)  # fmt: skip

# ------------------------------------------------------------------ what stands in them

_FIELD = ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
          '<w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')  # fmt: skip


def _field(*codes: str) -> bytes:
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' for code in codes)
    return in_body(_FIELD.format(runs))


_BLIP = '<a:blip xmlns:a="urn:a" r:link="rId900"/>'
_RUN = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
_BEGIN, _SEPARATE, _END = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end"))
_FIELD_CODE = f"{_BEGIN}{_RUN}{_SEPARATE}{_END}"
_CUSTOM = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
    b'<property name="_AssemblyLocation"/></Properties>'
)
_STATEMENT = "<w:r><w:t>{}</w:t></w:r>"
_FIELD_ONLY = f"{_BEGIN}{_RUN.format(' QUOTE x ')}{_SEPARATE}{_END}"
_AROUND = f"<w:p>{_BEGIN}{{}}{{}}{{}}{_SEPARATE}{_END}</w:p>"


def linked(kind: str, body: str, *, target: str = "http://example.org/a", mode: str = "External") -> bytes:
    """Return a file with a relation out of the package, and what uses it in its body."""
    row = f'<Relationship Id="rId900" Type="{R}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts = sound()
    return zipped(
        {
            **parts,
            rels: parts[rels].replace(b"</Relationships>", row.encode()),
            MAIN: parts[MAIN].replace(b"<w:body>", b"<w:body>" + body.encode()),
        }
    )


def _typed(part: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    line = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    return sound()[TYPES].replace(b"</Types>", line.encode())


def _in_utf7(xml: bytes) -> bytes:
    _, _, rest = xml.decode().partition("?>")
    return b"<?xml version='1.0'" + b" " * 120 + b"encoding='UTF-7'?>" + rest.encode("utf-7")


_MACRO = OLE + bytes(600) + "_VBA_PROJECT".encode("utf-16-le") + bytes(600)

CONTENTS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("sjabloon van elders",
     lambda: related("attachedTemplate", "http://example.org/a.dotm", external=True), "van buiten"),
    ("afbeelding van elders", lambda: related("image", "http://example.org/a.png", external=True), "van buiten"),
    ("afbeelding van een deelmap", lambda: related("image", "file://server/deel/a.png", external=True), "van buiten"),
    ("gekoppeld bestand", lambda: related("oleObject", "file:///C:/a.xlsx", external=True), "van buiten"),
    ("kader van elders", lambda: related("frame", "http://example.org/a.html", external=True), "van buiten"),
    ("subdocument van elders", lambda: related("subDocument", "http://example.org/a.docx", external=True),
     "van buiten"),
    ("onbekende relatie naar buiten", lambda: related("zomaar", "http://example.org", external=True), "van buiten"),
    ("relatie naar buiten in het pakket",
     lambda: within("_rels/.rels", b"</Relationships>", f'<Relationship Id="rX" Type="{R}/officeDocument" '
                    'Target="http://example.org/" TargetMode="External"/></Relationships>'.encode()), "gewone plaats"),
    ("koppeling met een opdracht", lambda: related("hyperlink", "javascript:alert(1)", external=True), "koppeling"),
    ("veld dat een afbeelding haalt", lambda: _field(' INCLUDEPICTURE "http://example.org/a.png" '), "INCLUDEPICTURE"),
    ("veld dat tekst haalt", lambda: _field(' INCLUDETEXT "C:\\\\geheim.docx" '), "INCLUDETEXT"),
    ("veld in stukken", lambda: _field(" DDE", "AUTO c:\\\\cmd.exe"), "DDEAUTO"),
    ("veld in een kenmerk", lambda: in_body('<w:p><w:fldSimple w:instr="LINK Excel.Sheet a.xlsx"/></w:p>'), "LINK"),
    ("afbeelding die een koppeling heet",
     lambda: linked("hyperlink", f"<w:p><w:r><w:drawing>{_BLIP}</w:drawing></w:r></w:p>"), "van buiten"),
    ("sjabloon dat een koppeling heet",
     lambda: linked("hyperlink", '<w:attachedTemplate r:id="rId900"/>'), "van buiten"),
    ("relatie naar buiten in andere letters", lambda: linked("image", "", mode="external"), "van buiten"),
    ("veld met een opmerking erin",
     lambda: _field(' INCLUDE<!-- -->PICTURE "http://example.org/a.png" '), "INCLUDEPICTURE"),
    ("veld met een opdracht van XML erin", lambda: _field(" D<?x y?>DEAUTO c:\\\\cmd.exe"), "DDEAUTO"),
    ("veld om een ander veld heen",
     lambda: in_body(_AROUND.format(_RUN.format(" INCLUDE"), _FIELD_ONLY, _RUN.format('PICTURE "http://example.org/a"'))),
     "INCLUDEPICTURE|ander veld"),
    ("veld dat een ander veld schrijft",
     lambda: in_body(_AROUND.format("", _FIELD_CODE.format(" QUOTE 68 68 69 "), _RUN.format(' "c:\\\\x" '))),
     "ander veld"),
    ("veld met duizenden aanhalingstekens voor een ander veld",
     lambda: in_body(_AROUND.format(_RUN.format('"' * 100_000), _FIELD_ONLY, "")), "ander veld"),
    ("veld in verwijderde tekst",
     lambda: in_body(_FIELD.format('<w:del w:id="9" w:author="x"><w:r><w:delInstrText> DDEAUTO a b </w:delInstrText>'
                                   "</w:r></w:del>")), "DDEAUTO"),
    ("veld waarvan het begin is verwijderd",
     lambda: in_body(_FIELD.format(f'<w:del w:id="9" w:author="x">{_RUN.format("PAGE ")}</w:del>'
                                   + _RUN.format("LINK Excel.Sheet a.xlsx"))), "LINK"),
    ("veld waarvan het begin is toegevoegd",
     lambda: in_body(_FIELD.format(f'<w:ins w:id="9" w:author="x">{_RUN.format("PAGE ")}</w:ins>'
                                   + _RUN.format("DDE cmd a"))), "DDE"),
    ("veld waarvan een ander veld na een verwijdering de naam is",
     lambda: in_body(_FIELD.format(f'<w:del w:id="9" w:author="x">{_RUN.format("IF ")}</w:del>'
                                   + _FIELD_CODE.format(" QUOTE 68 68 69 ") + _RUN.format(" cmd a"))), "ander veld"),
    ("veld met een begin voor andere programma's",
     lambda: in_body(_FIELD.format(f'<x:a xmlns:x="urn:x">{_RUN.format("PAGE ")}</x:a>' + _RUN.format("DDE cmd a"))),
     "niet vaststaat"),
    ("invoegtoepassing bij het document",
     lambda: zipped({**sound(), "docProps/custom.xml": _CUSTOM, TYPES: sound()[TYPES].replace(
         b"</Types>", b'<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-'
                      b'officedocument.custom-properties+xml"/></Types>')}), "invoegtoepassing"),
    ("XML-schema van elders",
     lambda: in_body('<sl:schemaLibrary xmlns:sl="http://schemas.openxmlformats.org/schemaLibrary/2006/main">'
                     '<sl:schema sl:uri="u" sl:manifestLocation="http://example.org/a"/></sl:schemaLibrary>'),
     "schema"),
    ("object zonder relatie", lambda: in_body("<w:p><w:r><w:object><w:objectEmbed/></w:object></w:r></w:p>"),
     "ingebed"),
    ("kopregel die een grafiek heet",
     lambda: zipped({**sound(), "word/charts/header1.xml": f'<w:hdr xmlns:w="{W}"/>'.encode(), "word/charts/o.bin": OLE,
                     "word/charts/_rels/header1.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
                     f'Type="{R}/oleObject" Target="o.bin"/></Relationships>'.encode(),
                     TYPES: _typed("word/charts/header1.xml")}), "ingebed"),
    ("tekening die iets van elders laat zien",
     lambda: zipped({**sound(), "word/media/a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image '
                     b'href="http://example.org/a"/></svg>'}), "tekening"),
    ("veld met aanhalingstekens", lambda: _field(' "INCLUDETEXT" "C:\\\\geheim.docx" '), "INCLUDETEXT"),
    ("veld met een database", lambda: _field(' DATABASE \\\\c "DSN=x" '), "DATABASE"),
    ("veld met een koppeling naar een programma", lambda: _field(' HYPERLINK "file:///c:/calc.exe" '), "HYPERLINK"),
    ("koppeling met een spatie ervoor", lambda: linked("hyperlink", "", target=" javascript:alert(1)"), "koppeling"),
    ("koppeling naar een gedeelde map", lambda: linked("hyperlink", "", target="/\\server\\deel"), "koppeling"),
    ("koppeling naar een programma", lambda: linked("hyperlink", "", target="..\\calc.exe"), "koppeling"),
    ("tekening die iets haalt",
     lambda: in_body('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata '
                     'src="http://example.org/a.png"/></v:shape></w:pict></w:r></w:p>'), "tekening|van buiten"),
    ("altChunk zonder soort", lambda: in_body('<w:altChunk r:id="rId1"/>'), "altChunk|ingebed"),
    ("veld naast een veld van een ander",
     lambda: in_body(_AROUND.format('<zz:instrText xmlns:zz="urn:z">PAGE </zz:instrText>', _RUN.format("PAGE "),
                                    _RUN.format('INCLUDEPICTURE "http://example.org/a"'))), "INCLUDEPICTURE"),
    ("veld met een vreemd element erin",
     lambda: _field(' INCLUDEP<zz:q xmlns:zz="urn:z"/>ICTURE "http://example.org/a" '), "INCLUDEPICTURE"),
    ("veld met twee kenmerken",
     lambda: in_body('<w:p><w:fldSimple xmlns:zz="urn:z" zz:instr="PAGE" w:instr="INCLUDETEXT a.docx"/></w:p>'),
     "INCLUDETEXT"),
    ("koppeling achter een schakelaar", lambda: _field(r' HYPERLINK \t "_blank" "file:///c:/calc.exe" '), "HYPERLINK"),
    ("tekening met een dubbel kenmerk",
     lambda: in_body('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:zz="urn:z" zz:href="#a" '
                     'href="file:///c:/calc.exe"/></w:pict></w:r></w:p>'), "tekening|van buiten"),
    ("kopregel onder een andere naam",
     lambda: zipped({**sound(), "word/header9.bin": "<w:hdr/>".encode("utf-16"), TYPES: _typed("word/header9.bin")}),
     "anders is dan het heet"),
    ("relatie zonder soort naar buiten", lambda: linked("image", "", mode="Internal"), "van buiten"),
    ("relatie in een relatie",
     lambda: within("word/_rels/document.xml.rels", b"</Relationships>",
                    f'<a><Relationship Id="rX" Type="{R}/image" Target="http://x.org/a" TargetMode="External"/></a>'
                    "</Relationships>".encode()), "van buiten"),
    ("afdruk samenvoegen", lambda: in_body("<w:mailMerge/>"), "adressenbestand|van buiten"),
    ("DTD in een tekening",
     lambda: zipped({**sound(), "word/media/a.svg": b'<!DOCTYPE svg SYSTEM "http://example.org/a"><svg/>'}), "DTD"),
    ("onderdeel in een andere codering", lambda: zipped({**sound(), MAIN: _in_utf7(sound()[MAIN])}), "UTF-8"),
    ("ander hoofdonderdeel",
     lambda: zipped({**sound(), "_rels/.rels": sound()["_rels/.rels"].replace(b"word/document.xml", b"word/ander.xml"),
                     "word/ander.xml": sound()[MAIN]}), "gewone plaats|geen Word-bestand"),
    ("macro", lambda: related("vbaProject", "vbaProject.bin", **{"word/vbaProject.bin": _MACRO}), "macro"),
    ("macro met een andere naam", lambda: related("image", "media/a.png", **{"word/media/a.png": _MACRO}), "macro"),
    ("ingebed object", lambda: related("oleObject", "embeddings/a.bin", **{"word/embeddings/a.bin": OLE}), "ingebed"),
    ("ingebed object met een andere naam",
     lambda: related("image", "media/a.emf", **{"word/media/a.emf": OLE + bytes(900)}), "ingebed"),
    ("ingebed Word-bestand", lambda: related("package", "embeddings/a.docx", **{"word/embeddings/a.docx": b"PK"}),
     "ingebed"),
    ("ActiveX", lambda: related("control", "activeX/a.xml", **{"word/activeX/a.xml": b"<a/>"}), "macro|ingebed"),
    ("altChunk", lambda: related("aFChunk", "a.html", **{"word/a.html": b"<script>alert(1)</script>"}), "ingebed"),
    ("programma als onderdeel", lambda: related("image", "media/a.png", **{"word/media/a.png": b"MZ" + bytes(99)}),
     "programma"),
)  # fmt: skip

PAYLOADS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ gemeente.__class__ }}",
    "{{ gemeente._naam }}",
    "{{ _writer }}",
    "{{ _writer.pictures }}",
    "{{ self }}",
    "{{ cycler.__init__.__globals__.os.popen('touch GEHACKT').read() }}",
    "{{ ''.join(kop) }}",
    "{{ gemeente['naam'] }}",
    "{{ 9**9**9 }}",
    "{{ 'a' * 999999999 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ [1,2,3] }}",
    "{{ {'a': 1} }}",
    "{{ kop[0] }}",
    "{{ 1 if gemeente else 2 }}",
    "{{ range(999999999) }}",
    "{{ zaaknummer.format(1) }}",
    "{{ zaaknummer | attr('__class__') }}",
    "{{ zaaknummer | safe }}",
    "{{ zaaknummer | _blocks('x') }}",
    "{{ zaaknummer | _run('<w:p/>', '') }}",
    "{{ zaaknummer is defined }}",
    "{% for a in range(99999999) %}x{% endfor %}",
    "{% for a in kop recursive %}{{ loop(kop) }}{% endfor %}",
    "{% for a in kop %}{% for b in kop %}{% for c in kop %}{% for d in kop %}{% for e in kop %}{% for f in kop %}"
    "{% for g in kop %}{% for h in kop %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}"
    "{% endfor %}{% endfor %}",
    "{% for a in kop %}" * 60 + "x" + "{% endfor %}" * 60,
    "{% set a = 1 %}{{ a }}",
    "{% macro a() %}x{% endmacro %}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{% block a %}x{% endblock %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call x() %}x{% endcall %}",
    "{% do x %}",
    "{% with a = 1 %}x{% endwith %}",
    "{% autoescape false %}x{% endautoescape %}",
    "{% if " + "not " * 5_000 + "gemeente %}x{% endif %}",
    "{% if " + "(" * 300 + "gemeente" + ")" * 300 + " %}x{% endif %}",
    "{{ " + "zaaknummer | datum " + "| datum " * 5_000 + "}}",
    "{{ a" + ".b" * 5_000 + " }}",
    "{# een opmerking #}{{ onbekend }}",
    "{{ onbekend }}",
    "{% for a in onbekend %}x{% endfor %}",
    "{% if onbekend %}x{% endif %}",
    "{{ zaaknummer",
    "{% if zaaknummer %}",
    "{% endfor %}",
    "{{ zaaknummer | onbekend }}",
    "{{r zaaknummer }}",
    "{{p zaaknummer }}",
    "{{" * 20_000,
    "{%" * 20_000,
    "{{p " * 9_000,
    "{%p " * 9_000,
    "}}" * 20_000 + "{{",
    "{" * 40_000,
    "{{ " + "a " * 20_000 + "}}",
    "{% if gemeente %}" * 90 + "x" + "{% endif %}" * 90,
    "{%p for a in kop %}",
    "{%tr for a in kop %}",
)
"""Texts in a template that are no placeholder of ours."""


def _text(payload: str) -> bytes:
    plain = payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return in_body(f'<w:p><w:r><w:t xml:space="preserve">{plain}</w:t></w:r></w:p>')


def _named(payload: str) -> str:
    return payload if len(payload) < 60 else payload[:57] + "…"


def _style_injection() -> bytes:
    style = "x&quot;) }}{{ gemeente.__class__ }}{{ (&quot;"
    return in_body(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{{{{p zaaknummer }}}}</w:t></w:r></w:p>')


def _copies(count: int) -> bytes:
    text = "{%p for sectie in delen.inhoud %}", "{{ sectie.titel }}", "{{p sectie.inhoud }}", "{%p endfor %}"
    return in_body("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text) * count)


def _elsewhere(xml: str) -> Callable[[], bytes]:
    return lambda: in_body(xml)


_FILLED_IN = (
    (
        "invulplaats in een kenmerk",
        '<w:p><w:bookmarkStart w:id="900" w:name="{{ zaaknummer }}"/><w:bookmarkEnd w:id="900"/></w:p>',
    ),
    ("invulplaats in een veld", _FIELD.format("<w:r><w:instrText> AUTHOR {{ zaaknummer }} </w:instrText></w:r>")),
)
"""Placeholders where Word prints no text; they are filled in all the same."""
_ODD_PLACES = (
    ("opdracht in verwijderde tekst",
     '<w:p><w:del w:id="901" w:author="x"><w:r><w:delText>{{ gemeente }}</w:delText></w:r></w:del></w:p>'),
    ("eigen filter met een aanroep",
     """<w:p><w:bookmarkStart w:id="900" w:name="{{ kop | _run(kop.pop(), '') }}"/></w:p>"""),
    ("veld dat een opdracht schrijft",
     '<w:p><w:fldSimple w:instr="{% if zaaknummer %}DDE{% endif %}AUTO c:\\\\cmd.exe"/></w:p>'),
    ("veld met een opmerking van een sjabloon erin", _FIELD.format(_RUN.format(" INC{# x #}LUDETEXT a.docx "))),
    ("veld waaruit een opdracht iets weglaat",
     _FIELD.format(_RUN.format("INC") + _STATEMENT.format("{% if not kop %}") + _RUN.format("X")
                   + _STATEMENT.format("{% endif %}") + _RUN.format("LUDETEXT a.docx"))),
    ("velden die een opdracht aan elkaar plakt",
     f"<w:p>{_BEGIN}{_RUN.format('INC')}{_STATEMENT.format('{')}{_SEPARATE}{_END}{_BEGIN}"
     f"{_STATEMENT.format('% if kop %}{% endif %}')}{_RUN.format('LUDETEXT a.docx')}{_SEPARATE}{_END}</w:p>"),
    ("veld waarvan een waarde de naam is", '<w:p><w:fldSimple w:instr="{{ zaaknummer }} x"/></w:p>'),
    ("veld binnen een veld waarvan een waarde de naam is",
     _FIELD.format(_RUN.format("QUOTE ") + _FIELD_CODE.replace(_RUN, _RUN.format("{{ zaaknummer }}")))),
    ("koppeling met een waarde erin", '<w:p><w:fldSimple w:instr="HYPERLINK {{ zaaknummer }}"/></w:p>'),
    ("relatie die een opdracht noemt",
     f'<w:p><w:r><a:blip xmlns:a="urn:a" xmlns:r="{R}" r:link="rId{{% if kop %}}9{{% endif %}}"/></w:r></w:p>'),
    ("tekening met een adres dat een opdracht schrijft",
     '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="fi{# x #}le:///c:/calc.exe"/></w:pict>'
     "</w:r></w:p>"),
)  # fmt: skip

WORD = (
    *(Hostile("pakket", name, make, says) for name, make, says in PACKAGES),
    Hostile("pakket", "zips in zips", _nested_zip, "ingebed|te groot", (*_NO_TEMPLATE, "van")),
    Hostile(
        "pakket",
        "een macrobestand",
        lambda: within(TYPES, b"document.main+xml", b"x.macroEnabled.main+xml"),
        "macro",
        (*_NO_TEMPLATE, "van"),
    ),
    Hostile("xml", "tabellen in tabellen, net niet te diep", partial(_deep_tables, 80), "", _ANY),
    Hostile(
        "sjabloontaal",
        "1500 herhalingen na elkaar",
        partial(_text, "{% for a in kop %}x{% endfor %}" * 1_500),
        "",
        _ANY,
    ),
    *(Hostile("xml", name, make, says, _NO_TEMPLATE) for name, make, says in XML),
    *(Hostile("inhoud", name, make, says, (*_NO_TEMPLATE, "van")) for name, make, says in CONTENTS),
)
JINJA = (
    *(Hostile("sjabloontaal", name, _elsewhere(xml), "", _ANY) for name, xml in _FILLED_IN),
    *(Hostile("sjabloontaal", name, _elsewhere(xml), "", ("sjabloon", "van", "herkomst")) for name, xml in _ODD_PLACES),
    *(Hostile("sjabloontaal", _named(text), partial(_text, text), "", (*_NO_TEMPLATE, "van")) for text in PAYLOADS),
    Hostile("sjabloontaal", "opdracht in de naam van een stijl", _style_injection, "", (*_NO_TEMPLATE, "van")),
    Hostile("sjabloontaal", "alle teksten tweeduizend keer", partial(_copies, 2_000), "", (*_NO_TEMPLATE, "van")),
    Hostile("sjabloontaal", "tienduizend invulplaatsen", partial(_text, "{{ zaaknummer }} " * 10_000), "",
            (*_NO_TEMPLATE, "van")),
)  # fmt: skip
