"""What if a mentor stopped? The least disturbing way to give their shops somebody else, before anything is decided."""
from dataclasses import dataclass

from chalandise.computing import pairing as kernel
from chalandise.mentoring.queries.board import board


@dataclass(frozen=True)
class Move:
    """A shop whose mentor would change; `after` is None when nobody could."""

    shop: object
    before: object
    after: object
    fit: object  # the Fit with `after`, or None


@dataclass(frozen=True)
class WhatIf:
    mentor: object
    moves: tuple
    kept: int  # pairings that do not change

    @property
    def plan(self):
        """Return what is decided if it is adopted: [[shop id, mentor id or 0], …]."""
        return [[m.shop.pk, m.after.pk if m.after else 0] for m in self.moves]


def without_mentor(season, mentor, found=None):
    """Return what would change if this mentor stopped today.

    Only the shops that are accompanied count: who waits already must not take the place of who would lose somebody.
    """
    found = found or board(season)
    before = {shop: p.mentor_id for shop, p in found.paired.items() if shop in found.shops}
    problem = _problem(found, before).without_mentors({mentor.pk})
    repaired = kernel.repair(problem, before)
    moves = [Move(found.shops[m.merchant], found.mentors.get(m.before), found.mentors.get(m.after), found.fits.get((m.merchant, m.after)))
             for m in repaired.changed]
    return WhatIf(mentor, tuple(sorted(moves, key=lambda m: (m.before != mentor, m.shop.sort_key))), len(before) - repaired.disturbed)


def _problem(found, before):
    """Return the pairing of the accompanied shops as of today."""
    shops = tuple(before)
    mentors = tuple(m for m in found.mentors if m not in found.unsigned_mentors or m in before.values())
    return kernel.Problem(
        merchants=shops, mentors=mentors, capacity={m: max(found.mentors[m].capacity, found.load.get(m, 0)) for m in mentors},
        candidates=tuple(kernel.Candidate(s, m, found.fits[s, m].value) for s in shops for m in mentors),
        barred={pair: code for pair, code in found.barred.items() if pair[0] in shops and pair[1] in mentors},
        competitors=frozenset(pair for pair in found.rivals if pair[0] in shops and pair[1] in shops))
