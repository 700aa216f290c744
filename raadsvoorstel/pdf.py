"""Turn Word files into PDF with LibreOffice, beside them."""

import hashlib
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from raadsvoorstel import leash
from raadsvoorstel.errors import EnvironmentFailed, FileMissing, FileRefused, ProgramMissing
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.reading import read_regular
from raadsvoorstel.reasons import reason_of
from raadsvoorstel.word.package import LARGEST_FILE
from raadsvoorstel.writing import Seen, write_whole

_NAMES = ("soffice", "libreoffice", "soffice.com")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
)
_INSTALL = {"darwin": "brew install --cask libreoffice", "win32": "winget install TheDocumentFoundation.LibreOffice"}

_CHOICES = {
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "DisplayPDFDocumentTitle": True,
    "ExportBookmarks": True,
    "ExportNotes": False,
    "ExportNotesInMargin": False,
    "ExportFormFields": False,
}
"""PDF/UA (ISO 14289-1) for who has it read aloud, and no comments; LibreOffice 7.4 and later listen to it."""
_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": "boolean", "value": str(choice).lower()} for name, choice in _CHOICES.items()}
)

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""Without these LibreOffice fetches the pictures that a file names on the network, and runs what is in it."""

SECONDS_TO_START, SECONDS_PER_FILE = 90, 30
"""How long LibreOffice may take, on a slow computer; after that it hangs."""

HINDERED_CODE = "pdf-belet"
"""The code of a finding that the disk, a permission or another program kept a PDF from being made."""
_END = rb"startxref\s+\d+\s+%%EOF\s*\Z"
_WHOLE = re.compile(rb"%PDF-.*\s" + _END, re.DOTALL)
_SEAL = re.compile(rb"%raadsvoorstel ([0-9a-f]{64}) ([0-9a-f]{64})\n(?=" + _END + rb")")
"""A comment before the end of a PDF: of which Word file it was made, and what it then held."""


def find_program() -> Path:
    """Return where LibreOffice is; ProgramMissing when it is not on this computer."""
    for found in map(shutil.which, _NAMES):
        if found:
            return Path(found)
    for place in (Path(place).expanduser() for place in _USUAL_PLACES):
        if place.is_file():
            return place
    raise ProgramMissing("LibreOffice", _INSTALL.get(sys.platform, "sudo apt install libreoffice-writer"))


def make_pdfs(documents: Iterable[Path]) -> tuple[dict[Path, Path], list[tuple[Path, Finding]]]:
    """Return the PDF of each Word file, made where it was not there yet; ProgramMissing without LibreOffice.

    A PDF that somebody has changed is left alone, and one that LibreOffice does not make is not there: either is a
    finding, with the Word file it is about.
    """
    made: dict[Path, Path] = {}
    findings: list[tuple[Path, Finding]] = []
    waiting: dict[Path, tuple[Seen, str]] = {}
    for document in documents:
        pdf = document.with_suffix(".pdf")
        try:
            seen, known, source = Seen.of(pdf), _sealed_source(pdf), _digest(read_regular(document, LARGEST_FILE))
        except EnvironmentFailed as error:
            findings.append((document, _hindered(document, error)))
            continue
        if known == source:
            made[document] = pdf
        elif seen and not known:
            findings.append((document, _edited(pdf)))
        else:
            waiting[document] = seen, source
    try:
        converted = _convert([*waiting])
    except OSError as error:
        return made, [*findings, *((document, _not_started(document, error)) for document in waiting)]
    for document, data in converted.items():
        if data is None:
            findings.append((document, _not_made(document)))
            continue
        pdf, (seen, source) = document.with_suffix(".pdf"), waiting[document]
        try:
            write_whole(pdf, _seal(data, source), seen=seen)
        except EnvironmentFailed as error:
            findings.append((document, _hindered(document, error)))
        else:
            made[document] = pdf
    return made, findings


def _convert(documents: Sequence[Path]) -> dict[Path, bytes | None]:
    """Return what LibreOffice makes of each Word file, in one run; None where it makes nothing."""
    if not documents:
        return {}
    program = find_program()
    with tempfile.TemporaryDirectory(prefix="raadsvoorstel-pdf-", ignore_cleanup_errors=True) as folder:
        output = Path(folder) / "pdf"
        # A profile of its own: LibreOffice refuses to convert while the user has it open with the usual one.
        user = Path(folder) / "profiel" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        profile = f"-env:UserInstallation={user.parent.as_uri()}"
        files = [str(document.absolute()) for document in documents]
        command = [str(program), profile, "--headless", "--convert-to", _FILTER, "--outdir", str(output), *files]
        with leash.run(command, folder, seconds=SECONDS_TO_START + SECONDS_PER_FILE * len(files)):
            return {document: _made(output / f"{document.stem}.pdf") for document in documents}


def _made(pdf: Path) -> bytes | None:
    """Return a PDF that is there from its beginning to its end; LibreOffice may have been stopped halfway."""
    data = pdf.read_bytes() if pdf.is_file() else b""
    return data if _WHOLE.fullmatch(data) else None


# ------------------------------------------------------------------ knowing one's own work again


def _seal(pdf: bytes, source: str) -> bytes:
    """Return a PDF with the mark by which it is known again."""
    place = pdf.rfind(b"startxref")
    mark = f"%raadsvoorstel {source} {_digest(pdf)}\n".encode()
    return pdf[:place] + mark + pdf[place:]


def _sealed_source(pdf: Path) -> str:
    """Return the fingerprint of the Word file a PDF was made of; empty when it is not there, or no longer as made."""
    try:
        data = read_regular(pdf, LARGEST_FILE)
    except (FileMissing, FileRefused):
        return ""
    match = _SEAL.search(data)
    if match is None or _digest(data[: match.start()] + data[match.end() :]) != match[2].decode():
        return ""
    return match[1].decode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _edited(pdf: Path) -> Finding:
    return Finding(
        "bewerkt-bestand",
        f"{pdf.name} is niet door dit programma gemaakt, of bewerkt sinds het gemaakt werd; het is niet overschreven",
        Origin(str(pdf)),
        "geef het een andere naam of zet het elders, en maak opnieuw",
        Severity.WAARSCHUWING,
    )


def _hindered(document: Path, error: EnvironmentFailed) -> Finding:
    return Finding(HINDERED_CODE, str(error), Origin(str(document)))


def _not_started(document: Path, error: OSError) -> Finding:
    return Finding(
        HINDERED_CODE,
        f"LibreOffice kan niet aan het werk: {reason_of(error)}",
        Origin(str(document)),
        "zorg voor ruimte en rechten in de map voor tijdelijke bestanden, of noem een andere in TMPDIR",
    )


def _not_made(document: Path) -> Finding:
    return Finding(
        "pdf-niet-gemaakt",
        f"LibreOffice heeft van {document.name} geen PDF gemaakt",
        Origin(str(document)),
        "open het bestand in Word of LibreOffice en kies Exporteren als PDF",
    )
