"""Letters of the follow-up: the chase that the referent reads before it leaves, the Monday digest."""
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from chalandise.mentoring.mails.letters import post
from chalandise.mentoring.mails.visits import mentor_link, merchant_link
from chalandise.people.operations import issue_link


def chase_words(pairing, side, cause, *, who):
    """Return what a chase says, as the Monday list shows it before it leaves; `who` signs it (mails.letters.sender)."""
    to = pairing.mentor.person if side == "mentor" else None
    with translation.override((to.language if to else "") or "fr"):
        return render_to_string(f"mentoring/mails/chase_{side}.md", {
            "to": to, "pairing": pairing, "cause": cause, "link": "…", "season": pairing.season,
            "sender": who}).strip().partition("\n")[2].strip()


def write_chase(pairing, merchants, *, to, cause, visit, once):
    """Write to the merchant, the mentor or both; each gets the link of the one gesture that is awaited."""
    why = _("nous n’avons pas de nouvelles depuis un moment")
    if to in ("mentor", "both"):
        person = pairing.mentor.person
        link = mentor_link(visit) if visit else issue_link(purpose="fit.mentor", person=person, target=pairing)
        post(person, "chase_mentor", season=pairing.season, about=pairing, why=why, pairing=pairing, cause=cause, link=link,
             once=f"{once}:mentor")
    for person in merchants if to in ("merchant", "both") else ():
        waiting = visit and visit.state == visit.State.PROPOSED
        link = merchant_link(visit, person) if waiting else issue_link(purpose="fit.merchant", person=person, target=pairing)
        post(person, "chase_merchant", season=pairing.season, about=pairing, why=why, pairing=pairing, cause=cause, link=link,
             once=f"{once}:{person.pk}")


def write_cover(absence):
    """Tell a referent that they also cover a colleague who is away."""
    season = absence.season
    post(absence.cover, "covering", season=season, about=season, why=_("vous suivez les parrainages de cette saison"), absence=absence,
         link=settings.BASE_URL + reverse("team:monday", args=[season.slug]), once=f"absence:{absence.pk}:{absence.cover_id}")


def write_digest(season, person, monday, *, once):
    """Send the Monday list to a referent: the pairings that need them, in order, on one page."""
    post(person, "monday", season=season, about=season, why=_("vous suivez les parrainages de cette saison"), once=once,
         monday=monday, link=settings.BASE_URL + reverse("team:monday", args=[season.slug]))
