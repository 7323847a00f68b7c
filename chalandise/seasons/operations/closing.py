"""Writing the end of a season: satisfaction, closing, reopening, mentors asked for the next one."""
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person, Role
from chalandise.seasons.mails import closing as mails
from chalandise.seasons.models import PanelPlace, Satisfaction, Season, SeasonClosure
from chalandise.seasons.queries import closing as queries

SEASON_ROLES = (Role.Kind.MENTOR, Role.Kind.PARTNER, Role.Kind.COMMITTEE)
SHOP_ROLES = (Role.Kind.MERCHANT, Role.Kind.COMPANION)


@transaction.atomic
def ask_satisfaction(*, by, season, again=False):
    """Ask merchants and mentors what they think, by a link; `again` writes once more to those who did not answer."""
    people = queries.unanswered(season)
    if not queries.participants(season):
        raise Refused(_("Aucun commerçant ni parrain à qui demander son avis pour l’instant."))
    if not people:
        raise Refused(_("Tout le monde a répondu."))
    for person, audience in people:
        mails.satisfaction(person=person, season=season, audience=audience, by=by, again=int(again))
    journal.record("season.satisfaction_asked", by=by, on=season, changes={"asked": ["", len(people)]})
    return len(people)


@transaction.atomic
def give_satisfaction(*, person, season, audience, useful, advise, words="", via="link"):
    """Keep somebody's opinion; answering again replaces it."""
    if not 1 <= useful <= 5:
        raise Refused(_("Choisissez une note de 1 à 5."), field="useful")
    if not 0 <= advise <= 10:
        raise Refused(_("Choisissez une note de 0 à 10."), field="advise")
    given, made = Satisfaction.objects.update_or_create(
        season=season, person=person, defaults={"audience": audience, "useful": useful, "advise": advise, "words": words.strip(), "at": clock.now()})
    if made:
        journal.record("season.satisfaction_given", by=person, on=season, via=via)
    return given


@transaction.atomic
def close_season(*, by, season):
    """Close a season: everybody's access ends but the team's, who may still read. Undone within thirty days by reopening.

    Raises
    ------
    Refused
        Somebody still waits for an answer to a complaint.
    """
    season = Season.objects.select_for_update(of=("self",)).select_related("territory").get(pk=season.pk)
    if SeasonClosure.objects.filter(season=season).exists():
        return season
    blocking = [left.words for left in queries.left_to_do(season) if left.blocks]
    if blocking:
        raise Refused(_("La saison ne peut pas être close : %s. Répondez d’abord.") % " ; ".join(blocking))
    moment = clock.now()
    ending = _roles_that_end(season)
    people = list(Person.objects.filter(pk__in=ending.values("person_id"), is_active=True).order_by("sort_key"))
    for person in people:
        mails.closed(person=person, season=season, by=by)
    ended = ending.update(until=moment)
    SeasonClosure.objects.create(season=season, by=by, at=moment)
    season.milestones.filter(key="closing", passed_at=None).update(passed_at=moment)
    journal.record("season.closed", by=by, on=season, changes={"roles": [ended, 0]})
    return season


def _roles_that_end(season):
    """The lasting roles on the season and on its shops, except the shops that are in another open season."""
    elsewhere = PanelPlace.objects.filter(left_at=None, season__closure=None).exclude(season=season).values("shop_id")
    shops = PanelPlace.objects.filter(season=season).exclude(shop_id__in=elsewhere).values("shop_id")
    return Role.objects.filter(Q(kind__in=SEASON_ROLES, scope_kind=Role.Scope.SEASON, scope_id=season.pk)
                               | Q(kind__in=SHOP_ROLES, scope_kind=Role.Scope.SHOP, scope_id__in=shops), until=None)


@transaction.atomic
def reopen_season(*, by, season):
    """Take a closing back within thirty days: the roles that it ended run again."""
    closure = SeasonClosure.objects.select_for_update(of=("self",)).filter(season=season).first()
    if closure is None:
        return
    season.closure = closure
    if not queries.may_reopen(season):
        raise Refused(_("La saison est close depuis plus de %s jours : elle ne se rouvre plus. Ouvrez une nouvelle saison.") % queries.REOPEN_DAYS)
    ended = Role.objects.filter(Q(scope_kind=Role.Scope.SEASON, scope_id=season.pk)
                                | Q(scope_kind=Role.Scope.SHOP, scope_id__in=season.places.values("shop_id")), until=closure.at)
    held = set(Role.objects.filter(until=None, person__in=ended.values("person_id")).values_list("person_id", "kind", "scope_kind", "scope_id"))
    back = [r.pk for r in ended if (r.person_id, r.kind, r.scope_kind, r.scope_id) not in held]
    Role.objects.filter(pk__in=back).update(until=None)
    season.milestones.filter(key="closing", passed_at=closure.at).update(passed_at=None)
    closure.delete()
    season._state.fields_cache.pop("closure", None)
    journal.record("season.reopened", by=by, on=season, changes={"roles": [0, len(back)]})


@transaction.atomic
def carry_over_mentors(*, by, before, season, persons=None):
    """Ask the mentors of one season, by mail, whether they start again in another of the same territory; once each.

    Returns
    -------
    list of Person
        Those who were asked.
    """
    if before.territory_id != season.territory_id or before.pk == season.pk:
        raise Refused(_("Choisissez une autre saison du même territoire."), field="season")
    if season.closed_at:
        raise Refused(_("« %s » est close : choisissez une saison ouverte.") % season.name, field="season")
    already = set(queries.mentors_of(season).values_list("pk", flat=True))
    chosen = [p for p in queries.mentors_of(before) if p.pk not in already and (persons is None or p in persons)]
    if not chosen:
        raise Refused(_("Tous les parrains de cette saison sont déjà dans l’autre, ou il n’y en a pas."), field="season")
    for person in chosen:
        mails.mentor_again(person=person, before=before, season=season, by=by)
    journal.record("season.mentors_asked", by=by, on=[before, season], changes={"asked": ["", len(chosen)]})
    return chosen
