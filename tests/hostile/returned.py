"""Documents of ours that come back, with a memory of texts that nobody wrote: far too many that look alike."""

from collections.abc import Callable, Iterable
from functools import partial

import samples

from hostile import Hostile
from hostile.wordfiles import zipped
from raadsvoorstel.blocks import Paragraph, plain
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.manifest import BaseText, Manifest
from raadsvoorstel.word.package import MAIN

MANY = 3_000
_ALIKE = "lijken te veel teksten op elkaar"


def _returned(
    said: Callable[[int], str], now: Callable[[int], str], path: Callable[[int], str], tag: str = ""
) -> bytes:
    """Return a document with that many more texts, and what has become of each."""
    parts = package.read(samples.document(samples.REPOSITORY, samples.VOORBEELD, "bloemendaal").data, "a.docx")
    made = manifest.read(parts)
    assert made is not None
    texts = (BaseText(FieldPath(path(n)), (Paragraph(plain(said(n))),)) for n in range(MANY))
    data = parts[MAIN]
    place = data.rindex(b"<w:sectPr")
    body = data[:place] + "".join(_paragraphs(map(now, range(MANY)), tag)).encode() + data[place:]
    memory = manifest.write(Manifest(made.facts, (*made.texts, *texts), made.standing))
    return zipped({**parts, MAIN: body, manifest.part_of(parts): memory})


def _paragraphs(lines: Iterable[str], tag: str) -> Iterable[str]:
    for line in lines:
        run = f"<w:r><w:t>{line}</w:t></w:r>"
        control = f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'
        yield f"<w:p>{control if tag else run}</w:p>"


def _numbered(text: str) -> Callable[[int], str]:
    return text.format


_OWN, _ONE = _numbered("x.t{0}"), _numbered("x.t")
_WAS, _NOW = (
    _numbered("De raad stelt krediet {0} voor de school vast."),
    _numbered("De raad stelt post {0} voor {0} vast."),
)

RETURNED = tuple(
    Hostile("teruggekomen", name, partial(_returned, *how), _ALIKE, ("herkomst",))
    for name, how in {
        "elke tekst veranderd": (_WAS, _NOW, _OWN),
        "steeds dezelfde tekst": (_numbered("De raad stelt de visie vast."),) * 2 + (_OWN,),
        "één pad en één besturingselement voor alles": (_WAS, _WAS, _ONE, "x.t"),
    }.items()
)
