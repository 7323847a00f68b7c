"""Who gave takings, how many months, how good; and, for the season's referent only, the takings of a shop."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.impact.operations import ask_takings
from chalandise.impact.queries.takings import given_to, shop_followed
from chalandise.impact.rules.takings import ASKED, LEAST
from chalandise.people.models import Role
from chalandise.people.queries import has_role
from chalandise.shops.models import Shop
from chalandise.shops.queries import shop_of
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.shell.takings import pages
from chalandise.web.shell.takings.place import Place
from chalandise.web.team.gate import season_page

METHODS = ["GET", "HEAD", "POST"]


@season_page
@require_safe
def takings(request, season):
    """List who gave what, without any amount."""
    rows = given_to(season)
    return render(request, "team/takings/list.html", {
        "season": season, "rows": rows, "asked": ASKED, "least": LEAST, "enough": sum(r.months >= LEAST for r in rows),
        "may_read": has_role(request.user, Role.Kind.REFERENT, season.pk)})


@season_page
@require_POST
def asking(request, season):
    """Write to one shop."""
    key = number(request.POST.get("shop", ""))
    try:
        shop = shop_of(season.territory, key) if key else None
    except Shop.DoesNotExist:
        shop = None
    if shop is None:
        messages.error(request, _("Choisissez une boutique de la liste."))
    else:
        done, letters = attempt(request, ask_takings, by=request.user, season=season, shop=shop)
        if done:
            messages.success(request, ngettext("%(n)s message part.", "%(n)s messages partent.", len(letters)) % {"n": len(letters)})
    return redirect("team:takings", season.slug)


def _place(request, season, shop_id):
    try:
        shop = shop_followed(request.user, season, shop_id)
    except Shop.DoesNotExist:
        raise Http404 from None

    def address(gesture="", file=None):
        name, args = ("takings_file", [file]) if file else ("takings_shop", [])
        return reverse(f"team:{name}_gesture" if gesture else f"team:{name}", args=[season.slug, shop.pk, *args, *([gesture] if gesture else [])])
    return Place(request.user, shop, season, address, "team/takings/page.html", mine=False, via="phone")


@season_page
@require_safe
def shop(request, season, shop_id):
    return pages.home(request, _place(request, season, shop_id))


@season_page
@require_http_methods(METHODS)
def gesture(request, season, shop_id, gesture):
    return pages.answer(request, _place(request, season, shop_id), gesture)


@season_page
@require_safe
def file(request, season, shop_id, file_id):
    return pages.one_file(request, _place(request, season, shop_id), file_id)


@season_page
@require_http_methods(METHODS)
def file_gesture(request, season, shop_id, file_id, gesture):
    return pages.one_file(request, _place(request, season, shop_id), file_id, gesture)
