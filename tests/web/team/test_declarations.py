"""Nothing confidential before "no conflict": one answer for a list, an exception, a second person, and who reads instead."""
import pytest
from django.urls import reverse

from chalandise.people.models import ConflictRefusal, Declaration, Supervision, Tie
from chalandise.people.operations import declare_tie, end_tie
from tests.seasons.applicants import apply


@pytest.fixture
def rose(cast, client):
    cast.odile  # noqa: B018
    client.force_login(cast.rose)
    return client


def at(name, *args):
    return reverse(f"team:{name}", args=["fondaudege-2017", *args])


def sent(cast, *names):
    return [apply(cast, name, clear=False, phone="0612345678") for name in names]


def test_a_list_of_seventy_takes_one_gesture_with_its_exceptions(cast, rose):
    rows = sent(cast, *[f"Boutique {n:02}" for n in range(70)])
    page = rose.get(at("application_interests")).content.decode()
    assert "L’une de ces 70 candidatures" in page and "0612345678" not in page and "Se faire connaître" not in page
    answer = rose.post(at("application_interests"), {"shown": [a.pk for a in rows], "mine": [rows[3].pk], f"kind-{rows[3].pk}": "family"}, follow=True)
    assert "69 candidatures ne vous concernent pas. Vous vous retirez d’1 autre." in answer.content.decode()
    assert (Declaration.objects.filter(person=cast.rose, kind="").count(), Declaration.objects.get(kind="family").object_id) == (69, rows[3].pk)
    assert "Vous avez répondu pour toutes" in rose.get(at("application_interests")).content.decode()


def test_before_the_answer_the_need_the_address_and_the_scores_stay_shut(cast, rose):
    one, = sent(cast, "Un")
    page = rose.get(at("application", one.pk)).content.decode()
    assert [words in page for words in ("Un", "rue Fondaudège", "Se faire connaître", "un@exemple.invalid", "Mes notes")] == [
        True, True, False, False, False]
    export = rose.get(at("applications") + "?format=csv").getvalue().decode()
    assert ("Un" in export, "un@exemple.invalid" in export, "Se faire connaître" in export) == (True, False, False)
    for name in ("application_scores", "application_note", "application_place", "application_edit", "application_withdrawal"):
        assert rose.post(at(name, one.pk), {"motivation": "4", "text": "x"}).url == at("application", one.pk)
    assert (one.scores.count(), one.notes.count()) == (0, 0)
    rose.post(at("application_interest", one.pk))
    page = rose.get(at("application", one.pk)).content.decode()
    assert "Se faire connaître" in page and "Mes notes" in page
    assert "un@exemple.invalid" in rose.get(at("applications") + "?format=csv").getvalue().decode()


def test_who_declares_a_tie_withdraws_and_reads_who_reads_instead(cast, rose):
    one, = sent(cast, "Un")
    rose.post(at("application_interest", one.pk), {"kind": "client"})
    page = rose.get(at("application", one.pk)).content.decode()
    assert "Vous ne lisez pas cette candidature" in page and "Rose Ferrand achète à Un." in page and "Odile Marchand" in page
    assert "Se faire connaître" not in page
    rose.post(at("application_scores", one.pk), {"motivation": "5"})
    assert (one.scores.count(), ConflictRefusal.objects.get().gesture) == (0, "score")
    assert "Une autre personne de l’équipe lira" in rose.get(at("monday")).content.decode()


def test_a_tie_that_ended_is_asked_about_again(cast, rose):
    one, = sent(cast, "Un")
    rose.post(at("application_interest", one.pk), {"kind": "client"})
    end_tie(by=cast.rose, tie=Tie.objects.get())
    assert "Cette boutique vous concerne-t-elle" in rose.get(at("application", one.pk)).content.decode()
    rose.post(at("application_interest", one.pk))
    assert "Mes notes" in rose.get(at("application", one.pk)).content.decode()


def test_a_looser_tie_is_read_with_a_second_person(cast, rose):
    one, = sent(cast, "Un")
    rose.post(at("application_interest", one.pk), {"kind": "other"})
    assert "À lire à deux" in rose.get(at("application", one.pk)).content.decode()
    rose.post(at("application_second", one.pk), {"supervisor": cast.rose.pk})
    assert Supervision.objects.count() == 0
    rose.post(at("application_second", one.pk), {"supervisor": cast.odile.pk})
    assert Supervision.objects.get().supervisor == cast.odile
    rose.post(at("application_scores", one.pk), {"motivation": "4"})
    assert one.scores.get().value == 4


def test_a_tie_known_before_is_told_without_being_asked(cast, rose):
    one, = sent(cast, "Un")
    declare_tie(by=cast.odile, person=cast.rose, thing=one.shop, kind="family", source="team")
    assert "Lien de famille entre Rose Ferrand et Un." in rose.get(at("application", one.pk)).content.decode()


def test_what_came_after_the_page_was_opened_is_asked_later(cast, rose):
    seen, unseen = sent(cast, "Vue", "Pas vue")
    rose.post(at("application_interests"), {"shown": [seen.pk, "x"]})
    assert [d.object_id for d in Declaration.objects.all()] == [seen.pk]
    assert "Dire si 1 candidature me concerne" in rose.get(at("applications")).content.decode()
    assert unseen.pk


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_to_declare_costs_the_same_with_1_and_30(cast, rose, count, django_assert_num_queries):
    sent(cast, *[f"Boutique {n}" for n in range(count)])
    rose.get(at("application_interests"))
    with django_assert_num_queries(QUERIES):
        rose.get(at("application_interests"))


QUERIES = 13
