"""Lay one file over another: which text wins, and whether it may."""

from collections.abc import Iterator
from collections.abc import Sequence as Several
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.fieldpath import ROOT, FieldPath, canonical, closest, join, lineage
from raadsvoorstel.findings import Finding, Origin, few
from raadsvoorstel.nodes import Entry, Joined, Mapping, Node, Scalar, Sequence
from raadsvoorstel.shape import (
    AFTER,
    BEFORE,
    EXTEND,
    OMIT,
    OPERATIONS,
    ORDER,
    REPLACE,
    Field,
    Group,
    Keyed,
    Kind,
    Rows,
    Shape,
)


def overlay(base: Mapping, own: Mapping, shape: Shape, fixed: Several[FieldPath] = ()) -> tuple[Mapping, list[Finding]]:
    """Return `base` with what `own` sets, replaces, extends, leaves out and reorders.

    Nothing under a path of `fixed` may be changed. A field that the shape does not know is a finding.
    """
    work = _Overlay(tuple(fixed))
    merged = work.lay(base, own, shape, ROOT)
    assert isinstance(merged, Mapping)
    return merged, few(work.findings)


@lru_cache(maxsize=8)
def _first_places(fixed: tuple[FieldPath, ...]) -> tuple[dict[FieldPath, int], dict[FieldPath, int]]:
    """Return where among paths each stands first, and the same for all that hold one of them, or are one."""
    places = [*enumerate(fixed)][::-1]
    return (
        {path: place for place, path in places},
        {around: place for place, path in places for around in (*lineage(path), ROOT)},
    )


