"""A plain docxtpl script, from start to end: open the template, fill it in and save it, as often as is asked."""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

content, folder, count = json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2]), int(sys.argv[3])
for number in range(count):
    content["context"]["zaaknummer"] = str(number)
    document = DocxTemplate(content["templates"]["docxtpl"])
    document.render(content["context"], autoescape=True)
    document.save(folder / f"{number}.docx")
