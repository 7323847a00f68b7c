"""Who may do what: small predicates over roles, and the table of conflicts of interest."""
import json
from functools import cache
from pathlib import Path

from chalandise.computing import conflicts
from chalandise.people.models import Role

K, S = Role.Kind, Role.Scope

# A role's natural scope; granting another one is a mistake of ours.
SCOPE_OF = {K.OPERATOR: S.PLATFORM, K.ADMIN: S.TERRITORY, K.REFERENT: S.SEASON, K.MENTOR: S.SEASON, K.MERCHANT: S.SHOP,
            K.PARTNER: S.SEASON, K.COMMITTEE: S.SEASON, K.PROVIDER: S.ORGANISATION, K.COMPANION: S.SHOP, K.REVIEWER: S.CALL}
TEAM = (K.ADMIN, K.REFERENT)  # who may be invited as a colleague

# What a person may declare to be, to a shop, an organisation or somebody; the team may write the same.
TIES = ("family", "client", "supplier", "employer", "competitor", "other")
# What the rooms write down themselves: funding (a paid supplier), the catalogue (a solution's provider, a review), people (a group).
DERIVED_TIES = ("group", "invoice", "provider", "reviewer")
GESTURES = ("pair", "score", "review", "recommend", "pay", "vote")


@cache
def conflict_table():
    """Return {gesture: {kind of tie: Level}}, read from data/conflicts.json."""
    rows = _conflicts()["verdicts"]
    return {gesture: {kind: conflicts.Level[row[gesture].upper()] for kind, row in rows.items()} for gesture in GESTURES}


def way_out(gesture, level):
    """Return what to do instead: "replace", "recuse" or "supervise"; "" when nothing stops the gesture."""
    if level is conflicts.Level.BARRED:
        return _conflicts()["ways_out"][gesture]
    return "supervise" if level is conflicts.Level.SUPERVISED else ""


@cache
def _conflicts():
    return json.loads((Path(__file__).resolve().parent / "data" / "conflicts.json").read_text(encoding="utf-8"))
