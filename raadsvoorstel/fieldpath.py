"""The one address of a text: in the YAML, the template, the Word file and every report."""

import re
import unicodedata
from collections.abc import Container, Iterable
from functools import lru_cache
from sys import intern
from typing import NewType

FieldPath = NewType("FieldPath", str)

ROOT = FieldPath("")
_SEPARATORS = re.compile(r"[\s\-_]+")
_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """Return the one spelling of a key: `Financiën` and `juridisch kader` as a person types them.

    Lower case ASCII, words joined by `_`. What has no ASCII base letter stays as it is, so that
    `is_key` can refuse it.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _SEPARATORS.sub("_", plain.strip().lower()).strip("_")


def is_key(name: str) -> bool:
    """Whether `name` is spelled as a key: lower case ASCII letters, digits and single underscores."""
    return _KEY.fullmatch(name) is not None


def join(path: FieldPath, key: str) -> FieldPath:
    """Return the path of `key` within `path`: one object, however often it is joined."""
    return FieldPath(intern(f"{path}.{key}" if path else key))


def parent(path: FieldPath) -> FieldPath:
    """Return the path that holds `path`; the parent of a top-level field is `ROOT`."""
    return FieldPath(path.rpartition(".")[0])


def last(path: FieldPath) -> str:
    """Return the last key of `path`."""
    return path.rpartition(".")[2]


def is_within(path: FieldPath, ancestor: FieldPath) -> bool:
    """Whether `path` is `ancestor` or lies below it; everything lies within `ROOT`."""
    return not ancestor or path == ancestor or path.startswith(ancestor + ".")


def is_within_any(path: FieldPath, ancestors: Container[FieldPath]) -> bool:
    """Whether `path` is one of `ancestors` or lies below one; `ROOT` is none."""
    return any(each in ancestors for each in lineage(path))


@lru_cache(maxsize=4096)
def lineage(path: FieldPath) -> tuple[FieldPath, ...]:
    """Return a path and all that hold it, from the inside out; without `ROOT`."""
    found: list[FieldPath] = []
    while path != ROOT:
        found.append(path)
        path = parent(path)
    return tuple(found)


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that was most likely meant, or None when none comes near."""
    # Only a mistake needs it, and to read it in takes as long as to judge a whole proposal.
    import difflib

    matches = difflib.get_close_matches(canonical(name), list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None
