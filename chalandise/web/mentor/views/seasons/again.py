"""A mentor of an earlier season says, by a mailed link, whether they start again."""
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chalandise.mentoring.models import Mentor
from chalandise.mentoring.operations.mentors import apply
from chalandise.people.operations import use_link
from chalandise.seasons.models import Season
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles

KEPT = ("skills", "trades", "availability", "capacity", "sells")


@handles("mentor.again")
def again(request, link):
    """Show what would be taken over; the button applies with it. Once is enough: then the page says so."""
    season = Season.objects.filter(pk=link.target_id).select_related("territory", "contact", "closure").first()
    if season is None:
        raise Http404
    request.territory, request.accent = season.territory, season.territory.accent
    mine = Mentor.objects.filter(person=link.person, season__territory=season.territory).select_related("employer", "season").order_by("-applied_at")
    now, before = mine.filter(season=season).first(), mine.exclude(season=season).first()
    if before is None:
        raise Http404
    if request.method == "POST" and now is None:
        person = link.person
        done, _mentor = attempt(request, apply, season=season, email=person.email, given_name=person.given_name, family_name=person.family_name,
                                phone=person.phone, employer=before.employer.name if before.employer else "",
                                siren=(before.employer.siren or "") if before.employer else "", by=person, via="link",
                                motivation=_("Déjà parrain pendant « %s ».") % before.season.name, **{name: getattr(before, name) for name in KEPT})
        if done:
            use_link(link=link)
        return redirect(request.path)
    return render(request, "mentor/seasons/again.html", {"season": season, "before": before, "now": now, "person": link.person})
