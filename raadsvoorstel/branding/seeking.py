"""Look for a value under the names that tokens give it, and remember what was there but could not be used."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.tokens.reading import Token, Tokens, legible
from raadsvoorstel.tokens.references import Resolved, resolve
from raadsvoorstel.tokens.values import is_unset

T = TypeVar("T")
Reader = Callable[[Resolved], T | None]


class Found(Struct, Generic[T], frozen=True):
    """A value that tokens give: what it means, how it was written, and through which tokens it came."""

    value: T
    text: str
    chain: tuple[Token, ...]

    @property
    def source(self) -> str:
        """The token that was asked for."""
        return legible(self.chain[0].path)

    @property
    def told(self) -> str:
        """Where the value comes from, for a reader."""
        return f"{' → '.join(legible(token.path) for token in self.chain)}: {legible(self.text)}"


class Seeker(Struct):
    """Seeks in one collection of tokens; `findings` grows with what could not be used on the way."""

    tokens: Tokens
    findings: list[Finding] = []

    def first(
        self,
        paths: Sequence[str],
        read: Reader[T],
        kind: str,
        accept: Callable[[T], bool] = lambda value: True,
    ) -> Found[T] | None:
        """Return the first value that can be read and is accepted; `kind` names it where it cannot be read."""
        for path in paths:
            found = self._at(path, read, kind)
            if found is not None and accept(found.value):
                return found
        return None

    def _at(self, path: str, read: Reader[T], kind: str) -> Found[T] | None:
        resolved = resolve(self.tokens, path)
        if isinstance(resolved, Finding):
            self.note(resolved)
            return None
        if resolved is None or is_unset(resolved.text):
            return None
        value = read(resolved)
        if value is None:
            self.note(_unreadable(resolved, kind))
            return None
        return Found(value, resolved.text, resolved.chain)

    def note(self, finding: Finding) -> None:
        """Remember what a person should know, once."""
        if finding not in self.findings:
            self.findings.append(finding)


def _unreadable(resolved: Resolved, kind: str) -> Finding:
    path, written = legible(resolved.chain[0].path), legible(resolved.text, 40)
    message = f"`{path}` is `{written}`, en dat lezen wij niet als {kind}"
    hint = "laat de waarde herstellen, of vul haar zelf in bij `huisstijl:`"
    return Finding("token-onjuiste-waarde", message, Origin(resolved.chain[-1].file), hint, Severity.WAARSCHUWING)
