"""Equal shares: raise the smallest share, step by step, as long as the law of the envelopes lets it."""
from __future__ import annotations

from collections import defaultdict

from chalandise.computing.allocation.problem import Grant, Problem, Request, given


def level(problem: Problem) -> dict[int, Grant]:
    """Return equal shares: what is kept first, whole; then always the smallest share, by `problem.step` cents.

    A share that cannot rise any more stops, and the others go on: what one shop does not ask is for the others. Among equal
    shares, who asked first.
    """
    purses = dict(problem.purse)
    grants: dict[int, Grant] = {}

    def give(request: Request, cents: int) -> bool:
        """Give so many cents more to a request, out of the envelope that it has or the first that may."""
        held = grants.get(request.key)
        for key in [held.envelope] if held else list(purses):
            if purses[key].refusal(request.shop, request.kind, cents) is None:
                purses[key] = given(purses[key], request, cents)
                grants[request.key] = Grant(key, cents + (held.amount if held else 0))
                return True
        return False

    rising: dict[tuple[str, int], list[Request]] = defaultdict(list)
    for request in problem.requests:
        if request.key in problem.pinned:
            give(request, request.amount)
        if request.key not in problem.excluded:
            rising[request.group].append(request)
    shares = {group: sum(grants[r.key].amount for r in mine if r.key in grants) for group, mine in rising.items()}
    while rising:
        group = min(rising, key=shares.__getitem__)
        raised = next((cents for r in rising[group] if (cents := _step(problem, r, grants)) and give(r, cents)), 0)
        shares[group] += raised
        if not raised:
            del rising[group]
    return grants


def _step(problem: Problem, request: Request, grants: dict[int, Grant]) -> int:
    """Return by how much a request rises next: a step, its smallest useful part the first time, what is left the last."""
    held = grants[request.key].amount if request.key in grants else 0
    return min(problem.step if held else max(problem.step, request.smallest), request.amount - held)
