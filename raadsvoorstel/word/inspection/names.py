"""Whether the names in a template exist, and stand where they can be printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.fieldpath import closest
from raadsvoorstel.word.inspection.faults import Fault, Place, remark, shown
from raadsvoorstel.word.inspection.language import LOOP_FACTS, Loop, Reference, Refused, Vocabulary, references, repeat
from raadsvoorstel.word.inspection.nesting import Nested
from raadsvoorstel.word.inspection.tags import Tag


class Used(Struct):
    """What a template uses: the lists it goes through and the values it prints, each at its first place.

    `printed` gives per list what it prints of each item, `titles` where it prints what stands
    above the texts of an item.
    """

    loops: dict[str, Place] = {}
    values: dict[str, Place] = {}
    printed: dict[str, set[str]] = {}
    titles: list[Tag] = []


def used_lists(tags: Iterable[Tag], vocabulary: Vocabulary, used: Used) -> Iterator[Fault]:
    """Add the lists that a template goes through; yield those that it prints more than once."""
    for tag in tags:
        if tag.kind == "statement" and tag.word == "for" and (chain := _chain(tag)):
            loop = vocabulary.loop(chain)
            if loop and loop.texts and chain in used.loops:
                message = f"`{chain}` wordt hier nog een keer herhaald ({used.loops[chain].area} doet het al)"
                yield Fault("dubbele-herhaling", message, tag.place, "herhaal elke lijst één keer")
            used.loops.setdefault(chain, tag.place)


def check_names(nested: Nested, vocabulary: Vocabulary, used: Used) -> Iterator[Fault]:
    """Yield every name that does not exist or does not fit, and what a list leaves unprinted or prints twice."""
    within = nested.within
    printed: dict[Tag, dict[str, list[Tag]]] = {}
    scopes: dict[Tag | None, _Scope] = {None: _Scope(vocabulary, used, {})}
    for tag, around in within.items():
        scope = scopes[around]
        if tag.kind == "value":
            yield from _value(tag, scope, printed)
        elif tag.kind == "statement" and tag.word in ("for", "if", "elif"):
            scopes[tag] = scope.inside(tag)
            yield from _statement(tag, scope)
    for tag in within:
        if tag.kind == "statement" and tag.word == "for" and (loop := vocabulary.loop(_chain(tag))):
            keys = printed.get(tag, {})
            used.printed.setdefault(_chain(tag), set()).update(keys)
            yield from _unprinted(tag, repeat(tag.body).item, loop, set(keys))
            if loop.texts:
                yield from _twice(keys, nested)


class _Scope(Struct, frozen=True):
    """The names that hold at one spot: everywhere, and the items of the lists around it with their `for`."""

    vocabulary: Vocabulary
    used: Used
    items: Mapping[str, tuple[Tag, str]]

    def inside(self, tag: Tag) -> "_Scope":
        """Return the names that hold within a `for` or `if` that stands here."""
        if tag.word != "for":
            return self
        try:
            made = repeat(tag.body)
        except Refused:
            return self
        return replace(self, items={**self.items, made.item: (tag, made.chain)})

    def loop(self, name: str) -> Loop | None:
        return self.vocabulary.loop(self.items[name][1]) if name in self.items else None

    @property
    def known(self) -> list[str]:
        own = [
            f"{item}.{key}" for item in self.items if (loop := self.loop(item)) for key in (*loop.lines, *loop.texts)
        ]
        return [*own, *sorted(self.vocabulary.values)]


def _chain(tag: Tag) -> str:
    try:
        return repeat(tag.body).chain
    except Refused:
        return ""


def _value(tag: Tag, scope: _Scope, printed: dict[Tag, dict[str, list[Tag]]]) -> Iterator[Fault]:
    try:
        found = references(tag.body)
    except Refused as refused:
        yield _refused(tag, refused)
        return
    for reference in found:
        item, _, key = reference.chain.partition(".")
        if item in scope.items:
            printed.setdefault(scope.items[item][0], {}).setdefault(key, []).append(tag)
            if (loop := scope.loop(item)) and loop.texts and key in loop.lines:
                scope.used.titles.append(tag)
        else:
            scope.used.values.setdefault(reference.chain, tag.place)
        yield from _printable(tag, reference, scope)
        yield from _filters(tag, reference, scope)


def _printable(tag: Tag, reference: Reference, scope: _Scope) -> Iterator[Fault]:
    chain = reference.chain
    item, _, key = chain.partition(".")
    loop = scope.loop(item)
    if loop and key in loop.texts:
        if tag.scope != "p":
            message = f"`{chain}` bestaat uit hele alinea's, en past niet in een zin"
            yield Fault("hele-alineas", message, tag.place, f"schrijf `{{{{p {chain} }}}}` in een eigen alinea")
        elif reference.filters:
            yield Fault("filter-past-niet", f"achter `{chain}` kan geen bewerking staan", tag.place, "haal die weg")
    elif (loop and key in loop.lines) or (item not in scope.items and chain in scope.vocabulary.values):
        if tag.scope == "p":
            message = f"`{chain}` is één regel, en `{{{{p … }}}}` is er voor hele alinea's"
            yield Fault("geen-alineas", message, tag.place, f"schrijf `{{{{ {chain} }}}}`")
    elif loop is not None or item not in scope.items:
        # What an item of an unknown list holds, nobody knows; the list has been reported.
        yield _unknown(tag, chain, scope)


def _unknown(tag: Tag, chain: str, scope: _Scope) -> Fault:
    vocabulary = scope.vocabulary
    item, _, key = chain.partition(".")
    loop = scope.loop(item)
    hint = vocabulary.elsewhere.get(chain, "")
    if loop is not None:
        known = [f"{item}.{each}" for each in (*loop.lines, *loop.texts)]
        hint = _meant(f"{item}.{key}", known)
    elif chain in vocabulary.groups:
        inside = sorted(value for value in vocabulary.values if value.rpartition(".")[0] == chain)
        hint = f"kies er één uit: {shown(inside)}"
    elif vocabulary.loop(chain) or chain in vocabulary.loops:
        hint = f"herhaal `{chain}` met {{%p for … in {chain} %}}"
    elif item == "loop":
        hint = "`loop` kan alleen in een voorwaarde, zoals {%p if loop.first %}"
    message = f"de invulplaats `{chain}` bestaat niet"
    return Fault("onbekende-invulplaats", message, tag.place, hint or _meant(chain, scope.known))


def _meant(name: str, known: Sequence[str]) -> str:
    near = closest(name, known)
    return f"bedoelt u `{near}`?" if near else f"bekend zijn: {shown(known, 8)}"


def _statement(tag: Tag, scope: _Scope) -> Iterator[Fault]:
    try:
        if tag.word == "for":
            made = repeat(tag.body)
            yield from _listed(tag, made.chain, scope)
            scope, found = scope.inside(tag), list(made.test)
        else:
            found = references(tag.body.removeprefix(tag.word))
    except Refused as refused:
        yield _refused(tag, refused)
        return
    for reference in found:
        yield from _testable(tag, reference, scope)
        yield from _filters(tag, reference, scope)


def _listed(tag: Tag, chain: str, scope: _Scope) -> Iterator[Fault]:
    vocabulary = scope.vocabulary
    if vocabulary.loop(chain):
        return
    named = [f"{name}." for name, loop in vocabulary.loops.items() if loop.named]
    hint = next((f"noem een deel: `{name}…`" for name in named if name == f"{chain}."), "")
    every = [f"{name}.…" if loop.named else name for name, loop in vocabulary.loops.items()]
    near = closest(chain.partition(".")[0], vocabulary.loops)
    _, _, rest = chain.partition(".")
    meant = f"bedoelt u `{near}{'.' + rest if rest else ''}`?" if near and near != chain.partition(".")[0] else ""
    message = f"`{chain}` is geen lijst die herhaald kan worden"
    yield Fault("onbekende-herhaling", message, tag.place, hint or meant or f"herhalen kan: {shown(every)}")


def _testable(tag: Tag, reference: Reference, scope: _Scope) -> Iterator[Fault]:
    chain = reference.chain
    item, _, key = chain.partition(".")
    loop, vocabulary = scope.loop(item), scope.vocabulary
    if loop is not None:
        known = not key or key in (*loop.lines, *loop.texts)
    elif item in scope.items:
        known = True
    elif item == "loop" and scope.items:
        known = key in LOOP_FACTS
    elif vocabulary.loop(chain) and chain not in scope.used.loops and vocabulary.loops[item].named:
        message = f"`{tag.written}`: het sjabloon herhaalt `{chain}` nergens"
        yield Fault("onbekende-herhaling", message, tag.place, f"voeg `{{%p for … in {chain} %}}` toe, of haal dit weg")
        return
    else:
        known = (
            chain in vocabulary.values
            or chain in vocabulary.groups
            or chain in vocabulary.loops
            or bool(vocabulary.loop(chain))
        )
    if not known:
        yield _unknown(tag, chain, scope)


def _filters(tag: Tag, reference: Reference, scope: _Scope) -> Iterator[Fault]:
    vocabulary = scope.vocabulary
    item = reference.chain.partition(".")[0]
    is_value = reference.chain in vocabulary.values or item in scope.items
    is_list = reference.chain in vocabulary.groups or item in vocabulary.loops
    for name in reference.filters:
        if name not in vocabulary.filters:
            near = closest(name, vocabulary.filters)
            hint = f"bedoelt u `{near}`?" if near else f"bekend zijn: {shown(sorted(vocabulary.filters), 8)}"
            yield Fault("onbekend-filter", f"`{name}` is geen bekende bewerking", tag.place, hint)
        elif is_list and not is_value:
            yield Fault(
                "filter-past-niet", f"`{name}` past niet bij `{reference.chain}`", tag.place, "haal de bewerking weg"
            )
        elif is_value and name in vocabulary.idle:
            yield remark("filter-past-niet", f"`{name}` doet hier niets: `{reference.chain}` is geen lijst", tag.place)


def _unprinted(tag: Tag, name: str, loop: Loop, printed: set[str]) -> Iterator[Fault]:
    for key in (*loop.texts, *loop.needed):
        if key not in printed:
            written = f"{{{{p {name}.{key} }}}}" if key in loop.texts else f"{{{{ {name}.{key} }}}}"
            message = f"`{tag.written}` drukt `{name}.{key}` nergens af: die tekst gaat verloren"
            yield Fault("tekst-verdwijnt", message, tag.place, f"zet binnen het blok `{written}`")


def _twice(keys: Mapping[str, Sequence[Tag]], nested: Nested) -> Iterator[Fault]:
    """Yield what is printed again for the same item: two texts with one address."""
    for key, tags in keys.items():
        seen: dict[Tag | None, Tag] = {}
        for tag in tags:
            first = seen.setdefault(nested.branches[tag], tag)
            if first is not tag:
                message = f"`{tag.written}` drukt `{key}` nog een keer af ({first.place.area} doet het al)"
                yield Fault("dubbele-tekst", message, tag.place, "haal een van beide weg")


def _refused(tag: Tag, refused: Refused) -> Fault:
    hint = (
        "een invulplaats is een naam, met eventueel `| bewerking`; een voorwaarde is een naam, met `and`, `or`, `not`"
    )
    if tag.kind == "value" and tag.body.startswith("{"):
        hint = f"schrijf twee accolades, geen drie: `{{{{ {tag.body.strip('{} ')} }}}}`"
    return Fault("niet-toegestaan", f"`{tag.written}` {refused}", tag.place, hint)
