"""The statement of a pot, for an accountant: PDF."""
from decimal import Decimal

from django.utils.translation import gettext as _

from chalandise.foundation import documents
from chalandise.foundation.wording import euros, short_date
from chalandise.funding.queries import balances, partner_balances, partners_of, statement, trails


def statement_data(pot):
    """Return what the statement prints: balances, partners, where each euro went, every line."""
    state, by_partner = balances(pot), partner_balances(pot)
    lines = statement(pot)
    return {
        "territory": pot.season.territory.name, "accent": pot.season.territory.accent, "season": pot.season.name,
        "received": state.received, "available": state.available, "committed": state.committed, "paid": state.paid,
        "promised": state.promised, "merchants": Decimal(0),
        "partners": [[str(p), euros(b.pledged), euros(b.received), euros(b.due)]
                     for p in partners_of(pot.season) if (b := by_partner.get(p.pk))],
        "trails": [[t.commitment.label, ", ".join(f"{partner} {euros(amount)}" for partner, amount in t.sources), euros(t.committed),
                    euros(t.paid)] for t in trails(pot)],
        "lines": [[short_date(x.movement.at), x.movement.label, x.account_words, euros(x.debit) if x.debit else "",
                   euros(x.credit) if x.credit else "", euros(x.after)] for x in lines],
        "debit": euros(sum(x.debit for x in lines)), "credit": euros(sum(x.credit for x in lines)),
    }


def statement_pdf(pot, lang="fr"):
    """Return the statement as bytes of an accessible PDF."""
    return documents.pdf("funding/statement.typ", statement_data(pot), title=_("Cagnotte · %(season)s") % {"season": pot.season.name},
                         lang=lang)
