"""Reading gatherings, who is invited, and what was decided."""
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.foundation.calendars import Appointment, Guest, provides
from chalandise.people.models import Role
from chalandise.people.queries import roles_now
from chalandise.people.queries.conflicts import node, verdict
from chalandise.people.queries.reasons import names_of, reason
from chalandise.seasons.models import Attendance, Decision, Gathering, PanelPlace
from chalandise.shops.queries import graph_around

AUDIENCES = {"merchants": _("les commerçants du panel"), "mentors": _("les parrains et marraines"),
             "committee": _("le comité et les partenaires"), "team": _("l’équipe")}
# Who is invited unless the team says otherwise.
USUAL = {Gathering.Kind.WORKSHOP: ("mentors", "team"), Gathering.Kind.SHARING: ("merchants", "mentors", "team"),
         Gathering.Kind.COMMITTEE: ("committee", "team"), Gathering.Kind.CLOSING: tuple(AUDIENCES)}
_ROLES = {"mentors": [Role.Kind.MENTOR], "committee": [Role.Kind.COMMITTEE, Role.Kind.PARTNER], "team": [Role.Kind.REFERENT]}
_COUNTS = {"invited": Count("attendances"), "yes": Count("attendances", filter=Q(attendances__answer="yes")),
           "no": Count("attendances", filter=Q(attendances__answer="no")),
           "came": Count("attendances", filter=Q(attendances__came=True))}


def gatherings_of(season):
    """Return the gatherings of a season with their counts, in the order of their dates (one query)."""
    return season.gatherings.annotate(**_COUNTS).order_by("starts_at", "pk")


def gathering_of(season, gathering_id):
    """Return one gathering of a season; raise Gathering.DoesNotExist otherwise."""
    gathering = season.gatherings.annotate(**_COUNTS).get(pk=gathering_id)
    gathering.season = season
    return gathering


def audience(season, names):
    """Return {person: shop or None} of those whom the named audiences hold now (two queries)."""
    kinds = [kind for name in names for kind in _ROLES.get(name, ())]
    found = {r.person: None for r in roles_now().filter(kind__in=kinds, scope_kind=Role.Scope.SEASON, scope_id=season.pk)
             .select_related("person").order_by("person__sort_key")}
    if "merchants" in names:
        shops = {p.shop_id: p.shop for p in PanelPlace.objects.filter(season=season, left_at=None).select_related("shop")}
        roles = roles_now().filter(kind=Role.Kind.MERCHANT, scope_kind=Role.Scope.SHOP, scope_id__in=shops)
        for role in roles.select_related("person").order_by("person__sort_key"):
            found.setdefault(role.person, shops[role.scope_id])
    return {p: s for p, s in found.items() if p.is_active}


def attendances_of(gathering):
    """Return who is invited, with their shop, by name (one query)."""
    return gathering.attendances.select_related("person", "shop").order_by("person__sort_key", "pk")


def not_invited(gathering):
    """Return the people of the season who are not on the list: somebody may come unannounced."""
    known = set(gathering.attendances.values_list("person_id", flat=True))
    return [p for p in audience(gathering.season, AUDIENCES) if p.pk not in known]


def open_decisions(season):
    """Return the decisions that wait to be done, the late ones first (one query)."""
    waiting = Decision.objects.filter(gathering__season=season, gathering__cancelled_at=None, done_at=None)
    return sorted(waiting.select_related("gathering"), key=lambda d: (d.due_on is None, d.due_on or clock.today(), d.pk))


def committee_decisions(season):
    """Return what the steering committees decided and is not done yet, the late ones first (one query)."""
    return [d for d in open_decisions(season) if d.gathering.kind == Gathering.Kind.COMMITTEE]


@dataclass(frozen=True)
class Withdrawals:
    """Who of those present is tied to what a decision concerns: recused, or allowed under the eyes of a second person."""

    graph: object
    people: list
    recused: list
    watched: list


