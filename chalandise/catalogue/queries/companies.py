"""What is known of a company: the latest check, who shares its space, who asks to."""
from chalandise.catalogue.models import CompanyCheck, Provider, Registration
from chalandise.people.models import Affiliation, Person, Role
from chalandise.people.queries import holders


def latest_check(provider):
    """Return the latest CompanyCheck, or None: nobody has looked yet."""
    return provider.checks.first()


def has_ceased(provider):
    """Say whether the latest check says that the company is struck off. Unknown and not checked do not stop anybody."""
    return provider.checks.values_list("status", flat=True).first() == CompanyCheck.Status.CEASED


def people_of(provider):
    """Return the persons who share a company's space, in directory order."""
    return holders(Role.Kind.PROVIDER, provider.organisation_id).filter(is_active=True).order_by("sort_key", "pk")


def answerers_of(organisation):
    """Return whom one asks before somebody joins a company known here: who shares its space, else who belongs to it."""
    inside = list(holders(Role.Kind.PROVIDER, organisation.pk).filter(is_active=True))
    if inside:
        return inside
    belong = Affiliation.objects.filter(organisation=organisation, until=None).values("person")
    return list(Person.objects.filter(pk__in=belong, is_active=True).exclude(email=None))


def requests_to(provider):
    """Return the confirmed requests to join a company that wait for an answer."""
    return Registration.objects.filter(organisation=provider.organisation_id, accepted=None).exclude(confirmed_at=None).select_related("person")


def request_to(provider, request_id):
    """Return one of them; raise Registration.DoesNotExist otherwise."""
    return requests_to(provider).get(pk=request_id)


def registration_of_link(link):
    """Return the Registration that a mailed link is about; raise Registration.DoesNotExist when it is gone."""
    return Registration.objects.select_related("person", "organisation").get(pk=link.target_id)


def companies_of_calls(territory):
    """Return the companies that answered, or began to answer, a territory's calls, for its team."""
    return (Provider.objects.filter(solutions__submissions__call__territory=territory).select_related("organisation")
            .prefetch_related("checks").distinct().order_by("organisation__sort_key", "pk"))


def company_of_calls(territory, provider_id):
    """Return one of them; raise Provider.DoesNotExist otherwise."""
    return companies_of_calls(territory).get(pk=provider_id)
