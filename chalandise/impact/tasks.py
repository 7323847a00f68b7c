"""What the job worker calls."""
from chalandise.impact import operations
from chalandise.impact.models import EstimateRun, MeasurePlan, TakingsFile
from chalandise.impact.operations import agreeing, asking, checking, estimating, slips, streets, weighing


def ask_readings():
    """Every day: ask for last month's figures that nobody was asked for yet."""
    return len(operations.ask_readings())


def ask_takings():
    """Every day: ask for the takings of the past after a first visit or an agreement to be compared, and for last month's."""
    return asking.ask_after_first_visits() + asking.ask_compared() + asking.ask_months()


def check_takings(file_id):
    """Read every line of a till's file."""
    return checking.check_file(TakingsFile.objects.get(pk=file_id))


def prune_takings():
    """Every day: erase the takings whose agreement ended, forget the files that nobody wrote, and the pictures whose day has come."""
    return agreeing.prune() + slips.prune_slips()


def estimate(run_id):
    """Compute the effect of a season's actions."""
    return estimating.compute(EstimateRun.objects.get(pk=run_id)).state


def estimate_again():
    """Every day: compute again what is a week old, where the takings changed."""
    return estimating.estimate_again()


def weigh_plan(plan_id):
    """Say how small an effect one plan could show; a plan replaced meanwhile is weighed no more."""
    plan = MeasurePlan.objects.filter(pk=plan_id, ended_at=None).select_related("action__season").first()
    return weighing.weigh(plan) if plan else None


def weigh_plans():
    """Every day: say it again for the actions that have not started."""
    return weighing.weigh_all()


def draw_streets():
    """Every day: tell the months of the street's typical curve that may be told."""
    return streets.draw_all()
