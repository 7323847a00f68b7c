"""One way to write to a person of a season: who writes, why, in the reader's language."""
from django.utils import translation
from django.utils.translation import gettext as _

from chalandise.foundation import mail
from chalandise.mentoring.queries.absences import speaks_for


def post(person, name, *, season, why, about, once=None, attachments=(), **words):
    """Write the letter `mentoring/mails/<name>` to somebody; see foundation.mail.write.

    Parameters
    ----------
    why : lazy str
        Ends the sentence "Rose Ferrand vous écrit pour la saison …, parce que …", printed at the foot.
    attachments : iterable or callable
        Attachments, or a function that makes them in the reader's language.
    """
    with translation.override(person.language or "fr"):
        who = sender(season)
        reason = _("%(who)s vous écrit pour la saison « %(season)s », parce que %(why)s.") % {
            "who": who["name"], "season": season.name, "why": why}
        attachments = attachments() if callable(attachments) else attachments
    return mail.write(f"mentoring/mails/{name}", to=person, purpose=f"mentoring.{name}", about=about, once=once,
                      scope=("season", season.pk), reason=reason, attachments=attachments,
                      context={"season": season, "sender": who, **words})


def sender(season):
    """Return the name and the telephone of the one to call: the season's contact, who covers them, else the territory's."""
    contact, place = speaks_for(season), season.territory
    if contact:
        return {"name": contact.full_name, "phone": contact.phone or place.contact_phone, "email": contact.email}
    return {"name": place.contact_name or _("L’équipe"), "phone": place.contact_phone, "email": place.contact_email}
