"""What conflicts of interest stopped in a season, and what was done with a second person, in words."""
from dataclasses import dataclass

from chalandise.computing.conflicts import Level
from chalandise.people.models import ConflictRefusal, Supervision
from chalandise.people.queries.reasons import gesture_words, names_of, reason, way_out_words


@dataclass(frozen=True)
class RefusalLine:
    """One attempt: who was concerned, who made the gesture, which, on what, why not, what to do instead."""

    refusal: ConflictRefusal
    who: str
    by: str
    what: str
    label: str
    why: str
    way_out: str

    @property
    def at(self):
        return self.refusal.at


def refusals_in(place, *, since=None, limit=50):
    """Return the latest refusals of a season, newest first, in words (two queries)."""
    rows = ConflictRefusal.objects.filter(scope_kind=place._meta.label_lower, scope_id=place.pk).select_related("person", "by")
    rows = list((rows.filter(at__gte=since) if since else rows)[:limit])
    steps = {row.pk: [(kind, tuple(a), tuple(b)) for kind, a, b in row.path] for row in rows}
    bodies = names_of({node for path in steps.values() for _kind, a, b in path for node in (a, b)})
    return [_line(row, steps[row.pk], bodies) for row in rows]


def _line(row, path, bodies):
    known = {**bodies, ("people.person", row.person_id): row.person.full_name, (row.object_kind, row.object_id): row.label}
    return RefusalLine(row, row.person.full_name, row.by.full_name if row.by and row.by_id != row.person_id else "",
                       gesture_words(row.gesture), row.label, reason(path, {k: v for k, v in known.items() if v}),
                       way_out_words(row.gesture, Level[row.level.upper()]))


def supervisions_in(place, *, limit=50):
    """Return [(supervision, gesture in words)] of a season, newest first (one query)."""
    rows = Supervision.objects.filter(scope_kind=place._meta.label_lower, scope_id=place.pk).select_related("person", "supervisor")
    return [(row, gesture_words(row.gesture)) for row in rows.order_by("-at", "-pk")[:limit]]
