"""A file comes in through the screens, without scripts: given, confirmed, read again, written, undone."""
import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.foundation import jobs
from chalandise.shops.models import Import, Shop
from tests.shops.files import uploaded
from tests.shops.operations.test_imports import LINES


def at(name, *args):
    return reverse(f"team:{name}", args=["bordeaux-le-bouscat", *args])


@pytest.fixture
def odile(client, cast):
    cast.perimeter, cast.lys  # noqa: B018
    client.force_login(cast.odile)
    return client


def page(client, address, **kwargs):
    answer = client.get(address, **kwargs)
    assert answer.status_code == 200
    return answer.content.decode()


def given(client, file):
    answer = client.post(at("imports"), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.latest("pk")


def confirmed(client, batch):
    answer = client.post(at("import_columns", batch.pk), batch.mapping)
    assert answer.url == f"{reverse('job', args=[Import.objects.get(pk=batch.pk).job])}?suite=%2Fequipe%2Fterritoire%2Fbordeaux-le-bouscat%2Fimports%2F{batch.pk}%2F"
    assert "vérifiées une à une" in page(client, at("import", batch.pk))
    jobs.run_waiting()
    return batch


def test_a_file_goes_through_the_screens_and_back(odile, cast):
    assert "Aucun fichier" in page(odile, at("imports"))
    batch = given(odile, uploaded(LINES))
    shown = page(odile, at("import", batch.pk))
    assert "Quelle colonne dit quoi" in shown and "Boulangerie Lune" in shown
    confirmed(odile, batch)
    shown = page(odile, at("import", batch.pk))
    assert "3 lignes sont prêtes à entrer" in shown and "3 lignes en doute attendent votre décision" in shown
    assert "hors du territoire" in shown and "a un chiffre faux" in shown
    answer = odile.post(at("import_decisions", batch.pk), {"doubts": "outside", "decision": "take"})
    assert answer.url.endswith("?voir=doutes&page=1")
    wrong = batch.rows.get(doubts="siret_wrong")
    odile.post(at("import_decisions", batch.pk), {"row": [wrong.pk], "decision": "skip"})
    assert "Cochez au moins une ligne" in page(odile, odile.post(at("import_decisions", batch.pk), {"decision": "take"}).url)
    odile.post(at("import_application", batch.pk))
    assert "Les boutiques sont écrites" in page(odile, at("import", batch.pk))
    jobs.run_waiting()
    assert Shop.objects.count() == 4
    assert "Import fait" in page(odile, at("import", batch.pk))
    odile.post(at("import_cancellation", batch.pk))
    assert "Import annulé" in page(odile, at("import", batch.pk))
    assert list(Shop.objects.values_list("name", flat=True)) == ["Institut Lys"]


def test_every_result_has_its_tab(odile, cast):
    batch = confirmed(odile, given(odile, uploaded(LINES)))
    for name, name_seen in (("nouvelles", "Boulangerie Lune"), ("completees", "Institut Lys"), ("connues", "Aucune ligne"), ("erreurs", "la ligne ne peut pas être importée"), ("autre", "Fleurs du Nord")):
        assert name_seen in page(odile, at("import", batch.pk) + f"?voir={name}")


def test_the_report_opens_in_a_spreadsheet_and_runs_nothing(odile, cast):
    batch = confirmed(odile, given(odile, uploaded(LINES)))
    answer = odile.get(at("import_report", batch.pk))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == "Ligne;Boutique;Résultat;Décision;Colonne;Raison"
    assert "9;\"'=HYPERLINK(\"\"http://mal.invalid\"\")\";nouvelle boutique;;Téléphone;« voir site » n’est pas un numéro de téléphone : il n’est pas repris." in text.splitlines()


def test_columns_that_name_no_shop_are_refused_on_the_page(odile, cast):
    batch = given(odile, uploaded(LINES))
    answer = odile.post(at("import_columns", batch.pk), {"city": "Ville"})
    assert (answer.status_code, "quelle colonne donne l’enseigne" in answer.content.decode()) == (422, True)
    odile.post(at("import_sheet", batch.pk), {"sheet": "Ailleurs"})
    assert Import.objects.get(pk=batch.pk).state == "read"


@pytest.mark.parametrize(("file", "said"), [
    (SimpleUploadedFile("a.csv", b"%PDF-1.4 %%EOF"), "pas du bon genre"), (SimpleUploadedFile("a.csv", b"\n"), "Ce fichier est vide"), (None, "obligatoire"),
    (SimpleUploadedFile("a.csv.gz", gzip.compress(b"nom\nA\n" * 99)[:-5]), "abîmé"),
])
def test_a_file_that_is_not_a_table_is_refused_beside_its_field(odile, file, said):
    answer = odile.post(at("imports"), {"file": file} if file else {})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_a_broken_json_has_a_page_that_says_where(odile):
    batch = given(odile, SimpleUploadedFile("a.geojson", b'{"a": [\n  {"b": 1},\n]}'))
    shown = page(odile, at("import", batch.pk))
    assert "ligne 2, colonne 11" in shown and "2    {&quot;b&quot;: 1}," in shown


def test_a_job_that_gave_up_may_be_asked_again(odile, cast):
    from chalandise.foundation.models import Job
    batch = given(odile, uploaded(LINES))
    odile.post(at("import_columns", batch.pk), batch.mapping)
    Job.objects.update(failed=True)
    assert "Vérifier de nouveau" in page(odile, at("import", batch.pk))
    odile.post(at("import_columns", batch.pk), batch.mapping)
    jobs.run_waiting()
    assert Import.objects.get(pk=batch.pk).state == "checked"


def test_the_pages_cost_the_same_for_one_line_and_for_thirty(odile, cast, django_assert_num_queries):
    def lines(n):
        return [[f"Boutique {i}", "", f"{i} place Y", "75001", "Paris", "", ""] for i in range(1, n + 1)]
    for n in (1, 30):
        batch = confirmed(odile, given(odile, uploaded(lines(n))))
        with django_assert_num_queries(14):
            page(odile, at("import", batch.pk))


def test_another_territory_sees_nothing(client, cast):
    batch = Import.objects.create(territory=cast.bordeaux, file_key="0" * 32, file_name="x", created_at=cast.season.created_at)
    client.force_login(cast.hugo)
    assert [client.get(at(*a)).status_code for a in (("imports",), ("import", batch.pk), ("import_report", batch.pk), ("shops",), ("territory",))] == [404] * 5
    assert client.get(reverse("team:import", args=["villeneuve", batch.pk])).status_code == 404
