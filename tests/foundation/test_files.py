"""A file is accepted for what it is, and a picture leaves its metadata at the door."""
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chalandise.foundation import files
from chalandise.foundation.models import StoredFile
from chalandise.foundation.refusals import Refused

BORDEAUX = {1: "N", 2: (44.0, 50.0, 30.0), 3: "W", 4: (0.0, 35.0, 0.0)}


def upload(data, name="photo.jpg"):
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def picture(kind="JPEG", size=(40, 20), **more):
    written = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(written, kind, **more)
    return written.getvalue()


def workbook():
    book, written = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["SIRET", "Enseigne"])
    book.save(written)
    return written.getvalue()


def refusal(data, kinds, name="photo.jpg", **more):
    with pytest.raises(Refused) as refused:
        files.accept(upload(data, name), kinds=kinds, **more)
    assert refused.value.field == "file"
    assert StoredFile.objects.count() == 0
    return str(refused.value)


def test_a_picture_loses_its_place_and_stands_upright(db):
    exif = Image.Exif()
    exif[0x0112] = 6  # held sideways
    exif[0x010F] = "Telephone"
    exif._ifds[0x8825] = BORDEAUX
    stored = files.accept(upload(picture(exif=exif)), kinds={"image"})
    assert (stored.kind, stored.media_type, stored.name) == ("image", "image/webp", "photo.webp")
    with Image.open(stored.file.open("rb")) as seen:
        assert (seen.format, seen.size) == ("WEBP", (20, 40))
        assert dict(seen.getexif()) == {}
        assert [k for k in ("exif", "xmp", "icc_profile", "comment") if k in seen.info] == []
    assert b"Telephone" not in stored.file.open("rb").read()


def test_a_large_picture_is_reduced_to_2000_points(db):
    stored = files.accept(upload(picture(size=(4200, 2100))), kinds={"image"})
    with Image.open(stored.file.open("rb")) as seen:
        assert seen.size == (2000, 1000)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_the_usual_kinds_of_picture_are_taken(db, kind):
    assert files.accept(upload(picture(kind)), kinds={"image"}).media_type == "image/webp"


def test_transparency_is_kept(db):
    written = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")
    stored = files.accept(upload(written.getvalue()), kinds={"image"})
    with Image.open(stored.file.open("rb")) as seen:
        assert seen.mode == "RGBA"


def test_a_program_named_like_a_photo_is_refused(db):
    assert refusal(b"MZ\x90\x00" + bytes(range(256)), {"image"}) == (
        "Ce fichier n’est pas du bon genre. Attendu : une photo (JPEG, PNG, WebP).")


def test_a_page_with_a_script_named_like_a_photo_is_refused(db):
    assert "pas du bon genre" in refusal(b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", {"image"})


def test_a_truncated_picture_is_refused(db):
    assert refusal(picture(size=(400, 400))[:900], {"image"}).startswith("Cette image est abîmée")


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened(db):
    written = io.BytesIO()
    Image.new("1", (12000, 9000)).save(written, "PNG")
    assert refusal(written.getvalue(), {"image"}) == (
        "Cette image est trop grande (12000 × 9000 points). Réduisez-la, puis envoyez-la.")


def test_a_telephone_picture_in_heic_gets_its_own_words(db):
    assert "HEIC" in refusal(b"\0\0\0\x18ftypheic\0\0\0\0" + b"x" * 50, {"image"})


def test_too_large_too_empty_or_missing(db):
    assert refusal(b"x" * 3_000_000, {"table"}, limit=2**20) == (
        "Ce fichier pèse 3 Mo. Le maximum est de 1 Mo : réduisez-le, puis recommencez.")
    assert refusal(b" \r\n", {"table"}) == "Ce fichier est vide."
    with pytest.raises(Refused, match="Choisissez un fichier"):
        files.accept(None, kinds={"image"})


def test_a_pdf_is_a_pdf_from_end_to_end(db):
    whole = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
    stored = files.accept(upload(whole, "devis.docx"), kinds={"pdf", "image"})
    assert (stored.kind, stored.name, stored.file.open("rb").read()) == ("pdf", "devis.pdf", whole)
    StoredFile.objects.all().delete()
    assert refusal(whole[:-10], {"pdf"}).startswith("Ce PDF est incomplet")
    assert "Attendu : une photo" in refusal(whole, {"image"})


@pytest.mark.parametrize(("data", "suffix"), [
    ("SIRET;Enseigne\r\n123;Café\r\n".encode("cp1252"), ".csv"),
    ("\ufeffSIRET,Enseigne\n".encode(), ".csv"),
    ("SIRET\tEnseigne\n".encode("utf-16"), ".csv"),
    (b'{"type": "FeatureCollection", "features": []}', ".json"),
    (workbook(), ".xlsx"),
])
def test_tables_in_their_usual_forms(db, data, suffix):
    stored = files.accept(upload(data, "boutiques.xls"), kinds={"table"})
    assert (stored.kind, stored.name) == ("table", f"boutiques{suffix}")


def test_a_zip_that_is_not_a_table_is_refused(db):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as z:
        z.writestr("run.exe", b"MZ")
    assert refusal(packed.getvalue(), {"table"}).startswith("Ce fichier compressé n’est pas un tableau")
    assert refusal(b"PK\x03\x04" + b"\0" * 200, {"table"}).startswith("Ce tableau est abîmé")


def test_a_table_that_would_fill_the_memory_is_refused(db):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/workbook.xml", b"<workbook/>")
        with z.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _block in range(305):
                sheet.write(b" " * 2**20)
    assert len(packed.getvalue()) < 2**20
    assert refusal(packed.getvalue(), {"table"}).startswith("Ce tableau est démesuré")


def test_names_are_cleaned_of_folders_and_invisible_letters(db):
    assert files.accept(upload(picture(), "../../etc/pa\u202ess\x00wd"), kinds={"image"}).name == "passwd.webp"
    assert files.accept(upload(picture(), "C:\\photos\\été.png"), kinds={"image"}).name == "été.webp"


# --- fetching ---------------------------------------------------------------------------------------------------------

def test_a_file_is_fetched_by_its_signed_address_only(db, client):
    stored = files.accept(upload(picture()), kinds={"image"})
    answer = client.get(files.url(stored))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert client.get(f"/fichiers/{stored.key}/").status_code == 404
    forged = files.url(stored)[:-1] + ("A" if files.url(stored)[-1] != "A" else "B")
    assert client.get(forged).status_code == 404


def test_a_signature_opens_one_file_and_dies(db, client):
    one, two = (files.accept(upload(picture()), kinds={"image"}) for _n in range(2))
    assert client.get(files.url(one).replace(str(one.key), str(two.key))).status_code == 404
    assert client.get(files.url(one, hours=-2)).status_code == 404
    later = re.sub(r"t=(\d+)", lambda m: f"t={int(m[1]) + 3600}", files.url(one))
    assert client.get(later).status_code == 404


def test_what_is_not_a_picture_comes_as_a_download(db, client):
    stored = files.accept(upload(b"a;b\n1;2\n", "chiffres.csv"), kinds={"table"})
    assert client.get(files.url(stored)).headers["Content-Disposition"] == 'attachment; filename="chiffres.csv"'


def test_a_file_removed_is_gone_from_the_disk_too(db, client):
    stored = files.accept(upload(picture()), kinds={"image"})
    address, path = files.url(stored), stored.file.path
    files.remove(stored)
    assert client.get(address).status_code == 404
    assert not Path(path).exists()
