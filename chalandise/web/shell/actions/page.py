"""What the page of an action shows to somebody who already reached it."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models import Action
from chalandise.actions.queries.evidence import evidence_around
from chalandise.actions.queries.following import follow_ups_of
from chalandise.actions.queries.keeping import kept_of, question_of
from chalandise.actions.queries.lessons import told
from chalandise.actions.queries.money import money_of
from chalandise.actions.rules import keeps, may_follow, may_tell_kept, side_of
from chalandise.foundation import clock, files
from chalandise.foundation.wording import number
from chalandise.impact.queries import open_months, series_of
from chalandise.impact.queries.checkins import is_left_in_peace, monthly_question
from chalandise.impact.queries.measures import measure_of
from chalandise.seasons.queries.playbook import indicators, kinds
from chalandise.web.shell.actions.gestures import FORMS, TAPS

S = Action.State
TONES = {S.ADOPTED: "calm", S.RUNNING: "ok", S.BLOCKED: "act", S.DONE: "ok", S.DROPPED: "calm"}
# What blocks most often, said in one tap.
BLOCKERS = (_("Le fournisseur tarde"), _("Je n’ai pas le temps en ce moment"), _("C’est trop compliqué"), _("Une panne, un souci technique"))
WIDTH, HEIGHT, FOOT = 340, 150, 24


def action_context(person, action, address):
    """Return what "shell/actions/_action.html" reads; `address(gesture, item=None)` gives the door's own addresses."""
    steps = list(action.steps.all())
    series = series_of(person, action)
    question = question_of(action) if action.state == S.DONE else None
    team, own = may_follow(person, action.season.territory_id, action.season_id), keeps(person, action.shop)
    further = follow_ups_of(action) if team or own else []
    kind, indicator = kinds(action.season).get(action.kind), indicators(action.season).get(action.indicator)
    return {
        "action": action, "kind": kind.label if kind else action.kind, "indicator": indicator.question if indicator else "",
        "tone": TONES[action.state], "ways": {name.replace("-", "_"): address(name) for name in (*FORMS, *TAPS)},
        "steps": [(step, address("etape", step.pk), n == 0, n == len(steps) - 1) for n, step in enumerate(steps)],
        "next_step": next((step.pk for step in steps if not step.done_at), None),
        "money": money_of([action])[action.pk], "blockers": BLOCKERS, "series": series, "drawing": drawing(series),
        "may_read": series is not None and bool(open_months(action)),
        "kept": kept_of([action])[action.pk], "question": question,
        "may_tell_kept": question is not None and may_tell_kept(person, action), "today": clock.today(),
        "may_follow": team, "further_alive": any(f.is_alive for f in further),
        "further": [(f, reverse("team:follow_up", args=[f.territory.slug, f.pk]) if team else reverse("merchant:follow_up", args=[f.shop_id, f.pk]))
                    for f in further],
        "photos": [(photo, files.url(photo.file), address("photo", photo.pk)) for photo in action.photos.select_related("file")],
        "lessons": told(action.lessons.select_related("by", "action__shop")), "side": side_of(person, action),
        "measure": measure_of(action), "monthly": monthly_question(action) if series is not None and action.is_open else None,
        "silent": series is not None and is_left_in_peace(action),
    }


def idea_evidence(idea):
    """Return what the merchant reads of other shops beside an idea: nothing until enough of them tried."""
    kind = kinds(idea.season).get(idea.kind)
    return {"evidence": evidence_around(idea.season).get(idea.kind), "kind": kind.label if kind else ""}


def drawing(series):
    """Return the bars of the last twelve months: (x, y, width, height, figure, month), a gap where nobody answered."""
    points = series.points[-12:] if series else ()
    known = [p.value for p in points if p.value is not None]
    if not known:
        return []
    top, room = max(max(known), 1), WIDTH / max(len(points), 4)
    bars = []
    for n, point in enumerate(points):
        tall = float(point.value / top) * (HEIGHT - FOOT - 22) if point.value is not None else 0
        bars.append({"x": round(n * room + room * .15, 1), "y": round(HEIGHT - FOOT - tall, 1), "width": round(room * .7, 1),
                     "height": round(tall, 1), "middle": round(n * room + room / 2, 1), "text_y": round(HEIGHT - FOOT - tall - 6, 1),
                     "words": _short(point), "month": point.month, "full": point.started})
    return bars


def _short(point):
    """The figure above a bar: "8", "3–5", "?"."""
    if point.value is None:
        return "?"
    return number(point.value) if point.low is None else f"{number(point.low)}–{number(point.high)}"
