"""Which articles of a law a text names, and whether decision and legal framework name the same ones."""

import re
from collections.abc import Iterator

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.law import Mention, laws_in
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import sentence_at
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_NUMBER = r"\d+[a-z]{0,2}(?:[.:]\d+[a-z]{0,2})*"
_PART = (
    rf"{_NUMBER}|leden|lid|aanhef|onder(?:deel|delen)?|sub|letter|en|of|tot|met|juncto|jo\.?|van|uit|in|de|het|alsmede|bis|ter|"
    r"\w+(?:de|ste)|[a-z]|[a-z]°"
)
_BEFORE = late(
    rf"\b(?P<article>artikel(?:en)?|artt?\.)\s+(?P<numbers>{_NUMBER}(?:[\s,;]++(?>(?:artikel(?:en)?|artt?\.|{_PART})(?=[\s,;)])))*+)"
    r"[\s,(]*\Z",
    re.IGNORECASE,
)
_AFTER = late(
    rf"[\s,(:;–-]*(?:in het bijzonder |met name |namelijk )?(?:artikel(?:en)?|artt?\.)\s+(?P<numbers>{_NUMBER}"
    rf"(?:(?:,| en| of)\s+{_NUMBER}(?![\w.]))*)",
    re.IGNORECASE,
)
_ONE = late(_NUMBER)
_ONE_LAW = late(r"\d[.:]\d")
_NO_ARTICLE = late(r"(?:lid|leden|onder|sub|letter)\s+\Z", re.IGNORECASE)
_PLACE_IN_LAW = late(r"\b(?:artikel|artikelen|artt?\.|hoofdstuk|paragraaf|titel|afdeling|boek)\b", re.IGNORECASE)
_NUMBERED = late(rf"(?<![\w.,]){_NUMBER}\s\Z")
_OF_THAT_LAW = late(r"\bartikel(?:en)?\b[^.]*(?:\.\d[^.]*)*\b(?:die|deze|dezelfde) wet\b", re.IGNORECASE)
_FORMS = {
    "heel": re.compile(r"\d+[a-z]{0,3}"),
    "punt": re.compile(r"\d+[a-z]?(?:\.\d+[a-z]{0,2}){1,3}"),
    "dubbelepunt": re.compile(r"\d+[a-z]?:\d+[a-z]{0,2}(?:\.\d+)?"),
}
_EXAMPLES = {"heel": "149", "punt": "2.1", "dubbelepunt": "3:46"}


class Article(Struct, frozen=True):
    """An article named in a text, with the law that it is of."""

    start: int
    end: int
    number: str
    mention: Mention


@once
def articles_in(prose: Prose, lijsten: Lijsten) -> tuple[Article, ...]:
    """Return the articles that a text names together with their law."""
    return tuple(article for mention in laws_in(prose, lijsten) for article in _articles_of(prose, mention))


def _articles_of(prose: Prose, mention: Mention) -> Iterator[Article]:
    start, _ = sentence_at(prose, mention.start)
    sources = [match for match in (_last_before(prose.text[start : mention.start]),) if match]
    offset = start
    if not sources:
        offset = mention.end
        sources = [match for match in (_AFTER.match(prose.text[mention.end :]),) if match]
    for match in sources:
        first, last = match.span("numbers")
        for number in _ONE.finditer(match.string, first, last):
            if not _NO_ARTICLE.search(match.string, max(number.start() - 12, 0), number.start()):
                yield Article(offset + number.start(), offset + number.end(), number[0], mention)


def _last_before(text: str) -> re.Match[str] | None:
    """Return the articles right before a law; the search begins at the first of them that reaches so far."""
    window = text[-240:]
    return _BEFORE.search(window) if "art" in window.lower() else None


def check_artikel_bij_wet(stuk: Stuk) -> Iterator[Finding]:
    """The legal framework names the article of each law, so that a reader can look it up (Awb 3:47, tweede lid)."""
    based_on = {article.mention.wet.titel for article in _at(stuk, "raadsbesluit.gelet_op", "juridisch_kader")}
    seen: set[str] = set(based_on)
    for prose in stuk.texts_at("juridisch_kader"):
        for mention in laws_in(prose, stuk.lijsten):
            if mention.wet.titel not in seen and not mention.wet.vervallen and not _says_where(prose, mention):
                link = f"; zie {mention.wet.link}" if mention.wet.link else ""
                hint = f"noem het artikel waarop het voorstel steunt{link}"
                yield prose.finding(mention.start, mention.end, f"‘{mention.text}’ staat hier zonder artikel", hint)
            seen.add(mention.wet.titel)


def _says_where(prose: Prose, mention: Mention) -> bool:
    """Whether an article, a chapter or a paragraph is named in the same sentence, or further on as of ‘that law’."""
    start, end = sentence_at(prose, mention.start)
    paragraph = prose.text[mention.end :].partition("\n")[0]
    return (
        _PLACE_IN_LAW.search(prose.text, start, end) is not None
        or _NUMBERED.search(prose.text, max(mention.start - 12, 0), mention.start) is not None
        or _OF_THAT_LAW.search(paragraph) is not None
    )


