"""What we write about ideas and actions."""
from django.utils.translation import gettext as _

from chalandise.actions.queries.keeping import keepers
from chalandise.foundation import mail
from chalandise.funding.models import Commitment
from chalandise.mentoring.queries.absences import followers
from chalandise.people.models import Role
from chalandise.people.operations import issue_link
from chalandise.people.queries import holders


def idea_put(idea, person, *, by):
    """Put an idea to a merchant: one link, two buttons behind it."""
    mail.write("actions/mails/idea_put", to=person, purpose="action.adopt", about=idea, scope=("season", idea.season_id),
               once=f"action.adopt:{idea.pk}:{person.pk}",
               context={"idea": idea, "by": by, "link": issue_link(purpose="action.adopt", person=person, target=idea, days=45)},
               reason=_("Vous recevez ce message parce que votre boutique est accompagnée cette saison."))


def adopted(action):
    """Tell the mentor, and the author of the idea, that it was adopted."""
    readers = {p.pk: p for p in (_mentor(action), action.idea.by if action.idea else None) if p}
    for person in readers.values():
        mail.write("actions/mails/adopted", to=person, purpose="action.adopted", about=action, scope=("season", action.season_id),
                   once=f"action.adopted:{action.pk}:{person.pk}", context={"action": action, "link": _reading(action, person)},
                   reason=_("Vous recevez ce message parce que vous êtes parrain ou marraine cette saison."))


def blocked(action, *, by):
    """Tell the mentor and the referents, at once, what blocks."""
    readers = {p.pk: p for p in [_mentor(action), *followers(action.season)] if p and p.pk != by.pk}
    for person in readers.values():
        mail.write("actions/mails/blocked", to=person, purpose="action.blocked", about=action, scope=("season", action.season_id),
                   once=f"action.blocked:{action.pk}:{person.pk}:{action.changed_at.isoformat()}",
                   context={"action": action, "by": by, "link": _reading(action, person)},
                   reason=_("Vous recevez ce message parce que vous suivez cette boutique."))


def money_decided(action, commitment):
    """Tell the merchant and the mentor what the team decided about the money."""
    people = [*holders(Role.Kind.MERCHANT, action.shop_id), _mentor(action)]
    for person in {p.pk: p for p in people if p}.values():
        mail.write("actions/mails/money_decided", to=person, purpose="action.money", about=action,
                   scope=("season", action.season_id), once=f"action.money:{commitment.pk}:{commitment.state}:{person.pk}",
                   context={"action": action, "commitment": commitment, "link": _reading(action, person),
                            "granted": commitment.state == Commitment.State.APPROVED},
                   reason=_("Vous recevez ce message parce que vous suivez cette action."))


def lesson_asked(action):
    """Ask both sides what worked and what did not."""
    people = [*holders(Role.Kind.MERCHANT, action.shop_id), _mentor(action)]
    for person in {p.pk: p for p in people if p}.values():
        mail.write("actions/mails/lesson_asked", to=person, purpose="lesson.give", about=action,
                   scope=("season", action.season_id), once=f"lesson.give:{action.pk}:{person.pk}",
                   context={"action": action, "link": issue_link(purpose="lesson.give", person=person, target=action, days=90)},
                   reason=_("Vous recevez ce message parce que vous avez mené cette action."))


def _reading(action, person):
    return issue_link(purpose="action.read", person=person, target=action, days=60)


def _mentor(action):
    pairing = action.pairing
    return pairing.mentor.person if pairing and pairing.ended_at is None else None


def still_in_place(check):
    """Ask the shop's people whether an action is still in place; once a question and a person. Returns the letters."""
    action, letters = check.action, []
    for person in keepers(action.shop):
        letters.append(mail.write(
            "actions/mails/still_in_place", to=person, purpose="action.kept", about=action, scope=("season", action.season_id),
            once=f"action.kept:{check.pk}:{person.pk}", by_day=True,
            context={"action": action, "months": check.months, "link": issue_link(purpose="action.kept", person=person, target=check, days=60)},
            reason=_("Vous recevez ce message parce que votre boutique a mené cette action : quatre fois la première année, pas plus.")))
    return letters


def follow_up_asked(follow_up, person, *, by):
    """Ask a merchant whether their action may go further, and what partners may read."""
    mail.write("actions/mails/follow_up_asked", to=person, purpose="follow-up.agree", about=follow_up, scope=("territory", follow_up.territory_id),
               once=f"follow-up.agree:{follow_up.pk}:{person.pk}",
               context={"follow_up": follow_up, "by": by, "link": issue_link(purpose="follow-up.agree", person=person, target=follow_up, days=365)},
               reason=_("Vous recevez ce message parce que votre boutique a mené cette action."))


def follow_up_shared(guest, *, by):
    """Invite a partner to read a file."""
    follow_up = guest.follow_up
    mail.write("actions/mails/follow_up_shared", to=guest.person, purpose="follow-up.read", about=follow_up,
               scope=("territory", follow_up.territory_id), once=f"follow-up.read:{guest.pk}",
               context={"follow_up": follow_up, "by": by, "link": issue_link(purpose="follow-up.read", person=guest.person, target=guest, days=365)},
               reason=_("Vous recevez ce message parce que l’équipe du territoire vous invite à lire ce dossier, avec l’accord du commerçant."))
