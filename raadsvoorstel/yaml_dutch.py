"""What is wrong with a YAML text, said in Dutch and with the next step."""

import re
from collections.abc import Callable

from msgspec import Struct

from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.yaml_events import MAX_BYTES, MAX_DEPTH, MAX_NODES

_BRACES_CODE = "accolades-zonder-aanhalingstekens"
_CHARACTER_CODE = "onbruikbaar-teken"
_SYNTAX_CODE = "yaml-fout"
_QUOTE_IT = "zet aanhalingstekens om de hele waarde, of zet achter de sleutel een `|` en de tekst ingesprongen eronder"

_KEY_AND_VALUE = re.compile(r"\s*[^\s#].*?:\s+\S")
_TO_LINE_END = re.compile(r"[^\r\n]*")
_ESCAPE = re.compile(r"\\\w{1,9}")
_SHORT = 40


def shortened(text: str) -> str:
    """Return the beginning of a text on one line, to quote in a sentence."""
    line = " ".join(text[: 4 * _SHORT].split())
    return line if len(line) <= _SHORT and len(text) <= 4 * _SHORT else line[:_SHORT].rstrip() + "…"


def no_file(reason: str, origin: Origin) -> Finding:
    """Return the finding for something that bears the name of a file, and cannot be read as one."""
    hint = "zet er een gewoon bestand neer dat u kunt lezen"
    return Finding("geen-gewoon-bestand", f"dit is niet gelezen: {reason}", origin, hint)


def too_large(file: str) -> Finding:
    message = f"dit bestand is te groot: meer dan {MAX_BYTES // 1_000_000} MB of {MAX_NODES} waarden"
    return Finding("te-groot", message, Origin(file), "verdeel de tekst, of controleer of dit het goede bestand is")


def together_too_large(file: str, most: int) -> Finding:
    message = f"met dit bestand erbij hebben de bestanden van de gemeenten samen meer dan {most} waarden"
    return Finding("te-groot", message, Origin(file), "controleer of dit de goede bestanden zijn")


def too_deep(origin: Origin) -> Finding:
    message = f"hier liggen meer dan {MAX_DEPTH} niveaus in elkaar"
    return Finding("te-diep-genest", message, origin, "haal haken weg, of laat minder inspringen")


def several_documents(origin: Origin) -> Finding:
    message = "hier begint met `---` een tweede document in hetzelfde bestand; dat wordt niet gelezen"
    return Finding("yaml-documenten", message, origin, "haal de `---` weg, of maak er een eigen bestand van")


def no_keys(what: str, origin: Origin) -> Finding:
    hint = "begin met een sleutel, een dubbele punt en een spatie, zoals `onderwerp: …`"
    return Finding("geen-sleutels", f"dit bestand bevat geen sleutels, maar {what}", origin, hint)


def doubled_key(written: str, origin: Origin, *, first: str, line: int) -> Finding:
    same = f"`{shortened(written)}`" if written == first else f"`{shortened(written)}` (hetzelfde als `{first}`)"
    message = f"de sleutel {same} staat al op regel {line}"
    return Finding("dubbele-sleutel", message, origin, "voeg de twee samen, of geef er één een andere naam")


def unusable_key(written: str, origin: Origin) -> Finding:
    if not written:
        hint = "schrijf een naam voor de dubbele punt"
        return Finding("sleutel-onbruikbaar", "voor deze dubbele punt ontbreekt een sleutel", origin, hint)
    if written == "<<":
        hint = "schrijf de sleutels die hier horen zelf uit"
        return Finding("yaml-samenvoegen", "`<<` voegt in YAML iets samen; dat kan hier niet", origin, hint)
    message = f"`{shortened(written)}` is niet te gebruiken als sleutel"
    hint = "gebruik alleen letters en cijfers, met een spatie, `-` of `_` tussen de woorden"
    return Finding("sleutel-onbruikbaar", message, origin, hint)


def key_is_no_text(what: str, origin: Origin) -> Finding:
    hint = "gebruik een woord als sleutel; is dit gewone tekst, zet er dan aanhalingstekens om"
    return Finding("sleutel-geen-tekst", f"hier staat {what} waar een sleutel hoort", origin, hint)


def special_mark(written: str, origin: Origin) -> Finding:
    """Explain an alias, an anchor or a tag."""
    code, what = _MARKS[written[0]]
    message = f"`{shortened(written)}` is in YAML {what}; dat kan hier niet"
    hint = f"haal het weg; begint de tekst met `{written[0]}`, zet dan aanhalingstekens om de hele waarde"
    return Finding(code, message, origin, hint)


