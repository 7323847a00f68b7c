"""Later, both sides say whether it happened; a merchant's yes is a use of the solution."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.models import Quote, Use
from chalandise.catalogue.operations.uses import record_use
from chalandise.catalogue.rules.quotes import may_answer, may_ask
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import as_day


@transaction.atomic
def tell(*, by, quote, happened, via=""):
    """Say whether the quote that was chosen was followed by something. Returns the Quote.

    The side is that of the person. The same word twice is once; another word replaces it. A merchant's yes records a
    Use since the choice, whose questions at 1, 3, 6 and 12 months follow. When the two sides differ the team sees it;
    nobody is told that the other said no.
    """
    row = Quote.objects.select_for_update(of=("self",)).select_related("solution__provider", "request__shop").get(pk=quote.pk)
    side = "merchant" if may_ask(by, row.request.shop) else "provider" if may_answer(by, row.solution) else ""
    if not side:
        raise Refused(_("Seuls le commerçant et l’offreur disent si cela s’est fait."))
    if row.state != Quote.State.CHOSEN:
        raise Refused(_("Ce devis n’a pas été choisi : il n’y a rien à dire de la suite."))
    if getattr(row, f"{side}_says") == happened:
        return row
    setattr(row, f"{side}_says", happened)
    setattr(row, f"{side}_said_at", clock.now())
    row.save(update_fields=[f"{side}_says", f"{side}_said_at"])
    journal.record("quote.told", by=by, on=[row, row.request, row.request.shop], via=via, territory=row.request.shop.territory_id,
                   changes={side: ["", "yes" if happened else "no"]})
    if side == "merchant" and happened:
        record_use(by=by, solution=row.solution, shop=row.request.shop, source=Use.Source.QUOTE, since=as_day(row.chosen_at),
                   season_key=row.request.season_key, season_label=row.request.season_label, via=via)
    return row
