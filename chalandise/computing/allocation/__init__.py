"""Share money among requests: expected worth first or equal shares, under the rules of each envelope, with a fairness floor.

`problem` says who asks for what, `search` solves it exactly, one objective after another (OR-Tools CP-SAT, one worker, fixed
seed: the same problem gives the same answer), `result` says why and what would change it. The rules of an envelope are those
of computing/envelopes.py. docs/computing/allocation.md gives the formula and its limits.
"""
from chalandise.computing.allocation.problem import Grant, Problem, Request, given
from chalandise.computing.allocation.result import Change, Reason, Result, solve

__all__ = ["Change", "Grant", "Problem", "Reason", "Request", "Result", "given", "solve"]
