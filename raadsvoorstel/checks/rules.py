"""Every rule there is, in one tuple: adding a rule touches one place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from raadsvoorstel.checks import (
    annexes,
    articles,
    citing,
    competence,
    decisions,
    funding,
    kredieten,
    law,
    links,
    money,
    parts,
    tables,
)
from raadsvoorstel.checks.completeness import check_alles_heeft_een_plaats, check_collegebesluit_heeft_een_plaats
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
    # Counts, names and terms
    # Dates and periods
    # Money, annexes and completeness
    fout("totaal-verschilt", of_stuk=money.check_totaal),
    fout("telt-niet-op", of_text=money.check_optelling),
    fout("tabel-telt-niet-op", of_stuk=tables.check_tabel),
    fout("bijdrage-verschilt", of_stuk=tables.check_bijdrage),
    fout("krediet-verschilt", of_stuk=kredieten.check_krediet),
    waarschuwing("krediet-niet-toegelicht", of_stuk=kredieten.check_krediet_toegelicht),
    waarschuwing("niets-over-geld", of_stuk=money.check_uitspraak),
    waarschuwing("bedrag-zonder-dekking", of_stuk=funding.check_dekking),
    fout("krediet-zonder-dekking", of_stuk=funding.check_dekking_krediet),
    fout("dekking-ongelijk", of_stuk=funding.check_dekking_gelijk),
    waarschuwing("incidenteel-of-structureel", of_stuk=funding.check_soort),
    opmerking("structureel-in-een-jaar", of_stuk=funding.check_structureel_een_jaar),
    fout("bijlage-bestaat-niet", of_stuk=annexes.check_bijlage_bestaat),
    waarschuwing("bijlage-niet-in-lijst", of_stuk=annexes.check_bijlage_ontbreekt),
    opmerking("bijlage-niet-genoemd", of_stuk=annexes.check_bijlage_genoemd),
    waarschuwing("bijlage-titel", of_stuk=annexes.check_bijlage_titel),
    waarschuwing("bijlage-aanhaling", of_stuk=annexes.check_bijlage_aanhaling),
    waarschuwing("bijlage-dubbel", of_stuk=annexes.check_bijlage_dubbel),
    fout("deel-verplicht", of_stuk=parts.check_verplichte_delen),
    waarschuwing("deel-gebruikelijk", of_stuk=parts.check_aanbevolen_delen),
    opmerking("deel-zinloos", of_stuk=parts.check_zinloze_delen),
    waarschuwing("eigen-tekst-ontbreekt", of_stuk=parts.check_eigen_tekst),
    # Law and competence
    waarschuwing("wet-onvolledig", of_text=law.check_hele_titel),
    fout("wet-koppeling", of_stuk=links.check_koppeling),
    waarschuwing("wet-vervallen", of_stuk=law.check_wet_geldt),
    opmerking("wet-zonder-artikel", of_stuk=articles.check_artikel_bij_wet),
    opmerking("besluit-zonder-grondslag", of_stuk=articles.check_grondslag),
    opmerking("grondslag-niet-in-kader", of_stuk=articles.check_grondslag_in_kader),
    waarschuwing("artikel-verschilt", of_stuk=articles.check_zelfde_artikel),
    waarschuwing("artikel-bestaat-niet", of_text=articles.check_artikelnummer),
    opmerking("schrijfwijze-artikel", of_text=citing.check_schrijfwijze_artikel),
    waarschuwing("bevoegdheid", of_stuk=competence.check_bevoegdheid),
    waarschuwing("college-stelt-vast", of_stuk=competence.check_collegepunt),
    fout("besluiten-verschillen", of_stuk=decisions.check_besluiten_gelijk),
    opmerking("vorm-beslispunt", of_stuk=decisions.check_vorm_beslispunt),
    opmerking("instemmen-of-vaststellen", of_text=decisions.check_instemmen),
    waarschuwing("zinswending", of_text=decisions.check_zinswendingen),
    opmerking("schrijfwijze", of_text=decisions.check_schrijfwijzen),
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
