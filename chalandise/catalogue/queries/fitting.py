"""The three solutions of a territory's catalogue that fit a shop, for each of its needs; a constant number of queries."""
from dataclasses import dataclass, field, replace

from django.db.models import Q

from chalandise.catalogue.models import Qualification
from chalandise.catalogue.queries.qualifications import listed_now
from chalandise.catalogue.rules.fitting import none_words, reason_words
from chalandise.catalogue.rules.needs import NEEDS
from chalandise.catalogue.rules.prices import commitment_words, price_later, price_words
from chalandise.computing import fitting
from chalandise.foundation import clock
from chalandise.shops.rules import TRADES, family_of


@dataclass(frozen=True)
class Proposal:
    """One solution that fits: reasons and cautions in words; `barred` says why the reader may not recommend it, or ""."""

    solution: object
    reasons: tuple
    cautions: tuple
    barred: str = ""

    @property
    def price(self):
        return price_words(self.solution)

    @property
    def commitment(self):
        return commitment_words(self.solution.commitment_months)


@dataclass(frozen=True)
class Advice:
    """What is proposed for one need: three Proposals at the most, how many fit in all, and why none does."""

    need: object
    best: tuple = ()
    fitting: int = 0
    why_none: str = ""
    others: tuple = field(default=(), repr=False)  # the Proposals that fit and come after the three

    def __bool__(self):
        return bool(self.best)


def advice_for(shop, needs, *, level="", budget=None):
    """Return {need: Advice} for a shop of a territory, which the door's gate has checked (one query).

    Parameters
    ----------
    needs : iterable of str
        Codes; a code that the list does not have is left out.
    level : str
        How at ease the shop is ("beginner", "regular", "advanced"), "" when no assessment says so.
    budget : Decimal, optional
        Euros a month at most.
    """
    wanted = [code for code in dict.fromkeys(needs) if code in NEEDS]
    rows = list(candidates_of(shop.territory_id, wanted)) if wanted else []
    seed = clock.today().toordinal()
    family = family_of(shop.trade)
    trade = shop.trade if shop.trade in TRADES else ""  # a family's own code says that the exact trade is not known
    return {code: _advice(code, fitting.solve(fitting.Wish(code, trade, family, level, budget), (_candidate(r) for r in rows), seed=seed),
                          rows, shop.trade, family) for code in wanted}


def solutions_in(advice):
    """Return the solutions of {need: Advice}, each once."""
    return list({p.solution.pk: p.solution for one in advice.values() for p in (*one.best, *one.others)}.values())


def marked(advice, barred):
    """Return {need: Advice} where the solutions of `barred` {solution id: why} say that the reader may not recommend them.

    The shop is still proposed the same three: a mentor and a merchant who sit together see one list.
    """
    def mark(proposals):
        return tuple(replace(p, barred=barred.get(p.solution.pk, "")) for p in proposals)
    return {need: replace(one, best=mark(one.best), others=mark(one.others)) for need, one in advice.items()}


def candidates_of(territory_id, needs):
    """Return the qualifications of a territory, running, suspended or past their term, of the solutions that answer one of these needs."""
    asked = Q(pk__in=[])
    for code in needs:
        asked |= Q(solution__needs__icontains=f'"{code}"')
    return (Qualification.objects.filter(asked, territory=territory_id, ended_at=None)
            .select_related("solution__provider__organisation", "solution__evidence"))


def proposable(territory_id=None, *, need=""):
    """Return the qualifications that may be proposed today, in one territory or anywhere: running, not suspended, still sold."""
    rows = listed_now().filter(since__lte=clock.today())
    rows = rows if territory_id is None else rows.filter(territory=territory_id)
    return rows.filter(solution__needs__icontains=f'"{need}"') if need else rows


def is_proposable(solution, territory_id):
    """Say whether a solution may be proposed, and asked for a quote, in a territory today."""
    return proposable(territory_id).filter(solution=solution).exists()


def state_of(row):
    """Return "open", "suspended" or "expired" for a qualification that was not ended."""
    if row.until <= clock.today() or row.since > clock.today() or row.solution.withdrawn_at:
        return "expired"
    return "suspended" if row.suspended_at else "open"


def _candidate(row):
    one = row.solution
    evidence = getattr(one, "evidence", None)
    asked = {int(m): n for m, n in (evidence.asked if evidence else {}).items()}
    kept = {int(m): min(n, asked.get(int(m), 0)) for m, n in (evidence.kept if evidence else {}).items()}
    trades = frozenset(one.trades) | {family_of(trade) for trade in one.trades} - {""}
    return fitting.Candidate(one.pk, frozenset(one.needs), trades, one.level, price_later(one), tuple(sorted(asked.items())),
                             tuple(sorted(kept.items())), state_of(row))


def _advice(code, found, rows, trade, family):
    solutions = {r.solution_id: r.solution for r in rows}
    made = tuple(Proposal(solutions[f.key], tuple(reason_words(r, trade=trade, family=family) for r in f.reasons),
                          tuple(reason_words(r, trade=trade, family=family) for r in f.cautions)) for f in found.ranked)
    return Advice(NEEDS[code], made[:fitting.LIMIT], len(made), none_words(found.why_none) if not made else "", made[fitting.LIMIT:])
