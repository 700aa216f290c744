"""A small Word file, made by hand, into which a test puts one fault."""

from collections.abc import Mapping

from raadsvoorstel.word import package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = {"header1": "header", "footer1": "footer", "footnotes": "footnotes", "comments": "comments"}

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Kop{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2, 3, 4)
    )
)


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """Return a paragraph with one run."""
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    shape = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:p>{inside}<w:r>{shape}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
        if text
        else f"<w:p>{inside}</w:p>"
    )


def heading(level: int, text: str) -> str:
    """Return a paragraph in a heading style."""
    return p(text, f'<w:pStyle w:val="Kop{level}"/>')


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of cells that hold paragraphs."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    grid = '<w:gridCol w:w="100"/>' * max(map(len, rows))
    return (
        f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
    )


def word_file(
    body: str, styles: str = STYLES, *, relations: str = "", more: Mapping[str, str] | None = None, **parts: str
) -> dict[str, bytes]:
    """Return the parts of a Word file; `parts` are headers and the like by name, `more` any others by path."""
    wrap = {
        "header1": "hdr",
        "footer1": "ftr",
        "footnotes": "footnotes",
        "comments": "comments",
        "settings": "settings",
    }
    own = {f"word/{name}.xml": f"<w:{wrap[name]} {_NAMES}>{xml}</w:{wrap[name]}>" for name, xml in parts.items()}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in {**_KINDS, "settings": "settings"}.items()
        if name in parts
    )
    links = "".join(
        f'<Relationship Id="r{name}" Type="{R}/{_KINDS.get(name, name)}" Target="{name}.xml"/>' for name in parts
    )
    files = {
        package.TYPES: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>{types}</Types>',
        "_rels/.rels": _relations(f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": _relations(
            f'<Relationship Id="rS" Type="{R}/styles" Target="styles.xml"/>{links}{relations}'
        ),
        **own,
        **(more or {}),
    }
    return {name: text.encode() for name, text in files.items()}


def _relations(lines: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )
