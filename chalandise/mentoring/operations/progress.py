"""Report to the season's line how many visits are done, due and late."""
from django.db.models import Count, Q

from chalandise.foundation import clock
from chalandise.mentoring.models import Visit
from chalandise.seasons.models import Milestone
from chalandise.seasons.operations.calendar import record_progress


def report_visits(season):
    """Count each visit number once a shop, whoever accompanied it, and write it on its milestone."""
    today = clock.today()
    live = Visit.objects.filter(pairing__season=season).exclude(state=Visit.State.CANCELLED)
    counts = {row["number"]: row for row in live.values("number").order_by("number").annotate(
        due=Count("pairing__shop", distinct=True), done=Count("pairing__shop", distinct=True, filter=Q(state=Visit.State.DONE)))}
    for milestone in Milestone.objects.filter(season=season, key__startswith="visit"):
        number = milestone.key.removeprefix("visit")
        row = counts.get(int(number)) if number.isdigit() else None
        if row:
            passed = (milestone.until or milestone.on) < today
            record_progress(season=season, key=milestone.key, done=row["done"], due=row["due"],
                            late=row["due"] - row["done"] if passed else 0)
