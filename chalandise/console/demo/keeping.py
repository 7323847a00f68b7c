"""What the clock does each day of the season: alerts written down, reminders, the Monday list; and a referent who is away."""
from datetime import date, timedelta

from chalandise.actions.models import Action
from chalandise.foundation import clock
from chalandise.mentoring.operations import absences, alerts, followup, reminders
from chalandise.mentoring.queries.health import Move
from chalandise.mentoring.queries.monday import monday

AWAY = (date(2017, 11, 20), date(2017, 11, 24))  # Simon; Rose covers
NOTE = ("Librairie du Médoc : la troisième visite n’a pas de date, un appel suffira. L’Atelier du Cuir : sans nouvelles depuis octobre, "
        "passer à la boutique plutôt qu’écrire.")
OPEN = (Action.State.ADOPTED, Action.State.RUNNING, Action.State.BLOCKED)


def schedule(stage):
    day = stage.day["charters"] + timedelta(days=1)
    while day <= stage.until.date():
        stage.at(stage.hour(day, 6), _watch, stage)
        if day.weekday() < 5:
            stage.at(stage.hour(day, 8, 5), _remind, stage)
        day += timedelta(days=1)
    stage.at(stage.hour(AWAY[0] - timedelta(days=3), 17), _leave, stage)


def _moves(stage):
    """What the actions say of each pairing, as the team's pages read it."""
    found = {}
    for action in Action.objects.filter(season=stage.season, state__in=OPEN, pairing__isnull=False).order_by("-changed_at"):
        day = action.changed_at.astimezone(clock.PARIS).date()
        found[action.pairing_id] = Move(action.title, day, day if action.state == Action.State.BLOCKED else None, action.pk)
    return found


def _watch(stage):
    alerts.record_alerts(stage.season, moves=_moves(stage))


def _remind(stage):
    reminders.remind(stage.season, moves=_moves(stage))
    reminders.digest(stage.season, lambda: monday(stage.season, moves=_moves(stage)))


def _leave(stage):
    followup.leave_note(season=stage.season, text=NOTE, by=stage.simon)
    absences.say_away(season=stage.season, person=stage.simon, starts_on=AWAY[0], ends_on=AWAY[1], cover=stage.rose, by=stage.simon)
