"""My account: my pages, my data, my consents, leaving."""
import io
import json
import zipfile

from chalandise.people.models import Role
from chalandise.people.operations import give_consent, grant_role
from chalandise.people.queries import has_consent
from chalandise.web.shell.hats import places_of


def test_every_hat_is_shown_with_its_place(cast, client):
    cast.karim_mentor  # noqa: B018
    person = cast.karim
    grant_role(person=person, kind=Role.Kind.REFERENT, scope_id=cast.season.pk)
    grant_role(person=person, kind=Role.Kind.ADMIN, scope_id=cast.bordeaux.pk)
    grant_role(person=person, kind=Role.Kind.MERCHANT, scope_id=cast.cuir.pk)
    grant_role(person=person, kind=Role.Kind.COMMITTEE, scope_id=cast.season.pk)
    assert [(str(p.words), p.name) for p in places_of(person)] == [
        ("Équipe de la saison", "Saison 2017–2018"), ("Responsable du territoire", "Bordeaux – Le Bouscat"),
        ("Ma boutique", "L’Atelier du Cuir"), ("Parrain, marraine", "Saison 2017–2018"), ("membre du comité", "Saison 2017–2018")]
    client.force_login(person)
    page = client.get("/moi/").content.decode()
    assert page.count('class="who"') == 5


def test_many_hats_cost_as_much_as_one(cast, django_assert_num_queries):
    cast.karim_mentor  # noqa: B018
    for kind, scope in ((Role.Kind.REFERENT, cast.season.pk), (Role.Kind.ADMIN, cast.bordeaux.pk), (Role.Kind.MERCHANT, cast.cuir.pk)):
        grant_role(person=cast.karim, kind=kind, scope_id=scope)
    with django_assert_num_queries(10):
        places_of(cast.karim)


def test_somebody_with_one_hat_is_led_to_its_page(cast, client):
    cast.season  # noqa: B018
    client.force_login(cast.odile)
    assert client.get("/moi/").status_code == 200  # a territory and its season are two
    client.force_login(cast.rose)
    answer = client.get("/moi/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/equipe/fondaudege-2017/")
    assert client.get("/moi/?rester").status_code == 200


def test_somebody_with_one_hat_still_reaches_their_data_and_the_way_out_from_every_page(cast, client):
    client.force_login(cast.rose)
    assert 'href="/moi/?rester"' in client.get(f"/equipe/{cast.season.slug}/lundi/").content.decode()
    page = client.get("/moi/?rester").content.decode()
    assert "/moi/donnees/" in page and "/moi/cles/" in page and "/deconnexion/" in page


def test_a_stranger_is_asked_to_come_in(client, db):
    for page in ("/moi/", "/moi/donnees/", "/moi/donnees/export/", "/moi/donnees/effacement/", "/moi/cles/"):
        assert client.get(page).headers["Location"] == f"/connexion/?next={page}"


def test_i_correct_my_data(cast, client):
    client.force_login(cast.lila)
    answer = client.post("/moi/donnees/", {"given_name": "Lila", "family_name": "Sardà", "phone": "06 00 00 00 09", "language": "en"})
    assert answer.headers["Location"] == "/moi/donnees/"
    cast.lila.refresh_from_db()
    assert (cast.lila.family_name, cast.lila.phone, cast.lila.language) == ("Sardà", "+33600000009", "en")
    assert answer.cookies["django_language"].value == "en"


def test_a_wrong_number_keeps_what_was_typed(cast, client):
    client.force_login(cast.lila)
    page = client.post("/moi/donnees/", {"given_name": "Lilas", "family_name": "S", "phone": "12", "language": "fr"})
    text = page.content.decode()
    assert page.status_code == 422
    assert ("Ce numéro de téléphone n’est pas complet" in text, 'value="Lilas"' in text) == (True, True)


def test_a_consent_is_withdrawn_by_its_owner_only(cast, client):
    consent = give_consent(person=cast.lila, purpose="quote", text="J’accepte d’être citée.")
    client.force_login(cast.karim)
    assert client.post(f"/moi/donnees/accords/{consent.pk}/retrait/").status_code == 404
    client.force_login(cast.lila)
    assert "donné le lundi 20 novembre 2017, jusqu’au jeudi 19 novembre 2020" in client.get("/moi/donnees/").content.decode()
    assert client.get(f"/moi/donnees/accords/{consent.pk}/retrait/").status_code == 405
    client.post(f"/moi/donnees/accords/{consent.pk}/retrait/")
    assert not has_consent(cast.lila, "quote")
    assert "retiré le lundi 20 novembre 2017" in client.get("/moi/donnees/").content.decode()


def test_i_take_my_data_away(cast, client):
    give_consent(person=cast.lila, purpose="quote", text="J’accepte.")
    client.force_login(cast.lila)
    answer = client.get("/moi/donnees/export/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="chalandise-mes-donnees-2017-11-20.zip"'
    found = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("donnees.json"))
    assert found["people.Consent"]["rows"][0]["text"] == "J’accepte."


def test_i_am_erased_after_typing_the_word(cast, client):
    client.force_login(cast.lila)
    assert client.get("/moi/donnees/effacement/").status_code == 200
    assert client.post("/moi/donnees/effacement/", {"typed": "non"}).status_code == 422
    page = client.post("/moi/donnees/effacement/", {"typed": "effacer"})
    assert "Vos données sont effacées" in page.content.decode()
    assert client.get("/moi/").status_code == 302
    cast.lila.refresh_from_db()
    assert not cast.lila.is_active


def test_who_is_needed_is_told_what_to_do_first(cast, client):
    client.force_login(cast.odile)
    page = client.post("/moi/donnees/effacement/", {"typed": "effacer"})
    assert (page.status_code, "Passez d’abord le relais" in page.content.decode()) == (422, True)


def test_the_pages_of_keys_open(cast, client):
    client.force_login(cast.lila)
    assert "pas encore de clé" in client.get("/moi/cles/").content.decode()
    assert "Ajouter cette clé" in client.get("/moi/cles/ajout/").content.decode()
    assert client.get("/moi/cles/1/retrait/").status_code == 404
