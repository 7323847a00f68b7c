"""The committee votes on a request: each free voice once, ties withdraw, its no is a no, equal voices too."""
from datetime import timedelta

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Entry, Letter
from chalandise.foundation.refusals import Refused
from chalandise.funding.models import Ballot, Vote
from chalandise.funding.operations import (
    approve_commitment,
    ask_commitment,
    cast_vote,
    close_ballot,
    open_ballot,
    refuse,
    release,
)
from chalandise.funding.queries import tallies, voice_in, voices_of, waiting_for
from chalandise.people.models import Declaration
from chalandise.people.operations import affiliate, declare_tie, grant_role
from chalandise.people.operations.conflicts import Barred


@pytest.fixture
def asked(cast):
    """Rose asks 180 € for Institut Lys; Iris, Jean and Karim sit on the committee."""
    cast.pot, cast.odile  # noqa: B018
    cast.members = [cast.person(name, "Comité") for name in ("Iris", "Jean")]
    for person in (*cast.members, cast.karim):
        grant_role(person=person, kind="committee", scope_id=cast.season.pk)
    return ask_commitment(by=cast.rose, pot=cast.pot, amount=180, label="Agenda en ligne", supplier="Agenda Facile", shop=cast.lys)


def put(cast, asked, **words):
    return open_ballot(by=cast.rose, commitment=asked, **{"text": "Rendez-vous en ligne : 180 €", "closes_on": clock.today() + timedelta(days=7), **words})


def said(cast, ballot, *voices):
    for person, says in zip((*cast.members, cast.karim), voices, strict=False):
        cast_vote(by=person, ballot=ballot, says=says)
    return tallies([ballot.commitment])[ballot.commitment_id]


def test_each_member_is_written_to_once_and_reads_no_shop(cast, asked):
    ballot = put(cast, asked)
    assert put(cast, asked) == ballot
    letters = Letter.objects.filter(purpose="funding.vote")
    assert sorted(letters.values_list("to_name", flat=True)) == ["Iris Comité", "Jean Comité", "Karim Benali"]
    assert [word for text in letters.values_list("text", flat=True) for word in ("Institut Lys", "Agenda en ligne", "Rose") if word in text] == []


@pytest.mark.parametrize(("voices", "result"), [(("yes", "yes", "no"), "yes"), (("yes", "no"), "no"), (("abstain", "no"), "no"),
                                                (("abstain", "abstain"), "none"), ((), "none")])
def test_the_result_is_a_majority_of_yes_and_no(cast, asked, voices, result):
    ballot = put(cast, asked)
    assert said(cast, ballot, *voices).result == "open"
    close_ballot(by=cast.rose, ballot=ballot)
    assert tallies([asked])[asked.pk].result == result


def test_a_vote_ends_by_itself_on_its_evening(cast, asked):
    ballot = put(cast, asked, closes_on=clock.today())
    cast_vote(by=cast.members[0], ballot=ballot, says="yes")
    with clock.at(clock.today() + timedelta(days=1)):
        with pytest.raises(Refused, match="Ce vote est fermé"):
            cast_vote(by=cast.members[1], ballot=ballot, says="no")
        assert approve_commitment(by=cast.odile, commitment=asked).state == "approved"


def test_nobody_decides_while_the_committee_votes(cast, asked):
    ballot = put(cast, asked)
    for gesture in (approve_commitment, lambda **words: refuse(**words, reason="non")):
        with pytest.raises(Refused, match="Le comité vote sur « Agenda en ligne » jusqu’au 27 nov. 2017"):
            gesture(by=cast.odile, commitment=asked)
    assert [w.state for w in waiting_for(cast.odile, cast.pot)] == ["ask"]
    close_ballot(by=cast.odile, ballot=ballot)
    assert approve_commitment(by=cast.odile, commitment=asked).state == "approved"


def test_its_no_is_a_no_until_it_votes_again(cast, asked):
    ballot = put(cast, asked)
    said(cast, ballot, "no", "no", "yes")
    close_ballot(by=cast.rose, ballot=ballot)
    with pytest.raises(Refused, match=r"n’a pas voulu de « Agenda en ligne » \(pour : 1, contre : 2\)"):
        approve_commitment(by=cast.odile, commitment=asked)
    again = put(cast, asked, text="Rendez-vous en ligne : 180 €, un mois d’essai d’abord")
    said(cast, again, "yes", "yes")
    close_ballot(by=cast.rose, ballot=again)
    assert approve_commitment(by=cast.odile, commitment=asked).state == "approved"


