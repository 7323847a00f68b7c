"""The European assessment: its questions, one shop's sheet, and the season's results in its own terms."""
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from chalandise.computing import dma
from chalandise.diagnostics.models import DmaSheet
from chalandise.diagnostics.queries.question import Words

FOLDER = Path(__file__).resolve().parent.parent / "data" / "dma"
CURRENT = "2024.1"
BANDS = {"basic": _("de base"), "average": _("moyen"), "moderate": _("assez avancé"), "advanced": _("avancé")}
GRADES = {"grades": (_("pas employé"), _("on y pense"), _("premier essai"), _("en test"), _("en cours d’installation"), _("en service")),
          "partly": (_("non"), _("en partie"), _("oui"))}


@dataclass(frozen=True)
class Item:
    key: str
    words: Words
    skip: Words | None = None  # why a shop is not asked; the item then counts as not in use

    def __str__(self):
        return str(self.words)


@dataclass(frozen=True)
class Asked:
    """A question as it is printed, beside the one that is scored."""

    words: Words
    items: tuple
    scored: dma.Question

    @property
    def key(self):
        return self.scored.key

    @property
    def kind(self):
        return self.scored.kind

    @property
    def grades(self):
        return list(enumerate(GRADES.get(self.kind, ())))

    @property
    def here(self):
        """Return the items that a shop is asked."""
        return [i for i in self.items if i.skip is None]

    @property
    def skipped(self):
        return [i for i in self.items if i.skip is not None]


@dataclass(frozen=True)
class Tool:
    version: str
    dimensions: tuple   # ((key, Words), …)
    questions: tuple    # Asked

    def by_dimension(self):
        return [(key, words, [q for q in self.questions if q.scored.dimension == key]) for key, words in self.dimensions]

    def score(self, answers):
        return dma.solve(dma.Problem(tuple(q.scored for q in self.questions), answers))


@cache
def tool(version=CURRENT):
    """Return one version of the European questions."""
    data = tomllib.loads((FOLDER / f"eu-dma-sme-{version}.toml").read_text(encoding="utf-8"))
    return Tool(data["version"], tuple((d["key"], Words(d["fr"], d["en"])) for d in data["dimension"]), tuple(_asked(q) for q in data["question"]))


def _asked(table):
    items = tuple(Item(i["key"], Words(i["fr"], i["en"]), Words(i["skip"]["fr"], i["skip"]["en"]) if "skip" in i else None) for i in table["item"])
    scored = dma.Question(table["key"], table["dimension"], table["kind"], tuple(i.key for i in items),
                          frozenset(i["key"] for i in table["item"] if i.get("against")))
    return Asked(Words(table["fr"], table["en"]), items, scored)


def dma_slot(place, moment):
    """Return the European sheet of a place at a moment, unsaved when nobody has begun (the place comes from a gate)."""
    found = DmaSheet.objects.filter(season=place.season, shop=place.shop, moment=moment).first()
    made = found or DmaSheet(season=place.season, shop=place.shop, moment=moment, bank_version=CURRENT, rules=dma.RULES)
    made.season, made.shop = place.season, place.shop
    return made


def dma_sheets(season):
    """Return {(shop, moment): (sheet, its Result when finished)} of a season. One query."""
    found = DmaSheet.objects.filter(season=season).select_related("shop")
    return {(s.shop_id, s.moment): (s, tool(s.bank_version).score(s.answers) if s.finished_at else None) for s in found}


def dma_export(season):
    """Return the finished sheets in the tool's terms, plain data ready for CSV or JSON; no person is named."""
    rows = []
    for sheet, result in dma_sheets(season).values():
        if result is not None:
            asked = tool(sheet.bank_version)
            rows.append({
                "shop": sheet.shop.name, "siret": sheet.shop.siret or "", "naf": sheet.shop.naf, "stage": sheet.moment,
                "date": sheet.finished_at.date().isoformat(), "questionnaire": f"eu-dma-sme-{sheet.bank_version}", "rules": sheet.rules,
                **{f"dimension_{key}": round(float(result.dimensions[key]), 2) for key, _words in asked.dimensions},
                "overall": round(float(result.overall), 2), "band": result.band, "answers": sheet.answers,
                "skipped": {q.key: {i.key: str(i.skip.en) for i in q.skipped} for q in asked.questions if q.skipped}})
    return rows
