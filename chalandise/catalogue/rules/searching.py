"""What is read of a solution to find it, what it is filtered by, and the trade's synonyms."""
import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.models import Solution
from chalandise.catalogue.rules.needs import NEEDS, needs_of
from chalandise.catalogue.rules.prices import price_later
from chalandise.computing.search.blocks import Entry
from chalandise.computing.search.synonyms import Synonyms
from chalandise.computing.search.weights import Field, Rules
from chalandise.shops.rules.trades import FAMILIES, TRADES, family_of

DATA = Path(__file__).parent.parent / "data" / "search"
SYNONYMS = "synonyms-2026.1.toml"
VERSION = "1"  # of what is read below: another one makes the index again (`rebuild_index`)
RULES = Rules({"name": Field(3.0, 3, 0.3), "company": Field(1.5, 2, 0.3), "summary": Field(3.0, 12, 0.7), "tags": Field(1.0, 8, 0.5),
               "body": Field(0.5, 120, 0.9)})

FACETS = ("need", "trade", "price", "level")
PRICES = {"free": _("gratuit"), "20": _("moins de 20 € par mois"), "50": _("de 20 à 50 € par mois"), "100": _("de 50 à 100 € par mois"),
          "more": _("100 € par mois et plus"), "quote": _("prix à demander")}
LEVELS = tuple(Solution.Level.values)
ALL = "*"  # the trade of a solution for every trade


@cache
def synonyms():
    """Return the trade's Synonyms (data/search), read once."""
    data = tomllib.loads((DATA / SYNONYMS).read_text(encoding="utf-8"))
    return Synonyms(data["concept"], data["version"])


def is_value(facet, value):
    """Say whether a facet knows a value, whether or not any solution has it."""
    known = {"need": NEEDS, "trade": {**TRADES, **FAMILIES}, "price": PRICES, "level": LEVELS}
    return value in known.get(facet, ())


def price_band(solution):
    """Return the band (of PRICES) of the monthly price that lasts: the one after the trial when there is a trial; it may be one to ask for."""
    price = price_later(solution)
    if price is None:
        return "quote"
    if not price:
        return "free"
    return next((band for band in ("20", "50", "100") if price < int(band)), "more")


def trades_of(codes):
    """Return the codes under which a solution for these trades is filtered: each trade, its family, the trades of a whole family."""
    found = set()
    for code in codes:
        found.update([code, family_of(code)] if code in TRADES else [code, *(t for t in TRADES if TRADES[t].family == code)] if code in FAMILIES else [])
    return sorted(found - {""}) or [ALL]


def texts_of(solution):
    """Return the parts of a solution that are read; its company must be loaded. Nothing confidential."""
    needs = [word for n in needs_of(solution.needs) for word in (n.fr, n.en, n.about_fr, n.about_en)]
    trades = [word for code in solution.trades if code in TRADES for word in (TRADES[code].fr, TRADES[code].en)]
    return {"name": solution.name, "company": solution.provider.organisation.name, "summary": solution.summary,
            "tags": " ; ".join([*needs, *trades]), "body": f"{solution.text} ; {solution.prerequisites}"}


def entry_of(solution, qualifications):
    """Return the Entry of a solution, from those of its qualifications that stand (neither ended nor suspended)."""
    values = [f"need:{n.code}" for n in needs_of(solution.needs)] + [f"trade:{code}" for code in trades_of(solution.trades)]
    values += [f"price:{price_band(solution)}"] + ([f"level:{solution.level}"] if solution.level else [])
    standing = [] if solution.withdrawn_at else [q for q in qualifications if q.ended_at is None and q.suspended_at is None]
    return Entry(tuple(values), tuple((q.territory_id, q.since.toordinal(), q.until.toordinal()) for q in standing))


def reading(texts):
    """Return what names a reading: the texts, the synonyms and the rules of the day."""
    return json.dumps([VERSION, synonyms().version, sorted(texts.items())], ensure_ascii=False).encode("utf-8", "replace")


def draw_of(day: date):
    """Return the number by which equal solutions are drawn on a day: the same for a week, then another."""
    return day.toordinal() // 7