def present(gathering):
    """Return who was there; before it is noted, who is invited and has not said no (one query)."""
    rows = list(attendances_of(gathering))
    noted = any(a.came is not None for a in rows)
    return [a.person for a in rows if (a.came if noted else a.answer != Attendance.Answer.NO)]


def ties_at(gathering, about, others=()):
    """Return the Withdrawals of a decision about a shop or an organisation, in a constant number of queries."""
    people = present(gathering)
    graph = graph_around([node(about), *(node(p) for p in [*people, *others] if p is not None)])
    levels = {p: verdict(graph, "vote", p, [node(about)]) for p in people}
    return Withdrawals(graph, people, [p for p, v in levels.items() if v.barred], [p for p, v in levels.items() if v.supervised])


def conflicts_at(gathering, subjects):
    """Return [(subject, [(person, why, recused)])] for a committee to come: what its members are tied to."""
    people = present(gathering)
    if not people or not subjects:
        return []
    graph = graph_around([*(node(s) for s in subjects), *(node(p) for p in people)])
    found = [(s, p, v) for s in subjects for p in people if (v := verdict(graph, "vote", p, [node(s)])).level]
    names = names_of({n for _s, _p, v in found for n in v.nodes})
    rows = {}
    for subject, person, v in found:
        known = {**names, node(subject): str(subject), node(person): person.full_name}
        rows.setdefault(subject, []).append((person, reason([(t.kind, t.a, t.b) for t in v.path], known), v.barred))
    return list(rows.items())


def decision_of(season, decision_id):
    """Return one decision of a season; raise Decision.DoesNotExist otherwise."""
    return Decision.objects.select_related("gathering__season").get(gathering__season=season, pk=decision_id)


def invitations_of(person, season=None):
    """Return this person's invitations with their gatherings, soonest first; those of one season when it is given."""
    mine = Attendance.objects.filter(person=person, gathering__invited_at__isnull=False)
    if season is not None:
        mine = mine.filter(gathering__season=season)
    return mine.select_related("gathering__season__territory").order_by("gathering__starts_at", "pk")


def invitation_to(person, season, gathering_id):
    """Return this person's invitation to one gathering of a season; raise Attendance.DoesNotExist otherwise."""
    return invitations_of(person, season).get(gathering_id=gathering_id)


def invitation_of(person, attendance_id):
    """Return one invitation of this person; raise Attendance.DoesNotExist otherwise."""
    return invitations_of(person).get(pk=attendance_id)


def attendance_by_link(link):
    """Return the invitation that a mailed link is about; raise Attendance.DoesNotExist otherwise."""
    return Attendance.objects.select_related("person", "gathering__season__territory", "gathering__season__contact").get(
        gathering_id=link.target_id, person_id=link.person_id)


def to_remind(day):
    """Return the invitations of the gatherings of one day to remind: not cancelled, not declined."""
    return (Attendance.objects.filter(gathering__starts_at__gte=clock.local(day), gathering__starts_at__lte=clock.local(day, 23, 59),
                                      gathering__cancelled_at=None, gathering__invited_at__isnull=False)
            .exclude(answer=Attendance.Answer.NO).select_related("person", "gathering__season__territory", "gathering__season__contact"))


def appointment(gathering, person=None):
    """Return what a calendar file says of a gathering; other guests are not named in it."""
    season = gathering.season
    contact = season.contact
    return Appointment(
        uid=f"gathering-{gathering.pk}@{season.slug}.chalandise", starts_at=gathering.starts_at, ends_at=gathering.ends_at,
        summary=f"{gathering.title} · {season.name}", sequence=gathering.sequence, description=gathering.agenda,
        place=gathering.place, cancelled=gathering.cancelled_at is not None,
        organizer=Guest(contact.full_name, contact.email) if contact else None,
        guests=(Guest(person.full_name, person.email),) if person else ())


@provides
def appointments(person):
    """Put the gatherings that a person did not decline in their calendar."""
    return [appointment(a.gathering) for a in invitations_of(person).exclude(answer=Attendance.Answer.NO)
            .select_related("gathering__season__contact")]
