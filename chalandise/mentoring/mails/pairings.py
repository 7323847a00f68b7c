"""Letters about a pairing as a whole: it begins, it ends, one is chased, one is asked whether it fits."""
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chalandise.mentoring.mails.letters import post
from chalandise.mentoring.models import Pairing
from chalandise.people.operations import issue_link


def write_announcement(pairing, merchants):
    """Tell both who the other is, by first name and telephone, and what comes next."""
    mentor = pairing.mentor.person
    for merchant in merchants:
        post(merchant, "pairing_announced_merchant", season=pairing.season, about=pairing, pairing=pairing, mentor=mentor,
             why=_("vous participez avec %(shop)s") % {"shop": pairing.shop}, visits_left=pairing.visits.count(), once=f"pairing.announced:{pairing.pk}:{merchant.pk}",
             link=issue_link(purpose="fit.merchant", person=merchant, target=pairing, days=60))
    post(mentor, "pairing_announced_mentor", season=pairing.season, about=pairing, pairing=pairing, merchants=merchants,
         why=_("vous êtes parrain ou marraine bénévole"), once=f"pairing.announced:{pairing.pk}:mentor",
         link=issue_link(purpose="visit.mentor", person=mentor, target=pairing.visits.first(), days=60))


def write_ending(pairing, merchants):
    """Say that it ends, without blame, and what happens now."""
    why = _("votre parrainage change")
    for merchant in merchants if pairing.ending != Pairing.Ending.MERCHANT_LEFT else ():
        post(merchant, "pairing_ended_merchant", season=pairing.season, about=pairing, pairing=pairing, why=why,
             once=f"pairing.ended:{pairing.pk}:{merchant.pk}")
    if pairing.ending != Pairing.Ending.MENTOR_LEFT:
        post(pairing.mentor.person, "pairing_ended_mentor", season=pairing.season, about=pairing, pairing=pairing, why=why,
             once=f"pairing.ended:{pairing.pk}:mentor")


def write_thanks(mentor):
    """Thank a mentor who leaves, with the link to their attestation."""
    post(mentor.person, "mentor_thanked", season=mentor.season, about=mentor, mentor=mentor, once=f"mentor.thanked:{mentor.pk}",
         why=_("vous avez été parrain ou marraine bénévole"),
         link=issue_link(purpose="mentor.attestation", person=mentor.person, target=mentor, days=365))


def write_fit_question(pairing, merchants, *, sides=("merchant", "mentor"), number=1):
    """Ask after the first visit whether it fits: three buttons; and after another, who did not know yet. Once a visit."""
    why = _("une visite a eu lieu")
    for merchant in merchants if "merchant" in sides else ():
        post(merchant, "fit_asked", season=pairing.season, about=pairing, why=why, other=pairing.mentor.person.given_name,
             once=f"fit.asked:{pairing.pk}:{merchant.pk}" + _nth(number), number=number,
             link=issue_link(purpose="fit.merchant", person=merchant, target=pairing, days=60))
    mentor = pairing.mentor.person
    if "mentor" not in sides:
        return
    post(mentor, "fit_asked", season=pairing.season, about=pairing, why=why, other=str(pairing.shop),
         once=f"fit.asked:{pairing.pk}:mentor" + _nth(number), number=number,
         link=issue_link(purpose="fit.mentor", person=mentor, target=pairing, days=60))


def _nth(number):
    return f":{number}" if number > 1 else ""


def write_fit_alert(pairing, referents):
    """Tell the team that one of the two says it does not fit."""
    for referent in referents:
        post(referent, "fit_bad", season=pairing.season, about=pairing, pairing=pairing,
             link=settings.BASE_URL + reverse("team:candidates", args=[pairing.season.slug, pairing.shop_id]),
             why=_("vous suivez ce parrainage"), once=f"fit.bad:{pairing.pk}:{referent.pk}")
