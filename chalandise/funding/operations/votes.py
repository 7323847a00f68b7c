"""Votes of the committee on requests to the pot: opened and closed by the team, cast by each member who is free of ties."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import short_date
from chalandise.funding import mails
from chalandise.funding.models import Ballot, Commitment, Vote
from chalandise.funding.operations.ledger import hold, team_only
from chalandise.funding.queries.interests import about, graph_of, names_around
from chalandise.funding.queries.tallies import tally
from chalandise.funding.queries.votes import electors, may_vote, words_of
from chalandise.people.operations.conflicts import Barred, Gesture, declare_interests
from chalandise.people.queries.conflicts import verdict
from chalandise.people.queries.reasons import names_of


@transaction.atomic
def open_ballot(*, by, commitment, text, closes_on, with_mentors=False):
    """Put a request to the vote of the committee, and write to those who have a voice. Returns the Ballot.

    `text` is what the committee reads: the team writes it without a shop's name. A vote that is over may be followed by another.
    """
    pot = commitment.pot
    team_only(by, pot)
    text = " ".join(text.split())
    if not text:
        raise Refused(_("Écrivez en une phrase ce que le comité décide : il ne voit pas la demande elle-même."), field="text")
    if closes_on < clock.today():
        raise Refused(_("Ce jour est passé : le vote se ferme au plus tôt ce soir."), field="closes_on")
    hold(pot)
    commitment.refresh_from_db(fields=["state"])
    if commitment.state != Commitment.State.ASKED:
        raise Refused(_("Cette demande n’attend plus de réponse : elle est « %(state)s ».") % {"state": commitment.get_state_display()})
    found = tally(commitment)
    if found and found.result == "open":
        return found.ballot
    people = list(electors(pot.season, with_mentors=with_mentors))
    if not people:
        raise Refused(_("Le comité n’a encore aucun membre : invitez-les depuis les partenaires de la saison, ou faites voter les parrains."),
                      field="with_mentors")
    Ballot.objects.filter(commitment=commitment, closed_at=None).update(closed_at=clock.now())
    ballot = Ballot.objects.create(commitment=commitment, text=text[:500], with_mentors=with_mentors, closes_on=closes_on, opened_by=by,
                                   opened_at=clock.now())
    _note("funding.ballot_opened", by, ballot)
    mails.vote_asked(ballot, people)
    return ballot


@transaction.atomic
def cast_vote(*, by, ballot, says, words=""):
    """Say yes, no or nothing of a request; voting says that one has no tie with it. Changed as long as the vote is open.

    Raises
    ------
    Barred
        A tie to the supplier, the shop or who asked, whatever its kind, withdraws from the vote; so does having asked.
    """
    hold(ballot.commitment.pot)
    ballot.refresh_from_db(fields=["closed_at", "closes_on"])
    ballot.commitment.refresh_from_db(fields=["state"])
    season = ballot.commitment.pot.season
    if not may_vote(by, ballot):
        raise Refused(_("Seuls les membres du comité, et les parrains quand on le leur demande, votent ici."))
    if not ballot.is_open:
        raise Refused(_("Ce vote est fermé depuis le %(day)s.") % {"day": short_date(ballot.closed_at or ballot.closes_on)})
    if says not in Vote.Says.values:
        raise Refused(_("Choisissez : pour, contre, ou abstention."), field="says")
    _check_ties(by, ballot)
    vote, _made = Vote.objects.update_or_create(ballot=ballot, person=by, defaults={"says": says, "words": words.strip()[:300], "at": clock.now()})
    declare_interests(person=by, place=season, things=[ballot.commitment])
    _note("funding.voted", by, ballot)
    return vote


def _check_ties(by, ballot):
    """Nobody votes under the eyes of a second person: any tie withdraws, the others decide."""
    commitment = ballot.commitment
    found = verdict(graph_of([commitment], [by]), "vote", by, about(commitment))
    if not found.level:
        return
    why = words_of(found, by, commitment, names_of(found.nodes))
    raise Barred(_("%(why)s Vous vous retirez de ce vote ; les autres décident.") % {"why": why}, by=by, found=found,
                 gesture=Gesture("vote", by, commitment, commitment.pot.season, about(commitment), names_around(commitment)))


@transaction.atomic
def close_ballot(*, by, ballot):
    """Close a vote before its day; twice is the same as once."""
    team_only(by, ballot.commitment.pot)
    hold(ballot.commitment.pot)
    ballot.refresh_from_db(fields=["closed_at"])
    if ballot.closed_at is None:
        ballot.closed_at, ballot.closed_by = clock.now(), by
        ballot.save(update_fields=["closed_at", "closed_by"])
        _note("funding.ballot_closed", by, ballot)
    return ballot


def check_vote(commitment, *, granting):
    """Refuse to decide while the committee votes, and to grant what it did not want; under `hold`."""
    found = tally(commitment)
    if found is None:
        return
    if found.result == "open":
        raise Refused(_("Le comité vote sur « %(label)s » jusqu’au %(day)s : attendez, ou fermez le vote.")
                      % {"label": commitment.label, "day": short_date(found.ballot.closes_on)})
    if granting and found.result == "no":
        raise Refused(_("Le comité n’a pas voulu de « %(label)s » (pour : %(yes)s, contre : %(no)s) : répondez non, ou remettez-la au vote en "
                        "disant ce qui a changé.") % {"label": commitment.label, "yes": found.yes, "no": found.no})


def _note(verb, by, ballot):
    commitment = ballot.commitment
    journal.record(verb, by=by, on=[ballot, commitment, commitment.pot], territory=commitment.pot.season.territory_id)
