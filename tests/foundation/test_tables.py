import csv
import gzip
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.foundation import tables
from chalandise.foundation.tables import Reading, Unreadable, csv_lines, look, neutral, rows

SHOPS = [["Enseigne", "Téléphone", "Adresse"], ["L’Œuf frais", "05 56 00 00 00", "3, place du Marché"], ["Élan d’été", "", "à côté"]]
WORDS = [{"Enseigne": "L’Œuf frais", "Téléphone": "05 56 00 00 00", "Adresse": "3, place du Marché"},
         {"Enseigne": "Élan d’été", "Téléphone": "", "Adresse": "à côté"}]


def read(data):
    file = io.BytesIO(data)
    reading = look(file)
    return reading, list(rows(file, Reading.of(reading.as_dict())))


def as_csv(lines, separator=";", newline="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=newline).writerows(lines)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac-roman", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_usual_encoding_and_separator_is_found(encoding, separator):
    reading, lines = read(as_csv(SHOPS, separator).encode(encoding))
    assert (reading.shape, reading.separator, reading.columns) == ("csv", separator, tuple(SHOPS[0]))
    assert [r.values for r in lines] == WORDS


@pytest.mark.parametrize("encoding", ["latin-1", "cp850"])
def test_older_encodings_are_found_too(encoding):
    plain = [["nom", "adresse"], ["Élan d'été", "à côté"], ["Crèmerie Noël", "forêt"]]
    assert [r.values["nom"] for r in read(as_csv(plain).encode(encoding))[1]] == ["Élan d'été", "Crèmerie Noël"]


def test_a_late_accent_is_seen_beyond_the_sample():
    lines = [["nom"], *[["Sans accent"]] * 40_000, ["Café"]]
    assert read(as_csv(lines, newline="\n").encode("cp1252"))[1][-1].values == {"nom": "Café"}


def test_titles_before_the_header_are_left_out_and_lines_keep_their_numbers():
    reading, lines = read("Liste des commerces 2017;;\n;;\nnom;rue;ville\nA;\"rue\ndu Marché\";X\n;;\nB;y;Z;de trop\n".encode())
    assert (reading.header, reading.columns) == (3, ("nom", "rue", "ville"))
    assert [(r.line, r.values["nom"], r.beyond) for r in lines] == [(4, "A", 0), (7, "B", 1)]


def test_a_file_without_header_has_numbered_columns():
    reading, lines = read(b"Boulangerie A;33000;44.85\nBoulangerie B;33000;44.86\n")
    assert (reading.header, reading.columns) == (0, ("Colonne 1", "Colonne 2", "Colonne 3"))
    assert [r.line for r in lines] == [1, 2]


def test_excel_says_its_separator_and_repeated_names_are_told_apart():
    reading, lines = read(b"sep=|\r\nnom|nom|\r\nA|B|C\r\n")
    assert (reading.columns, lines[0].values) == (("nom", "nom (2)", "Colonne 3"), {"nom": "A", "nom (2)": "B", "Colonne 3": "C"})


def test_one_column_is_a_table():
    assert [r.values for r in read(b"nom\nA\nB\n")[1]] == [{"nom": "A"}, {"nom": "B"}]


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_opens_on_its_longest_sheet_and_keeps_the_digits_of_a_siret():
    data = workbook(("Notice", [["Lisez-moi"]]), ("Boutiques", [["Liste"], [], ["nom", "siret", "ouvert"], ["A", 40106215300010, True], ["B", 33000.5, None]]))
    reading, lines = read(data)
    assert (reading.shape, reading.sheet, reading.sheets) == ("workbook", "Boutiques", ("Notice", "Boutiques"))
    assert [(r.line, r.values["siret"]) for r in lines] == [(4, "40106215300010"), (5, "33000.5")]
    assert look(io.BytesIO(data), sheet="Boutiques").sheet == "Boutiques"


def test_an_opendocument_sheet_is_read():
    content = ('<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
               'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="F">'
               + "".join("<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in line)
                         + "</table:table-row>" for line in (["nom", "ville"], ["Café", "Bordeaux"]))
               + "</table:table></office:spreadsheet></office:body></office:document-content>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
    assert [r.values for r in read(out.getvalue())[1]] == [{"nom": "Café", "ville": "Bordeaux"}]


def test_a_gzip_is_read_and_a_damaged_one_says_so():
    packed = gzip.compress(as_csv(SHOPS).encode())
    assert [r.values for r in read(packed)[1]] == WORDS
    with pytest.raises(Unreadable, match="abîmé"):
        read(packed[:-30])


def test_a_json_that_would_fill_the_memory_is_refused_before_it_is_parsed():
    text = "[" + ",".join(['{"a":1}'] * (25 * 2**20 // 8)) + "]"
    with pytest.raises(Unreadable, match="Enregistrez-le en CSV"):
        read(gzip.compress(text.encode(), 1))


def test_a_gzip_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "UNPACKED", 2**20)
    with pytest.raises(Unreadable, match="démesuré"):
        read(gzip.compress(b"nom;ville\n" + b"A;B\n" * 600_000))


@pytest.mark.parametrize(("data", "words"), [
    (b"", "vide"), (b"\xef\xbb\xbf \r\n", "vide"), (b"nom;ville\n", "aucune ligne"), (b"%PDF-1.7", "un PDF"), (b"\x89PNG\r\n", "un PNG"),
    (b"<!DOCTYPE html><html>", "page web"), (b"PK\x03\x04rest", "abîmé"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "ne s’ouvre pas"),
    (b"a\0b;c\nd;e", "octets"), (b'{"a": 1', "arrête trop tôt"), (b"[]", "aucune liste"), (b'nom;ville\nA;"B' + b"x" * 2**24 + b"\n", "guillemet"),
])
def test_what_is_no_table_is_refused_with_a_sentence(data, words):
    with pytest.raises(Unreadable, match=words):
        read(data)


def test_a_formula_is_text_and_leaves_as_text():
    _reading, lines = read(b"nom;prix\n=cmd|' /C calc'!A0;-3\n")
    assert lines[0].values == {"nom": "=cmd|' /C calc'!A0", "prix": "-3"}
    assert [neutral(v) for v in ("=1", "+33", "-3", "@a", "\ta", "bon", 4)] == ["'=1", "'+33", "'-3", "'@a", "'\ta", "bon", "4"]
    assert b"".join(csv_lines([["nom"], ["=1+1"]])) == "\ufeffnom\r\n'=1+1\r\n".encode()


cells = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), max_size=12).map(lambda c: c.strip())


@given(st.lists(st.tuples(cells, cells, cells).filter(lambda line: all(line)), min_size=2, max_size=20), st.sampled_from(tables.SEPARATORS))
def test_what_a_spreadsheet_writes_is_read_back(lines, separator):
    _reading, found = read(as_csv([["nom", "rue du commerce", "ville"], *lines], separator).encode("utf-8-sig"))
    assert [tuple(r.values.values()) for r in found] == lines


def test_the_names_stand_below_the_lines_of_an_account_and_may_stand_on_two():
    account = "Compte;FR76\nSolde au 04/10/2017;3 210,55 EUR\n\nDate;Valeur;Libellé;Débit;Crédit\n02/10/2017;02/10/2017;REMISE;;412,80\n"
    assert (look(io.BytesIO(account.encode())).header, look(io.BytesIO(account.encode())).columns) == (4, ("Date", "Valeur", "Libellé", "Débit", "Crédit"))
    spans = "Mois;Recettes;;Jours\n;HT;TTC;\n2017-01;10;12;25\n2017-02;11;13;24\n"
    assert (look(io.BytesIO(spans.encode())).header, look(io.BytesIO(spans.encode())).columns) == (2, ("Mois", "Recettes HT", "Recettes TTC", "Jours"))
    shops = "Nom;;Ville\nCafé;rue Fondaudège;Bordeaux\nFleurs;rue Croix;Le Bouscat\n"
    assert (look(io.BytesIO(shops.encode())).header, look(io.BytesIO(shops.encode())).columns) == (1, ("Nom", "Colonne 2", "Ville"))
