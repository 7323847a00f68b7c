"""Reading shops. Each query takes the person and returns only what that person may see."""
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.shops.models import Shop


def shops_kept_by(person):
    """Return the shops that this person runs as a merchant."""
    return Shop.objects.filter(pk__in=scopes_of(person, Role.Kind.MERCHANT)).select_related("territory")


def shop_kept_by(person, shop_id):
    """Return one shop that this person runs; raise Shop.DoesNotExist otherwise."""
    return shops_kept_by(person).get(pk=shop_id)
