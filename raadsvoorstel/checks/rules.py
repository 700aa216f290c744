"""Every rule there is, in one tuple: adding a rule touches one place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from raadsvoorstel.checks.alike import (
    check_afwijking_toegestaan,
    check_afwijking_zonder_verschil,
    check_gelijkluidend,
)
from raadsvoorstel.checks.completeness import check_alles_heeft_een_plaats, check_collegebesluit_heeft_een_plaats
from raadsvoorstel.checks.formal import check_eigen_naam, check_open_plek
from raadsvoorstel.checks.participants import check_gemeente_bestaat
from raadsvoorstel.checks.rule import Rule, fout, opmerking, waarschuwing
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.wording import check_zinsneden
from raadsvoorstel.findings import Finding

RULES: tuple[Rule, ...] = (
    # The document as a whole
    fout("zonder-plaats", of_stuk=check_alles_heeft_een_plaats),
    opmerking("collegebesluit-zonder-plaats", of_stuk=check_collegebesluit_heeft_een_plaats),
    fout("gemeente-bestaat-niet", of_stuk=check_gemeente_bestaat),
    waarschuwing("zinsnede-onvolledig", of_stuk=check_zinsneden),
    fout("verkeerde-gemeente", of_stuk=check_eigen_naam),
    fout("open-plek", of_text=check_open_plek),
    # What is the same for all
    fout("niet-gelijkluidend", of_dossier=check_gelijkluidend),
    opmerking("afwijking-toegestaan", of_dossier=check_afwijking_toegestaan),
    opmerking("afwijking-zonder-verschil", of_dossier=check_afwijking_zonder_verschil),
    # Counts, names and terms
    # Dates and periods
    # Money, annexes and completeness
    # Law and competence
    # Plain language and personal data
)
"""Every rule there is."""

FIXED = frozenset(("zonder-plaats", "gemeente-bestaat-niet"))
"""What cannot be weighed otherwise: a text would be lost, or a decision void."""


def judge(stuk: Stuk) -> Iterator[Finding]:
    """Yield what all rules say of one version of a proposal."""
    for rule in RULES:
        for finding in rule.judge(stuk):
            yield _of(rule, finding)


def judge_dossier(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """Yield what the rules say of all versions beside each other."""
    for rule in RULES:
        if rule.of_dossier is not None:
            for finding in rule.of_dossier(stukken):
                yield _of(rule, finding)


def _of(rule: Rule, finding: Finding) -> Finding:
    """Return a finding with the code and, unless it has said otherwise, the weight of its rule."""
    return replace(finding, code=rule.code, severity=rule.severity)
