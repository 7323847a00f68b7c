"""The solutions that fit my shop, and asking for quotes: by my pages or by a mailed link."""
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.catalogue.models import Solution
from chalandise.catalogue.operations.quotes.ask import GivesAway, ask
from chalandise.catalogue.queries.quotes import may_send_more, requests_of
from chalandise.catalogue.rules import NEEDS, need_choices, need_label
from chalandise.diagnostics.queries import place_of_shop, sheet
from chalandise.diagnostics.queries.ease import latest_of, needs_of
from chalandise.shops.queries import shops_kept_by
from chalandise.shops.rules import CHANNELS
from chalandise.web.merchant.forms.quotes import QuoteForm, first_choice
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles
from chalandise.web.shell.solutions import advice_of


@require_GET
@login_required
def start(request, solution=""):
    """From a page of the catalogue to the request of my shop, or choose among mine."""
    shops, asked = list(shops_kept_by(request.user)[:50]), request.GET.copy()
    if solution:
        asked.appendlist("solution", solution)
    if len(shops) == 1:
        return redirect(f"{reverse('merchant:quote_new', args=[shops[0].pk])}?{asked.urlencode()}")
    return render(request, "merchant/catalogue/start.html", {"shops": shops, "query": asked.urlencode()})


@require_GET
@shop_page
def quotes(request, shop):
    """Show my requests, and what I could ask for."""
    advice = advice_of(shop)
    return render(request, "merchant/catalogue/quotes.html", {
        "shop": shop, "requests": [_line(one) for one in requests_of(shop)[:50]], "advice": [a for a in advice.values() if a], "needs": need_choices(),
        "may_send": may_send_more(shop)})


def _line(one):
    """Return what a list says of a request: its need, how many quotes came, whether one was chosen."""
    states = [q.state for q in one.quotes.all()]
    return one, need_label(one.need), states.count("answered"), "chosen" in states


@require_GET
@shop_page
def solutions(request, shop, need):
    """Show the solutions that fit my shop for one need, with the reason for each."""
    if need not in NEEDS:
        raise Http404
    return render(request, "merchant/catalogue/solutions.html", {
        "shop": shop, "advice": advice_of(shop, needs=[need])[need], "ask": f"{reverse('merchant:quote_new', args=[shop.pk])}?besoin={need}"})


@require_http_methods(["GET", "POST"])
@shop_page
def quote_new(request, shop):
    """Ask for quotes."""
    return asking(request, shop, by=request.user, template="merchant/catalogue/ask.html",
                  done=lambda made: redirect("merchant:quote", shop.pk, made.pk))


@handles("quote.ask")
def ask_by_link(request, link):
    """Ask for quotes from a letter, without signing in."""
    shop = shops_kept_by(link.person).filter(pk=link.target_id).first()
    if shop is None:
        raise Http404
    request.territory, request.accent = shop.territory, shop.territory.accent
    return asking(request, shop, by=link.person, via="link", template="merchant/catalogue/link_ask.html",
                  done=lambda made: render(request, "merchant/catalogue/link_asked.html", {"made": made, "shop": shop, "quotes": list(made.quotes.select_related("solution"))}))


def asking(request, shop, *, by, template, done, via=""):
    """Answer a request for the form: its need first, then everything on one page."""
    need, wanted = _wanted(request)
    context = {"shop": shop, "may_send": may_send_more(shop), "mine": [], "advice": None}
    if need not in NEEDS:
        mine = [NEEDS[code] for code in needs_of(latest_of(shop)) if code in NEEDS]
        return render(request, template, {**context, "form": None, "mine": mine, "needs": need_choices()})
    advice = advice_of(shop, needs=[need])[need]
    proposals = (*advice.best, *advice.others)
    form = QuoteForm(request.POST or None, proposals=proposals, initial=_beforehand(shop, need, proposals, wanted))
    if request.method == "POST":
        if "hide" in request.POST:
            form.offer_to_hide()
        if form.is_valid():
            season = getattr(place_of_shop(shop), "season", None)
            sent, found = attempt(request, ask, form=form, by=by, shop=shop, via=via, season_key=season.pk if season else None,
                                  season_label=season.name if season else "", **form.words())
            if sent:
                messages.success(request, _("Votre demande est partie. Vous recevez un message à chaque réponse."))
                return done(found)
            if isinstance(found, GivesAway):
                form.offer_to_hide(found.hidden)
    return render(request, template, {**context, "form": form, "advice": advice, "need": NEEDS[need], "proposals": proposals},
                  status=422 if form.is_bound and form.errors else 200)


def _wanted(request):
    """Return (need, slugs of solutions) that an address or a form asks for; a solution alone says its first need."""
    need = request.POST.get("need") or request.GET.get("besoin", "")
    slugs = [s.replace("\0", "")[:80] for s in request.GET.getlist("solution")][:10]
    if not need and slugs:
        first = Solution.objects.filter(slug=slugs[0]).first()
        need = next(iter(first.needs), "") if first else ""
    return need, slugs


def _beforehand(shop, need, proposals, wanted):
    """Return what the form says before the merchant writes: the step of the assessment, the channels that the shop has."""
    has = ", ".join(str(CHANNELS[c]) for c in shop.channels if c in CHANNELS)
    return {"need": need, "solutions": first_choice(proposals, wanted), "text": _step_words(shop, need),
            "tools": _("Déjà en place : %(what)s.") % {"what": has} if has else ""}


def _step_words(shop, need):
    assessment = latest_of(shop)
    if assessment is not None:
        present = sheet(assessment)
        for step in present.result.steps:
            guidance = present.bank.guidance[step.key]
            if guidance.need == need:
                return _next_step(str(guidance.title))
    return _next_step(str(NEEDS[need]))


def _next_step(words):
    return _("Mon prochain pas : %(what)s.") % {"what": words[:1].lower() + words[1:]}
