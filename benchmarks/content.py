"""What every program in the benchmark is to make: the same texts, and the same template in its own language."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from raadsvoorstel.blocks import block_texts
from raadsvoorstel.composition import Composition, compose
from raadsvoorstel.loading import load_dossier, load_raadsvoorstel
from raadsvoorstel.project import Project
from raadsvoorstel.word import package

VOORSTEL, GEMEENTE, CHANGING = "verbinden-en-versterken", "heemstede", "samenvatting"
BEGINNING = "Deze samenvatting heeft alleen deze gemeente, onder nummer"
_PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*</w:p>", re.DOTALL)

Texts = dict[str, Any]
Parts = dict[str, bytes]


def texts_of(composition: Composition, gemeente: str) -> Texts:
    """Return the texts of a document without their formatting: what a peer is to fill in."""
    sections: list[Texts] = []
    for section in (section for sections in composition.delen.values() for section in sections):
        lines = [text for passage in section.inhoud for block in passage.blocks for text in block_texts(block)]
        if section.titel:
            sections.append({"titel": str(section.titel), "alineas": []})
        sections[-1]["alineas"] += [{"tekst": text} for text in lines]
    kop = [{"label": label, "waarde": str(regel)} for label, regel in composition.kop]
    return {"gemeente": gemeente, "zaaknummer": "", "kop": kop, "secties": sections}


def prepare(root: Path, folder: Path) -> Path:
    """Write the templates of the peers and their texts in `folder`; return the file that describes them."""
    project = Project(root)
    dossier, _ = load_dossier(project, VOORSTEL)
    assert dossier is not None
    voorstel, _ = load_raadsvoorstel(dossier, GEMEENTE)
    assert voorstel is not None
    context = texts_of(compose(voorstel, voorstel.huizen[0]), voorstel.gemeente.naam)
    parts = package.read_file(project.template(GEMEENTE))
    section = next(n for n, section in enumerate(context["secties"]) if section["titel"].lower() == CHANGING)
    described = {
        "project": str(root),
        "voorstel": VOORSTEL,
        "gemeente": GEMEENTE,
        "changing": CHANGING,
        "text": BEGINNING,
        "section": section,
        "field": f"tekst_{section}_0",
        "context": context,
        "fields": _fields(context),
        "templates": {name: _save(folder, name, parts, dialect) for name, dialect in _dialects(context).items()},
    }
    file = folder / "content.json"
    file.write_text(json.dumps(described, ensure_ascii=False), "utf-8")
    return file


def expected(described: Mapping[str, Any]) -> list[str]:
    """Return every text that a document must hold, whichever program made it."""
    sections = described["context"]["secties"]
    lines = [alinea["tekst"] for section in sections for alinea in section["alineas"]]
    changed = sections[described["section"]]["alineas"][0]["tekst"]
    return [section["titel"] for section in sections] + [line for line in lines if line != changed]


def _fields(context: Texts) -> dict[str, str]:
    """Return the texts under a name each, as mail merge has them."""
    fields = {"gemeente": context["gemeente"]}
    for n, regel in enumerate(context["kop"]):
        fields |= {f"label_{n}": regel["label"], f"waarde_{n}": regel["waarde"]}
    for n, section in enumerate(context["secties"]):
        fields[f"titel_{n}"] = section["titel"]
        fields |= {f"tekst_{n}_{i}": alinea["tekst"] for i, alinea in enumerate(section["alineas"])}
    return fields


# ------------------------------------------------------------------ one template in several languages


class Dialect(Struct, frozen=True):
    """How a peer writes a value, and what it makes of the paragraphs that stand for a line, a title and a text."""

    value: Callable[[str], str]
    kop: Callable[[str], str]
    secties: Callable[[str, str], str]


def _save(folder: Path, name: str, parts: Parts, dialect: Dialect) -> str:
    rewritten = {
        part: _in(dialect, data.decode()).encode() if part.endswith(".xml") and b"{{" in data else data
        for part, data in parts.items()
    }
    path = folder / f"template-{name}.docx"
    path.write_bytes(package.write(package.parts_of(rewritten)))
    return str(path)


def _in(dialect: Dialect, xml: str) -> str:
    """Return a part of our template in the language of a peer."""
    xml = _IN_ATTRIBUTE.sub(r"\1de gemeente", xml)
    xml = _PARAGRAPH.sub(lambda match: "" if "{%p " in match[0] else match[0], xml)
    kop, titel, inhoud = (_paragraph_with(mark, xml) for mark in (_LABEL, _TITEL, _INHOUD))
    if kop:
        xml = xml.replace(titel, "")
        xml = xml.replace(kop, dialect.kop(kop.replace("regel.", "")))
        secties = dialect.secties(titel.replace("sectie.", ""), inhoud.replace(_INHOUD, "{{ tekst }}"))
        xml = xml.replace(inhoud, secties)
    return _named(xml, lambda name: dialect.value("gemeente" if name == "gemeente.naam" else name))


_LABEL, _TITEL, _INHOUD = "{{ regel.label }}", "{{ sectie.titel }}", "{{p sectie.inhoud }}"
_NAME = re.compile(r"\{\{ ([\w.]+) \}\}")
_IN_ATTRIBUTE = re.compile(r'(="[^"<>]*)\{\{ [\w.]+ \}\}')
"""A value where mail merge cannot put one: in the description of a picture."""


def _paragraph_with(mark: str, xml: str) -> str:
    return next((match[0] for match in _PARAGRAPH.finditer(xml) if mark in match[0]), "")


def _named(xml: str, name: Callable[[str], str]) -> str:
    return _NAME.sub(lambda match: name(match[1]), xml)


def _line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _dialects(context: Texts) -> dict[str, Dialect]:
    return {
        "docxtpl": _docxtpl(),
        "docxtemplater": _docxtemplater(),
        "carbone": _carbone(),
        "mailmerge": _mailmerge(context),
    }


def _docxtpl() -> Dialect:
    def within(item: str, several: str, paragraphs: str) -> str:
        named = _named(paragraphs, lambda name: f"{{{{ {item}.{name} }}}}")
        return _line(f"{{%p for {item} in {several} %}}") + named + _line("{%p endfor %}")

    return Dialect(
        lambda name: f"{{{{ {name} }}}}",
        lambda kop: within("regel", "kop", kop),
        lambda titel, tekst: within("sectie", "secties", titel).replace(
            _line("{%p endfor %}"), within("alinea", "sectie.alineas", tekst) + _line("{%p endfor %}")
        ),
    )


def _docxtemplater() -> Dialect:
    def within(several: str, paragraphs: str) -> str:
        return _line(f"{{#{several}}}") + paragraphs + _line(f"{{/{several}}}")

    return Dialect(
        lambda name: f"{{{name}}}",
        lambda kop: within("kop", kop),
        lambda titel, tekst: within("secties", titel + within("alineas", tekst)),
    )


def _carbone() -> Dialect:
    def twice(several: str, paragraphs: str) -> str:
        """Carbone repeats what lies between the first item and the next."""
        return "".join(_named(paragraphs, lambda name: f"{{d.{several}[{i}].{name}}}") for i in ("i", "i+1"))  # noqa: B023

    return Dialect(
        lambda name: f"{{d.{name}}}",
        lambda kop: twice("kop", kop),
        lambda titel, tekst: (
            _named(titel, lambda name: f"{{d.secties[i].{name}}}")
            + twice("secties[i].alineas", tekst)
            + _named(titel, lambda name: f"{{d.secties[i+1].{name}}}")
        ),
    )


def _mailmerge(context: Texts) -> Dialect:
    """Mail merge repeats nothing but rows: there is a field for every text."""

    def secties(titel: str, tekst: str) -> str:
        return "".join(
            _named(titel, lambda name: f"{{{{ titel_{n} }}}}")  # noqa: B023
            + "".join(_named(tekst, lambda name: f"{{{{ tekst_{n}_{i} }}}}") for i in range(len(sectie["alineas"])))  # noqa: B023
            for n, sectie in enumerate(context["secties"])
        )

    return Dialect(
        lambda name: (
            f'</w:t></w:r><w:fldSimple w:instr=" MERGEFIELD {name} "><w:r><w:t>«{name}»</w:t></w:r></w:fldSimple>'
            "<w:r><w:t>"
        ),
        lambda kop: "".join(_named(kop, lambda name: f"{{{{ {name}_{n} }}}}") for n in range(len(context["kop"]))),  # noqa: B023
        secties,
    )
