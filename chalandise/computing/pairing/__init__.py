"""Give each merchant one lead mentor: worst-served first up to a level, then the best total, then a recorded draw.

`problem` says who may go with whom, `season` solves it exactly and answers questions, `explain` says why and what would
change it, `conflict` names a smallest set of wishes that cannot hold together, `repair` disturbs least when something
changes, `national` does the same on arrays for a country. `flow` is the engine under all of them.
docs/computing/pairing.md gives the rule, the proofs, the sources and the figures.
"""
from chalandise.computing.pairing.conflict import smallest_conflict
from chalandise.computing.pairing.explain import (
           Alternative,
           Lever,
           Price,
           Turn,
           causes,
           needed_fits,
           next_best,
           price,
           smallest_change,
)
from chalandise.computing.pairing.problem import Candidate, Constraint, Contradiction, Problem
from chalandise.computing.pairing.repair import Repair, repair
from chalandise.computing.pairing.season import Change, Moved, Pair, Result, solve

__all__ = ["Alternative", "Candidate", "Change", "Constraint", "Contradiction", "Lever", "Moved", "Pair", "Price", "Problem", "Repair",
           "Result", "Turn", "causes", "needed_fits", "next_best", "price", "repair", "smallest_change", "smallest_conflict", "solve"]
