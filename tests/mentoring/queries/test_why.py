"""The explanations of a proposal, in sentences that name people."""
import pytest

from chalandise.computing.pairing import Constraint
from chalandise.mentoring.models import Mentor
from chalandise.mentoring.operations.proposals import propose_pairings
from chalandise.mentoring.queries.why import Names, cause_words, conflict_words, either, next_words, turn_words
from tests.mentoring import scenes

NAMES = Names({1: "Lys", 2: "Cuir"}, {10: "Karim", 11: "Awa"})


@pytest.mark.parametrize(("said", "sentence"), [
    (None, ""),
    ({"mentor": None}, "Sans cette personne, la boutique n’aurait personne."),
    ({"mentor": 11, "fit": 72, "level": 0, "before": 0, "after": 1, "total": -5}, "Sinon Awa (72 sur 100), mais 1 boutique resterait sans parrain."),
    ({"mentor": 11, "fit": 72, "level": 45, "before": 0, "after": 1, "total": -5}, "Sinon Awa (72 sur 100), mais quelqu’un d’autre serait moins bien servi (45 sur 100)."),
    ({"mentor": 11, "fit": 72, "level": None, "before": 0, "after": 0, "total": -12}, "Sinon Awa (72 sur 100), au prix de 12 points pour l’ensemble."),
    ({"mentor": 11, "fit": 72, "level": None, "before": 0, "after": 0, "total": 0}, "Sinon Awa (72 sur 100), aussi bien pour l’ensemble : le tirage a décidé.")])
def test_the_next_best_is_named_with_its_price(said, sentence):
    assert next_words(said, NAMES) == sentence


@pytest.mark.parametrize(("said", "sentence"), [
    (None, "Aucun changement, à lui seul, ne donnerait un autre parrain."),
    ({"mentor": 11, "code": "half_day", "value": 1}, "Avec 1 demi-journée commune de plus, ce serait Awa."),
    ({"mentor": 11, "code": "skill", "value": "video"}, "Si Awa savait aussi faire « Vidéo courte », ce serait son tour."),
    ({"mentor": 11, "code": "trade", "value": 1}, "Si Awa connaissait ce métier, ce serait son tour.")])
def test_the_smallest_change_is_said(said, sentence):
    assert turn_words(said, NAMES) == sentence


def test_an_unsolvable_set_of_choices_names_the_mentor_and_the_merchants():
    constraints = (Constraint("pin", (1,), (10,)), Constraint("pin", (2,), (10,)), Constraint("capacity", (), (10,), 1))
    assert conflict_words(constraints, NAMES) == (
        "Ces choix ne peuvent pas tenir ensemble : vous gardez Karim avec Lys ; vous gardez Karim avec Cuir ; Karim n’a qu’une place. Renoncez à l’un d’eux.")


@pytest.mark.parametrize(("kind", "cause", "sentence"), [
    ("capacity", {"kind": "capacity", "shops": [], "mentors": [10], "amount": 1}, "Une place de plus chez Karim suffirait."),
    ("rivals", {"kind": "rivals", "shops": [1, 2], "mentors": [], "amount": 0}, "Il suffirait que Lys et Cuir acceptent un même parrain."),
    ("all_barred", {"kind": "forbid", "shops": [1], "mentors": [11], "amount": 0}, "Vous avez écarté Awa : il suffirait de ne plus l’écarter."),
    ("all_barred", {"kind": "barred", "shops": [1], "mentors": [11], "amount": 0}, "Un conflit d’intérêts barre Awa, et lui seul.")])
def test_each_single_thing_that_would_serve_a_shop_is_said(kind, cause, sentence):
    _why, ways = cause_words(kind, [cause], NAMES)
    assert ways == [sentence]


def test_many_mentors_are_counted_rather_than_listed():
    assert (either(["A"]), either(["A", "B"]), either(["A", "B", "C", "D", "E"])) == ("A", "A ou B", "A, B, C ou 2 autres")


def test_a_proposal_keeps_its_explanations(cast):
    scenes.board(cast)
    Mentor.objects.filter(pk=cast.awa_mentor.pk).update(state="left")
    proposal = propose_pairings(season=cast.season, by=cast.rose)
    (pair,), (lone, code) = proposal.result["pairs"], proposal.result["unserved"][0]
    assert (pair["next"]["mentor"], pair["turn"], code) == (None, None, "capacity")
    assert dict(map(tuple, proposal.result["causes"])) == {lone: [{"kind": "capacity", "shops": [], "mentors": [cast.karim_mentor.pk], "amount": 1}]}
