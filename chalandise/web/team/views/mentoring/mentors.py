"""The team meets those who offer to accompany a shop, and keeps their profiles."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.mentoring.models import Mentor
from chalandise.mentoring.operations import mentors as operations
from chalandise.mentoring.operations.pairings import leave_mentor
from chalandise.mentoring.queries import mentors as queries
from chalandise.mentoring.queries.words import skill_choices
from chalandise.people.operations import end_tie
from chalandise.seasons.queries.charters import signers
from chalandise.seasons.queries.panel import tieable_shops
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.gestures import number as number_of
from chalandise.web.shell.listing import Column, Filter, Listing
from chalandise.web.shell.profile import OfferForm, ProfileForm
from chalandise.web.shell.ties import TieForm, declare
from chalandise.web.team.forms.mentors import DeclineForm, MetForm
from chalandise.web.team.gate import season_page


def _one(season, number):
    try:
        found = queries.mentor_in(season, number)
    except ObjectDoesNotExist:
        raise Http404 from None
    found.season = season
    return found


@season_page
@require_safe
def mentors(request, season):
    """Everybody who offered: state, skills, how many shops they accompany, charter."""
    signed = signers(season, "mentor")
    listing = Listing(
        request, queries.mentors_of(season), name=f"parrains-{season.slug}", default_sort="name",
        search=["person__sort_key", "employer__name", "motivation"],
        columns=[
            Column("name", _("Nom"), value="person.full_name", sort="person__sort_key",
                   link=lambda m: reverse("team:mentor", args=[season.slug, m.pk])),
            Column("state", _("État"), value="get_state_display", sort="state"),
            Column("skills", _("Compétences"), value=lambda m: " ; ".join(queries.skill_words(m)), show=lambda m: _few(queries.skill_words(m))),
            Column("trades", _("Métiers connus"), value=lambda m: " ; ".join(queries.trade_words(m)), show=lambda m: _few(queries.trade_words(m))),
            Column("load", _("Boutiques"), value=lambda m: f"{m.load} / {m.capacity}", sort="load", numeric=True),
            Column("charter", _("Charte"), value=lambda m: (_("signée") if m.person_id in signed else _("à signer")) if m.state == "accepted" else ""),
            Column("employer", _("Entreprise"), value="employer.name", sort="employer__sort_key"),
            Column("email", _("E-mail"), value="person.email", exported_only=True),
            Column("phone", _("Téléphone"), value="person.phone", exported_only=True),
        ],
        filters=[Filter("etat", _("État"), Mentor.State.choices, "state"),
                 Filter("competence", _("Compétence"), skill_choices, lambda q, v: q.filter(pk__in=_able(season, v)))],
        counted=lambda n: ngettext("%(n)s personne", "%(n)s personnes", n) % {"n": n})
    return listing.answer("team/mentoring/mentors.html", {"season": season, "counts": queries.counts(season)})


def _few(words):
    """Return the first three of a list, and how many others there are: the whole list is on the mentor's page."""
    more = len(words) - 3
    return " ; ".join([*words[:3], *([ngettext("et %(n)s autre", "et %(n)s autres", more) % {"n": more}] if more > 0 else [])])


def _able(season, skill):
    # A list inside a JSON column is not searched alike by both databases; a season has few mentors.
    return [pk for pk, skills in Mentor.objects.filter(season=season).values_list("pk", "skills") if skill in skills]


def _page(request, season, found, **forms):
    return render(request, "team/mentoring/mentor.html", {
        "season": season, "mentor": found, "skills": queries.skill_words(found), "trades": queries.trade_words(found),
        "free": queries.free_words(found), "ties": queries.ties_of(found), "signed": found.person_id in signers(season, "mentor"),
        "pairings": found.pairings.filter(ended_at=None).select_related("shop"),
        "tie_action": reverse("team:mentor_ties", args=[season.slug, found.pk]),
        "met_form": MetForm(), "decline_form": DeclineForm(), "tie_form": TieForm(shops=tieable_shops(season)), **forms})


@season_page
@require_safe
def mentor(request, season, number):
    """One person: what they said, the meeting, the decision, their ties."""
    return _page(request, season, _one(season, number))


@season_page
@require_POST
def mentor_meeting(request, season, number):
    """Record the meeting."""
    found, form = _one(season, number), MetForm(request.POST)
    if form.is_valid() and attempt(request, operations.meet, form=form, by=request.user, mentor=found, **form.cleaned_data)[0]:
        return redirect("team:mentor", season.slug, found.pk)
    return _page(request, season, found, met_form=form)


@season_page
@require_POST
def mentor_welcome(request, season, number):
    """Accept: the role, the letter, the charter to sign."""
    found = _one(season, number)
    if attempt(request, operations.accept, by=request.user, mentor=found)[0]:
        messages.success(request, _("%s fait partie des parrains. La charte à signer est dans le courrier.") % found.person.full_name)
    return redirect("team:mentor", season.slug, found.pk)


@season_page
@require_POST
def mentor_refusal(request, season, number):
    """Decline with a word."""
    found, form = _one(season, number), DeclineForm(request.POST)
    if form.is_valid() and attempt(request, operations.decline, form=form, by=request.user, mentor=found, **form.cleaned_data)[0]:
        messages.success(request, _("La réponse à %s est dans le courrier.") % found.person.full_name)
        return redirect("team:mentors", season.slug)
    return _page(request, season, found, decline_form=form)


@season_page
@require_POST
def mentor_departure(request, season, number):
    """A mentor stops: pairings end, thanks and attestation."""
    found = _one(season, number)
    done, shops = attempt(request, leave_mentor, by=request.user, mentor=found)
    if done:
        messages.success(request, ngettext("Le départ est noté. %d boutique attend un autre parrain.",
                                           "Le départ est noté. %d boutiques attendent un autre parrain.", len(shops)) % len(shops))
    return redirect("team:mentor", season.slug, found.pk)


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_edit(request, season, number):
    """Correct a profile on behalf of a mentor."""
    found = _one(season, number)
    form = ProfileForm(request.POST if request.method == "POST" else None, mentor=found)
    if form.is_valid():
        done, _made = attempt(request, operations.edit_profile, form=form, by=request.user, mentor=found,
                              version=form.cleaned_data["version"] or 0, **form.values())
        if done:
            return redirect("team:mentor", season.slug, found.pk)
    return render(request, "team/mentoring/mentor_form.html", {"season": season, "mentor": found, "form": form})


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_new(request, season):
    """Write down somebody who offered by phone or in person."""
    form = OfferForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done, made = attempt(request, operations.apply, form=form, by=request.user, via="phone", season=season, **form.values())
        if done:
            return redirect("team:mentor", season.slug, made.pk)
    return render(request, "team/mentoring/mentor_form.html", {"season": season, "mentor": None, "form": form})


@season_page
@require_POST
def mentor_ties(request, season, number):
    """Note a tie, or that one is over."""
    found = _one(season, number)
    if ended := request.POST.get("end"):
        try:
            end_tie(by=request.user, tie=queries.tie_of(found, number_of(ended) or 0))
        except ObjectDoesNotExist:
            raise Http404 from None
        return redirect("team:mentor", season.slug, found.pk)
    form = TieForm(request.POST, shops=tieable_shops(season))
    if form.is_valid():
        done, _made = attempt(request, lambda: declare(by=request.user, person=found.person, form=form, source="team"), form=form)
        if done:
            return redirect("team:mentor", season.slug, found.pk)
    return _page(request, season, found, tie_form=form)