_MARKS = {
    "*": ("yaml-verwijzing", "een verwijzing naar een andere plaats"),
    "&": ("yaml-anker", "een naam om naar te verwijzen"),
    "!": ("yaml-type", "een aanduiding van een soort waarde"),
}


def unusable_character(character: str, around: str, origin: Origin) -> Finding:
    message = f"in `{shortened(around)}` staat een onleesbaar teken (U+{ord(character):04X})"
    return Finding(_CHARACTER_CODE, message, origin, "haal het weg en typ wat er moet staan")


def many_unusable_characters(count: int, origin: Origin) -> Finding:
    message = f"dit bestand bevat {count} onleesbare tekens; het eerste staat hier"
    hint = "controleer of dit het goede bestand is, en sla het op als platte tekst in UTF-8"
    return Finding(_CHARACTER_CODE, message, origin, hint)


def not_utf8(message: str, origin: Origin) -> Finding:
    return Finding("tekencodering", message, origin, "sla het bestand opnieuw op met codering UTF-8")


class Fault(Struct, frozen=True):
    """Where the parser stopped, counted in characters.

    `opened` is where the unfinished thing began, `previous` where the last value before it did.
    """

    text: str
    problem: str
    index: int
    opened: int
    previous: int = 0


class Explanation(Struct, frozen=True):
    """A Dutch sentence about a fault, and the place it is about."""

    message: str
    hint: str
    index: int
    code: str = _SYNTAX_CODE

    def at(self, origin: Origin) -> Finding:
        """Return the finding, `origin` being the place of `index`."""
        return Finding(self.code, self.message, origin, self.hint)


def explain(fault: Fault) -> Explanation:
    """Return what is wrong at a fault, by the first rule that recognises it."""
    explanations = (rule(fault) for pattern, rule in _RULES if re.search(pattern, fault.problem))
    return next(filter(None, explanations), None) or _unknown(fault)


def braces(value: str, index: int) -> Explanation:
    """Explain that a value begins with `{{` and no quotation mark."""
    return Explanation(
        f"`{shortened(value)}` begint met accolades zonder aanhalingstekens; YAML leest dat niet als tekst",
        'zet aanhalingstekens om de hele waarde, zoals `"{{ … }}"`, of zet achter de sleutel een `|` '
        "en de tekst ingesprongen eronder",
        index,
        _BRACES_CODE,
    )


def _line_bounds(text: str, index: int) -> tuple[int, int]:
    begin = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    line = _TO_LINE_END.match(text, begin)
    return begin, line.end() if line else begin


def _line(text: str, index: int) -> str:
    begin, end = _line_bounds(text, index)
    return text[begin:end]


def _start(text: str, index: int) -> int:
    """Return where the line of `index` begins after its indentation."""
    begin, end = _line_bounds(text, index)
    return begin + len(text[begin:end]) - len(text[begin:end].lstrip())


def _line_above(text: str, index: int) -> int | None:
    """Return the place of the nearest line above that is neither empty nor a comment."""
    begin, _ = _line_bounds(text, index)
    while begin > 0:
        begin, end = _line_bounds(text, begin - 1)
        if text[begin:end].strip() and not text[begin:end].lstrip().startswith("#"):
            return _start(text, begin)
    return None


def _tab(fault: Fault) -> Explanation | None:
    if fault.text[fault.index : fault.index + 1] != "\t":
        return None
    line = _line(fault.text, fault.index)
    return Explanation(
        f"hier staat een tab {'voor `' + shortened(line) + '`' if line.strip() else 'op een lege regel'}; "
        "YAML kent alleen spaties",
        "vervang de tab door spaties, net zo veel als bij de regels ernaast",
        fault.index,
    )


def _colon_in_text(fault: Fault) -> Explanation | None:
    begin, _ = _line_bounds(fault.text, fault.index)
    before = fault.text[begin : fault.index]
    if not _KEY_AND_VALUE.match(before):
        return None
    value = re.split(r":\s+", _line(fault.text, fault.index), maxsplit=1)[1]
    return Explanation(
        f"in `{shortened(value)}` staat een dubbele punt met een spatie erachter; YAML leest dat als een sleutel",
        _QUOTE_IT,
        fault.index,
    )


