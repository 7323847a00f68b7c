"""What a mentor does from a letter, without signing in: wishes, one visit, one answer, one attestation."""
from django.http import Http404
from django.views.decorators.http import require_safe

from chalandise.mentoring.models import Mentor
from chalandise.mentoring.queries.skills import helper_by_link
from chalandise.mentoring.queries.visits import pairing_by_link, visit_by_link
from chalandise.mentoring.queries.wishes import MENTOR, mentor_by_link
from chalandise.web.mentor.views.mentoring.helping import helping_page
from chalandise.web.mentor.views.mentoring.hours import attestation_file
from chalandise.web.shell.fits import fit_page
from chalandise.web.shell.links import handles
from chalandise.web.shell.visits import Desk, visit_page
from chalandise.web.shell.wishes import wishes_page


def dress(request, season):
    """Give the page the colours of its territory."""
    request.territory, request.accent = season.territory, season.territory.accent


@handles("visit.mentor")
def visit(request, link):
    found = visit_by_link(link)
    if found is None or found.pairing.mentor.person_id != link.person_id:
        raise Http404
    dress(request, found.pairing.season)
    return visit_page(request, found, Desk(by=link.person, side="mentor", template="shell/visits/page.html", via="link"))


@handles("fit.mentor")
def fit(request, link):
    found = pairing_by_link(link)
    if found is None or found.mentor.person_id != link.person_id:
        raise Http404
    dress(request, found.season)
    return fit_page(request, link, found, "mentor")


@handles("mentor.attestation")
@require_safe
def attestation(request, link):
    mentor = Mentor.objects.filter(pk=link.target_id, person=link.person).select_related("person", "season__territory", "season__contact").first()
    if mentor is None:
        raise Http404
    return attestation_file(mentor)


@handles("wishes.mentor")
def wishes(request, link):
    """Ask which shops the mentor would accompany."""
    mentor = mentor_by_link(link)
    if mentor is None:
        raise Http404
    dress(request, mentor.season)
    return wishes_page(request, mentor.season, MENTOR, mentor, by=link.person, link=link)


@handles("skill.helper")
def skill(request, link):
    """Ask for an hour of what the mentor can."""
    helper = helper_by_link(link)
    if helper is None:
        raise Http404
    dress(request, helper.season)
    return helping_page(request, helper, by=link.person, link=link, template="mentor/mentoring/helping_link.html")
