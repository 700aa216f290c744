"""A plain docxtpl script: open the template, fill it in, save it; with `--reuse` one template object does for all."""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate
from serving import serve

content, output, mode = json.loads(Path(sys.argv[1]).read_text("utf-8")), sys.argv[2], sys.argv[3:]
template = content["templates"]["docxtpl"]
kept = DocxTemplate(template) if "--reuse" in mode else None


def make(number: int) -> None:
    content["context"]["zaaknummer"] = str(number)
    content["context"]["secties"][content["section"]]["alineas"][0]["tekst"] = f"{content['text']} {number}"
    document = kept or DocxTemplate(template)
    document.render(content["context"], autoescape=True)
    document.save(output)


serve(make)
