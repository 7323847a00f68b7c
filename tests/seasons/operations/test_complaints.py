from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import Complaint
from chalandise.seasons.operations.complaints import answer_complaint, complain
from chalandise.seasons.queries import complaints as queries


@pytest.fixture
def said(cast):
    assert cast.pairing and cast.odile
    return complain(by=cast.lila, season=cast.season, shop=cast.lys, text="On a voulu me vendre un site.")


def test_the_author_is_told_and_the_team_asked_without_the_words(cast, said):
    assert sorted(Letter.objects.values_list("to_name", "purpose")) == [
        ("Lila Sarda", "complaint.received"), ("Odile Marchand", "complaint.to_answer"), ("Rose Ferrand", "complaint.to_answer")]
    assert [letter for letter in Letter.objects.all() if "vendre" in letter.text] == []


def test_whoever_it_is_about_neither_reads_nor_answers(cast):
    assert cast.pairing and cast.odile
    about_rose = complain(by=cast.lila, season=cast.season, shop=cast.lys, text="Rose ne répond pas.", about=cast.rose)
    assert list(queries.complaints_read_by(cast.rose)) == []
    assert list(queries.complaints_read_by(cast.odile)) == [about_rose]
    assert [p.given_name for p in queries.answerers(about_rose)] == ["Odile"]
    with pytest.raises(Refused, match="vous concerne"):
        answer_complaint(by=cast.rose, complaint=about_rose, text="Mais si.")
    with pytest.raises(Complaint.DoesNotExist):
        queries.complaint_read_by(cast.rose, cast.season, about_rose.pk)


def test_a_merchant_may_name_the_referents_and_their_mentor(cast, said):
    assert queries.subjects(cast.lila, cast.season, cast.lys) == [cast.rose, cast.karim]
    assert queries.subjects(cast.karim, cast.season) == [cast.rose, cast.lila]
    with pytest.raises(Refused, match="Choisissez une personne de la liste"):
        complain(by=cast.lila, season=cast.season, shop=cast.lys, text="X", about=cast.awa)


def test_the_neighbour_sees_nothing(cast, said):
    assert list(queries.complaints_read_by(cast.hugo)) == []


def test_saying_the_same_twice_is_the_same_as_once(cast, said):
    assert complain(by=cast.lila, season=cast.season, shop=cast.lys, text="On a voulu me vendre un site. ") == said
    assert Letter.objects.filter(purpose="complaint.received").count() == 1


def test_an_empty_complaint_says_what_to_do(cast):
    with pytest.raises(Refused, match="en quelques mots"):
        complain(by=cast.lila, season=cast.season, text="  ")


def test_it_is_answered_once_and_the_second_sees_by_whom(cast, said):
    answer_complaint(by=cast.rose, complaint=said, text="J’ai parlé à Karim.")
    assert Letter.objects.get(purpose="complaint.answer").to_name == "Lila Sarda"
    with pytest.raises(Refused, match="Rose Ferrand a déjà répondu"):
        answer_complaint(by=cast.odile, complaint=said, text="Je m’en occupe.")
    assert queries.complaints_of(cast.lila, cast.season).get().answered_by == cast.rose


def test_a_complaint_without_answer_is_late_after_five_days(cast, said):
    assert list(queries.late_complaints(cast.season)) == []
    with clock.at(date(2017, 11, 25)):
        assert list(queries.late_complaints(cast.season)) == [said]
