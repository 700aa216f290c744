"""Read design tokens from JSON, in both dialects: `value` (Style Dictionary) and `$value` (DTCG, Tokens Studio)."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from raadsvoorstel.errors import FileRefused, FileTooLarge, FileUnreadable
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.reading import read_regular

MAX_BYTES = 10_000_000
MAX_DEPTH = 40
PATTERN = "*.tokens.json"

_BUILT = frozenset(("dist", "build", "node_modules"))
"""Folders with what was made from the sources beside them, or what belongs to others."""
_DARK = re.compile(r"(?i)(?<![a-z])(dark|donker)(?![a-z])")
_VALUES = ("$value", "value")
_COMMENTS = ("$comment", "comment", "$description", "description")
_ABOUT = frozenset((*_VALUES, *_COMMENTS, "type", "name", "original", "attributes", "extensions", "path", "key"))
"""Keys that say something about a token; anything else within one is a token of its own."""
_NAMED = 5


class Token(Struct, frozen=True):
    """One token. `text` is its value as written, numbers too; None for what is no single value, such as a shadow."""

    path: str
    text: str | None
    comment: str
    file: str


Tokens = Mapping[str, Token]


def token_files(folder: Path) -> list[Path]:
    """Return the token files below a folder, sorted; without dark variants and without what was built from them."""
    inside = ((path, path.relative_to(folder)) for path in folder.rglob(PATTERN))
    return sorted(
        path
        for path, name in inside
        if not any(part in _BUILT or is_dark(part) for part in name.parts) and path.is_file()
    )


def is_dark(name: str) -> bool:
    """Whether a set, folder or file is for white letters on black, which paper does not have."""
    return _DARK.search(name) is not None


def read_tokens(files: Iterable[tuple[Path, str]]) -> tuple[Tokens, list[Finding]]:
    """Return the tokens of all files by path, and what cannot be read; each file comes with the name to show.

    A path that occurs in several files has the value of the last one.
    """
    tokens: dict[str, Token] = {}
    findings: list[Finding] = []
    differing: list[tuple[Token, Token]] = []
    for path, shown in files:
        found, more = _read_file(path, shown)
        findings += more
        differing += [(tokens[name], token) for name, token in found.items() if _differs(tokens.get(name), token)]
        tokens.update(found)
    return tokens, [*findings, *_several_values(differing)]


def parse_tokens(data: bytes, file: str) -> tuple[Tokens, list[Finding]]:
    """Return the tokens in the bytes of one file, by path; of token sets those that are laid later win."""
    if len(data) > MAX_BYTES:
        return {}, [_too_large(file)]
    doubled: list[str] = []
    try:
        root = json.loads(data, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_noting(doubled))
    except json.JSONDecodeError as error:
        hint = "exporteer het opnieuw, of herstel het op deze plaats"
        return {}, [_unreadable(file, "is geen geldige JSON", hint, line=error.lineno, column=error.colno)]
    except ValueError:
        return {}, [_unreadable(file, "is geen tekst", "exporteer de tokens als JSON")]
    except RecursionError:
        return {}, [_too_deep(file)]
    if not isinstance(root, dict):
        return {}, [_unreadable(file, "bevat geen groepen tokens", "exporteer de tokens als JSON, met groepen op naam")]
    layers, skipped = _layers(root)
    findings = [_doubled(file, doubled)] if doubled else []
    findings += [_dark(file, skipped)] if skipped else []
    tokens: dict[str, Token] = {}
    for layer in layers:
        for token in _flatten(layer, (), file):
            if isinstance(token, Finding):
                findings.append(token)
            else:
                tokens[token.path] = token
    return tokens, list(dict.fromkeys(findings))


def legible(text: str, width: int = 80) -> str:
    """Return a text from a file on one line, at most `width` characters, each of which can be printed."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text[: width * 4].split()))
    return plain if len(plain) <= width else plain[: width - 1] + "…"


def _read_file(path: Path, shown: str) -> tuple[Tokens, list[Finding]]:
    try:
        if not path.is_file():
            reason = "is geen bestand" if path.exists() else "bestaat niet"
            return {}, [_unreadable(shown, reason, "geef een JSON-bestand met tokens, of een map daarmee")]
        data = read_regular(path, MAX_BYTES)
    except FileTooLarge:
        return {}, [_too_large(shown)]
    except (FileRefused, FileUnreadable) as error:
        return {}, [_unreadable(shown, f"kan niet worden gelezen: {error.reason}", "kijk of u erbij kunt")]
    return parse_tokens(data, shown)


