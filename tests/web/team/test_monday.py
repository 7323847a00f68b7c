"""The referent's Monday: the list, its gestures, its figures, its digest."""
from datetime import timedelta

import pytest
from django.urls import reverse

from chalandise.actions.models import Action
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Chase, Pairing, Snooze
from chalandise.mentoring.operations.health import sign
from chalandise.seasons.models import PanelPlace
from chalandise.web.team.tasks import write_digests
from tests.mentoring.queries.test_health import many
from tests.mentoring.scenes import at

SLUG = "fondaudege-2017"
PAGE = f"/equipe/{SLUG}/lundi/"


@pytest.fixture
def rose(cast, client):
    cast.season  # noqa: B018
    client.force_login(cast.rose)
    return cast.rose


def gesture(name, cast):
    return reverse(f"team:pairing_{name}", args=[SLUG, cast.pairing.pk])


def test_it_says_who_why_and_one_gesture(cast, client, rose):
    cast.pairing  # noqa: B018
    text = client.get(PAGE).content.decode()
    for words in ("Un parrainage a besoin de vous cette semaine", "Institut Lys", "à risque", "Aucun signe de vie depuis 56 jours.",
                  "Pas de premier contact 56 jours après l’annonce.", "Écrire aux deux", "Ce que lira le commerçant"):
        assert words in text


def test_an_empty_season_says_what_to_do_next(client, rose):
    text = client.get(PAGE).content.decode()
    assert "Aucun parrainage pour l’instant" in text and "Former les parrainages" in text


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_queries(cast, client, rose, count, django_assert_num_queries):
    many(cast, count)
    Pairing.objects.update(announced_at=clock.now() - timedelta(days=60))
    with django_assert_num_queries(42):
        client.get(PAGE)


def test_everybody_on_track_is_found_by_name_street_or_state(cast, client, rose):
    sign(pairing=cast.pairing, kind="contact", at=clock.now() - timedelta(days=1))
    for asked, found in (({}, 1), ({"q": "lys"}, 1), ({"q": "FONDAUDEGE"}, 1), ({"q": "benali"}, 1), ({"q": "cuir"}, 0),
                         ({"etat": "track"}, 1), ({"etat": "early"}, 0), ({"etat": "nonsense"}, 1)):
        assert len(client.get(PAGE, asked).context["others"]) == found


def test_one_click_writes_to_both_and_says_so(cast, client, rose):
    page = client.post(gesture("chase", cast), {"to": "both", "cause": "silence"}, follow=True)
    assert "Le courrier part" in page.content.decode()
    assert (Chase.objects.count(), Letter.objects.filter(purpose__startswith="mentoring.chase").count()) == (1, 2)
    assert "relancé" in client.get(PAGE).content.decode()


def test_a_call_and_a_snooze_are_recorded_and_bad_ones_refused(cast, client, rose):
    client.post(gesture("call", cast), {"side": "merchant", "answered": "1"})
    assert list(cast.pairing.signs.values_list("kind", flat=True)) == ["call"]
    assert "Dites qui" in client.post(gesture("call", cast), {}, follow=True).content.decode()
    client.post(gesture("snooze", cast), {"until": "2017-11-24", "reason": "en congés"})
    assert Snooze.objects.get().codes  # what was wrong then
    text = client.get(PAGE).content.decode()
    assert "Mis de côté" in text and "en congés" in text
    assert "Il faut une date et une raison" in client.post(gesture("snooze", cast), {"until": "x"}, follow=True).content.decode()


def test_a_gesture_returns_only_to_our_own_pages(cast, client, rose):
    for back, expected in ((f"/equipe/{SLUG}/parrainages/{cast.pairing.pk}/", None), ("https://ailleurs.invalid/", PAGE), ("//ailleurs.invalid", PAGE)):
        page = client.post(gesture("call", cast), {"side": "mentor", "answered": "1", "retour": back})
        assert page["Location"] == (expected or back)


def test_an_action_that_does_not_move_shows_with_its_title(cast, client, rose):
    sign(pairing=cast.pairing, kind="visit", at=clock.now() - timedelta(days=1))
    long_ago = clock.now() - timedelta(days=23)
    Action.objects.create(season=cast.season, shop=cast.lys, pairing=cast.pairing, kind="video", title="Vidéo d’un geste", state="running",
                          adopted_at=long_ago, changed_at=long_ago)
    text = client.get(PAGE).content.decode()
    assert "L’action n’a pas bougé depuis le samedi 28 octobre." in text and "« Vidéo d’un geste »" in text
    Action.objects.update(state="done")
    assert "Vidéo d’un geste" not in client.get(PAGE).content.decode()


def test_shops_without_mentor_bounced_addresses_and_held_letters_are_on_the_desk(cast, client, rose):
    cast.pairing, cast.bruno  # noqa: B018
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=clock.now())
    cast.lila.bounced_at = clock.now()
    cast.lila.save()
    text = client.get(PAGE).content.decode()
    assert "1 boutique n’a pas de parrain" in text
    assert "Le courrier de Lila Sarda revient." in text


def test_the_neighbour_and_the_mentor_see_nothing(cast, client):
    for person in (cast.hugo, cast.karim, cast.lila):
        client.force_login(person)
        assert client.get(PAGE).status_code == 404
        assert client.post(gesture("chase", cast), {"to": "both"}).status_code == 404
    assert Chase.objects.count() == 0


def test_the_digest_reaches_each_referent_on_monday_from_eight_once_with_the_same_facts_as_the_page(cast, rose):
    cast.pairing  # noqa: B018
    for moment in (at(27, 7), at(27, 8, 30), at(27, 12), at(28, 9)):
        with clock.at(moment):
            write_digests()
    (letter,) = Letter.objects.filter(purpose="mentoring.monday")
    assert (letter.to_address, letter.written_at, letter.subject) == (cast.rose.email, at(27, 8, 30), "Lundi : 1 parrainage a besoin de vous")
    assert "Aucun signe de vie depuis 63 jours." in letter.text
    with clock.at(at(27, 9) + timedelta(days=7)):
        assert write_digests() == 1


def test_a_referent_leaves_a_note_to_whoever_comes_next(cast, client, rose):
    for _ in range(2):
        client.post(reverse("team:monday_note", args=[SLUG]), {"text": "L’Atelier du Cuir rouvre le 27."})
    assert cast.season.relay_notes.count() == 1
    client.force_login(cast.odile)
    text = client.get(PAGE).content.decode()
    assert "L’Atelier du Cuir rouvre le 27." in text and "Rose Ferrand" in text
    client.post(reverse("team:monday_note", args=[SLUG]), {"text": ""})
    assert "rouvre le 27" not in client.get(PAGE).content.decode()
