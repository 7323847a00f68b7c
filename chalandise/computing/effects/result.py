"""What an estimate answers: the effect and its interval, the second opinions, what was there before, and reasons in words."""
from __future__ import annotations

from dataclasses import dataclass, field
from math import exp

import numpy as np
from scipy import stats

from chalandise.computing.effects.reasons import REFUSAL, Reason
from chalandise.computing.effects.weights import Floats

SYNTHETIC, YEAR_ON_YEAR, IMPUTED, GROUPS = "synthetic", "year_on_year", "imputation", "group_time"


@dataclass(frozen=True)
class Line:
    """One estimator's answer, in logarithm.

    Attributes
    ----------
    name : synthetic, year_on_year, imputation or group_time
    value : mean effect over the treated periods
    spread : standard deviation of the same estimator over placebo deals
    treated : shops that acted and count in it
    freedom : degrees of freedom of the spread (`deals.Deals.freedom`); without it, one less than there are treated shops
    """

    name: str
    value: float
    spread: float
    treated: int
    freedom: float | None = None

    @property
    def degrees(self) -> float:
        """Degrees of freedom of Student's law."""
        return self.freedom or max(1, self.treated - 1)

    @property
    def margin(self) -> float:
        """Half of the 95 % interval, by Student's law."""
        return float(stats.t.ppf(0.975, self.degrees)) * self.spread

    @property
    def low(self) -> float:
        return self.value - self.margin

    @property
    def high(self) -> float:
        return self.value + self.margin

    @property
    def chance(self) -> float:
        """How often chance alone would give an effect this large or larger (two-sided p-value)."""
        return float(2 * stats.t.sf(abs(self.value) / self.spread, self.degrees)) if self.spread > 0 else 0.0

    @property
    def percents(self) -> tuple[float, float, float]:
        """Effect, low and high in percent of the takings."""
        low, value, high = (100 * (exp(v) - 1) for v in (self.low, self.value, self.high))
        return value, low, high

    @property
    def sees_something(self) -> bool:
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, eq=False)
class Course:
    """The effect by time to the start: `times` (k,), 0 is the first period; `gaps` in logarithm and `spread` over placebo deals (k,).

    A period that no treated shop shows is nan.
    """

    times: np.ndarray
    gaps: Floats
    spread: Floats
    treated: int
    freedom: float | None = None

    @property
    def band(self) -> tuple[Floats, Floats]:
        margin = float(stats.t.ppf(0.975, self.freedom or max(1, self.treated - 1))) * self.spread
        return self.gaps - margin, self.gaps + margin


@dataclass(frozen=True, eq=False)
class Before:
    """What the estimator sees where there was nothing to see.

    Attributes
    ----------
    placebo : the effect if the start had been a quarter earlier, on what came before the true start only; None without data
    leads : year-on-year gaps in the three months before the start, oldest first (k,), with their placebo spread
    chance : how often chance alone gives leads this large, all together (largest |t| over placebo deals); None without them
    """

    placebo: Line | None = None
    leads: Floats = field(default_factory=lambda: np.zeros(0))
    spread: Floats = field(default_factory=lambda: np.zeros(0))
    chance: float | None = None

    @property
    def clean(self) -> bool:
        return (self.chance is None or self.chance >= 0.05) and (self.placebo is None or not self.placebo.sees_something)


@dataclass(frozen=True, eq=False)
class Result:
    """The answer to a problem.

    Attributes
    ----------
    lines : the default estimator first (synthetic), then year_on_year, imputation, group_time; empty when refused
    reasons : refusals, warnings and notes
    course : the default estimator by time to the start; None when refused
    without : shop to the default estimate without it
    before : placebo date and trend before
    treated, compared : keys of the shops that count
    deals, seed : placebo deals and the seed that drew them
    """

    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    treated: tuple[int, ...] = ()
    compared: tuple[int, ...] = ()
    course: Course | None = None
    without: dict[int, float] = field(default_factory=dict)
    before: Before = field(default_factory=Before)
    deals: int = 0
    seed: int = 0

    @property
    def refused(self) -> bool:
        return any(r.weight == REFUSAL for r in self.reasons)

    @property
    def effect(self) -> Line | None:
        """The estimate to show; None when it is refused."""
        return self.lines[0] if self.lines else None

    def line(self, name: str) -> Line | None:
        return next((one for one in self.lines if one.name == name), None)

    @property
    def disagree(self) -> bool:
        return any(r.code == "disagreement" for r in self.reasons)

    @property
    def verdict(self) -> str:
        """refused, cannot_tell, up or down.

        up and down need an interval without zero and, where the second opinion disagrees, that it says the same.
        """
        effect, second = self.effect, self.line(YEAR_ON_YEAR)
        if effect is None:
            return "refused"
        sure = effect.sees_something
        if self.disagree and second is not None:
            sure = sure and second.sees_something and (second.value > 0) == (effect.value > 0)
        return "cannot_tell" if not sure else "up" if effect.value > 0 else "down"

    def about(self, shop: int) -> list[Reason]:
        """What there is to say on one shop."""
        return [r for r in self.reasons if r.shop == shop]
