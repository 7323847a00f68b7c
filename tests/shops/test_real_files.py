"""The real files of ../shared/data through the same operations as the screens, with literal counts.

What they taught: registers write "R" and "AV" and a town with its arrondissement; a merchant list repeats 47 of its 964
lines; an OSM extract has 136 shops without a name; a guide of seven shops never says its town; an API answer lists closed
establishments under an old NAF; a published GeoJSON has one comma too many.
"""
import pytest
from django.urls import reverse

from chalandise.foundation import jobs
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.shops.models import Import, Shop
from chalandise.shops.operations import decide, open_import, undo_import
from chalandise.shops.queries import counts_of, doubts_of, find_by_siret
from tests.shops import places
from tests.shops.files import applied, checked

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

API = "shops/api_samples/api_"
FILES = [  # file, territory, columns understood, new, {doubts: lines}
    ("territory/bordeaux/osm_food_businesses_sample.csv", "bordeaux", 15, 73, {"outside": 6}),
    ("territory/bordeaux/pickup_points_amap_gironde_2026.csv", "bordeaux", 9, 13, {"closed": 1, "closed+outside": 1, "outside": 93}),
    ("territory/montpellier/shops_osm_2014.csv.gz", "montpellier", 14, 863, {"no_name": 127, "no_name+twin_in_file": 9, "outside": 9, "twin_in_file": 21}),
    ("shops/paris_merchants_services_arr01-10.csv.gz", "paris", 12, 915, {"twin_in_file": 49}),
    ("shops/paris_food_shops_rcs_2014_a.csv.gz", "paris", 7, 1672, {"no_town": 5, "twin_in_file": 4}),
    ("shops/sirene_isere_47.11_2021.csv.gz", "isere", 15, 961, {"twin_in_file": 12}),
    ("shops/pont_sainte_maxence_2020.json", "pont", 4, 0, {"no_town": 7}),
    (API + "insee_siret.json.gz", "paris", 10, 1, {}),
    (API + "insee_sirets_by_siren_many.json.gz", "paris", 11, 1, {"closed": 3, "closed+outside": 2, "twin_in_file": 1}),
    (API + "recherche_entreprises_search_fulltext.json.gz", "paris", 15, 1, {"closed": 2}),
    (API + "recherche_entreprises_search_siret.json.gz", "paris", 14, 1, {}),
]


def kinds(batch):
    return {d["doubts"]: d["n"] for d in doubts_of(batch)}


@pytest.mark.slow
@pytest.mark.parametrize(("path", "place", "columns", "new", "doubts"), FILES, ids=lambda v: v.rsplit("/", 1)[-1] if isinstance(v, str) else "")
def test_a_real_file_is_judged_written_repeated_and_undone(cast, shared, path, place, columns, new, doubts):
    territory = getattr(places, place)(shared)
    batch = checked(cast.hugo, territory, places.a_file(shared / path))
    assert (len(batch.mapping), counts_of(batch), kinds(batch)) == (
        columns, {"new": new, "same": 0, "update": 0, "doubt": sum(doubts.values()), "error": 0}, doubts)
    for kind in doubts:
        decide(by=cast.hugo, batch=batch, doubts=kind, decision="merge" if "twin" in kind else "take")
    applied(cast.hugo, batch)
    written = list(Shop.objects.order_by("pk").values())
    assert len(written) == new + sum(n for kind, n in doubts.items() if "twin" not in kind)
    again = checked(cast.hugo, territory, places.a_file(shared / path))
    assert counts_of(again) == {"new": 0, "same": new + sum(doubts.values()), "update": 0, "doubt": 0, "error": 0}
    undo_import(by=cast.hugo, batch=batch)
    assert Shop.objects.count() == 0


def test_what_is_left_in_doubt_stays_out_when_its_file_comes_back(cast, shared):
    territory = places.paris(shared)
    file = shared / "shops/paris_merchants_services_arr01-10.csv.gz"
    applied(cast.hugo, checked(cast.hugo, territory, places.a_file(file)))
    before = list(Shop.objects.order_by("pk").values())
    again = checked(cast.hugo, territory, places.a_file(file))
    assert (counts_of(again), kinds(again)) == ({"new": 0, "same": 929, "update": 0, "doubt": 35, "error": 0}, {"twin": 35})
    assert list(Shop.objects.order_by("pk").values()) == before


def test_the_invalid_geojson_says_its_line_and_column(cast, shared):
    batch = open_import(by=cast.hugo, territory=places.bordeaux(shared), uploaded=places.a_file(shared / "territory/bordeaux/shops_cours_balguerie_2016.INVALID.geojson"))
    assert (batch.state, batch.failure) == (
        "failed", "Ce fichier n’est pas du JSON valide : ligne 131, colonne 6, une virgule de trop avant « ] ». Rien n’a été lu.")


def test_the_shops_of_the_axis_fall_on_their_stretch(cast, shared):
    territory = places.bordeaux(shared)
    applied(cast.hugo, checked(cast.hugo, territory, places.a_file(shared / "territory/bordeaux/osm_food_businesses_sample.csv")))
    on_axis = Shop.objects.filter(stretch__isnull=False).order_by("along_m").values_list("number", "stretch__name")
    assert list(on_axis) == [("17", "Libération sud"), ("39", "Libération sud"), ("52", "Libération sud"), ("64", "Libération sud"), ("65", "Libération sud"),
                             ("78", "Libération sud"), ("111", "Libération sud"), ("165", "Libération nord"), ("167", "Libération nord"),
                             ("20", "Libération nord"), ("245", "Libération nord")]
    known = find_by_siret(territory, "888 811 635 00018")
    assert (known.name, known.naf, known.trade, known.source, known.source_ref) == ("Aux Mille Pâtes", "56.10C", "restaurant", "osm", "node/7043793952")


@pytest.mark.parametrize(("path", "place", "said"), [
    ("territory/bordeaux/osm_food_businesses_sample.csv", "bordeaux", "73 lignes sont prêtes à entrer"),
    ("territory/bordeaux/pickup_points_amap_gironde_2026.csv", "bordeaux", "95 lignes en doute attendent votre décision"),
    ("shops/pont_sainte_maxence_2020.json", "pont", "rien ne dit la commune"),
    ("shops/api_samples/api_insee_sirets_by_siren_many.json.gz", "paris", "dite fermée, hors du territoire"),
    ("territory/bordeaux/shops_cours_balguerie_2016.INVALID.geojson", "bordeaux", "Autour de la ligne 131, colonne 6"),
])
def test_a_real_file_goes_through_the_pages(client, cast, shared, path, place, said):
    territory = getattr(places, place)(shared)
    somebody = cast.person("Nadia", "Roy")
    grant_role(person=somebody, kind=Role.Kind.ADMIN, scope_id=territory.pk)
    client.force_login(somebody)
    answer = client.post(reverse("team:imports", args=[territory.slug]), {"file": places.a_file(shared / path)}, follow=True)
    batch = Import.objects.get()
    if batch.state == "read":
        client.post(reverse("team:import_columns", args=[territory.slug, batch.pk]), batch.mapping)
        jobs.run_waiting()
        answer = client.get(reverse("team:import", args=[territory.slug, batch.pk]))
    assert said in answer.content.decode()
