"""Who speaks for a shop, who speaks for a company."""
from chalandise.people.models import Role
from chalandise.people.queries import has_role


def keeps_shop(person, shop_id):
    return has_role(person, Role.Kind.MERCHANT, shop_id)


def speaks_for(person, provider):
    return has_role(person, Role.Kind.PROVIDER, provider.organisation_id)
