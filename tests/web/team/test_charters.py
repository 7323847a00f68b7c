"""The team follows the charters: who signed, reminders, paper, another text; signers sign on their own pages and by link."""
import re

import pytest
from django.test import Client
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.people.operations import end_role
from chalandise.seasons.models import CharterText, PanelPlace, Signature
from chalandise.seasons.operations import charters as operations
from chalandise.seasons.queries import charters as queries
from chalandise.seasons.queries import playbook


@pytest.fixture
def season(cast, client):
    """Institut Lys is in the panel with Karim as mentor, L’Atelier du Cuir too; both charters are out."""
    cast.pairing, cast.bruno  # noqa: B018
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=clock.now())
    for audience in ("mentor", "merchant"):
        operations.publish_new_version(by=cast.rose, season=cast.season, audience=audience, text=playbook.charter(cast.season, audience))
    client.force_login(cast.rose)
    return cast.season


def at(season, name, *args):
    return reverse(f"team:{name}", args=[season.slug, *args])


def link_to(person):
    return re.search(r"/l/[\w-]+/", Letter.objects.filter(recipient_key=person.key, purpose="charter.sign").first().text).group()


def test_the_merchant_reads_and_signs_by_link_on_a_phone(cast, season):
    phone, link = Client(), link_to(cast.lila)
    page = phone.get(link).content.decode()
    assert "Ce que je donne" in page and Signature.objects.count() == 0
    digest = queries.current(season, "merchant").digest
    refused = phone.post(link, {"gesture": "sign", "typed_name": "Lila", "seen": digest}).content.decode()
    assert "Écrivez votre prénom et votre nom : c’est ce qui vaut signature." in refused
    for _time in range(2):
        phone.post(link, {"gesture": "sign", "typed_name": "Lila Sarda", "seen": digest})
    signature = Signature.objects.get()
    assert (signature.shop, signature.via) == (cast.lys, "link")
    assert "Votre charte est signée" in phone.get(link).content.decode()
    assert phone.get(link + "?certificat=1").content.startswith(b"%PDF")
    phone.post(link, {"gesture": "withdraw"})
    signature.refresh_from_db()
    assert signature.withdrawn_at is not None


def test_a_text_that_changed_meanwhile_is_shown_with_what_changed(cast, season):
    phone, link = Client(), link_to(cast.karim)
    first = queries.current(season, "mentor")
    phone.post(link, {"gesture": "sign", "typed_name": "Karim Benali", "seen": first.digest})
    operations.publish_new_version(by=cast.rose, season=season, audience="mentor", text=first.text + "\nEt un café.\n")
    page = phone.get(link).content.decode()
    assert "La charte a changé" in page and "<ins>Et un café.</ins>" in page
    late = phone.post(link, {"gesture": "sign", "typed_name": "Karim Benali", "seen": first.digest}).content.decode()
    assert "Le texte vient de changer" in late and queries.current(season, "mentor").digest in late


def test_who_no_longer_runs_the_shop_finds_nothing_behind_the_link(cast, season):
    link = link_to(cast.lila)
    end_role(person=cast.lila, kind="merchant", scope_id=cast.lys.pk)
    assert Client().get(link).status_code == 404


def test_each_signs_from_their_own_page_too(cast, season, client):
    client.force_login(cast.lila)
    mine = reverse("merchant:charter", args=[cast.lys.pk])
    client.post(mine, {"gesture": "sign", "typed_name": "Lila Sarda", "seen": queries.current(season, "merchant").digest})
    assert Signature.objects.get().via == "session"
    assert client.get(reverse("merchant:charter", args=[cast.cuir.pk])).status_code == 404
    client.force_login(cast.karim)
    cast.karim_mentor  # noqa: B018
    assert "La charte, à lire et à signer" in client.get(reverse("mentor:charter", args=[season.slug])).content.decode()