def _key_below_value(fault: Fault) -> Explanation | None:
    above = _line_above(fault.text, fault.index)
    if above is None:
        return None
    line = _line(fault.text, above)
    if not _KEY_AND_VALUE.match(line):
        return _no_colon(fault.text, above)
    key = fault.text[_start(fault.text, fault.index) : fault.index]
    return Explanation(
        f"`{shortened(key)}:` springt verder in dan `{shortened(line)}`, en die regel heeft al een waarde",
        "laat beide regels even ver inspringen; zet bij een tekst van meer regels een `|` achter de sleutel erboven",
        _start(fault.text, fault.index),
    )


def _no_colon(text: str, index: int) -> Explanation:
    line = _line(text, index).strip()
    name, colon, rest = line.partition(":")
    if colon and rest:
        return Explanation(
            f"in `{shortened(line)}` ontbreekt een spatie achter de dubbele punt",
            f"schrijf `{shortened(name)}: {shortened(rest.strip())}`",
            index,
        )
    return Explanation(
        f"`{shortened(line)}` is geen sleutel met een dubbele punt en hoort bij geen tekst",
        "schrijf er een dubbele punt met een spatie achter; of laat de regel inspringen onder een sleutel met `|`, "
        "als hij bij die tekst hoort",
        index,
    )


def _quote_not_closed(fault: Fault) -> Explanation:
    return Explanation(
        f"`{shortened(_line(fault.text, fault.opened)[_column(fault) :])}` begint met een aanhalingsteken "
        "dat op die regel niet wordt gesloten",
        "zet hetzelfde aanhalingsteken aan het eind van de tekst; begint de tekst met een apostrof, "
        'zet dan `"` om het geheel',
        fault.opened,
    )


def _column(fault: Fault) -> int:
    return fault.opened - _line_bounds(fault.text, fault.opened)[0]


def _surrogate(fault: Fault) -> Explanation:
    written = _ESCAPE.match(fault.text, max(fault.text.rfind("\\", 0, fault.index), 0))
    return Explanation(
        f"`{written[0] if written else fault.text[fault.opened : fault.index]}` is geen bestaand teken",
        "typ het bedoelde teken zelf, of haal de code weg",
        written.start() if written else fault.index,
        _CHARACTER_CODE,
    )


def _escape(fault: Fault) -> Explanation:
    index = max(fault.text.rfind("\\", fault.opened, fault.index + 1), fault.opened)
    return Explanation(
        f"`{shortened(fault.text[index : index + 2])}` heeft tussen dubbele aanhalingstekens geen betekenis",
        "schrijf `\\\\` waar een backslash moet staan, of gebruik enkele aanhalingstekens",
        index,
    )


def _text_behind_block_sign(fault: Fault) -> Explanation:
    line = _line(fault.text, fault.opened)
    sign = fault.text[fault.opened : fault.opened + 1]
    return Explanation(
        f"achter `{sign}` staat nog tekst op dezelfde regel: `{shortened(line[_column(fault) :])}`",
        f"zet de tekst ingesprongen op de volgende regel; moet er echt een `{sign}` staan, "
        "zet dan aanhalingstekens om de hele waarde",
        fault.opened,
    )


def _special_start(fault: Fault) -> Explanation | None:
    sign = fault.text[fault.opened : fault.opened + 1]
    if not sign.strip() or sign.isalnum():
        return None
    return Explanation(
        f"`{shortened(_line(fault.text, fault.opened)[_column(fault) :])}` begint met `{sign}`, "
        "en dat heeft in YAML een eigen betekenis",
        _QUOTE_IT,
        fault.opened,
    )


def _special_here(fault: Fault) -> Explanation | None:
    return _special_start(Fault(fault.text, fault.problem, fault.index, fault.index))


def _bracket_not_closed(fault: Fault) -> Explanation:
    sign = fault.text[fault.opened : fault.opened + 1]
    text = _line(fault.text, fault.opened)[_column(fault) :]
    outer = fault.text.rfind("{{", 0, fault.opened + 2)
    if outer in (fault.opened - 1, fault.opened) and outer >= 0:
        return braces(_line(fault.text, outer)[outer - _line_bounds(fault.text, outer)[0] :], outer)
    return Explanation(
        f"de haak van `{shortened(text)}` wordt niet gesloten, of er ontbreekt een komma",
        f"zet `{'}' if sign == '{' else ']'}` aan het eind; is het gewone tekst, zet er dan aanhalingstekens om",
        fault.opened,
    )


