"""What each value of a shop's record may be, whoever writes it: a person in a form or a line of a file.

A reader takes the text as it was written and returns (clean value, reasons); it never raises on bad text.
"""
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from chalandise.computing.addresses import words

NOTE, DOUBT, ERROR = "note", "doubt", "error"
_PLAIN_PHONE = re.compile(r"0([1-9](?:[ .-]?[0-9]{2}){4})")
_JUNK = re.compile(r"[\s\u00a0\u202f\u200b.\-_/]+")


@dataclass(frozen=True)
class Reason:
    """Why a value was changed, left out or doubted, in words for the person who gave it."""

    level: str
    code: str
    text: str
    column: str = ""

    def as_row(self, column=""):
        return {"level": self.level, "code": self.code, "text": str(self.text), "column": column or self.column}


def read_siret(text):
    """Return the 14 digits of a SIRET whose check digits hold ("" otherwise) and the reasons."""
    written = text.strip()
    if not written:
        return "", []
    if re.fullmatch(r"\d+([.,]\d+)?[eE]\+?\d+", written):
        return "", [Reason(DOUBT, "siret_rounded", _("Le tableur a arrondi le SIRET « %s » : des chiffres sont perdus. "
                                                     "Reprenez la colonne au format texte.") % written)]
    digits = _JUNK.sub("", written)
    digits = digits[:-1] if re.fullmatch(r"\d{14,15}\.0", written) else digits
    if not digits.isascii() or not digits.isdigit():
        return "", [Reason(DOUBT, "siret_shape", _("« %s » n’est pas un SIRET : quatorze chiffres sont attendus.") % written[:40])]
    if len(digits) < 14 and len(digits) >= 11 and siret_number.is_valid(digits.zfill(14)):
        return digits.zfill(14), [Reason(NOTE, "siret_zeros", _("Les zéros du début du SIRET avaient disparu : ils sont remis."))]
    if len(digits) == 9 and siren_number.is_valid(digits):
        return "", [Reason(DOUBT, "siret_is_siren", _("« %s » est un SIREN (l’entreprise) : le SIRET de la boutique a cinq chiffres de plus.") % written)]
    if len(digits) != 14:
        return "", [Reason(DOUBT, "siret_length", _("Le SIRET « %(text)s » a %(count)d chiffres au lieu de quatorze.") %
                           {"text": written, "count": len(digits)})]
    if not siret_number.is_valid(digits):
        return "", [Reason(DOUBT, "siret_wrong", _("Le SIRET « %s » a un chiffre faux : sa clé de contrôle ne tombe pas juste.") % written)]
    return digits, []


@cache
def naf_codes():
    """Return the 732 sub-classes of NAF rév. 2."""
    return frozenset((Path(__file__).parent.parent / "data" / "naf_rev2.txt").read_text(encoding="ascii").split())


def read_naf(text):
    """Return "47.24Z" for "4724Z", "47.24 z"… and the reasons."""
    written = text.strip()
    plain = _JUNK.sub("", written).upper()
    if not written:
        return "", []
    if re.fullmatch(r"\d{3}[A-Za-z]", written) and f"0{plain[0]}.{plain[1:]}" in naf_codes():
        plain = "0" + plain
    code = f"{plain[:2]}.{plain[2:]}"
    if code in naf_codes():
        return code, []
    if re.fullmatch(r"\d{3,4}[A-Z]", plain):
        return "", [Reason(NOTE, "naf_old", _("Le code NAF « %s » n’est pas dans la nomenclature actuelle : il n’est pas repris.") % written[:20])]
    return "", [Reason(NOTE, "naf_shape", _("« %s » n’est pas un code NAF : il n’est pas repris.") % written[:40])]


def read_phone(text):
    """Return the first number written, as E.164, and the reasons."""
    written = text.strip()
    if not written:
        return "", []
    if plain := _PLAIN_PHONE.fullmatch(written):  # as nearly all are written: what phonenumbers would say, at a tenth of the cost
        return "+33" + re.sub(r"\D", "", plain[1]), []
    for part in re.split(r"\s*(?:/|;|,|\bou\b|\bet\b)\s*", written):
        digits = re.sub(r"\D", "", part)
        part = "0" + digits if len(digits) == 9 and digits[0] != "0" else part  # a spreadsheet ate the zero
        try:
            number = phonenumbers.parse(part, "FR")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number) and (number.country_code != 33 or _french(number)):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), []
    return "", [Reason(NOTE, "phone", _("« %s » n’est pas un numéro de téléphone : il n’est pas repris.") % written[:60])]


