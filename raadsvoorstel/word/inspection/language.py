"""What a template may say: the names that exist in it, and the little of Jinja that is let in."""

import re
from collections.abc import Iterator, Mapping, Set
from types import MappingProxyType

from msgspec import Struct, field

from raadsvoorstel.fieldpath import closest

STATEMENTS = ("for", "endfor", "if", "elif", "else", "endif")
LOOP_FACTS = ("first", "last", "index", "index0", "length", "revindex", "revindex0")
"""What a statement may ask of the turn of a loop."""
_LONGEST = 300
"""Characters an expression may have; what is longer is no longer a condition that a person wrote."""
_LITERALS = frozenset(("true", "false", "none", "True", "False", "None"))
_RESERVED = frozenset(("and", "or", "not", "in", "is", "if", "else"))
_TOKEN = re.compile(r"\s*(?:(?P<name>[^\W\d]\w*)|(?P<literal>\d+|'[^']*'|\"[^\"]*\")|(?P<sign>[.|()])|(?P<other>\S))")
_FOR = re.compile(r"for\s+(?P<item>\S+)\s+in\s+(?P<list>.+?)(?:\s+if\s+(?P<test>.+))?")
_QUOTES = str.maketrans("“”‘’", "\"\"''")


class Loop(Struct, frozen=True):
    """A list that a template can go through: the values of an item, and those that are whole paragraphs.

    With `named` it is a group of lists, of which a template chooses by name: `name.something`. `texts`
    must be printed, or they are lost; so must `lines` that are `needed`.
    """

    lines: tuple[str, ...]
    texts: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    named: bool = False


class Vocabulary(Struct, frozen=True):
    """The names that a template can print, the lists it can repeat, and the filters that can follow a name.

    `elsewhere` gives a hint for names that exist but not here; `idle` are the filters that do nothing to a value.
    """

    values: Set[str]
    loops: Mapping[str, Loop]
    filters: Set[str]
    idle: Set[str] = frozenset()
    elsewhere: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def groups(self) -> Set[str]:
        """The names that hold values without being one: `agenda` for `agenda.dag`."""
        return {value.rpartition(".")[0] for value in self.values if "." in value}

    def loop(self, chain: str) -> Loop | None:
        """Return the list called `chain`; None when there is no such list."""
        name, _, rest = chain.partition(".")
        loop = self.loops.get(name)
        fits = loop is not None and (bool(rest) and "." not in rest if loop.named else not rest)
        return loop if fits else None

    def meant(self, name: str) -> str:
        """Return the value that was most likely meant by a name; "" when none comes near."""
        return name if name in self.values else closest(name, sorted(self.values)) or ""


class Reference(Struct, frozen=True):
    """A name in an expression, with the filters behind it."""

    chain: str
    filters: tuple[str, ...] = ()


class Refused(ValueError):
    """An expression holds something that is not let in; `str()` is the end of a Dutch sentence."""


class Repeat(Struct, frozen=True):
    """A `for` statement: the name of the item, the list it goes through, and what its condition names."""

    item: str
    chain: str
    test: tuple[Reference, ...]


def repeat(body: str) -> Repeat:
    """Return a `for` statement in its parts; Refused when it is none."""
    match = _FOR.fullmatch(body.translate(_QUOTES))
    if not match or not match["item"].isidentifier():
        raise Refused("heeft niet de vorm `for naam in lijst`")
    listed = references(match["list"])
    if len(listed) != 1 or listed[0].filters or not re.fullmatch(r"[\w.]+", match["list"].strip()):
        raise Refused("herhaalt iets anders dan een lijst")
    return Repeat(match["item"], listed[0].chain, tuple(references(match["test"] or "true")))


def references(expression: str) -> list[Reference]:
    """Return every name of an expression; Refused when it holds more than names, filters, `and`, `or` and `not`."""
    if len(expression) > _LONGEST:
        raise Refused("is te lang")
    reader = _Reader(list(_tokens(expression.translate(_QUOTES))))
    reader.either()
    if reader.peek():
        raise Refused(f"is niet te begrijpen bij `{reader.peek()}`")
    return reader.found


def _tokens(expression: str) -> Iterator[str]:
    for match in _TOKEN.finditer(expression.strip()):
        if match["other"]:
            raise Refused(f"heeft een teken dat hier niet kan: `{match['other']}`")
        yield match[0].strip()


class _Reader(Struct):
    """Reads an expression from left to right, and keeps the names it meets."""

    tokens: list[str]
    found: list[Reference] = []
    position: int = 0

    def peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self, token: str) -> bool:
        if self.peek() != token:
            return False
        self.position += 1
        return True

    def next(self) -> str:
        token = self.peek()
        self.position += 1
        return token

    def either(self) -> None:
        self.both()
        while self.take("or") or self.take("and"):
            self.both()

    def both(self) -> None:
        while self.take("not"):
            pass
        self.value()

    def value(self) -> None:
        first = len(self.found)
        if self.take("("):
            self.either()
            if not self.take(")"):
                raise Refused("heeft een haakje dat niet is gesloten")
            self.filters(first, literal=False)
            return
        token = self.next()
        if not token:
            raise Refused("is leeg of niet af")
        if token in _RESERVED or not (token[0].isalnum() or token[0] in "_'\""):
            raise Refused(f"is niet te begrijpen bij `{token}`")
        literal = token in _LITERALS or not token.isidentifier()
        chain = [token]
        while self.take("."):
            chain.append(self.next())
        if not literal:
            self.found.append(Reference(".".join(chain)))
        self.filters(first, literal=literal)

    def filters(self, first: int, *, literal: bool) -> None:
        """Read `| name`, which counts for every name since `first`."""
        names: list[str] = []
        while self.take("|"):
            names.append(self.next())
            if self.peek() == "(":
                raise Refused(f"geeft de bewerking `{names[-1]}` iets mee tussen haakjes")
        if names and literal:
            raise Refused("bewerkt een vaste tekst")
        if self.peek() == "(":
            raise Refused("roept iets aan met haakjes")
        self.found[first:] = [Reference(r.chain, (*r.filters, *names)) for r in self.found[first:]]
