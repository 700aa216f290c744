"""What a rule finds in one text that a test gives it."""

from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from raadsvoorstel.checks.lists import Lijsten, lists_of
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.prose import Prose, read_prose

LIJSTEN = lists_of()


def prose(text: str, path: str = "motivering") -> Prose:
    """Return a text as it would have been read from one line of a file; `{{ }}` in it stands for two words."""
    values = ["uit elders"] * text.count("{{")
    return read_prose(
        FieldPath(path), text, values, lambda place: (Origin("t.yaml", 1, place + 1), place), formatted=True
    )


def words(findings: Iterable[Finding], text: str) -> list[str]:
    """Return what is underlined in a text."""
    return [text[found.origin.column - 1 :][: found.length] for found in findings]


def found(check: Callable[[Prose, Lijsten], Iterator[Finding]], text: str, path: str = "motivering") -> list[str]:
    """Return the words of a text that a rule complains of."""
    return words(check(prose(text, path), LIJSTEN), text)


def stuk(*texts: tuple[str, str], openbaarheid: str = "", order: Iterable[str] = (), namen: Iterable[str] = ()) -> Any:
    """Return as much of a version as a rule about texts needs: its texts by path, and the order they are printed in."""
    written = tuple(prose(text, path) for path, text in texts)
    run = SimpleNamespace(text=openbaarheid)
    huis = SimpleNamespace(indeling=(SimpleNamespace(velden=tuple(map(FieldPath, order))),))
    deelnemers = tuple(SimpleNamespace(gemeente=SimpleNamespace(naam=naam)) for naam in namen)
    voorstel = SimpleNamespace(
        regels={FieldPath("openbaarheid"): (run,)},
        huizen=(huis,),
        gemeente=SimpleNamespace(naam="Duinwijk"),
        deelnemers=deelnemers,
    )
    return SimpleNamespace(
        voorstel=voorstel,
        lijsten=LIJSTEN,
        texts=written,
        everything=written,
        texts_at=lambda *paths: [each for each in written if each.path in paths],
    )
