"""What we write about the panel: the answer and its reason, a place that came free, a goodbye without blame."""
from django.utils.translation import gettext as _

from chalandise.foundation import mail

ANSWERS = {"chosen": "panel_chosen", "waiting": "panel_waiting", "declined": "panel_declined"}


def _send(template, application, to, season, **words):
    context = words.pop("context", {})
    return mail.write(
        f"seasons/mails/{template}", to=to, purpose=f"panel.{template.removeprefix('panel_')}", about=application, scope=("season", season.pk),
        context={"application": application, "season": season, "territory": season.territory, "contact": season.contact, **context},
        reason=_("%(who)s vous écrit parce que votre boutique a candidaté à « %(season)s ».") % {
            "who": season.territory.organiser or season.territory.name, "season": season.name}, **words)


def answer(selection, comparison, *, hold):
    """Answer one applicant, with the reason; those not chosen are asked to serve as comparison."""
    application = selection.application
    if application.person is None:
        return None
    return _send(ANSWERS[selection.outcome], application, application.person, application.season, hold=hold,
                 once=f"panel.answer:{application.pk}", context={"selection": selection, "comparison": comparison})


def place_free(selection, *, hold):
    """Tell a shop of the waiting list that it joins the season."""
    application = selection.application
    if application.person is None:
        return None
    return _send("panel_place_free", application, application.person, application.season, hold=hold,
                 once=f"panel.place:{application.pk}")


def goodbye(place, person):
    """Thank a merchant who stops; nothing to justify."""
    return _send("panel_goodbye", place.application, person, place.season, once=f"panel.goodbye:{place.pk}:{place.left_at:%Y%m%d}",
                 context={"shop": place.shop})
