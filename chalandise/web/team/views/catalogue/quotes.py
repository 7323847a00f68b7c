"""Requests for a quote in a territory: who was asked, who did not answer, what came of it. No private words."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from chalandise.catalogue.queries.quotes import at_step, figures, quotes_in, step_of
from chalandise.catalogue.rules import NEEDS, need_label
from chalandise.foundation import wording
from chalandise.web.shell.listing import Column, Filter, Listing
from chalandise.web.team.gate import neighbourhood_page

STEPS = {"asked": _("attend une réponse"), "silent": _("n’a pas répondu"), "answered": _("devis reçu"), "declined": _("ne pouvait pas"),
         "refused": _("pas retenu"), "chosen": _("choisi, suite à venir"), "happened": _("c’est fait"), "not_done": _("choisi, pas fait"),
         "disputed": _("les deux ne disent pas pareil")}


@neighbourhood_page
@require_safe
def quotes(request, territory):
    """Follow the requests of a territory."""
    listing = Listing(request, quotes_in(territory), columns=_columns(), default_sort="-demande", name="devis",
                      search=["request__shop__sort_key", "solution__sort_key"], filters=[
                          Filter("etat", _("Où cela en est"), STEPS.items(), at_step),
                          Filter("besoin", _("Besoin"), lambda: [(n.code, str(n)) for n in NEEDS.values()], "request__need")],
                      counted=lambda n: ngettext("%(n)s devis demandé", "%(n)s devis demandés", n) % {"n": n})
    return listing.answer("team/catalogue/quotes.html", {"territory": territory, "figures": figures(territory)})


def _columns():
    return [Column("boutique", _("Boutique"), "request.shop.name", sort="request__shop__sort_key"),
            Column("besoin", _("Besoin"), lambda q: need_label(q.request.need), sort="request__need"),
            Column("solution", _("Solution"), "solution.name", sort="solution__sort_key"),
            Column("demande", _("Demandé"), "sent_at", show=lambda q: wording.short_date(q.sent_at), sort="sent_at"),
            Column("etat", _("Où cela en est"), lambda q: str(STEPS[step_of(q)])),
            Column("commercant", _("Le commerçant dit"), lambda q: _said(q.merchant_says), exported_only=True),
            Column("offreur", _("L’offreur dit"), lambda q: _said(q.provider_says), exported_only=True)]


def _said(value):
    return {True: str(_("oui")), False: str(_("non")), None: ""}[value]
