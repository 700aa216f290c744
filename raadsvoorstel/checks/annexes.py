"""Whether the annexes that texts refer to are in the list, and those in the list are referred to, by one title."""

import re
from collections import Counter
from collections.abc import Iterator, Set

from raadsvoorstel.checks.appended import called_added
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.titles import STEM, Decided, Titles
from raadsvoorstel.checks.vocabulary import sentence_at
from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

BIJLAGEN = FieldPath("bijlagen")
_QUOTES = "“”„\"«»‘’'"
_QUOTE = late(rf"[{_QUOTES}]")
_NUMBERS = late(
    r"\bbijlagen?\s+(?:nr\.?\s+|nummers?\s+)?"
    r"(?P<numbers>\d{1,2}(?:\s*(?:,|en|of|tot en met|t/m)\s*\d{1,2})*)(?![\w.:]*\w)"
    r"(?!\s+(?-i:[A-Z]))(?!\s*(?:van|bij|uit|behorende|in)\s+(?:de|het|die|dat|deze|artikel))",
    re.IGNORECASE,
)
_OWN_NUMBER = late(r"\s*(?:bijlage\s+)?(\d{1,2})\b", re.IGNORECASE)
_MENTIONED = late(
    r"\b(?:zie|in|als|volgens|met)\s+(?:de\s+|een\s+|onze\s+)?(?P<annex>bijlagen?)\b(?!\s+(?:van|bij|uit|\w{1,2}\b))|"
    r"\b(?:de|het|een)\s+(?P<added>bijgevoegde|bijgaande|meegestuurde|meegezonden|als\s+bijlage\s+toegevoegde)\s+"
    r"[“‘\"]?(?P<noun>\w+)(?P<about>\s+(?:van|over|met|op)\s+(?:de\s+|het\s+)?[\w-]{6,})?",
    re.IGNORECASE,
)
_ADD = "voeg de bijlage toe met haar titel, of pas de tekst aan"
_FEW = 2
_DEFINITE = frozenset(("de", "het", "deze", "dit", "die", "dat", "bijgevoegde", "bijgaande"))
_NEARBY = 12
_MANY = 2
"""Where so many annexes are referred to by number, one whose kind is a common word is not referred to by that word."""
_OFTEN = 3
"""From so many times on a title that is typed over and over is better written once."""
_LONG = 7
"""A title of so many words is hardly ever typed over without a mistake."""


def _titles(stuk: Stuk) -> tuple[Prose, ...]:
    return tuple(prose for prose in stuk.texts_at(BIJLAGEN))


def _others(stuk: Stuk) -> Iterator[Prose]:
    return (prose for prose in stuk.texts if not is_within(prose.path, BIJLAGEN))


def _plain(title: str) -> str:
    """Return a title without quotation marks, in small letters, its own number left out."""
    bare = re.sub(r"^\s*bijlage\s+\w{1,2}\s*[:.–-]\s*", "", _QUOTE.sub("", title), flags=re.IGNORECASE)
    return " ".join(re.findall(r"[\w-]+", bare.lower()))


def check_bijlage_bestaat(stuk: Stuk) -> Iterator[Finding]:
    """A reader who looks up ‘bijlage 3’ finds it in the list."""
    titles = _titles(stuk)
    known = set(range(1, len(titles) + 1))
    known |= {int(match[1]) for prose in titles if (match := _OWN_NUMBER.match(prose.text))}
    for prose in _others(stuk):
        for match in prose.matches(_NUMBERS):
            missing = [number for number in _listed(match["numbers"]) if number not in known]
            if missing and not prose.is_quoted(match.start()):
                numbers = " en ".join(map(str, missing))
                there = (
                    "er is geen bijlage" if not titles else f"er {'is' if len(titles) == 1 else 'zijn'} {len(titles)}"
                )
                message = f"de tekst verwijst naar bijlage {numbers}, maar {there}"
                hint = "voeg de bijlage toe bij `bijlagen`, of verbeter het nummer"
                yield prose.finding(match.start(), match.end(), message, hint)


def _listed(numbers: str) -> list[int]:
    found = [int(number) for number in re.findall(r"\d+", numbers)]
    return list(range(found[0], found[-1] + 1)) if re.search(r"tot en met|t/m", numbers) and len(found) == 2 else found


