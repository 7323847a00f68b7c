"""Why not everybody can have a mentor: a smallest set of wishes and limits that cannot hold together."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalandise.computing import minimal
from chalandise.computing.pairing import flow
from chalandise.computing.pairing.network import layout
from chalandise.computing.pairing.problem import Candidate, Constraint, Contradiction, Problem
from chalandise.computing.pairing.season import draw_of, solve


def constraints_of(problem: Problem) -> list[Constraint]:
    """Return everything a problem asks when everybody must have a lead, what the team can change last."""
    listed = set(problem.listed)
    return [
        *(Constraint("serve", (m,)) for m in problem.merchants),
        *(Constraint("unlisted", (m,), absent) for m in problem.merchants
          if (absent := tuple(k for k in problem.mentors if (m, k) not in listed))),
        *(Constraint("barred", (m,), (k,)) for m, k in sorted(problem.barred) if (m, k) in listed),
        *(Constraint("rivals", pair) for pair in sorted(problem.rivals)),
        *(Constraint("capacity", (), (k,), problem.places(k)) for k in problem.mentors),
        *(Constraint("forbid", (m,), (k,)) for m, k in sorted(problem.forbidden) if (m, k) in listed),
        *(Constraint("pin", (m,), (k,)) for m, k in problem.pinned),
    ]


def smallest_conflict(problem: Problem, *, limit: int = 1_500) -> minimal.Conflict[Constraint] | None:
    """Return a smallest set of constraints that leaves somebody without a lead; None when everybody can have one.

    Parameters
    ----------
    limit : int
        Tests to spend on proving that nothing smaller exists (a few milliseconds each).

    Examples
    --------
    >>> c = (Candidate(1, 10, 80), Candidate(2, 10, 70))
    >>> [m.kind for m in smallest_conflict(Problem((1, 2), (10,), c)).members]
    ['serve', 'serve', 'capacity']
    """
    return minimal.smallest(constraints_of(problem), lambda some: _holds(problem, some), limit=limit)


def _holds(problem: Problem, some: Sequence[Constraint]) -> bool:
    """Tell whether everybody asked for can be served under these constraints only."""
    relaxed = relax(problem, some)
    try:
        relaxed.check_pins()
    except Contradiction:
        return False
    if not relaxed.merchants:
        return True
    if relaxed.rivals:
        return not solve(relaxed).unserved
    return flow.served(layout(relaxed, draw_of(relaxed, 0)).net) == len(relaxed.merchants)


def relax(problem: Problem, some: Sequence[Constraint]) -> Problem:
    """Return the problem in which only `some` constraints stand; who need not be served is left out."""
    kinds: dict[str, list[Constraint]] = {}
    for constraint in some:
        kinds.setdefault(constraint.kind, []).append(constraint)

    def pairs(kind: str) -> frozenset[tuple[int, int]]:
        return frozenset((m, k) for c in kinds.get(kind, ()) for m in c.merchants for k in c.mentors)
    pins = pairs("pin")
    wanted = {c.merchants[0] for c in kinds.get("serve", ())} | {m for m, _k in pins}
    merchants = tuple(m for m in problem.merchants if m in wanted)
    absent, limited = pairs("unlisted"), {c.mentors[0] for c in kinds.get("capacity", ())}
    candidates = tuple(problem.listed.get((m, k)) or Candidate(m, k, 1)
                       for m in merchants for k in problem.mentors if (m, k) not in absent)
    return replace(problem, merchants=merchants, candidates=candidates, level=0,
                   capacity={k: problem.places(k) if k in limited else len(problem.merchants) for k in problem.mentors},
                   barred=dict.fromkeys(pairs("barred"), ""), forbidden=pairs("forbid"),
                   pinned=tuple(p for p in problem.pinned if p in pins),
                   competitors=frozenset((c.merchants[0], c.merchants[1]) for c in kinds.get("rivals", ())), accepting=frozenset())
