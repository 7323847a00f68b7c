
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.territory.models import Axis, StretchStreet, Works
from chalandise.territory.operations.demo import HERE


def at(name, *args):
    return reverse(f"team:{name}", args=["bordeaux-le-bouscat", *args])


@pytest.fixture
def odile(client, cast):
    cast.perimeter  # noqa: B018
    client.force_login(cast.odile)
    return client


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def data(name):
    return SimpleUploadedFile(name, (HERE / name).read_bytes())


def test_the_geography_is_loaded_from_files_on_screen(odile, cast):
    odile.post(at("territory_file", "communes"), {"file": data("communes.geojson")})
    answer = odile.post(at("territory_file", "axe"), {"name": "Ligne", "line_name": "Tram D", "line": data("axis.geojson"), "file": data("stops.csv")})
    axis = Axis.objects.get(slug="ligne")
    assert answer.url == at("territory")
    odile.post(at("axis_file", axis.pk, "perimetre"), {"name": "Périmètre", "file": data("perimeter.csv")})
    odile.post(at("axis_file", axis.pk, "travaux"), {"file": data("works.csv")})
    shown = page(odile, at("territory"))
    for words in ("Croix de Seguey", "Fondaudège haut", "Croix-de-Seguey fermée à la barrière du Médoc", "en cours", "bloque les voitures, les livraisons", "approximatif"):
        assert words in shown
    assert (axis.stops.count(), axis.works.count()) == (7, 7)


@pytest.mark.parametrize(("what", "sent", "said"), [
    ("communes", {"file": SimpleUploadedFile("a.csv", b"code;nom\n1;X\n")}, "cinq caractères"),
    ("communes", {"file": SimpleUploadedFile("a.csv", b"%PDF")}, "un PDF"),
    ("axe", {"name": "A", "line": SimpleUploadedFile("a.csv", b"nom\nx\n"), "file": SimpleUploadedFile("b.csv", b"stop\nA\n")}, "GeoJSON est attendu"),
])
def test_a_file_that_cannot_be_is_refused_on_the_page(odile, what, sent, said):
    answer = odile.post(at("territory_file", what), sent)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert [odile.get(at("territory_file", w)).status_code for w in ("perimetre", "autre")] == [404, 404]


@pytest.mark.parametrize(("words", "said"), [
    ("112 bis, r. Fondaudège 33000 Bordeaux", "Dans le périmètre « Fondaudège – Libération », tronçon « Fondaudège », à 669 m"),
    ("900 rue Fondaudège", "Hors du périmètre"), ("3 rue Inconnue", "l’équipe vérifie"), ("rue Fondaudège", "sans numéro on ne peut pas dire")])
def test_an_address_is_tried(odile, words, said):
    assert said in page(odile, at("territory") + f"?adresse={words}")


def test_streets_and_works_are_kept_on_screen(odile, cast):
    stretch = cast.perimeter.stretches.first()
    typed = {"name": "rue Test", "commune": "33063", "side": "odd", "aliases": "rue de l’Essai\nrue X", "from_number": "1", "to_number": "9"}
    odile.post(at("street_new", stretch.pk), typed)
    street = StretchStreet.objects.get(name="rue Test")
    assert street.aliases == ["rue de l’Essai", "rue X"]
    assert "rue de l’Essai" in page(odile, at("street", street.pk))
    odile.post(at("street", street.pk), {**typed, "side": "both", "commune": "33069"})
    street.refresh_from_db()
    assert (street.side, street.commune_id) == ("both", "33069")
    odile.post(at("street_removal", street.pk))
    assert not StretchStreet.objects.filter(pk=street.pk).exists()
    phase = {"name": "Rails", "starts_on": "2017-11-01", "ends_on": "2017-12-01", "blocks": ["cars"], "stretch": stretch.pk}
    odile.post(at("works_new", cast.axis.pk), phase)
    works = Works.objects.get()
    answer = odile.post(at("works", works.pk), {**phase, "ends_on": "2017-10-01"})
    assert (answer.status_code, "finit avant de commencer" in answer.content.decode()) == (422, True)
    odile.post(at("works", works.pk), {**phase, "name": "Quais"})
    assert "Quais" in page(odile, at("territory"))
    odile.post(at("works_removal", works.pk))
    assert Works.objects.count() == 0


def test_another_territory_is_not_shown_nor_touched(client, cast):
    street = cast.perimeter.stretches.first().streets.first()
    client.force_login(cast.hugo)
    assert client.get(reverse("team:street", args=["villeneuve", street.pk])).status_code == 404
    assert client.post(reverse("team:street_removal", args=["villeneuve", street.pk])).status_code == 404
    assert client.get(at("territory")).status_code == 404


def test_a_territory_without_anything_says_what_to_do(client, cast):
    client.force_login(cast.hugo)
    cast.other_season.delete()
    cast.villeneuve.axes.all().delete()
    assert "Chargez d’abord les communes" in page(client, reverse("team:territory", args=["villeneuve"]))


def test_the_territory_leads_to_a_new_season_and_offers_what_may_be_opened(client, cast):
    cast.perimeter, cast.season  # noqa: B018
    client.force_login(cast.odile)
    shown = page(client, at("territory"))
    assert all(words in shown for words in (at("season_new"), at("members"), at("settings"), reverse("team:home")))
    client.force_login(cast.rose)
    shown = page(client, at("territory"))
    assert [words in shown for words in (at("season_new"), at("members"), at("settings"), reverse("team:home"))] == [False, False, False, True]
