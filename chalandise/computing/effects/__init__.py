"""What an action brought to the shops that took it: an effect on takings with its uncertainty, or the reason why nobody can tell.

`problem` holds the panel, `screen` says who can be measured, `staggered` is the default estimator (synthetic difference-in-differences)
and `imputation` its second opinion (year on year), `groups` a robustness line, `deals` the placebo shops, `estimate` puts them together,
`power` says beforehand how small an effect could be seen. `synthetic` holds the published forms that all are checked against.
A before/after comparison is not in this package: docs/computing/effects.md says why, with figures.
"""
from chalandise.computing.effects.estimate import solve
from chalandise.computing.effects.groups import NEVER
from chalandise.computing.effects.problem import Problem
from chalandise.computing.effects.reasons import Reason
from chalandise.computing.effects.result import Before, Course, Line, Result

__all__ = ["NEVER", "Before", "Course", "Line", "Problem", "Reason", "Result", "solve"]
