"""My takings on screen: months typed, a file from end to end, the calendar, the mailed link; nobody else's eyes."""
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.foundation import jobs
from chalandise.foundation.models import Letter
from chalandise.impact.models import Taking, TakingsFile
from chalandise.impact.operations import ask_takings
from chalandise.people.models import Role
from chalandise.people.operations import end_role
from tests.browser import check_axe, views
from tests.impact import tills
from tests.impact.tills import agreed, written


@pytest.fixture
def here(cast, client):
    cast.pairing, cast.lila  # noqa: B018
    client.force_login(cast.lila)
    return reverse("merchant:takings", args=[cast.lys.pk])


def posted(client, address, **data):
    return client.post(address, data, follow=True).content.decode()


def test_nothing_yet_says_what_for_and_offers_two_ways(client, here):
    page = client.get(here).content.decode()
    assert "À quoi elles servent" in page and "Donner le fichier de la caisse" in page and "Écrire quelques mois" in page


def test_a_month_typed_with_the_agreement_in_one_gesture(client, cast, here):
    page = client.get(f"{here}mois/").content.decode()
    assert "garde les recettes de « Institut Lys »" in page and "Octobre 2017" in page
    page = posted(client, f"{here}mois/", p20171001="8 450")
    assert "Cochez si vous êtes d’accord" in page and 'value="8 450"' in page
    assert Taking.objects.count() == 0
    page = posted(client, f"{here}mois/", p20171001="8 450", agreed="on")
    assert "1 chiffre est noté" in page and "8 450,00" in page.replace("\u00a0", " ")


def test_a_wrong_figure_is_told_beside_it_and_an_unusual_one_is_asked_about(client, cast, here):
    agreed(cast)
    page = posted(client, f"{here}mois/", p20171001="-3", p20170901="8000")
    assert "Une recette ne peut pas être négative" in page and 'value="8000"' in page
    posted(client, f"{here}mois/", **{f"p2017{m:02d}01": 8000 + m for m in range(1, 10)})
    page = posted(client, f"{here}mois/", p20171001="81000")
    assert "Est-ce bien cela" in page and "Oui, ces chiffres sont les bons" in page
    assert "1 chiffre est noté" in posted(client, f"{here}mois/", p20171001="81000", confirmed="on")


def test_a_known_month_is_corrected_and_weeks_are_typed_too(client, cast, here):
    agreed(cast)
    posted(client, f"{here}mois/", p20171001="8000")
    page = client.get(f"{here}mois/?de=2017-10-01").content.decode()
    assert 'value="8000,00"' in page
    posted(client, f"{here}mois/?de=2017-10-01", p20171001="8100")
    posted(client, f"{here}semaines/", p20171113="2000")
    assert sorted(Taking.objects.filter(ended_at=None).values_list("grain", "amount")) == [("month", 8100), ("week", 2000)]
    assert client.get(f"{here}mois/?de=n-importe").status_code == 200


def test_a_file_from_the_shelf_to_the_calendar_and_back(client, cast, here):
    agreed(cast)
    amounts = dict(tills.OPEN)
    amounts[date(2017, 5, 10)] *= 10
    page = posted(client, f"{here}fichiers/", file=SimpleUploadedFile("caisse.csv", tills.tickets(amounts)))
    file = TakingsFile.objects.get()
    there = reverse("merchant:takings_file", args=[cast.lys.pk, file.pk])
    assert "une ligne par ticket" in page and "Total TTC" in page
    answer = client.post(f"{there}colonnes/", {**file.mapping, "channel": "all", "unit": "euros"})
    assert answer["Location"].startswith("/travaux/")
    assert "lues une à une" in client.get(there).content.decode()
    jobs.run_waiting()
    page = client.get(there).content.decode()
    assert "365 chiffres à enregistrer" in page and "À vérifier : loin de l’ordinaire" in page
    assert "fichier lui-même est effacé" in posted(client, f"{there}ecriture/")
    page = client.get(here).content.decode()
    assert "1 chiffre en doute" in page and "Ce que l’on sait, semaine par semaine" in page
    assert "2017, semaines 1 à 26 : 25 connues, 1 en doute" in page
    doubt = Taking.objects.exclude(doubt="").get()
    assert "gardé tel quel" in posted(client, f"{here}doutes/", taking=doubt.pk, decision="keep")
    assert "Ligne;Colonne" in b"".join(client.get(f"{there}rapport/").streaming_content).decode()
    assert "2017-05-10;jour" in b"".join(client.get(f"{here}telechargement/").streaming_content).decode()
    assert "Fichier annulé" in posted(client, f"{there}annulation/")
    assert Taking.objects.filter(ended_at=None).count() == 0


