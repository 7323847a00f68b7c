"""The proposal for the whole panel: computed, adjusted by the team, computed again in place, adopted."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing import pairing as kernel
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import PairingProposal
from chalandise.mentoring.operations.pairings import open_pairing
from chalandise.mentoring.queries.board import board
from chalandise.mentoring.queries.why import Names, conflict_words, explained

GESTURES = ("pin", "unpin", "forbid", "allow")
LEVEL = 60


def problem_of(found, pins=(), forbids=(), level=LEVEL):
    """Return the kernel's problem for the shops without a mentor and the mentors with room who signed.

    A mentor who already accompanies a direct competitor is no candidate; two competitors who wait exclude each other.
    """
    shops = tuple(found.waiting)
    mentors = tuple(m for m in found.mentors if m not in found.unsigned_mentors and found.room(m))
    return kernel.Problem(
        merchants=shops, mentors=mentors, capacity={m: found.room(m) for m in mentors},
        candidates=tuple(kernel.Candidate(s, m, found.fits[s, m].value) for s in shops for m in mentors if not found.rival_at(s, m)),
        barred={k: v for k, v in found.barred.items() if k[0] in shops and k[1] in mentors},
        pinned=tuple(tuple(p) for p in pins), forbidden=frozenset(tuple(p) for p in forbids), level=level,
        competitors=frozenset(pair for pair in found.rivals if pair[0] in shops and pair[1] in shops))


@transaction.atomic
def propose_pairings(*, season, by, pins=(), forbids=(), seed=None, level=None):
    """Compute and keep a proposal for every shop without a mentor.

    Parameters
    ----------
    pins, forbids : iterable of (shop id, mentor id)
        Pairs that the team keeps or refuses. Those about a shop that has a mentor meanwhile are dropped.
    seed : int, optional
        Repeats a draw; by default the latest proposal's, so that adjusting one pair does not shuffle the others.
    level : int, optional
        Nobody below this fit if avoidable, 0 to 100; by default the latest proposal's, or 60.
    """
    found = board(season)
    last = PairingProposal.objects.filter(season=season).first()
    seed = seed if seed is not None else last.seed if last else int(clock.now().timestamp()) % 2**31
    level = level if level is not None else last.level if last else LEVEL
    if not 0 <= level <= 100:
        raise Refused(_("L’accord à garantir se compte de 0 à 100. Laissez 60 si vous hésitez."), field="level")
    waiting = set(found.waiting)
    pins = sorted({tuple(p) for p in pins if p[0] in waiting and p[1] in found.mentors})
    forbids = sorted({tuple(p) for p in forbids if p[0] in waiting and p[1] in found.mentors})
    problem = problem_of(found, pins, forbids, level)
    try:
        result = kernel.solve(problem, seed=seed)
    except kernel.Contradiction as wrong:
        raise Refused(_contradiction(wrong, found)) from None
    proposal = PairingProposal.objects.create(season=season, by=by, at=clock.now(), seed=seed, pins=pins, forbids=forbids, level=level,
                                              problem=_plain_problem(problem), result=_plain_result(result, found))
    journal.record("pairings.proposed", by=by, on=[season], territory=season.territory_id,
                   changes={"pairs": [None, len(result.pairs)], "unserved": [None, len(result.unserved)]})
    return proposal


def _contradiction(wrong, found):
    """Say which pair cannot be kept, and why: the bar, or the choices that cannot hold together."""
    names = Names(found.shops, found.mentors)
    why = found.why(wrong.merchant, wrong.mentor) if wrong.reason == "barred" else ""
    return _("Impossible de garder %(shop)s avec %(mentor)s. %(why)s") % {
        "shop": names.shop(wrong.merchant), "mentor": names.mentor(wrong.mentor), "why": why or conflict_words(wrong.conflict, names)}


def _plain_problem(problem):
    return {"merchants": list(problem.merchants), "mentors": list(problem.mentors), "level": problem.level,
            "capacity": [[m, c] for m, c in problem.capacity.items()], "barred": [[*k, v] for k, v in problem.barred.items()],
            "fits": [[c.merchant, c.mentor, c.fit] for c in problem.candidates]}


def _plain_result(result, found):
    why, causes = explained(result, found)

    def pair(p):
        fit = found.fits[p.merchant, p.mentor]
        return {**why[p.merchant], "shop": p.merchant, "mentor": p.mentor, "fit": p.fit, "draw": result.draw[p.merchant, p.mentor],
                "for": [[r.code, r.value] for r in fit.reasons_for], "against": [[r.code, r.value] for r in fit.reasons_against]}
    return {"pairs": [pair(p) for p in result.pairs], "unserved": [[s, code] for s, code in result.unserved.items()],
            "causes": [[s, found_causes] for s, found_causes in causes.items()], "proven": result.proven,
            "total": result.total, "worst": result.worst}


def adjust_proposal(*, season, by, gesture, shop_id, mentor_id):
    """Keep or refuse one pair of the latest proposal, and compute again with the same draw."""
    if gesture not in GESTURES:
        raise Refused(_("Ce geste n’existe pas."))
    last = PairingProposal.objects.filter(season=season).first()
    pins = {tuple(p) for p in last.pins} if last else set()
    forbids = {tuple(p) for p in last.forbids} if last else set()
    pair = (shop_id, mentor_id)
    if gesture == "pin":
        pins = {p for p in pins if p[0] != shop_id} | {pair}
        forbids.discard(pair)
    elif gesture == "forbid":
        forbids.add(pair)
        pins.discard(pair)
    else:
        (pins if gesture == "unpin" else forbids).discard(pair)
    return propose_pairings(season=season, by=by, pins=pins, forbids=forbids)


def adopt_proposal(*, season, by):
    """Open every pairing of the latest proposal that still may be; return (opened, [(shop name, why not)])."""
    last = PairingProposal.objects.filter(season=season).first()
    if last is None:
        raise Refused(_("Il n’y a pas encore de proposition. Demandez-en une d’abord."))
    found, opened, left = board(season), [], []
    for line in last.result["pairs"]:
        shop, mentor = found.shops.get(line["shop"]), found.mentors.get(line["mentor"])
        if shop is None or mentor is None or shop.pk in found.paired:
            continue
        try:
            opened.append(open_pairing(season=season, shop=shop, mentor=mentor, by=by, found=found))
        except Refused as refusal:
            left.append((shop, refusal.sentence))
    return opened, left
