"""Reading what people say is wrong; whoever a complaint is about never sees it."""
from datetime import timedelta

from django.db.models import F, Q

from chalandise.foundation import clock
from chalandise.people.models import Person, Role
from chalandise.people.queries import holders, roles_now
from chalandise.seasons.models import Complaint
from chalandise.seasons.queries import playbook, seasons_run_by


def complaints_read_by(person):
    """Return the complaints that this member of a team may read and answer."""
    return (Complaint.objects.filter(season__in=seasons_run_by(person)).exclude(about=person).exclude(person=person)
            .select_related("season__territory", "person", "shop", "about", "answered_by")
            .order_by(F("answered_at").asc(nulls_first=True), "-at", "-pk"))


def complaint_read_by(person, season, complaint_id):
    """Return one complaint of a season; raise Complaint.DoesNotExist otherwise, also to whom it is about."""
    return complaints_read_by(person).get(season=season, pk=complaint_id)


def complaints_of(person, season):
    """Return what this person said was wrong in a season, newest first."""
    return Complaint.objects.filter(person=person, season=season).select_related("answered_by")


def late_complaints(season):
    """Return the complaints that wait for an answer longer than the playbook says (for the Monday list)."""
    limit = clock.now() - timedelta(days=playbook.thresholds(season)["complaint_answer"])
    return season.complaints.filter(answered_at=None, at__lte=limit)


def answerers(complaint):
    """Return who may answer: the referents and those responsible for the territory, never those whom it is about."""
    ids = {complaint.about_id, complaint.person_id} - {None}
    season = complaint.season
    scope = (Q(kind=Role.Kind.REFERENT, scope_kind=Role.Scope.SEASON, scope_id=season.pk)
             | Q(kind=Role.Kind.ADMIN, scope_kind=Role.Scope.TERRITORY, scope_id=season.territory_id))
    return Person.objects.filter(pk__in=roles_now().filter(scope).values("person_id"), is_active=True).exclude(pk__in=ids)


def subjects(person, season, shop=None):
    """Return the people whom this person may name in a complaint: the referents, and the other side of the pairing."""
    found = list(holders(Role.Kind.REFERENT, season.pk))
    if shop is not None:
        found += holders(Role.Kind.COMPANION, shop.pk)
    else:
        shops = roles_now().filter(person=person, kind=Role.Kind.COMPANION).values("scope_id")
        found += Person.objects.filter(pk__in=roles_now().filter(kind=Role.Kind.MERCHANT, scope_id__in=shops).values("person_id"))
    return [p for p in dict.fromkeys(found) if p != person]
