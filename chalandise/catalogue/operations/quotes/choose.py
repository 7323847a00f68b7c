"""The merchant chooses one quote, and agrees that their contact be given to that provider only."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import quotes as letters
from chalandise.catalogue.models import Quote
from chalandise.catalogue.operations.quotes.ask import ended, locked
from chalandise.catalogue.queries.quotes import consent_text
from chalandise.catalogue.rules.quotes import CONTACT_DAYS, may_ask
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import give_consent

S = Quote.State


@transaction.atomic
def choose(*, by, quote, agreed, via=""):
    """Choose a quote: the consent is written down, the contact opens to this provider, the others are told. Returns the Quote.

    Parameters
    ----------
    agreed : bool
        The merchant ticked the words of `queries.quotes.consent_text`; without it nothing is shared and nothing is chosen.

    Choosing the same one twice is the same as once; choosing another one after is refused.
    """
    if not may_ask(by, quote.request.shop):
        raise Refused(_("Seul le commerçant choisit un devis pour sa boutique."))
    request = locked(quote.request)
    quote = Quote.objects.select_related("solution__provider__organisation").get(pk=quote.pk)
    quote.request = request
    if quote.state == S.CHOSEN:
        return quote
    _choosable(request, quote, agreed)
    text = consent_text(quote)
    give_consent(person=by, purpose="contact", text=text, about=quote, days=CONTACT_DAYS, by=by, via=via)
    quote.state, quote.chosen_at, quote.contact_shared_at = S.CHOSEN, clock.now(), clock.now()
    quote.save(update_fields=["state", "chosen_at", "contact_shared_at"])
    journal.record("quote.chosen", by=by, on=[quote, request, request.shop], via=via)
    journal.record("quote.contact_shared", by=by, on=[quote, request, request.shop], via=via)
    ended(request, by=by, via=via)
    letters.chosen(quote)
    return quote


def _choosable(request, quote, agreed):
    if request.closed_at:
        raise Refused(_("Cette demande est fermée. Vous pouvez en envoyer une autre."))
    if quote.state != S.ANSWERED:
        raise Refused(_("%(name)s n’a pas encore envoyé de devis : attendez sa réponse, ou choisissez-en un autre.") % {"name": quote.solution})
    if not agreed:
        raise Refused(_("Cochez la case pour donner vos coordonnées à cet offreur : sans elles, il ne peut pas vous joindre."), field="agreed")
