"""The integer programme behind computing/allocation/result.py: each objective is proved, then held while the next is sought."""
from __future__ import annotations

from collections import defaultdict
from typing import Any

from ortools.sat.python import cp_model

from chalandise.computing.allocation.problem import Grant, Problem, Request
from chalandise.computing.envelopes import Envelope


class Search:
    """One model, solved several times; `optimal` says whether every step was proved."""

    def __init__(self, problem: Problem, seed: int, limit: float) -> None:
        self.problem, self.seed, self.limit, self.optimal = problem, seed, limit, True
        self.model = cp_model.CpModel()
        self.whole: list[cp_model.IntVar] = []
        self.taken: dict[tuple[int, int], cp_model.IntVar] = {}  # request, envelope
        self.cents: dict[tuple[int, int], Any] = {}
        for r in problem.requests:
            for e in problem.envelopes:
                if r.key not in problem.excluded and e.accepts(r.kind):
                    self._may_take(r, e)
            self.model.add(sum(self.taken[place] for place in self._places(r.key)) <= 1)
        for e in problem.envelopes:
            self._obey(e)
        self.shares = {group: sum(self.cents[place] for key in keys for place in self._places(key)) for group, keys in self._groups().items()}

    def _may_take(self, r: Request, e: Envelope) -> None:
        place = (r.key, e.key)
        self.taken[place] = self.model.new_bool_var(f"take{place}")
        if r.smallest == r.amount:
            self.cents[place] = r.amount * self.taken[place]
            return
        self.cents[place] = self.model.new_int_var(0, r.amount, f"cents{place}")
        self.model.add(self.cents[place] >= r.smallest * self.taken[place])
        self.model.add(self.cents[place] <= r.amount * self.taken[place])

    def _places(self, key: int) -> list[tuple[int, int]]:
        return [(key, e.key) for e in self.problem.envelopes if (key, e.key) in self.taken]

    def _groups(self) -> dict[tuple[str, int], list[int]]:
        found = defaultdict(list)
        for r in self.problem.requests:
            if r.key not in self.problem.excluded:
                found[r.group].append(r.key)
        return found

    def _obey(self, e: Envelope) -> None:
        """Write the law of an envelope (computing/envelopes.py): its money, its caps, and what its floors keep."""
        mine = [r for r in self.problem.requests if (r.key, e.key) in self.taken]
        all_of_it = sum(self.cents[r.key, e.key] for r in mine)
        self.model.add(all_of_it <= e.available)
        by_shop: dict[int, list[Any]] = defaultdict(list)
        by_kind: dict[str, list[Any]] = defaultdict(list)
        for r in mine:
            by_kind[r.kind].append(self.cents[r.key, e.key])
            if r.shop is not None:
                by_shop[r.shop].append(self.cents[r.key, e.key])
        for shop, cents in by_shop.items():
            self._cap(cents, e.per_shop.room(e.by_shop.get(shop, 0)))
        for kind, bound in e.per_kind.items():
            self._cap(by_kind[kind], bound.room(e.by_kind.get(kind, 0)))
        for reserve, owed in ((e.shops_reserve, [(e.owed_to(shop), by_shop[shop]) for shop in sorted(e.owed)]),
                              (e.kinds_reserve, [(e.owed_for(kind), by_kind[kind]) for kind in sorted(e.per_kind)])):
            self.model.add(all_of_it + sum(self._left(*who) for who in owed) <= max(e.available, reserve))

    def _cap(self, cents: list[Any], room: int | None) -> None:
        if room is not None and cents:
            self.model.add(sum(cents) <= room)

    def _left(self, owed: int, cents: list[Any]) -> Any:
        """Return what is still owed once these are granted."""
        if not owed or not cents:
            return owed
        left = self.model.new_int_var(0, owed, "left")
        self.model.add(left >= owed - sum(cents))
        return left

    def prefer_whole(self, key: int) -> None:
        """Ask that a request be granted whole: settled with the other pins."""
        whole = self.model.new_bool_var(f"whole{key}")
        self.model.add(sum(self.cents[place] for place in self._places(key)) >= self.problem.by_key[key].amount).only_enforce_if(whole)
        self.whole.append(whole)

    def settle_pins(self) -> None:
        if self.whole:
            self._hold(sum(self.whole))

    def settle_floor(self) -> None:
        """Leave the fewest cents missing to the fairness floor."""
        missing = [self._left(owed, [self.shares[group]]) for group, owed in sorted(self.problem.owed.items()) if owed]
        if missing:
            self._hold(-sum(missing))

    def settle_worth(self) -> None:
        self._hold(sum(self.problem.by_key[key].units * cents for (key, _e), cents in self.cents.items()))

    def settle_order(self) -> None:
        """Among equals, who asked first, out of the first envelope that may pay."""
        first, purses = len(self.problem.requests), len(self.problem.envelopes)
        self._hold(sum(((first - n) * (purses + 1) + purses - k) * self.taken[r.key, e.key] for n, r in enumerate(self.problem.requests)
                       for k, e in enumerate(self.problem.envelopes) if (r.key, e.key) in self.taken))

    def grants(self) -> dict[int, Grant]:
        """Return what the last objective found."""
        return {key: Grant(e, self.found.value(cents)) for (key, e), cents in self.cents.items() if self.found.value(cents)}

    def _hold(self, objective: Any) -> int:
        """Maximise, then keep what was reached; return it."""
        self.model.maximize(objective)
        self.found = cp_model.CpSolver()
        self.found.parameters.num_workers = 1
        self.found.parameters.random_seed = self.seed % 2**31
        self.found.parameters.max_time_in_seconds = self.limit
        status = self.found.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise RuntimeError(f"no allocation found within {self.limit} s")
        self.optimal &= status == cp_model.OPTIMAL
        reached = round(self.found.objective_value)
        self.model.add(objective >= reached)
        return reached
