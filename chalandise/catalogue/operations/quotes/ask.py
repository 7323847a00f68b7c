"""A merchant says what they need and asks up to three providers; closes the request when it is over."""
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import quotes as letters
from chalandise.catalogue.models import Quote, QuoteRequest
from chalandise.catalogue.queries.fitting import proposable
from chalandise.catalogue.rules import NEEDS, need_label
from chalandise.catalogue.rules.quotes import (
    ANSWER_DAYS,
    LONGEST_TEXT,
    MOST_A_DAY,
    MOST_OPEN,
    MOST_PROVIDERS,
    SHORTEST_TEXT,
    given_away,
    given_words,
    masked,
    may_ask,
)
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Role
from chalandise.people.queries import holders
from chalandise.shops.models import Shop

ABSURD_EUROS = Decimal(100_000)
FARTHEST = timedelta(days=730)


class GivesAway(Refused):
    """The words of a request would tell a provider how to reach the merchant; `hidden` is the same text without it."""

    def __init__(self, sentence, *, field, hidden):
        super().__init__(sentence, field=field)
        self.hidden = hidden


@transaction.atomic
def ask(*, by, shop, need, solutions, text, tools="", budget_month=None, wanted_on=None, hide=False, season_key=None, season_label="", via=""):
    """Ask one to three providers for a quote. Returns the QuoteRequest; sending the same words twice sends once.

    Parameters
    ----------
    solutions : list of Solution
        Proposable in the shop's territory, and for this need.
    text, tools : str
        What the merchant wants to do, and has. No provider reads the merchant's name or contact: what would tell it is
        asked about first, or hidden when `hide` says so.
    budget_month : Decimal, optional
        Euros a month at most.
    season_key, season_label : int and str, optional
        The season that the shop follows, for the use that may come of it.

    Raises
    ------
    GivesAway, Refused
    """
    if not may_ask(by, shop):
        raise Refused(_("Seul le commerçant demande des devis pour sa boutique."))
    Shop.objects.select_for_update(of=("self",)).get(pk=shop.pk)  # two clicks follow each other
    values = _checked(shop, hide, need=need, text=text, tools=tools, budget=budget_month, wanted_on=wanted_on)
    chosen = _chosen(shop, need, solutions)
    if same := _sent_already(shop, values, chosen):
        return same
    _within_limits(shop)
    request = QuoteRequest.objects.create(shop=shop, by=by, at=clock.now(), answer_by=clock.today() + timedelta(days=ANSWER_DAYS),
                                          season_key=season_key, season_label=season_label[:120], **values)
    quotes = [Quote.objects.create(request=request, solution=one, sent_at=clock.now()) for one in chosen]
    journal.record("quote.asked", by=by, on=[request, shop], via=via, changes={"providers": ["", len(quotes)]})
    for quote in quotes:
        letters.asked(quote)
    return request


def _checked(shop, hide, *, need, text, tools, budget, wanted_on):
    if need not in NEEDS:
        raise Refused(_("Choisissez ce que vous voulez pouvoir faire."), field="need")
    people = list(holders(Role.Kind.MERCHANT, shop.pk))
    text = _discreet(shop, people, text, hide, field="text", longest=LONGEST_TEXT)
    if len(text) < SHORTEST_TEXT:
        raise Refused(_("Dites en une phrase ce que vous voulez faire : l’offreur ne lit que cela."), field="text")
    return {"need": need, "text": text, "tools": _discreet(shop, people, tools, hide, field="tools", longest=300), "budget_month": _budget(budget),
            "wanted_on": _wanted(wanted_on)}


