"""How dates, money and numbers are said to people, in the language of the moment. Screens, letters and documents agree.

The spaces inside a number and before a unit do not break. They are all U+00A0: our typefaces have no narrow one.
"""
import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from chalandise.foundation import clock

SPACE = "\u00a0"


def french():
    return not (get_language() or "fr").startswith("en")


def as_day(value):
    """Return the day, in Paris, of a date or an aware datetime."""
    return value.astimezone(clock.PARIS).date() if isinstance(value, datetime) else value


def day(value):
    """Return "lundi 20 novembre" ("mercredi 1er novembre"), "Monday 20 November"."""
    return _dated(as_day(value), "l j F")


def day_year(value):
    """Return "lundi 20 novembre 2017"."""
    return _dated(as_day(value), "l j F Y")


def short_day(value):
    """Return "20 nov.", for places where a weekday has no room."""
    return _dated(as_day(value), "j N" if french() else "j M")


def short_date(value):
    """Return "20 nov. 2017", for a column of dates."""
    return _dated(as_day(value), "j N Y" if french() else "j M Y")


def _dated(value, pattern):
    first = french() and value.day == 1  # the first of a month is an ordinal in French, and only the first
    return date_format(value, pattern.replace("j", "\\1\\e\\r", 1) if first else pattern)


def clock_time(value):
    """Return "10 h 30", "9 h"; "10:30", "09:00" in English."""
    if isinstance(value, datetime):
        value = value.astimezone(clock.PARIS).time()
    if not french():
        return f"{value:%H:%M}"
    return f"{value.hour}{SPACE}h{SPACE}{value:%M}" if value.minute else f"{value.hour}{SPACE}h"


def moment(value):
    """Return "lundi 20 novembre à 10 h 30"."""
    return gettext("%(day)s à %(time)s") % {"day": day(value), "time": clock_time(value)}


def ago(value):
    """Return a day as people say it from today: "hier", "il y a 5 jours", "demain", "dans 3 semaines"."""
    days = (as_day(value) - clock.today()).days
    near = {0: gettext("aujourd’hui"), -1: gettext("hier"), 1: gettext("demain")}
    if days in near:
        return near[days]
    count, unit = _spelled(abs(days))
    return (gettext("il y a %(span)s") if days < 0 else gettext("dans %(span)s")) % {"span": unit % {"n": count}}


def _spelled(days):
    if days < 21:
        return days, ngettext("%(n)s jour", "%(n)s jours", days)
    if days < 60:
        return days // 7, ngettext("%(n)s semaine", "%(n)s semaines", days // 7)
    if days < 700:
        return days // 30, ngettext("%(n)s mois", "%(n)s mois", days // 30)
    return days // 365, ngettext("%(n)s an", "%(n)s ans", days // 365)


def number(value, decimals=None):
    """Return "4 310" or "2,5"; "4,310" or "2.5" in English. Trailing zeros of a fraction go unless asked for."""
    value = Decimal(str(value))
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-int(decimals)), ROUND_HALF_UP)
    text = f"{value:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-", "−")
    return text.translate(str.maketrans({",": SPACE, ".": ","})) if french() else text


def read_number(text):
    """Return the Decimal that somebody typed: "1 180,50", "180 €", "€1,180.50".

    The last of two separators is the decimal one. A lone comma before three digits groups thousands in English; in French
    it is decimal. Raises decimal.InvalidOperation for what is not a number; an empty text gives None.
    """
    plain = "".join(str(text or "").replace("€", "").split())
    if not plain:
        return None
    if "," in plain and "." in plain:
        grouping = "," if plain.rindex(".") > plain.rindex(",") else "."
        plain = plain.replace(grouping, "")
    elif not french() and re.fullmatch(r"-?\d{1,3}(,\d{3})+", plain):
        plain = plain.replace(",", "")
    return Decimal(plain.replace(",", "."))


def euros(value):
    """Return "1 180,00 €" ("€1,180.00"); the cents are always said."""
    said = number(value, 2)
    if french():
        return f"{said}{SPACE}€"
    return f"−€{said[1:]}" if said.startswith("−") else f"€{said}"


def phone(value):
    """Return an E.164 number as it is said in its country: "05 00 00 00 00" for "+33500000000"."""
    import phonenumbers  # noqa: PLC0415  (heavy)
    try:
        known = phonenumbers.parse(value, "FR")
    except phonenumbers.NumberParseException:
        return value
    form = phonenumbers.PhoneNumberFormat
    home = form.NATIONAL if known.country_code == 33 else form.INTERNATIONAL
    return phonenumbers.format_number(known, home).replace(" ", SPACE)


def iso(value):
    """Return the machine form of a date or a moment, for `<time datetime>`."""
    return value.astimezone(clock.PARIS).isoformat(timespec="minutes") if isinstance(value, datetime) else (
        value.isoformat() if isinstance(value, date) else "")
