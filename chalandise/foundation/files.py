"""Files given by people: checked for what they are, not for what they are called; pictures lose their metadata.

A page that already checked who may see a file writes its address with `url(stored)`: signed, good for a few hours.
"""
import hashlib
import io
import time
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.signing import Signer
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from chalandise.foundation import clock
from chalandise.foundation.models import StoredFile
from chalandise.foundation.refusals import Refused

IMAGE, PDF, TABLE = StoredFile.Kind.IMAGE, StoredFile.Kind.PDF, StoredFile.Kind.TABLE
SIDE = 2000                 # pixels, longest side of a stored picture
PIXELS = 60_000_000         # a picture announcing more is not opened
UNPACKED = 300 * 2**20      # a spreadsheet may not unpack to more
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_PICTURES = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


@dataclass(frozen=True)
class Checked:
    """What a file turned out to be, ready to be stored."""

    kind: str
    media_type: str
    suffix: str
    data: bytes


def accept(uploaded, *, kinds, by=None, limit=None):
    """Store an uploaded file after checking what it is.

    Parameters
    ----------
    uploaded : django.core.files.File
        Its name and declared type are not believed.
    kinds : set of str
        Among "image", "pdf", "table" (CSV, JSON, XLSX, XLS, ODS).
    by : Person, optional
    limit : int, optional
        In bytes; settings.UPLOAD_LIMIT otherwise.

    Returns
    -------
    StoredFile

    Raises
    ------
    Refused
        Field "file": empty, too large, not one of the kinds, damaged, or made to fill the memory.
    """
    limit = limit or settings.UPLOAD_LIMIT
    if uploaded is None:
        raise Refused(_("Choisissez un fichier."), field="file")
    if uploaded.size > limit:
        raise Refused(_("Ce fichier pèse %(size)s Mo. Le maximum est de %(limit)s Mo : réduisez-le, puis recommencez.")
                      % {"size": -(-uploaded.size // 2**20), "limit": max(1, limit // 2**20)}, field="file")
    uploaded.seek(0)
    data = uploaded.read(limit + 1)
    if not data.strip(b"\0 \r\n\t"):
        raise Refused(_("Ce fichier est vide."), field="file")
    return _store(check(data, kinds=kinds), name=uploaded.name, by=by)


def keep(data, *, name, kind, media_type, by=None):
    """Store bytes that the house itself made (a PDF, an export)."""
    return _store(Checked(kind, media_type, PurePath(name).suffix, data), name=name, by=by)


def _store(found, *, name, by):
    stored = StoredFile(key=uuid.uuid4(), name=_clean(name, found.suffix), kind=found.kind, media_type=found.media_type,
                        size=len(found.data), sha256=hashlib.sha256(found.data).hexdigest(),
                        owner_key=by.key if by else None, given_at=clock.now())
    stored.file.save(f"{stored.key.hex}{found.suffix}", ContentFile(found.data), save=False)
    stored.save()
    return stored


def _clean(name, suffix):
    """Return a printable name, without folders, with the suffix of what the file really is."""
    stem = PurePath((name or "").replace("\\", "/")).name
    stem = "".join(c for c in PurePath(stem).stem if c.isprintable())[:150].strip(" .")
    return f"{stem or _('fichier')}{suffix}"


def remove(stored):
    """Forget a file: the row and the bytes."""
    stored.file.delete(save=False)
    stored.delete()


def sweep(*, hours=24):
    """Remove from the disk the files that no row names (a request that failed half-way). Returns how many."""
    root, old, gone = Path(settings.MEDIA_ROOT), time.time() - hours * 3600, 0
    known = set(StoredFile.objects.values_list("file", flat=True))
    for path in (root / "files").rglob("*") if root.exists() else ():
        if path.is_file() and path.relative_to(root).as_posix() not in known and path.stat().st_mtime < old:
            path.unlink()
            gone += 1
    return gone


# --- what a file is ---------------------------------------------------------------------------------------------------

def check(data, *, kinds):
    """Return what these bytes are, re-encoded when they are a picture; raise Refused if none of the kinds."""
    unknown = set(kinds) - set(StoredFile.Kind.values)
    if unknown:
        raise ValueError(f"unknown kinds {sorted(unknown)}")
    if _is_picture(data):
        found = _picture if IMAGE in kinds else None
    elif b"%PDF-" in data[:1024]:
        found = _pdf if PDF in kinds else None
    else:
        found = _table if TABLE in kinds else None
    if found is None:
        raise Refused(_("Ce fichier n’est pas du bon genre. Attendu : %(kinds)s.") % {"kinds": _words(kinds)}, field="file")
    return found(data)


def _words(kinds):
    words = {IMAGE: _("une photo (JPEG, PNG, WebP)"), PDF: _("un PDF"), TABLE: _("un tableau (CSV, XLSX, ODS)")}
    return ", ".join(str(words[k]) for k in (IMAGE, PDF, TABLE) if k in kinds)


def _is_picture(data):
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
    return data.startswith(starts) and not (data[:2] == b"BM" and data[6:10] != b"\0" * 4) or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp"


def _picture(data):
    """Turn a picture upright, reduce it, and write it anew as WebP: nothing of its metadata is left."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415  (heavy)
    if data[4:8] == b"ftyp":
        raise Refused(_("Ce format de photo (HEIC) ne s’ouvre pas partout. Enregistrez la photo en JPEG, puis envoyez-la."),
                      field="file")
    try:
        with Image.open(io.BytesIO(data), formats=_PICTURES) as seen:
            if seen.width * seen.height > PIXELS:
                raise Refused(_("Cette image est trop grande (%(width)s × %(height)s points). Réduisez-la, puis envoyez-la.")
                              % {"width": seen.width, "height": seen.height}, field="file")
            seen.verify()
        with Image.open(io.BytesIO(data), formats=_PICTURES) as seen:
            seen.draft("RGB", (SIDE, SIDE))
            upright = _in_srgb(ImageOps.exif_transpose(seen))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused(_("Cette image est abîmée : elle ne s’ouvre pas. Envoyez-en une autre."), field="file") from error
    upright.thumbnail((SIDE, SIDE))
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    written = io.BytesIO()
    bare.save(written, "WEBP", quality=82, method=4)
    return Checked(IMAGE, "image/webp", ".webp", written.getvalue())


def _in_srgb(picture):
    """Return the picture in the colours that every screen shares."""
    from PIL import ImageCms  # noqa: PLC0415  (heavy)
    mode = "RGBA" if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile only costs exact colours
    return picture.convert(mode)


def _pdf(data):
    if b"%%EOF" not in data[-4096:]:
        raise Refused(_("Ce PDF est incomplet. Enregistrez-le à nouveau, puis envoyez-le."), field="file")
    return Checked(PDF, "application/pdf", ".pdf", data)


def _table(data):
    if data[:4] == b"PK\x03\x04":
        return _workbook(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return Checked(TABLE, "application/vnd.ms-excel", ".xls", data)
    text = _decoded(data)
    if text is None:
        raise Refused(_("Ce fichier n’est pas du bon genre. Attendu : %(kinds)s.") % {"kinds": _words({TABLE})}, field="file")
    if text.lstrip("\ufeff \r\n\t")[:1] in ("{", "["):
        return Checked(TABLE, "application/json", ".json", data)
    return Checked(TABLE, "text/csv", ".csv", data)


def _workbook(data):
    """Check a zipped spreadsheet without unpacking it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            names = {e.filename for e in entries}
            kind = packed.read("mimetype")[:80].decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise Refused(_("Ce tableau est abîmé : il ne s’ouvre pas. Enregistrez-le à nouveau, puis envoyez-le."),
                      field="file") from error
    if len(entries) > 5000 or sum(e.file_size for e in entries) > UNPACKED:
        raise Refused(_("Ce tableau est démesuré une fois ouvert. Enregistrez-le en CSV, puis envoyez-le."), field="file")
    if "xl/workbook.xml" in names:
        return Checked(TABLE, XLSX, ".xlsx", data)
    if kind == ODS:
        return Checked(TABLE, ODS, ".ods", data)
    raise Refused(_("Ce fichier compressé n’est pas un tableau. Attendu : %(kinds)s.") % {"kinds": _words({TABLE})},
                  field="file")


def _decoded(data):
    """Return the text of a plain file, or None when it is not text (control characters that no text has)."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8", "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for c in text[:200_000] if ord(c) < 32 and c not in "\r\n\t\f\x1a")
        return None if strange else text
    return None


# --- who may fetch it -------------------------------------------------------------------------------------------------

def url(stored, *, hours=12):
    """Return the address of a file for a page that already checked who may see it; it dies after some hours.

    The end is rounded up to the hour, so that the address stays the same for a while and browsers keep the picture.
    """
    until = (int(time.time()) // 3600 + 1 + hours) * 3600
    return f"/fichiers/{stored.key}/?t={until}.{_seal(stored.key, until)}"


def _seal(key, until):
    return Signer(salt="chalandise.file").signature(f"{key}:{until}")


def find_signed(key, token):
    """Return the file of a signed address, or None when the signature is wrong or too old."""
    until, _dot, seal = (token or "").partition(".")
    if not until.isdecimal() or int(until) < time.time() or not constant_time_compare(seal, _seal(key, int(until))):
        return None
    return StoredFile.objects.filter(key=key).first()
