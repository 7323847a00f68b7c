"""Documents on paper: accessible PDF (PDF/UA-1) made by typst from a template of a room and plain data.

A template `<room>/<name>.typ` lies in the room's templates folder. Its fixed words are translated as in any template
({% translate %}); what people wrote arrives as JSON and is only ever content, never source:

    #import "/foundation/letter.typ": *
    #let d = json(bytes(sys.inputs.data))
    #show: letter.with(d)
    = {% translate "Certificat de signature" %}
    #d.name
"""
import json
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise

from chalandise.computing.contrast import shades
from chalandise.foundation import clock, typography, wording

FONTS = Path(__file__).resolve().parent / "fonts"
ACCENT = "#7d4a92"


def pdf(template, data, *, title, lang="fr", author="Chalandise", files=None):
    """Return the bytes of a tagged PDF.

    Parameters
    ----------
    template : str
        Path below the templates folders ("seasons/certificate.typ").
    data : dict
        Plain values; dates, money (Decimal) and lazy texts are said in `lang`. `territory` (a name) and `accent`
        (a colour) are used by the letter style when they are there.
    files : dict of str to bytes, optional
        Pictures that the template reads by name: `#image("/photo.jpg", alt: d.alt)`.

    Raises
    ------
    RuntimeError
        The template does not compile, or the document would not be accessible (a picture without words, a skipped
        level of headings): a mistake of ours.
    """
    with translation.override(lang):
        values = json.dumps({**data, "document": _heading(data, str(title), lang, author)}, default=_said, ensure_ascii=False)
        if lang == "fr":  # the faces of the documents have no narrow space; the marks of JSON itself follow no space
            values = typography.of_text(values).replace(typography.NARROW, typography.WHOLE)
        sources = {name: text.encode() for name, text in _sources(template).items()}
    with TemporaryDirectory() as root:
        for name, content in {**sources, **(files or {})}.items():
            path = Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return _compiled(root, template, values)


def _heading(data, title, lang, author):
    """Return what the letter style prints around the body."""
    tone = shades(data.get("accent") or ACCENT).light
    return {"title": title, "lang": lang, "author": author, "demo": bool(settings.DEMO), "territory": str(data.get("territory") or ""),
            "day": wording.day_year(clock.today()), "accent": tone["line"], "soft": tone["line_soft"]}


def _compiled(root, template, values):
    import typst  # noqa: PLC0415  (heavy)
    try:
        return typst.compile(str(Path(root, template)), root=root, format="pdf", font_paths=[str(FONTS)],
                             ignore_system_fonts=True, pdf_standards=["ua-1"], sys_inputs={"data": values},
                             timestamp=int(clock.now().timestamp()))
    except typst.TypstError as error:
        raise RuntimeError(f"{template}: {error}") from error


def _said(value):
    """Say in words what JSON has no form for."""
    if isinstance(value, (datetime, date)):
        return wording.moment(value) if isinstance(value, datetime) else wording.day_year(value)
    if isinstance(value, Decimal):
        return wording.euros(value)
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot go into a document")


def _sources(template, seen=None):
    """Return {name: source} of a template and of all that it imports, their fixed words in the language of the moment."""
    seen = {} if seen is None else seen
    if template not in seen:
        seen[template] = get_template(template).render({})
        for name in re.findall(r'#(?:import|include)\s+"/([\w/.-]+\.typ)"', seen[template]):
            _sources(name, seen)
    return seen


def qr_svg(text):
    """Return a QR code as SVG text: `#qr(d.qr, d.address)` in a template, or inline on a page to print."""
    import io  # noqa: PLC0415  (cold path)

    import segno  # noqa: PLC0415  (heavy)
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="svg", border=2, scale=4, xmldecl=False, svgclass=None,
                                                 lineclass=None, omitsize=True)
    return buffer.getvalue().decode()


def blocks(markdown):
    """Return the blocks of a Markdown text for `#blocks(d.text)`: headings, paragraphs, lists, quotes, with their runs."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  (heavy)
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415  (heavy)
    return _blocks(SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).parse(markdown or "")))


def _blocks(node):
    found = []
    for child in node.children:
        if child.type in ("bullet_list", "ordered_list"):
            found.append({"kind": "list", "ordered": child.type == "ordered_list", "items": [_blocks(item) for item in child.children]})
        elif child.type == "blockquote":
            found.append({"kind": "quote", "blocks": _blocks(child)})
        elif child.type == "heading":
            found.append({"kind": "heading", "level": int(child.tag[1]), "runs": _runs(child)})
        elif child.type == "paragraph":
            found.append({"kind": "paragraph", "runs": _runs(child)})
        elif child.type in ("fence", "code_block"):
            found.append({"kind": "paragraph", "runs": [{"text": child.content, "bold": False, "href": ""}]})
    return found


def _runs(node, bold=False, href=""):
    found = []
    for child in node.children:
        if child.type in ("text", "code_inline"):
            found.append({"text": child.content, "bold": bold, "href": href})
        elif child.type in ("softbreak", "hardbreak"):
            found.append({"text": " ", "bold": bold, "href": href})
        elif child.children:
            address = str(child.attrs.get("href", "")) if child.type == "link" else href
            found += _runs(child, bold or child.type == "strong", address if address.startswith(("http", "mailto:", "tel:")) else "")
    return found
