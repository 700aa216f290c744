"""What a template prints and in which order, as plain data; and how that is carried out.

`compiling` makes a program of a template once. A program is lists and texts only, so that it can be kept
in a file and nothing in it can be executed:

- a text: itself;
- `["value", expression, plain, marked]`: a value as runs, in the run properties of its placeholder;
- `["texts", expression, style]`: passages as paragraphs;
- `["id"]`: an id that nothing else in the document has;
- `["bare", expression]`: a value as text alone, as in an attribute;
- `["if", expression, steps, otherwise]` and `["for", name, expression, condition or null, steps, otherwise]`.

An expression is `["name", …]`, `["of", expression, key]`, `["filter", expression, name, arguments]`,
`["const", value]`, `["not", …]`, `["and", …, …]` or `["or", …, …]`.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from sys import intern
from typing import Any

from msgspec import Struct

from raadsvoorstel.blocks import plain
from raadsvoorstel.fieldpath import ROOT
from raadsvoorstel.word.writer import Inline, Writer

Names = dict[str, Any]
Filter = Callable[[Inline], Inline]
Steps = list[Any]
Expression = list[Any]
_Step = Callable[[Names, Writer, list[str]], None]
_Value = Callable[[Names], Any]


LARGEST = 30_000_000
"""Characters that a loop may print."""


class Unprintable(Exception):
    """A program asks for what is not there or cannot be; `str(error)` is a Dutch sentence."""


class Program(Struct, frozen=True, dict=True):
    """The steps of one part of a template, and the filters they may use; `is_xml` unless it prints plain text."""

    steps: Steps
    filters: Mapping[str, Filter]
    is_xml: bool = True

    @cached_property
    def _run(self) -> _Step:
        return _Maker(self.filters, _escaped if self.is_xml else str).steps(self.steps)

    def print(self, names: Mapping[str, Any], writer: Writer) -> str:
        """Return what the part says with these names. Unprintable when it asks for what they do not give."""
        written: list[str] = []
        self._run(dict(names), writer, written)
        return "".join(written)


class _Maker(Struct, frozen=True):
    """Turns steps into functions, so that what a step is has to be found out only once."""

    filters: Mapping[str, Filter]
    escape: Callable[[str], str]

    def steps(self, steps: Steps) -> _Step:
        made = [self.step(step) for step in steps]

        def run(names: Names, writer: Writer, written: list[str]) -> None:
            for step in made:
                step(names, writer, written)

        return run

    def step(self, step: Any) -> _Step:
        match step:
            case str():
                return lambda names, writer, written: written.append(step)
            case ["value", expression, plain_, marked]:
                shown, before = self.inline(expression), (plain_, marked)
                return lambda names, writer, written: written.append(writer.inline(shown(names), before))
            case ["texts", expression, style]:
                # What was written for one template is known for another by which objects it was written with.
                passages, style = self.passages(expression), intern(style)
                return lambda names, writer, written: written.append(writer.passages(passages(names), style))
            case ["id"]:
                return lambda names, writer, written: written.append(str(writer.new_id()))
            case ["bare", expression]:
                shown, escape = self.inline(expression), self.escape
                return lambda names, writer, written: written.append(escape(str(shown(names))))
            case ["if", expression, steps, otherwise]:
                return self.branch(expression, self.steps(steps), self.steps(otherwise))
            case ["for", name, expression, condition, steps, otherwise]:
                return self.loop(name, expression, condition, self.steps(steps), self.steps(otherwise))
        raise ValueError(f"no step of a program: {step!r}")

    def branch(self, expression: Expression, steps: _Step, otherwise: _Step) -> _Step:
        holds = self.expression(expression)
        return lambda names, writer, written: (steps if holds(names) else otherwise)(names, writer, written)

    def loop(self, name: str, expression: Expression, condition: Any, steps: _Step, otherwise: _Step) -> _Step:
        items = self.expression(expression)
        holds = self.expression(condition) if condition else None

        def run(names: Names, writer: Writer, written: list[str]) -> None:
            found = list(items(names))
            if holds:
                found = [item for item in found if holds({**names, name: item})]
            inner, size, seen = dict(names), 0, len(written)
            for index, item in enumerate(found):
                inner[name], inner["loop"] = item, _loop(index, len(found))
                steps(inner, writer, written)
                size += sum(map(len, written[seen:]))
                seen = len(written)
                if size > LARGEST:
                    raise Unprintable("het document zou te groot worden: het sjabloon herhaalt teksten te vaak")
            if not found:
                otherwise(names, writer, written)

        return run

    def inline(self, expression: Expression) -> Callable[[Names], Inline]:
        """Return how to get a value that can stand in a line."""
        value = self.expression(expression)
        return lambda names: _as_inline(value(names))

    def passages(self, expression: Expression) -> _Value:
        value = self.expression(expression)

        def found(names: Names) -> Any:
            passages = value(names)
            if not isinstance(passages, tuple):
                raise Unprintable("achter {{p hoort een tekst, zoals sectie.inhoud; schrijf {{ … }} voor een waarde")
            return passages

        return found

    def expression(self, expression: Expression) -> _Value:
        match expression:
            case ["name", name]:
                return lambda names: _of(names, name)
            case ["of", group, key]:
                inner = self.expression(group)
                return lambda names: _of(inner(names), key)
            case ["filter", value, name]:
                shown, filter_ = self.inline(value), self.filters[name]
                return lambda names: filter_(shown(names))
            case ["const", value]:
                return lambda names: value
            case ["not", value]:
                inner = self.expression(value)
                return lambda names: not inner(names)
            case ["and", left, right]:
                first, second = self.expression(left), self.expression(right)
                return lambda names: first(names) and second(names)
            case ["or", left, right]:
                first, second = self.expression(left), self.expression(right)
                return lambda names: first(names) or second(names)
        raise ValueError(f"no expression of a program: {expression!r}")


def _of(group: Any, key: str) -> Any:
    """Return what a group has under a key; nothing but groups has anything."""
    if isinstance(group, dict) and key in group:
        return group[key]
    raise Unprintable(f"de invulplaats `{key}` bestaat niet")


def _loop(index: int, length: int) -> Names:
    """Return what a template can ask of the round of a loop it is in."""
    return {
        "index": index + 1,
        "index0": index,
        "revindex": length - index,
        "revindex0": length - index - 1,
        "first": index == 0,
        "last": index == length - 1,
        "length": length,
    }


def _as_inline(shown: object) -> Inline:
    if isinstance(shown, Inline):
        return shown
    if isinstance(shown, str | int):
        return Inline(ROOT, plain(str(shown)))
    raise Unprintable(f"hier staat een groep of een lijst waar een waarde hoort ({type(shown).__name__})")


_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})


def _escaped(text: str) -> str:
    return text.translate(_ENTITIES)
