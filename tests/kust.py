"""A small project: two gemeenten that share a house and make two documents each, and a region that makes one."""

from pathlib import Path

from raadsvoorstel.huisstijl import build_template, kinds
from raadsvoorstel.project import Project

HUIS, VISIE = "kust", "visie"

FILES = {
    "templates/kust/huis.yaml": """
formaat: {familie: brief, bekend: nee, toelichting: verzonnen}
kop:
  - {label: Zaaknummer, veld: zaaknummer}
  - {label: Openbaarheid, veld: openbaarheid}
niet_tonen: [afdeling, auteur, programma, agendapunt, portefeuillehouder]
indeling:
  - {titel: Onderwerp, velden: onderwerp}
  - {titel: Besluit, velden: [besluit.college, besluit.raad]}
  - {titel: Toelichting, velden: [samenvatting, motivering]}
stukken:
  raadsbesluit:
    kop: [{label: Zaaknummer, veld: zaaknummer}]
    indeling: [{velden: raadsbesluit}]
    huisstijl: {titel: Raadsbesluit}
  persbericht:
    kop: [{label: Datum, veld: persbericht.datum}]
    indeling: [{titel: "{{ persbericht.titel }}", velden: persbericht}]
    huisstijl: {titel: Persbericht}
huisstijl:
  afzender: Gemeente {{ gemeente.naam }}
  titel: Raadsvoorstel
  kleur: "#1f5f7a"
  accent: "#7a4a00"
  lettertype: Calibri
  delen: [{naam: inhoud}]
""",
    "templates/duinwijk/gemeente.yaml": 'naam: Duinwijk\nhuis: kust\nhuisstijl: {kleur: "#660000"}\n',
    "templates/zeedorp/gemeente.yaml": "naam: Zeedorp\nhuis: kust\n",
    "proposals/visie/regio.yaml": """
regio: Kust
huis: kust
versie: "1.2"
gemeenten: [duinwijk, zeedorp]
onderwerp: Een visie
samenvatting: In het kort.
besluit:
  college: {voorstellen: De raad voor te stellen de visie vast te stellen.}
  raad: {vaststellen: de visie vast te stellen.}
persbericht:
  titel: Een visie voor de kust
  plaats: Kust
  tekst: |
    In {{ gemeenten.ingestemd | aantal }} van de {{ gemeenten | aantal }} gemeenten heeft het college ingestemd.
""",
    "proposals/visie/zeedorp.yaml": "status: {college: 2026-10-06}\n",
}


def write(root: Path) -> Project:
    """Return the project, in `root`, without templates."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.lstrip("\n"), "utf-8")
    return Project(root)


def build(root: Path) -> Project:
    """Return the project, in `root`, with the templates of its house."""
    project = write(root)
    soorten, _ = kinds(project, HUIS)
    for soort in soorten:
        data, findings = build_template(project, HUIS, soort)
        assert data is not None, findings
        project.template(HUIS, soort).write_bytes(data)
    return project
