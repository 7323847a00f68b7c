"""Reading what other territories published."""
from chalandise.commons.models import Package


def packages_of(territory):
    """Return the packages that a territory imported and keeps, the latest first; its team reads them, behind the door's gate."""
    return Package.objects.filter(territory=territory, withdrawn_at=None).select_related("by")


def package_of(territory, number):
    """Return one package of a territory; raise Package.DoesNotExist otherwise."""
    return packages_of(territory).get(pk=number)


def packages_in(territories):
    """Return the packages kept by some territories, each text once even when several of them imported it (a query)."""
    found = {}
    for package in Package.objects.filter(territory__in=territories, withdrawn_at=None).order_by("pk"):
        found.setdefault(package.digest, package)
    return list(found.values())