def check_bijlage_ontbreekt(stuk: Stuk) -> Iterator[Finding]:
    """What a text calls added is in the list of annexes."""
    titles = Titles.of(_titles(stuk))
    for prose in _others(stuk):
        for match in prose.matches(_MENTIONED):
            if prose.is_quoted(match.start()) or match["noun"] in stuk.lijsten.words_of("eigen_stukken"):
                continue
            if not titles.words or (match["noun"] and _is_other(match, titles, stuk.lijsten)):
                message = f"de tekst noemt ‘{match[0]}’, maar die staat niet bij `bijlagen`"
                yield prose.finding(match.start(), match.end(), message, _ADD)
        for noun in called_added(prose, titles, stuk.lijsten):
            if not prose.is_quoted(noun.start):
                message = f"de tekst noemt ‘{noun.text}’ als bijlage, maar die staat niet bij `bijlagen`"
                yield prose.finding(noun.start, noun.end, message, _ADD)


def _is_other(match: re.Match[str], titles: Titles, lijsten: Lijsten) -> bool:
    """Whether no annex is of the kind that a text refers to: each is of a kind that we know, or it is named in full."""
    noun, about = match["noun"].lower(), (match["about"] or "").lower().split()[-1:]
    kinds = lijsten.words_of("bijlagesoorten")
    kind = next((kind for kind in kinds if noun.endswith(kind)), None)
    if kind is None or titles.say(kind):
        return False
    if about and match["noun"][:1].isupper():
        return about[0][:STEM] not in titles.stems
    return titles.are_all(kinds)


def check_bijlage_genoemd(stuk: Stuk) -> Iterator[Finding]:
    """A text says what each annex is for; it is enough that it names its number, or a word of its title."""
    titles = _titles(stuk)
    numbers = {
        number for prose in _others(stuk) for match in prose.matches(_NUMBERS) for number in _listed(match["numbers"])
    }
    said = {word.lower for prose in _others(stuk) for word in prose.words} if titles else set()
    named = [[word.lower for word in prose.words if len(word.text) > 4 and word.text[:1].isalpha()] for prose in titles]
    by_number = numbers.intersection(range(1, len(titles) + 1))
    many = len(by_number) >= _MANY
    definite, near = _around(stuk, {words[0] for words in named if words}) if many else (set(), {})
    for number, (prose, words) in enumerate(zip(titles, named, strict=True), start=1):
        if number in numbers or not words:
            continue
        by_kind = words[0] in definite or not near.get(words[0], set()).isdisjoint(words[1:])
        if not (by_kind if many else _is_named(words, said)):
            message = f"geen enkele tekst verwijst naar bijlage {number}, ‘{_short(prose.text)}’"
            yield prose.finding(0, len(prose.text), message, "verwijs ernaar waar zij van belang is, of haal haar weg")


def _around(stuk: Stuk, kinds: Set[str]) -> tuple[set[str], dict[str, set[str]]]:
    """Return which kinds of annex are said as ‘de brief’, and the words that each is said near to, as ‘een brief’."""
    definite: set[str] = set()
    near: dict[str, set[str]] = {kind: set() for kind in kinds}
    for prose in _others(stuk):
        lower = [word.lower for word in prose.words]
        for place, word in enumerate(lower):
            if word in kinds:
                near[word].update(lower[max(place - _NEARBY, 0) : place + _NEARBY])
                if not _DEFINITE.isdisjoint(lower[max(place - 2, 0) : place]):
                    definite.add(word)
    return definite, near


def _is_named(words: list[str], said: set[str]) -> bool:
    """Whether the first word of a title is said, or all others are."""
    return words[0] in said or (len(words) > 1 and all(word in said for word in words[1:]) and len(words) > _OFTEN)


def _short(title: str) -> str:
    text = " ".join(title.split())
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


# ------------------------------------------------------------------ one title for one annex


def check_bijlage_titel(stuk: Stuk) -> Iterator[Finding]:
    """An annex has the title under which the raad adopts it, word for word."""
    quoted = {
        _plain(prose.text[start:end]): prose.text[start:end]
        for prose in stuk.texts_at("besluit")
        for start, end in prose.quoted
    }
    titles = _titles(stuk)
    others = quoted.keys() - {"", *(_plain(prose.text) for prose in titles)}
    decided = Decided.of(others, stuk.lijsten)
    for prose in titles if others else ():
        title = _plain(prose.text)
        if title and (near := decided.meant(title)):
            message = f"de titel is hier ‘{_short(prose.text)}’, maar in het besluit {quoted[near]}"
            if not _goes_on(prose.text, quoted[near]):
                yield prose.finding(0, len(prose.text), message, "geef bijlage en besluit dezelfde titel")


