"""Follow-up files: the team's, the merchant's, and what an invited partner may read, which is what the merchant agreed to."""
from dataclasses import dataclass, field

from chalandise.actions.models import FollowUp, FollowUpGuest
from chalandise.actions.queries.keeping import keepers
from chalandise.actions.queries.lessons import told
from chalandise.people.models import Role
from chalandise.people.queries import consents_now, scopes_of
from chalandise.seasons.queries import seasons_run_by


def _read():
    return FollowUp.objects.select_related("shop", "territory", "action__season", "action__idea", "opened_by", "agreed_by")


def follow_ups_run_by(person, territory):
    """Return the files of a territory for who answers for it, and for a referent those of the seasons they run."""
    rows = _read().filter(territory=territory)
    if territory.pk in scopes_of(person, Role.Kind.ADMIN):
        return rows
    return rows.filter(action__season__in=seasons_run_by(person))


def follow_up_run_by(person, territory, number):
    """Return one file for its team; raise FollowUp.DoesNotExist otherwise."""
    return follow_ups_run_by(person, territory).get(pk=number)


def follow_ups_of(action):
    """Return the files that grew from an action already reached, the latest first."""
    return list(_read().filter(action=action))


def follow_up_kept_by(person, shop, number):
    """Return one file of a shop for its merchant; raise FollowUp.DoesNotExist otherwise."""
    return _read().get(pk=number, shop=shop, shop__in=scopes_of(person, Role.Kind.MERCHANT))


def follow_up_of_link(link):
    """Return the file that a merchant's mailed link is about, even once the season closed; raise FollowUp.DoesNotExist otherwise."""
    one = _read().get(pk=link.target_id)
    if link.person not in keepers(one.shop):
        raise FollowUp.DoesNotExist
    return one


def consent_of(follow_up):
    """Return the merchant's living consent to a file, or None: without it no partner reads anything."""
    return consents_now().filter(purpose="follow-up", about_kind=FollowUp._meta.label_lower, about_id=follow_up.pk).first()


@dataclass
class Shown:
    """What an invited partner reads: nothing but what the merchant agreed to."""

    follow_up: FollowUp
    steps: list
    objective: str = ""
    outcome: str = ""
    lessons: list = field(default_factory=list)
    contacts: list = field(default_factory=list)


def shown_by_link(link):
    """Return the Shown of a guest's link; raise FollowUpGuest.DoesNotExist when they no longer read it, or the consent ended."""
    guest = FollowUpGuest.objects.select_related("follow_up").get(pk=link.target_id, person=link.person, ended_at=None)
    one = _read().get(pk=guest.follow_up_id)
    if consent_of(one) is None or one.state != FollowUp.State.OPEN:
        raise FollowUpGuest.DoesNotExist
    return shown(one)


def shown(follow_up):
    """Return what partners read of a file, for the guest and for the merchant who wants to see it."""
    action, shares = follow_up.action, set(follow_up.shares)
    found = Shown(follow_up, list(follow_up.steps.all()))
    if action is not None and "plan" in shares:
        found.objective = action.objective
    if action is not None and "outcome" in shares:
        found.outcome = action.outcome
    if action is not None and "lessons" in shares:
        found.lessons = told(action.lessons.filter(side="merchant").select_related("by", "action__shop"))
    if "contact" in shares:
        found.contacts = keepers(follow_up.shop)
    return found
