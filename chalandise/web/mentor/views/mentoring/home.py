"""My merchants: the one thing to do first, then everything else."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chalandise.actions.queries.actions import actions_accompanied_by
from chalandise.mentoring.models import Visit
from chalandise.mentoring.operations.pairings import record_contact
from chalandise.mentoring.queries.pairings import hours_of, pairing_of_mentor, pairings_of_mentor, passed_on, story_of
from chalandise.mentoring.queries.visits import merchants_of, visit_of_mentor
from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.solutions import advice_of
from chalandise.web.shell.visits import Desk, journey, visit_page

S = Visit.State


def thing_to_do(visits):
    """Return (rank, visit, what): the visit that waits for the mentor most, or None when nothing does."""
    found = []
    for visit in visits:
        if visit.awaits_minutes:
            found.append((0, visit, "minutes"))
        elif visit.state in (S.MISSED, S.TO_PLAN):
            found.append((1 if visit.state == S.MISSED or visit.wish else 2, visit, "slots"))
            break  # the visits after it come later, here and below: nobody plans the second before the first has been made
        elif visit.state == S.FIXED:
            found.append((3, visit, "prepare"))
            break
        elif visit.state == S.PROPOSED:
            found.append((4, visit, "wait"))
            break
    return min(found, key=lambda f: (f[0], f[1].number), default=None)


@require_GET
@mentor_page
def home(request, mentor):
    """Show what to do first, then each merchant with the visits."""
    pairings = list(pairings_of_mentor(mentor))
    rows = []
    for pairing in pairings:
        visits = list(pairing.visits.all())
        for visit in visits:
            visit.pairing = pairing
        rows.append((pairing, visits, thing_to_do(visits) if not pairing.ended_at else None))
    first = min((r[2] for r in rows if r[2]), key=lambda f: (f[0], f[1].pairing_id), default=None)
    return render(request, "mentor/mentoring/home.html", {
        "mentor": mentor, "season": mentor.season, "rows": [r for r in rows if not r[0].ended_at],
        "past": [r[0] for r in rows if r[0].ended_at], "first": first, "hours": hours_of(mentor)})


def _pairing(mentor, pairing_id):
    try:
        return pairing_of_mentor(mentor, pairing_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@require_GET
@mentor_page
def pairing(request, mentor, pairing_id):
    """Show one of my merchants: the visits, the minutes, how to reach them."""
    found = _pairing(mentor, pairing_id)
    visits = list(found.visits.all())
    return render(request, "mentor/mentoring/pairing.html", {
        "mentor": mentor, "season": mentor.season, "pairing": found, "visits": visits, "stops": journey(visits),
        "merchants": merchants_of(found.shop) if not found.ended_at else [], "story": story_of(found)[:-1], "before": passed_on(found) if not found.ended_at else [],
        "advice": list(advice_of(found.shop, reader=request.user, season=mentor.season).values()) if not found.ended_at else [],
        "actions": actions_accompanied_by(request.user, mentor.season).filter(shop=found.shop_id).order_by("finished_at", "-adopted_at")})


@require_POST
@mentor_page
def contact(request, mentor, pairing_id):
    """Record that we met or spoke."""
    found = _pairing(mentor, pairing_id)
    attempt(request, record_contact, pairing=found, by=request.user)
    return redirect("mentor:pairing", mentor.season.slug, found.pk)


def _visit(request, mentor, visit_id, screen=""):
    try:
        found = visit_of_mentor(mentor, visit_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    return visit_page(request, found, Desk(
        by=request.user, side="mentor", template="mentor/mentoring/visit.html",
        back=reverse("mentor:pairing", args=[mentor.season.slug, found.pairing_id])), screen=screen)


@require_http_methods(["GET", "POST"])
@mentor_page
def visit(request, mentor, visit_id):
    """Show a visit and its next gesture."""
    return _visit(request, mentor, visit_id)


@require_http_methods(["GET", "POST"])
@mentor_page
def minutes(request, mentor, visit_id):
    """Write the minutes of a visit, in two taps from home."""
    return _visit(request, mentor, visit_id, screen="minutes")
