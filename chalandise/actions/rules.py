"""Who may do what in the workshop and on an action; which state leads to which."""
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models import Action
from chalandise.people.models import Affiliation, Role
from chalandise.people.queries import has_role
from chalandise.shops.rules.trades import family_of

S = Action.State
# gesture: (states it starts from, state it leads to, whether it needs a word of explanation)
COURSE = {
    "start": ((S.ADOPTED,), S.RUNNING, False),
    "block": ((S.ADOPTED, S.RUNNING), S.BLOCKED, True),
    "resume": ((S.BLOCKED,), S.RUNNING, False),
    "finish": ((S.ADOPTED, S.RUNNING, S.BLOCKED), S.DONE, False),
    "drop": ((S.ADOPTED, S.RUNNING, S.BLOCKED), S.DROPPED, True),
    "reopen": ((S.DONE, S.DROPPED), S.RUNNING, False),
}
# What a merchant may let invited partners read of an action that goes further, besides the shop's name and the project.
SHARES = {"plan": _("ce que l’action visait"), "outcome": _("ce qu’elle a donné"), "lessons": _("ce que j’en ai retenu"),
          "contact": _("mon prénom, mon téléphone et mon adresse e-mail")}
OPEN = (S.ADOPTED, S.RUNNING, S.BLOCKED)


def runs(person, season):
    """Say whether this person belongs to the team of the season."""
    return has_role(person, Role.Kind.REFERENT, season.pk) or has_role(person, Role.Kind.ADMIN, season.territory_id)


def keeps(person, shop):
    return has_role(person, Role.Kind.MERCHANT, shop.pk)


def accompanies(person, season, shop):
    """Say whether this person is, now, the mentor of the shop in this season."""
    return has_role(person, Role.Kind.COMPANION, shop.pk) and has_role(person, Role.Kind.MENTOR, season.pk)


def may_propose(person, season):
    """Say whether this person sits at the mentors' workshop."""
    return has_role(person, Role.Kind.MENTOR, season.pk) or runs(person, season)


def serves(idea, shop):
    """Say whether an idea for a kind of shop is for this one: its very trade, or its family."""
    return bool(idea.trade) and idea.trade in (shop.trade, family_of(shop.trade))


def may_merge(person, gone):
    """Say whether this person may merge an idea into another: its author, or the team."""
    return gone.by_id == person.pk or runs(person, gone.season)


def may_answer(person, idea):
    """Say whether this person may answer an idea: the merchant, or the team on the merchant's behalf."""
    return idea.shop_id is not None and (keeps(person, idea.shop) or runs(person, idea.season))


def may_lead(person, action):
    """Say whether this person may write on an action: its merchant, the shop's mentor, the team."""
    return (keeps(person, action.shop) or accompanies(person, action.season, action.shop) or runs(person, action.season))


def may_tell_kept(person, action):
    """Say whether this person may say if an action is still in place: its merchant, or the team on the merchant's behalf."""
    return keeps(person, action.shop) or runs(person, action.season)


def may_follow(person, territory_id, season_id):
    """Say whether this person leads the follow-up files of a season: its referent, or who answers for the territory."""
    return has_role(person, Role.Kind.ADMIN, territory_id) or (season_id is not None and has_role(person, Role.Kind.REFERENT, season_id))


def side_of(person, action):
    """Return "merchant" or "mentor": the side on which this person tells what the action gave; "" for others."""
    if keeps(person, action.shop):
        return "merchant"
    return "mentor" if accompanies(person, action.season, action.shop) else ""


def sells(person, mentor):
    """Return what this person's side sells to shops, in their own words, or ""."""
    if mentor and mentor.sells:
        return mentor.sells
    held = Affiliation.objects.filter(person=person, until=None).exclude(sells="").values_list("sells", flat=True)
    return ", ".join(held)
