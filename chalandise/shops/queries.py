"""Reading shops. Each query takes the person and returns only what that person may see."""
from django.db.models import Q

from chalandise.foundation.names import fold
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.shops.models import Import, Shop
from chalandise.shops.rules.values import read_siret


def shops_kept_by(person):
    """Return the shops that this person runs as a merchant."""
    return Shop.objects.filter(pk__in=scopes_of(person, Role.Kind.MERCHANT)).select_related("territory")


def shop_kept_by(person, shop_id):
    """Return one shop that this person runs; raise Shop.DoesNotExist otherwise."""
    return shops_kept_by(person).get(pk=shop_id)


def shops_of(territory):
    """Return the shops of a territory; the caller entered by the territory's gate."""
    return Shop.objects.filter(territory=territory).select_related("commune", "stretch")


def shop_of(territory, shop_id):
    """Return one shop of a territory; raise Shop.DoesNotExist otherwise."""
    return shops_of(territory).select_related("organisation", "territory").get(pk=shop_id)


def search(territory, words, *, limit=None):
    """Return the shops whose name, street or SIRET has the words, whatever their accents."""
    found = shops_of(territory)
    for word in fold(words).replace("'", " ").split():
        found = found.filter(Q(sort_key__contains=word) | Q(street__icontains=word) | Q(siret__startswith=word) | Q(city__icontains=word))
    return found[:limit] if limit else found


def find_by_siret(territory, siret):
    """Return the shop that has this SIRET in a territory (however it is typed), or None."""
    digits = read_siret(siret or "")[0]
    return shops_of(territory).filter(siret=digits).first() if digits else None


def register_lookup(territory, siret):
    """Return what an imported register says of a SIRET, for a form to fill itself: public facts only; None when unknown."""
    shop = find_by_siret(territory, siret)
    if shop is None or shop.closed_on:
        return None
    return {"shop_id": shop.pk, "name": shop.name, "naf": shop.naf, "trade": shop.trade, "number": shop.number,
            "street": shop.street, "postcode": shop.postcode, "city": shop.city}


def look_alikes(shop, *, limit=5):
    """Return the shops of the territory that may be the same one: same name, or same door."""
    same = Q(sort_key=shop.sort_key)
    if shop.number and shop.street:
        same |= Q(number=shop.number, street=shop.street)
    return shops_of(shop.territory).filter(same).exclude(pk=shop.pk)[:limit]


def imports_of(territory):
    """Return the imports of a territory, newest first."""
    return Import.objects.filter(territory=territory).select_related("by")


def import_of(territory, batch_id):
    """Return one import of a territory; raise Import.DoesNotExist otherwise."""
    return imports_of(territory).select_related("territory").get(pk=batch_id)
