"""Import a package, take it away again."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.commons.models import Package
from chalandise.commons.rules import digest, read
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Role
from chalandise.people.queries import has_role

SHOWN = 3  # faults told at once


@transaction.atomic
def import_package(*, by, territory, data):
    """Keep what another territory published, whole or not at all; a later package of the same season takes the place of the former.

    Parameters
    ----------
    data : bytes
        The file, as it came.

    Returns
    -------
    Package
        The same text again returns the one that is kept.
    """
    _runs(by, territory)
    package, faults = read(data)
    if faults:
        more = _(" (et %(n)s autres)") % {"n": len(faults) - SHOWN} if len(faults) > SHOWN else ""
        raise Refused(_("Rien n’est importé : %(faults)s%(more)s.") % {"faults": " ; ".join(faults[:SHOWN]), "more": more}, field="file")
    if package["publisher"].casefold() == territory.name.casefold():
        raise Refused(_("Ce paquet vient de votre territoire : ses actions sont déjà comptées."), field="file")
    held = Package.objects.select_for_update(of=("self",)).filter(territory=territory, publisher=package["publisher"], season=package["season"],
                                                                  withdrawn_at=None).first()
    if held is not None:
        if held.digest == digest(package):
            return held
        if held.made_on.isoformat() > package["made_on"]:
            raise Refused(_("Vous avez déjà un paquet plus récent de cette saison."), field="file")
        held.withdrawn_at = clock.now()
        held.save(update_fields=["withdrawn_at"])
    made = Package.objects.create(territory=territory, by=by, at=clock.now(), digest=digest(package),
                                  **{name: package[name] for name in ("publisher", "season", "made_on", "taxonomy", "kinds")})
    journal.record("commons.imported", by=by, on=[made, territory], territory=territory.pk)
    return made


@transaction.atomic
def withdraw_package(*, by, package):
    """Count a package no longer; twice is the same as once."""
    _runs(by, package.territory)
    if package.withdrawn_at is None:
        package.withdrawn_at = clock.now()
        package.save(update_fields=["withdrawn_at"])
        journal.record("commons.withdrawn", by=by, on=[package, package.territory], territory=package.territory_id)
    return package


def _runs(by, territory):
    if not has_role(by, Role.Kind.ADMIN, territory.pk):
        raise Refused(_("La personne responsable du territoire importe ce que d’autres ont publié."))
