"""The team of a territory: who is in it, invited, ended; and a referent's covers and hand-over."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.foundation import clock
from chalandise.mentoring.operations.absences import come_back, cover_absence, say_away
from chalandise.mentoring.queries.absences import absences_of
from chalandise.people.models import Person, Role
from chalandise.people.operations import cover_role, hand_over, invite_colleague, remove_colleague
from chalandise.people.queries import has_role, team_roles
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.team.forms.people import AwayForm, CoverForm, HandOverForm, InviteForm
from chalandise.web.team.gate import season_page, territory_page

REFERENT, ADMIN = Role.Kind.REFERENT, Role.Kind.ADMIN


@require_http_methods(["GET", "HEAD", "POST"])
@territory_page
def members(request, territory):
    """Who runs the territory and its seasons; invite a colleague."""
    seasons = list(territory.seasons.all())
    form = InviteForm(request.POST or None, territory=territory, seasons=seasons)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        kind, place = form.places[values.pop("place")]
        scope = ("season", place.pk) if kind == REFERENT else ("territory", territory.pk)
        done, role = attempt(request, invite_colleague, form=form, by=request.user, kind=kind, place=place, scope=scope, **values)
        if done:
            messages.success(request, _("%(name)s reçoit une invitation par courriel.") % {"name": role.person.full_name})
            return redirect("team:members", territory.slug)
    by_season = {}
    for role in team_roles(REFERENT, [s.pk for s in seasons]):
        by_season.setdefault(role.scope_id, []).append(role)
    return render(request, "team/people/members.html", {
        "territory": territory, "form": form, "now": clock.now(),
        "groups": [(territory, team_roles(ADMIN, [territory.pk])), *((s, by_season.get(s.pk, [])) for s in seasons)]},
        status=422 if form.errors else 200)


@require_POST
@territory_page
def member_end(request, territory, role_id):
    """End somebody's role in the team."""
    places = {(ADMIN, territory.pk): territory, **{(REFERENT, s.pk): s for s in territory.seasons.all()}}
    role = Role.objects.filter(pk=role_id, kind__in=(ADMIN, REFERENT)).first()
    if role is None or (role.kind, role.scope_id) not in places:
        raise Http404
    if attempt(request, remove_colleague, by=request.user, role=role, place=places[role.kind, role.scope_id])[0]:
        messages.success(request, _("C’est fait : cette personne n’a plus accès."))
    return redirect("team:members", territory.slug)


def _colleagues(season, person):
    """Return who can take over: the people of the territory's team, except the one who leaves."""
    teams = [team_roles(ADMIN, [season.territory_id]), team_roles(REFERENT, season.territory.seasons.values("pk"))]
    ids = {role.person_id for roles in teams for role in roles} - {person.pk}
    return Person.objects.filter(pk__in=ids, is_active=True)


def _covered(request, season, form, mine):
    """A referent says that they are away; who runs the territory lends the season for some days. Returns whether it is done."""
    since, until, person = (form.cleaned_data[n] for n in ("since", "until", "person"))
    if mine:
        done, _made = attempt(request, say_away, form=form, season=season, person=request.user, starts_on=since, ends_on=until, cover=person,
                              by=request.user)
    else:
        done, _made = attempt(request, cover_role, form=form, by=request.user, kind=REFERENT, place=season, scope=("season", season.pk),
                              since=since, until=until, person=person)
    if done:
        messages.success(request, _("Le remplacement est prévu ; la personne est prévenue par courriel.") if person else
                         _("Votre absence est notée. Le reste de l’équipe reçoit la liste et les alertes."))
    return done


def _absence(request, season, gesture):
    absence = absences_of(season).filter(pk=number(request.POST.get("absence", "")) or 0).first()
    if absence is None or (gesture == "back" and absence.person_id != request.user.pk):
        raise Http404
    if attempt(request, come_back if gesture == "back" else cover_absence, absence=absence, by=request.user)[0]:
        messages.success(request, _("Bon retour : la liste du lundi vous revient.") if gesture == "back" else
                         _("C’est noté : vous remplacez %(name)s.") % {"name": absence.person.full_name})
    return redirect("team:cover", season.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@season_page
def cover(request, season):
    """A referent is away: somebody follows the season meanwhile, or from now on."""
    mine = has_role(request.user, REFERENT, season.pk)
    colleagues = _colleagues(season, request.user)
    gesture = request.POST.get("gesture") if request.method == "POST" else ""
    if gesture in ("back", "take"):
        return _absence(request, season, gesture)
    covering = (AwayForm if mine else CoverForm)(request.POST if gesture == "cover" else None, colleagues=colleagues)
    handing = HandOverForm(request.POST if gesture == "hand" and mine else None, colleagues=colleagues, prefix="hand")
    if gesture == "cover" and covering.is_valid() and _covered(request, season, covering, mine):
        return redirect("team:cover", season.slug)
    if gesture == "hand" and mine and handing.is_valid() and attempt(
            request, hand_over, form=handing, by=request.user, giver=request.user, taker=handing.cleaned_data["person"],
            kind=REFERENT, place=season)[0]:
        messages.success(request, _("Le relais est passé. Merci pour cette saison."))
        return redirect("me")
    return render(request, "team/people/cover.html", {
        "season": season, "covering": covering, "handing": handing, "mine": mine, "now": clock.now(),
        "roles": team_roles(REFERENT, [season.pk]), "absences": absences_of(season)}, status=422 if covering.errors or handing.errors else 200)