def test_the_team_sees_who_has_not_signed_and_reminds_in_one_gesture(cast, season, client):
    page = client.get(at(season, "charters")).content.decode()
    assert page.count("à signer") == 3 and "sans e-mail" in page
    assert "2 rappels sont dans le courrier" in client.post(at(season, "charter_reminder", "merchant"), follow=True).content.decode()
    said = client.post(at(season, "charter_reminder", "mentor"), {"number": cast.karim.pk}, follow=True).content.decode()
    assert "1 rappel est dans le courrier" in said
    assert client.post(at(season, "charter_reminder", "nobody")).status_code == 404


def test_paper_is_printed_signed_and_recorded(cast, season, client):
    assert client.post(at(season, "charter_sheet", "merchant", cast.cuir.pk)).content.startswith(b"%PDF")
    client.post(at(season, "charter_paper", "merchant", cast.cuir.pk), {"typed_name": "Bruno Peyrac"})
    signature = Signature.objects.get()
    assert (signature.via, signature.recorded_by, signature.shop) == ("paper", cast.rose, cast.cuir)
    assert client.get(at(season, "charter_certificate", signature.pk)).content.startswith(b"%PDF")
    assert client.get(at(season, "charter_paper", "merchant", 9999)).status_code == 404


def test_another_text_is_published_once(cast, season, client):
    page = client.get(at(season, "charter_text", "merchant")).content.decode()
    assert "Publier un autre texte" in page
    text = queries.current(season, "merchant").text + "\nEt un café.\n"
    for _time in range(2):
        client.post(at(season, "charter_text", "merchant"), {"text": text, "seen": "1", "tell": "on"})
    assert CharterText.objects.filter(audience="merchant").count() == 2
    assert "Et un café." in client.get(at(season, "charter_text", "merchant")).content.decode()


def test_after_a_withdrawal_the_pairing_ends_in_one_gesture(cast, season, client):
    for audience, who in (("merchant", {"person": cast.lila, "shop": cast.lys}), ("mentor", {"person": cast.karim})):
        charter = queries.current(season, audience)
        Signature.objects.create(charter=charter, typed_name="Un Nom", digest=charter.digest, at=clock.now(), **who)
    assert "parrainage encore ouvert" not in client.get(at(season, "charters")).content.decode()
    end = at(season, "charter_pairings", "merchant", cast.lys.pk)
    assert "Aucun parrainage n’est à terminer" in client.post(end, follow=True).content.decode()
    operations.withdraw(by=cast.lila, signature=Signature.objects.get(person=cast.lila))
    page = client.get(at(season, "charters")).content.decode()
    assert "Signature retirée, parrainage encore ouvert" in page and "retirée</span>" in page and end in page
    said = client.post(end, follow=True).content.decode()
    assert "Terminé : Institut Lys – Karim Benali." in said and "parrainage encore ouvert" not in said
    cast.pairing.refresh_from_db()
    assert (cast.pairing.ending, cast.pairing.ended_at) == ("merchant_left", clock.now())


def test_a_mentor_who_takes_the_signature_back_leaves_their_pairings(cast, season, client):
    charter = queries.current(season, "mentor")
    signature = Signature.objects.create(charter=charter, person=cast.karim, typed_name="Karim Benali", digest=charter.digest, at=clock.now())
    operations.withdraw(by=cast.karim, signature=signature)
    client.post(at(season, "charter_pairings", "mentor", cast.karim.pk))
    cast.pairing.refresh_from_db()
    assert cast.pairing.ending == "mentor_left"


def test_the_page_costs_the_same_for_two_and_thirty(cast, season, client, django_assert_max_num_queries):
    from chalandise.shops.models import Shop
    costs = []
    for count in (0, 28):
        for n in range(count):
            shop = Shop.objects.create(territory=cast.bordeaux, name=f"Boutique {n:02}", created_at=clock.now())
            PanelPlace.objects.create(season=season, shop=shop, since=clock.now())
        for name in ("charters", "places"):
            with django_assert_max_num_queries(25) as cost:
                assert client.get(at(season, name)).status_code == 200
            costs.append(len(cost))
    assert costs[:2] == costs[2:]


def test_another_territory_finds_nothing(cast, season, client):
    client.force_login(cast.hugo)
    for name, args in (("charters", []), ("charter_text", ["mentor"]), ("charter_paper", ["merchant", cast.lys.pk])):
        assert client.get(at(season, name, *args)).status_code == 404
