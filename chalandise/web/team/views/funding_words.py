"""What the pages of the pot print."""
from collections import defaultdict

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import files
from chalandise.foundation.wording import euros
from chalandise.funding import queries
from chalandise.funding.models import Commitment, Movement
from chalandise.funding.queries.ledger import account_words
from chalandise.people.queries.conflicts import supervisors
from chalandise.people.queries.reasons import tie_choices
from chalandise.people.rules import TIES
from chalandise.seasons.queries.playbook import kinds
from chalandise.web.shell.listing import Column
from chalandise.web.shell.shares import shares


def entry_kinds():
    return Movement.Kind.choices


def entries_columns(season):
    """The ledger's columns: what an accountant expects, and how to correct a line."""
    def correct(posting):
        movement = posting.movement
        if movement.kind not in ("promise", "contribution", "payment", "refund") or hasattr(movement, "reversed_by"):
            return ""
        return format_html('<a href="{}">{}</a>', reverse("team:pot_correction", args=[season.slug, movement.pk]), _("Corriger"))

    def document(posting):
        given = posting.movement.document
        return format_html('<a href="{}">{}</a>', files.url(given), _("Voir")) if given else ""
    return [
        Column("at", _("Date"), value="movement.at", sort=["movement__at", "movement_id"]),
        Column("label", _("Libellé"), value="movement.label", sort="movement__label"),
        Column("kind", _("Nature"), value=lambda p: p.movement.get_kind_display()),
        Column("account", _("Compte"), value=lambda p: account_words(p.account)),
        Column("debit", _("Débit"), value=lambda p: p.amount if p.amount > 0 else None, numeric=True,
               show=lambda p: euros(p.amount) if p.amount > 0 else ""),
        Column("credit", _("Crédit"), value=lambda p: -p.amount if p.amount < 0 else None, numeric=True,
               show=lambda p: euros(-p.amount) if p.amount < 0 else ""),
        Column("movement", _("Écriture"), value="movement_id", exported_only=True),
        Column("by", _("Par"), value=lambda p: p.movement.by.full_name if p.movement.by else "", exported_only=True),
        Column("document", _("Pièce"), value=lambda p: p.movement.document.name if p.movement.document else "", show=document),
        Column("correct", _("Corriger"), value=lambda p: "", show=correct),
    ]


def pot_figures(person, pot):
    """Everything the page of the pot shows, in a constant number of queries."""
    state, by_partner = queries.balances(pot), queries.partner_balances(pot)
    commitments = list(queries.commitments_of(pot).filter(state__in=[Commitment.State.APPROVED, Commitment.State.PAID]))
    held = queries.remaining_of(commitments)
    waiting = queries.waiting_for(person, pot)
    mine = [w.request for w in waiting if w.state == "open"]
    bills = defaultdict(list)
    for bill in queries.bills(commitments):
        bill.address = files.url(bill.invoice.document)
        bills[bill.invoice.commitment_id].append(bill)
    purses = queries.purses_with_rules(pot)
    return {
        "purses": [(purse, rules_in_words(purse, pot.season)) for purse in purses],
        "state": state,
        "shares": shares([(_("Disponible"), state.available, "plain"), (_("Engagé"), state.committed, "hatched"),
                          (_("Payé"), state.paid, "full")]),
        "partners": [(partner, balance, earmarked(balance, purses)) for partner in queries.partners_of(pot.season)
                     for balance in [by_partner.get(partner.pk, queries.NOTHING_GIVEN)]],
        "waiting": waiting, "mine": mine, "mine_total": sum(commitment.amount for commitment in mine),
        "to_say": [w.request for w in waiting if w.state == "ask"], "kinds": tie_choices(TIES),
        "seconds": supervisors(pot.season, person) if any(w.state == "second" for w in waiting) else (),
        "to_pay": [(c, *held[c.pk], bills[c.pk]) for c in commitments if held[c.pk][0]],
        "paid": [(c, *held[c.pk]) for c in commitments if held[c.pk][1]],
    }


def earmarked(balance, purses):
    """Return [(envelope, what a partner still owes for it)]."""
    return [(p.envelope, balance.due_for[p.envelope.pk]) for p in purses if p.envelope and p.envelope.pk in balance.due_for]


def rules_in_words(purse, season):
    """Return the rules of an envelope as short sentences; none for the common purse."""
    envelope = purse.envelope
    if envelope is None:
        return []
    known = kinds(season)
    found = [", ".join(str(known[code].label) for code in envelope.kinds if code in known) if envelope.kinds else gettext("paie tout")]
    found += _bounds(envelope.floor_shop, envelope.cap_shop, gettext("par boutique"))
    for rule in envelope.rules.all():
        found += _bounds(rule.floor, rule.cap, known[rule.kind].label if rule.kind in known else rule.kind)
    return found


def _bounds(floor, cap, what):
    words = {"floor": euros(floor or 0), "cap": euros(cap or 0), "what": what}
    if floor and cap is not None:
        return [gettext("%(what)s : de %(floor)s à %(cap)s") % words]
    return [gettext("%(what)s : au moins %(floor)s") % words] if floor else [gettext("%(what)s : au plus %(cap)s") % words] if cap is not None else []
