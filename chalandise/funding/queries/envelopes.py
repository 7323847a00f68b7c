"""The envelopes of a pot: their rules, what each holds, what is kept for whom."""
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from chalandise.computing import envelopes as computing
from chalandise.funding.models import Account, Envelope, Movement, Posting
from chalandise.funding.queries.balance import ZERO, Balances, cents
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries import seasons_run_by

K = Account.Kind


def envelopes_of(pot, *, closed=False):
    """Return the envelopes of a pot with their rules, the open ones unless `closed`."""
    found = Envelope.objects.filter(pot=pot).select_related("pot__season").prefetch_related("rules")
    return found if closed else found.filter(closed_at=None)


def envelope_in(person, season, envelope_id):
    """Return one envelope of a season whose team this person belongs to; raise Envelope.DoesNotExist otherwise."""
    return Envelope.objects.select_related("pot__season").prefetch_related("rules").get(
        pk=envelope_id, pot__season=season, pot__season__in=seasons_run_by(person))


def purses(pot):
    """Return {envelope id, or None for the common purse: Balances, with what is promised for it}, in one query."""
    rows = (Posting.objects.filter(account__pot=pot).exclude(account__kind=K.PARTNER)
            .values_list("account__envelope_id", "account__kind").annotate(total=Sum("amount")).order_by())
    sums = defaultdict(dict)
    for envelope_id, kind, total in rows:
        sums[envelope_id][kind] = cents(total)
    return defaultdict(Balances, {envelope_id: Balances(by_kind) for envelope_id, by_kind in sums.items()})


def allotted(pot):
    """Return {envelope id: what the team put there from the common purse, less what it took back}, in one query."""
    rows = (Posting.objects.filter(account__pot=pot, account__kind=K.CASH, account__envelope__isnull=False, movement__kind=Movement.Kind.ALLOTMENT)
            .values_list("account__envelope_id").annotate(total=Sum("amount")).order_by())
    return defaultdict(lambda: ZERO, {envelope_id: cents(total) for envelope_id, total in rows})


@dataclass(frozen=True)
class Purse:
    """One envelope (None: the common purse) with its money and the law that the ledger and the proposal obey."""

    envelope: Envelope | None
    money: Balances
    allotted: Decimal
    law: computing.Envelope

    @property
    def kept(self):
        """What is kept for the floors that are not reached yet."""
        return from_cents(max(self.law.shops_reserve, self.law.kinds_reserve))

    @property
    def movable(self):
        """What may go back to the common purse: what the team put there, while it is not committed."""
        return min(self.allotted, self.money.available)


def purses_with_rules(pot):
    """Return a Purse for the common purse, then for each open envelope, in a constant number of queries."""
    money, moved, held = purses(pot), allotted(pot), _held(pot)
    panel = frozenset(PanelPlace.objects.filter(season=pot.season_id, left_at=None).values_list("shop_id", flat=True))
    common = Purse(None, money[None], ZERO, computing.Envelope(0, to_cents(money[None].available)))
    return [common, *(Purse(e, money[e.pk], moved[e.pk], law_of(e, money[e.pk].available, held[e.pk], panel))
                      for e in envelopes_of(pot))]


def law_of(envelope, available, held, panel):
    """Return an envelope's rules as arithmetic; `held` is {shop: cents}, {kind: cents}."""
    by_shop, by_kind = held
    return computing.Envelope(
        envelope.pk, to_cents(available), kinds=frozenset(envelope.kinds) or None,
        per_shop=_bound(envelope.floor_shop, envelope.cap_shop), owed=panel, by_shop=by_shop, by_kind=by_kind,
        per_kind={rule.kind: _bound(rule.floor, rule.cap) for rule in envelope.rules.all()})


def _bound(floor, cap):
    return computing.Bound(to_cents(floor or 0), None if cap is None else to_cents(cap))


def _held(pot):
    """Return {envelope id: ({shop: cents}, {kind: cents})} committed or paid, in one query."""
    rows = (Posting.objects.filter(account__pot=pot, account__envelope__isnull=False, account__kind__in=[K.COMMITTED, K.SPENT])
            .values_list("account__envelope_id", "movement__commitment__shop_id", "movement__commitment__kind")
            .annotate(total=Sum("amount")).order_by())
    found = defaultdict(lambda: (defaultdict(int), defaultdict(int)))
    for envelope_id, shop_id, kind, total in rows:
        by_shop, by_kind = found[envelope_id]
        by_shop[shop_id] += to_cents(total)
        by_kind[kind] += to_cents(total)
    return found


def purse_for(pot, *, shop_id, kind, amount):
    """Return the envelope that would pay this: the first whose rules allow it, the common purse (None) otherwise."""
    return next((p.envelope for p in purses_with_rules(pot)
                 if p.envelope and p.law.refusal(shop_id, kind, to_cents(amount)) is None), None)


def to_cents(amount):
    return int(round(Decimal(amount) * 100))


def from_cents(amount):
    return Decimal(amount) / 100
