"""What a rule finds in a few lines of a proposal, as the words that it underlines."""

from raadsvoorstel.checks.agreement import afspraken_of
from raadsvoorstel.checks.lists import lists_of
from raadsvoorstel.checks.rules import RULES, judge
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.layers import overlay
from raadsvoorstel.model.fields import REGIO
from raadsvoorstel.model.raadsvoorstel import Deelnemer, Gemeente
from raadsvoorstel.nodes import Mapping, node_at
from raadsvoorstel.rewriting import rewrite
from raadsvoorstel.sources import parse
from raadsvoorstel.validation.voorstel import build_raadsvoorstel

HEEMSTEDE, VELSEN = Gemeente("heemstede", "Heemstede"), Gemeente("velsen", "Velsen")
_USUAL = {"gemeenten": "gemeenten: [heemstede, velsen]", "onderwerp": "onderwerp: Een voorbeeld"}


def whole(text: str) -> str:
    """Return a few lines of `regio.yaml` with the lines that it cannot do without below them."""
    given = {line.partition(":")[0] for line in text.splitlines()}
    return "\n".join([text.rstrip(), *(line for key, line in _USUAL.items() if key not in given)]) + "\n"


def stuk_of(text: str) -> Stuk:
    """Return the version of Heemstede of a regional text."""
    tree, findings = parse(whole(text), "regio.yaml")
    assert tree is not None, findings
    tree, _ = overlay(Mapping({}, Origin("")), tree, REGIO)
    deelnemers = (Deelnemer(HEEMSTEDE), Deelnemer(VELSEN))
    voorstel, findings = build_raadsvoorstel("proef", tree, HEEMSTEDE, deelnemers, Mapping({}, Origin("")))
    assert voorstel is not None, findings
    return Stuk(voorstel, lists_of(_own(tree)), afspraken_of(tree))


def findings(code: str, text: str) -> list[Finding]:
    """Return what the rule `code` says of a few lines of a proposal."""
    return list(judge(stuk_of(text), tuple(rule for rule in RULES if rule.code == code)))


def words(code: str, text: str) -> list[str]:
    """Return the words that the rule `code` underlines in a few lines of a proposal."""
    lines = whole(text).splitlines()
    places = [(finding.origin, finding.length) for finding in findings(code, text)]
    return [lines[at.line - 1][at.column - 1 : at.column - 1 + length] for at, length in places]


def mended(code: str, text: str) -> str:
    """Return a few lines of a proposal with all put right that the rule `code` can put right."""
    edits = [edit for finding in findings(code, text) for edit in finding.edits]
    return rewrite(whole(text).encode(), edits).decode().partition("\ngemeenten:")[0]


def said(code: str, text: str) -> list[str]:
    """Return what the rule `code` says of a few lines of a proposal."""
    return [finding.message for finding in findings(code, text)]


def _own(tree: Mapping) -> Mapping | None:
    lists = node_at(tree, "lijsten")
    return lists if isinstance(lists, Mapping) else None
