"""The proposal for the panel: optimal, repeatable, adjusted in place, honest about contradictions."""
import pytest

from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Pairing, PairingProposal
from chalandise.mentoring.operations.pairings import open_pairing
from chalandise.mentoring.operations.proposals import adjust_proposal, adopt_proposal, propose_pairings
from chalandise.people.models import Tie
from chalandise.seasons.models import Signature
from tests.mentoring import scenes


@pytest.fixture
def scene(cast):
    return scenes.board(cast)


def pairs(proposal):
    return {(p["shop"], p["mentor"]) for p in proposal.result["pairs"]}


def adjust(scene, gesture, shop, mentor):
    return adjust_proposal(season=scene.season, by=scene.rose, gesture=gesture, shop_id=shop.pk, mentor_id=mentor.pk)


def test_the_proposal_gives_each_shop_the_mentor_who_knows_its_trade(scene):
    proposal = propose_pairings(season=scene.season, by=scene.rose)
    assert pairs(proposal) == {(scene.lys.pk, scene.karim_mentor.pk), (scene.cuir.pk, scene.awa_mentor.pk)}
    line = next(p for p in proposal.result["pairs"] if p["shop"] == scene.lys.pk)
    assert ["trade", None] in line["for"]
    assert proposal.result["unserved"] == []


def test_the_same_seed_gives_the_same_proposal(scene):
    first, second = (propose_pairings(season=scene.season, by=scene.rose, seed=7) for _ in range(2))
    assert (first.problem, first.result) == (second.problem, second.result)


def test_keeping_a_pair_moves_the_others_around_it(scene):
    propose_pairings(season=scene.season, by=scene.rose)
    proposal = adjust(scene, "pin", scene.lys, scene.awa_mentor)
    assert pairs(proposal) == {(scene.lys.pk, scene.awa_mentor.pk), (scene.cuir.pk, scene.karim_mentor.pk)}
    assert adjust(scene, "unpin", scene.lys, scene.awa_mentor).pins == []


def test_refusing_every_mentor_leaves_the_shop_without_and_says_why(scene):
    propose_pairings(season=scene.season, by=scene.rose)
    adjust(scene, "forbid", scene.lys, scene.karim_mentor)
    proposal = adjust(scene, "forbid", scene.lys, scene.awa_mentor)
    assert proposal.result["unserved"] == [[scene.lys.pk, "all_barred"]]
    proposal = adjust(scene, "allow", scene.lys, scene.awa_mentor)
    assert len(proposal.result["pairs"]) == 2


@pytest.mark.parametrize(("prepare", "sentence"), [
    (lambda s: Tie.objects.create(person=s.awa, object_kind="shops.shop", object_id=s.lys.pk, kind="supplier", source="team",
                                  since=s.season.starts_on), "Impossible de garder Institut Lys avec Awa Diop. Awa Diop vend à Institut Lys."),
    (lambda s: Signature.objects.filter(person=s.awa).delete(), "n’a pas signé la charte"),
    (lambda s: adjust(s, "pin", s.cuir, s.awa_mentor), "Awa Diop n’a qu’une place"),
])
def test_a_pin_that_cannot_hold_names_both_and_says_why(scene, prepare, sentence):
    prepare(scene)
    with pytest.raises(Refused) as refusal:
        adjust(scene, "pin", scene.lys, scene.awa_mentor)
    assert sentence in str(refusal.value)


def test_adopting_opens_what_may_be_and_names_what_may_not(scene):
    propose_pairings(season=scene.season, by=scene.rose)
    Signature.objects.filter(shop=scene.cuir).delete()
    opened, left = adopt_proposal(season=scene.season, by=scene.rose)
    assert [p.shop for p in opened] == [scene.lys]
    assert [shop for shop, _why in left] == [scene.cuir]
    again, _left = adopt_proposal(season=scene.season, by=scene.rose)
    assert (again, Pairing.objects.count()) == ([], 1)


def test_a_shop_paired_meanwhile_leaves_the_proposal_with_its_pins(scene):
    propose_pairings(season=scene.season, by=scene.rose, pins=[(scene.lys.pk, scene.karim_mentor.pk)])
    open_pairing(season=scene.season, shop=scene.lys, mentor=scene.karim_mentor, by=scene.rose)
    proposal = adjust(scene, "pin", scene.cuir, scene.awa_mentor)
    assert pairs(proposal) == {(scene.cuir.pk, scene.awa_mentor.pk)}
    assert proposal.pins == [(scene.cuir.pk, scene.awa_mentor.pk)]


def test_an_unknown_gesture_and_an_absent_proposal_are_refused(scene):
    with pytest.raises(Refused):
        adjust(scene, "burn", scene.lys, scene.awa_mentor)
    with pytest.raises(Refused, match="pas encore de proposition"):
        adopt_proposal(season=scene.season, by=scene.rose)
    assert PairingProposal.objects.count() == 0
