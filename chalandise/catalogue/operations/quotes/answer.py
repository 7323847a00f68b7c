"""A provider reads a request, answers it with a price and what it becomes, or says that it cannot."""
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import quotes as letters
from chalandise.catalogue.models import Quote
from chalandise.catalogue.operations.quotes.ask import locked
from chalandise.catalogue.rules.quotes import may_answer
from chalandise.foundation import clock, files, journal
from chalandise.foundation.refusals import Refused

S = Quote.State
ABSURD_EUROS = Decimal(1_000_000)
LONGEST_TEXT = 4000
MOST_MONTHS, MOST_DAYS = 120, 730


@transaction.atomic
def see(*, by, quote):
    """Write down that the company has read the request. Once."""
    if quote.seen_at is None and may_answer(by, quote.solution):
        quote.seen_at = clock.now()
        quote.save(update_fields=["seen_at"])
    return quote


@transaction.atomic
def answer(*, by, quote, price_month, price_setup=None, trial_months=0, price_after=None, commitment_months=None, delay_days=None, text="",
           uploaded=None, via=""):
    """Give a quote, or change it while the merchant has not chosen. Returns the Quote; the same words twice change nothing.

    Parameters
    ----------
    price_month, price_setup, price_after : Decimal or None
        Euros without tax: a month at first, once, a month after `trial_months`.
    uploaded : django.core.files.File, optional
        One PDF; without it, an earlier one stays.

    Raises
    ------
    Refused
        Field "price_month", "price_after", "file"…; or the request no longer takes answers.
    """
    request, quote = _answerable(by, quote)
    values = {"price_month": _euros(price_month, "price_month", must=True), "price_setup": _euros(price_setup, "price_setup") or Decimal(0),
              "trial_months": _count(trial_months or 0, "trial_months", MOST_MONTHS), "price_after": _euros(price_after, "price_after"),
              "commitment_months": _count(commitment_months, "commitment_months", MOST_MONTHS), "delay_days": _count(delay_days, "delay_days", MOST_DAYS),
              "text": _words(text)}
    _coherent(values)
    if uploaded is not None:
        values["file"] = files.accept(uploaded, kinds={"pdf"}, by=by)
    first = quote.state != S.ANSWERED
    if not first and all(getattr(quote, name) == value for name, value in values.items()):
        return quote  # a double click
    for name, value in values.items():
        setattr(quote, name, value)
    quote.state, quote.answered_by, quote.answered_at = S.ANSWERED, by, clock.now()
    quote.seen_at = quote.seen_at or clock.now()
    quote.save()
    journal.record("quote.answered", by=by, on=[quote, request, request.shop], via=via)
    if first:
        letters.answered(quote)
    return quote


@transaction.atomic
def decline(*, by, quote, text="", via=""):
    """The company cannot make a quote; the merchant is told, with a word if there is one. Twice is the same as once."""
    if may_answer(by, quote.solution) and Quote.objects.get(pk=quote.pk).state == S.DECLINED:
        return quote
    request, quote = _answerable(by, quote)
    quote.state, quote.text, quote.answered_by, quote.answered_at = S.DECLINED, _words(text), by, clock.now()
    quote.save(update_fields=["state", "text", "answered_by", "answered_at"])
    journal.record("quote.declined", by=by, on=[quote, request, request.shop], via=via)
    letters.declined(quote)
    return quote


def _answerable(by, quote):
    """Lock the request, so that an answer and a choice follow each other; return both as they stand."""
    if not may_answer(by, quote.solution):
        raise Refused(_("Seules les personnes de l’entreprise répondent à cette demande."))
    request = locked(quote.request)
    quote = Quote.objects.select_related("solution__provider__organisation").get(pk=quote.pk)
    quote.request = request
    if quote.state == S.DECLINED:
        raise Refused(_("Vous avez répondu que vous ne pouviez pas faire de devis. Le commerçant en a été prévenu."))
    if quote.state in (S.CHOSEN, S.REFUSED) or request.closed_at:
        raise Refused(_("Cette demande est fermée : votre réponse ne change plus."))
    if not request.open_to_answers:
        raise Refused(_("Le temps de répondre est passé : le commerçant choisit parmi les devis reçus."))
    return request, quote


def _euros(value, field, *, must=False):
    if value is None or value == "":
        if must:
            raise Refused(_("Écrivez le prix par mois au début, 0 si c’est gratuit."), field=field)
        return None
    value = Decimal(value)
    if not value.is_finite() or not 0 <= value < ABSURD_EUROS or value != value.quantize(Decimal("0.01")):
        raise Refused(_("Écrivez un montant en euros, par exemple 29 ou 29,50."), field=field)
    return value.quantize(Decimal("0.01"))


def _count(value, field, most):
    if value is not None and not 0 <= value <= most:
        raise Refused(_("Écrivez un nombre entre 0 et %(most)s.") % {"most": most}, field=field)
    return value


def _words(text):
    text = text.replace("\0", "").strip()
    if len(text) > LONGEST_TEXT:
        raise Refused(_("C’est un peu long : %(most)s caractères au plus. Joignez le détail en PDF.") % {"most": LONGEST_TEXT}, field="text")
    return text


def _coherent(values):
    """A price that ends says what it becomes: this is what merchants ask us for first."""
    if values["trial_months"] and values["price_after"] is None:
        raise Refused(_("Ce prix s’arrête après l’essai : dites le prix par mois ensuite."), field="price_after")
    if values["price_after"] is not None and not values["trial_months"]:
        raise Refused(_("Vous dites un prix pour la suite : dites pendant combien de mois dure le premier."), field="trial_months")