def test_a_no_is_answered_with_its_reason(cast, asked):
    ballot = put(cast, asked)
    said(cast, ballot, "no")
    close_ballot(by=cast.rose, ballot=ballot)
    assert [w.state for w in waiting_for(cast.odile, cast.pot)] == ["ask"]
    assert refuse(by=cast.odile, commitment=asked, reason="Le comité préfère attendre.").state == "refused"


@pytest.mark.parametrize("bind", [
    lambda c, a: affiliate(by=c.karim, person=c.karim, organisation=a.payee),
    lambda c, a: declare_tie(by=c.karim, person=c.karim, thing=a.payee, kind="client"),
    lambda c, a: declare_tie(by=c.karim, person=c.karim, thing=a.payee, kind="other"),
    lambda c, a: declare_tie(by=c.karim, person=c.karim, thing=c.lys, kind="family"),
], ids=["works there", "buys there", "another tie", "family of the shop"])
def test_a_mentor_tied_to_the_supplier_or_the_shop_does_not_vote(cast, asked, bind):
    bind(cast, asked)
    ballot = put(cast, asked)
    assert "Karim Benali" not in Letter.objects.filter(purpose="funding.vote").values_list("to_name", flat=True)
    with pytest.raises(Barred, match="Vous vous retirez de ce vote ; les autres décident"):
        cast_vote(by=cast.karim, ballot=ballot, says="yes")
    voice, = voices_of(cast.karim, cast.season)
    assert (bool(voice.why), voice.waits, Vote.objects.count()) == (True, False, 0)


def test_who_asked_has_no_voice(cast, asked):
    mine = ask_commitment(by=cast.karim, pot=cast.pot, amount=50, label="Affiches")
    ballot = put(cast, mine)
    with pytest.raises(Barred, match="Karim Benali a fait cette demande"):
        cast_vote(by=cast.karim, ballot=ballot, says="yes")
    assert cast_vote(by=cast.members[0], ballot=ballot, says="yes").pk


def test_mentors_vote_when_they_are_asked_and_nobody_else_does(cast, asked):
    ballot = put(cast, asked)
    for stranger in (cast.awa, cast.lila, cast.rose, cast.hugo):
        with pytest.raises(Refused, match="Seuls les membres du comité"):
            cast_vote(by=stranger, ballot=ballot, says="yes")
        with pytest.raises(Ballot.DoesNotExist):
            voice_in(stranger, ballot.pk)
    close_ballot(by=cast.rose, ballot=ballot)
    assert cast_vote(by=cast.awa, ballot=put(cast, asked, with_mentors=True), says="yes").pk
    assert (len(voices_of(cast.awa, cast.season)), len(voices_of(cast.members[0], cast.season))) == (1, 2)


def test_one_changes_one_s_mind_and_says_that_one_is_free(cast, asked):
    ballot = put(cast, asked)
    for says in ("yes", "no"):
        cast_vote(by=cast.members[0], ballot=ballot, says=says, words="Trop cher")
    assert [(v.says, v.words) for v in Vote.objects.all()] == [("no", "Trop cher")]
    assert [(d.person, d.object_id, d.kind) for d in Declaration.objects.all()] == [(cast.members[0], asked.pk, "")]
    assert [e.changes for e in Entry.objects.filter(verb="funding.voted")] == [{}, {}]  # who voted, never what


def test_what_cannot_be_put_to_the_vote_is_told_beside_its_field(cast, asked):
    for words, sentence, field in (({"text": "  "}, "ce que le comité décide", "text"),
                                   ({"closes_on": clock.today() - timedelta(days=1)}, "Ce jour est passé", "closes_on")):
        with pytest.raises(Refused, match=sentence) as refusal:
            put(cast, asked, **words)
        assert refusal.value.field == field


def test_no_committee_yet_is_said(cast):
    cast.pot, cast.odile  # noqa: B018
    asked = ask_commitment(by=cast.rose, pot=cast.pot, amount=180, label="Agenda")
    with pytest.raises(Refused, match="n’a encore aucun membre"):
        put(cast, asked)


def test_a_request_withdrawn_ends_its_vote(cast, asked):
    ballot = put(cast, asked)
    release(by=cast.rose, commitment=asked)
    with pytest.raises(Refused, match="Ce vote est fermé"):
        cast_vote(by=cast.members[0], ballot=ballot, says="yes")
    with pytest.raises(Refused, match="n’attend plus de réponse"):
        put(cast, asked)


def test_only_the_team_opens_and_closes(cast, asked):
    for gesture in (lambda: open_ballot(by=cast.karim, commitment=asked, text="x", closes_on=clock.today()),
                    lambda: close_ballot(by=cast.karim, ballot=put(cast, asked))):
        with pytest.raises(Refused, match="Seule l’équipe"):
            gesture()
