"""Experts: asked by mail, they accept with what they know, decline, or leave."""
import pytest

from chalandise.catalogue.models import Reviewer
from chalandise.catalogue.operations import reviewers
from chalandise.catalogue.queries.access import reviewerships_of
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused


@pytest.fixture
def asked(cast):
    return reviewers.invite(by=cast.odile, call=cast.call, email="Ada@exemple.invalid", given_name="Ada", family_name="Noir")


def test_an_invitation_leaves_with_a_link_and_opens_nothing_yet(asked):
    letter = Letter.objects.get(purpose="review.invitation")
    assert (letter.to_address, "/l/" in letter.body) == ("ada@exemple.invalid", True)
    assert list(reviewerships_of(asked.person)) == []


def test_who_accepts_enters_and_may_change_their_mind_on_how_many(asked):
    reviewers.accept(reviewer=asked, needs=["booking", "booking"], load=4)
    reviewers.accept(reviewer=asked, needs=["booking"], load=2)
    assert [(r.load, r.needs) for r in reviewerships_of(asked.person)] == [(2, ["booking"])]


@pytest.mark.parametrize(("words", "field"), [({"needs": ["nothing-such"], "load": 3}, "needs"), ({"needs": [], "load": 0}, "load"), ({"needs": [], "load": 31}, "load")])
def test_what_cannot_be_is_refused_beside_its_field(asked, words, field):
    with pytest.raises(Refused) as refusal:
        reviewers.accept(reviewer=asked, **words)
    assert refusal.value.field == field


def test_who_declined_may_be_asked_again(cast, asked):
    reviewers.decline(reviewer=asked)
    again = reviewers.invite(by=cast.odile, call=cast.call, email="ada@exemple.invalid", given_name="", family_name="")
    assert (again.pk, again.declined_at, Reviewer.objects.count()) == (asked.pk, None, 1)


def test_nobody_is_asked_twice_while_they_review(cast, asked):
    reviewers.accept(reviewer=asked, needs=[], load=3)
    with pytest.raises(Refused) as refusal:
        reviewers.invite(by=cast.odile, call=cast.call, email="ada@exemple.invalid", given_name="", family_name="")
    assert refusal.value.field == "email"
    with pytest.raises(Refused):
        reviewers.decline(reviewer=asked)


def test_the_pages_of_who_left_close(cast, asked):
    reviewers.accept(reviewer=asked, needs=[], load=3)
    reviewers.end(by=cast.odile, reviewer=asked)
    assert list(reviewerships_of(asked.person)) == []
    with pytest.raises(Refused):
        reviewers.accept(reviewer=asked, needs=[], load=3)