def _discreet(shop, people, words, hide, *, field, longest):
    words = words.replace("\0", "").strip()
    if len(words) > longest:
        raise Refused(_("C’est un peu long : %(most)s caractères au plus. L’essentiel suffit pour un devis.") % {"most": longest}, field=field)
    found = given_away(words, shop=shop, people=people)
    if found and not hide:
        raise GivesAway(_("Vous avez écrit %(what)s. L’offreur ne doit pas le lire avant que vous ayez choisi : retirez-le, ou laissez-nous le "
                          "remplacer par […].") % {"what": given_words(found)}, field=field, hidden=masked(words, found))
    return masked(words, found)


def _budget(value):
    if value is None or value == "":
        return None
    value = Decimal(value)
    if not value.is_finite() or not 0 <= value < ABSURD_EUROS:
        raise Refused(_("Écrivez un montant en euros par mois, par exemple 30, ou laissez vide."), field="budget_month")
    return value.quantize(Decimal("0.01"))


def _wanted(day):
    if day is not None and not clock.today() <= day <= clock.today() + FARTHEST:
        raise Refused(_("Choisissez un jour à venir, dans les deux ans, ou laissez vide."), field="wanted_on")
    return day


def _chosen(shop, need, solutions):
    chosen = list(dict.fromkeys(solutions))
    if not chosen:
        raise Refused(_("Choisissez au moins une solution."), field="solutions")
    if len(chosen) > MOST_PROVIDERS:
        raise Refused(_("Trois offreurs au plus : au-delà, on ne compare plus."), field="solutions")
    here = set(proposable(shop.territory_id, need=need).filter(solution__in=chosen).values_list("solution_id", flat=True))
    if gone := [str(one) for one in chosen if one.pk not in here]:
        raise Refused(_("%(names)s : on ne peut pas demander de devis aujourd’hui pour « %(need)s ». La solution est suspendue, n’est plus au catalogue, "
                        "ou répond à un autre besoin. Choisissez-en une autre.") % {"names": ", ".join(gone), "need": need_label(need)}, field="solutions")
    return chosen


def _sent_already(shop, values, chosen):
    """Return the request that a second click would repeat, or None."""
    for request in QuoteRequest.objects.filter(shop=shop, closed_at=None, need=values["need"], text=values["text"]).prefetch_related("quotes"):
        if {q.solution_id for q in request.quotes.all()} == {s.pk for s in chosen}:
            return request
    return None


def _within_limits(shop):
    rows = QuoteRequest.objects.filter(shop=shop)
    if rows.filter(at__gt=clock.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(_("Trois demandes sont déjà parties aujourd’hui. Attendez les réponses, ou revenez demain."))
    if rows.filter(closed_at=None).count() >= MOST_OPEN:
        raise Refused(_("Six demandes sont en cours : choisissez un devis, ou fermez une demande, avant d’en envoyer une autre."))


@transaction.atomic
def close(*, by, asked, reason="", via=""):
    """The merchant stops here: nobody is chosen, the providers that wait are told. Twice is the same as once."""
    if not may_ask(by, asked.shop):
        raise Refused(_("Seul le commerçant ferme sa demande."))
    request = locked(asked)
    if request.closed_at:
        return request
    return ended(request, by=by, reason=reason.replace("\0", "").strip()[:300], via=via)


def locked(request):
    """Return a request as it stands now, for this transaction alone."""
    return QuoteRequest.objects.select_for_update(of=("self",)).select_related("shop__territory").get(pk=request.pk)


def ended(request, *, by, reason="", via="", tell=True):
    """Close a request inside the caller's transaction and tell the providers that were not chosen."""
    request.closed_at, request.closed_reason = clock.now(), reason
    request.save(update_fields=["closed_at", "closed_reason"])
    waiting = request.quotes.filter(state__in=(Quote.State.ASKED, Quote.State.ANSWERED)).select_related("solution__provider__organisation", "request")
    for quote in waiting:
        quote.state = Quote.State.REFUSED
        quote.save(update_fields=["state"])
        if tell:
            letters.not_chosen(quote)
    journal.record("quote.closed", by=by, on=[request, request.shop], via=via)
    return request
