"""Plan the visits of a whole panel at once: when each mentor goes to each shop, and how to move one visit disturbing least.

`problem` says when people and shops can, `model` writes it for CP-SAT, `plan` solves it and answers questions. Times are
integers (slots of one time line); the room converts. docs/computing/slots.md gives the formulas and the figures.
"""
from chalandise.computing.slots.plan import Plan, Shift, move, repair, solve
from chalandise.computing.slots.problem import Limit, Mentor, Problem, Shop, Visit, broken

__all__ = ["Limit", "Mentor", "Plan", "Problem", "Shift", "Shop", "Visit", "broken", "move", "repair", "solve"]
