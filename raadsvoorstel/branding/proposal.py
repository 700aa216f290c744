"""Choose for each key of `huisstijl:` what the tokens say of it, and tell where that came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadsvoorstel.branding.letters import Letter, choose_letter
from raadsvoorstel.branding.palette import A_COLOUR, Palette, choose_palette, is_brand, read_colour
from raadsvoorstel.branding.paper import heading_points, line_spacing, text_points, title_points
from raadsvoorstel.branding.seeking import Found, Seeker
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.tokens.reading import Tokens, legible
from raadsvoorstel.tokens.references import Resolved, dead_ends
from raadsvoorstel.tokens.values import BROWSER_SIZE, bare, families, is_bold, line_height, pixels
from raadsvoorstel.word.stationery.colours import READABLE, WHITE, contrast_ratio, readable_on

_NAMED = 8

_TEXT_FONT = (
    "utrecht.document.font-family", "utrecht.root.font-family", "utrecht.body.font-family",
    "utrecht.paragraph.font-family", "nl.paragraph.font-family", "basis.text.font-family.default",
)  # fmt: skip
_HEADING_FONT = (
    "utrecht.heading-1.font-family", "utrecht.heading.font-family", "nl.heading.level-1.font-family",
    "basis.heading.font-family",
)  # fmt: skip
_ROOT_SIZE = ("utrecht.document.font-size", "utrecht.root.font-size", "utrecht.body.font-size")
_TEXT_SIZE = ("utrecht.paragraph.font-size", "nl.paragraph.font-size", *_ROOT_SIZE, "basis.text.font-size.md")
_TITLE_SIZE = ("utrecht.heading-1.font-size", "nl.heading.level-1.font-size")
_HEADING_SIZE = ("utrecht.heading-2.font-size", "nl.heading.level-2.font-size")
_LINE_HEIGHT = (
    "utrecht.paragraph.line-height", "nl.paragraph.line-height", "utrecht.document.line-height",
    "utrecht.body.line-height", "basis.text.line-height.md",
)  # fmt: skip
_HEADING_WEIGHT = (
    "utrecht.heading-2.font-weight", "utrecht.heading.font-weight", "nl.heading.level-2.font-weight",
    "basis.heading.font-weight",
)  # fmt: skip
_TABLE_GROUND = ("utrecht.table.header.background-color",)
_TABLE_LINE = ("utrecht.table.header.border-block-end-color", "utrecht.table.row.border-block-end-color")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value for a key of `huisstijl:` (`koppen.grootte` lies one deeper), as YAML has it.

    `source` is the token it came from, empty when none; `notes` tell the rest, a sentence each.
    """

    key: str
    value: str
    notes: tuple[str, ...] = ()
    source: str = ""


def propose(tokens: Tokens) -> tuple[tuple[Choice, ...], list[Finding]]:
    """Return what the tokens say of a house style, in the order of the keys, and what stood in the way.

    Colour, accent and letter are always among the choices, also when no token says anything of them.
    """
    seeker = Seeker(tokens)
    choices = (*_colours(seeker), *_letters(seeker), *_sizes(seeker), *_headings(seeker), *_table(seeker))
    palette = next(iter(choices))
    findings = [*seeker.findings, *_elsewhere(tokens, seeker.findings)]
    return (palette, *choices[1:]), findings


# ------------------------------------------------------------------ colours


def _colours(seeker: Seeker) -> Iterator[Choice]:
    palette = choose_palette(seeker)
    if palette.main is None:
        seeker.findings.append(_no_colour(seeker.tokens))
        yield Choice("kleur", '"#1a1a1a"', ("Geen kleur van het merk gevonden; vul haar zelf in.",))
        yield Choice("accent", '"#1a1a1a"', ("Geen kleur van het merk gevonden; vul haar zelf in.",))
    else:
        yield _colour(seeker, "kleur", palette.main)
        yield _accent(seeker, palette, palette.main)


def _accent(seeker: Seeker, palette: Palette, main: Found[str]) -> Choice:
    chosen = (
        _colour(seeker, "accent", palette.second)
        if palette.second
        else Choice("accent", f'"{main.value}"', ("Geen tweede kleur gevonden; gelijk aan de hoofdkleur.",))
    )
    others = ", ".join(f"{found.value} ({found.source})" for found in palette.others)
    return Choice(
        chosen.key,
        chosen.value,
        (*chosen.notes, *([f"Andere kleuren in de tokens: {others}."] if others else [])),
        chosen.source,
    )


