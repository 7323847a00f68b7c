"""Read a PDF as a screen reader would: its title, its language, its tags, its words."""
import io
import re
from dataclasses import dataclass

import pikepdf

CHAR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass(frozen=True)
class Paper:
    """What a PDF says of itself, and everything it prints, spaces left out since they are drawn as gaps."""

    title: str
    language: str
    tagged: bool
    headings: int
    words: str

    def says(self, sentence):
        return squeezed(sentence) in self.words


def squeezed(text):
    return re.sub(r"[\s\u00a0\u202f\u00ad\u200b-]+", "", text)


def read(content):
    """Open the bytes of a PDF."""
    with pikepdf.open(io.BytesIO(content)) as book:
        root = book.Root
        kinds = list(_tags(root.StructTreeRoot)) if "/StructTreeRoot" in root else []
        return Paper(title=" ".join(str(book.docinfo.get("/Title", "")).split()), language=str(root.get("/Lang", "")),
                     tagged=bool(root.get("/MarkInfo", {}).get("/Marked", False)), headings=sum(bool(re.fullmatch(r"/H\d", k)) for k in kinds),
                     words=squeezed("".join(_words(page) for page in book.pages)))


def _tags(node):
    """Yield the kind of every tag of the tree."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield str(one.S)
            if "/K" in one:
                waiting.append(one.K)


def _words(page):
    """Return the letters of a page in the order in which they are drawn."""
    known = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    found, font = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = known.get(str(operands[0]), {})
        elif str(operator) in ("Tj", "TJ", "'"):
            pieces = operands[0] if str(operator) == "TJ" else operands[-1:]
            found.extend(_said(bytes(piece), font) for piece in pieces if isinstance(piece, pikepdf.String))
    return "".join(found)


def _said(drawn, font):
    return "".join(font.get(drawn[n:n + 2], "") for n in range(0, len(drawn), 2))


def _letters(font):
    """Return {code drawn: letters} from the font's own table (ToUnicode)."""
    if "/ToUnicode" not in font:
        return {}
    table, found = font.ToUnicode.read_bytes().decode("latin-1"), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, letters in CHAR.findall(block):
            found[bytes.fromhex(code)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, letters in RANGE.findall(block):
            for n in range(int(first, 16), int(last, 16) + 1):
                found[n.to_bytes(len(first) // 2)] = chr(int(letters, 16) + n - int(first, 16))
    return found
