"""Reading messy tables: CSV in any usual encoding and separator, XLSX, XLS, ODS, JSON, GeoJSON, gzip.

`look` finds out how a file is written; `rows` then gives its lines one by one, every value as text, the columns named by
the header. CSV is read as a stream, so its size does not matter; other shapes are read whole, within limits.
"""
import codecs
import csv
import gzip
import io
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from chalandise.foundation import trees
from chalandise.foundation.refusals import Refused

SAMPLE = 256 * 1024          # bytes read to guess encoding, separator and header
UNPACKED = 1024 * 2**20      # a gzip may not unpack to more
UNZIPPED = 10                # one given on screen: so many times the limit of an upload
# JSON and workbooks are read whole, up to this size. Measured: 23 MB of records take 220 MB of memory, of the smallest objects
# 440 MB (79 MB took 3.9 GB). An upload weighs 20 MB at most; only what a gzip hides is larger.
WHOLE = 24 * 2**20
SHEETS = 160 * 2**20         # a workbook may not unpack to more
CELL = 20_000                # characters of one cell kept
SEPARATORS = ",;\t|"
csv.field_size_limit(2**24)


class Unreadable(Refused):
    """A file cannot be read as a table; line and column say where, when it is known."""

    def __init__(self, sentence, *, line=None, column=None, excerpt=""):
        super().__init__(sentence, field="file")
        self.line, self.column, self.excerpt = line, column, excerpt


@dataclass(frozen=True)
class Reading:
    """How a file is written. `header` is the line of the column names, 0 when there is none."""

    shape: str
    columns: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""
    header: int = 1
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    packed: bool = False

    def as_dict(self):
        return {**asdict(self), "columns": list(self.columns), "sheets": list(self.sheets)}

    @classmethod
    def of(cls, data):
        return cls(**{**data, "columns": tuple(data["columns"]), "sheets": tuple(data["sheets"])})


@dataclass(frozen=True)
class Row:
    """One line of a table: its number in the file (or its rank), its values by column, how many cells had no column."""

    line: int
    values: dict = field(default_factory=dict)
    beyond: int = 0


# --- what the file is -------------------------------------------------------------------------------------------------

def look(file, *, sheet=""):
    """Return the Reading of an open binary file; raise Unreadable, with a sentence, when it is no table."""
    head = _head(file)
    packed = head[:2] == b"\x1f\x8b"
    if packed:
        with _open(file, packed) as inner:
            head = _careful(inner.read)(SAMPLE)
    if not head.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(_("Ce fichier est vide."))
    _refuse_strangers(head)
    if head[:4] == b"PK\x03\x04" or head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        reading = _look_workbook(file, packed, sheet)
    else:
        encoding = _encoding(file, packed, head)
        text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
        if text.lstrip("\ufeff \r\n\t")[:1] in ("{", "["):
            reading = _look_tree(file, packed, encoding)
        else:
            reading = _look_csv(text, encoding, packed)
    if not reading.columns or next(rows(file, reading), None) is None:
        raise Unreadable(_("Ce fichier n’a aucune ligne de données : seulement un titre, ou rien."))
    return reading


def rows(file, reading) -> Iterator[Row]:
    """Give the lines of an open binary file, as `look` found it to be written; empty lines are left out."""
    given = {"csv": _csv_rows, "workbook": _workbook_rows, "json": _tree_rows, "geojson": _tree_rows}[reading.shape]
    return (row for row in given(file, reading) if any(row.values.values()))


def _head(file):
    file.seek(0)
    return file.read(SAMPLE)


def _refuse_strangers(head):
    for start, name in ((b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
                        (b"SQLite", "SQLite"), (b"\x7fELF", "ELF"), (b"MZ", "EXE")):
        if head.startswith(start):
            raise Unreadable(_("Ce fichier est un %s, pas un tableau. Donnez un fichier CSV, XLSX, ODS, JSON ou GeoJSON.") % name)
    if re.match(rb"\s*(<!doctype html|<html)", head, re.I):
        raise Unreadable(_("Ce fichier est une page web, pas un tableau. Téléchargez le fichier lui-même, puis donnez-le."))


# --- gzip -------------------------------------------------------------------------------------------------------------

def unpack(file, *, limit):
    """Give the blocks of a gzip; raise Unreadable when it is damaged or passes `limit` bytes."""
    file.seek(0)
    stream = io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=file), limit), 2**16)
    while block := stream.read(2**20):
        yield block


