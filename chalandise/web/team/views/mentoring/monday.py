"""The referent's Monday: who needs them, one gesture each; then everybody else; then the season in figures."""
from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chalandise.actions.models import Action
from chalandise.actions.queries.actions import actions_run_by
from chalandise.foundation import clock
from chalandise.foundation.names import fold
from chalandise.funding.queries.balance import available
from chalandise.funding.queries.pots import pot_of
from chalandise.impact.queries.measures import unplanned
from chalandise.mentoring.mails.followup import chase_words
from chalandise.mentoring.mails.letters import sender
from chalandise.mentoring.operations import followup
from chalandise.mentoring.queries import monday as reading
from chalandise.mentoring.queries.absences import seen_by
from chalandise.mentoring.queries.board import board
from chalandise.mentoring.queries.contact import first_contacts
from chalandise.mentoring.queries.health import season_health
from chalandise.mentoring.queries.words import STATES
from chalandise.people.queries.refusals import refusals_in
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.mentoring import Call, Note, Snooze
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.mentoring.moves import moves_of
from chalandise.web.team.views.mentoring.pairings import found_pairing, signed_reasons

WRITES = {"write_both": "both", "write_mentor": "mentor", "write_merchant": "merchant", "ask_minutes": "mentor"}


@require_GET
@season_page
def monday(request, season):
    """Show the list, worst first."""
    found = reading.monday(season, moves=moves_of(request.user, season))
    who = sender(season)
    for line in found.todo:
        line.to = WRITES.get(line.gesture, "")
        line.next_mentors = None
        line.preview = [(side, chase_words(line.pairing, side, line.cause, who=who)) for side in ("merchant", "mentor") if line.to in (side, "both")]
    offer_others(season, [x for x in found.todo if any(a.code == "fit_bad" for a in x.health.alerts)])
    left, away = season.relay_notes.select_related("by").first(), seen_by(request.user, season)
    return render(request, "team/mentoring/monday.html", {
        "season": season, "monday": found, "unplanned": list(unplanned(request.user, season)), "away": away, "note_shown": any(a.note == left for a in away if a.note), "others": narrowed(found.others, request.GET), "q": request.GET.get("q", "")[:100],
        "state": request.GET.get("etat", ""), "states": [(k, v) for k, v in STATES.items() if k in ("early", "track")],
        "note": left, "note_form": Note(initial={"text": left.text if left else ""}),
        "refusals": refusals_in(season, since=clock.now() - timedelta(days=7), limit=10), "figures": figures(request.user, season), "desk": reading.desk(season), "snooze": Snooze(), "call": Call()})


def offer_others(season, lines):
    """Put beside each pairing that does not fit the three best mentors who could go on (read only when there is one)."""
    found = board(season) if lines else None
    for line in lines:
        shop = line.pairing.shop_id
        ranked = found.ranked(shop) if shop in found.shops else []
        line.next_mentors = [{"mentor": m, "fit": fit.value, "signs": signed_reasons(
            [[r.code, r.value] for r in fit.reasons_for], [[r.code, r.value] for r in fit.reasons_against])}
            for m, fit, bar in ranked if not bar and not found.supervised(shop, m.pk) and m.pk != line.pairing.mentor_id][:3]


def narrowed(lines, asked):
    """Keep the lines that a search and a state ask for."""
    words, state = fold(asked.get("q", "")[:100]).split(), asked.get("etat", "")
    return [x for x in lines if (not state or state not in STATES or x.state == state)
            and all(w in fold(f"{x.pairing.shop} {x.pairing.mentor} {x.pairing.shop.street}") for w in words)]


def figures(person, season):
    """Return the figures of the day, each with what it is out of."""
    states = list(actions_run_by(person, season).values_list("state", flat=True))
    pot = pot_of(season)
    return {"visits": reading.visit_figures(season), "contact": first_contacts(season).soon,
            "actions": {"running": sum(s in (Action.State.ADOPTED, Action.State.RUNNING) for s in states), "all": len(states)},
            "pot": available(pot) if pot else None}


def _back(request, season):
    """Return where the gesture came from, when it is a page of ours."""
    asked = request.POST.get("retour", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}) and asked.startswith("/equipe/")
    return redirect(asked if safe else reverse("team:monday", args=[season.slug]))


@require_POST
@season_page
def chase(request, season, pairing_id):
    """Write to one or both."""
    pairing = found_pairing(season, pairing_id)
    done, _made = attempt(request, followup.chase, pairing=pairing, to=request.POST.get("to", ""), cause=request.POST.get("cause", "news"), by=request.user)
    if done:
        messages.success(request, _("Le courrier part. S’il reste sans réponse, %(shop)s reviendra sur cette liste.") % {"shop": pairing.shop})
    return _back(request, season)


@require_POST
@season_page
def call(request, season, pairing_id):
    """Record a call."""
    pairing, form = found_pairing(season, pairing_id), Call(request.POST)
    if form.is_valid():
        done, _sign = attempt(request, followup.record_call, pairing=pairing, by=request.user, **form.cleaned_data)
        if done:
            messages.success(request, _("L’appel est noté."))
    else:
        messages.error(request, _("Dites qui vous avez appelé."))
    return _back(request, season)


@require_POST
@season_page
def snooze(request, season, pairing_id):
    """Put an alert aside until a date."""
    pairing, form = found_pairing(season, pairing_id), Snooze(request.POST)
    if form.is_valid():
        line = season_health(season, moves=moves_of(request.user, season), pairing=pairing)[0]
        done, made = attempt(request, followup.snooze, pairing=pairing, by=request.user, codes=line.codes, **form.cleaned_data)
        if done:
            messages.success(request, _("%(shop)s est de côté jusqu’au %(day)s. Si autre chose survient, elle revient avant.") % {
                "shop": pairing.shop, "day": f"{made.until:%d/%m}"})
    else:
        messages.error(request, _("Il faut une date et une raison : c’est ce que lira la personne qui vous remplace."))
    return _back(request, season)


@require_POST
@season_page
def note(request, season):
    """Leave a note for whoever looks after the pairings next."""
    form = Note(request.POST)
    if form.is_valid() and attempt(request, followup.leave_note, season=season, by=request.user, text=form.cleaned_data["text"])[0]:
        messages.success(request, _("La note est laissée."))
    return redirect("team:monday", season.slug)
