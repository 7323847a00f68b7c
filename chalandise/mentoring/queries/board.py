"""Everything that decides who may accompany whom in a season, read in a constant number of queries."""
import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from chalandise.computing import conflicts, fit
from chalandise.foundation.names import fold
from chalandise.mentoring.models import Mentor, Pairing, Wish
from chalandise.mentoring.queries.rivals import rivalries
from chalandise.people.queries.conflicts import node, verdict
from chalandise.people.queries.reasons import names_of, people_named, reason
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries.charters import signers
from chalandise.shops.queries import graph_around
from chalandise.shops.rules import family_of

HALF_DAYS = [f"{day}-{half}" for day in ("mon", "tue", "wed", "thu", "fri", "sat") for half in ("am", "pm")]


@dataclass
class Board:
    """Shops, mentors, and between each two of them a fit and its reasons, or the bar."""

    shops: dict
    mentors: dict
    load: dict
    unsigned_shops: frozenset
    unsigned_mentors: frozenset
    needs: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)  # what each fit was computed from
    fits: dict = field(default_factory=dict)
    barred: dict = field(default_factory=dict)    # (shop, mentor) to the kind of tie that bars
    verdicts: dict = field(default_factory=dict)  # the same, and what is allowed under supervision: the whole Verdict
    graph: object = None
    paired: dict = field(default_factory=dict)  # shop id to its open pairing
    rivalries: list = field(default_factory=list)  # between the shops of the panel

    @cached_property
    def rivals(self):
        """Pairs of shops (smaller id first) that may not share a mentor: competitors who do not both accept."""
        return frozenset(r.pair for r in self.rivalries if not r.accepted)

    def rival_at(self, shop_id, mentor_id):
        """Return the shop that this mentor accompanies and that competes with this one, or None."""
        return next((s for s, p in self.paired.items() if p.mentor_id == mentor_id and s in self.shops
                     and (min(s, shop_id), max(s, shop_id)) in self.rivals), None)

    def room(self, mentor_id):
        """How many more merchants this mentor may accompany."""
        return max(0, self.mentors[mentor_id].capacity - self.load.get(mentor_id, 0))

    def bar(self, shop_id, mentor_id):
        """Return why this pair may not be made now, as a code, or ""."""
        if (shop_id, mentor_id) in self.barred:
            return self.barred[shop_id, mentor_id]
        if mentor_id in self.unsigned_mentors:
            return "unsigned"
        if not self.room(mentor_id):
            return "full"
        return "rival" if self.rival_at(shop_id, mentor_id) else ""

    def why(self, shop_id, mentor_id):
        """Return the ties between a mentor and a shop in one sentence, or "" when there is no conflict."""
        found = self.verdicts.get((shop_id, mentor_id))
        return reason([(t.kind, t.a, t.b) for t in found.path], self.names) if found else ""

    def supervised(self, shop_id, mentor_id):
        """Say whether this pair may be made under the eyes of a second person only."""
        found = self.verdicts.get((shop_id, mentor_id))
        return found is not None and found.supervised

    @cached_property
    def names(self):
        """The names of the season's mentors, shops and merchants, and of the organisations that bind them."""
        nodes = {n for v in self.verdicts.values() for n in v.nodes}
        keepers = {t.a[1] for t in self.graph.ties if t.kind == conflicts.KEEPS and t.b[0] == "shops.shop" and t.b[1] in self.shops}
        return names_of(nodes, known={**people_named(keepers), **{node(s): s.name for s in self.shops.values()},
                                      **{node(m.person): m.person.full_name for m in self.mentors.values()}})

    @cached_property
    def waiting(self):
        """Shops without a mentor."""
        return [s for s in self.shops if s not in self.paired]

    def ranked(self, shop_id):
        """Return [(mentor, fit, bar code)] for one shop, best first, barred last."""
        rows = [(m, self.fits[shop_id, m.pk], self.bar(shop_id, m.pk)) for m in self.mentors.values()]
        return sorted(rows, key=lambda row: (bool(row[2]), -row[1].value, row[0].person.sort_key))


