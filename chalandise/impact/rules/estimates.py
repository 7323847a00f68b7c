"""What an estimate is made with, how its answer is kept, and what others may read of it."""
from math import exp

from chalandise.computing.effects.reasons import WORDS

YEARS = 3            # of takings before the season that are read
DEALS = 999          # placebo deals
SEED = 20171120      # the same for everybody: nobody looks for the seed that suits
AGAIN = 7            # days between two computations that nobody asked for
LONG = 182           # days beyond which works are no longer set aside
SHARED = 0.8         # share of the shops from which works are common to all


def nobody():
    """Return the answer when no action has begun."""
    return {"verdict": "refused", "deals": 0, "seed": SEED, "lines": [], "without": {}, "course": None, "street": None, "treated": [], "compared": [],
            "reasons": [{"code": "too_few_treated", "shop": None, "figures": {"many": 0, "needed": 5}}],
            "before": {"chance": None, "leads": [], "spread": [], "placebo": None, "clean": True}}


# --- what others may read ---------------------------------------------------------------------------------------------------

TOLD = ("no_comparison", "too_few_treated", "too_few_comparison", "few_comparison", "one_start", "holes", "disturbed", "disagreement",
        "trend_before", "season_alone", "small_deals", "year_on_year_short", "days_changed")  # reasons that speak of no shop in particular


def public(result):
    """Return what anybody else than the referent may read of an answer: whole percents, counts, reasons about the group."""
    line = result["lines"][0] if result["lines"] else None
    return {"verdict": result["verdict"], "treated": len(result["treated"]), "compared": len(result["compared"]),
            **({name: whole(line[name]) for name in ("value", "low", "high")} if line else {}),
            "reasons": [{"code": r["code"], "figures": r["figures"]} for r in result["reasons"] if r["shop"] is None and r["code"] in TOLD]}


def whole(log):
    """Return an effect in whole percents of the takings (0 and not −0)."""
    return round(100 * (exp(log) - 1)) + 0


def weight(code):
    """Return refusal, warning or note."""
    return WORDS[code][0]