def _noting(doubled: list[str]) -> Any:
    """Return what makes an object of its keys and values, and notes which keys come twice."""

    def made(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            times = Counter(name for name, _ in pairs)
            doubled.extend(name for name in made if times[name] > 1)
        return made

    return made


# ------------------------------------------------------------------ from JSON to tokens


def _layers(root: dict[str, Any]) -> tuple[list[object], list[str]]:
    """Return the groups to lay over each other, and the names of the dark sets that were left out.

    A file by token sets names them above the paths; references leave that name out.
    """
    metadata = root.get("$metadata")
    order = metadata.get("tokenSetOrder") if isinstance(metadata, dict) else None
    sets = {name: None for name, value in root.items() if not name.startswith("$") and isinstance(value, dict)}
    if not isinstance(order, list) and "$themes" not in root and not any("/" in name for name in sets):
        return [root], []
    # The order may name sets that are in another file, and a set may be missing from it.
    ordered = [name for name in order if isinstance(name, str) and name in sets] if isinstance(order, list) else []
    # A set that the order names again lies where it was named last.
    last = dict.fromkeys(reversed(ordered))
    names = [*(name for name in sets if name not in last), *reversed(last)]
    return [root[name] for name in names if not is_dark(name)], [name for name in names if is_dark(name)]


def _flatten(node: object, path: tuple[str, ...], file: str) -> Iterator[Token | Finding]:
    """Yield the tokens in a group, and what lies too deep to be one. A bare value is a token without remarks."""
    if len(path) > MAX_DEPTH:
        yield _too_deep(file, ".".join(path[:4]))
    elif isinstance(node, str) and path:
        yield Token(".".join(path), node, "", file)
    elif isinstance(node, dict):
        key = next((key for key in _VALUES if key in node and not _is_group(key, node[key])), None)
        if key and path and node[key] is not None:
            yield Token(".".join(path), _text(node[key]), _comment(node), file)
        about = key is not None or "$extensions" in node
        for name, inner in node.items():
            if not name.startswith("$") and not (about and (name in _ABOUT or not isinstance(inner, dict))):
                yield from _flatten(inner, (*path, name), file)


def _is_group(key: str, value: object) -> bool:
    """Whether `value` is the name of a group here: it then holds objects, which a value of several parts does not."""
    return key == "value" and isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values())


def _text(value: object) -> str | None:
    match value:
        case str():
            return value
        case list() if value and all(isinstance(item, str) for item in value):
            return ", ".join(value)
        case {"value": str(number), "unit": str(unit)}:
            return number + unit
        case {"hex": str(colour)}:
            return colour
        case {"colorSpace": "srgb" | "hsl" as space, "components": [str(a), str(b), str(c)], **rest}:
            parts = " ".join(_percent(part) for part in (a, b, c)) if space == "srgb" else f"{a} {b}% {c}%"
            return f"{'rgb' if space == 'srgb' else 'hsl'}({parts} / {rest.get('alpha', '1')})"
        case _:
            return None


def _percent(share: str) -> str:
    try:
        return f"{float(share) * 100:.3f}%"
    except ValueError:
        return share


def _comment(node: dict[str, Any]) -> str:
    return " ".join(node[key] for key in _COMMENTS if isinstance(node.get(key), str))


# ------------------------------------------------------------------ what is wrong with a file


def _unreadable(file: str, reason: str, hint: str, *, line: int = 0, column: int = 0) -> Finding:
    return Finding("tokens-onleesbaar", f"{file} {reason}", Origin(file, line, column), hint)


def _too_large(file: str) -> Finding:
    return _unreadable(file, f"is groter dan {MAX_BYTES // 1_000_000} MB", "lever alleen de tokens van het merk")


def _too_deep(file: str, path: str = "") -> Finding:
    where = f" (onder `{legible(path)}`)" if path else ""
    hint = "exporteer de tokens opnieuw; zo diep ligt geen token"
    return Finding("tokens-te-diep", f"in {file} liggen groepen meer dan {MAX_DEPTH} diep{where}", Origin(file), hint)


def _doubled(file: str, names: Sequence[str]) -> Finding:
    message = f"in {file} staat dezelfde sleutel twee keer op één plaats: {_some(names)}; de laatste geldt"
    return Finding("tokens-sleutel-dubbel", message, Origin(file), "haal er een weg", Severity.WAARSCHUWING)


def _dark(file: str, names: Sequence[str]) -> Finding:
    message = f"in {file} zijn de donkere varianten overgeslagen: {_some(names)}"
    return Finding("tokens-donker", message, Origin(file), severity=Severity.OPMERKING)


def _differs(present: Token | None, token: Token) -> bool:
    return present is not None and present.text != token.text


def _several_values(pairs: Sequence[tuple[Token, Token]]) -> Iterator[Finding]:
    by_files: dict[tuple[str, str], list[str]] = {}
    for first, last in pairs:
        by_files.setdefault((first.file, last.file), []).append(first.path)
    for (first_file, last_file), paths in by_files.items():
        message = f"{last_file} geeft een andere waarde dan {first_file} aan {_some(paths)}; {last_file} geldt"
        hint = "geef alleen de bestanden die bij elkaar horen"
        yield Finding("tokens-spreken-tegen", message, Origin(last_file), hint, Severity.WAARSCHUWING)


def _some(names: Sequence[str]) -> str:
    """Return the first few names, and how many there are more."""
    distinct = list(dict.fromkeys(names))
    shown = ", ".join(f"`{legible(name)}`" for name in distinct[:_NAMED])
    return f"{shown} en nog {len(distinct) - _NAMED}" if len(distinct) > _NAMED else shown
