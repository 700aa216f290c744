"""Whether the lines of a gemeente fit what the text of all says of them: for once or yearly, and from which year on."""

import re
from collections.abc import Iterator

from raadsvoorstel.blocks import runs_text
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import group, has, words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.model.raadsvoorstel import Bedrag
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_SHARE = r"(?:aandeel|bijdrage) (?:in|aan|voor|van) (?:(?:de|het) )?"
_LINE = late(rf"(?:(?:eigen|gemeentelijke?) )?{_SHARE}(?P<what>[^\W\d_][\w -]+)", re.IGNORECASE)
_CALLED = late(
    rf"(?:de|het|deze|dit) (?:(?:eigen|gemeentelijke?) )?{_SHARE}(?P<what>[^\W\d_][\w -]*?) "
    r"(?:is|zijn|blijft|blijven) (?:(?:dus|ook|daarom) )?(?P<kind>eenmalig|incidenteel|jaarlijks|structureel)\b",
    re.IGNORECASE,
)
_ONCE, _YEARLY = "incidenteel", "structureel"
_FROM = late(
    r"(?:de|het|deze|dit) (?:(?:kosten|lasten|bijdrage) (?:van|voor|aan|in) (?:(?:de|het) )?)?(?P<what>[^\W\d_]{5,}) "
    r"(?:(?:is|zijn) (?:structureel|jaarlijks),?|begint|beginnen|starten|start) "
    r"(?:vanaf|met ingang van|in) (?:(?:1 )?januari )?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)


def shares_called_otherwise(stuk: Stuk) -> Iterator[Finding]:
    """Yield the share of a gemeente that a text calls incidenteel, in other words, and her line structureel."""
    lines = {match["what"].lower(): bedrag for bedrag in stuk.voorstel.bedragen if (match := _share_of(bedrag))}
    for prose in stuk.texts_at("financien.tekst", "financien") if lines else ():
        for match in prose.matches(_CALLED) if not prose.path.startswith("financien.bedragen") else ():
            bedrag = lines.get(match["what"].lower())
            kind = _ONCE if match["kind"].lower() in ("eenmalig", _ONCE) else _YEARLY
            if bedrag and bedrag.soort in (_ONCE, _YEARLY) and bedrag.soort != kind and _begins(prose, match):
                named = runs_text(bedrag.omschrijving)
                if named.lower() in match[0].lower():
                    continue  # by its own name a line is found elsewhere
                message = f"‘{named}’ is hier {bedrag.soort}, maar volgens de tekst ‘{match[0]}’"
                yield stuk.say(f"{bedrag.path}.soort", message, "kies incidenteel of structureel, op beide plaatsen")


def _share_of(bedrag: Bedrag) -> re.Match[str] | None:
    return _LINE.fullmatch(runs_text(bedrag.omschrijving).strip())


def _begins(prose: Prose, match: re.Match[str]) -> bool:
    """Whether words begin their sentence, so that nothing before them says of whom or when."""
    return any(start == match.start() for start, _ in prose.sentences)


def check_vanaf(stuk: Stuk) -> Iterator[Finding]:
    """What begins in a year according to the text, has no amount in an earlier one in the table."""
    for prose in stuk.texts_at("financien") if stuk.voorstel.bedragen else ():
        for match in prose.matches(_FROM) if not prose.path.startswith("financien.bedragen") else ():
            lines = [bedrag for bedrag in stuk.voorstel.bedragen if _is_about(bedrag, match["what"].lower())]
            if len(lines) == 1 and _begins(prose, match) and not _grows(stuk, prose, match):
                years = [year for year, amount in lines[0].jaren.items() if amount]
                if years and min(years) < match["year"]:
                    named = runs_text(lines[0].omschrijving)
                    message = f"‘{named}’ begint hier in {min(years)}, maar volgens de tekst in {match['year']}"
                    yield stuk.say(f"{lines[0].path}.jaren", message, "maak het eerste jaar in tekst en tabel gelijk")


def _is_about(bedrag: Bedrag, noun: str) -> bool:
    """Whether a line recurs every year, and is named after a noun: `Beheer`, or `Beheer van het depot`."""
    words = runs_text(bedrag.omschrijving).lower().split()
    return bedrag.soort == _YEARLY and words[:1] == [noun]


def _grows(stuk: Stuk, prose: Prose, match: re.Match[str]) -> bool:
    """Whether the sentence goes on about more or less than there was before."""
    end = next((end for start, end in prose.sentences if start == match.start()), match.end())
    return has(words_between(prose, match.start(), end), group(stuk.lijsten, "ander-bedrag"))
