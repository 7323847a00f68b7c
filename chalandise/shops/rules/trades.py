"""The taxonomy of trades (data/trades.json) and what a shop's file may say."""
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chalandise.computing.addresses import words

CHANNELS = {"site": _("un site"), "social": _("les réseaux sociaux"), "delivery": _("la livraison à domicile"),
            "collect": _("la commande à retirer"), "booking": _("le rendez-vous en ligne"),
            "marketplace": _("une place de marché")}


@dataclass(frozen=True)
class Label:
    """A code with its words in the reader's language."""

    code: str
    fr: str
    en: str

    def __str__(self):
        return self.en if (get_language() or "fr").startswith("en") else self.fr


@dataclass(frozen=True)
class Trade(Label):
    family: str
    naf: tuple
    osm: frozenset
    words: tuple


def _load():
    data = json.loads((Path(__file__).parent.parent / "data" / "trades.json").read_text(encoding="utf-8"))
    families = {f["code"]: Label(**f) for f in data["families"]}
    trades = {t["code"]: Trade(**{**t, "naf": tuple(t["naf"]), "osm": frozenset(t["osm"]), "words": tuple(t["words"])})
              for t in data["trades"]}
    return families, trades


FAMILIES, TRADES = _load()


def family_of(trade):
    """Return the code of a trade's family; a family's own code (the exact trade is not known) stands for itself; or ""."""
    return TRADES[trade].family if trade in TRADES else trade if trade in FAMILIES else ""


def trade_label(trade):
    """Return the words for a trade or a family, in the reader's language; "" when there is none."""
    found = TRADES.get(trade) or FAMILIES.get(trade)
    return str(found) if found else ""


def trade_choices():
    """Return the trades by family, as a form's choices."""
    return [("", _("À préciser")),
            *((str(family), [(t.code, str(t)) for t in TRADES.values() if t.family == code] + [(code, f"{family} ({_('autre')})")])
              for code, family in FAMILIES.items())]


def trade_of(*, naf="", osm=None, text=""):
    """Return the code of the trade that the best evidence names: OSM tags, then NAF, then words; "" when none does.

    Parameters
    ----------
    naf : str
        "47.24Z", "4724Z" or a beginning of it.
    osm : Mapping or str, optional
        {"shop": "bakery"}, or the bare value of `shop` or `amenity`.
    text : str
        Words of the trade or of the shop's name; read last, and by beginnings of words.
    """
    return _by_osm(osm) or _by_naf(naf.strip()) or _by_words(text)


def _by_osm(osm):
    if not osm:
        return ""
    if isinstance(osm, Mapping):
        tags = [f"{key}={value}" for key in ("shop", "amenity", "craft", "leisure", "office") if (value := osm.get(key))]
    else:
        tags = [f"{key}={osm}" for key in ("shop", "amenity", "craft")]
    exact = _osm_table()
    return next((exact[t] for t in tags if t in exact), "") or next(
        (exact[w] for t in tags if isinstance(osm, Mapping) and (w := t.split("=")[0] + "=*") in exact), "")


@cache
def _osm_table():
    return {tag: t.code for t in TRADES.values() for tag in t.osm}


def _by_naf(naf):
    plain = naf.replace(".", "").upper()
    if len(plain) < 2 or not plain[:2].isdigit():
        return ""
    if len(plain) == 4 and plain[3] == "Z":  # a spreadsheet ate the first zero
        plain = "0" + plain
    fits = [(len(p), t.code) for t in TRADES.values() for p in (n.replace(".", "") for n in t.naf) if plain.startswith(p)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else ""


@lru_cache(maxsize=5_000)  # a file says the same few trades again and again
def _by_words(text):
    said = " " + " ".join(words(text)) if text else ""
    if not said:
        return ""
    fits = [(len(w), t.code) for t in TRADES.values() for w in t.words
            if f" {w}" in said and (len(w) > 4 or f" {w} " in said + " " or f" {w}s " in said + " ")]
    return max(fits, key=lambda fit: fit[0])[1] if fits else ""
