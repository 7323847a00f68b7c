"""Counting what became of a solution in the shops that use it."""
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from django.db.models import Avg, Count, Q

from chalandise.catalogue.models import Evidence, Opinion, Use, UseCheck

CHECKS = (1, 3, 6, 12)  # months after the beginning when a merchant is asked
FEW = 3                 # under so many answers, counts and no percentage


def counted(solution_ids):
    """Return {solution id: the figures of Evidence}, in four queries; a solution without any use has zeros."""
    ids = set(solution_ids)
    found = {number: {"uses": 0, "running": 0, "asked": {}, "kept": {}, "install_median": None, "installs": 0,
                      "opinions": 0, "advise_mean": None} for number in ids}
    uses = Use.objects.filter(solution__in=ids)
    # A shop that came back after a stop counts once.
    for number, shops, running in uses.values_list("solution").order_by("solution").annotate(
            shops=Count("shop", distinct=True), runs=Count("pk", filter=Q(stopped_on=None))):
        found[number].update(uses=shops, running=running)
    answers = UseCheck.objects.filter(use__solution__in=ids, answered_at__isnull=False)
    for number, months, asked, kept in answers.values_list("use__solution", "months").order_by("use__solution", "months").annotate(
            answers=Count("pk"), yeses=Count("pk", filter=Q(still_used=True))):
        found[number]["asked"][str(months)], found[number]["kept"][str(months)] = asked, kept
    hours = {}
    for number, value in uses.exclude(install_hours=None).values_list("solution", "install_hours"):
        hours.setdefault(number, []).append(value)
    for number, values in hours.items():
        found[number].update(install_median=_tenth(median(values)), installs=len(values))
    for number, count, mean in Opinion.objects.filter(use__solution__in=ids, hidden_at=None).values_list("use__solution").order_by(
            "use__solution").annotate(said=Count("pk"), mean=Avg("advise")):
        found[number].update(opinions=count, advise_mean=Decimal(str(mean)).quantize(Decimal("0.01"), ROUND_HALF_UP))
    return found


def _tenth(value):
    return Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Share:
    """So many shops of so many who answered; nobody is counted for not answering."""

    months: int
    kept: int
    asked: int

    @property
    def percent(self):
        """Rounded, or None when too few answered to say one honestly."""
        return round(100 * self.kept / self.asked) if self.asked >= FEW else None


def shares(evidence):
    """Return the Share of each month at which somebody answered, in order."""
    return [Share(months, evidence.kept.get(str(months), 0), evidence.asked[str(months)])
            for months in CHECKS if evidence.asked.get(str(months))]


def evidence_of(solution):
    """Return the figures of a solution; zeros when nothing was ever counted."""
    return getattr(solution, "evidence", None) or Evidence(solution=solution)
