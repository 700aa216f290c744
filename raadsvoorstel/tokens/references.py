"""Follow the references between tokens: `{a.b.c}`, chained, within a text, or with `.value` behind them."""

import re
from collections.abc import Iterator

from msgspec import Struct

from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.tokens.reading import Token, Tokens, legible

MAX_CHAIN = 40
LONGEST = 1000
"""Characters of a value with its references filled in; a colour or a list of letters has far fewer."""

_REFERENCE = re.compile(r"\{([^{}]*)\}")


class Resolved(Struct, frozen=True):
    """A value without references. `chain` is the token asked for and those that it is, one after the other."""

    text: str
    chain: tuple[Token, ...]


def resolve(tokens: Tokens, path: str) -> Resolved | Finding | None:
    """Return what the token at `path` comes to, or why it comes to nothing; None when there is no such token."""
    token = tokens.get(path)
    return _follow(tokens, token, (), {}) if token else None


def dead_ends(tokens: Tokens) -> Iterator[Token]:
    """Yield the tokens that refer to what is not there, or in a circle; itself or further on."""
    known: dict[str, Resolved | Finding] = {}
    for token in tokens.values():
        found = _follow(tokens, token, (), known)
        if isinstance(found, Finding) and found.code in ("token-onopgelost", "token-in-kring"):
            yield token


def _follow(
    tokens: Tokens, token: Token, before: tuple[Token, ...], known: dict[str, Resolved | Finding]
) -> Resolved | Finding:
    """`known` keeps what was found: a value that doubles at every step would otherwise never be ready."""
    if token.path not in known:
        known[token.path] = _followed(tokens, token, (*before, token), known)
    return known[token.path]


def _followed(
    tokens: Tokens, token: Token, chain: tuple[Token, ...], known: dict[str, Resolved | Finding]
) -> Resolved | Finding:
    if token.text is None:
        return _complain("token-onbruikbaar", chain, "is geen enkele waarde", "lever één waarde")
    if len(token.text) > LONGEST:
        return _too_long(chain)
    if len(chain) > MAX_CHAIN:
        return _complain("token-in-kring", chain, f"verwijst meer dan {MAX_CHAIN} keer door", "verwijs korter")
    parts: list[str] = []
    end = 0
    for reference in _REFERENCE.finditer(token.text):
        target = _target(tokens, reference[1])
        if target is None:
            hint = "lever ook het bestand waarin dat token staat, of laat de verwijzing herstellen"
            return _complain(
                "token-onopgelost", chain, f"verwijst naar `{legible(reference[1])}`, en dat is er niet", hint
            )
        if target in chain:
            return _complain(
                "token-in-kring", chain, f"verwijst terug naar `{legible(target.path)}`", "laat de kring herstellen"
            )
        found = _follow(tokens, target, chain, known)
        if isinstance(found, Finding):
            return found
        if reference[0] == token.text.strip():
            return Resolved(found.text, (token, *found.chain))
        parts += [token.text[end : reference.start()], found.text]
        end = reference.end()
        if sum(map(len, parts)) > LONGEST:
            return _too_long(chain)
    return Resolved("".join([*parts, token.text[end:]]), (token,))


def _target(tokens: Tokens, name: str) -> Token | None:
    name = name.strip()
    return tokens.get(name) or tokens.get(name.removesuffix(".value").removesuffix(".$value"))


def _too_long(chain: tuple[Token, ...]) -> Finding:
    return _complain("token-onbruikbaar", chain, f"is langer dan {LONGEST} tekens", "lever één waarde")


def _complain(code: str, chain: tuple[Token, ...], what: str, hint: str) -> Finding:
    first, last = chain[0], chain[-1]
    via = f" (via `{legible(last.path)}`)" if last is not first else ""
    message = f"`{legible(first.path)}` is niet te gebruiken: het{via} {what}"
    return Finding(code, message, Origin(last.file), hint, Severity.WAARSCHUWING)
