"""Reading requests for a quote. A provider gets a RequestSeen, which has no way to the shop or its people before they agree."""
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from chalandise.catalogue.models import Quote, QuoteRequest
from chalandise.catalogue.rules import need_label
from chalandise.catalogue.rules.prices import cost_over
from chalandise.catalogue.rules.quotes import CONTACT_DAYS, MOST_A_DAY, MOST_OPEN
from chalandise.foundation import clock, wording
from chalandise.people.queries import consents_now
from chalandise.shops.rules import trade_label

S = Quote.State


# --- the merchant ---------------------------------------------------------------------------------------------------------

def requests_of(shop):
    """Return the requests of a shop that a gate has checked, newest first, with their quotes (two queries)."""
    return (QuoteRequest.objects.filter(shop=shop).select_related("shop__territory")
            .prefetch_related(_quotes()))


def _quotes():
    return Prefetch("quotes", Quote.objects.select_related("solution__provider__organisation", "file"))


def request_of(shop, request_id):
    """Return one of them; raise QuoteRequest.DoesNotExist otherwise."""
    return requests_of(shop).get(pk=request_id)


def quote_of_link(link):
    """Return the quote of a mailed link; raise Quote.DoesNotExist when it is gone."""
    return Quote.objects.select_related("request__shop__territory", "solution__provider__organisation", "file").get(pk=link.target_id)


def request_of_link(link):
    """Return the request of a mailed link; raise QuoteRequest.DoesNotExist when it is gone."""
    return (QuoteRequest.objects.select_related("shop__territory")
            .prefetch_related(_quotes()).get(pk=link.target_id))


def requests_waiting(shop):
    """Return the requests of a shop that wait for its merchant: quotes to choose among, or a choice whose outcome was asked (one or two queries)."""
    return requests_of(shop).filter(Q(closed_at=None, quotes__state=S.ANSWERED)
                                    | Q(quotes__state=S.CHOSEN, quotes__merchant_says=None, quotes__asked_after_at__isnull=False)).distinct()


def may_send_more(shop):
    """Say whether a shop is still under the limits of requests, to tell it before it writes (one query)."""
    rows = QuoteRequest.objects.filter(shop=shop).aggregate(
        day=Count("pk", filter=Q(at__gt=clock.now() - timedelta(days=1))), open=Count("pk", filter=Q(closed_at=None)))
    return rows["day"] < MOST_A_DAY and rows["open"] < MOST_OPEN


def compared(request):
    """Return [(quote, euros over 24 months or None)] of a request: quotes that came, cheapest first, then the others."""
    rows = [(quote, cost_over(quote) if quote.state in (S.ANSWERED, S.CHOSEN) or quote.answered_at and quote.price_month is not None else None)
            for quote in request.quotes.all()]
    return sorted(rows, key=lambda row: (row[1] is None, row[1] or 0, row[0].pk))


def consent_text(quote):
    """Return the exact words by which a merchant gives their contact to one provider, with the day when it ends."""
    until = clock.today() + timedelta(days=CONTACT_DAYS)
    return _("J’accepte que mon nom, le nom et l’adresse de ma boutique, mon téléphone et mon adresse e-mail soient donnés à %(company)s et à personne d’autre, "
             "pour ce devis, jusqu’au %(day)s. Je peux changer d’avis.") % {"company": quote.solution.provider, "day": wording.day_year(until)}


# --- the provider ---------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Contact:
    """Whom a merchant agreed to be for one provider."""

    person: str
    shop: str
    address: str
    phone: str
    email: str


@dataclass(frozen=True)
class RequestSeen:
    """What a provider reads of a request: nothing by which the shop or its people may be known, until `contact`."""

    quote: Quote
    trade: str
    place: str
    need: str
    text: str
    tools: str
    wanted_on: object
    budget_month: object
    asked_at: object
    answer_by: object
    open: bool
    closed: bool
    contact: Contact | None = None

    @property
    def key(self):
        return self.quote.pk

    @property
    def solution(self):
        return self.quote.solution


def quotes_of(provider):
    """Return the quotes asked from a company that a gate has checked, newest first."""
    return (Quote.objects.filter(solution__provider=provider)
            .select_related("request__shop__commune", "request__shop__territory", "solution__provider__organisation", "file").order_by("-sent_at", "-pk"))


def quote_of(provider, quote_id):
    """Return one of them; raise Quote.DoesNotExist otherwise."""
    return quotes_of(provider).get(pk=quote_id)


