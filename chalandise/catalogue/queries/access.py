"""What a person may enter by: their company, a call that they review, a call that their team runs."""
from chalandise.catalogue.models import Call, Provider, Reviewer
from chalandise.people.models import Role
from chalandise.people.queries import roles_now


def providers_of(person):
    """Return the companies whose space this person shares."""
    mine = roles_now().filter(person=person, kind=Role.Kind.PROVIDER).values("scope_id")
    return Provider.objects.filter(organisation__in=mine).select_related("organisation").order_by("organisation__sort_key", "pk")


def provider_run_by(person, provider_id):
    """Return one of these companies; raise Provider.DoesNotExist otherwise."""
    return providers_of(person).get(pk=provider_id)


def reviewerships_of(person):
    """Return what this person reviews: calls that asked them, that they accepted, that they did not leave."""
    mine = roles_now().filter(person=person, kind=Role.Kind.REVIEWER).values("scope_id")
    return Reviewer.objects.filter(person=person, call__in=mine, ended_at=None).exclude(accepted_at=None).select_related("call__territory")


def reviewership_of(person, slug):
    """Return the Reviewer by which this person enters a call; raise Reviewer.DoesNotExist otherwise."""
    return reviewerships_of(person).get(call__slug=slug)


def calls_of(territory):
    """Return a territory's calls for its team, which the door's gate has checked."""
    return Call.objects.filter(territory=territory)


def call_of(territory, slug):
    """Return one of them; raise Call.DoesNotExist otherwise."""
    return calls_of(territory).get(slug=slug)
