"""What the differences between scores are made of: submissions, reviewers, noise. REML on an unbalanced two-way panel.

Source: Searle, Casella & McCulloch, "Variance Components", 1992, § 6.6 (restricted likelihood) with the mixed-model equations of
Henderson (§ 7.6). docs/computing/severity.md.
"""
from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
STARTS = ((0.0, 0.0), (0.0, 3.0), (3.0, 0.0))
BOUND = 9.0  # of the logarithm of (noise variance / variance of an effect)


@dataclass(frozen=True)
class Shares:
    """Variances, in squared points, of submissions, of reviewers' severity, and of the noise."""

    submissions: float
    reviewers: float
    noise: float

    @property
    def percents(self) -> tuple[int, int, int]:
        """Return the three shares of the whole, in percents."""
        whole = self.submissions + self.reviewers + self.noise
        return round(100 * self.submissions / whole), round(100 * self.reviewers / whole), round(100 * self.noise / whole)


def shares_of(given: Floats, there: Floats) -> Shares:
    """Return the three variances.

    Parameters
    ----------
    given, there : ndarray, shape (submissions, reviewers)
        Scores, and 1 where there is one (0 elsewhere). Not all alike.
    """
    from scipy.optimize import minimize  # noqa: PLC0415  (heavy)
    tries = [minimize(lambda v: _restricted(given, there, v)[0], start, method="L-BFGS-B", bounds=((-BOUND, BOUND),) * 2) for start in STARTS]
    best = min(tries, key=lambda found: found.fun)
    noise = _restricted(given, there, best.x)[1]
    of_submissions, of_reviewers = (noise * exp(-v) if v < BOUND - 1e-6 else 0.0 for v in best.x)
    return Shares(of_submissions, of_reviewers, noise)


def _restricted(given: Floats, there: Floats, logs: Floats) -> tuple[float, float]:
    """Return (−2 × the restricted log-likelihood with the noise profiled out, up to a constant; the noise variance).

    `logs` are the logarithms of noise variance ÷ variance, for submissions then reviewers. The submissions are eliminated
    from the mixed-model equations, which leaves the mean and the reviewers.
    """
    on_submission, on_reviewer = np.exp(logs)
    weight = 1 / (there.sum(axis=1) + on_submission)
    design = np.concatenate([there.sum(axis=1)[:, None], there], axis=1)  # what each submission shares with (mean, reviewers)
    loads = there.sum(axis=0)
    whole = np.zeros((len(loads) + 1,) * 2)
    whole[0, 0], whole[0, 1:], whole[1:, 0] = loads.sum(), loads, loads
    whole[1:, 1:] = np.diag(loads + on_reviewer)
    right, sums = np.concatenate([[given.sum()], given.sum(axis=0)]), given.sum(axis=1)
    left = whole - design.T @ (weight[:, None] * design)
    target = right - design.T @ (weight * sums)
    rest = float((given**2).sum() - (weight * sums**2).sum() - target @ np.linalg.solve(left, target))
    freedom = loads.sum() - 1
    rest = max(rest, 1e-12)
    size = float(-np.log(weight).sum() + np.linalg.slogdet(left)[1])
    return freedom * log(rest) + size - len(weight) * logs[0] - len(loads) * logs[1], rest / freedom
