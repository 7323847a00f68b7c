"""Envelopes: a part of the pot with its rules, filled from the common purse or by a partner for what it chose."""
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import euros
from chalandise.funding.models import Account, Commitment, Envelope, EnvelopeRule, Movement
from chalandise.funding.operations.ledger import account, already, checked, hold, team_only, write
from chalandise.funding.queries.envelopes import allotted, from_cents, purses, purses_with_rules, to_cents
from chalandise.seasons.queries.playbook import kinds as known_kinds

K = Account.Kind


@transaction.atomic
def open_envelope(*, by, pot, name, kinds=(), floor_shop=None, cap_shop=None, rules=None):
    """Open an envelope; opening one of the same name again returns it. Returns the Envelope.

    Parameters
    ----------
    kinds : iterable of str
        Codes of the playbook's kinds of action; none: the envelope pays everything.
    floor_shop, cap_shop : Decimal or None
        In euros, for each shop of the panel.
    rules : dict of str to (Decimal or None, Decimal or None)
        For a kind of action: at least, at most.
    """
    team_only(by, pot)
    values, rules = _checked(pot, name, kinds, floor_shop, cap_shop, rules)
    hold(pot)
    envelope, made = Envelope.objects.get_or_create(pot=pot, name=values.pop("name"), defaults={**values, "at": clock.now()})
    if made:
        _set_rules(envelope, rules)
        _note("funding.envelope_opened", by, envelope)
    return envelope


@transaction.atomic
def edit_envelope(*, by, envelope, version, name, kinds=(), floor_shop=None, cap_shop=None, rules=None):
    """Change the rules: they hold for what is committed from now on."""
    team_only(by, envelope.pot)
    values, rules = _checked(envelope.pot, name, kinds, floor_shop, cap_shop, rules)
    hold(envelope.pot)
    if Envelope.objects.filter(pot=envelope.pot_id, name=values["name"]).exclude(pk=envelope.pk).exists():
        raise Refused(_("Une autre enveloppe s’appelle déjà ainsi."), field="name")
    envelope.save_version(version=version, values=values)
    _set_rules(envelope, rules)
    _note("funding.envelope_edited", by, envelope)
    return envelope


@transaction.atomic
def allot(*, by, envelope, amount, back=False, once=None):
    """Move money from the common purse to an envelope, or `back`; what a partner chose an envelope for never leaves it."""
    team_only(by, envelope.pot)
    pot, amount = envelope.pot, checked(amount)
    hold(pot)
    if same := already(once):
        return same
    _must_be_open(envelope)
    there = purses(pot)
    left = min(allotted(pot)[envelope.pk], there[envelope.pk].available) if back else there[None].available
    if amount > left:
        raise Refused((_("%(left)s peuvent revenir de « %(envelope)s » : le reste est engagé, ou un partenaire l’a donné pour elle.")
                       if back else _("Il reste %(left)s hors des enveloppes : demandez moins, ou attendez un versement."))
                      % {"left": euros(left), "envelope": envelope}, field="amount")
    moved = -amount if back else amount
    movement = write(pot=pot, kind=Movement.Kind.ALLOTMENT, by=by, label=envelope.name, once=once,
                     postings=[(account(pot, K.CASH, envelope=envelope), moved), (account(pot, K.CASH), -moved)])
    journal.record("funding.allotted", by=by, on=[pot, envelope, movement], territory=pot.season.territory_id,
                   changes={"amount": [None, str(moved)]})
    return movement


@transaction.atomic
def close_envelope(*, by, envelope):
    """Close an envelope that holds nothing any more; twice is the same as once."""
    team_only(by, envelope.pot)
    hold(envelope.pot)
    envelope.refresh_from_db(fields=["closed_at"])
    if envelope.closed_at:
        return envelope
    money = purses(envelope.pot)[envelope.pk]
    if money.available or money.committed:
        raise Refused(_("« %(envelope)s » contient encore %(left)s : rendez-les à la cagnotte ou dépensez-les, puis fermez-la.")
                      % {"envelope": envelope, "left": euros(money.available + money.committed)})
    if money.promised:
        raise Refused(_("%(owed)s sont promis pour « %(envelope)s » et n’ont pas été versés : attendez-les, ou corrigez la promesse.")
                      % {"envelope": envelope, "owed": euros(money.promised)})
    Commitment.objects.filter(envelope=envelope, state=Commitment.State.ASKED).update(envelope=None)
    envelope.closed_at = clock.now()
    envelope.save(update_fields=["closed_at"])
    _note("funding.envelope_closed", by, envelope)
    return envelope


def envelope_of_kind(*, by, pot, kind):
    """Return the open envelope that pays one kind of action and nothing else; opened, without any other rule, when there is none."""
    if kind not in known_kinds(pot.season):
        raise Refused(_("Choisissez un genre d’action de la liste."), field="purpose")
    found = next((e for e in Envelope.objects.filter(pot=pot, closed_at=None) if e.kinds == [kind]), None)
    if found is None:
        found = open_envelope(by=by, pot=pot, name=str(known_kinds(pot.season)[kind].label), kinds=[kind])
        if found.kinds != [kind] or found.closed_at:
            raise Refused(_("Une autre enveloppe s’appelle déjà « %(name)s » : choisissez une enveloppe de la liste.") % {"name": found},
                          field="purpose")
    return found


