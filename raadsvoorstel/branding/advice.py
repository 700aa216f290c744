"""Advise a gemeente on its `huisstijl:` from design tokens, and write it down where that is asked for."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.branding.block import block, proposed
from raadsvoorstel.branding.choice import Choice
from raadsvoorstel.branding.placing import delen_of, has_huisstijl, placed
from raadsvoorstel.branding.proposal import propose
from raadsvoorstel.findings import Finding, Origin, has_errors
from raadsvoorstel.project import GEMEENTE_FILE, HUIS_FILE, Project
from raadsvoorstel.reading import read_regular
from raadsvoorstel.sources import read
from raadsvoorstel.tokens.reading import PATTERN, read_tokens, token_files
from raadsvoorstel.writing import write_whole
from raadsvoorstel.yaml_events import MAX_BYTES


class Stand(StrEnum):
    """What became of the `gemeente.yaml`."""

    WRITTEN = "geschreven"
    SAME = "ongewijzigd"
    SHOWN = "alleen getoond"
    FAILED = "niet gemaakt"


class Advice(Struct, frozen=True):
    """The proposed YAML with what it consists of, and what became of the file; `yaml` is empty when there is none."""

    yaml: str
    choices: tuple[Choice, ...]
    stand: Stand
    path: Path


def advise(
    project: Project, slug: str, named: Sequence[tuple[Path, str]], *, write: bool
) -> tuple[Advice, list[Finding]]:
    """Return the house style that token files, or folders of them, propose to a gemeente (or a shared house).

    A file without `huisstijl:` gets it; values in an existing one are replaced only with `write`.
    Each path comes with the name to show.
    """
    folder = project.templates / slug
    path = folder / (GEMEENTE_FILE if (folder / GEMEENTE_FILE).exists() else HUIS_FILE)
    files, findings = _files(named)
    tokens, more = read_tokens(files)
    findings += more
    if not tokens:
        empty = [] if has_errors(findings) else [_no_tokens(named)]
        return Advice("", (), Stand.FAILED, path), [*findings, *empty]
    choices, more = propose(tokens)
    findings += more
    if not any(choice.source for choice in choices):
        return Advice("", (), Stand.FAILED, path), [*findings, _nothing_of_use(named)]
    tree, more = read(path, project.shown(path))
    findings += more
    names = [token_path.name for token_path, _ in named]
    if tree is None or has_errors(more):
        return Advice(proposed(choices), choices, Stand.FAILED, path), findings
    is_new = not has_huisstijl(tree)
    yaml = block(choices, names, delen_of(tree)) if is_new else proposed(choices)
    if not (is_new or write):
        return Advice(yaml, choices, Stand.SHOWN, path), findings
    stand, more = _write(path, project.shown(path), choices, names)
    return Advice(yaml, choices, stand, path), [*findings, *more]


def _files(named: Sequence[tuple[Path, str]]) -> tuple[list[tuple[Path, str]], list[Finding]]:
    files: list[tuple[Path, str]] = []
    findings: list[Finding] = []
    for path, shown in named:
        if not path.is_dir():
            files.append((path, shown))
            continue
        inside = token_files(path)
        files += [(file, f"{shown}/{file.relative_to(path).as_posix()}") for file in inside]
        if not inside:
            findings.append(_no_files(shown))
    return list(dict.fromkeys(files)), findings


def _write(path: Path, shown: str, choices: Sequence[Choice], files: Sequence[str]) -> tuple[Stand, list[Finding]]:
    before = read_regular(path, MAX_BYTES)
    text, findings = placed(before.decode("utf-8"), shown, choices, files)
    if text is None:
        return Stand.FAILED, findings
    after = text.encode("utf-8")
    if after == before:
        return Stand.SAME, findings
    write_whole(path, after)
    return Stand.WRITTEN, findings


def _no_files(shown: str) -> Finding:
    message = f"in {shown} en de mappen daarin staat geen bestand {PATTERN}"
    return Finding("tokens-onleesbaar", message, Origin(shown), "geef de map met de tokens, of een bestand")


def _no_tokens(named: Sequence[tuple[Path, str]]) -> Finding:
    shown = named[0][1]
    hint = "een token is een groep met `value` of `$value`; exporteer de tokens opnieuw"
    return Finding("tokens-leeg", f"in {shown} staat geen enkel token", Origin(shown), hint)


def _nothing_of_use(named: Sequence[tuple[Path, str]]) -> Finding:
    shown = named[0][1]
    message = f"geen token in {shown} zegt iets over kleuren, letters of maten van tekst en koppen"
    hint = "lever ook de tokens van het merk en van `utrecht` of `nl`: document, heading, paragraph en link"
    return Finding("tokens-leeg", message, Origin(shown), hint)
