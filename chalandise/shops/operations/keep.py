"""A shop is written down, corrected, closed, opened again."""
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.shops.models import Shop
from chalandise.shops.rules import CHANNELS, trade_label, trade_of, values
from chalandise.territory.models import Perimeter
from chalandise.territory.queries import locate_address, ranges_of, towns_of

READERS = {"siret": values.read_siret, "naf": values.read_naf, "phone": values.read_phone, "email": values.read_email,
           "website": values.read_website, "postcode": values.read_postcode}
FIELDS = ("name", "siret", "naf", "trade", "number", "street", "postcode", "city", "phone", "email", "website",
          "opening_hours", "channels", "description", "lat", "lon")


@transaction.atomic
def create_shop(*, by, territory, name, source="team", source_ref="", via="", **given):
    """Write down one shop of a territory and place it on its stretch when its address says so.

    Parameters
    ----------
    name : str
    source : str
        "team", "application", "register", "osm", "spreadsheet".
    **given
        Any of siret, naf, trade, number, street, postcode, city, phone, email, website, opening_hours, channels,
        description, lat, lon, organisation.

    Returns
    -------
    Shop

    Raises
    ------
    Refused
        No name; a SIRET, telephone, e-mail… that cannot be; a SIRET that the territory knows already.
    """
    organisation = given.pop("organisation", None)
    clean = checked({"name": name, **given})
    refuse_known_siret(territory, clean.get("siret"))
    clean["trade"] = clean.get("trade") or trade_of(naf=clean.get("naf", ""), text=clean["name"])
    shop = Shop(territory=territory, organisation=organisation, source=source, source_ref=source_ref,
                created_at=clock.now(), **clean)
    place(shop)
    try:
        with transaction.atomic():
            shop.save()
    except IntegrityError:  # two people wrote the same SIRET at the same moment
        refuse_known_siret(territory, clean.get("siret"))
        raise
    journal.record("shops.created", by=by, on=[shop], via=via)
    return shop


@transaction.atomic
def edit_shop(*, by, shop, version, via="", **given):
    """Correct a shop's record; raises Conflict when somebody else saved meanwhile. Returns the Shop."""
    clean = checked({"name": shop.name, **given})
    refuse_known_siret(shop.territory, clean.get("siret"), but=shop)
    before = {name: getattr(shop, name) for name in clean}
    shop.save_version(version=version, values=clean)
    place(shop).save(update_fields=["sort_key", "commune", "stretch", "along_m"])
    changes = {name: [before[name], getattr(shop, name)] for name in before
               if before[name] != getattr(shop, name) and name != "description"}
    if changes:
        journal.record("shops.edited", by=by, on=[shop], via=via, changes=changes)
    return shop


@transaction.atomic
def close_shop(*, by, shop, on=None, via=""):
    """Say that a shop shut its doors; its story stays. Twice is the same as once."""
    shop = Shop.objects.select_for_update(of=("self",)).get(pk=shop.pk)
    if shop.closed_on is None:
        shop.closed_on = on or clock.today()
        if shop.closed_on > clock.today():
            raise Refused(_("La date de fermeture est dans l’avenir. Notez-la le jour venu."), field="closed_on")
        _bump(shop, "closed_on")
        journal.record("shops.closed", by=by, on=[shop], via=via, changes={"closed_on": [None, shop.closed_on.isoformat()]})
    return shop


@transaction.atomic
def reopen_shop(*, by, shop, via=""):
    """Say that a shop is open again. Twice is the same as once."""
    shop = Shop.objects.select_for_update(of=("self",)).get(pk=shop.pk)
    if shop.closed_on is not None:
        journal.record("shops.reopened", by=by, on=[shop], via=via, changes={"closed_on": [shop.closed_on.isoformat(), None]})
        shop.closed_on = None
        _bump(shop, "closed_on")
    return shop


def _bump(shop, *fields):
    shop.version += 1
    shop.save(update_fields=[*fields, "version"])


def checked(given):
    """Return the clean values of a record written by a person; raise Refused at the first that cannot be."""
    unknown = set(given) - set(FIELDS)
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    clean = {}
    for name, value in given.items():
        if name in READERS:
            value, reasons = READERS[name](value or "")
            hard = next((r for r in reasons if not (value and r.level == values.NOTE)), None)
            if hard:
                raise Refused(hard.text, field=name)
        elif isinstance(value, str):
            value = " ".join(value.split()) if name != "description" else value.strip()
        clean[name] = value
    if not clean.get("name"):
        raise Refused(_("Donnez le nom de la boutique."), field="name")
    if "siret" in clean:
        clean["siret"] = clean["siret"] or None
    if "opening_hours" in clean and clean["opening_hours"] and not values.read_hours(clean["opening_hours"])[0]:
        raise Refused(_("Ces horaires ne se lisent pas. Écrivez par exemple « Mo-Sa 09:00-19:00 »."), field="opening_hours")
    if set(clean.get("channels") or ()) - set(CHANNELS):
        raise Refused(_("Ce canal n’est pas dans la liste."), field="channels")
    if clean.get("trade") and not trade_label(clean["trade"]):
        raise Refused(_("Ce métier n’est pas dans la liste."), field="trade")
    _refuse_long(clean)
    return clean


def _refuse_long(clean):
    for name, value in clean.items():
        limit = Shop._meta.get_field(name).max_length
        if limit and isinstance(value, str) and len(value) > limit:
            raise Refused(_("Ce texte dépasse %d caractères.") % limit, field=name)


def refuse_known_siret(territory, siret, but=None):
    """Raise Refused when another shop of the territory has this SIRET."""
    if siret and (same := Shop.objects.filter(territory=territory, siret=siret).exclude(pk=but.pk if but else None).first()):
        raise Refused(_("Ce SIRET est déjà celui de « %s ». Ouvrez sa fiche, ou fusionnez les deux.") % same.name, field="siret")


def place(shop, *, known=None, towns=None):
    """Set the commune, the stretch and the place along the axis of a shop from its address.

    `known` (ranges_of each perimeter of the territory) and `towns` (towns_of) spare the reading when placing many.
    """
    towns = towns_of(shop.territory) if towns is None else towns
    shop.commune = towns.find(postcode=shop.postcode, city=shop.city) or (shop.commune if not (shop.postcode or shop.city) else None)
    if known is None:
        known = ranges_of_territory(shop.territory)
    shop.stretch, shop.along_m = None, None
    if shop.street and known:
        found = locate_address(True, f"{shop.number} {shop.street}, {shop.postcode} {shop.city}", known=known)
        shop.stretch, shop.along_m = found.stretch, found.along_m if found.place == "inside" else None
    return shop


def ranges_of_territory(territory):
    """Return the known streets of every perimeter of a territory."""
    return [pair for p in Perimeter.objects.filter(axis__territory=territory).order_by("id") for pair in ranges_of(p)]
