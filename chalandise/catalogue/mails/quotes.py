"""What we write about requests for a quote. No letter carries the merchant's words or contact: they stand behind its link."""
from django.utils import translation
from django.utils.translation import gettext as _

from chalandise.catalogue.rules import need_label
from chalandise.foundation import mail
from chalandise.people.models import Role
from chalandise.people.operations import issue_link
from chalandise.people.queries import holders
from chalandise.shops.rules import trade_label

LINK_DAYS = 75  # from the request to the question "did it happen?"


def asked(quote):
    """Ask a company for a quote: trade, town, need, and a link to the rest."""
    return _company("quote_asked", quote)


def reminder(quote):
    """Remind a company, once, that a merchant waits."""
    return _company("quote_reminder", quote, by_day=True)


def chosen(quote):
    """Tell the company that it was chosen, and the merchant to whom their contact was given."""
    return _company("quote_chosen", quote) + _merchants("quote_shared", quote.request, quote)


def not_chosen(quote):
    """Tell a company kindly that the merchant goes on otherwise; nothing of whom with."""
    return _company("quote_not_chosen", quote)


def answered(quote):
    """Tell the merchants that a quote came."""
    return _merchants("quote_answered", quote.request, quote)


def declined(quote):
    """Tell the merchants that a company cannot make a quote."""
    return _merchants("quote_declined", quote.request, quote)


def gathered(request, answers):
    """Tell the merchants what came in time."""
    return _merchants("quote_gathered", request, None, answers=answers)


def did_it_happen(quote):
    """Ask both sides, in one tap, whether it happened."""
    return (_merchants("quote_happened", quote.request, quote, purpose="quote.happened", target=quote, by_day=True)
            + _company("quote_happened_company", quote, purpose="quote.told", by_day=True))


def no_longer_proposed(quote):
    """Tell both sides that the solution was suspended or left the catalogue while the request runs."""
    return _company("quote_no_longer_company", quote) + _merchants("quote_no_longer", quote.request, quote)


def _company(name, quote, *, purpose="quote.answer", by_day=False):
    request, company = quote.request, quote.solution.provider
    shop = request.shop
    return [mail.write(
        f"catalogue/mails/{name}", to=person, purpose=purpose, about=quote, scope=("territory", shop.territory_id),
        once=f"{name}:{quote.pk}:{person.pk}", by_day=by_day,
        context={"solution": quote.solution, "need": _said(need_label, request.need, person), "trade": _said(trade_label, shop.trade, person),
                 "place": (shop.commune.name if shop.commune else shop.city) or shop.territory.name, "answer_by": request.answer_by,
                 "link": issue_link(purpose=purpose, person=person, target=quote, days=LINK_DAYS)},
        reason=_("Vous recevez ce message parce que vous gérez l’espace de %(company)s.") % {"company": company})
        for person in holders(Role.Kind.PROVIDER, company.organisation_id)]


def _merchants(name, request, quote, *, purpose="quote.read", target=None, by_day=False, **context):
    shop = request.shop
    return [mail.write(
        f"catalogue/mails/{name}", to=person, purpose=purpose, about=quote or request, scope=("territory", shop.territory_id),
        once=f"{name}:{(quote or request).pk}:{person.pk}", by_day=by_day,
        context={"request": request, "quote": quote, "need": _said(need_label, request.need, person), "shop": shop,
                 "link": issue_link(purpose=purpose, person=person, target=target or request, days=LINK_DAYS), **context},
        reason=_("Vous recevez ce message parce que votre boutique a demandé des devis."))
        for person in holders(Role.Kind.MERCHANT, shop.pk)]


def _said(label, code, person):
    """Return a label in the language of its reader."""
    with translation.override(person.language or "fr"):
        return label(code)