def unpacked(uploaded):
    """Return a file given on screen, unpacked when it is a gzip, never beyond the limit; raise Refused when there is none or it is too large."""
    if uploaded is None:
        raise Refused(_("Choisissez un fichier."), field="file")
    uploaded.seek(0)
    packed = uploaded.read(2) == b"\x1f\x8b"
    uploaded.seek(0)
    if not packed:
        if uploaded.size > settings.UPLOAD_LIMIT:
            raise Refused(_("Ce fichier pèse plus de %d Mo. Compressez-le (.gz), ou découpez-le en plusieurs fichiers.")
                          % (settings.UPLOAD_LIMIT // 2**20), field="file")
        return uploaded
    plain = tempfile.SpooledTemporaryFile(max_size=2**22)  # noqa: SIM115  (handed over, closed with the request)
    try:
        for block in unpack(uploaded, limit=UNZIPPED * settings.UPLOAD_LIMIT):
            plain.write(block)
    except Unreadable as error:
        raise Refused(error.sentence, field="file") from error
    size = plain.tell()
    found = File(plain, name=(uploaded.name or "").removesuffix(".gz"))
    found.size = size
    return found


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than `limit` bytes."""

    def __init__(self, inner, limit):
        self.inner, self.left = inner, limit

    def readable(self):
        return True

    def readinto(self, buffer):
        data = _careful(self.inner.read)(len(buffer))
        self.left -= len(data)
        if self.left < 0:
            raise Unreadable(_("Ce fichier compressé est démesuré une fois ouvert. Découpez-le en plusieurs fichiers."))
        buffer[:len(data)] = data
        return len(data)


def _careful(read):
    """Turn the errors of a damaged gzip into a sentence."""
    def careful(*args):
        try:
            return read(*args)
        except (gzip.BadGzipFile, EOFError, OSError, zipfile.BadZipFile) as error:
            raise Unreadable(_("Ce fichier compressé est abîmé : il ne s’ouvre pas jusqu’au bout.")) from error
    return careful


def _open(file, packed):
    """Return the bytes of the file as a stream, unpacked and bounded. Closing it leaves the file open."""
    file.seek(0)
    return io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=file) if packed else file, UNPACKED), 2**16)


def _whole(file, packed):
    data = _open(file, packed).read(WHOLE + 1)
    if len(data) > WHOLE:
        raise Unreadable(_("Ce fichier est trop grand pour son format. Enregistrez-le en CSV, puis donnez-le."))
    return data


# --- encodings --------------------------------------------------------------------------------------------------------

_LETTERS = "éèêëàâäçîïôöùûüœæÉÈÀÂÇÊÎÔ’«»–—…°€"


def _encoding(file, packed, head):
    """Return the name of the encoding: by its mark, by its zeros, as UTF-8 when the whole file is, else the likeliest."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    zeros = head[:2000].count(b"\0")
    if zeros > len(head[:2000]) // 4:
        return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    if zeros:
        raise Unreadable(_("Ce fichier n’est pas un tableau : il contient des octets qu’aucun texte ne contient."))
    decoder = codecs.getincrementaldecoder("utf-8")()
    strange = b""
    with _open(file, packed) as inner:
        while block := inner.read(2**20):
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                strange = b"".join(re.findall(rb"[^\n]*[\x80-\xff][^\n]*", block)[:400])
                break
    return "utf-8" if not strange else max(("cp1252", "mac-roman", "cp850", "latin-1"), key=lambda name: _likelihood(strange, name))


def _likelihood(data, encoding):
    """Return how French some bytes look once decoded: accents inside words count for, strange signs there count against."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -10**9
    good = len(re.findall(r"(?<=[a-z])[éèêëàâçîïôùûüœ’]|[éèêàâîôœ](?=[a-z])|(?<=[A-Z ])[ÉÈÀÂÇÊÎÔ](?=[A-Z])|[ÉÈÀÊ](?=[a-z])", text))
    odd = sum(1 for c in text if ord(c) > 127 and c not in _LETTERS) + len(re.findall(r"(?<=[a-z])[ÉÈÀÂÇÊÎÔ«»–—…°€]", text))
    return good - 2 * odd


# --- CSV --------------------------------------------------------------------------------------------------------------

def _look_csv(text, encoding, packed):
    complete = text if len(text) < SAMPLE // 4 else text[:text.rfind("\n") + 1] or text
    skip = 1 if re.match(r"\ufeff?sep=.\r?\n", complete) else 0
    separator = complete.lstrip("\ufeff")[4] if skip else _separator(complete)
    sample = list(islice(_numbered(io.StringIO(complete, newline=""), separator), 60))[skip:]
    header, names = _names_of(sample)
    return Reading("csv", _named(names), encoding=encoding, separator=separator, header=header, packed=packed)


def _separator(text):
    """Return the separator whose lines agree best on a number of cells; "," for a file of one column."""
    def score(separator):
        widths = Counter(len(cells) for _line, cells in islice(_numbered(io.StringIO(text, newline=""), separator), 60) if cells)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        agreed = times / max(1, widths.total())
        return (width > 1) * (agreed, min(width, 40)) or (0, 0)
    return max(SEPARATORS, key=score)


def _numbered(stream, separator):
    """Give (first line number, cells) of a CSV stream."""
    reader = csv.reader((line.replace("\0", "") for line in stream), delimiter=separator)
    start = 1
    try:
        for cells in reader:
            yield start, [c.strip()[:CELL] for c in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(_("La ligne %d ne se lit pas : un guillemet y est sans doute resté ouvert.") % start, line=start) from error


def _names_of(sample):
    """Return (line of the column names, the last one when they stand on two; the names)."""
    header = _header_of(sample)
    width = max((len(cells) for _line, cells in sample), default=0)
    at = next((n for n, (line, _cells) in enumerate(sample) if line == header), None)
    if at is None:
        return 0, [""] * width
    names = sample[at][1]
    below, after = (sample[at + k] if at + k < len(sample) else (0, []) for k in (1, 2))
    if below[0] == header + 1 and _is_second_line(names, below[1]) and any(_is_data(c) for c in after[1] if c):
        return below[0], _joined(names, below[1])
    return header, names


def _is_second_line(names, cells):
    """Say whether a line goes on with the column names above it: cells merged over several columns have their own names there.

    Its first column is empty (merged with the one above), it names a column that the first line leaves empty, and nothing in it is data.
    """
    filled = [n for n, c in enumerate(cells) if c]
    spans = [n for n in filled if n and not (names[n] if n < len(names) else "") and any(names[:n])]
    return bool(filled and spans and names and names[0] and not cells[0]) and not any(_is_data(cells[n]) for n in filled)


def _joined(names, below):
    """Return the names of two lines as one: a name merged over several columns stands before each of theirs."""
    found, over = [], ""
    for n in range(max(len(names), len(below))):
        name, own = (cells[n] if n < len(cells) else "" for cells in (names, below))
        over = name or (over if own else "")
        found.append(f"{over} {own}".strip())
    return found


def _header_of(sample):
    """Return the line number of the column names, 0 if the first full line is already data.

    Above a narrow table, a line or two of an account (its holder, its balance) may be as wide as the least that is asked: the first line
    that names as many columns as the others fill is then preferred, when it names far more than they do.
    """
    widths = [sum(bool(c) for c in cells) for _line, cells in sample]
    usual = Counter(w for w in widths if w).most_common(1)
    wide = max(1, round(0.6 * max((w for w, _times in usual), default=1)))
    for (line, cells), width in zip(sample[:25], widths, strict=False):
        if width >= wide and (width > 1 or len(sample) < 3 or max(widths) == 1):
            filled = [c for c in cells if c]
            return _wider(sample, line, width) or (0 if any(_is_data(c) for c in filled) else line)
    return 0


def _wider(sample, first, width):
    """Return the line of names that stands below lines far narrower than itself, before any line of data as wide; 0 when there is none."""
    usual = max((sum(bool(c) for c in cells) for _line, cells in sample if any(_is_data(c) for c in cells if c)), default=0)
    for line, cells in sample[:25]:
        filled = [c for c in cells if c]
        if len(filled) < usual or line <= first:
            continue
        return line if width <= 0.6 * len(filled) and not any(_is_data(c) for c in filled) else 0
    return 0


def _is_data(cell):
    """Say whether a cell cannot be the name of a column: a number, an address on the web, a date, a formula, a long text."""
    return bool(re.fullmatch(r"[+-]?[\d\s.,/:-]*\d[\d\s.,/:€%-]*", cell) or re.match(r"(https?://|www\.|=)", cell) or "@" in cell or len(cell) > 80)


def _named(cells):
    """Return one distinct name a column: blanks become "Colonne 3", repeats "nom (2)"."""
    names, seen = [], Counter()
    for rank, cell in enumerate(cells, 1):
        name = " ".join(cell.lstrip("\ufeff").split())[:120] or _("Colonne %d") % rank
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _csv_rows(file, reading):
    with _open(file, reading.packed) as inner:
        stream = io.TextIOWrapper(inner, encoding=reading.encoding, errors="replace", newline="")
        for line, cells in _numbered(stream, reading.separator):
            if line > reading.header and not (line == 1 and cells and cells[0].startswith("sep=")):
                yield _row(line, cells, reading.columns)


def _row(line, cells, columns):
    return Row(line, dict(zip(columns, cells, strict=False)), sum(bool(c) for c in cells[len(columns):]))


# --- workbooks --------------------------------------------------------------------------------------------------------

def _workbook(file, packed):
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415  (heavy)
    data = _whole(file, packed)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(e.file_size for e in archive.infolist()) > SHEETS:
                raise Unreadable(_("Ce tableau est démesuré une fois ouvert. Enregistrez-le en CSV, puis donnez-le."))
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise Unreadable(_("Ce tableau est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis donnez-le.")) from error
    except CalamineError as error:
        raise Unreadable(_("Ce tableau ne s’ouvre pas. Enregistrez-le à nouveau en XLSX ou en CSV, puis donnez-le.")) from error


def _look_workbook(file, packed, sheet):
    try:
        book = _workbook(file, packed)
    except zipfile.BadZipFile as error:
        raise Unreadable(_("Ce tableau est abîmé : il ne s’ouvre pas. Enregistrez-le à nouveau, puis donnez-le.")) from error
    names = tuple(book.sheet_names)
    if not names:
        raise Unreadable(_("Ce classeur n’a aucune feuille."))
    chosen = sheet if sheet in names else max(names, key=lambda name: book.get_sheet_by_name(name).height)
    sample = list(islice(_sheet_lines(book, chosen), 60))
    header, titles = _names_of(sample)
    width = max((len(cells) for _line, cells in sample), default=0)
    return Reading("workbook", _named([*titles, *[""] * (width - len(titles))]), header=header, sheet=chosen, sheets=names, packed=packed)


def _sheet_lines(book, sheet):
    for line, cells in enumerate(book.get_sheet_by_name(sheet).iter_rows(), 1):
        texts = [_cell(c) for c in cells]
        if any(texts):
            yield line, texts


def _cell(value):
    """Return a cell as text: whole numbers without ".0", so that a SIRET typed as a number keeps its digits."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value).strip()[:CELL]


def _workbook_rows(file, reading):
    for line, cells in _sheet_lines(_workbook(file, reading.packed), reading.sheet):
        if line > reading.header:
            yield _row(line, cells, reading.columns)


# --- JSON -------------------------------------------------------------------------------------------------------------

def text_of(file, reading):
    """Return the whole text of a JSON file."""
    return _whole(file, reading.packed).decode(reading.encoding, "replace")


def _tree(file, reading):
    try:
        return trees.table(text_of(file, reading))
    except trees.Broken as error:
        raise Unreadable(error.sentence, line=error.line, column=error.column, excerpt=error.excerpt) from error


def _look_tree(file, packed, encoding):
    found = Reading("json", encoding=encoding, header=0, packed=packed)
    kind, items = _tree(file, found)
    return replace(found, shape=kind, columns=tuple(dict.fromkeys(name for item in items for name in item)))


def _tree_rows(file, reading):
    _kind, items = _tree(file, reading)
    for rank, item in enumerate(items, 1):
        yield Row(rank, {name: item.get(name, "")[:CELL] for name in reading.columns})


# --- writing ----------------------------------------------------------------------------------------------------------

def neutral(value):
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def csv_lines(lines):
    """Give lines as the pieces of a CSV that French spreadsheets open by a double click: UTF-8 with its mark,
    semicolons, no formula."""
    yield codecs.BOM_UTF8
    for line in lines:
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerow([neutral(c) for c in line])
        yield out.getvalue().encode()
