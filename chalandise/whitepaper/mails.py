"""What we write about the white paper and the packs."""
from django.utils.translation import gettext as _

from chalandise.foundation import mail
from chalandise.foundation.models import Letter
from chalandise.people.operations import issue_link


def pack_ready(pack, person, *, by):
    """Send the link of a pack to one person of the committee, once. Returns whether a letter was written."""
    once = f"whitepaper.pack:{pack.pk}:{person.pk}"
    if Letter.objects.filter(once=once).exists():
        return False
    season = pack.gathering.season
    mail.write("whitepaper/mails/pack", to=person, purpose="whitepaper.pack", about=pack, scope=("season", season.pk), once=once,
               context={"gathering": pack.gathering, "season": season, "by": by,
                        "address": issue_link(purpose="pack.read", person=person, target=pack, days=120)},
               reason=_("Vous recevez ce message comme membre du comité ou partenaire de la %(season)s.") % {"season": season})
    return True
