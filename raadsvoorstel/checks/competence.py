"""Who may decide what: whether a text lets another body decide than the one that can."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten, is_yes
from raadsvoorstel.checks.phrases import word_set
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose, Word

Row = Mapping[str, tuple[str, ...]]

_GOES_ON = late(
    r"[\w ]{8,20},? en (?:(?!nadat|zodra|mits|als).){0,60}\b(?:aan te bieden|voor te leggen|te zenden|te sturen)\b"
)
"""What is adopted and then sent on is adopted by who sends it."""
_TO_ITSELF = late(
    r"(?<!\bandere )\b(?:aan )?(?:de|uw|onze) (?:gemeente)?raad "
    r"(?:voor te stellen|te (?:adviseren|verzoeken|vragen))\b",
    re.IGNORECASE,
)
_NEAR = 3
"""So many words an article may stand before its noun."""


class Bevoegdheid(Struct, frozen=True):
    """What only one body can do, with which things, and the forms of the verb."""

    bevoegd: str
    handeling: str
    niet: tuple[str, ...]
    voorwerpen: tuple[str, ...]
    anders: tuple[str, ...]
    is_always: bool
    vervoegd: tuple[str, ...]
    deel: str
    heel: tuple[str, ...]
    te: str


class Sentence(Struct, frozen=True):
    """A sentence as these rules read it: its words, also in small letters, and the bodies among them by their place."""

    words: tuple[Word, ...]
    lower: tuple[str, ...]
    organs: Mapping[int, str]


def check_bevoegdheid(stuk: Stuk) -> Iterator[Finding]:
    """The raad adopts, the college proposes or agrees, the burgemeester imposes (Gemeentewet 147, 160; Wth 2)."""
    of_raad = _decided_by_raad(stuk)
    for rule in _bevoegdheden(stuk.lijsten):
        nouns = _nouns(rule, of_raad)
        for prose in stuk.texts if nouns else ():
            for sentence in _sentences_of(prose, stuk.lijsten):
                if _is_about(sentence, rule, nouns, stuk.lijsten) and (said := _claim(sentence, rule, stuk.lijsten)):
                    start, end = said[0].start, said[-2].end
                    what = f"‘{prose.text[start:end]} … {said[-1].text}’"
                    message = f"{what}: {rule.handeling} kan hier alleen de {rule.bevoegd}"
                    yield prose.finding(start, end, message, _remedy(rule))


def check_collegepunt(stuk: Stuk) -> Iterator[Finding]:
    """A point of the college that adopts what the raad adopts, proposes nothing to it (Gemeentewet 147)."""
    of_raad = _decided_by_raad(stuk)
    for rule in _bevoegdheden(stuk.lijsten):
        nouns = _nouns(rule, of_raad) if rule.bevoegd == "raad" else ()
        for prose in stuk.texts_at("besluit.college") if nouns else ():
            place = prose.text.lower().find(rule.te)
            lower = [word.lower for word in prose.words]
            before = [
                word.lower for word in prose.words if word.start < place or not _GOES_ON.match(prose.text[place:])
            ]
            bodies = set(before) & set(_bodies(stuk.lijsten)) - {"college"}
            other = bodies or not word_set(stuk.lijsten, "bevoegdheid_anders").isdisjoint(lower)
            if place >= 0 and not other and _has_object(lower, nouns, stuk.lijsten):
                end = place + len(rule.te)
                message = f"het college besluit hier ‘{prose.text[place:end]}’, maar dat kan alleen de raad"
                yield prose.finding(place, end, message, f"schrijf: de raad voor te stellen … {rule.te}")


def check_raadspunt(stuk: Stuk) -> Iterator[Finding]:
    """What the raad decides, it does not propose to itself (Gemeentewet 147)."""
    for prose in stuk.texts_at("besluit.raad"):
        for match in prose.matches(_TO_ITSELF):
            if not prose.is_quoted(match.start()):
                message = f"de raad besluit hier ‘{match[0]}’, maar is zelf de raad"
                yield prose.finding(match.start(), match.end(), message, "schrijf alleen wat de raad besluit")


def _remedy(rule: Bevoegdheid) -> str:
    hint = f"laat de {rule.bevoegd} {rule.handeling}"
    return f"{hint}; het college stelt voor of stemt in" if rule.bevoegd == "raad" else hint


# ------------------------------------------------------------------ what only one body can


@lru_cache(maxsize=64)
def _bevoegdheden(lijsten: Lijsten) -> tuple[Bevoegdheid, ...]:
    verbs = {_word(row, "handeling"): row for row in lijsten.list_of("handelingen") if _word(row, "te")}
    rows = ((row, verbs.get(_word(row, "handeling"))) for row in lijsten.list_of("bevoegdheden"))
    return tuple(_bevoegdheid(row, verb) for row, verb in rows if verb is not None)


def _bevoegdheid(row: Row, verb: Row) -> Bevoegdheid:
    return Bevoegdheid(
        _word(row, "bevoegd"),
        _word(row, "handeling"),
        row.get("niet", ()),
        row.get("voorwerpen", ()),
        row.get("anders", ()),
        is_yes(_word(row, "altijd")),
        verb.get("vervoegd", ()),
        _word(verb, "deel"),
        verb.get("heel", ()),
        _word(verb, "te"),
    )


def _word(row: Row, key: str) -> str:
    return next(iter(row.get(key, ())), "")


@lru_cache(maxsize=64)
def _bodies(lijsten: Lijsten) -> Mapping[str, str]:
    return {word: _word(row, "orgaan") for row in lijsten.list_of("bestuursorganen") for word in row.get("woorden", ())}


def _nouns(rule: Bevoegdheid, said: frozenset[str]) -> tuple[str, ...]:
    """Return the nouns that the rule holds for here: those among the words of the raad, whole or as a part of one."""
    if rule.is_always:
        return rule.voorwerpen
    return tuple(
        noun
        for noun in rule.voorwerpen
        if any(word.endswith(noun) or (len(word) >= len("visie") and noun.endswith(word)) for word in said)
    )


def _decided_by_raad(stuk: Stuk) -> frozenset[str]:
    """Return the words of the decision of the raad; without one those of sentences that put something before it."""
    points = [prose for prose in stuk.voorstel.geschreven if prose.path.startswith("besluit.raad")]
    if points:
        return frozenset(word.lower for prose in points for word in prose.words)
    sentences = (sentence for prose in stuk.texts for sentence in _sentences_of(prose, stuk.lijsten))
    before = word_set(stuk.lijsten, "ligt_voor")
    return frozenset(
        word
        for sentence in sentences
        if "raad" in sentence.organs.values() and not before.isdisjoint(sentence.lower)
        for word in sentence.lower
    )


# ------------------------------------------------------------------ what a sentence says


@once
def _sentences_of(prose: Prose, lijsten: Lijsten) -> tuple[Sentence, ...]:
    """Return the sentences of a text that name a body; those about bodies elsewhere left out."""
    names, strangers = _bodies(lijsten), word_set(lijsten, "andere_organen")
    if not any(word.lower in names for word in prose.words):
        return ()
    found, place, words = [], 0, prose.words
    for start, end in prose.sentences:
        while place < len(words) and words[place].start < start:
            place += 1
        first = place
        while place < len(words) and words[place].start < end:
            place += 1
        lower = tuple(word.lower for word in words[first:place])
        organs = {n: _organ(lower, n, names[word]) for n, word in enumerate(lower) if word in names}
        if organs and strangers.isdisjoint(lower):
            found.append(Sentence(words[first:place], lower, organs))
    return tuple(found)


def _organ(lower: tuple[str, ...], place: int, organ: str) -> str:
    """Return the body that a word stands for: burgemeester and wethouders together are the college."""
    near = lower[max(place - 2, 0) : place + 3]
    return "college" if "wethouder" in near or "wethouders" in near else organ


def _is_about(sentence: Sentence, rule: Bevoegdheid, nouns: tuple[str, ...], lijsten: Lijsten) -> bool:
    """Whether a sentence states something about one body that is not competent, and about one of the nouns."""
    bodies = set(sentence.organs.values())
    return (
        len(bodies) == 1
        and not bodies.isdisjoint(rule.niet)
        and _has_object(sentence.lower, nouns, lijsten)
        and not any(word in rule.anders for word in sentence.lower)
        and word_set(lijsten, "bevoegdheid_anders").isdisjoint(sentence.lower)
        and word_set(lijsten, "geen_bewering").isdisjoint(sentence.lower)
    )


def _has_object(lower: Sequence[str], nouns: tuple[str, ...], lijsten: Lijsten) -> bool:
    """Whether one of the nouns is what is decided, and not what stands behind ‘op grond van’ or ‘bij’."""
    articles, before = word_set(lijsten, "lidwoorden"), word_set(lijsten, "voorzetsels")
    for place, word in enumerate(lower):
        if word.endswith(nouns):
            near = range(place - 1, max(place - _NEAR, 0) - 1, -1)
            start = next((n for n in near if lower[n] in articles), place)
            if not start or lower[start - 1] not in before:
                return True
    return False


def _claim(sentence: Sentence, rule: Bevoegdheid, lijsten: Lijsten) -> tuple[Word, ...]:
    """Return the words with which a sentence says that its body does this, the last part of the verb behind them."""
    words, lower, organ = sentence.words, sentence.lower, next(iter(sentence.organs))
    articles = word_set(lijsten, "lidwoorden")
    finite = _first(lower, frozenset(rule.vervoegd))
    helping = _first(lower, word_set(lijsten, "hulpwerkwoorden"))
    whole = _whole(lower, rule)
    first = organ - 1 if organ and lower[organ - 1] in articles else organ
    if finite is not None and rule.deel in lower[finite + 1 :] and _is_subject(lower, organ, finite, articles):
        last = lower.index(rule.deel, finite + 1)
        return (words[min(first, finite)], words[organ], words[last])
    acts = helping is not None and _is_subject(lower, organ, helping, articles)
    if whole is not None and (acts or lower[max(organ - 2, 0)] == "door"):
        return (words[first], words[organ], words[whole])
    return ()


def _whole(lower: tuple[str, ...], rule: Bevoegdheid) -> int | None:
    """Return where the verb as a whole ends: `vastgesteld`, `beschikbaar gesteld`."""
    forms = [form.split() for form in rule.heel]
    ends = (at + len(form) - 1 for at in range(len(lower)) for form in forms if [*lower[at : at + len(form)]] == form)
    return next(ends, None)


def _first(lower: tuple[str, ...], wanted: frozenset[str]) -> int | None:
    return next((n for n, word in enumerate(lower) if word in wanted), None)


def _is_subject(lower: tuple[str, ...], organ: int, finite: int, articles: frozenset[str]) -> bool:
    """Whether the body opens the sentence, or stands right behind the verb."""
    opens = organ < finite and articles.issuperset(lower[:organ])
    follows = organ > finite and articles.issuperset(lower[finite + 1 : organ])
    return opens or follows
