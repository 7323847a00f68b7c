"""The team reads applications: the list, one after the other, scores, comments, on behalf of those who called."""
from functools import cached_property, wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.foundation.refusals import Refused
from chalandise.people.queries.reasons import tie_choices
from chalandise.people.rules import TIES
from chalandise.seasons.models import Application, Selection
from chalandise.seasons.operations import applications as operations
from chalandise.seasons.operations import reading
from chalandise.seasons.queries import applications as queries
from chalandise.seasons.queries import interests
from chalandise.shops.rules import FAMILIES
from chalandise.web.shell.application import ApplicationForm
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.listing import Column, Filter, Listing
from chalandise.web.team.forms.seasons.applications import NoteForm, PlaceForm, ScoreForm
from chalandise.web.team.gate import season_page


def _one(season, number):
    try:
        found = queries.application_of(season, number)
    except ObjectDoesNotExist:
        raise Http404 from None
    found.season = season
    return found


def _score(row):
    return "" if row.score is None else round(row.score, 1)


def _state(row):
    if row.state == Application.State.WITHDRAWN:
        return _("retirée")
    chosen = getattr(row, "selection", None)
    return chosen.get_outcome_display() if chosen else _("à lire") if not row.readers else _("lue")


@season_page
@require_safe
def applications(request, season):
    """Every application that was sent: searched, filtered, sorted, exported; the words of one that is not open to the reader stay shut."""
    to_say = interests.applications_to_declare(season, request.user).count()
    seen = _Opened(request.user, season)
    listing = Listing(
        request, queries.applications_of(season), name=f"candidatures-{season.slug}", default_sort="-sent",
        search=["shop_name", "street", "siret", "family_name", "need"],
        columns=[
            Column("shop_name", _("Boutique"), sort="shop_name", link=lambda a: reverse("team:application", args=[season.slug, a.pk])),
            Column("trade", _("Métier"), value="trade_words", sort="trade"),
            Column("place", _("Emplacement"), value=lambda a: a.stretch.name if a.place == "inside" and a.stretch else a.get_place_display(),
                   sort=["place", "stretch__order"]),
            Column("level", _("Canaux"), value=lambda a: len(a.channels), numeric=True),
            Column("score", _("Note sur 5"), value=seen.only(_score), sort="score", numeric=True),
            Column("readers", _("Lecteurs"), sort="readers", numeric=True),
            Column("state", _("État"), value=_state, sort=["state", "selection__outcome"]),
            Column("sent", _("Envoyée"), value="sent_at", sort="sent_at"),
            Column("need", _("Besoin"), value=seen.only(lambda a: a.need), exported_only=True), Column("siret", "SIRET", exported_only=True),
            Column("person", _("Contact"), value=lambda a: f"{a.given_name} {a.family_name}".strip(), exported_only=True),
            Column("email", _("E-mail"), value=seen.only(lambda a: a.email), exported_only=True),
            Column("phone", _("Téléphone"), value=seen.only(lambda a: a.phone), exported_only=True),
        ],
        filters=[
            Filter("metier", _("Métier"), [(c, str(f)) for c, f in FAMILIES.items()], lambda q, v: q.filter(queries.of_family(v))),
            Filter("troncon", _("Tronçon"), lambda: [(p.pk, p.name) for p in queries.parts_of(season)], "stretch"),
            Filter("perimetre", _("Périmètre"), Application.Place.choices, "place"),
            Filter("etat", _("État"), [*Selection.Outcome.choices, ("sent", _("en cours")), ("withdrawn", _("retirée"))],
                   lambda q, v: q.filter(selection__outcome=v) if v in Selection.Outcome.values else q.filter(state=v)),
            Filter("lecture", _("Lecture"), [("non", _("pas encore lue par moi")), ("oui", _("lue par moi"))],
                   lambda q, v: q.filter(pk__in=_read_by(request.user)) if v == "oui" else q.exclude(pk__in=_read_by(request.user))),
        ],
        counted=lambda n: ngettext("%(n)s candidature", "%(n)s candidatures", n) % {"n": n})
    return listing.answer("team/seasons/applications.html", {
        "season": season, "to_say": to_say, "progress": queries.progress(season, request.user), "opening": queries.invitation(season),
        "next": queries.next_unread(season, request.user)})


class _Opened:
    """What a reader may see of each application: read once for the whole list, when a first row asks."""

    def __init__(self, person, season):
        self.person, self.season = person, season

    @cached_property
    def states(self):
        return interests.accesses(self.person, interests.applications_known(self.season))

    def only(self, value):
        """Give a value of the applications that are open to the reader, nothing of the others."""
        return lambda a: value(a) if a.pk in self.states and self.states[a.pk].state == "open" else ""


def _read_by(person):
    return Application.objects.filter(scores__by=person).values("pk")


