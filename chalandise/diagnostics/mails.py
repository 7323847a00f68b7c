"""What we write about assessments: please fill it, here is what it says."""
from django.utils.translation import gettext as _

from chalandise.catalogue.queries.fitting import advice_for
from chalandise.diagnostics.queries.ease import ease_of, needs_of
from chalandise.foundation import clock, mail
from chalandise.foundation.models import Letter
from chalandise.people.operations import issue_link
from chalandise.people.queries import holders


def please_fill(assessment, *, by):
    """Ask the shop's merchants to fill the sheet, once a week at most. Returns how many letters were written."""
    written = 0
    year, week, _day = clock.today().isocalendar()
    for person in holders("merchant", assessment.shop_id):
        once = f"diagnostics.ask:{assessment.pk}:{person.pk}:{year}-{week}"
        if not Letter.objects.filter(once=once).exists():
            _write("diagnostics/mails/please_fill", person, assessment, purpose="diagnostics.ask", once=once, by=by)
            written += 1
    return written


def restitution_ready(assessment):
    """Tell the merchants that the restitution can be read, and what answers its next steps, with links that need no password."""
    offered = any(advice_for(assessment.shop, needs_of(assessment), level=ease_of(assessment)).values())
    for person in holders("merchant", assessment.shop_id):
        _write("diagnostics/mails/restitution", person, assessment, purpose="diagnostics.restitution", by=assessment.by,
               once=f"diagnostics.restitution:{assessment.pk}:{person.pk}:{assessment.finished_at:%Y%m%d%H%M}", offered=offered)


def second_look(look, *, by):
    """Ask a mentor drawn by lot to rate a shop again, without seeing what the first one answered."""
    assessment, person = look.assessment, look.rater
    season = assessment.season
    address = issue_link(purpose="assessment.second", person=person, target=look, days=45)
    mail.write("diagnostics/mails/second_look", to=person, purpose="diagnostics.second_look", about=assessment, scope=("season", season.pk),
               once=f"diagnostics.second_look:{look.pk}",
               context={"shop": assessment.shop, "season": season, "by": by, "address": address},
               reason=_("Vous recevez ce message parce que vous êtes parrain ou marraine de la %(season)s, organisée par %(who)s.") % {
                   "season": season, "who": season.territory.organiser or season.territory})


def _write(template, person, assessment, *, purpose, once, by, offered=False):
    season = assessment.season
    quotes = issue_link(purpose="quote.ask", person=person, target=assessment.shop, days=60) if offered else ""
    address = issue_link(purpose="assessment.fill", person=person, target=assessment, days=60)
    mail.write(template, to=person, purpose=purpose, about=assessment, scope=("season", season.pk), once=once,
               context={"assessment": assessment, "shop": assessment.shop, "season": season, "by": by, "address": address, "quotes": quotes},
               reason=_("Vous recevez ce message parce que %(shop)s participe à la %(season)s, organisée par %(who)s.") % {
                   "shop": assessment.shop, "season": season, "who": season.territory.organiser or season.territory})
