"""Ties from which conflicts of interest follow: declared by a person, set by the team, written by the rooms."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person, Tie
from chalandise.people.rules import DERIVED_TIES, TIES


@transaction.atomic
def declare_tie(*, by, person, thing, kind, source="declared", note="", since=None):
    """Write down what a person is to a thing (shop, organisation, person…); twice is the same as once.

    Parameters
    ----------
    kind : str
        One of rules.TIES: "supplier", the person sells to the thing; "client", they buy from it…
    source : str
        "declared" by the person, "derived" by the house, set by the "team".
    note : str
        Kept for the kind "other" only: the least data.
    """
    if kind not in TIES:
        raise ValueError(f"unknown kind of tie {kind!r}")
    if isinstance(thing, Person) and thing.pk == person.pk:
        raise Refused(_("Un lien unit deux personnes différentes."), field="person")
    since = since or clock.today()
    if since > clock.today():
        raise Refused(_("Un lien se note à partir du jour où il existe : choisissez une date passée."), field="since")
    tie, made = Tie.objects.get_or_create(
        person=person, object_kind=thing._meta.label_lower, object_id=thing.pk, kind=kind, until=None,
        defaults={"source": source, "note": note.strip()[:120] if kind == "other" else "", "since": since,
                  "other": thing if isinstance(thing, Person) else None})
    if made:
        journal.record("people.tie_declared", by=by, on=_both(person, thing))
    return tie


def _both(person, thing):
    # The journal outlives an erasure: it says neither the kind of a tie nor two names of people side by side.
    return [person] if isinstance(thing, Person) else [person, thing]


@transaction.atomic
def derive_tie(*, by, organisation, thing, kind, since=None, until=None):
    """Write down a fact about an organisation that a room knows: a group, a paid invoice, a solution that it proposes.

    Twice is the same as once; a later end replaces an earlier one. Returns the Tie.
    """
    if kind not in DERIVED_TIES:
        raise ValueError(f"unknown kind of derived tie {kind!r}")
    rows = Tie.objects.select_for_update(of=("self",)).filter(organisation=organisation, object_kind=thing._meta.label_lower,
                                                              object_id=thing.pk, kind=kind)
    running = next((t for t in rows.order_by("pk") if t.until is None or t.until > clock.today()), None)
    if running is None:
        running = Tie.objects.create(organisation=organisation, object_kind=thing._meta.label_lower, object_id=thing.pk, kind=kind,
                                     source=Tie.Source.DERIVED, since=since or clock.today(), until=until)
        journal.record("people.tie_derived", by=by, on=[organisation, thing], changes={"kind": ["", kind]})
    elif running.until is not None and (until is None or until > running.until):
        running.until = until
        running.save(update_fields=["until"])
    return running


def join_group(*, by, organisation, parent, since=None):
    """An organisation belongs to a group, named by its head, from a day on; `end_tie` ends it."""
    if organisation.pk == parent.pk:
        raise Refused(_("La tête du groupe est un autre organisme."), field="parent")
    return derive_tie(by=by, organisation=organisation, thing=parent, kind="group", since=since)


def end_tie(*, by, tie, until=None):
    """The fact is over from a day on (today by default); it stays readable for what was decided meanwhile."""
    if tie.until is None or tie.until > clock.today():
        tie.until = until or clock.today()
        tie.save(update_fields=["until"])
        journal.record("people.tie_ended", by=by, on=tie.person or tie.organisation)
    return tie
