"""Which shops of a season compete directly, and which of them accept to share a mentor."""
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from chalandise.mentoring.models import Sharing
from chalandise.shops.rules import TRADES

NEAR_KM = 1.5  # some twenty minutes on foot: whom a shopper may choose instead
BROAD = frozenset({"workshop", "repair", "decoration", "leisure", "agency"})  # two potters compete, a potter and a luthier do not


@dataclass(frozen=True)
class Rivalry:
    """Two shops of one trade close to each other, and what each says of sharing a mentor (None: no answer yet)."""

    shop: object
    other: object
    asked: bool = False
    shop_accepts: bool | None = None
    other_accepts: bool | None = None

    @property
    def pair(self):
        return tuple(sorted((self.shop.pk, self.other.pk)))

    @property
    def accepted(self):
        return bool(self.shop_accepts and self.other_accepts)

    @property
    def refused(self):
        return False in (self.shop_accepts, self.other_accepts)


def compete(one, other, distance_km):
    """Say whether two shops compete directly: one precise trade, near each other or at an unknown distance."""
    precise = one.trade in TRADES and one.trade not in BROAD
    return precise and one.trade == other.trade and (distance_km is None or distance_km <= NEAR_KM)


def rivalries(season, shops: Iterable, distance):
    """Return the rivalries between some shops of a season, by name (one query).

    Parameters
    ----------
    distance : callable
        Of two shops, in kilometres, or None when a place is unknown.
    """
    said = {(s.shop_id, s.other_id): s.accepts for s in Sharing.objects.filter(season=season)}
    pairs = [(a, b) for a, b in combinations(sorted(shops, key=lambda s: (s.sort_key, s.pk)), 2) if compete(a, b, distance(a, b))]
    return [Rivalry(a, b, (a.pk, b.pk) in said, said.get((a.pk, b.pk)), said.get((b.pk, a.pk))) for a, b in pairs]
