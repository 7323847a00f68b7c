"""The page of one visit, the same for the mentor, the merchant, the team and a mailed link: it shows the next gesture.

One address. Each gesture is a POST that names itself (`gesture=choose`) and comes back to the page; a refused form is
shown again with what was typed.
"""
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chalandise.foundation import calendars, wording
from chalandise.impact.operations import ask_takings
from chalandise.impact.queries.takings import word_of_past
from chalandise.impact.rules.takings import ASKED, LEAST
from chalandise.mentoring.models import Visit
from chalandise.mentoring.operations import appointments, minutes, visits
from chalandise.mentoring.operations.pairings import record_contact
from chalandise.mentoring.queries.visits import appointment, suggest_slots
from chalandise.mentoring.queries.words import THEMES
from chalandise.people.models import Person
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.offline import from_phone, refused, sent
from chalandise.web.shell.seconds import second_person
from chalandise.web.shell.visit_forms import Fix, MinutesForm, Missed, Slots, Wish

S = Visit.State


@dataclass(frozen=True)
class Desk:
    """Who is at the page and what they may do there: `side` is "mentor", "merchant" or "team"."""

    by: Person
    side: str
    template: str
    via: str = ""
    back: str = ""
    others: list = field(default_factory=list)  # what else the page prints

    @property
    def gestures(self):
        mentor = {"propose", "fix", "cancel", "missed", "minutes", "edit", "contact", "takings"}
        merchant = {"choose", "refuse", "cancel"}
        return {"mentor": mentor, "merchant": merchant, "team": mentor | merchant}[self.side]


def journey(visits):
    """Return a pairing's visits as stops of the journey line."""
    states = {S.DONE: "past", S.FIXED: "now", S.PROPOSED: "now", S.MISSED: "late"}
    words = {S.TO_PLAN: _("à fixer"), S.PROPOSED: _("à choisir"), S.MISSED: _("à refixer"), S.CANCELLED: _("annulée")}
    return [{"label": _("Visite %(n)s") % {"n": v.number}, "state": states.get(v.state, "next"), "note": words.get(v.state, ""),
             "when": wording.short_day(v.starts_at) if v.starts_at and v.state in (S.DONE, S.FIXED) else ""} for v in visits]


def visit_page(request, visit, desk, *, screen=""):
    """Answer one request about a visit that the door has checked for this person."""
    if request.method == "POST":
        return _gesture(request, visit, desk)
    if "agenda" in request.GET and visit.starts_at:
        return calendar_file(visit, desk.by)
    return _show(request, visit, desk, screen or request.GET.get("ecran", ""))