def board(season):
    """Read the whole board of a season. Who has not signed the charter of today may not be paired."""
    places = list(PanelPlace.objects.filter(season=season, left_at=None).select_related("shop", "application")
                  .order_by("shop__sort_key"))
    mentors = {m.pk: m for m in Mentor.objects.filter(season=season, state=Mentor.State.ACCEPTED).select_related("person", "employer")}
    pairings = list(Pairing.objects.filter(season=season, ended_at=None).select_related("mentor__person", "shop"))
    load = defaultdict(int)
    for pairing in pairings:
        load[pairing.mentor_id] += 1
    shop_signed, person_signed = signers(season, "merchant"), signers(season, "mentor")
    found = Board(shops={p.shop_id: p.shop for p in places}, mentors=mentors, load=dict(load),
                  unsigned_shops=frozenset(p.shop_id for p in places) - shop_signed,
                  unsigned_mentors=frozenset(k for k, m in mentors.items() if m.person_id not in person_signed),
                  paired={p.shop_id: p for p in pairings})
    found.rivalries = rivalries(season, found.shops.values(), distance_km)
    found.graph = _ties(found)
    _fill(found, places, wishes_of(season))
    return found


def wishes_of(season):
    """Map (shop, mentor, side) to what that side said after a first talk."""
    return {(shop, mentor, side): says for shop, mentor, side, says
            in Wish.objects.filter(season=season).values_list("shop_id", "mentor_id", "side", "says")}


def _fill(found, places, wishes):
    for place in places:
        shop = place.shop
        found.needs[shop.pk] = needed_skills(shop, place.application)
        hours = open_half_days(shop.opening_hours)
        for mentor in found.mentors.values():
            said = verdict(found.graph, "pair", mentor.person, [node(shop)])
            if said.level:
                found.verdicts[shop.pk, mentor.pk] = said
            if said.barred:
                found.barred[shop.pk, mentor.pk] = said.kind
            found.facts[shop.pk, mentor.pk] = facts = fit.Facts(
                needed=found.needs[shop.pk], offered=frozenset(mentor.skills), trade_known=knows(mentor, shop),
                overlap=None if hours is None or not mentor.availability else len(hours & set(mentor.availability)),
                distance_km=distance_km(shop, mentor), tie=said.kind if said.supervised else "",
                sells=bool(mentor.sells.strip()), merchant_wish=wishes.get((shop.pk, mentor.pk, "merchant"), ""),
                mentor_wish=wishes.get((shop.pk, mentor.pk, "mentor"), ""))
            found.fits[shop.pk, mentor.pk] = fit.fit_score(facts)


def _ties(found):
    """Return the graph around the mentors and the shops; a mentor works for the employer of their profile."""
    employers = [conflicts.Tie(node(m.person), node(m.employer), conflicts.EMPLOYER, source="derived")
                 for m in found.mentors.values() if m.employer_id]
    ends = [node(thing) for thing in (*(m.person for m in found.mentors.values()), *found.shops.values())]
    return graph_around(ends, extra=employers)


@cache
def _rules():
    return json.loads((Path(__file__).resolve().parent.parent / "data" / "needs.json").read_text(encoding="utf-8"))


def needed_skills(shop, application):
    """Return the skills that a shop seems to need, from its own words, its trade and the channels that it has not.

    Its words decide; without any that we recognise, the channels that it lacks and its trade do (data/needs.json).
    """
    said = fold(application.need) if application else ""
    channels = set(shop.channels) | set(application.channels if application else ())
    asked = {r["skill"] for r in _rules() if any(fold(w) in said for w in r.get("words", ()))}
    if asked:
        return frozenset(asked)
    trades = {shop.trade, family_of(shop.trade)}
    return frozenset(r["skill"] for r in _rules() if r.get("unless", "") not in channels
                     and (trades & set(r["trades"]) if "trades" in r else "unless" in r))


def knows(mentor, shop):
    return bool(shop.trade) and bool({shop.trade, family_of(shop.trade)} & set(mentor.trades))


def distance_km(a, b):
    """Return the great-circle distance of two placed things, or None."""
    if None in (a.lat, a.lon, b.lat, b.lon):
        return None
    p, q = radians(a.lat), radians(b.lat)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


@lru_cache(maxsize=4096)
def open_half_days(hours):
    """Return the half days of an ordinary week when a shop is open, or None when its hours are unknown or unreadable."""
    if not hours:
        return None
    from datetime import datetime, timedelta  # noqa: PLC0415  (cold path)

    from opening_hours import OpeningHours, ParserError  # noqa: PLC0415  (heavy)
    try:
        book = OpeningHours(hours)
    except ParserError:
        return None
    monday = datetime(2017, 1, 9)  # noqa: DTZ001  (wall time of an ordinary week)
    found = set()
    for name, n in zip(HALF_DAYS, range(12), strict=True):
        start = monday + timedelta(days=n // 2, hours=9 if n % 2 == 0 else 14)
        if any(book.is_open(start + timedelta(minutes=30 * k)) for k in range(7)):
            found.add(name)
    return frozenset(found)
