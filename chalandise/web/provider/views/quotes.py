"""Requests for a quote, as the company sees them: by its pages or by a mailed link."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.catalogue.operations.quotes.answer import answer, decline, see
from chalandise.catalogue.operations.quotes.tell import tell
from chalandise.catalogue.queries.access import providers_of
from chalandise.catalogue.queries.quotes import quote_of, quote_of_link, quotes_of, seen
from chalandise.catalogue.rules.prices import commitment_words, price_words
from chalandise.foundation import files
from chalandise.people.operations import use_link
from chalandise.web.provider.forms.quotes import AnswerForm, beforehand
from chalandise.web.provider.gate import provider_page
from chalandise.web.shell.gestures import attempt, typed
from chalandise.web.shell.links import handles

SAID = {"decline": _("C’est noté. Le commerçant est prévenu, sans reproche."), "yes": _("Merci, c’est noté."), "no": _("Merci de l’avoir dit.")}


@require_GET
@provider_page
def quotes(request, provider):
    """List the requests: those that wait for an answer first."""
    rows = [seen(quote, contact=False) for quote in quotes_of(provider)[:200]]
    return render(request, "provider/quotes/quotes.html", {
        "provider": provider, "waiting": [r for r in rows if r.open and r.quote.state == "asked"],
        "others": [r for r in rows if not (r.open and r.quote.state == "asked")]})


@require_http_methods(["GET", "POST"])
@provider_page
def quote(request, provider, quote_id):
    """Read one request and answer it."""
    try:
        one = quote_of(provider, quote_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    return _page(request, one, by=request.user, template="provider/quotes/quote.html")


@handles("quote.answer")
def answer_by_link(request, link):
    """Read a request and answer it from a letter, without signing in."""
    return _by_link(request, link)


@handles("quote.told")
def told_by_link(request, link):
    """Say, in one tap from a letter, whether it happened."""
    return _by_link(request, link)


def _by_link(request, link):
    try:
        known = quote_of_link(link)
        one = quote_of(providers_of(link.person).get(pk=known.solution.provider_id), known.pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    return _page(request, one, by=link.person, via="link", link=link, template="provider/quotes/link_quote.html")


def _page(request, one, *, by, template, via="", link=None):
    form = AnswerForm(initial=beforehand(one))
    if request.method == "POST":
        what = typed(request, "gesture")
        if what in SAID:
            if _said(request, one, what, by=by, via=via) and link:
                use_link(link=link)
            return redirect(request.path)
        form = AnswerForm(request.POST, request.FILES)
        if form.is_valid() and attempt(request, answer, form=form, by=by, quote=one, via=via, **form.words())[0]:
            if link:
                use_link(link=link)
            messages.success(request, _("Votre devis est envoyé. Vous pouvez le changer tant que le commerçant n’a pas choisi."))
            return redirect(request.path)
    elif by.is_authenticated:
        see(by=by, quote=one)
    found = seen(one)
    came = one.answered_at is not None and one.price_month is not None
    return render(request, template, {
        "provider": one.solution.provider, "one": found, "form": form, "came": came, "price": price_words(one) if came else "",
        "commitment": commitment_words(one.commitment_months) if came else "", "file": files.url(one.file) if one.file else ""},
        status=422 if form.is_bound and form.errors else 200)


def _said(request, one, what, *, by, via):
    if what == "decline":
        done, _result = attempt(request, decline, by=by, quote=one, text=typed(request, "text"), via=via)
    else:
        done, _result = attempt(request, tell, by=by, quote=one, happened=what == "yes", via=via)
    if done:
        messages.success(request, SAID[what])
    return done
