"""The cells of a till's file: days and amounts as programs and people write them. A reader returns None for what is neither."""
import re
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from chalandise.computing.takings import Grain
from chalandise.foundation import clock
from chalandise.foundation.names import fold

MONTHS = {m: n for n, names in enumerate((
    "janvier janv jan january", "fevrier fevr fev feb february", "mars mar march", "avril avr apr april", "mai may", "juin jun june",
    "juillet juil jul july", "aout aou aug august", "septembre sept sep september", "octobre oct october", "novembre nov november",
    "decembre dec december"), 1) for m in names.split()}
CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "chf": "CHF", "eur": "EUR", "euro": "EUR", "euros": "EUR", "usd": "USD", "gbp": "GBP"}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:\D.*)?$")
_WORDED = re.compile(r"(?:[a-z]+\.? )?(\d{1,2})(?:er)?[ -]([a-z]+)\.?[ -](\d{4})(?:\D.*)?$")
_SERIAL = re.compile(r"([2-6]\d{4})(?:[.,]\d+)?$")
_PLAIN_MONTH = (re.compile(r"(\d{4})[ /.](\d{1,2})$"), re.compile(r"(\d{1,2})[ /.](\d{4})$"))
_WORDED_MONTH = re.compile(r"([a-z]+)\.?[ -](\d{4})$")
_WEEK = (re.compile(r"(\d{4})[- ]?[sw](?:emaine)?[ -]?(\d{1,2})$"), re.compile(r"(?:s|w|sem|semaine|week)\.? ?(\d{1,2})[ /-]+(\d{4})$"))
EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets


def read_day(text, *, month_first=False):
    """Return (grain, first day) of a written date, week or month, or None.

    A moment that names its zone ("Z", "+00:00") is told in Paris: 23:30 UTC in summer belongs to the next day. One without a zone
    is the till's own time, so an hour that comes twice on the Sunday of October stays on its day.
    """
    said = " ".join(text.split())
    if found := _ISO.match(said):
        return _iso(found)
    if found := _SLASHED.match(said):
        first, second, year = (int(g) for g in found.groups())
        day, month = (second, first) if month_first else (first, second)
        return _day(year + 2000 if year < 100 else year, month, day)
    if re.fullmatch(r"(19|20)\d{6}", said):
        return _day(int(said[:4]), int(said[4:6]), int(said[6:]))
    if _SERIAL.match(said):
        return Grain.DAY, EPOCH + timedelta(days=int(said[:5]))
    return _worded(fold(said))


def _iso(found):
    year, month, day = (int(g) for g in found.groups()[:3])
    zone = found[7]
    if not zone or found[4] is None:
        return _day(year, month, day)
    try:
        offset = timedelta() if zone.isalpha() else timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
        moment = datetime(year, month, day, int(found[4]), int(found[5]), tzinfo=UTC) - offset
        return Grain.DAY, moment.astimezone(clock.PARIS).date()
    except (ValueError, OverflowError):
        return None


def _worded(said):
    if found := _WORDED.match(said):
        return _day(int(found[3]), MONTHS.get(found[2], 0), int(found[1]))
    for pattern, order in ((_PLAIN_MONTH[0], (1, 2)), (_PLAIN_MONTH[1], (2, 1))):
        if found := pattern.match(said):
            return _day(int(found[order[0]]), int(found[order[1]]), 1, Grain.MONTH)
    if found := _WORDED_MONTH.match(said):
        return _day(int(found[2]), MONTHS.get(found[1], 0), 1, Grain.MONTH)
    for pattern, order in ((_WEEK[0], (1, 2)), (_WEEK[1], (2, 1))):
        if found := pattern.match(said):
            try:
                return Grain.WEEK, date.fromisocalendar(int(found[order[0]]), int(found[order[1]]), 1)
            except ValueError:
                return None
    return None


def _day(year, month, day, grain=Grain.DAY):
    try:
        return grain, date(year, month, day)
    except ValueError:
        return None


def is_month_first(texts):
    """Say whether slashed dates put the month first: some second part is over 12 and no first part is."""
    parts = [(int(f[1]), int(f[2])) for t in texts if (f := _SLASHED.match(" ".join(t.split())))]
    return any(b > 12 for _a, b in parts) and not any(a > 12 for a, _b in parts)


_FAST = re.compile(r"-?\d+[.,]\d\d$")
_SIGNS = re.compile(r"[^\d.,]")


def decimal_sign(texts):
    """Return "," or ".": what separates the cents in a column, by its own cells."""
    score = {",": 0, ".": 0}
    for text in texts:
        digits = _SIGNS.sub("", text)
        if found := re.search(r"([.,])\d{1,2}$", digits):
            score[found[1]] += 2
        elif found := re.search(r"\d([.,])\d{3}$", digits):  # most often a group of thousands: the other sign has the cents
            score["." if found[1] == "," else ","] += 1
    return "," if score[","] > score["."] else "."


def read_amount(text, *, sign=","):
    """Return the cents of a written amount ("1 234,56 €", "(12,00)", "12,00-", "1.234,56"), or None.

    `sign` separates the cents; the other one groups thousands. Fractions of a cent are rounded, halves up.
    """
    if _FAST.match(text) and sign in text:
        return int(text.replace(sign, ""))
    said = text.replace("−", "-").strip()
    if not said or not any(c.isdigit() for c in said):
        return None
    minus = said.startswith("(") and said.endswith(")") or "-" in (said[0], said[-1]) or re.match(r"^\D{0,4}-", said) is not None
    plain = re.sub(r"(?i)eur(os?)?|chf|usd|gbp|[€$£\s\u00a0\u202f'’()+-]", "", said)
    plain = plain.replace("." if sign == "," else ",", "").replace(",", ".")
    if not re.fullmatch(r"[0-9]*\.?[0-9]+|[0-9]+\.", plain) or len(plain) > 20:
        return None
    value = Decimal(plain)
    if abs(value) >= 10**10:
        return None
    cents = int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return -cents if minus else cents


def currency_in(text):
    """Return the currency that a cell names ("12,50 £", "chf"), or ""."""
    said = text.lower()
    return next((code for word, code in CURRENCIES.items() if word in said), "")
