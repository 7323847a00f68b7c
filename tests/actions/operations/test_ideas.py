"""The workshop: who proposes, what is refused, what the merchant receives."""
import pytest

from chalandise.actions.models import Idea
from chalandise.actions.operations.ideas import (
    comment,
    edit_idea,
    propose_idea,
    put_to_merchant,
    support,
    unsupport,
    withdraw_idea,
)
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Conflict, Refused

WORDS = {"kind": "booking", "title": "Agenda en ligne", "text": "Le soir.", "cost": "60", "effort": 1}


def propose(cast, by, **words):
    cast.pairing, cast.karim_mentor, cast.awa_mentor  # noqa: B018
    return propose_idea(by=by, season=cast.season, shop=cast.lys, **{**WORDS, **words})


def test_a_mentor_proposes_and_a_double_click_is_one_idea(cast):
    assert propose(cast, cast.awa) == propose(cast, cast.awa)
    assert Idea.objects.get().cost == 60


def test_nobody_else_sits_at_the_workshop(cast):
    for stranger in (cast.lila, cast.hugo):
        with pytest.raises(Refused, match="atelier"):
            propose(cast, stranger)


@pytest.mark.parametrize("words, field", [({"kind": "flying"}, "kind"), ({"title": "  "}, "title"), ({"cost": "-1"}, "cost"),
                                          ({"cost": "999999"}, "cost"), ({"cost": "NaN"}, "cost"), ({"effort": 2000}, "effort")])
def test_an_absurd_idea_is_refused_beside_its_field(cast, words, field):
    with pytest.raises(Refused) as refusal:
        propose(cast, cast.awa, **words)
    assert refusal.value.field == field


def test_a_shop_outside_the_panel_gets_no_idea(cast):
    cast.pairing  # noqa: B018
    with pytest.raises(Refused, match="panel"):
        propose_idea(by=cast.karim, season=cast.season, shop=cast.cuir, **WORDS)


def test_a_mentor_whose_house_sells_says_that_they_gain_nothing(cast):
    cast.awa_mentor.sells = "des sites web"
    cast.awa_mentor.save()
    with pytest.raises(Refused, match="des sites web") as refusal:
        propose(cast, cast.awa)
    assert refusal.value.field == "no_gain"
    assert propose(cast, cast.awa, no_gain=True).no_gain


def test_a_mentor_never_proposes_their_employer(cast):
    from chalandise.people.models import Organisation
    cast.awa_mentor.employer = Organisation.objects.create(name="Pixélia")
    cast.awa_mentor.save()
    with pytest.raises(Refused, match="L’idée nomme .* travaille pour"):
        propose(cast, cast.awa, text="Avec l’agenda de PIXELIA.", no_gain=True)


def test_two_people_editing_one_idea_lose_nothing(cast):
    idea = propose(cast, cast.awa)
    edit_idea(by=cast.rose, idea=idea, version=1, **{**WORDS, "text": "Le soir et le lundi."})
    with pytest.raises(Conflict) as conflict:
        edit_idea(by=cast.awa, idea=Idea.objects.get(), version=1, **{**WORDS, "text": "Le midi."})
    assert (conflict.value.theirs, conflict.value.yours) == ({"text": "Le soir et le lundi."}, {"text": "Le midi."})


def test_only_its_author_and_the_team_change_or_withdraw_an_idea(cast):
    idea = propose(cast, cast.awa)
    with pytest.raises(Refused, match="Seule la personne"):
        withdraw_idea(by=cast.karim, idea=idea)
    withdraw_idea(by=cast.awa, idea=idea)
    withdraw_idea(by=cast.awa, idea=idea)
    with pytest.raises(Refused, match="retirée"):
        edit_idea(by=cast.awa, idea=idea, version=1, **WORDS)


def test_an_adopted_idea_is_no_longer_edited(cast):
    idea = cast.action.idea
    with pytest.raises(Refused, match="devenue une action"):
        edit_idea(by=cast.awa, idea=idea, version=1, **WORDS)


def test_support_is_once_and_may_offer_an_hour(cast):
    idea = propose(cast, cast.awa)
    support(by=cast.karim, idea=idea)
    support(by=cast.karim, idea=idea, helps=True)
    assert [(s.mentor.person, s.helps) for s in idea.supports.all()] == [(cast.karim, True)]
    with pytest.raises(Refused, match="votre idée"):
        support(by=cast.awa, idea=idea)
    with pytest.raises(Refused, match="parrains"):
        support(by=cast.rose, idea=idea)
    unsupport(by=cast.karim, idea=idea)
    assert idea.supports.count() == 0


def test_a_comment_twice_is_once_and_an_empty_one_is_refused(cast):
    idea = propose(cast, cast.awa)
    assert comment(by=cast.karim, idea=idea, text="Oui.") == comment(by=cast.karim, idea=idea, text="Oui. ")
    with pytest.raises(Refused, match="Écrivez"):
        comment(by=cast.karim, idea=idea, text=" ")


def test_the_merchant_gets_one_letter_with_one_link(cast):
    idea = propose(cast, cast.awa)
    put_to_merchant(by=cast.karim, idea=idea)
    put_to_merchant(by=cast.awa, idea=idea)
    letter = Letter.objects.get(purpose="action.adopt")
    assert (letter.to_name, "0 €" in letter.text, "/l/" in letter.text) == ("Lila Sarda", True, True)


def test_a_shop_without_anybody_is_said(cast):
    from chalandise.people.operations import end_role
    idea = propose(cast, cast.awa)
    end_role(person=cast.lila, kind="merchant", scope_id=cast.lys.pk)
    with pytest.raises(Refused, match="ajoutez d’abord"):
        put_to_merchant(by=cast.awa, idea=idea)
    assert not hasattr(Idea.objects.get(), "proposal")
