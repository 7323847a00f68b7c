"""The journal: who did what to which object, when. It is the only history (house.md, decision 7)."""
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from chalandise.foundation import clock
from chalandise.foundation.models import Actor, Entry, Trace


def kind_of(thing):
    return thing._meta.label_lower


def record(verb, *, by, on, via="", role="", changes=None, territory=None):
    """Append one entry.

    Parameters
    ----------
    verb : str
        Declared in the `verbs` of the room's AppConfig ("visit.chosen").
    by : Person or None
        None for the machine itself.
    on : model instance or list of them
        Every object whose timeline shows the entry (the visit, its pairing, its shop).
    via : str
        "phone" when the referent writes for somebody, "link" for a signed link, "job" for a worker.
    changes : dict
        {"field": [before, after]} with plain values; never a free text about a person.

    Raises
    ------
    LookupError
        The verb is not declared.
    """
    if verb not in verbs():
        raise LookupError(f"Journal verb {verb!r} is not declared in an AppConfig.verbs")
    things = on if isinstance(on, (list, tuple)) else [on]
    if by is not None:
        Actor.objects.get_or_create(key=by.key, defaults={"label": by.full_name})
    if territory is None:
        territory = next((t for t in (getattr(thing, "territory_id", None) for thing in things) if t), None)
    entry = Entry.objects.create(at=clock.now(), actor_key=by.key if by else None, actor_role=role, verb=verb, via=via,
                                 changes=changes or {}, territory_key=territory)
    Trace.objects.bulk_create(Trace(entry=entry, kind=kind_of(t), object_id=t.pk, label=str(t)[:200])
                              for t in things if t is not None)
    return entry


def verbs():
    """Return every declared verb with its (lazy) words, e.g. {"visit.chosen": "a choisi l’heure de la visite"}."""
    found = {}
    for config in apps.get_app_configs():
        found.update(getattr(config, "verbs", {}))
    return found


@dataclass(frozen=True)
class Line:
    """One line of a timeline, ready to print."""

    at: datetime
    who: str
    what: str
    via: str
    changes: dict


def timeline(thing, *, limit=50, verbs_of=()):
    """Return the latest lines about one object, newest first, in a constant number of queries.

    Parameters
    ----------
    verbs_of : sequence of str
        Only the verbs that begin so ("submission."): what a reader outside the team may know. All of them when empty.
    """
    entries = Entry.objects.filter(traces__kind=kind_of(thing), traces__object_id=thing.pk)
    if verbs_of:
        entries = entries.filter(reduce(or_, (Q(verb__startswith=start) for start in verbs_of)))
    entries = list(entries[:limit])
    names = dict(Actor.objects.filter(key__in={e.actor_key for e in entries if e.actor_key}).values_list("key", "label"))
    words = verbs()
    channels = {"phone": _("par téléphone"), "link": _("par un lien reçu"), "job": _("automatiquement")}
    return [Line(at=e.at, who=names.get(e.actor_key) or (_("Une personne effacée") if e.actor_key else _("Chalandise")),
                 what=str(words.get(e.verb, e.verb)), via=channels.get(e.via, ""), changes=e.changes) for e in entries]
