"""What we tell the partners."""
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.funding import mails
from chalandise.people.models import Affiliation, Role
from chalandise.people.queries import holders


@transaction.atomic
def send_summary(*, by, partner):
    """Write to the persons of a partner where each euro went. Returns the letters."""
    today = clock.today()
    of_the_house = Affiliation.objects.filter(Q(until=None) | Q(until__gt=today), organisation=partner.organisation)
    people = list(holders(Role.Kind.PARTNER, partner.season_id).filter(affiliations__in=of_the_house).distinct())
    if not people:
        raise Refused(_("Nous ne connaissons personne chez %(partner)s : ajoutez d’abord son contact aux partenaires de la "
                        "saison.") % {"partner": partner})
    letters = [mails.summary(partner, person, by=by) for person in people]
    journal.record("funding.summary_sent", by=by, on=partner, territory=partner.season.territory_id)
    return letters
