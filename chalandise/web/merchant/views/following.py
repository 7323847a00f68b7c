"""Going further: the merchant agrees, sees what partners read, and changes their mind; signed in, or by the mailed link."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.actions.operations.following import agree, agreement_words, withdraw
from chalandise.actions.queries.following import consent_of, follow_up_kept_by, follow_up_of_link, shown
from chalandise.actions.rules import SHARES
from chalandise.people.operations import use_link
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles


@shop_page
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request, shop, follow_id):
    try:
        one = follow_up_kept_by(request.user, shop, follow_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        _answer(request, one, request.user, "")
        return redirect(request.path)
    return _page(request, one, {"shop": shop})


@handles("follow-up.agree")
def link(request, link):
    """Read the project and answer; opening it again shows the answer, which can change."""
    try:
        one = follow_up_of_link(link)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.territory, request.accent = one.territory, one.territory.accent
    if request.method == "POST" and _answer(request, one, link.person, "link"):
        use_link(link=link)
        one = follow_up_of_link(link)
    return _page(request, one, {})


def _answer(request, one, person, via):
    if request.POST.get("reponse") == "oui":
        return attempt(request, agree, by=person, follow_up=one, shares=request.POST.getlist("montre"), via=via)[0]
    if request.POST.get("reponse") == "non":
        return attempt(request, withdraw, by=person, follow_up=one, via=via)[0]
    return False


def _page(request, one, context):
    return render(request, "merchant/actions/follow_up.html", {
        **context, "file": one, "agreed": consent_of(one) is not None and one.is_alive, "shown": shown(one),
        "choices": [(code, words, code in one.shares or one.state == one.State.ASKED and code != "contact") for code, words in SHARES.items()],
        "words": agreement_words(one.shares), "none": _("rien d’autre")})
