"""Each alert is written down when it first speaks and when it falls silent, so that the season can say what it foresaw."""
from django.db import transaction

from chalandise.foundation import clock
from chalandise.mentoring.models import AlertRaised
from chalandise.mentoring.queries.health import season_health

RANK = {"call": 0, "risk": 1}


@transaction.atomic
def record_alerts(season, *, moves=None):
    """Compare what is wrong today with what was written; once or ten times a day writes the same. Returns the new ones.

    The number of queries does not depend on the number of pairings.
    """
    today = clock.today()
    speaking = {(line.pairing.pk, a.code): a for line in season_health(season, moves=moves) for a in line.health.alerts}
    known = {(r.pairing_id, r.code): r for r in AlertRaised.objects.filter(pairing__season=season, ended_on=None)}
    ended = [r.pk for key, r in known.items() if key not in speaking]
    grown = [r.pk for key, r in known.items() if key in speaking and RANK[speaking[key].state] > RANK[r.state]]
    if ended:
        AlertRaised.objects.filter(pk__in=ended).update(ended_on=today)
    if grown:
        AlertRaised.objects.filter(pk__in=grown).update(state="risk")
    return AlertRaised.objects.bulk_create(
        AlertRaised(pairing_id=pairing, code=code, state=alert.state, since=alert.on, raised_on=today)
        for (pairing, code), alert in speaking.items() if (pairing, code) not in known)
