"""Whether the texts that are to be the same for all gemeenten are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.stuk import Afwijking, Stuk
from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.notation import NBSP, write_date
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_OWN_DAYS = ("vergadering.college", "vergadering.commissie", "vergadering.raad")
_OPEN = late(r"\[nog in te vullen: [^\]]*\]")
_NAME, _DAY = "⟨gemeente⟩", "⟨datum⟩"


Place = tuple[Origin, int]
"""Where a sentence stands, and how many characters of it can be shown there."""


class Version(Struct, frozen=True):
    """One gemeente's words at a field, sentence by sentence: `written`, and `words` with name and dates set aside.

    `places` are those of the sentences, and `origin` is where the field begins or would stand.
    """

    written: tuple[str, ...]
    words: tuple[str, ...]
    places: tuple[Place, ...]
    origin: Origin

    def beside(self, usual: "Version") -> "Version":
        """Return this version with what it says literally as the usual one does, in the words of that one.

        `De laatste raad vergadert op 22 april 2027` is the same for all, also for the gemeente whose day it is.
        """
        known = dict(zip(usual.written, usual.words, strict=True))
        return replace(
            self, words=tuple(known.get(own, word) for own, word in zip(self.written, self.words, strict=True))
        )


class Note(Struct, frozen=True):
    """What one gemeente says at the fields that are to be the same for all, and where she may deviate."""

    slug: str
    naam: str
    versions: dict[FieldPath, Version]
    afwijkingen: tuple[Afwijking, ...]

    def allowed(self, path: FieldPath) -> Afwijking | None:
        """Return what allows her to deviate at a field."""
        return next((each for each in self.afwijkingen if is_within(path, each.veld)), None)


@lru_cache(maxsize=1)
def note(stuk: Stuk) -> Note | None:
    """Return what is compared of one version; None for that of the region itself."""
    # Three rules ask it, one after another.
    if stuk.is_regio:
        return None
    gemeente = stuk.voorstel.gemeente
    paths = stuk.afspraken.gelijkluidend
    aside = _aside(stuk) if paths else _OPEN
    return Note(
        gemeente.slug,
        gemeente.naam,
        {path: _version(stuk, path, aside) for path in paths},
        tuple(each for each in stuk.afspraken.afwijkingen if each.gemeente == gemeente.slug),
    )


def check_gelijkluidend(notes: Sequence[Note | None]) -> Iterator[Finding]:
    """What the region marks as `gelijkluidend` is word for word the same, own name and meeting dates set aside."""
    for of, version, usual, path in _deviating(notes):
        if of.allowed(path) is None:
            yield _deviation(of, version, usual, path)


def check_afwijking_toegestaan(notes: Sequence[Note | None]) -> Iterator[Finding]:
    """A deviation that the region allowed is shown with its reason, so that nobody forgets it."""
    for of, version, usual, path in _deviating(notes):
        if (allowed := of.allowed(path)) is not None:
            found = _deviation(of, version, usual, path)
            message = f"{of.naam} mag bij `{path}` afwijken: {allowed.reden}"
            yield Finding("", message, found.origin, "", length=found.length)


def check_afwijking_zonder_verschil(notes: Sequence[Note | None]) -> Iterator[Finding]:
    """A deviation that was allowed and is not there any more is a promise nobody keeps."""
    deviating = {(of.slug, path) for of, _, _, path in _deviating(notes)}
    allowed = [each for one in notes if one for each in one.afwijkingen]
    for each in sorted(allowed, key=lambda each: each.origin):
        if not any(slug == each.gemeente and is_within(path, each.veld) for slug, path in deviating):
            message = f"`{each.gemeente}` mag bij `{each.veld}` afwijken, maar doet dat niet"
            yield Finding("", message, each.origin, "haal deze afwijking weg")


def _deviating(notes: Sequence[Note | None]) -> Iterator[tuple[Note, Version, Version, FieldPath]]:
    """Yield who deviates, her version, and the usual one: that of most gemeenten, else of the first."""
    gemeenten = [one for one in notes if one]
    for path in gemeenten[0].versions if gemeenten else ():
        versions = [one.versions[path] for one in gemeenten]
        words = Counter(version.words for version in versions).most_common(1)[0][0]
        usual = next(version for version in versions if version.words == words)
        for one, version in zip(gemeenten, versions, strict=True):
            if version.words != words and (beside := version.beside(usual)).words != words:
                yield one, beside, usual, path


def _version(stuk: Stuk, path: FieldPath, aside: re.Pattern[str]) -> Version:
    texts = [prose for prose in stuk.texts_at(path) if prose.sentences]
    sentences = [sentence for prose in texts for sentence in _sentences(prose)]
    return Version(
        tuple(written for written, _ in sentences),
        tuple(aside.sub(_set_aside, written) for written, _ in sentences),
        tuple(place for _, place in sentences),
        texts[0].origin if texts else stuk.where(path),
    )


@once
def _sentences(prose: Prose) -> tuple[tuple[str, Place], ...]:
    """Return the sentences of a text, each with its place."""
    found = []
    for start, end in prose.sentences:
        place = prose.finding(start, end, "")
        found.append((_plain(prose, start, end), (place.origin, place.length)))
    return tuple(found)


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


def _deviation(of: Note, version: Version, usual: Version, path: FieldPath) -> Finding:
    """Return where a version first differs: at a sentence that the others do not have, or that lacks one."""
    hint = "neem de tekst van de anderen over, of leg de reden vast bij `afwijkingen:` in regio.yaml"
    known = Counter(usual.words)
    for words, (origin, length) in zip(version.words, version.places, strict=True):
        if not known[words]:
            message = f"`{path}` van {of.naam} is niet gelijkluidend: deze zin staat niet bij de andere gemeenten"
            return Finding("", message, origin, hint, length=length)
        known[words] -= 1
    missing = [words for words in usual.words if known[words]]
    what = f"«{missing[0]}» ontbreekt" if missing else "de zinnen staan in een andere volgorde"
    extra = f" (en nog {len(missing) - 1} andere)" if len(missing) > 1 else ""
    message = f"`{path}` van {of.naam} is niet gelijkluidend: {what}{extra}"
    return Finding("", message, version.origin, hint)
