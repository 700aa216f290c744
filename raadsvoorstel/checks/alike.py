"""Whether the texts that are to be the same for all gemeenten are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.checks.stuk import Afwijking, Stuk
from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import NBSP, write_date
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_OWN_DAYS = ("vergadering.college", "vergadering.commissie", "vergadering.raad")
_OPEN = late(r"\[nog in te vullen: [^\]]*\]")
_NAME, _DAY = "⟨gemeente⟩", "⟨datum⟩"


class _Version(Struct, frozen=True):
    """One gemeente's words at a field, sentence by sentence; `words` are those with name and dates set aside."""

    stuk: Stuk
    sentences: tuple[tuple[Prose, int, int], ...]
    words: tuple[str, ...]

    @property
    def written(self) -> tuple[str, ...]:
        """The sentences as they are, with nothing set aside."""
        return tuple(_plain(*sentence) for sentence in self.sentences)

    def beside(self, usual: "_Version") -> "_Version":
        """Return this version with what it says literally as the usual one does, in the words of that one.

        `De laatste raad vergadert op 22 april 2027` is the same for all, also for the gemeente whose day it is.
        """
        known = dict(zip(usual.written, usual.words, strict=True))
        return replace(
            self, words=tuple(known.get(own, word) for own, word in zip(self.written, self.words, strict=True))
        )


def check_gelijkluidend(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """What the region marks as `gelijkluidend` is word for word the same, own name and meeting dates set aside."""
    for version, usual, path in _deviating(stukken):
        if _allowed(version.stuk, path) is None:
            yield _deviation(version, usual, path)


def check_afwijking_toegestaan(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """A deviation that the region allowed is shown with its reason, so that nobody forgets it."""
    for version, usual, path in _deviating(stukken):
        allowed = _allowed(version.stuk, path)
        if allowed is not None:
            found = _deviation(version, usual, path)
            message = f"{version.stuk.voorstel.gemeente.naam} mag bij `{path}` afwijken: {allowed.reden}"
            yield Finding("", message, found.origin, "", length=found.length)


def check_afwijking_zonder_verschil(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """A deviation that was allowed and is not there any more is a promise nobody keeps."""
    if not (all_of := _gemeenten(stukken)):
        return
    deviating = {(version.stuk.voorstel.gemeente.slug, path) for version, _, path in _deviating(stukken)}
    heard = {stuk.voorstel.gemeente.slug for stuk in all_of}
    for each in all_of[0].afspraken.afwijkingen:
        if each.gemeente in heard and not any(
            slug == each.gemeente and is_within(path, each.veld) for slug, path in deviating
        ):
            message = f"`{each.gemeente}` mag bij `{each.veld}` afwijken, maar doet dat niet"
            yield Finding("", message, each.origin, "haal deze afwijking weg")


def _gemeenten(stukken: Sequence[Stuk]) -> list[Stuk]:
    return [stuk for stuk in stukken if not stuk.is_regio]


def _allowed(stuk: Stuk, path: FieldPath) -> Afwijking | None:
    slug = stuk.voorstel.gemeente.slug
    return next((a for a in stuk.afspraken.afwijkingen if a.gemeente == slug and is_within(path, a.veld)), None)


def _deviating(stukken: Sequence[Stuk]) -> Iterator[tuple[_Version, _Version, FieldPath]]:
    """Yield the versions that differ from the usual one of a field: that of most gemeenten, else of the first."""
    gemeenten = _gemeenten(stukken)
    for path in gemeenten[0].afspraken.gelijkluidend if gemeenten else ():
        versions = [_version(stuk, path) for stuk in gemeenten]
        words = Counter(version.words for version in versions).most_common(1)[0][0]
        usual = next(version for version in versions if version.words == words)
        beside = (version.beside(usual) for version in versions if version.words != words)
        yield from ((version, usual, path) for version in beside if version.words != words)


def _version(stuk: Stuk, path: FieldPath) -> _Version:
    sentences = tuple((prose, *span) for prose in stuk.texts_at(path) for span in prose.sentences)
    aside = _aside(stuk)
    return _Version(stuk, sentences, tuple(aside.sub(_set_aside, _plain(*sentence)) for sentence in sentences))


def _plain(prose: Prose, start: int, end: int) -> str:
    return " ".join(prose.text[start:end].split())


def _aside(stuk: Stuk) -> re.Pattern[str]:
    """Return what finds a gemeente's own name and meeting dates, and what is still to be filled in."""
    days = (stuk.day(path) for path in _OWN_DAYS)
    written = [re.escape(write_date(day).replace(NBSP, " ")) for day in days if day]
    name = rf"(?P<name>(?<![\w-]){re.escape(stuk.voorstel.gemeente.naam)}(?![\w-]))"
    return re.compile("|".join([name, _OPEN.pattern, *written]))


def _set_aside(match: re.Match[str]) -> str:
    return _NAME if match["name"] else _DAY


def _deviation(version: _Version, usual: _Version, path: FieldPath) -> Finding:
    """Return where a version first differs: at a sentence that the others do not have, or that lacks one."""
    naam = version.stuk.voorstel.gemeente.naam
    hint = "neem de tekst van de anderen over, of leg de reden vast bij `afwijkingen:` in regio.yaml"
    known = Counter(usual.words)
    for words, (prose, start, end) in zip(version.words, version.sentences, strict=True):
        if not known[words]:
            message = f"`{path}` van {naam} is niet gelijkluidend: deze zin staat niet bij de andere gemeenten"
            return prose.finding(start, end, message, hint)
        known[words] -= 1
    missing = [words for words in usual.words if known[words]]
    what = f"«{missing[0]}» ontbreekt" if missing else "de zinnen staan in een andere volgorde"
    extra = f" (en nog {len(missing) - 1} andere)" if len(missing) > 1 else ""
    message = f"`{path}` van {naam} is niet gelijkluidend: {what}{extra}"
    place = version.sentences[0][0].origin if version.sentences else version.stuk.where(path)
    return Finding("", message, place, hint)
