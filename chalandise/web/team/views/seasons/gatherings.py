"""Gatherings and committees: plan, invite, attend, write down, follow."""
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.foundation import clock
from chalandise.seasons.models import Decision, Gathering
from chalandise.seasons.operations import gatherings as operations
from chalandise.seasons.queries import gatherings as queries
from chalandise.seasons.queries.interests import subjects_of
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.seconds import second_person
from chalandise.web.team.forms.seasons.gatherings import (
    AttendanceForm,
    DecisionForm,
    GatheringForm,
    InviteForm,
    MinutesForm,
    NewGatheringForm,
)
from chalandise.web.team.gate import season_page


def gathering_page(view):
    """The view receives the season and the gathering."""
    @season_page
    @wraps(view)
    def found(request, season, gathering_id, *args):
        try:
            gathering = queries.gathering_of(season, gathering_id)
        except Gathering.DoesNotExist:
            raise Http404 from None
        return view(request, season, gathering, *args)
    return found


def _to(gathering):
    return redirect("team:gathering", gathering.season.slug, gathering.pk)


@season_page
@require_safe
def gatherings(request, season):
    """What is to come, the decisions that wait, what is past."""
    rows = list(queries.gatherings_of(season))
    ahead = [g for g in rows if not g.is_over]
    return render(request, "team/seasons/gatherings.html", {
        "season": season, "ahead": ahead, "past": [g for g in reversed(rows) if g.is_over], "decisions": queries.open_decisions(season)})


def _asked(request):
    """What the calendar already knows of a committee: its kind, its day, its name."""
    kind = request.GET.get("genre", "")
    return {"kind": kind, "day": request.GET.get("jour", ""), "title": dict(Gathering.Kind.choices).get(kind, "").capitalize()}


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, season):
    form = NewGatheringForm(request.POST or None, initial=_asked(request))
    if form.is_valid():
        done, gathering = attempt(request, operations.plan_gathering, form=form, by=request.user, season=season, **form.values)
        if done:
            _invited_at_once(request, gathering, form.cleaned_data["invite"])
            return redirect("team:gathering", season.slug, gathering.pk)
    return render(request, "team/seasons/gathering_form.html", {"season": season, "form": form, "gathering": None})


def _invited_at_once(request, gathering, wanted):
    """Invite whom such a moment usually concerns, when it was asked; a refusal leaves the gathering planned and says why."""
    done, fresh = attempt(request, operations.invite, by=request.user, gathering=gathering,
                          audiences=queries.USUAL[gathering.kind]) if wanted else (False, None)
    if done:
        messages.success(request, ngettext("La rencontre est prévue, %(n)s invitation part.", "La rencontre est prévue, %(n)s invitations partent.",
                                           len(fresh)) % {"n": len(fresh)})
    else:
        messages.success(request, _("La rencontre est prévue. Invitez maintenant."))


@gathering_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, season, gathering):
    form = GatheringForm(request.POST or None, initial=GatheringForm.initial_of(gathering))
    if form.is_valid():
        done, _gathering = attempt(request, operations.edit_gathering, form=form, by=request.user, gathering=gathering,
                                   version=form.cleaned_data["version"] or gathering.version, values=form.values)
        if done:
            messages.success(request, _("C’est changé. Les invités sont prévenus si la date, le lieu ou le titre a bougé."))
            return _to(gathering)
    return render(request, "team/seasons/gathering_form.html", {"season": season, "form": form, "gathering": gathering})


def _page(request, season, gathering, **forms):
    attendances = list(queries.attendances_of(gathering))
    subjects = subjects_of(season)
    shown = {
        "season": season, "gathering": gathering, "attendances": attendances, "decisions": gathering.decisions.prefetch_related("recusals__person"),
        "started": clock.now().date() >= gathering.starts_at.astimezone(clock.PARIS).date(),
        "invite_form": InviteForm(initial={"audiences": queries.USUAL[gathering.kind]}), "decision_form": DecisionForm(subjects=subjects), "tied": queries.conflicts_at(gathering, subjects) if gathering.kind == Gathering.Kind.COMMITTEE else [],
        "minutes_form": MinutesForm(initial={"minutes": gathering.minutes, "version": gathering.version}), **forms}
    return render(request, "team/seasons/gathering.html", shown)


@gathering_page
@require_safe
def gathering(request, season, gathering):
    return _page(request, season, gathering)


@gathering_page
@require_POST
def invitations(request, season, gathering):
    form = InviteForm(request.POST)
    if form.is_valid():
        done, fresh = attempt(request, operations.invite, form=form, by=request.user, gathering=gathering, **form.cleaned_data)
        if done:
            messages.success(request, ngettext("%(n)s invitation part.", "%(n)s invitations partent.", len(fresh)) % {"n": len(fresh)}
                             if fresh else _("Tout le monde était déjà invité."))
            return _to(gathering)
    return _page(request, season, gathering, invite_form=form)


@gathering_page
@require_POST
def cancellation(request, season, gathering):
    done, _none = attempt(request, operations.cancel_gathering, by=request.user, gathering=gathering)
    if done:
        messages.success(request, _("La rencontre est annulée ; les invités sont prévenus."))
    return _to(gathering)


@gathering_page
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, season, gathering):
    """Tick who came, on a phone, at the door."""
    rows = list(queries.attendances_of(gathering))
    here = [a.person_id for a in rows if a.came]
    form = AttendanceForm(request.POST or None, attendances=rows, others=queries.not_invited(gathering),
                          initial={"came": here, "ticked": ",".join(map(str, here))})
    if form.is_valid():
        done, _none = attempt(request, operations.record_attendance, form=form, by=request.user, gathering=gathering,
                              **{"came": [], **form.cleaned_data})
        if done:
            messages.success(request, _("Les présents sont notés."))
            return _to(gathering) if "stay" not in request.POST else redirect("team:gathering_attendance", season.slug, gathering.pk)
    return render(request, "team/seasons/attendance.html", {"season": season, "gathering": gathering, "form": form, "count": len(here)})


@gathering_page
@require_POST
def minutes(request, season, gathering):
    form = MinutesForm(request.POST)
    if form.is_valid():
        done, _gathering = attempt(request, operations.write_minutes, form=form, by=request.user, gathering=gathering, **form.cleaned_data)
        if done:
            messages.success(request, _("Le compte rendu est enregistré."))
            return _to(gathering)
    return _page(request, season, gathering, minutes_form=form)


@gathering_page
@require_POST
def decisions(request, season, gathering):
    form = DecisionForm(request.POST, subjects=subjects_of(season))
    if form.is_valid():
        done, _decision = attempt(request, operations.decide, form=form, by=request.user, gathering=gathering,
                                  supervisor=second_person(request.POST, season, request.user), **form.values)
        if done:
            messages.success(request, _("La décision est notée."))
            return _to(gathering)
    return _page(request, season, gathering, decision_form=form)


GESTURES = {"faite": operations.finish_decision, "rouverte": operations.reopen_decision, "retrait": operations.drop_decision}


@season_page
@require_POST
def decision(request, season, decision_id, state):
    """Mark a decision as done, reopen it, or take it off."""
    try:
        row = queries.decision_of(season, decision_id)
    except Decision.DoesNotExist:
        raise Http404 from None
    attempt(request, GESTURES[state], by=request.user, decision=row)
    return redirect("team:gatherings", season.slug) if "list" in request.POST else _to(row.gathering)
