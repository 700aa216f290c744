"""Whether a text of a gemeente calls somebody portefeuillehouder who is not."""

from collections.abc import Iterator

from raadsvoorstel.blocks import is_open, runs_text
from raadsvoorstel.checks.running import has_sentences, is_own
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import group, has, sentence_at, words_between
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import NBSP
from raadsvoorstel.patterns import late

_FIELD = FieldPath("portefeuillehouder")
_PARTS = r"(?:(?:van|de|der|den|ten|ter|el) )*[A-Z][\w’-]{2,}"
_NAMED = late(
    r"\b(?P<role>[Pp]ortefeuillehouder|(?:verantwoordelijke?|betrokken) wethouder),? "
    r"(?:wethouder )?(?:(?:de heer|mevrouw) )?"
    rf"(?P<naam>(?:[A-Z]\.\s?)+{_PARTS}|(?:De|Van|Den|Der|Ter|Ten|El) {_PARTS}|(?:(?<=de heer )|(?<=mevrouw )){_PARTS})"
)
"""A bare word with a capital is no name: `portefeuillehouder Financiën`."""
_NAME = late(r"[A-Z][\w’]{2,}")


def check_portefeuillehouder(stuk: Stuk) -> Iterator[Finding]:
    """The portefeuillehouder whom the own text of a gemeente names is the one above her proposal.

    Only who is called so: a college has more wethouders, who may all have a part in it.
    """
    runs = stuk.voorstel.regels.get(_FIELD, ())
    naam = "" if not runs or is_open(runs) else runs_text(runs).replace(NBSP, " ").strip()
    for prose in stuk.texts if _NAME.search(naam) and not stuk.is_regio else ():
        for match in prose.matches(_NAMED) if has_sentences(prose) else ():
            start, end = match.span("naam")
            words = words_between(prose, *sentence_at(prose, start))
            if _shares(match["naam"], naam) or not is_own(prose, start, end):
                continue
            if has(words, group(stuk.lijsten, "ander-verband") | group(stuk.lijsten, "vroeger") | _regional(stuk)):
                continue
            found = prose.finding(
                start,
                end,
                f"hier is {match['naam']} {match['role'].lower()}, maar boven het voorstel staat {naam}",
                "verbeter de naam hier, of bij `portefeuillehouder`",
            )
            if found.origin.file.endswith(f"/{stuk.voorstel.gemeente.slug}.yaml"):
                yield found


def _shares(found: str, naam: str) -> bool:
    """Whether two names have a word in common: a surname may be written with or without what stands before it."""
    return not {word.lower() for word in _NAME.findall(found)}.isdisjoint(word.lower() for word in _NAME.findall(naam))


def _regional(stuk: Stuk) -> frozenset[str]:
    """Return words that say that somebody is portefeuillehouder of something else: the region, a neighbour."""
    names = {each.gemeente.naam.split()[0].lower() for each in stuk.voorstel.deelnemers}
    return group(stuk.lijsten, "andere-portefeuille") | names - {stuk.voorstel.gemeente.naam.split()[0].lower()}