def test_a_file_that_is_no_table_says_so(client, cast, here):
    agreed(cast)
    assert "bon genre" in posted(client, f"{here}fichiers/", file=SimpleUploadedFile("photo.csv", b"\x89PNG\r\n\x1a\n1"))
    page = posted(client, f"{here}fichiers/", file=SimpleUploadedFile("vide.csv", b"Date;Montant\n"))
    assert "aucune ligne de données" in page


def test_closed_days_and_taking_it_all_back(client, cast, here):
    agreed(cast)
    assert "7 jours sont notés fermés" in posted(client, f"{here}fermetures/", first="2017-08-07", last="2017-08-13")
    page = client.get(here).content.decode()
    assert "Effacer toutes les recettes de « Institut Lys »" in page
    assert "les recettes sont effacées" in posted(client, f"{here}effacement/")
    assert Taking.objects.count() == 0


def link_of(cast):
    ask_takings(by=cast.rose, season=cast.season, shop=cast.lys)
    return re.search(r"/l/[\w-]+/", Letter.objects.filter(purpose="takings.give").latest("id").text).group()


def test_one_link_gives_months_without_signing_in_and_shows_no_amount(client, cast):
    cast.pairing, cast.lila  # noqa: B018
    link = link_of(cast)
    assert "garde les recettes" in client.get(link).content.decode()
    page = posted(client, link, p20171001="8450", agreed="on")
    assert "Merci : 1 chiffre est noté" in page and "Août 2017" in page
    assert "8450" not in page and "8 450" not in page.replace("\u00a0", " ")
    assert "8450" not in client.get(link).content.decode()
    assert Taking.objects.get().via == "link"


def test_the_link_of_who_left_the_shop_opens_nothing(client, cast):
    cast.pairing, cast.lila  # noqa: B018
    link = link_of(cast)
    end_role(person=cast.lila, kind=Role.Kind.MERCHANT, scope_id=cast.lys.pk)
    assert client.get(link).status_code == 404


def test_nobody_else_opens_any_of_it(client, cast, here):
    agreed(cast)
    file = written(cast, tills.tickets())
    there = reverse("merchant:takings_file", args=[cast.lys.pk, file.pk])
    team = reverse("team:takings_shop", args=[cast.season.slug, cast.lys.pk])
    addresses = [here, *(f"{here}{g}/" for g in ("mois", "semaines", "fermetures", "fichiers", "telechargement")), there, f"{there}rapport/",
                 team, f"{team}mois/", f"{team}fichiers/{file.pk}/", f"{team}fichiers/{file.pk}/rapport/", f"{team}telechargement/"]
    for person in (cast.bruno, cast.karim, cast.awa, cast.odile, cast.hugo):
        client.force_login(person)
        assert {a: client.get(a).status_code for a in addresses} == dict.fromkeys(addresses, 404)
    client.force_login(cast.rose)
    assert client.get(team).status_code == 200
    assert client.get(f"{team}telechargement/").status_code == 404  # she reads, and carries nothing away


@pytest.mark.parametrize("many", [False, True])
def test_the_page_asks_the_database_the_same_whatever_there_is(client, cast, here, many, django_assert_max_num_queries):
    agreed(cast)
    written(cast, tills.tickets(tills.OPEN if many else dict(list(tills.OPEN.items())[:40])))
    client.get(here)
    with django_assert_max_num_queries(36):
        client.get(here)


@pytest.mark.browser
@pytest.mark.slow
def test_the_pages_are_open_to_everybody(page, cast):
    agreed(cast)
    amounts = dict(tills.OPEN)
    amounts[date(2017, 5, 10)] *= 10
    file = tills.read(cast, tills.tickets(amounts))
    page.sign_in(cast.lila)
    here = reverse("merchant:takings", args=[cast.lys.pk])
    there = reverse("merchant:takings_file", args=[cast.lys.pk, file.pk])
    for name, address in (("lu", there), ("mois", f"{here}mois/"), ("fichiers", f"{here}fichiers/")):
        _look(page, f"recettes-{name}", address)
    tills.write_file(by=cast.lila, file=file)
    _look(page, "recettes", here)


def _look(page, name, address):
    assert page.open(address) == 200
    for view in views():
        page.show(**view)
        page.shoot(name + "-{width}-{scheme}-{language}".format(**view))
        assert (name, view, check_axe(page), page.overflow()) == (name, view, [], 0)
