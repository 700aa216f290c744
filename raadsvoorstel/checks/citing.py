"""Whether articles are cited as laws themselves do it."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.law import Mention, laws_in
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_ORDINALS = (
    "nulde", "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
    "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende",
    "negentiende", "twintigste",
)  # fmt: skip
_LETTER = r"(?:sub|letter|lit\.|onderdeel|onder)\s+(?P<letter>[a-z])(?![\w-])"
_CITED = late(
    r"\b(?:(?P<article>[Aa]rtikel|[Aa]rt\.)\s+(?P<number>\d+[a-z]{0,2}(?:[.:]\d+[a-z]{0,2})*),?\s+)?"
    rf"(?P<part>lid\s+(?P<lid>\d{{1,2}})(?!\w|[.:]\d|\s*(?:en|of|tot)\s)(?:,?\s+{_LETTER})?)",
)
_SUB = late(r"\b(?:(?<=lid )|(?<=lid, )|(?<=\d )|(?<=\d, ))(?P<word>sub|letter)\s+(?P<letter>[a-z])(?![\w-])")
_LEDEN = late(r"\bleden\s+\d{1,2}\s*(?:,\s*\d{1,2}\s*)*(?:en|of|tot en met)\s+\d{1,2}\b")


def check_schrijfwijze_artikel(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """‘tweede lid’ and ‘onder a’, not ‘lid 2’ and ‘sub a’ (Aanwijzingen voor de regelgeving 80 and 86)."""
    if "lid" not in prose.text and "leden" not in prose.text and "sub " not in prose.text:
        return
    for match in _CITED.finditer(prose.text):
        if not prose.is_quoted(match.start()) and int(match["lid"]) < len(_ORDINALS):
            yield _of_lid(prose, match, lijsten)
    covered = [match.span() for match in _CITED.finditer(prose.text)]
    for match in _SUB.finditer(prose.text):
        if not prose.is_quoted(match.start()) and not any(start <= match.start() < end for start, end in covered):
            better = f"onder {match['letter']}"
            yield _said(prose, match.start(), match.end(), better, certain=True)
    for match in _LEDEN.finditer(prose.text):
        if not prose.is_quoted(match.start()):
            better = "het … en het … lid"
            yield _said(prose, match.start(), match.end(), better, certain=False)


def _of_lid(prose: Prose, match: re.Match[str], lijsten: Lijsten) -> Finding:
    """Return the finding about `lid 2`, with the law behind it where that can be put right as well."""
    lid = f"{_ORDINALS[int(match['lid'])]} lid" + (f", onder {match['letter']}" if match["letter"] else "")
    if not match["article"]:
        return _said(prose, match.start("part"), match.end(), lid, certain=False)
    article = f"{'Artikel' if match['article'][0] == 'A' else 'artikel'} {match['number']}, {lid}"
    law = _law_behind(prose, match.end(), lijsten)
    if law is None:
        return _said(prose, match.start(), match.end(), article, certain=_stands_alone(prose.text[match.end() :]))
    return _said(prose, match.start(), law.end, f"{article}, van {_with_article(law)}", certain=True)


_LEADS_TO_LAW = late(r",?\s+(?:van\s+)?(?:de\s+|het\s+)?")


def _law_behind(prose: Prose, place: int, lijsten: Lijsten) -> Mention | None:
    laws = _laws_in_order(prose, lijsten)
    behind = bisect_left(laws, place, key=lambda law: law.start)
    law = laws[behind] if behind < len(laws) else None
    return law if law and _LEADS_TO_LAW.fullmatch(prose.text, place, law.start) else None


@once
def _laws_in_order(prose: Prose, lijsten: Lijsten) -> tuple[Mention, ...]:
    return tuple(sorted(laws_in(prose, lijsten), key=lambda law: law.start))


def _with_article(law: Mention) -> str:
    return law.wet.named.partition(" ")[0] + " " + law.text


def _stands_alone(behind: str) -> bool:
    """Whether no other word of the citation follows, so that no comma has to come behind it."""
    return re.match(r"\s*(?:[.;:)]|\Z|\n)", behind) is not None


def _said(prose: Prose, start: int, end: int, better: str, *, certain: bool) -> Finding:
    found = " ".join(prose.text[start:end].split())
    message = f"‘{found}’ is geen schrijfwijze voor een artikel"
    return prose.finding(start, end, message, f"schrijf: {better}", instead=better if certain else None)
