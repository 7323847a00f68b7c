"""What is counted of a solution's uses is counted again, in the transaction that changed one of them."""
from chalandise.catalogue.models import Evidence, Solution
from chalandise.catalogue.queries.evidence import counted
from chalandise.foundation import clock

AT_A_TIME = 500
FIELDS = ("uses", "running", "asked", "kept", "install_median", "installs", "opinions", "advise_mean", "counted_at")


def recount(*solution_ids):
    """Count the uses of some solutions again: six queries, whatever their number. Returns how many rows it wrote."""
    now, figures = clock.now(), counted(solution_ids)
    rows = [Evidence(solution_id=number, counted_at=now, **figures[number]) for number in sorted(figures)]
    Evidence.objects.bulk_create(rows, update_conflicts=True, unique_fields=["solution"], update_fields=FIELDS)
    return len(rows)


def recount_all():
    """Count everything again, for an operator who doubts; nothing on screen depends on it."""
    numbers = list(Solution.objects.order_by("pk").values_list("pk", flat=True))
    return sum(recount(*numbers[start:start + AT_A_TIME]) for start in range(0, len(numbers), AT_A_TIME))