def _goes_on(title: str, other: str) -> bool:
    """Whether more follows the title of the decision, behind a mark: a version, or what the annex is."""
    bare, beginning = _QUOTE.sub("", title).strip(), _QUOTE.sub("", other).strip()
    return bare.lower().startswith(beginning.lower()) and bare[len(beginning) :].lstrip()[:1] in tuple("(,;:–-")


def check_bijlage_aanhaling(stuk: Stuk) -> Iterator[Finding]:
    """A title that was typed over and over, here without quotation marks and there with, will drift apart.

    One that comes from a term is one text, whatever stands around it; so is one that is typed once or twice. A short
    title in a list without any quotation marks is typed alike easily.
    """
    titles = _titles(stuk)
    mixed = any(_QUOTE.match(title.text) for title in titles)
    long = [prose for prose in titles if mixed or len(prose.text.split()) >= _LONG]
    typed = Counter(title for other in _others(stuk) for title in _typed(other)) if long else Counter()
    for prose in long:
        bare = " ".join(prose.text.split())
        if not prose.text or not prose.is_literal(0, len(prose.text)) or _QUOTE.search(prose.text):
            continue
        if typed[bare] >= _OFTEN:
            message = f"‘{_short(bare)}’ staat hier zonder aanhalingstekens, en elders ermee"
            hint = "leg de titel één keer vast bij `termen`, en gebruik overal {{ termen.… }}"
            yield prose.finding(0, len(prose.text), message, hint)


def _typed(prose: Prose) -> set[str]:
    """Return what was typed here between quotation marks."""
    return {
        " ".join(prose.text[start:end].strip(_QUOTES).split())
        for start, end in prose.quoted
        if prose.is_literal(start, end)
    }


def check_bijlage_dubbel(stuk: Stuk) -> Iterator[Finding]:
    """Two annexes of one title cannot be told apart."""
    seen: set[str] = set()
    for prose in _titles(stuk):
        title = _plain(prose.text)
        if title and title in seen:
            message = f"de bijlage ‘{_short(prose.text)}’ staat twee keer in de lijst"
            yield prose.finding(0, len(prose.text), message, "haal er een weg, of geef haar een eigen titel")
        seen.add(title)


# ------------------------------------------------------------------ its own number

_BEHIND = late(
    r"\bbijlage\s+(?P<number>\d{1,2})(?:,|:|\s*\()?\s+?\(?(?:de|het)\s+(?P<noun>[^\W\d_]{6,})", re.IGNORECASE
)
_IN_FRONT = late(
    r"(?<!van )(?<!bij )(?<!over )(?<!uit )\b(?:de|het)\s+(?P<noun>[^\W\d_]{6,})"
    r"\s+\((?:zie\s+)?bijlage\s+(?P<number>\d{1,2})\)",
    re.IGNORECASE,
)


def check_bijlage_nummer(stuk: Stuk) -> Iterator[Finding]:
    """The number behind which a text looks for an annex is the number of that annex."""
    titles = _numbered(stuk)
    saying: dict[str, list[int]] = {}
    for number, words in titles.items():
        for word in dict.fromkeys(words):
            saying.setdefault(word, []).append(number)
    for prose in _others(stuk) if len(titles) > 1 else ():
        for match in (*prose.matches(_BEHIND), *prose.matches(_IN_FRONT)):
            own, noun = titles.get(int(match["number"])), match["noun"].lower()
            others = saying.get(noun, [])
            if own is None or len(others) != 1 or prose.is_quoted(match.start()):
                continue
            start, end = sentence_at(prose, match.start())
            sentence = prose.text[start:end].lower()
            if not any(word in sentence or noun.endswith(word) or word.endswith(noun) for word in own):
                message = f"bijlage {match['number']} is niet de {noun}: die is bijlage {others[0]}"
                place = match.start("number")
                yield prose.finding(place, match.end("number"), message, "verbeter het nummer, of de volgorde")


def _numbered(stuk: Stuk) -> dict[int, list[str]]:
    """Return the longer words of each title, by the number of the annex: its own, or its place in the list."""
    found = {}
    for place, prose in enumerate(_titles(stuk), start=1):
        own = _OWN_NUMBER.match(prose.text)
        found[int(own[1]) if own else place] = [word.lower for word in prose.words if len(word.text) > _FEW + 2]
    return found
