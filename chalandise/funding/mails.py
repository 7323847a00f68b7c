"""What we write about the pot: a request that waits for a second person, the summary for a partner."""
from django.utils.translation import gettext as _

from chalandise.foundation import mail
from chalandise.funding.queries.interests import undecided_by_conflict, withdrawn_by_ties
from chalandise.people.models import Role
from chalandise.people.operations import issue_link
from chalandise.people.queries import holders


def request_waits(commitment):
    """Tell each person of the team who may decide that a request waits; once a request and a person."""
    season = commitment.pot.season
    team = holders(Role.Kind.REFERENT, season.pk) | holders(Role.Kind.ADMIN, season.territory_id)
    team = list(team.exclude(pk=commitment.asked_by_id).distinct())
    tied = undecided_by_conflict(commitment, team)
    for person in team:
        if person in tied:
            continue  # a conflict of interest keeps them from deciding: they are not asked
        mail.write("funding/mails/request_waits", to=person, purpose="funding.request", about=commitment,
                   scope=("season", season.pk), once=f"funding.request:{commitment.pk}:{person.pk}",
                   context={"commitment": commitment, "season": season,
                            "link": issue_link(purpose="commitment.decide", person=person, target=commitment, days=30)},
                   reason=_("Vous recevez ce message parce que vous faites partie de l’équipe de la saison."))


def vote_asked(ballot, people):
    """Ask each of these persons for their voice, but those whom a tie withdraws; once a vote and a person."""
    season, commitment = ballot.commitment.pot.season, ballot.commitment
    tied = withdrawn_by_ties(commitment, people)
    for person in people:
        if person not in tied:
            mail.write("funding/mails/vote_asked", to=person, purpose="funding.vote", about=ballot, scope=("season", season.pk),
                       once=f"funding.vote:{ballot.pk}:{person.pk}",
                       context={"ballot": ballot, "commitment": commitment, "season": season,
                                "link": issue_link(purpose="funding.vote", person=person, target=ballot, days=30)},
                       reason=_("Vous recevez ce message parce que vous suivez la saison et que votre voix compte."))


def summary(partner, person, *, by):
    """Send a partner's person the link to where each euro went."""
    season = partner.season
    return mail.write("funding/mails/summary", to=person, purpose="funding.summary", about=partner, scope=("season", season.pk),
                      context={"partner": partner, "season": season, "by": by,
                               "link": issue_link(purpose="pot.summary", person=person, target=partner, days=90)},
                      reason=_("Vous recevez ce message parce que votre organisme soutient la saison."))
