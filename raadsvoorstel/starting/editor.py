"""Tell VS Code which schema goes with which file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from raadsvoorstel.project import GEMEENTE_FILE, HUIS_FILE, REGIO_FILE, Project
from raadsvoorstel.schema import SUBJECTS, as_json, schema
from raadsvoorstel.starting.placing import Placing
from raadsvoorstel.writing import write_whole

EDITOR = Path(".vscode")
SCHEMAS = EDITOR / "raadsvoorstel"

_KEY = "yaml.schemas"
Settings = Mapping[str, Mapping[str, Sequence[str]]]


def prepare_editor(work: Placing, project: Project, gemeenten: Sequence[str]) -> list[str]:
    """Put in place what VS Code needs; return what a person has to add to settings that are not the program's own."""
    for subject in SUBJECTS:
        _place_schema(work, project.root / SCHEMAS / f"{subject}.json", as_json(schema(subject)))
    work.place(project.root / EDITOR / "extensions.json", as_json({"recommendations": ["redhat.vscode-yaml"]}))
    wanted = _settings(sorted({*project.gemeenten, *gemeenten}))
    path = project.root / EDITOR / "settings.json"
    present = _json_in(path)
    if not path.exists():
        work.place(path, as_json(wanted))
    elif not _holds(present, wanted):
        if not _is_our_own(path, present):
            return [f"voeg toe aan {project.shown(path)}, voor hulp bij het typen in VS Code:\n{as_json(wanted)}"]
        write_whole(path, as_json(_extended(present, wanted)).encode())
    return []


def _place_schema(work: Placing, path: Path, text: str) -> None:
    """Write a schema, also over one that an earlier version of the program wrote, and that nobody has changed since."""
    present = _json_in(path)
    is_our_own = isinstance(present, dict) and present.get("title") == json.loads(text)["title"]
    if is_our_own and path.read_text("utf-8") == as_json(present) != text:
        write_whole(path, text.encode())
    work.place(path, text)


def _settings(gemeenten: Iterable[str]) -> Settings:
    """Return the settings of the YAML extension; gemeenten by name, as not every version of it can exclude a file."""
    patterns = {
        "regio": [f"proposals/*/{REGIO_FILE}"],
        "gemeente-voorstel": [f"proposals/*/{slug}.yaml" for slug in gemeenten],
        "gemeente": [f"templates/*/{GEMEENTE_FILE}"],
        "huis": [f"templates/*/{HUIS_FILE}"],
    }
    return {_KEY: {f"./{SCHEMAS.as_posix()}/{subject}.json": patterns[subject] for subject in SUBJECTS}}


def _json_in(path: Path) -> Any:
    """Return what a file holds; None when it is not there, or not plain JSON, as with comments in it."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _holds(present: Any, wanted: Settings) -> bool:
    try:
        told = present[_KEY]
        return all(set(patterns) <= set(told[name]) for name, patterns in wanted[_KEY].items())
    except (LookupError, TypeError):
        return False


def _is_our_own(path: Path, present: Any) -> bool:
    """Whether a file holds nothing but what the program itself wrote there, for this proposal or an earlier one."""
    told = present.get(_KEY) if isinstance(present, dict) and set(present) == {_KEY} else None
    return (
        isinstance(told, dict)
        and all(name.startswith(f"./{SCHEMAS.as_posix()}/") and isinstance(told[name], list) for name in told)
        and path.read_text("utf-8") == as_json(present)
    )


def _extended(present: Any, wanted: Settings) -> Settings:
    told = {name: list(patterns) for name, patterns in present[_KEY].items()}
    for name, patterns in wanted[_KEY].items():
        told[name] = sorted({*told.get(name, ()), *patterns})
    return {_KEY: told}
