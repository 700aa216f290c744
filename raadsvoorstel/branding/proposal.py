"""Choose for each key of `huisstijl:` what the tokens say of it, and tell where that came from."""

import math
from collections.abc import Iterator, Sequence

from raadsvoorstel.branding.choice import Choice, dutch
from raadsvoorstel.branding.letters import letter_choices
from raadsvoorstel.branding.palette import A_COLOUR, Palette, choose_palette, is_brand, read_colour
from raadsvoorstel.branding.paper import size_choices
from raadsvoorstel.branding.seeking import Found, Seeker
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.model.huisstijl import HUISSTIJL
from raadsvoorstel.tokens.reading import Tokens, legible
from raadsvoorstel.tokens.references import dead_ends
from raadsvoorstel.tokens.values import bare, colour, is_bold
from raadsvoorstel.word.stationery.colours import INK, READABLE, WHITE, contrast_ratio, readable_on

_NAMED = 8
_ORDER = tuple(HUISSTIJL.fields)
_TITLE_CASE = ("utrecht.heading-1.text-transform",)
_HEADING_CASE = ("utrecht.heading-2.text-transform", "utrecht.heading.text-transform")
_HEADING_WEIGHT = (
    "utrecht.heading-2.font-weight", "utrecht.heading.font-weight", "nl.heading.level-2.font-weight",
    "basis.heading.font-weight",
)  # fmt: skip
_TABLE_GROUND = ("utrecht.table.header.background-color",)
_TABLE_LINE = ("utrecht.table.header.border-block-end-color", "utrecht.table.row.border-block-end-color")


def propose(tokens: Tokens) -> tuple[tuple[Choice, ...], list[Finding]]:
    """Return what the tokens say of a house style, in the order of the keys, and what stood in the way.

    Colour, accent and letter are always among the choices, also when no token says anything of them.
    """
    seeker = Seeker(tokens)
    palette = choose_palette(seeker)
    choices = (
        *_colours(seeker, palette),
        *letter_choices(seeker),
        *size_choices(seeker),
        *_capitals(seeker, "titel_hoofdletters", _TITLE_CASE),
        *_headings(seeker, palette),
        *_table(seeker),
    )
    in_order = sorted(choices, key=lambda choice: _ORDER.index(choice.key.partition(".")[0]))
    return tuple(in_order), [*seeker.findings, *_of_no_use(tokens, seeker.findings)]


def _colours(seeker: Seeker, palette: Palette) -> tuple[Choice, Choice]:
    if palette.main is None:
        seeker.note(_no_colour(seeker.tokens))
        nothing = ("Geen kleur van het merk gevonden; vul haar zelf in.",)
        return Choice("kleur", f'"{INK}"', nothing), Choice("accent", f'"{INK}"', nothing)
    main = _colour(seeker, "kleur", palette.main)
    others = ", ".join(f"{found.value} ({found.source})" for found in palette.others)
    rest = (f"Andere kleuren in de tokens: {others}.",) if others else ()
    if palette.second is None:
        note = "Geen tweede kleur gevonden; gelijk aan de hoofdkleur."
        return main, Choice("accent", main.value, (note, *rest))
    second = _colour(seeker, "accent", palette.second)
    return main, Choice(second.key, second.value, (*second.notes, *rest), second.source)


def _colour(seeker: Seeker, key: str, found: Found[str]) -> Choice:
    """Return the choice of a colour; a faint one stays what it is, as lines and surfaces may have it."""
    ratio = contrast_ratio(found.value, WHITE)
    told = f"Contrast op wit: {_ratio(ratio)}."
    if ratio < READABLE:
        dark = readable_on(WHITE, found.value)
        told = f"Contrast op wit: {_ratio(ratio)}, onder {dutch(READABLE)}; letters worden donkerder: {dark}."
        seeker.note(_faint(key, found, ratio, dark))
    shines = colour(found.text)
    through = ("Doorschijnend in de tokens; dit is zij op wit.",) if shines and shines.alpha < 1 else ()
    return Choice(key, f'"{found.value}"', (found.told, *through, told), found.source)


def _headings(seeker: Seeker, palette: Palette) -> Iterator[Choice]:
    yield from _capitals(seeker, "koppen.hoofdletters", _HEADING_CASE)
    weight = seeker.first(_HEADING_WEIGHT, lambda found: is_bold(found.text), "dikte")
    if weight is not None:
        yield Choice("koppen.vet", "ja" if weight.value else "nee", (weight.told,), weight.source)
    if palette.heading is not None:
        yield Choice("koppen.kleur", _ink(palette), (palette.heading.told,), palette.heading.source)


def _ink(palette: Palette) -> str:
    """Return which of the three colours of a document the section headings have."""
    own = palette.heading.value if palette.heading else ""
    named = {"kleur": palette.main, "accent": palette.second}
    return next((name for name, found in named.items() if found is not None and found.value == own), "tekst")


def _capitals(seeker: Seeker, key: str, paths: Sequence[str]) -> Iterator[Choice]:
    found = seeker.first(paths, lambda resolved: bare(resolved.text).lower(), "schrijfwijze")
    if found is not None and found.value == "uppercase":
        yield Choice(key, "ja", (found.told,), found.source)


def _table(seeker: Seeker) -> Iterator[Choice]:
    ground = seeker.first(_TABLE_GROUND, read_colour, A_COLOUR, is_brand)
    if ground is not None:
        yield Choice("tabel", "gevuld", (ground.told,), ground.source)
        return
    line = seeker.first(_TABLE_LINE, read_colour, A_COLOUR, lambda value: value != WHITE)
    if line is not None:
        yield Choice("tabel", "lijnen", (line.told,), line.source)


def _ratio(ratio: float) -> str:
    """Return a contrast, rounded down: what falls just short does not seem enough."""
    return dutch(math.floor(ratio * 100) / 100)


# ------------------------------------------------------------------ what a person should know


def _faint(key: str, found: Found[str], ratio: float, dark: str) -> Finding:
    return Finding(
        "kleur-contrast",
        f"`{key}` {found.value} (`{found.source}`) heeft op wit een contrast van {_ratio(ratio)}; "
        f"letters hebben {dutch(READABLE)} nodig",
        Origin(found.chain[-1].file),
        f"vlakken en lijnen krijgen deze kleur; voor letters maakt het sjabloon haar donkerder: {dark}",
        Severity.OPMERKING,
    )


def _no_colour(tokens: Tokens) -> Finding:
    return Finding(
        "tokens-zonder-kleur",
        "in de tokens staat geen kleur van het merk",
        Origin(next(iter(tokens.values())).file),
        "lever ook het bestand met de merkkleuren, of vul `kleur` en `accent` zelf in",
        Severity.WAARSCHUWING,
    )


def _of_no_use(tokens: Tokens, told: Sequence[Finding]) -> Iterator[Finding]:
    """Yield one remark on the references that lead nowhere in tokens that no choice was made from."""
    already = " ".join(finding.message for finding in told)
    broken = [name for token in dead_ends(tokens) if (name := f"`{legible(token.path)}`") not in already]
    if broken:
        rest = f" en nog {len(broken) - _NAMED}" if len(broken) > _NAMED else ""
        yield Finding(
            "tokens-onopgelost",
            f"tokens die hier niet nodig zijn, verwijzen naar wat er niet is: {', '.join(broken[:_NAMED])}{rest}",
            Origin(next(dead_ends(tokens)).file),
            severity=Severity.OPMERKING,
        )
