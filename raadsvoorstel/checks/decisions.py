"""Whether the points of college and raad decide the same, and have the form that is printed behind ‘besluit:’."""

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.amounts import amounts_in, is_near
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.phrases import find, like, listed, word_set
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

RAAD, COLLEGE = FieldPath("besluit.raad"), FieldPath("besluit.college")
_PROPOSES = late(
    r"\braad\b.{0,60}\b(?:voor te (?:stellen|leggen)|voorstellen|stelt|stellen)\b", re.IGNORECASE | re.DOTALL
)
_PERIOD = late(r"\b((?:19|20)\d\d)\s*(?:-|–|/|tot en met|t/m|tot|en)\s*((?:19|20)\d\d)\b")
_QUOTES = "“”„\"‘’'«»"
_NEAR = 0.8


def check_besluiten_gelijk(stuk: Stuk) -> Iterator[Finding]:
    """What the college proposes, the raad has to decide: the same title, the same period and the same amount."""
    raad = list(stuk.texts_at(RAAD))
    college = [prose for prose in stuk.texts_at(COLLEGE) if _proposes(prose)]
    if not raad or not college:
        return
    yield from _different(stuk, college, raad, "periode", _periods)
    yield from _different(stuk, college, raad, "bedrag", _amounts)
    yield from _different(stuk, college, raad, "titel", _titles)


@once
def _proposes(prose: Prose) -> bool:
    return _PROPOSES.search(prose.text) is not None


def _different(stuk, college, raad, kind, values) -> Iterator[Finding]:  # type: ignore[no-untyped-def]
    """Yield a finding when both name one value of a kind, and not the same."""
    proposed = [(value, prose, span) for prose in college for value, span in values(prose)]
    decided = [(value, prose, span) for prose in raad for value, span in values(prose)]
    if len({value for value, _, _ in proposed}) != 1 or len({value for value, _, _ in decided}) != 1:
        return
    (ours, our_prose, our_span), (theirs, their_prose, their_span) = proposed[0], decided[0]
    if ours == theirs or not _is_same_thing(kind, ours, theirs):
        return
    here, there = (ours, our_prose, our_span), (theirs, their_prose, their_span)
    if _times(stuk, values, theirs) < _times(stuk, values, ours) or _is_own(stuk, there) > _is_own(stuk, here):
        here, there = there, here
    (_, prose, span), (_, other, elsewhere) = here, there
    found, expected = prose.text[slice(*span)], other.text[slice(*elsewhere)]
    message = f"{'dit' if kind == 'bedrag' else 'deze'} {kind} is ‘{found}’, maar in `{other.path}` ‘{expected}’"
    yield prose.finding(
        *span,
        message,
        f"laat college en raad over {'hetzelfde bedrag' if kind == 'bedrag' else f'dezelfde {kind}'} besluiten",
    )


def _is_own(stuk: Stuk, found: tuple[object, Prose, tuple[int, int]]) -> bool:
    """Whether a gemeente wrote it in her own file."""
    return found[1].origin.file != stuk.afspraken.origin.file


def _times(stuk, values, wanted) -> int:  # type: ignore[no-untyped-def]
    return sum(value == wanted for prose in stuk.texts for value, _ in values(prose))


def _is_same_thing(kind: str, ours: object, theirs: object) -> bool:
    """What hardly resembles each other is about two things; a title may be a part of another one."""
    if kind == "periode":
        return not set(ours).isdisjoint(theirs)  # type: ignore[call-overload]
    if kind == "bedrag":
        return is_near(ours, theirs)  # type: ignore[arg-type]
    one, other = str(ours), str(theirs)
    return one not in other and other not in one and SequenceMatcher(None, one, other).ratio() >= _NEAR


@once
def _periods(prose: Prose) -> tuple[tuple[tuple[str, str], tuple[int, int]], ...]:
    return tuple(((match[1], match[2]), match.span()) for match in prose.matches(_PERIOD))


@once
def _amounts(prose: Prose) -> tuple[tuple[Decimal, tuple[int, int]], ...]:
    return tuple((amount.value, (amount.start, amount.end)) for amount in amounts_in(prose))


@once
def _titles(prose: Prose) -> tuple[tuple[str, tuple[int, int]], ...]:
    spans = ((start, end, prose.text[start:end].strip(_QUOTES)) for start, end in prose.quoted)
    return tuple((" ".join(title.lower().split()), (start, end)) for start, end, title in spans)


# ------------------------------------------------------------------ the form of a point

_CAPITAL = late(r"^[A-Z][a-z]*\b")
_FINITE = late(
    r"^(?:de|het)?\s*+(?:gemeente)?raad(?:\s++van\s++[\w-][\w\s-]{0,39})?\s++(?:besluit|stelt|stemt|neemt|geeft|kiest|vraagt|draagt)\b",
    re.IGNORECASE,
)


def check_vorm_beslispunt(stuk: Stuk) -> Iterator[Finding]:
    """A point of the raad is printed behind ‘besluit:’, so it goes on in small letters."""
    for prose in stuk.texts_at(RAAD):
        if match := _FINITE.match(prose.text):
            message = f"dit punt begint met ‘{match[0]}’, maar staat achter ‘besluit:’"
            yield prose.finding(
                match.start(), match.end(), message, "schrijf: … vast te stellen, of: in te stemmen met …"
            )
        elif (match := _CAPITAL.match(prose.text)) and match[0].lower() in word_set(stuk.lijsten, "begin_van_een_punt"):
            message = f"dit punt begint met een hoofdletter (‘{match[0]}’), maar staat achter ‘besluit:’"
            yield prose.finding(0, match.end(), message, f"schrijf: {match[0].lower()}", instead=match[0].lower())


_AGREES = late(r"\b(?P<agrees>in\s+te\s+stemmen)\s+met\s+(?:(?:de|het|een)\s+)?(?P<what>[^.;\n]{0,80})", re.IGNORECASE)


def check_instemmen(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """Of a visie or verordening the raad does not say that it agrees: it adopts it (Gemeentewet 147)."""
    if not is_within(prose.path, RAAD):
        return
    for match in _AGREES.finditer(prose.text):
        words = re.findall(r"\w+", match["what"].lower())[:3]
        noun = next((word for word in words if word.endswith(lijsten.words_of("vast_te_stellen"))), None)
        if noun:
            message = f"‘in te stemmen met’ zegt hier niet wat het besluit is: een {noun} stelt de raad vast"
            yield prose.finding(*match.span("agrees"), message, f"schrijf: de {noun} … vast te stellen")


# ------------------------------------------------------------------ fixed phrases


def check_zinswendingen(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A fixed phrase is written in its one form, such as ‘burgemeester en wethouders’ (Gemeentewet 34)."""
    for hit in find(prose, listed(lijsten, "zinswendingen", "niet")):
        better = like(next(iter(lijsten.list_of("zinswendingen")[hit.row].get("liever", ())), hit.text), hit.text)
        if not prose.is_quoted(hit.start) and hit.text.lower() not in lijsten.allowed:
            message = f"‘{hit.text}’ is niet de vaste zinswending"
            yield prose.finding(hit.start, hit.end, message, f"schrijf: {better}", instead=better)
