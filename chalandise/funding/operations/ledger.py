"""The pen of the ledger: one writer at a time, balanced movements only, no account below zero."""
from decimal import Decimal

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.funding.models import Account, Movement, Posting, Pot
from chalandise.funding.rules import runs

CENT = Decimal("0.01")
CEILING = Decimal("10000000")
KEPT_POSITIVE = (Account.Kind.PROMISED, Account.Kind.CASH, Account.Kind.COMMITTED, Account.Kind.SPENT)


def hold(pot):
    """Become the only writer of this pot until the end of the transaction.

    The write comes before any reading: on PostgreSQL it waits for the other writer and the readings that follow see
    what it committed; on SQLite the transaction is immediate already.
    """
    Pot.objects.filter(pk=pot.pk).update(updates=F("updates") + 1)


def team_only(by, pot):
    """Refuse anybody outside the team of the season."""
    if not runs(by, pot.season):
        raise Refused(_("Seule l’équipe de la saison peut écrire dans la cagnotte : demandez à votre référente."))


def checked(amount, *, field="amount"):
    """Return an amount in euros and cents; refuse zero, a negative one, fractions of a cent and the absurd."""
    amount = Decimal(amount)
    if not amount.is_finite() or amount <= 0:
        raise Refused(_("Écrivez un montant plus grand que zéro, par exemple 180,00."), field=field)
    if amount != amount.quantize(CENT):
        raise Refused(_("Un montant s’écrit en euros et centimes : deux chiffres après la virgule au plus."), field=field)
    if amount >= CEILING:
        raise Refused(_("Ce montant dépasse dix millions d’euros : vérifiez les zéros."), field=field)
    return amount.quantize(CENT)


def account(pot, kind, partner=None, *, envelope=None):
    """Return the account of a pot, of a partner or of an envelope, made when it is first needed."""
    return Account.objects.get_or_create(pot=pot, kind=kind, partner=partner, envelope=envelope)[0]


def write(*, pot, kind, by, label, postings, commitment=None, invoice=None, document=None, once=None, reverses=None):
    """Write one movement under `hold`.

    Parameters
    ----------
    postings : list of (Account, Decimal)
        They sum to zero; a zero posting is left out.

    Raises
    ------
    ArithmeticError
        A mistake of ours: the movement is not balanced, or an account would fall below zero.
    """
    postings = [(place, amount) for place, amount in postings if amount]
    if not postings or sum(amount for _place, amount in postings) != 0:
        raise ArithmeticError("A movement's postings sum to zero and there are some")
    movement = Movement.objects.create(pot=pot, kind=kind, at=clock.now(), by=by, label=label[:200], commitment=commitment,
                                       invoice=invoice, document=document, once=once, reverses=reverses)
    Posting.objects.bulk_create(Posting(movement=movement, account=place, amount=amount) for place, amount in postings)
    below = (Posting.objects.filter(account__pot=pot, account__kind__in=KEPT_POSITIVE).values("account")
             .annotate(total=Sum("amount")).filter(total__lt=-CENT / 2))  # SQLite sums in floating point
    if below.exists():
        raise ArithmeticError("An account of the pot would fall below zero")
    return movement


def already(once):
    """Return the movement that this gesture made the first time, or None: a double click is one click."""
    return Movement.objects.filter(once=once).first() if once else None


def held(commitment):
    """Hold the pot of a commitment and read the commitment again; return the pot."""
    hold(commitment.pot)
    commitment.refresh_from_db(fields=["state", "amount", "envelope", "decided_by", "decided_at", "reason"])
    return commitment.pot


def set_state(commitment, state):
    commitment.state = state
    commitment.save(update_fields=["state"])
    return commitment


def note(verb, by, commitment, movement=None, changes=None):
    journal.record(verb, by=by, on=[t for t in (commitment, commitment.pot, movement) if t is not None], changes=changes,
                   territory=commitment.pot.season.territory_id)
