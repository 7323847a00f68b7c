"""Reading ties: whose they are, what they bind to, in words; never a thing of another territory."""
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from chalandise.foundation import clock
from chalandise.people.models import Declaration, Organisation, Tie
from chalandise.people.queries.reasons import tie_words


def held(on=None):
    """Return the ties that hold on a day (today by default)."""
    on = on or clock.today()
    return Tie.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


def ties_of(person, on=None):
    """Return the ties of a person that hold on a day (today by default)."""
    return held(on).filter(person=person).order_by("id")


def ties_between(person, thing, on=None):
    """Return the ties between a person and a thing that hold on a day (today by default)."""
    return ties_of(person, on).filter(object_kind=thing._meta.label_lower, object_id=thing.pk)


def ties_about(kind, ids, on=None):
    """Return the ties of anybody with things of one kind ("shops.shop"), for a whole panel in one query."""
    return held(on).filter(object_kind=kind, object_id__in=ids)


@dataclass(frozen=True)
class TieLine:
    """A tie in words: what it binds to, what the one is to the other, who said so."""

    tie: Tie
    name: str

    @property
    def kind(self):
        return tie_words(self.tie.kind)

    @property
    def source(self):
        return self.tie.get_source_display()


def tie_lines(ties, *, things=()):
    """Return a TieLine for each tie whose object may be named (one query).

    Parameters
    ----------
    things : iterable of model instances
        What the reader may see (shops of their territory, people of their season): a tie with anything else than these
        or an organisation is left out, so that another territory's shops and people never show.
    """
    ties, names = list(ties), {(t._meta.label_lower, t.pk): str(t) for t in things}
    wanted = defaultdict(set)
    for tie in ties:
        wanted[tie.object_kind].add(tie.object_id)
    bodies = wanted[Organisation._meta.label_lower]
    names.update({(Organisation._meta.label_lower, row.pk): row.name for row in Organisation.objects.filter(pk__in=bodies)} if bodies else {})
    return [TieLine(t, names[t.object_kind, t.object_id]) for t in ties if (t.object_kind, t.object_id) in names]


# --- declarations -----------------------------------------------------------------------------------------------------

def declared_on(person, kind, ids=None):
    """Return {id: kind of tie, "" for no conflict} of what a person declared on things of one kind (one query)."""
    rows = Declaration.objects.filter(person=person, object_kind=kind)
    return dict((rows if ids is None else rows.filter(object_id__in=ids)).values_list("object_id", "kind"))


def has_said(declared, verdict):
    """Say whether what a person declared still answers the question: no conflict, or a tie that still holds."""
    return declared == "" or bool(declared and verdict.level)
