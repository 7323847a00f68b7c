"""Actions seen by the team: the list, the page, each gesture, and nothing for strangers."""
import pytest
from django.urls import reverse

from chalandise.actions.models import Action, Step
from chalandise.actions.operations.money import ask_money
from chalandise.actions.operations.plan import add_step
from tests.actions.operations.test_telling import picture


def at(name, *args):
    return reverse(f"team:{name}", args=["fondaudege-2017", *args])


@pytest.fixture
def rose(client, cast):
    cast.action  # noqa: B018
    client.force_login(cast.rose)
    return client


def test_the_list_is_filtered_and_exported(rose, cast):
    assert "Prendre des rendez-vous le soir" in rose.get(at("actions")).content.decode()
    assert "Rien ne correspond" in rose.get(at("actions") + "?etat=done").content.decode()
    lines = b"".join(rose.get(at("actions") + "?format=csv").streaming_content).decode().strip().splitlines()
    assert len(lines) == 2


def test_the_page_says_what_the_merchant_pays(rose, cast):
    page = rose.get(at("action", cast.action.pk)).content.decode()
    assert "0 € pour la boutique." in page
    assert "attend l’accord de l’équipe" in page


GETS = ["plan", "etapes", "blocage", "fin", "abandon", "argent", "photos", "retour", "chiffre"]


@pytest.mark.parametrize("gesture", GETS)
def test_each_form_opens(rose, cast, gesture):
    answer = rose.get(at("action_gesture", cast.action.pk, gesture))
    assert (answer.status_code, "<form" in answer.content.decode()) == (200, True)


def test_a_gesture_that_asks_nothing_is_a_post_and_an_unknown_one_does_not_exist(rose, cast):
    assert rose.get(at("action_gesture", cast.action.pk, "depart")).status_code == 405
    assert rose.get(at("action_gesture", cast.action.pk, "danse")).status_code == 404
    rose.post(at("action_gesture", cast.action.pk, "depart"))
    assert Action.objects.get().state == "running"


def plan(**changes):
    return {"version": 1, "what": "Rendez-vous du soir", "objective": "", "indicator": "online_bookings", "target": "dix",
            "starts_on": "2017-11-20", "ends_on": "2017-12-20", "owner": "", **changes}


def test_the_plan_is_saved_and_two_people_see_both_texts(rose, cast):
    where = at("action_gesture", cast.action.pk, "plan")
    assert rose.post(where, plan()).status_code == 302
    answer = rose.post(where, plan(target="vingt"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "dix" in page and "vingt" in page and 'name="version" value="2"' in page
    assert rose.post(where, plan(target="vingt", version=2)).status_code == 302
    assert Action.objects.get().target == "vingt"


def test_dates_the_wrong_way_round_stay_beside_their_field(rose, cast):
    page = rose.post(at("action_gesture", cast.action.pk, "plan"), plan(ends_on="2017-11-01")).content.decode()
    assert "finirait avant de commencer" in page


def test_steps_are_added_ticked_moved_changed_and_removed(rose, cast):
    rose.post(at("action_gesture", cast.action.pk, "etapes"), {"text": "Choisir l’agenda", "due_on": "2017-11-10"})
    rose.post(at("action_gesture", cast.action.pk, "etapes"), {"text": "Former Lila"})
    first, second = Step.objects.all()
    assert "passé" in rose.get(at("action", cast.action.pk)).content.decode()
    for gesture, then in (("faite", [True, False]), ("a-faire", [False, False])):
        rose.post(at("action_step", cast.action.pk, first.pk), {"geste": gesture})
        assert [bool(s.done_at) for s in Step.objects.all()] == then
    rose.post(at("action_step", cast.action.pk, second.pk), {"geste": "monter"})
    assert [s.pk for s in Step.objects.all()] == [second.pk, first.pk]
    rose.post(at("action_step", cast.action.pk, second.pk), {"geste": "descendre"})
    rose.post(at("action_step", cast.action.pk, first.pk), {"text": "Choisir l’outil", "who": "Karim"})
    rose.post(at("action_step", cast.action.pk, second.pk), {"geste": "retirer"})
    assert [(s.text, s.who) for s in Step.objects.all()] == [("Choisir l’outil", "Karim")]


def test_money_photo_lesson_figure_and_end(rose, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    pk = cast.action.pk
    rose.post(at("action_gesture", pk, "argent"), {"label": "Affiche", "amount": "40", "once": "k"})
    rose.post(at("action_gesture", pk, "photos"), {"file": picture(), "alt": "La vitrine", "rights": "on"})
    rose.post(at("action_gesture", pk, "retour"), {"worked": "Le soir", "side": "merchant", "share": "on"})
    rose.post(at("action_gesture", pk, "chiffre"), {"month": "2017-10-01", "value": "11"})
    rose.post(at("action_gesture", pk, "blocage"), {"reason": "Le fournisseur tarde"})
    page = rose.get(at("action", pk)).content.decode()
    for words in ("Affiche", 'alt="La vitrine"', "Le soir", "Trop tôt pour dire", "Le fournisseur tarde", "publiable"):
        assert words in page
    assert "avant/après" not in page
    rose.post(at("action_photo", pk, cast.action.photos.get().pk))
    rose.post(at("action_gesture", pk, "fin"), {"outcome": "Onze rendez-vous"})
    assert (cast.action.photos.count(), Action.objects.get().state) == (0, "done")
    rose.post(at("action_gesture", pk, "reouverture"))
    rose.post(at("action_gesture", pk, "abandon"), {"reason": "Plus le temps"})
    assert Action.objects.get().state == "dropped"


def test_pages_take_as_many_queries_with_1_and_30_rows(rose, cast, django_assert_num_queries):
    from tests.actions.queries.test_workshop import fill
    for rows, start in ((1, 0), (28, 1)):
        fill(cast, rows, start)
        for n in range(rows if rows > 1 else 1):
            add_step(by=cast.rose, action=cast.action, text=f"Étape {start + n}")
            ask_money(by=cast.rose, action=cast.action, amount=1, label=f"Affiche {start + n}")
        for name, args in (("actions", ()), ("action", (cast.action.pk,)), ("workshop", ())):
            with django_assert_num_queries(QUERIES[name]):
                rose.get(at(name, *args))


QUERIES = {"actions": 13, "action": 31, "workshop": 26}


def test_the_neighbour_the_merchant_and_the_mentor_see_nothing_here(client, cast):
    pk = cast.action.pk
    step = add_step(by=cast.karim, action=cast.action, text="x")
    for stranger in (cast.hugo, cast.lila, cast.karim):
        client.force_login(stranger)
        for name, args in (("actions", ()), ("action", (pk,)), ("action_gesture", (pk, "plan")), ("action_step", (pk, step.pk)),
                           ("workshop", ()), ("idea", (cast.idea.pk,))):
            assert client.get(at(name, *args)).status_code == 404
    client.force_login(cast.hugo)
    for name, args in (("action", (pk,)), ("action_gesture", (pk, "plan")), ("idea", (cast.idea.pk,))):
        assert client.get(reverse(f"team:{name}", args=["bastide-2017", *args])).status_code == 404
