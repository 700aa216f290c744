"""Who may decide what: whether a text lets another body decide than the one that can."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten, is_yes
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose, Word

_ARTICLES = frozenset(("de", "het", "een", "alle", "beide", "deze", "elk", "ieder", "ons", "onze"))
_NO_STATEMENT = frozenset(("niet", "geen", "u", "uw", "nooit", "of", "als", "indien", "wanneer"))
"""Words with which a sentence denies, asks or supposes something, or speaks to the raad."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as this rule reads it: its words, and the bodies among them by their place."""

    words: tuple[Word, ...]
    organs: Mapping[int, str]

    @property
    def lower(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(word.lower for word in self.words)


def check_bevoegdheid(stuk: Stuk) -> Iterator[Finding]:
    """The raad adopts, the college proposes or agrees, the burgemeester imposes (Gemeentewet 147, 160; Wth 2)."""
    of_raad = _decided_by_raad(stuk)
    for prose in stuk.texts:
        for row in stuk.lijsten.list_of("bevoegdheden"):
            nouns = row["voorwerpen"] if _is_always(row) else tuple(_shared(row["voorwerpen"], of_raad))
            for first, last, text in _claims(prose, stuk.lijsten, row["handeling"][0], row["niet"], nouns):
                verb, body = row["handeling"][0], row["bevoegd"][0]
                message = f"‘{text}’: {verb} kan hier alleen de {body}"
                hint = f"laat de {body} {verb}" + ("; het college stelt voor of stemt in" if body == "raad" else "")
                yield prose.finding(first, last, message, hint)


def _is_always(row: Mapping[str, tuple[str, ...]]) -> bool:
    return is_yes(row.get("altijd", ("",))[0])


def _shared(nouns: tuple[str, ...], said: frozenset[str]) -> Iterator[str]:
    """Yield the nouns that stand among the words of a decision, whole or as the end of one of them."""
    for noun in nouns:
        if any(word.endswith(noun) or (len(word) > 4 and noun.endswith(word)) for word in said):
            yield noun


def _decided_by_raad(stuk: Stuk) -> frozenset[str]:
    """Return the words of the decision of the raad; without one those of sentences that put something before it."""
    written = stuk.voorstel.geschreven
    points = [prose for prose in written if prose.path.startswith("besluit.raad")]
    if points:
        return frozenset(word.lower for prose in points for word in prose.words)
    return frozenset(
        word
        for prose in stuk.texts
        for sentence in sentences_of(prose, stuk.lijsten)
        if "raad" in sentence.organs.values()
        and not {"voorgelegd", "vaststellen", "vaststelt"}.isdisjoint(sentence.lower)
        for word in sentence.lower
    )


@lru_cache(maxsize=8192)
def sentences_of(prose: Prose, lijsten: Lijsten) -> tuple[Sentence, ...]:
    """Return the sentences of a text that name a body; those about bodies elsewhere left out."""
    names = {word: row["orgaan"][0] for row in lijsten.list_of("bestuursorganen") for word in row["woorden"]}
    strangers = frozenset(lijsten.words_of("andere_organen"))
    found, place, words = [], 0, prose.words
    for start, end in prose.sentences:
        while place < len(words) and words[place].start < start:
            place += 1
        first = place
        while place < len(words) and words[place].start < end:
            place += 1
        part = words[first:place]
        organs = {n: names[word.lower] for n, word in enumerate(part) if word.lower in names}
        if organs and strangers.isdisjoint(word.lower for word in part):
            found.append(Sentence(part, {n: _with_wethouders(part, n, organ) for n, organ in organs.items()}))
    return tuple(found)


def _with_wethouders(words: tuple[Word, ...], place: int, organ: str) -> str:
    near = {word.lower for word in words[max(place - 2, 0) : place + 3]}
    return "college" if near & {"wethouder", "wethouders"} else organ


def _claims(
    prose: Prose, lijsten: Lijsten, handeling: str, wrong: tuple[str, ...], nouns: tuple[str, ...]
) -> Iterator[tuple[int, int, str]]:
    """Yield where a text says that one of the bodies `wrong`, and no other, does something with one of `nouns`."""
    if not nouns:
        return
    verb = next(row for row in lijsten.list_of("handelingen") if row["handeling"][0] == handeling)
    other = frozenset(lijsten.words_of("bevoegdheid_anders")) | _NO_STATEMENT
    helping = frozenset(lijsten.words_of("hulpwerkwoorden"))
    for sentence in sentences_of(prose, lijsten):
        lower = sentence.lower
        if len(set(sentence.organs.values())) != 1 or next(iter(sentence.organs.values())) not in wrong:
            continue
        if other.isdisjoint(lower) and any(word.endswith(nouns) for word in lower):
            yield from _verb_in(prose, sentence, verb, helping)


def _verb_in(
    prose: Prose, sentence: Sentence, verb: Mapping[str, tuple[str, ...]], helping: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    lower, words = sentence.lower, sentence.words
    organ = next(iter(sentence.organs))
    whole = next((n for n, word in enumerate(lower) if word in verb["heel"]), None)
    by_organ = lower[max(organ - 2, 0) : organ]
    finite = next((n for n, word in enumerate(lower) if word in verb["vervoegd"]), None)
    split = finite is not None and verb["deel"][0] in lower[finite + 1 :] and _is_subject(lower, organ, finite)
    helped = next((n for n, word in enumerate(lower) if word in helping), None)
    joined = whole is not None and (
        (helped is not None and _is_subject(lower, organ, helped)) or (bool(by_organ) and by_organ[0] == "door")
    )
    if split or joined:
        first = words[organ - 1 if organ and lower[organ - 1] in _ARTICLES else organ].start
        start, end = min(first, words[finite if split and finite is not None else organ].start), words[organ].end
        what = f"{prose.text[start:end]} … {words[whole].text if joined and whole is not None else verb['deel'][0]}"
        yield start, end, what


def _is_subject(lower: tuple[str, ...], organ: int, finite: int) -> bool:
    """Whether the body opens the sentence, or stands right behind the verb."""
    opens = organ < finite and set(lower[:organ]) <= _ARTICLES
    follows = 0 < organ - finite <= 2 and set(lower[finite + 1 : organ]) <= _ARTICLES
    return opens or follows


def check_collegepunt(stuk: Stuk) -> Iterator[Finding]:
    """A point of the college that adopts what the raad adopts, proposes nothing to it (Gemeentewet 147)."""
    names = {word for row in stuk.lijsten.list_of("bestuursorganen") for word in row["woorden"]} - {"college"}
    for row in stuk.lijsten.list_of("bevoegdheden"):
        nouns = row["voorwerpen"] if _is_always(row) else tuple(_shared(row["voorwerpen"], _decided_by_raad(stuk)))
        verb = next(each for each in stuk.lijsten.list_of("handelingen") if each["handeling"] == row["handeling"])
        for prose in stuk.texts_at("besluit.college"):
            lower = [word.lower for word in prose.words]
            place = prose.text.lower().find(verb["te"][0])
            named = names.isdisjoint(lower) and set(stuk.lijsten.words_of("bevoegdheid_anders")).isdisjoint(lower)
            if (
                place >= 0
                and row["bevoegd"][0] == "raad"
                and named
                and nouns
                and any(word.endswith(nouns) for word in lower)
            ):
                end = place + len(verb["te"][0])
                message = f"het college besluit hier ‘{prose.text[place:end]}’, maar dat kan alleen de raad"
                yield prose.finding(place, end, message, "schrijf: de raad voor te stellen … vast te stellen")