class _Overlay(Struct, frozen=True):
    fixed: tuple[FieldPath, ...]
    findings: list[Finding] = []

    def lay(self, base: Node | None, own: Node, shape: Shape, path: FieldPath, *, named: bool = False) -> Node | None:
        """Return what stands at `path`; `named`: an item's own key says that a bare text replaces it."""
        match shape:
            case Group():
                return self._group(base, own, shape, path, named=named)
            case Keyed():
                return self._keyed(base, own, shape, path, named=named)
            case Field() | Rows():
                return self._leaf(base, own, shape, path, named=named)

    def _group(self, base: Node | None, own: Node, shape: Group, path: FieldPath, *, named: bool) -> Node | None:
        own = _with_main(own, shape)
        if not isinstance(own, Mapping):
            return own
        base = _with_main(base, shape) if base is not None else None
        laid = base if isinstance(base, Mapping) else replace(own, entries={})
        entries = self._without_omitted(laid, own, path)
        for key, entry in own.entries.items():
            if key == OMIT:
                continue
            if key in OPERATIONS:
                self._say_misplaced(entry)
                continue
            inner = shape.fields.get(key)
            if inner is None:
                self.findings.append(unknown_field(entry, shape, path))
                continue
            before = entries[key].value if key in entries else None
            after = self.lay(before, entry.value, inner, join(path, key), named=named)
            if after is not None and after is not before:
                entries[key] = replace(entry, value=after)
        return replace(laid, entries=entries)

    def _keyed(self, base: Node | None, own: Node, shape: Keyed, path: FieldPath, *, named: bool) -> Node | None:
        if not isinstance(own, Mapping) or own.entries.keys() & {REPLACE, EXTEND}:
            return self._leaf(base, own, shape, path, named=named)
        if base is not None and not isinstance(base, Mapping):
            self._say(
                "vervangen-of-aanvullen",
                f"`{path}` is in de gedeelde tekst één geheel, zonder sleutels",
                own.origin,
                f"schrijf `{REPLACE}:` met de hele nieuwe inhoud",
            )
            return base
        laid = base if isinstance(base, Mapping) else replace(own, entries={})
        entries = self._without_omitted(laid, own, path)
        for key, entry in own.entries.items():
            if key in (OMIT, ORDER):
                continue
            before = entries[key].value if key in entries else None
            after = self.lay(before, entry.value, shape.item, join(path, key), named=True)
            if after is not None and after is not before:
                entries[key] = replace(entry, value=after)
        return replace(laid, entries=self._in_order(entries, own, path))

    def _leaf(self, base: Node | None, own: Node, shape: Shape, path: FieldPath, *, named: bool) -> Node | None:
        if base is not None and self._is_refused(path, own.origin):
            return base
        if isinstance(own, Mapping) and own.entries.keys() & {REPLACE, EXTEND}:
            return self._changed(base, own, shape, path)
        if base is None or named or _is_simply_set(shape):
            self._is_refused(path, own.origin)
            return self._fresh(own, shape, path)
        self._say(
            "vervangen-of-aanvullen",
            f"`{path}` heeft al een gedeelde tekst",
            own.origin,
            f"schrijf `{REPLACE}:` voor een andere tekst, of `{EXTEND}:` met `{BEFORE}:` of `{AFTER}:` voor meer tekst",
        )
        return base

    def _changed(self, base: Node | None, own: Mapping, shape: Shape, path: FieldPath) -> Node | None:
        for key in own.entries.keys() - {REPLACE, EXTEND}:
            self._say_misplaced(own.entries[key])
        first = next(entry for key, entry in own.entries.items() if key in (REPLACE, EXTEND))
        if base is None:
            self._say(
                "niets-te-vervangen",
                f"`{path}` heeft geen gedeelde tekst, dus `{first.written}:` kan hier niet",
                first.origin,
                f"schrijf de tekst rechtstreeks bij `{path}`",
            )
            return self._fresh(first.value, shape, path) if first.key == REPLACE else None
        if REPLACE in own.entries and EXTEND in own.entries:
            self._say(
                "vervangen-en-aanvullen",
                f"`{path}` heeft zowel `{REPLACE}:` als `{EXTEND}:`",
                own.origin,
                "kies er één",
            )
            return base
        if first.key == REPLACE:
            return self._fresh(first.value, shape, path)
        return self._extended(base, first, path)

    def _extended(self, base: Node, entry: Entry, path: FieldPath) -> Node:
        around = entry.value.entries if isinstance(entry.value, Mapping) else {}
        for key in around.keys() - {BEFORE, AFTER}:
            self._say_misplaced(around[key])
        before, after = (around[key].value if key in around else None for key in (BEFORE, AFTER))
        if before is None and after is None:
            self._say(
                "aanvullen-zonder-plaats",
                f"bij `{EXTEND}:` van `{path}` staat niet waar de tekst komt",
                entry.value.origin,
                f"zet de tekst onder `{BEFORE}:` of `{AFTER}:`",
            )
            return base
        joined = _join([node for node in (before, base, after) if node is not None])
        if joined is None:
            self._say(
                "aanvullen-past-niet",
                f"`{path}` kan zo niet worden aangevuld",
                entry.origin,
                "geef het nieuwe punt een eigen sleutel, of vul een tekst aan met een tekst en een lijst met een lijst",
            )
        return joined or base

    def _fresh(self, own: Node, shape: Shape, path: FieldPath) -> Node | None:
        """Return a value that nothing lies under, its own short forms written out."""
        if isinstance(own, Mapping) and isinstance(shape, Group | Keyed):
            return self.lay(None, own, shape, path)
        return own

    def _without_omitted(self, base: Mapping, own: Mapping, path: FieldPath) -> dict[str, Entry]:
        entries = dict(base.entries)
        for name, origin in _names(own, OMIT):
            if name not in entries:
                self._say_unknown(f"`{OMIT}:` noemt `{name}`", path, name, entries, origin)
            elif not self._is_refused(join(path, name), origin):
                del entries[name]
        return entries

    def _in_order(self, entries: dict[str, Entry], own: Mapping, path: FieldPath) -> dict[str, Entry]:
        wanted: dict[str, Entry] = {}
        for name, origin in _names(own, ORDER):
            if name in wanted:
                self._say(
                    "volgorde-dubbel", f"`{ORDER}:` noemt `{name}` twee keer", origin, "noem elke sleutel één keer"
                )
            elif name in entries:
                wanted[name] = entries[name]
            else:
                self._say_unknown(f"`{ORDER}:` noemt `{name}`", path, name, entries, origin)
        if wanted and self._is_refused(path, own.entries[ORDER].origin):
            return entries
        return wanted | entries

    def _is_refused(self, path: FieldPath, origin: Origin) -> bool:
        exact, inside = _first_places(self.fixed)
        places = [exact[each] for each in (*lineage(path), ROOT) if each in exact]
        places += [inside[path]] if path in inside else []
        held = self.fixed[min(places)] if places else None
        if held is not None:
            self._say(
                "vast-onderdeel",
                f"`{held}` is vast, en `{path}` wijkt daarvan af",
                origin,
                "haal de afwijking weg, of overleg met wie de gedeelde tekst beheert",
            )
        return held is not None

    def _say_misplaced(self, entry: Entry) -> None:
        self._say("woord-past-niet", f"`{entry.written}:` kan hier niet staan", entry.origin, "haal deze regel weg")

    def _say_unknown(self, what: str, path: FieldPath, name: str, known: dict[str, Entry], origin: Origin) -> None:
        near = closest(name, known)
        hint = f"bedoelt u `{near}`?" if near else f"hier kan: {', '.join(known) or 'niets'}"
        self._say("onbekend-punt", f"{what}, maar dat staat niet in `{path or 'de gedeelde tekst'}`", origin, hint)

    def _say(self, code: str, message: str, origin: Origin, hint: str) -> None:
        self.findings.append(Finding(code, message, origin, hint))


