"""What a merchant's phone keeps: the shop's page and the sheet to fill."""
from django.urls import reverse
from django.utils.translation import gettext as _

from chalandise.diagnostics.queries import assessments_of_shop, due_moment, place_of_shop
from chalandise.shops.queries import shops_kept_by
from chalandise.web.shell.offline import Kept, keeps


@keeps
def pages(person):
    """Return the pages of every shop that this person runs; almost always one."""
    return [page for shop in shops_kept_by(person) for page in _pages_of(shop)]


def _pages_of(shop):
    yield Kept(reverse("merchant:home", args=[shop.pk]), shop.name)
    place = place_of_shop(shop)
    due = due_moment(place, assessments_of_shop(place.season, shop)) if place else ""
    if due:
        yield Kept(reverse("merchant:assessment_sheet", args=[shop.pk, due]) + "?tout",
                   _("Diagnostic %(moment)s · %(shop)s") % {"moment": due, "shop": shop.name})