def _colour(seeker: Seeker, key: str, found: Found[str]) -> Choice:
    ratio = contrast_ratio(found.value, WHITE)
    if ratio >= READABLE:
        return Choice(key, f'"{found.value}"', (found.told, f"Contrast op wit: {_number(ratio)}."), found.source)
    dark = readable_on(WHITE, found.value)
    short = f"{_number(ratio)}, minder dan de {_number(READABLE)} die letters nodig hebben"
    seeker.findings.append(
        Finding(
            "kleur-contrast",
            f"`{key}` {found.value} (`{found.source}`) heeft op wit een contrast van {short}",
            Origin(found.chain[-1].file),
            f"vlakken en lijnen krijgen deze kleur; voor letters wordt zij donkerder gemaakt: {dark}",
            Severity.OPMERKING,
        )
    )
    return Choice(key, f'"{found.value}"', (found.told, f"Contrast op wit: {short}. Letters: {dark}."), found.source)


def _no_colour(tokens: Tokens) -> Finding:
    return Finding(
        "tokens-zonder-kleur",
        "in de tokens staat geen kleur van het merk",
        Origin(next(iter(tokens.values())).file if tokens else ""),
        "lever ook het bestand met de merkkleuren, of vul `kleur` en `accent` zelf in",
        Severity.WAARSCHUWING,
    )


# ------------------------------------------------------------------ letters


def _letters(seeker: Seeker) -> Iterator[Choice]:
    text = seeker.first(_TEXT_FONT, _read_families, "lettertype") or _brand_font(seeker)
    if text is None:
        yield Choice("lettertype", "Arial", ("Geen lettertype gevonden in de tokens.",))
        return
    letter = choose_letter(text.value)
    yield _letter(seeker, "lettertype", letter, text)
    heading = seeker.first(_HEADING_FONT, _read_families, "lettertype")
    if heading is None:
        return
    other = choose_letter(heading.value)
    if other.wanted != letter.wanted:
        choice = _letter(seeker, "lettertype_koppen", other, heading)
        if other.name != letter.name:
            yield choice


def _brand_font(seeker: Seeker) -> Found[tuple[str, ...]] | None:
    """Return the first list of letters that the brand defines, apart from any component."""
    paths = [path for path in seeker.tokens if "font-famil" in path and "mono" not in path]
    return seeker.first(paths, _read_families, "lettertype")


def _read_families(resolved: Resolved) -> tuple[str, ...] | None:
    return families(resolved.text) or None


def _letter(seeker: Seeker, key: str, letter: Letter, found: Found[tuple[str, ...]]) -> Choice:
    if not letter.is_other:
        return Choice(key, letter.name, (found.told,), found.source)
    wanted = legible(letter.wanted, 40)
    cost = "vrij te gebruiken" if letter.wanted_is_free else "vermoedelijk een betaalde letter"
    seeker.findings.append(
        Finding(
            "letter-niet-bij-word",
            f"de huisstijl vraagt om {wanted} (`{found.source}`): {cost}, die niet met Word meekomt; gekozen is {letter.name}",
            Origin(found.chain[-1].file),
            f"heeft iedereen die het document opent {wanted}, schrijf dan `{key}: {wanted}`",
            Severity.WAARSCHUWING,
        )
    )
    note = f"{wanted} is {cost} en komt niet met Word mee; daarom {letter.name}."
    return Choice(key, letter.name, (found.told, note), found.source)


# ------------------------------------------------------------------ sizes


def _sizes(seeker: Seeker) -> Iterator[Choice]:
    root, size, points = _text_size(seeker)
    if size is not None:
        yield Choice("lettergrootte", f"{points:g}", (f"{size.told}; op papier {_number(points)} punt.",), size.source)
    screen = size.value if size else root
    height = seeker.first(_LINE_HEIGHT, lambda found: line_height(found.text, screen), "regelhoogte", _is_line_height)
    if height is not None:
        yield Choice("regelafstand", f"{line_spacing(height.value):g}", (height.told,), height.source)
    heading = seeker.first(_HEADING_SIZE, _size_reader(root), "lettergrootte", _is_heading_size)
    title = seeker.first(_TITLE_SIZE, _size_reader(root), "lettergrootte", _is_heading_size)
    section = heading_points(heading.value / screen, points) if heading else points
    if title is not None:
        yield _scaled("titel_grootte", title, title.value / screen, title_points(title.value / screen, points, section))
    yield from _capitals(seeker, "titel_hoofdletters", ("utrecht.heading-1.text-transform",))
    if heading is not None:
        yield _scaled("koppen.grootte", heading, heading.value / screen, section)


