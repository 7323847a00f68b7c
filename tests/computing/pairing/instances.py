"""Random small pairing problems, and every pairing that their rules allow."""
from itertools import combinations, product

from hypothesis import strategies as st

from chalandise.computing.pairing import Candidate, Problem


@st.composite
def problems(draw, most=4):
    merchants, mentors = draw(st.integers(1, most)), draw(st.integers(1, most))
    pairs = [(m, 10 + k) for m in range(merchants) for k in range(mentors)]
    fits = {p: draw(st.one_of(st.none(), st.integers(1, 100), st.sampled_from([30, 50, 70]))) for p in pairs}
    barred = {p: "tie" for p in pairs if draw(st.integers(0, 9)) == 0}
    forbidden = frozenset(p for p in pairs if draw(st.integers(0, 9)) == 0)
    open_pairs = [p for p in pairs if fits[p] and p not in barred and p not in forbidden]
    capacity = {10 + k: draw(st.integers(0, 3)) for k in range(mentors)}
    pinned = tuple(p for p in open_pairs if p[0] == 0 and capacity[p[1]])[:draw(st.integers(0, 1))]
    competitors = frozenset(p for p in combinations(range(merchants), 2) if draw(st.integers(0, 2)) == 0)
    return Problem(tuple(range(merchants)), tuple(range(10, 10 + mentors)), tuple(Candidate(*p, f) for p, f in fits.items() if f),
                   capacity, barred, pinned, forbidden, draw(st.sampled_from([0, 40, 60, 101])), competitors,
                   frozenset(m for m in range(merchants) if draw(st.integers(0, 3)) == 0))


def every_pairing(problem):
    """Yield each {merchant: mentor} that the rules allow, the rules written again from the definition."""
    listed, pins = {(c.merchant, c.mentor): c.fit for c in problem.candidates}, dict(problem.pinned)
    options = [[k for k in (None, *problem.mentors) if _may(problem, listed, pins, m, k)] for m in problem.merchants]
    for chosen in product(*options):
        made = {m: k for m, k in zip(problem.merchants, chosen, strict=True) if k is not None}
        crowded = any(chosen.count(k) > problem.capacity.get(k, 1) for k in problem.mentors)
        rivals = any(made.get(a, -1) == made.get(b, -2) and not {a, b} <= problem.accepting for a, b in problem.competitors)
        if not crowded and not rivals:
            yield made


def _may(problem, listed, pins, merchant, mentor):
    if merchant in pins:
        return mentor == pins[merchant]
    pair = (merchant, mentor)
    return mentor is None or (pair in listed and pair not in problem.barred and pair not in problem.forbidden)


def fits_of(problem, made):
    listed = {(c.merchant, c.mentor): c.fit for c in problem.candidates}
    return [listed[m, made[m]] if m in made else 0 for m in problem.merchants]


def reached(problem, made):
    """Larger is better: leximin below the level (0 always counts), then the total."""
    fits = fits_of(problem, made)
    return sorted(f if f == 0 or f < problem.level else 1000 for f in fits), sum(fits)


def made_by(result):
    return {p.merchant: p.mentor for p in result.pairs}