@season_page
@require_safe
def application(request, season, number):
    """One application: facts, place, scores, comments, history, and the way to the next; first, whether it concerns me."""
    found = _one(season, number)
    access = interests.access_to(request.user, found)
    if access.state != "open":
        return _shut(request, season, found, access)
    return _page(request, season, found)


def _shut(request, season, found, access):
    before, after = queries.neighbours(found)
    return render(request, "team/seasons/application_shut.html", {
        "season": season, "application": found, "access": access, "before": before, "after": after, "kinds": tie_choices(TIES),
        "others": interests.other_readers(season, request.user), "seconds": interests.other_readers(season, request.user),
        "waiting": interests.applications_to_declare(season, request.user).count()})


def opened(view):
    """The view receives the application, open to this reader; otherwise its page says what is missing."""
    @season_page
    @wraps(view)
    def found(request, season, number):
        application = _one(season, number)
        if interests.access_to(request.user, application).state != "open":
            if request.method != "POST" or attempt(request, reading.check_tied, by=request.user, application=application)[0]:
                messages.warning(request, _("Cette candidature ne vous est pas ouverte : sa page dit pourquoi."))
            return redirect("team:application", season.slug, application.pk)
        return view(request, season, application)
    return found


def _page(request, season, found, **forms):
    before, after = queries.neighbours(found)
    return render(request, "team/seasons/application.html", {
        "season": season, "application": found, "before": before, "after": after, "notes": queries.notes_on(found),
        "announced": queries.is_announced(season), "selection": getattr(found, "selection", None),
        "place_form": PlaceForm(application=found), "note_form": NoteForm(),
        "score_form": ScoreForm(application=found, person=request.user), **forms})


@opened
@require_POST
def scores(request, season, found):
    """Keep one's scores, then go to the next that one has not read."""
    form = ScoreForm(request.POST, application=found, person=request.user)
    if not form.is_valid():
        return _page(request, season, found, score_form=form)
    done, _made = attempt(request, reading.score, form=form, by=request.user, application=found, values=form.cleaned_data)
    if not done:
        return _page(request, season, found, score_form=form)
    messages.success(request, _("Vos notes pour %s sont gardées.") % found.shop_name)
    after = queries.next_unread(season, request.user, but=found.pk) if "next" in request.POST else found.pk
    return redirect("team:application", season.slug, after) if after else redirect("team:applications", season.slug)


@opened
@require_POST
def notes(request, season, found):
    """Comment; only the team reads it."""
    form = NoteForm(request.POST)
    if form.is_valid() and attempt(request, reading.note, form=form, by=request.user, application=found, **form.cleaned_data)[0]:
        return redirect("team:application", season.slug, found.pk)
    return _page(request, season, found, note_form=form)


@opened
@require_POST
def place(request, season, found):
    """Say where the shop stands."""
    form = PlaceForm(request.POST, application=found)
    if form.is_valid() and attempt(request, reading.correct_place, form=form, by=request.user, application=found, **form.values())[0]:
        messages.success(request, _("L’emplacement est corrigé."))
        return redirect("team:application", season.slug, found.pk)
    return _page(request, season, found, place_form=form)


@opened
@require_POST
def withdrawal(request, season, found):
    """Withdraw for somebody who called."""
    if attempt(request, operations.withdraw, by=request.user, application=found, via="phone")[0]:
        messages.success(request, _("La candidature de %s est retirée.") % found.shop_name)
    return redirect("team:application", season.slug, found.pk)


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def application_new(request, season):
    """Write down the application of somebody who called or came by."""
    form = ApplicationForm(request.POST if request.method == "POST" else None, season=season)
    if form.is_valid():
        try:
            made = operations.record_on_behalf(by=request.user, season=season, **form.typed())
            messages.success(request, _("La candidature de %s est enregistrée.") % made.shop_name)
            return redirect("team:application", season.slug, made.pk)
        except operations.AlreadyApplied as refusal:
            messages.info(request, _("Cette boutique a déjà une candidature : la voici."))
            return redirect("team:application", season.slug, refusal.application.pk)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return render(request, "team/seasons/application_form.html", {"season": season, "form": form, "application": None})


@opened
@require_http_methods(["GET", "HEAD", "POST"])
def application_edit(request, season, found):
    """Correct an application on behalf of its author; both texts are shown when two people write."""
    form = ApplicationForm(request.POST if request.method == "POST" else None, season=season, application=found)
    if form.is_valid():
        done, _made = attempt(request, operations.amend, form=form, by=request.user, application=found, on_behalf=True, via="phone",
                              version=form.cleaned_data["version"] or 0, **form.typed())
        if done:
            messages.success(request, _("La candidature est corrigée."))
            return redirect("team:application", season.slug, found.pk)
    return render(request, "team/seasons/application_form.html", {"season": season, "form": form, "application": found})
