"""Actions: those a person runs, keeps or accompanies, with what a page prints."""
from django.db.models import Count, Q

from chalandise.actions.models import Action, Photo, Step
from chalandise.people.models import Person, Role
from chalandise.people.queries import holders, scopes_of
from chalandise.seasons.queries import seasons_run_by


def _read():
    return (Action.objects.select_related("shop", "season__territory", "pairing__mentor__person", "idea__by", "solution", "owner")
            .annotate(steps_done=Count("steps", filter=Q(steps__done_at__isnull=False), distinct=True),
                      steps_all=Count("steps", distinct=True)))


def actions_run_by(person, season):
    """Return the actions of a season whose team this person belongs to."""
    return _read().filter(season=season, season__in=seasons_run_by(person))


def action_run_by(person, season, action_id):
    """Return one action of the season for its team; raise Action.DoesNotExist otherwise."""
    return actions_run_by(person, season).get(pk=action_id)


def actions_accompanied_by(person, season):
    """Return the actions of the shops that this person accompanies now in the season."""
    return _read().filter(season=season, season_id__in=scopes_of(person, Role.Kind.MENTOR),
                          shop_id__in=scopes_of(person, Role.Kind.COMPANION))


def action_accompanied_by(person, season, action_id):
    """Return one action for the shop's mentor; raise Action.DoesNotExist otherwise."""
    return actions_accompanied_by(person, season).get(pk=action_id)


def actions_kept_by(person, shop):
    """Return the actions of a shop for those who run it, the open one first."""
    return _read().filter(shop=shop, shop_id__in=scopes_of(person, Role.Kind.MERCHANT)).order_by("finished_at", "-adopted_at")


def action_kept_by(person, shop, action_id):
    """Return one action of a shop for its merchant; raise Action.DoesNotExist otherwise."""
    return actions_kept_by(person, shop).get(pk=action_id)


def action_of_link(link):
    """Return the action that a mailed link is about; raise Action.DoesNotExist when it is gone."""
    return _read().get(pk=link.target_id)


def current_action(person, shop, season):
    """Return the open action of a shop, or the latest finished one, or None."""
    return actions_kept_by(person, shop).filter(season=season).order_by("finished_at", "-adopted_at").first()


def step_of(action, step_id):
    """Return one step of an action already reached; raise Step.DoesNotExist otherwise."""
    return Step.objects.select_related("action__shop", "action__season", "action__pairing").get(pk=step_id, action=action)


def photo_of(action, photo_id):
    """Return one photo of an action already reached; raise Photo.DoesNotExist otherwise."""
    return Photo.objects.select_related("action__shop", "action__season", "file").get(pk=photo_id, action=action)


def owners_for(action):
    """Return the persons who may carry an action: its merchants and its mentor."""
    mentor = action.pairing.mentor.person_id if action.pairing else None
    return Person.objects.filter(Q(pk__in=holders(Role.Kind.MERCHANT, action.shop_id).values("pk")) | Q(pk=mentor))