def calendar_file(visit, person):
    response = HttpResponse(calendars.invitation(appointment(visit, [person])), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="visite-{visit.number}.ics"'
    return response


def _show(request, visit, desk, screen, **forms):
    found = {"propose": Slots.suggested([]), "fix": Fix(), "wish": Wish(), "missed": Missed(), **forms}
    may_write = desk.side != "merchant" and visit.state not in (S.DONE, S.CANCELLED) and not visit.pairing.ended_at
    if "propose" not in forms and may_write:
        found["propose"] = Slots.suggested(suggest_slots(visit))
    past = visit.awaits_minutes
    wants_minutes = may_write and (screen == "minutes" or "minutes" in forms or past)
    if wants_minutes and "minutes" not in forms:
        found["minutes"] = MinutesForm(visit=visit)
    if visit.state == S.DONE and (screen == "edit" or "edit" in forms) and desk.side != "merchant":
        found.setdefault("edit", MinutesForm(visit=visit, minutes=visit.minutes))
    return render(request, desk.template, {
        "visit": visit, "pairing": visit.pairing, "shop": visit.pairing.shop, "mentor": visit.pairing.mentor.person, "desk": desk,
        "past": past, "wants_minutes": wants_minutes, "forms": found, "season": visit.pairing.season, "screen": screen,
        "past_takings": word_of_past(visit.pairing.season, visit.pairing.shop) if _is_first_to_come(visit) else None, "asked": ASKED, "least": LEAST,
        "themes": [THEMES[t] for t in visit.minutes.themes if t in THEMES] if visit.state == S.DONE else []})


def _is_first_to_come(visit):
    """The takings of the past are asked for at the first visit: its page says so until it is told."""
    return visit.number == 1 and visit.state not in (S.DONE, S.CANCELLED) and not visit.pairing.ended_at


def _takings(request, visit, desk):
    done, letters = attempt(request, ask_takings, by=desk.by, season=visit.pairing.season, shop=visit.pairing.shop)
    if done:
        messages.success(request, _("Le lien est parti : le commerçant donne ses recettes lui-même."))
    return redirect(request.path)


def _gesture(request, visit, desk):
    gesture = request.POST.get("gesture", "")
    if gesture not in desk.gestures:
        messages.error(request, _("Ce geste n’est plus possible ici. Voici où en est la visite."))
        return redirect(request.path)
    return GESTURES[gesture](request, visit, desk)


def _simple(request, desk, operation, said, **words):
    done, result = attempt(request, operation, by=desk.by, via=desk.via, **words)
    if done:
        messages.success(request, said(result) if callable(said) else said)
    return redirect(request.path)


def _propose(request, visit, desk):
    form = Slots(request.POST)
    if form.is_valid():
        done, _result = attempt(request, visits.propose_slots, form=form, visit=visit, slots=form.times, by=desk.by, via=desk.via)
        if done:
            messages.success(request, _("Vos créneaux sont partis. La boutique choisit, et vous recevez l’invitation."))
            return redirect(request.path)
    return _show(request, visit, desk, "propose", propose=form)


def _choose(request, visit, desk):
    slot = request.POST.get("slot", "")
    return _simple(request, desk, visits.choose_slot, lambda v: _("C’est noté : %(when)s.") % {"when": wording.moment(v.starts_at)},
                   visit=visit, slot_id=int(slot) if slot.isdecimal() and len(slot) < 18 else 0)


def _refuse(request, visit, desk):
    form = Wish(request.POST)
    if not form.is_valid():
        return _show(request, visit, desk, "refuse", wish=form)
    return _simple(request, desk, visits.refuse_slots, _("C’est transmis. D’autres créneaux vous seront proposés."),
                   visit=visit, wish=form.cleaned_data["wish"])


def _fix(request, visit, desk):
    form = Fix(request.POST)
    if form.is_valid():
        done, fixed = attempt(request, appointments.fix_visit, form=form, visit=visit, by=desk.by,
                              via="phone" if desk.side == "team" else desk.via, **form.times)
        if done:
            messages.success(request, _("La visite est fixée : %(when)s. Les invitations sont parties.") % {"when": wording.moment(fixed.starts_at)})
            return redirect(request.path)
    return _show(request, visit, desk, "fix", fix=form)


def _cancel(request, visit, desk):
    form = Wish(request.POST)
    if not form.is_valid():
        return _show(request, visit, desk, "cancel", wish=form)
    return _simple(request, desk, appointments.cancel_visit, _("La visite est annulée et retirée des agendas."),
                   visit=visit, wish=form.cleaned_data["wish"])


def _missed(request, visit, desk):
    form = Missed(request.POST)
    if form.is_valid():
        done, _result = attempt(request, appointments.miss_visit, form=form, visit=visit, by=desk.by, via=desk.via,
                                missed_by=form.cleaned_data["missed_by"])
        if done:
            messages.success(request, _("C’est noté, cela arrive. Il reste à trouver un autre moment."))
            return redirect(request.path)
    return _show(request, visit, desk, "missed", missed=form)


def _minutes(request, visit, desk):
    form, phone = MinutesForm(request.POST, visit=visit), from_phone(request)
    if form.is_valid():
        done, _result = attempt(request, minutes.write_minutes, form=form, visit=visit, by=desk.by, values=form.values,
                                supervisor=second_person(request.POST, visit.pairing.season, desk.by),
                                client_key=form.cleaned_data["client_key"],
                                on=form.cleaned_data.get("on"), via=desk.via)
        if done:
            messages.success(request, _("Merci. Le commerçant reçoit ce que vous avez décidé ensemble."))
            following = f"{request.path}?ecrit=1"
            return sent(following=following) if phone else redirect(following)
    if phone:
        return refused(form)
    return _show(request, visit, desk, "minutes", minutes=form)


def _edit(request, visit, desk):
    if visit.state != S.DONE:
        return redirect(request.path)
    form = MinutesForm(request.POST, visit=visit, minutes=visit.minutes)
    if form.is_valid():
        done, _result = attempt(request, minutes.edit_minutes, form=form, minutes=visit.minutes, values=form.values,
                                version=form.cleaned_data["version"] or 0, by=desk.by, via=desk.via,
                                supervisor=second_person(request.POST, visit.pairing.season, desk.by))
        if done:
            messages.success(request, _("Le compte rendu est complété."))
            return redirect(request.path)
        if form.errors and hasattr(form, "conflict"):
            form.data = form.data.copy()
            form.data["version"] = form.conflict.version
    return _show(request, visit, desk, "edit", edit=form)


def _contact(request, visit, desk):
    return _simple(request, desk, record_contact, _("C’est noté : vous vous êtes parlé."), pairing=visit.pairing)


GESTURES = {"propose": _propose, "choose": _choose, "refuse": _refuse, "fix": _fix, "cancel": _cancel, "missed": _missed,
            "minutes": _minutes, "edit": _edit, "contact": _contact, "takings": _takings}