def _bracket_at_end(fault: Fault) -> Explanation | None:
    opened = max(fault.text.rfind("[", 0, fault.index), fault.text.rfind("{", 0, fault.index))
    if fault.text[fault.index :].strip() or opened < 0:
        return None
    return _bracket_not_closed(Fault(fault.text, fault.problem, fault.index, opened))


def _text_behind_value(fault: Fault) -> Explanation | None:
    begin, end = _line_bounds(fault.text, fault.index)
    before = fault.text[begin : fault.index].rstrip()
    if not before.endswith(('"', "'", "]", "}")):
        return None
    if fault.text.startswith(before[-1], fault.previous) and fault.previous < begin:
        return _quote_not_closed(Fault(fault.text, fault.problem, fault.index, fault.previous))
    return Explanation(
        f"na `{before[-1]}` staat nog tekst: `{shortened(fault.text[fault.index : end])}`",
        "laat het aanhalingsteken of de haak pas aan het eind van de waarde sluiten; zet om een tekst waarin "
        "zulke tekens voorkomen andere aanhalingstekens, of gebruik een `|`",
        fault.index,
    )


def _item_on_line(fault: Fault) -> Explanation:
    line = _line(fault.text, fault.index)
    return Explanation(
        f"in `{shortened(line)}` staat een streepje op een plaats waar geen lijst kan beginnen",
        "zet elk punt van een lijst op een eigen, ingesprongen regel; is het gewone tekst, zet er dan "
        "aanhalingstekens om",
        fault.index,
    )


def _item_between_keys(fault: Fault) -> Explanation | None:
    return _item_on_line(fault) if re.match(r"\s*-(\s|$)", _line(fault.text, fault.index)) else None


def _indentation(fault: Fault) -> Explanation | None:
    line = _line(fault.text, fault.index)
    if not line.strip():
        return None
    return Explanation(
        f"`{shortened(line)}` springt anders in dan de regels waar deze regel bij hoort",
        "geef regels die bij elkaar horen precies evenveel spaties aan het begin",
        _start(fault.text, fault.index),
    )


def _behind_document_end(fault: Fault) -> Explanation | None:
    above = _line_above(fault.text, fault.index)
    if above is None or not fault.text.startswith("...", above):
        return None
    return Explanation(
        "`...` eindigt het document, maar daarna gaat de tekst verder", "haal de regel met `...` weg", above
    )


def _no_dash(fault: Fault) -> Explanation:
    return Explanation(
        f"`{shortened(_line(fault.text, fault.index))}` staat tussen de punten van een lijst zonder streepje",
        "begin de regel met `- `, of laat hem anders inspringen",
        _start(fault.text, fault.index),
    )


def _unknown(fault: Fault) -> Explanation:
    line = _line(fault.text, fault.index).strip() or "het eind van het bestand"
    return Explanation(
        f"dit is geen geldige YAML: `{shortened(line)}`",
        "kijk op deze regel en de regel erboven naar inspringing, dubbele punten, haken en aanhalingstekens",
        fault.index,
    )


_RULES: tuple[tuple[str, Callable[[Fault], Explanation | None]], ...] = (
    (r"", _tab),
    (r"mapping values are not allowed", _colon_in_text),
    (r"mapping values are not allowed", _key_below_value),
    (r"could not find expected ':'", lambda fault: _no_colon(fault.text, _start(fault.text, fault.opened))),
    (r"quoted.*(end of stream|document indicator|document separator)", _quote_not_closed),
    (r"invalid Unicode character escape", _surrogate),
    (r"quoted.*(escape|hexa?decimal)", _escape),
    (r"block scalar", _text_behind_block_sign),
    (r"scanning an (alias|anchor)|(parsing|scanning) a (tag|directive)|cannot start any token", _special_start),
    (r"parsing a flow (sequence|mapping)", _bracket_not_closed),
    (r"node content", _bracket_at_end),
    (r"(sequence|block sequence) entries are not allowed", _item_on_line),
    (r"node content|keys are not allowed", _special_here),
    (r"<document start>", _behind_document_end),
    (r"expected (key|<block end>)|<document start>", _text_behind_value),
    (r"block collection", _no_dash),
    (r"expected (key|<block end>)", _item_between_keys),
    (r"expected (key|<block end>)|<document start>", _indentation),
)
"""Which words of the parser point to which rule; the words of the C and of the Python parser differ."""