def reopen(by, envelope):
    """Open again an envelope to which money comes back: what was given for it never leaves it. Nothing for the common purse."""
    if envelope is None:
        return
    envelope.refresh_from_db(fields=["closed_at"])
    if envelope.closed_at:
        envelope.closed_at = None
        envelope.save(update_fields=["closed_at"])
        _note("funding.envelope_reopened", by, envelope)


def must_be_open(envelope, pot):
    """Refuse money for an envelope that is closed, or of another pot; under `hold`."""
    if envelope is not None:
        _must_be_open(envelope)
        if envelope.pot_id != pot.pk:
            raise Refused(_("Cette enveloppe n’est pas de cette cagnotte : choisissez-en une autre."), field="envelope")


def check_purse(*, pot, envelope, shop, kind, amount):
    """Refuse, in words, what the money that is there or the rules of the envelope do not allow; under `hold`."""
    if envelope is not None:
        _must_be_open(envelope)
    purse = next(p for p in purses_with_rules(pot) if (p.envelope.pk if p.envelope else None) == (envelope.pk if envelope else None))
    limit = purse.law.refusal(shop.pk if shop else None, kind, to_cents(amount))
    if limit is None:
        return
    words = {"envelope": envelope, "most": euros(from_cents(limit.most)), "amount": euros(amount), "shop": shop or _("la saison"),
             "kind": kind_words(pot.season, kind)}
    raise Refused(_sentence(limit.code, envelope) % words, field="envelope")


def _sentence(code, envelope):
    if code == "money" and envelope is None:
        return _("Il reste %(most)s dans la cagnotte et cette demande est de %(amount)s : attendez un versement, libérez un engagement, "
                 "accordez-en une partie, ou refusez-la.")
    return {
        "kind": _("« %(envelope)s » ne paie pas « %(kind)s » : choisissez une autre enveloppe."),
        "money": _("Il reste %(most)s dans « %(envelope)s » et cette demande est de %(amount)s : choisissez une autre enveloppe, ou "
                   "accordez-en une partie."),
        "shop_cap": _("« %(envelope)s » peut encore donner %(most)s à %(shop)s : c’est son maximum par boutique."),
        "kind_cap": _("« %(envelope)s » peut encore donner %(most)s pour « %(kind)s » : c’est son maximum pour ce genre d’action."),
        "shop_floor": _("« %(envelope)s » garde de l’argent pour les boutiques qui n’ont pas encore leur minimum : elle peut donner "
                        "%(most)s ici."),
        "kind_floor": _("« %(envelope)s » garde de l’argent pour d’autres genres d’action : elle peut donner %(most)s ici."),
    }[code]


def kind_words(season, kind):
    """Return the label of a kind of action; a common expense has none."""
    found = known_kinds(season)
    return found[kind].label if kind in found else _("dépense commune")


def _must_be_open(envelope):
    envelope.refresh_from_db(fields=["closed_at"])
    if envelope.closed_at:
        raise Refused(_("« %(envelope)s » est fermée : choisissez une autre enveloppe.") % {"envelope": envelope}, field="envelope")


def _checked(pot, name, kinds, floor_shop, cap_shop, rules):
    name, known = " ".join(name.split())[:80], known_kinds(pot.season)
    if not name:
        raise Refused(_("Donnez un nom à l’enveloppe, par exemple « Vitrines »."), field="name")
    kinds = [code for code in known if code in set(kinds)] if set(kinds) <= set(known) else None
    if kinds is None or not set(rules or {}) <= set(known):
        raise Refused(_("Choisissez un genre d’action de la liste."), field="kinds")
    floor, cap = _bounds(floor_shop, cap_shop, "cap_shop")
    rules = {code: _bounds(*pair, f"cap_{code}") for code, pair in (rules or {}).items()}
    return ({"name": name, "kinds": kinds, "floor_shop": floor, "cap_shop": cap},
            {code: pair for code, pair in rules.items() if pair != (None, None)})


def _bounds(floor, cap, field):
    """Return (at least, at most) as amounts or None; an empty or zero floor is none."""
    floor = checked(floor, field=field.replace("cap", "floor", 1)) if floor not in (None, "") and Decimal(floor) else None
    cap = checked(cap, field=field) if cap not in (None, "") else None
    if floor is not None and cap is not None and floor > cap:
        raise Refused(_("Le minimum (%(floor)s) dépasse le maximum (%(cap)s).") % {"floor": euros(floor), "cap": euros(cap)}, field=field)
    return floor, cap


def _set_rules(envelope, rules):
    EnvelopeRule.objects.filter(envelope=envelope).delete()
    EnvelopeRule.objects.bulk_create(EnvelopeRule(envelope=envelope, kind=code, floor=floor, cap=cap)
                                     for code, (floor, cap) in rules.items())


def _note(verb, by, envelope):
    journal.record(verb, by=by, on=[envelope, envelope.pot], territory=envelope.pot.season.territory_id)