def _at(stuk: Stuk, *paths: str) -> Iterator[Article]:
    for prose in stuk.texts_at(*paths):
        yield from articles_in(prose, stuk.lijsten)


def check_grondslag(stuk: Stuk) -> Iterator[Finding]:
    """A raadsbesluit names the law it rests on, where there is one (Awb 3:47, tweede lid: zo mogelijk)."""
    if stuk.is_regio or stuk.is_sketch:
        return
    if stuk.voorstel.besluit_raad and not stuk.has("raadsbesluit.gelet_op"):
        message = "het raadsbesluit noemt geen grondslag: `raadsbesluit.gelet_op` ontbreekt"
        yield stuk.say("besluit.raad", message, "voeg toe: gelet_op: gelet op artikel … van de …;")


def check_grondslag_in_kader(stuk: Stuk) -> Iterator[Finding]:
    """What the decision rests on, the proposal has to explain; not that a raad decides at all (Gemeentewet 147)."""
    if not any(True for _ in stuk.texts_at("juridisch_kader")):
        return
    known = {
        mention.wet.titel for prose in stuk.texts_at("juridisch_kader") for mention in laws_in(prose, stuk.lijsten)
    }
    for prose in stuk.texts_at("raadsbesluit.gelet_op"):
        for mention in laws_in(prose, stuk.lijsten):
            if mention.wet.titel not in known and not mention.wet.is_general:
                known.add(mention.wet.titel)
                message = f"het besluit steunt op ‘{mention.text}’, maar `juridisch_kader` noemt die wet niet"
                yield prose.finding(
                    mention.start, mention.end, message, "leg in `juridisch_kader` uit waarom zij geldt"
                )


def check_zelfde_artikel(stuk: Stuk) -> Iterator[Finding]:
    """Decision and legal framework cannot rest on different articles of one law."""
    explained: dict[str, list[str]] = {}
    for article in _at(stuk, "juridisch_kader"):
        explained.setdefault(article.mention.wet.titel, []).append(article.number)
    named = list(_at(stuk, "raadsbesluit.gelet_op"))
    for article in named:
        titel = article.mention.wet.titel
        numbers = explained.get(titel, [])
        together = {other.number for other in named if other.mention.wet.titel == titel}
        if numbers and together.isdisjoint(numbers):
            prose = next(
                prose for prose in stuk.texts_at("raadsbesluit.gelet_op") if article in articles_in(prose, stuk.lijsten)
            )
            message = (
                f"hier staat artikel {article.number} van {article.mention.wet.named}, in `juridisch_kader` artikel "
            )
            message += ", ".join(dict.fromkeys(numbers))
            yield prose.finding(article.start, article.end, message, "kijk in de wet welk artikel het is")


def check_artikelnummer(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """Every law numbers its articles in one way: 149, 2.1.2 or 3:46; an article of another form is not in it."""
    for article in articles_in(prose, lijsten):
        wet = article.mention.wet
        form = _FORMS.get(wet.nummering)
        if form and not form.fullmatch(article.number) and not prose.is_quoted(article.start):
            message = f"{wet.named} heeft geen artikel {article.number}: haar artikelen zijn genummerd als "
            hint = f"kijk in de wet welk artikel het is{f': {wet.link}' if wet.link else ''}"
            yield prose.finding(
                article.start, article.end, message + _EXAMPLES[wet.nummering], hint, instead=_repaired(article)
            )


def _repaired(article: Article) -> str | None:
    """Return `3:46` for `3.46` in a law with colons; what else is wrong takes judgement."""
    other = article.number.replace(".", ":")
    return other if article.mention.wet.nummering == "dubbelepunt" and other.count(":") == 1 else None


def check_artikel_van_andere_wet(stuk: Stuk) -> Iterator[Finding]:
    """An article on which the decision rests is of the law of which the legal framework explains it.

    Only of numbers such as 2.1.2: every law has an article 4.
    """
    explained: dict[str, set[str]] = {}
    laws = {mention.wet.titel for prose in stuk.texts_at("juridisch_kader") for mention in laws_in(prose, stuk.lijsten)}
    for article in _at(stuk, "juridisch_kader"):
        explained.setdefault(article.number, set()).add(article.mention.wet.named)
    for prose in stuk.texts_at("raadsbesluit.gelet_op"):
        for article in articles_in(prose, stuk.lijsten):
            others = explained.get(article.number, set())
            if others and article.mention.wet.titel not in laws and _ONE_LAW.search(article.number):
                message = f"hier is artikel {article.number} van {article.mention.wet.named}, in `juridisch_kader` van "
                message += ", ".join(sorted(others))
                hint = "kijk in de wet van welke regeling het artikel is"
                yield prose.finding(article.start, article.mention.end, message, hint)
