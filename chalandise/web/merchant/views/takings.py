"""My takings: months typed, files given, the calendar; the mailed link that asks for them."""
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chalandise.computing.takings import Grain
from chalandise.impact.queries.street import season_served
from chalandise.impact.queries.takings import asked_since, book_of, months_to_give
from chalandise.people.operations import use_link
from chalandise.shops.models import Shop
from chalandise.shops.queries import shop_kept_by
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles
from chalandise.web.shell.takings import pages
from chalandise.web.shell.takings.forms import SlipForm, TypedForm
from chalandise.web.shell.takings.place import Place

METHODS = ["GET", "HEAD", "POST"]


def _place(request, shop):
    def address(gesture="", file=None):
        name, args = ("takings_file", [file]) if file else ("takings", [])
        return reverse(f"merchant:{name}_gesture" if gesture else f"merchant:{name}", args=[shop.pk, *args, *([gesture] if gesture else [])])
    return Place(request.user, shop, season_served(shop), address, "merchant/takings/page.html")


@shop_page
@require_safe
def takings(request, shop):
    return pages.home(request, _place(request, shop))


@shop_page
@require_http_methods(METHODS)
def gesture(request, shop, gesture):
    return pages.answer(request, _place(request, shop), gesture)


@shop_page
@require_safe
def file(request, shop, file_id):
    return pages.one_file(request, _place(request, shop), file_id)


@shop_page
@require_http_methods(METHODS)
def file_gesture(request, shop, file_id, gesture):
    return pages.one_file(request, _place(request, shop), file_id, gesture)


@handles("takings.give")
def link(request, link):
    """Type a few months without signing in. By this link one gives and never reads: whoever gets the mail sees no amount."""
    try:
        shop = shop_kept_by(link.person, link.target_id)
    except Shop.DoesNotExist:
        raise Http404 from None
    season = season_served(shop)
    request.territory, request.accent = shop.territory, shop.territory.accent
    place = Place(link.person, shop, season, lambda gesture="", file=None: request.path, "merchant/takings/link.html", via="link")
    if "photo" in request.GET:
        return _photo_by_link(request, link, place)
    form = TypedForm(request.POST or None, request.FILES or None, place=place, grain=Grain.MONTH)
    given = None
    if request.method == "POST" and form.is_valid():
        done, written = attempt(request, form.run, form=form)
        if done:
            use_link(link=link)
            given, form = len(written), TypedForm(place=place, grain=Grain.MONTH)
    known = len([m for m in book_of(link.person, shop, season=season).known_months if m >= asked_since(season)])
    return render(request, place.frame, {
        "shop": shop, "form": form, "given": given, "known": known, "title": _("Vos recettes, mois par mois"), "left": len(months_to_give(
            link.person, shop, season=season, limit=99))}, status=422 if form.is_bound and form.errors else 200)


def _photo_by_link(request, link, place):
    """Photograph a report without signing in; the referent reads the figure when it is not typed."""
    form, given = SlipForm(request.POST or None, request.FILES or None, place=place), False
    if request.method == "POST" and form.is_valid() and attempt(request, form.run, form=form)[0]:
        use_link(link=link)
        given, form = True, SlipForm(place=place)
    return render(request, "merchant/takings/link_photo.html", {"shop": place.shop, "form": form, "given": given},
                  status=422 if form.is_bound and form.errors else 200)
