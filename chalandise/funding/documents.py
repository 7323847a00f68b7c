"""The statement of a pot over a period, for an accountant: PDF, and the same lines for a file."""
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from chalandise.foundation import clock, documents
from chalandise.foundation.wording import euros, short_date
from chalandise.funding.models import Account
from chalandise.funding.queries import accounts_over, partner_balances, partners_of, trails

K = Account.Kind


def statement_data(pot, first=None, last=None):
    """Return what the statement prints: the accounts over the period, partners, where each euro went, every line."""
    accounts, lines = accounts_over(pot, first, last)
    by_partner = partner_balances(pot)
    held = {kind: sum((s.closing for s in accounts if s.account.kind == kind), Decimal(0)) for kind in K.values}
    return {
        "territory": pot.season.territory.name, "accent": pot.season.territory.accent, "season": pot.season.name,
        "period": period_words(first, last), "received": held[K.CASH] + held[K.COMMITTED] + held[K.SPENT], "available": held[K.CASH],
        "committed": held[K.COMMITTED], "paid": held[K.SPENT], "promised": held[K.PROMISED], "merchants": Decimal(0),
        "accounts": [[s.words, euros(s.opening), euros(s.debit), euros(s.credit), euros(s.closing)] for s in accounts],
        "totals": [_("Total"), *(euros(sum((getattr(s, name) for s in accounts), Decimal(0))) for name in ("opening", "debit", "credit", "closing"))],
        "partners": [[str(p), euros(b.pledged), euros(b.received), euros(b.due)]
                     for p in partners_of(pot.season) if (b := by_partner.get(p.pk))] if _is_now(last) else [],
        "trails": [[t.commitment.label, ", ".join(f"{partner} {euros(amount)}" for partner, amount in t.sources), euros(t.committed),
                    euros(t.paid)] for t in trails(pot)] if _is_now(last) else [],
        "lines": [[short_date(x.movement.at), str(x.movement.get_kind_display()), x.movement.label, x.account_words, euros(x.debit) if x.debit else "",
                   euros(x.credit) if x.credit else "", euros(x.after)] for x in lines],
        "debit": euros(sum(x.debit for x in lines)), "credit": euros(sum(x.credit for x in lines)),
    }


def _is_now(last):
    """Say whether the period reaches today: what partners still owe and where each euro went are told of today only."""
    return last is None or last >= clock.today()


def period_words(first, last):
    if first and last:
        return _("Du %(first)s au %(last)s") % {"first": short_date(first), "last": short_date(last)}
    if first:
        return _("Depuis le %(first)s") % {"first": short_date(first)}
    return _("Jusqu’au %(last)s") % {"last": short_date(last)} if last else _("Depuis l’ouverture")


def statement_rows(pot, first=None, last=None):
    """Return (heads, rows) of the same statement for a spreadsheet: what each account held, then every line; it balances."""
    accounts, lines = accounts_over(pot, first, last)
    heads = [_("Date"), _("Écriture"), _("Nature"), _("Libellé"), _("Compte"), _("Débit"), _("Crédit"), _("Solde du compte"), _("Pièce")]
    carried = [[first, "", _("à nouveau"), _("Solde au début de la période"), s.words, max(s.opening, 0) or None, max(-s.opening, 0) or None,
                s.opening, ""] for s in accounts if s.opening]
    moved = [[x.movement.at, x.movement.pk, str(x.movement.get_kind_display()), x.movement.label, x.account_words, x.debit or None, x.credit or None,
              x.after, x.movement.document.name if x.movement.document else ""] for x in lines]
    return heads, carried + moved


def statement_pdf(pot, first=None, last=None, lang="fr"):
    """Return the statement as bytes of an accessible PDF."""
    with translation.override(lang):
        return documents.pdf("funding/statement.typ", statement_data(pot, first, last), title=_("Cagnotte · %(season)s") % {"season": pot.season.name},
                             lang=lang)
