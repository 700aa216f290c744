"""Put the programs to measure in place: this one, its peers in a folder of their own, and the floor."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from msgspec import Struct

HERE = Path(__file__).parent
ROOT = HERE.parent
PEERS, INSTALLED = HERE / "peers", HERE / ".peers"
FASTEST = "the fastest peer"


class Contender(Struct, frozen=True):
    """A program that makes documents when it is told to; `is_peer` when others made it."""

    name: str
    command: tuple[str, ...]
    options: tuple[str, ...] = ()
    is_peer: bool = True


def installed() -> tuple[list[Contender], list[str]]:
    """Return the programs, ours first and the floor last, and why others cannot take part."""
    ours = [
        Contender("raadsvoorstel", (sys.executable, str(PEERS / "ours.py")), ("--no-flush",), is_peer=False),
        Contender("raadsvoorstel, flushed", (sys.executable, str(PEERS / "ours.py")), is_peer=False),
    ]
    floor = Contender("floor", (sys.executable, str(PEERS / "floor.py")), is_peer=False)
    python, why_no_python = _python_peers()
    node, why_no_node = _node_peers()
    return [*ours, *python, *node, floor], [*why_no_python, *why_no_node]


def python() -> Path:
    """Return the Python that has the peers."""
    return INSTALLED / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"


def _python_peers() -> tuple[list[Contender], list[str]]:
    if not python().exists():
        subprocess.run([sys.executable, "-m", "venv", str(INSTALLED / "venv")], check=True)
    install = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]
    done = subprocess.run([*install, str(PEERS / "requirements.txt")], check=False, capture_output=True, text=True)
    if done.returncode:
        return [], [f"docxtpl and docx-mailmerge2: pip could not install them: {_last_line(done.stderr)}"]
    docxtpl = (str(python()), str(PEERS / "docxtpl_plain.py"))
    return [
        Contender("docxtpl", docxtpl),
        Contender("docxtpl, template reused", docxtpl, ("--reuse",)),
        Contender("docx-mailmerge2", (str(python()), str(PEERS / "mailmerge_plain.py"))),
    ], []


def _node_peers() -> tuple[list[Contender], list[str]]:
    names = {"docxtemplater": "docxtemplater.js", "easy-template-x": "easy_template_x.js", "carbone": "carbone.js"}
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return [], [f"{', '.join(names)}: node and npm are not installed"]
    INSTALLED.mkdir(exist_ok=True)
    shutil.copy(PEERS / "package.json", INSTALLED)
    done = subprocess.run(
        [npm, "install", "--silent", "--no-audit", "--no-fund"],
        cwd=INSTALLED, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        return [], [f"{', '.join(names)}: npm could not install them: {_last_line(done.stderr)}"]
    return [Contender(name, (node, str(PEERS / script))) for name, script in names.items()], []


def environment() -> dict[str, str]:
    """Return what every program is started with; bytecode is kept, as it is for any installed program."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**known, "PYTHONPATH": str(ROOT), "NODE_PATH": str(INSTALLED / "node_modules")}


def versions() -> str:
    """Return which versions of the peers these are."""
    asked = (PEERS / "requirements.txt").read_text("utf-8").split()
    node = json.loads((PEERS / "package.json").read_text("utf-8"))["dependencies"]
    return ", ".join([*(line.replace("==", " ") for line in asked), *(f"{name} {node[name]}" for name in node)])


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]