def unknown_field(entry: Entry, shape: Group, path: FieldPath) -> Finding:
    """Return the finding for a key that is no field of `shape`, which lies at `path`."""
    near = closest(entry.written, shape.fields)
    where = f"in `{path}`" if path else "hier"
    return Finding(
        "onbekend-veld",
        f"`{entry.written}` is {where} geen veld",
        entry.origin,
        f"bedoelt u `{near}`?" if near else f"{where} kan: {', '.join(shape.fields)}",
    )


def _with_main(own: Node, shape: Group) -> Node:
    """Return `own` with a bare text, or a change of it, put under the group's main field."""
    if not shape.main or isinstance(own, Sequence):
        return own
    if not isinstance(own, Mapping):
        key = Entry(shape.main, shape.main, own.origin, own)
        return Mapping({shape.main: key}, own.origin)
    changes = {key: entry for key, entry in own.entries.items() if key in (REPLACE, EXTEND)}
    if not changes:
        return own
    others = {key: entry for key, entry in own.entries.items() if key not in changes}
    change = Entry(shape.main, shape.main, own.origin, Mapping(changes, own.origin))
    return replace(own, entries={shape.main: change, **others})


def _is_simply_set(shape: Shape) -> bool:
    return isinstance(shape, Rows) or (isinstance(shape, Field) and shape.kind is not Kind.TEXT)


def omitted(own: Node, path: FieldPath = ROOT) -> Iterator[tuple[FieldPath, Origin]]:
    """Yield what a file leaves out of the text below it, and where it says so."""
    if isinstance(own, Mapping):
        yield from ((join(path, name), origin) for name, origin in _names(own, OMIT))
        for key, entry in own.entries.items():
            if key not in OPERATIONS:
                yield from omitted(entry.value, join(path, key))


def _names(own: Mapping, word: str) -> list[tuple[str, Origin]]:
    if word not in own.entries:
        return []
    value = own.entries[word].value
    listed = value.items if isinstance(value, Sequence) else (value,)
    return [(canonical(item.text), item.origin) for item in listed if isinstance(item, Scalar)]


def _join(nodes: list[Node]) -> Node | None:
    if all(isinstance(node, Scalar | Joined) for node in nodes):
        parts = [part for node in nodes for part in (node.parts if isinstance(node, Joined) else (node,))]
        return Joined(tuple(part for part in parts if isinstance(part, Scalar)))
    if all(isinstance(node, Sequence) for node in nodes):
        items = tuple(item for node in nodes if isinstance(node, Sequence) for item in node.items)
        return Sequence(items, nodes[0].origin)
    return None


def inherit(base: Mapping, own: Mapping) -> Mapping:
    """Return `own` with what it does not say itself taken from `base`, group by group."""
    entries = dict(base.entries)
    for key, entry in own.entries.items():
        below = entries[key].value if key in entries else None
        if isinstance(below, Mapping) and isinstance(entry.value, Mapping):
            entry = replace(entry, value=inherit(below, entry.value))
        entries[key] = entry
    return replace(own, entries=entries)
