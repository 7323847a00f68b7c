"""Mailed links that every audience receives: answer an invitation, give an opinion, write again, follow a season."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chalandise.people.operations import use_link
from chalandise.seasons.models import Attendance, Complaint, Season
from chalandise.seasons.queries.closing import satisfaction_of
from chalandise.seasons.queries.gatherings import attendance_by_link
from chalandise.web.shell import seasons
from chalandise.web.shell.links import handles


def _enter(request, season):
    request.territory, request.accent = season.territory, season.territory.accent


@handles("gathering.answer")
def gathering_answer(request, link):
    """Say whether one comes to a gathering, as often as one likes before it."""
    try:
        attendance = attendance_by_link(link)
    except Attendance.DoesNotExist:
        raise Http404 from None
    _enter(request, attendance.gathering.season)
    if request.method == "POST":
        if seasons.answer_invitation(request, attendance, by=link.person, via="link"):
            use_link(link=link)
        return redirect(request.path)
    return render(request, "public/seasons/invitation.html", {"attendance": attendance, "gathering": attendance.gathering, "season": attendance.gathering.season})


def _opinion(audience):
    def opinion(request, link):
        """Give one's opinion of a season; answering again replaces it, until the season is closed."""
        try:
            season = Season.objects.select_related("territory", "contact", "closure").get(pk=link.target_id)
        except Season.DoesNotExist:
            raise Http404 from None
        _enter(request, season)
        given = satisfaction_of(link.person, season)
        form, done = seasons.give_opinion(request, season, by=link.person, audience=audience, given=given)
        if done:
            use_link(link=link)
            messages.success(request, _("Merci. Votre avis est enregistré."))
            return redirect(request.path)
        return render(request, "public/seasons/opinion.html", {"season": season, "form": form, "given": given, "audience": audience})
    return opinion


for name in ("merchant", "mentor"):
    handles(f"satisfaction.{name}")(_opinion(name))


@handles("complaint.again")
def complaint_again(request, link):
    """Write again after an answer."""
    try:
        before = Complaint.objects.select_related("season__territory", "season__contact", "shop").get(pk=link.target_id, person=link.person)
    except Complaint.DoesNotExist:
        raise Http404 from None
    _enter(request, before.season)
    form, sent = seasons.say_what_is_wrong(request, before.season, by=link.person, shop=before.shop, via="link")
    if sent:
        use_link(link=link)
        messages.success(request, _("Merci de l’avoir dit. Quelqu’un vous répond bientôt."))
        return redirect(request.path)
    return render(request, "public/seasons/complaint.html", {
        "season": before.season, "form": form, "complaints": seasons.earlier(link.person, before.season)})


@handles("season.follow")
def follow(request, link):
    """Lead a partner or a committee member to the season."""
    season = Season.objects.filter(pk=link.target_id).first()
    if season is None:
        raise Http404
    return redirect("public:season", season.slug)
