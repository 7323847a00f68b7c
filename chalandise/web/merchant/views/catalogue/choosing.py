"""My quotes side by side: choose one, close the request, say whether it happened; by my pages or by a mailed link."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from chalandise.catalogue.operations.quotes.ask import close
from chalandise.catalogue.operations.quotes.choose import choose
from chalandise.catalogue.operations.quotes.tell import tell
from chalandise.catalogue.queries.quotes import compared, consent_text, quote_of_link, request_of, request_of_link
from chalandise.catalogue.rules import need_label
from chalandise.catalogue.rules.prices import TWO_YEARS, commitment_words, price_words
from chalandise.catalogue.rules.quotes import may_ask
from chalandise.foundation import files, wording
from chalandise.people.operations import use_link
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.figures import Bar, Bars
from chalandise.web.shell.gestures import attempt, number, typed
from chalandise.web.shell.links import handles

SAID = {"choose": gettext_lazy("C’est choisi. Cet offreur a vos coordonnées et vous appelle ; les autres n’ont rien."), "close": gettext_lazy("La demande est fermée."),
        "yes": gettext_lazy("Merci. Nous vous demanderons dans quelques semaines si elle vous sert toujours."), "no": gettext_lazy("Merci de l’avoir dit.")}


@require_http_methods(["GET", "POST"])
@shop_page
def quote(request, shop, request_id):
    """Compare the quotes of one request."""
    try:
        one = request_of(shop, request_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        _gesture(request, one, by=request.user)
        return redirect(request.path)
    return _show(request, one, "merchant/catalogue/quote.html")


@handles("quote.read")
def quote_by_link(request, link):
    """Compare the quotes of one request from a letter."""
    return _by_link(request, link, request_of_link)


@handles("quote.happened")
def happened_by_link(request, link):
    """Say, in one tap from a letter, whether it happened."""
    return _by_link(request, link, lambda known: request_of(*_of_quote(known)))


def _of_quote(link):
    known = quote_of_link(link)
    return known.request.shop, known.request_id


def _by_link(request, link, find):
    try:
        one = find(link)
    except ObjectDoesNotExist:
        raise Http404 from None
    if not may_ask(link.person, one.shop):
        raise Http404
    request.territory, request.accent = one.shop.territory, one.shop.territory.accent
    if request.method == "POST":
        if _gesture(request, one, by=link.person, via="link"):
            use_link(link=link)
        return redirect(request.path)
    return _show(request, one, "merchant/catalogue/link_quote.html")


def _gesture(request, one, *, by, via=""):
    """Do what was posted: choose, close, yes or no; tell the person. Returns whether it was done."""
    what = typed(request, "gesture")
    if what == "close":
        done, _result = attempt(request, close, by=by, asked=one, reason=typed(request, "reason"), via=via)
    else:
        quote = next((q for q in one.quotes.all() if q.pk == number(typed(request, "quote"))), None)
        if quote is None or what not in SAID:
            raise Http404
        quote.request = one
        words = {"agreed": "agreed" in request.POST} if what == "choose" else {"happened": what == "yes"}
        done, _result = attempt(request, choose if what == "choose" else tell, by=by, quote=quote, via=via, **words)
    if done:
        messages.success(request, str(SAID[what]))
    return done


def _show(request, one, template):
    rows = [_row(quote, cost) for quote, cost in compared(one)]
    costs = [r for r in rows if r["cost"] is not None]
    chosen = next((r for r in rows if r["quote"].state == "chosen"), None)
    return render(request, template, {
        "one": one, "shop": one.shop, "need": need_label(one.need), "rows": rows, "chosen": chosen, "figure": _drawn(costs) if len(costs) > 1 else None,
        "waiting": [r for r in rows if r["quote"].state == "asked"], "choosable": [r for r in rows if r["quote"].state == "answered" and not one.closed_at]})


def _row(quote, cost):
    came = quote.answered_at is not None and quote.price_month is not None
    return {"quote": quote, "solution": quote.solution, "came": came, "price": price_words(quote) if came else "", "cost": cost,
            "commitment": commitment_words(quote.commitment_months) if came else "", "file": files.url(quote.file) if quote.file else "",
            "consent": consent_text(quote)}


def _drawn(costs):
    return Bars(_("Ce que chacun coûte en deux ans"), [Bar(r["solution"].name, float(r["cost"]), words=wording.euros(r["cost"])) for r in costs], low=0, unit="€",
                source=_("Mise en service et %(months)s mois d’abonnement, hors taxes, d’après les devis.") % {"months": TWO_YEARS})
