"""Whether a name is written in one way: as the lists have it, or as the dossier mostly does."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.listings import namen_of
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import Words, group, sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose, Word

_MARKS = late(r"[\s\-‑–'’.()]+")
_LONGEST = 5
"""As many words a name has at most."""
_PLAIN = late(r"[\s\-‑'’]*\Z")


def key_of(text: str) -> str:
    """Return what all spellings of one name have in common."""
    bare = unicodedata.normalize("NFD", text.lower())
    return _MARKS.sub("", "".join(sign for sign in bare if not unicodedata.combining(sign)))


# ------------------------------------------------------------------ names that are known


def check_naam(stuk: Stuk) -> Iterator[Finding]:
    """A name of the lists, of the region or of a participant is written as it is there."""
    namen = namen_of(stuk)
    for prose in stuk.texts:
        yield from _misspelt(prose, namen, stuk.afspraken.regio, stuk.lijsten)


@once
def _misspelt(prose: Prose, namen: tuple[str, ...], regio: str, lijsten: Lijsten) -> tuple[Finding, ...]:
    known, wrong = _known(namen, regio, lijsten)
    found: list[Finding] = []
    for words in sentences(prose):
        done = 0
        for at in range(len(words)):
            for size in range(min(_LONGEST, len(words) - at), 0, -1):
                if at < done:
                    break
                part = words[at : at + size]
                text = prose.text[part[0].start : part[-1].end]
                naam = known.get(_key(part)) or wrong.get(text)
                if naam is None or not _is_one(prose, part):
                    continue
                done = at + size
                if _is_wrong(text, naam, at == 0, lijsten) or text in wrong:
                    found += _finding(prose, part, naam)
    return tuple(found)


@once
def _known(namen: tuple[str, ...], regio: str, lijsten: Lijsten) -> tuple[dict[str, str], dict[str, str]]:
    rows = lijsten.list_of("namen")
    given = [naam for row in reversed(rows) for naam in row.get("naam", ())]
    known = {key_of(naam): naam for naam in (*given, *namen, regio) if len(key_of(naam)) > 3}
    wrong = {text: row["naam"][0] for row in reversed(rows) if row.get("naam") for text in row.get("niet", ())}
    return known, wrong


def _key(part: Words) -> str:
    return "".join(_key_of_word(word.text) for word in part)


@lru_cache(maxsize=65536)
def _key_of_word(text: str) -> str:
    return key_of(text)


def _is_one(prose: Prose, part: Words) -> bool:
    """Whether words stand together as one name, typed here, outside a quotation and not broken off."""
    for one, other in pairwise(part):
        if one.text.endswith("-") or not _PLAIN.match(prose.text[one.end : other.start]):
            return False
        if "\n" in prose.text[one.end : other.start]:
            return False
    start, end = part[0].start, part[-1].end
    address = prose.text[max(start - 1, 0) : start] in ("@", "/", "#", "_") or prose.text[end : end + 1] in (
        "@",
        "/",
        "_",
    )
    return not address and prose.is_literal(start, end) and not prose.is_quoted(start)


def _is_wrong(text: str, naam: str, begins: bool, lijsten: Lijsten) -> bool:
    if _same(text, naam) or text.isupper() or text.lower() in lijsten.allowed:
        return False
    if text == text.lower():
        # Without any capital it may be an ordinary word: `veilig thuis`.
        return ("-" in naam and "-" in text) or (
            naam.isalpha() and len(naam) > 5 and text not in group(lijsten, "gewone-woorden")
        )
    if " " in naam and " " in text and begins:
        # `Veilig thuis zijn` begins a sentence.
        return text.split(" ", 1)[1] != text.split(" ", 1)[1].lower()
    return text[0].isupper() or "-" in text


def _same(text: str, naam: str) -> bool:
    return text.replace("'", "’").replace("‑", "-").strip(".") == naam.replace("'", "’")


def _finding(prose: Prose, part: Words, naam: str) -> Iterator[Finding]:
    start, end = part[0].start, part[-1].end
    if prose.text[start - 1 : start] in ("’", "'") and naam.startswith("’"):
        return
    shown = prose.text[start:end]
    yield prose.finding(start, end, f"‘{shown}’ heet ‘{naam}’", f"schrijf ‘{naam}’", instead=naam)


# ------------------------------------------------------------------ names that the dossier writes in two ways


def check_naam_wisselt(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """A name that the lists do not have is written in one way in all versions: as it mostly is."""
    texts = {prose: stuk.lijsten for stuk in stukken for prose in stuk.texts}
    namen = stukken[0].voorstel.deelnemers if stukken else ()
    known = {key_of(deelnemer.gemeente.naam) for deelnemer in namen}
    known |= {key_of(stuk.afspraken.regio) for stuk in stukken}
    for lijsten in set(texts.values()):
        known |= set(_known((), "", lijsten)[0])
    places: dict[str, list[tuple[Prose, Word]]] = {}
    for prose in texts:
        for key, word in _names_in(prose):
            if key not in known:
                places.setdefault(key, []).append((prose, word))
    for spelled in places.values():
        yield from _outvoted(spelled)


def _outvoted(spelled: Sequence[tuple[Prose, Word]]) -> Iterator[Finding]:
    counts = Counter(word.text for _, word in spelled)
    if len(counts) == 1:
        return
    (right, most), (_, second) = counts.most_common(2)
    for prose, word in spelled:
        if word.text != right and prose.is_literal(word.start, word.end):
            message = f"hier staat ‘{word.text}’, elders ‘{right}’"
            instead = right if most > second else None
            yield prose.finding(word.start, word.end, message, f"schrijf overal ‘{right}’", instead=instead)


@once
def _names_in(prose: Prose) -> tuple[tuple[str, Word], ...]:
    """Return the words and pairs of words that look like names with two capitals in them, with their keys."""
    found = []
    for words in sentences(prose):
        for at, word in enumerate(words):
            if prose.is_quoted(word.start):
                continue
            if _is_compound(word.text):
                found.append((key_of(word.text), word))
            pair = words[at : at + 2]
            if len(pair) == 2 and all(_is_capitalised(each.text) for each in pair) and _is_one_pair(prose, pair):
                start, end = pair[0].start, pair[1].end
                found.append((key_of(prose.text[start:end]), Word(start, end, prose.text[start:end])))
    return tuple(found)


def _is_one_pair(prose: Prose, pair: Words) -> bool:
    return prose.text[pair[0].end : pair[1].start] == " "


def _is_compound(text: str) -> bool:
    """Whether a word is a name with a hyphen, or with a capital within it: `Zuid-Plas`, `GreenPort`."""
    parts = re.split(r"[-‑]", text)
    if len(parts) > 1:
        return all(len(part) > 2 and part.isalpha() for part in parts) and parts[0][0].isupper() and not text.isupper()
    return text.isalpha() and len(text) > 5 and text[0].isupper() and not text.isupper()


def _is_capitalised(text: str) -> bool:
    return text[0].isupper() and text.isalpha() and not text.isupper() and len(text) > 2


# ------------------------------------------------------------------ titles between quotation marks


def check_titel_wisselt(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """A title between quotation marks has the same capitals, hyphens and spaces wherever it is quoted."""
    places: dict[str, list[tuple[Prose, Word]]] = {}
    for prose in {prose: None for stuk in stukken for prose in stuk.texts}:
        for start, end in prose.quoted:
            text = prose.text[start + 1 : end - 1]
            if len(text.split()) > 1 and text != text.lower():
                places.setdefault(key_of(text), []).append((prose, _title(start + 1, text)))
    for spelled in places.values():
        for finding in _outvoted(spelled):
            yield replace(finding, edits=())  # which of two titles is the official one, is for people to say


def _title(start: int, text: str) -> Word:
    """Return a title as titles are compared: with a capital first, and without what only ends the sentence."""
    bare = text.rstrip(" .,;:!?")
    return Word(start, start + len(bare), bare[:1].upper() + bare[1:].replace("- ", "-").replace("'", "’"))


# ------------------------------------------------------------------ words that were broken off

_CONJUNCTIONS = "hangend-koppelteken"


def check_afgebroken(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A word that a line break split at its hyphen is whole again; `Noord- en Zuid-Holland` is not split."""
    for words in sentences(prose):
        for word, after in pairwise(words):
            if not word.text.endswith("-") or prose.text[word.end : after.start] != " " or after.text.endswith("-"):
                continue
            if (
                after.lower in group(lijsten, _CONJUNCTIONS)
                or not after.text[0].isalpha()
                or prose.is_quoted(word.start)
            ):
                continue
            whole = word.text + after.text
            message = f"‘{word.text} {after.text}’ is een afgebroken woord"
            name = word.text[0].isupper() and after.text[0].isupper()
            hint = f"zet ‘{whole}’ op één regel" if name else "schrijf het woord aan elkaar, op één regel"
            yield prose.finding(word.start, after.end, message, hint, instead=whole if name else None)