def _text_size(seeker: Seeker) -> tuple[float, Found[float] | None, float]:
    """Return what `em` counts in (pixels), the size of running text, and that size on paper (points)."""
    root = seeker.first(_ROOT_SIZE, _size_reader(BROWSER_SIZE), "lettergrootte", _is_text_size)
    em = root.value if root else BROWSER_SIZE
    size = seeker.first(_TEXT_SIZE, _size_reader(em), "lettergrootte", _is_text_size)
    return em, size, text_points(size.value if size else BROWSER_SIZE)


def _size_reader(em: float):  # type: ignore[no-untyped-def]
    return lambda found: pixels(found.text, em)


def _is_text_size(size: float) -> bool:
    return 8 <= size <= 40


def _is_heading_size(size: float) -> bool:
    return 8 <= size <= 200


def _is_line_height(height: float) -> bool:
    return 0.8 <= height <= 3


def _scaled(key: str, found: Found[float], ratio: float, points: float) -> Choice:
    note = f"{_number(ratio)} keer de tekst; op papier {_number(points)} punt."
    return Choice(key, f"{points:g}", (found.told, note), found.source)


# ------------------------------------------------------------------ headings and tables


def _headings(seeker: Seeker) -> Iterator[Choice]:
    yield from _capitals(
        seeker, "koppen.hoofdletters", ("utrecht.heading-2.text-transform", "utrecht.heading.text-transform")
    )
    weight = seeker.first(_HEADING_WEIGHT, lambda found: is_bold(found.text), "dikte")
    if weight is not None:
        yield Choice("koppen.vet", "ja" if weight.value else "nee", (weight.told,), weight.source)
    yield _heading_colour(choose_palette(seeker))


def _heading_colour(palette: Palette) -> Choice:
    if palette.main and palette.heading == palette.main.value:
        return Choice("koppen.kleur", "kleur", ("Koppen hebben de hoofdkleur.",), palette.main.source)
    if palette.second and palette.heading == palette.second.value:
        return Choice("koppen.kleur", "accent", ("Koppen hebben de tweede kleur.",), palette.second.source)
    return Choice("koppen.kleur", "tekst", ("Koppen hebben in de tokens geen eigen kleur van het merk.",))


def _capitals(seeker: Seeker, key: str, paths: Sequence[str]) -> Iterator[Choice]:
    found = seeker.first(paths, lambda resolved: bare(resolved.text).lower(), "schrijfwijze")
    if found is not None and found.value == "uppercase":
        yield Choice(key, "ja", (found.told,), found.source)


def _table(seeker: Seeker) -> Iterator[Choice]:
    ground = seeker.first(_TABLE_GROUND, read_colour, A_COLOUR, is_brand)
    line = seeker.first(_TABLE_LINE, read_colour, A_COLOUR, lambda value: value != WHITE)
    if ground is not None:
        yield Choice("tabel", "gevuld", (ground.told,), ground.source)
    elif line is not None:
        yield Choice("tabel", "lijnen", (line.told,), line.source)


# ------------------------------------------------------------------ the rest


def _elsewhere(tokens: Tokens, told: Sequence[Finding]) -> Iterator[Finding]:
    """Yield one remark on the references that lead nowhere in tokens that are of no use here."""
    already = " ".join(finding.message for finding in told)
    broken = [token for token in dead_ends(tokens) if f"`{legible(token.path)}`" not in already]
    if broken:
        names = ", ".join(f"`{legible(token.path)}`" for token in broken[:_NAMED])
        rest = f" en nog {len(broken) - _NAMED}" if len(broken) > _NAMED else ""
        message = f"deze tokens verwijzen naar iets dat er niet is: {names}{rest}; voor het document zijn zij niet nodig"
        yield Finding("tokens-onopgelost", message, Origin(broken[0].file), severity=Severity.OPMERKING)


def _number(value: float) -> str:
    return f"{round(value, 2):g}".replace(".", ",")