def _french(number):
    return len(str(number.national_number)) == 9


def read_email(text):
    """Return the first address written, in lower case, and the reasons."""
    written = text.strip()
    if not written:
        return "", []
    first = re.split(r"[\s;,]+", written.removeprefix("mailto:"))[0].lower()
    try:
        validate_email(first)
    except ValidationError:
        return "", [Reason(NOTE, "email", _("« %s » n’est pas une adresse e-mail : elle n’est pas reprise.") % written[:80])]
    return first, []


_is_url = URLValidator(schemes=["http", "https"])


def read_website(text):
    """Return a whole address (https:// is added when nothing is written) and the reasons."""
    written = text.strip()
    if not written:
        return "", []
    first = re.split(r"[\s;,]+", written)[0]
    found = first if re.match(r"https?://", first, re.I) else "https://" + re.sub(r"^\w*:?/{1,2}", "", first)
    try:
        _is_url(found)
    except ValidationError:
        return "", [Reason(NOTE, "website", _("« %s » n’est pas une adresse de site : elle n’est pas reprise.") % written[:80])]
    if len(found) > 300:
        return "", [Reason(NOTE, "website_long", _("L’adresse du site dépasse 300 caractères : elle n’est pas reprise."))]
    return found, []


def read_postcode(text):
    """Return five digits and the reasons."""
    written = text.strip()
    plain = _JUNK.sub("", written.removesuffix(".0"))
    if not written:
        return "", []
    if re.fullmatch(r"\d{4}", plain):
        return "0" + plain, [Reason(NOTE, "postcode_zero", _("Le zéro du début du code postal avait disparu : il est remis."))]
    if re.fullmatch(r"\d{5}", plain):
        return plain, []
    return "", [Reason(NOTE, "postcode", _("« %s » n’est pas un code postal : il n’est pas repris.") % written[:20])]


def read_hours(text):
    """Return opening hours in OpenStreetMap's syntax and the reasons; other writings are left for the description."""
    from opening_hours import OpeningHours, ParserError  # noqa: PLC0415  (heavy)
    written = " ".join(text.split())
    if not written:
        return "", []
    try:
        OpeningHours(written)
    except ParserError:
        return "", [Reason(NOTE, "hours", _("Horaires « %s » : gardés dans la description, tels qu’ils sont écrits.") % written[:120])]
    return written[:300], []


def read_point(lat, lon):
    """Return ((lat, lon) or None, reasons) of two written coordinates, or of one that holds both."""
    if lat.strip() and not lon.strip() and len(parts := re.split(r"\s*[;,]\s*|\s+", lat.strip(" []()"))) == 2:
        lat, lon = parts
    lat, lon = lat.strip().replace(",", "."), lon.strip().replace(",", ".")
    if not lat and not lon:
        return None, []
    try:
        y, x = float(lat), float(lon)
    except ValueError:
        return None, [Reason(NOTE, "point", _("Les coordonnées « %s » ne se lisent pas : elles ne sont pas reprises.") % f"{lat} {lon}"[:60])]
    swapped = []
    if -10 <= y <= 15 and 40 <= x <= 52:
        y, x = x, y
        swapped = [Reason(NOTE, "point_swapped", _("Latitude et longitude étaient inversées : elles sont remises à l’endroit."))]
    if not (-90 <= y <= 90 and -180 <= x <= 180) or (y, x) == (0, 0) or y != y or x != x:
        return None, [Reason(NOTE, "point_impossible", _("Les coordonnées « %s » ne sont nulle part : elles ne sont pas reprises.") % f"{lat} {lon}"[:60])]
    return (y, x), swapped


_CHANNEL_WORDS = {"delivery": ("livraison", "livraisons", "delivery"), "collect": ("retrait", "click", "emporter", "drive"),
                  "booking": ("rendez", "reservation", "booking"), "social": ("facebook", "instagram", "reseaux", "tiktok"),
                  "marketplace": ("marketplace", "marche")}


def read_channels(text):
    """Return the channels that a free text names: "Livraisons à domicile, Retrait…" gives ["delivery", "collect"]."""
    said = set(words(text))
    return [code for code, signs in _CHANNEL_WORDS.items() if said & set(signs)]
