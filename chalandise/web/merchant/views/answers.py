"""Two short answers of a merchant who signed in: does it fit with my mentor, was the season useful."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.diagnostics.queries import place_of_shop
from chalandise.mentoring.queries import open_pairing_of
from chalandise.seasons.queries.closing import satisfaction_asked_of, satisfaction_of
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.fits import fit_page
from chalandise.web.shell.seasons import give_opinion


@require_http_methods(["GET", "POST"])
@shop_page
def fit(request, shop):
    """Say whether it fits with my mentor."""
    pairing = open_pairing_of(_season(shop), shop)
    if pairing is None:
        raise Http404
    return fit_page(request, None, pairing, "merchant", by=request.user)


@require_http_methods(["GET", "POST"])
@shop_page
def satisfaction(request, shop):
    """Give my opinion of the season, once it was asked."""
    season = _season(shop)
    given = satisfaction_of(request.user, season)
    if not given and not satisfaction_asked_of(request.user, season):
        raise Http404
    form, done = give_opinion(request, season, by=request.user, audience="merchant", given=given)
    if done:
        messages.success(request, _("Merci. Votre avis est enregistré."))
        return redirect("merchant:home", shop.pk)
    return render(request, "merchant/opinion.html", {"shop": shop, "season": season, "form": form, "given": given})


def _season(shop):
    place = place_of_shop(shop)
    if place is None:
        raise Http404
    return place.season
