"""What mentoring prints: the attestation of a volunteer's hours."""
from django.utils.translation import gettext as _

from chalandise.foundation import clock, documents, wording
from chalandise.mentoring.queries.pairings import hours_of


def attestation(mentor, *, lang="fr"):
    """Return the PDF that attests the hours a mentor gave during a season."""
    season, hours = mentor.season, hours_of(mentor)
    return documents.pdf("mentoring/attestation.typ", {
        "territory": season.territory.name, "accent": season.territory.accent, "season": season.name,
        "organiser": season.territory.organiser or season.territory.name, "name": mentor.person.full_name,
        "since": wording.day_year(mentor.decided_at or mentor.applied_at), "until": wording.day_year(mentor.left_at or clock.now()),
        "shops": [p.shop.name for p in mentor.pairings.filter(announced_at__isnull=False).select_related("shop").order_by("opened_at")],
        "visits": hours["count"], "rows": [[label, in_hours(hours[key])] for key, label in _lines()], "total": in_hours(hours["total"]),
        "contact": season.contact.full_name if season.contact else season.territory.contact_name,
    }, title=_("Attestation de bénévolat"), lang=lang)


def _lines():
    return (("visits", _("Visites dans les boutiques")), ("travel", _("Trajets")), ("other", _("Ateliers, appels, préparation")))


def in_hours(minutes):
    """Return "2 h 15" for 135 minutes."""
    return f"{minutes // 60}{wording.SPACE}h{wording.SPACE}{minutes % 60:02}"
