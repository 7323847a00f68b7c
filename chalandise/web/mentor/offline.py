"""What a mentor's phone keeps for a shop without a network: their shops, the visits ahead, the minutes, the sheet to fill."""
from django.urls import reverse
from django.utils.translation import gettext as _

from chalandise.diagnostics.queries import assessments_of_shop, due_moment, places_assessed_by_mentor
from chalandise.mentoring.models import Visit
from chalandise.mentoring.queries import mentorships_of
from chalandise.mentoring.queries.pairings import pairings_of_mentor
from chalandise.web.shell.offline import Kept, keeps

CLOSED = (Visit.State.DONE, Visit.State.CANCELLED)


@keeps
def pages(person):
    """Return the pages of every season in which this person is a mentor now; two shops at the most in each."""
    return [page for mentor in mentorships_of(person) for page in _pages_of(mentor)]


def _pages_of(mentor):
    slug = mentor.season.slug
    yield Kept(reverse("mentor:home", args=[slug]), _("Mes commerçants · %(season)s") % {"season": mentor.season.name})
    for pairing in pairings_of_mentor(mentor).filter(ended_at=None):
        yield Kept(reverse("mentor:pairing", args=[slug, pairing.pk]), pairing.shop.name)
        ahead = next((v for v in pairing.visits.all() if v.state not in CLOSED), None)
        if ahead:
            words = {"n": ahead.number, "shop": pairing.shop.name}
            yield Kept(reverse("mentor:visit", args=[slug, ahead.pk]), _("Visite %(n)s · %(shop)s") % words)
            yield Kept(reverse("mentor:minutes", args=[slug, ahead.pk]), _("Compte rendu de la visite %(n)s · %(shop)s") % words)
    for place in places_assessed_by_mentor(mentor.person, mentor.season).prefetch_related("season__milestones"):
        due = due_moment(place, assessments_of_shop(mentor.season, place.shop))
        if due:
            yield Kept(reverse("mentor:assessment", args=[slug, place.shop_id, due]) + "?tout",
                       _("Diagnostic %(moment)s · %(shop)s") % {"moment": due, "shop": place.shop.name})
