"""Question banks: readable, versioned texts, checked as a whole before anybody is asked.

Files of `diagnostics/data/banks` are the house's; a territory may publish its own versions (models.BankText), named
"2017.2+1.9f86d081": the version it started from, its number, and the beginning of the text's digest. A version never changes.
"""
import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from chalandise.diagnostics.models import BankText
from chalandise.diagnostics.queries.bank_text import BankError, Mistake, parse
from chalandise.diagnostics.queries.question import Bank, Guidance, National, Option, Question, Theme, Words

__all__ = ["CURRENT", "FOLDER", "Bank", "BankError", "Guidance", "Mistake", "National", "Option", "Question", "Theme", "Words",
           "current", "current_of", "draft_of", "key_of", "load", "parse", "published_of", "text_of"]

FOLDER = Path(__file__).resolve().parent.parent / "data" / "banks"
CURRENT = ("commerce", "2017.2")  # asked to whoever starts now; older versions stay readable for ever


def current():
    """Return the house's bank that is asked now."""
    return load(*CURRENT)


def key_of(territory):
    """Return (key, version) of the bank that a territory asks now: its own latest version, or the house's."""
    own = BankText.objects.filter(territory=territory, key=CURRENT[0]).exclude(published_at=None).order_by("-number").first()
    return (own.key, own.published_as) if own else CURRENT


def current_of(territory):
    """Return the Bank that a territory asks now."""
    return load(*key_of(territory))


def published_of(territory):
    """Return the territory's own published versions, newest first."""
    return BankText.objects.filter(territory=territory).exclude(published_at=None).select_related("by").order_by("-number")


def draft_of(territory):
    """Return the text that the territory is changing, or None."""
    return BankText.objects.filter(territory=territory, published_at=None).select_related("by").first()


def text_of(key, version):
    """Return the text of one version of a bank.

    Raises
    ------
    BankError
        There is no such version.
    """
    name = f"{key}-{version}.toml"
    if "+" in version:
        own = BankText.objects.filter(key=key, published_as=version).exclude(published_at=None).first()
        if own is not None:
            return own.text
    elif re.fullmatch(r"[a-z]+-[0-9.]+\.toml", name) and (FOLDER / name).exists():
        return (FOLDER / name).read_text(encoding="utf-8")
    raise BankError(_("Il n’y a pas de questionnaire %(name)s.") % {"name": name})


@cache
def load(key, version):
    """Return one version of a bank; a version's text never changes, so it is read once.

    Raises
    ------
    BankError
        There is no such version, or it is wrong.
    """
    return read(text_of(key, version), f"{key}-{version}.toml", version)


@lru_cache(maxsize=64)
def read(text, name, version=""):
    """Return the Bank of a text, under the version it is published as (its own otherwise); raise BankError."""
    return parse(text, name, version)


def version_name(base, number, text):
    """Return the name under which a territory publishes a text: the same name always means the same text."""
    return f"{base}+{number}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"
