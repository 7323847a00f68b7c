"""The territory's settings page and the public statements."""
import pytest

HOME = "/equipe/territoire/bordeaux-le-bouscat/reglages/"


@pytest.fixture
def odile(cast, client):
    client.force_login(cast.odile)
    return client


def values(territory, **more):
    return {"version": territory.version, "name": territory.name, "organiser": territory.organiser, "accent": territory.accent,
            "contact_name": territory.contact_name, "contact_email": territory.contact_email,
            "contact_phone": territory.contact_phone, "legal_notice": "", "privacy_notice": "", "accessibility_notice": "", **more}


def test_the_settings_are_saved(cast, odile):
    answer = odile.post(HOME, values(cast.bordeaux, accent="#005f73", contact_phone="05 56 00 00 00"))
    assert answer.headers["Location"] == HOME
    cast.bordeaux.refresh_from_db()
    assert (cast.bordeaux.accent, cast.bordeaux.contact_phone, cast.bordeaux.version) == ("#005f73", "+33556000000", 2)


def test_a_colour_that_cannot_be_read_is_refused_with_another(cast, odile):
    answer = odile.post(HOME, values(cast.bordeaux, accent="#ffcc00"))
    text = answer.content.decode()
    assert (answer.status_code, "La plus proche qui convient" in text) == (422, True)
    cast.bordeaux.refresh_from_db()
    assert cast.bordeaux.accent == "#7d4a92"


def test_two_people_at_once_see_both_texts(cast, odile):
    first = values(cast.bordeaux, organiser="Club A")
    odile.post(HOME, first)
    answer = odile.post(HOME, {**first, "organiser": "Club B"})
    text = answer.content.decode()
    assert (answer.status_code, "Club A" in text, "Club B" in text) == (422, True, True)


def test_only_the_responsible_of_the_territory_opens_them(cast, client):
    for person in (cast.hugo, cast.rose, cast.lila):
        client.force_login(person)
        assert client.get(HOME).status_code == 404


def test_the_statements_are_complete_before_anybody_writes_them(cast, client):
    cast.bordeaux  # noqa: B018
    for page, words in (("mentions-legales", "publié par"), ("confidentialite", "Vos droits"), ("accessibilite", "non audité")):
        text = client.get(f"/territoires/bordeaux-le-bouscat/{page}/").content.decode()
        assert words in text
        assert "Club Démonstration" in text or page == "accessibilite"
        assert client.get(f"/{page}/").status_code == 200
        assert client.get(f"/territoires/nulle-part/{page}/").status_code == 404
        assert words not in client.get(f"/{page}/", headers={"Accept-Language": "en"}).content.decode()


def test_a_statement_of_the_territory_replaces_the_default_and_is_harmless(cast, odile):
    odile.post(HOME, values(cast.bordeaux, legal_notice="## Chez nous\n\n<script>alert(1)</script> [x](javascript:alert(1))"))
    text = odile.get("/territoires/bordeaux-le-bouscat/mentions-legales/").content.decode()
    main = text.split("<main")[1].split("</main>")[0]
    assert "<h2>Chez nous</h2>" in main
    assert ("<script" in main, "href=\"javascript" in main) == (False, False)


def test_the_only_territory_speaks_for_the_platform(cast, client):
    cast.bordeaux  # noqa: B018
    assert "Club Démonstration" in client.get("/mentions-legales/").content.decode()
    cast.villeneuve  # noqa: B018
    assert "Club Démonstration" not in client.get("/mentions-legales/").content.decode()