def seen(quote, *, contact=True):
    """Return the RequestSeen of a quote; its contact only while the merchant's consent holds."""
    request = quote.request
    shop = request.shop
    return RequestSeen(
        quote=_bare(quote), trade=trade_label(shop.trade) or _("commerce"), need=need_label(request.need), text=request.text, tools=request.tools,
        place=(shop.commune.name if shop.commune else shop.city) or shop.territory.name, wanted_on=request.wanted_on, budget_month=request.budget_month,
        asked_at=quote.sent_at, answer_by=request.answer_by, open=request.open_to_answers and quote.state in (S.ASKED, S.ANSWERED),
        closed=bool(request.closed_at), contact=contact_of(quote) if contact and quote.state == S.CHOSEN else None)


def _bare(quote):
    """Return the quote without its way to the request: a template cannot follow it to the shop."""
    bare = Quote(**{f.attname: getattr(quote, f.attname) for f in Quote._meta.concrete_fields if f.name != "request"})
    bare.solution, bare.file = quote.solution, quote.file
    return bare


def contact_of(quote):
    """Return the Contact that a merchant agreed to give for a quote, or None: no consent, ended, or withdrawn."""
    about = {"purpose": "contact", "about_kind": Quote._meta.label_lower, "about_id": quote.pk}
    consent = consents_now().filter(**about).select_related("person").order_by("-given_at", "-pk").first()
    if consent is None or quote.contact_shared_at is None or consent.person.erased_at:
        return None
    person, shop = consent.person, quote.request.shop
    return Contact(person.full_name, shop.name, shop.address, person.phone or shop.phone, person.email or shop.email)


def waiting_for(provider):
    """Return how many requests wait for an answer of a company (one query)."""
    return Quote.objects.filter(solution__provider=provider, state=S.ASKED, request__closed_at=None, request__answer_by__gte=clock.today()).count()


# --- the team -------------------------------------------------------------------------------------------------------------

def quotes_in(territory):
    """Return the quotes asked in a territory for its team, which a gate has checked: who was asked, who answered, what came of it.

    Neither the merchants' words nor the providers' are read: the team follows, it does not read over shoulders.
    """
    return (Quote.objects.filter(request__shop__territory=territory).defer("text", "request__text", "request__tools", "request__closed_reason")
            .select_related("request__shop", "solution__provider__organisation"))


def step_of(quote):
    """Return the code of where a quote stands, for the team: "disputed", "happened", "not_done", "chosen", "silent" or its state."""
    if quote.disputed:
        return "disputed"
    if quote.state == S.CHOSEN:
        return {True: "happened", False: "not_done", None: "chosen"}[quote.merchant_says]
    if quote.answered_at is None and (quote.state == S.REFUSED or quote.request.answer_by < clock.today()):
        return "silent"
    return quote.state


def at_step(quotes, step):
    """Narrow quotes to those where `step_of` gives a code."""
    silent = Q(answered_at=None) & (Q(state=S.REFUSED) | Q(state=S.ASKED, request__answer_by__lt=clock.today()))
    disputed = Q(merchant_says=True, provider_says=False) | Q(merchant_says=False, provider_says=True)
    chosen = Q(state=S.CHOSEN) & ~disputed
    found = {"disputed": disputed, "happened": chosen & Q(merchant_says=True), "not_done": chosen & Q(merchant_says=False),
             "chosen": chosen & Q(merchant_says=None), "silent": silent}
    return quotes.filter(found[step]) if step in found else quotes.filter(Q(state=step) & ~silent)


def figures(territory):
    """Return what requests gave in a territory, for its team and its white paper: counts by step (one query).

    Returns
    -------
    dict
        "requests"; of quotes: "asked", "answered", "declined", "silent" (time to answer over, nothing came), "chosen",
        "told" (the merchant said), "happened" (said yes), "disputed" (the two sides differ).
    """
    late = Q(quotes__state=S.ASKED, quotes__request__answer_by__lt=clock.today()) | Q(quotes__state=S.REFUSED, quotes__answered_at=None)
    return QuoteRequest.objects.filter(shop__territory=territory).aggregate(
        requests=Count("pk", distinct=True), asked=Count("quotes"), answered=Count("quotes", filter=Q(quotes__price_month__isnull=False)),
        declined=Count("quotes", filter=Q(quotes__state=S.DECLINED)), silent=Count("quotes", filter=late),
        chosen=Count("quotes", filter=Q(quotes__state=S.CHOSEN)), told=Count("quotes", filter=Q(quotes__merchant_says__isnull=False)),
        happened=Count("quotes", filter=Q(quotes__merchant_says=True)),
        disputed=Count("quotes", filter=Q(quotes__merchant_says=True, quotes__provider_says=False)
                       | Q(quotes__merchant_says=False, quotes__provider_says=True)))
