"""What happens by itself: a provider reminded once, a request that closes by date, both sides asked, words forgotten."""
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import quotes as letters
from chalandise.catalogue.models import Quote, QuoteRequest
from chalandise.catalogue.operations.quotes.ask import ended, locked
from chalandise.catalogue.queries.fitting import proposable
from chalandise.catalogue.rules.quotes import AFTER_DAYS, CHOOSE_DAYS, KEPT_DAYS, REMIND_DAYS
from chalandise.foundation import clock

S = Quote.State
FULL = ("request__shop__territory", "solution__provider__organisation")


def remind():
    """Remind, once, the providers that have not answered three days before the last day. Returns how many."""
    rows = Quote.objects.filter(state=S.ASKED, reminded_at=None, request__closed_at=None, request__answer_by__gte=clock.today(),
                                request__answer_by__lte=clock.today() + timedelta(days=REMIND_DAYS)).select_related(*FULL)
    return sum(_once(quote, "reminded_at", letters.reminder) for quote in rows)


def gather():
    """Tell the merchants whose providers can no longer answer what came; a request without any quote closes. Returns how many."""
    rows = list(QuoteRequest.objects.filter(closed_at=None, gathered_at=None, answer_by__lt=clock.today()))
    for request in rows:
        _gathered(request)
    return len(rows)


@transaction.atomic
def _gathered(request):
    request = locked(request)
    if request.closed_at or request.gathered_at:
        return
    request.gathered_at = clock.now()
    request.save(update_fields=["gathered_at"])
    answered = request.quotes.filter(state=S.ANSWERED).count()
    if not answered:
        ended(request, by=None, reason=_("Aucun devis n’est arrivé à temps."), via="job", tell=False)
    letters.gathered(request, answered)


def close_late():
    """Close the requests among whose quotes nobody chose in time; the providers are told. Returns how many."""
    rows = list(QuoteRequest.objects.filter(closed_at=None, answer_by__lt=clock.today() - timedelta(days=CHOOSE_DAYS)))
    for request in rows:
        with transaction.atomic():
            request = locked(request)
            if not request.closed_at:
                ended(request, by=None, reason=_("Le temps de choisir est passé."), via="job")
    return len(rows)


def ask_after():
    """Thirty days after a choice, ask both sides whether it happened. Returns how many quotes."""
    rows = Quote.objects.filter(state=S.CHOSEN, asked_after_at=None, chosen_at__lte=clock.now() - timedelta(days=AFTER_DAYS)).select_related(*FULL)
    return sum(_once(quote, "asked_after_at", letters.did_it_happen) for quote in rows)


def warn():
    """Tell both sides of a running request that its solution was suspended or left the catalogue meanwhile. Returns how many."""
    rows = list(Quote.objects.filter(Q(state__in=(S.ASKED, S.ANSWERED), request__closed_at=None)
                                     | Q(state=S.CHOSEN, merchant_says=None, chosen_at__gt=clock.now() - timedelta(days=2 * AFTER_DAYS)),
                                     warned_at=None).select_related(*FULL))
    running = set(proposable().filter(territory__in={q.request.shop.territory_id for q in rows}).values_list("territory_id", "solution_id"))
    return sum(_once(quote, "warned_at", letters.no_longer_proposed) for quote in rows
               if (quote.request.shop.territory_id, quote.solution_id) not in running)


def forget():
    """Empty the merchants' words of requests that ended two years ago. Returns how many."""
    old = QuoteRequest.objects.filter(closed_at__lt=clock.now() - timedelta(days=KEPT_DAYS))
    return old.exclude(text="", tools="").update(text="", tools="", closed_reason="")


@transaction.atomic
def _once(quote, field, write):
    """Write a letter and its date together; whoever comes second does nothing. Returns whether it was written."""
    if not Quote.objects.filter(pk=quote.pk, **{field: None}).update(**{field: clock.now()}):
        return False
    write(quote)
    return True
