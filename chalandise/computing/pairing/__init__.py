"""Give each merchant one lead mentor: worst-served first up to a level, then the best total, then a recorded draw.

`problem` says who may go with whom, `season` solves it exactly and answers questions, `explain` says why and what would
change it, `conflict` names a smallest set of wishes that cannot hold together, `repair` disturbs least when something
changes, `national` does the same on arrays for a country. `flow` is the engine under all of them.
docs/computing/pairing.md gives the rule, the proofs, the sources and the figures.
"""
from chalandise.computing.pairing.problem import Candidate, Constraint, Contradiction, Problem
from chalandise.computing.pairing.season import Change, Pair, Result, solve

__all__ = ["Candidate", "Change", "Constraint", "Contradiction", "Pair", "Problem", "Result", "solve"]
