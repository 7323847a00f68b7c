"""Takings as they come when something is wrong: each gets a useful sentence on the page, and nothing is corrected silently."""
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.foundation import jobs
from chalandise.impact.models import Rupture, Taking, TakingsFile
from tests.browser import check_axe, views
from tests.impact import tills
from tests.impact.neighbours import gives, months
from tests.impact.tills import agreed

LEVEL = {f"p2017{m:02d}01": str(8000 + 90 * m) for m in range(1, 10)}


def text(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def here(cast, client):
    agreed(cast)
    client.force_login(cast.lila)
    return reverse("merchant:takings", args=[cast.lys.pk])


def typed(client, here, grain="mois", **data):
    return text(client.post(f"{here}{grain}/", data, follow=True))


def given(client, here, cast, data):
    """Give a file by the page and let it be read; returns the page of the file."""
    client.post(f"{here}fichiers/", {"file": SimpleUploadedFile("caisse.csv", data)})
    file = TakingsFile.objects.latest("id")
    there = reverse("merchant:takings_file", args=[cast.lys.pk, file.pk])
    client.post(f"{there}colonnes/", {**file.mapping, "channel": "all", "unit": "euros"})
    jobs.run_waiting()
    return there, text(client.get(there))


def amounts(**changed):
    return dict(tills.OPEN) | {date.fromisoformat(day.replace("_", "-").lstrip("d")): cents for day, cents in changed.items()}


# --- a zero too many --------------------------------------------------------------------------------------------------

def test_a_zero_too_many_in_a_month_is_asked_about_beside_it(client, here):
    typed(client, here, **LEVEL)
    page = typed(client, here, p20171001="89000")
    assert "Vous avez écrit 89 000,00 € ; d’habitude c’est autour de" in page and 'value="89000"' in page
    assert Taking.objects.filter(start=date(2017, 10, 1)).count() == 0


def test_a_zero_too_many_among_the_first_months_is_seen_too(client, here):
    page = typed(client, here, **LEVEL | {"p20170501": "84500"})
    assert "Vous avez écrit 84 500,00 €" in page and Taking.objects.count() == 0


def test_a_zero_too_many_in_a_file_waits_for_a_word(client, here, cast):
    day = date(2017, 5, 10)
    there, page = given(client, here, cast, tills.tickets(amounts() | {day: tills.OPEN[day] * 10}))
    assert "À vérifier : loin de l’ordinaire" in page and "10 mai 2017" in page
    client.post(f"{there}ecriture/")
    assert "1 chiffre en doute" in text(client.get(here))


# --- another unit -----------------------------------------------------------------------------------------------------

def test_cents_for_euros_typed_or_in_a_file(client, here, cast):
    typed(client, here, **LEVEL)
    page = typed(client, here, **{f"p2016{m:02d}01": str(800_000 + 900 * m) for m in range(11, 13)}, p20171001="812000")
    assert "Est-ce bien cela" in page or "en centimes" in page
    there, page = given(client, here, cast, tills.day_totals())
    client.post(f"{there}ecriture/")
    there, page = given(client, here, cast, tills.day_totals({day + timedelta(days=366): cents * 100 for day, cents in tills.OPEN.items() if day < date(2016, 10, 20)}))
    assert "environ cent fois ceux que vous avez déjà donnés : sont-ils en centimes" in page and "J’ai vérifié" in page


@pytest.mark.parametrize("factor, words", [(100, "sont-ils en centimes"), (0.001, "sont-ils en milliers d’euros")])
def test_a_first_batch_in_another_unit_is_asked_about_even_with_nothing_to_compare(client, here, factor, words):
    page = typed(client, here, **{name: str(round(float(value) * 4 * factor, 2)) for name, value in LEVEL.items()})
    assert words in page and Taking.objects.count() == 0
    assert "9 chiffres sont notés" in typed(client, here, confirmed="on", **{n: str(round(float(v) * 4 * factor, 2)) for n, v in LEVEL.items()})


# --- twice, another year ----------------------------------------------------------------------------------------------

def test_the_same_twice_says_that_nothing_changed(client, here, cast):
    typed(client, here, p20171001="8450")
    assert "C’était déjà noté : rien n’a changé." in typed(client, f"{here}", p20171001="8450") or "déjà noté" in text(
        client.post(f"{here}mois/?de=2017-10-01", {"p20171001": "8450"}, follow=True))
    assert Taking.objects.count() == 1
    there, _page = given(client, here, cast, tills.tickets())
    client.post(f"{there}ecriture/")
    _there, page = given(client, here, cast, tills.tickets())
    assert "Ce même fichier a déjà été enregistré" in page and "Ce fichier n’apporte rien de nouveau" in page


def test_the_figures_of_another_year(client, here, cast):
    gives(cast, cast.lys, cast.lila, {date(2015, 11, 1) if n == 0 else date(2015 + (10 + n) // 12, (10 + n) % 12 + 1, 1): 8000 + 37 * n for n in range(12)})
    again = {f"p{2016 + (10 + n) // 12}{(10 + n) % 12 + 1:02d}01": str(8000 + 37 * n) for n in range(12)}
    assert "ceux d’une autre année déjà donnée" in typed(client, here, **again)
    there, _page = given(client, here, cast, tills.day_totals())
    client.post(f"{there}ecriture/")
    moved = {day.replace(year=day.year - 1): cents for day, cents in tills.OPEN.items() if (day.month, day.day) != (2, 29)}
    _there, page = given(client, here, cast, tills.day_totals(moved))
    assert "ceux d’une autre année déjà donnée" in page and "J’ai vérifié" in page


def test_a_year_to_come_or_long_gone_is_refused(client, here):
    assert "n’est pas finie, ou elle est trop ancienne" in text(client.post(f"{here}mois/?de=2017-12-01", {"p20171201": "8000"}))
    assert "n’est pas finie, ou elle est trop ancienne" in text(client.post(f"{here}mois/?de=1997-12-01", {"p19971201": "8000"}))


# --- negative days ----------------------------------------------------------------------------------------------------

def test_a_negative_day_typed_or_in_a_file(client, here, cast):
    assert "Une recette ne peut pas être négative. Fermé ? Écrivez 0." in typed(client, here, p20171001="-80")
    day = date(2017, 3, 8)
    there, page = given(client, here, cast, tills.day_totals(amounts() | {day: -12_000}))
    assert "8 mars 2017" in page and "À vérifier" in page
    client.post(f"{there}ecriture/")
    assert "chiffre en doute" in text(client.get(here))


# --- hours, till ------------------------------------------------------------------------------------------------------

def test_another_till_in_the_middle_is_told_explained_and_the_answer_stays(client, here, cast):
    early, late = months(1, 12, level=4000), months(2, 14, level=12_000, first=date(2016, 9, 1))
    gives(cast, cast.lys, cast.lila, early | late)
    page = text(client.get(here))
    assert "Depuis septembre 2016, les recettes sont environ 3 fois plus hautes qu’avant." in page and "Une autre caisse" in page
    page = text(client.post(f"{here}ruptures/", {"rupture": "level:2016-09-01", "why": "till"}, follow=True))
    assert "expliqué" in page and "C’est noté, à côté du calendrier" in page
    client.post(f"{here}ruptures/", {"rupture": "level:2016-09-01", "why": "right"})
    assert Rupture.objects.get().why == "right"
    for wrong in ({"rupture": "level:2016-09-01", "why": "x"}, {"rupture": "x:2016-09-01", "why": "till"}, {"rupture": "level:hier", "why": "till"}, {}):
        assert "Choisissez une des réponses" in text(client.post(f"{here}ruptures/", wrong, follow=True))
    client.post(f"{here}effacement/")
    assert Rupture.objects.count() == 0


def test_other_days_open_in_the_middle_are_told(client, here, cast):
    days = {day: cents for day, cents in tills.OPEN.items() if day.weekday() != 0 or day >= date(2017, 2, 6)}
    there, _page = given(client, here, cast, tills.day_totals(days))
    client.post(f"{there}ecriture/")
    assert "Depuis février 2017, la boutique ouvre 1 jour de plus par semaine." in text(client.get(here))


def test_the_referent_reads_and_explains_it_too_and_nobody_else(client, here, cast):
    gives(cast, cast.lys, cast.lila, months(1, 12, level=4000) | months(2, 14, level=12_000, first=date(2016, 9, 1)))
    there = reverse("team:takings_shop", args=[cast.season.slug, cast.lys.pk])
    client.force_login(cast.rose)
    assert "3 fois plus hautes" in text(client.get(there))
    client.post(f"{there}ruptures/", {"rupture": "level:2016-09-01", "why": "shop"})
    assert Rupture.objects.get().by == cast.rose
    client.force_login(cast.karim)
    assert client.post(f"{there}ruptures/", {"rupture": "level:2016-09-01", "why": "till"}).status_code == 404
    assert Rupture.objects.get().why == "shop"


@pytest.mark.browser
@pytest.mark.slow
def test_a_change_is_open_to_everybody(page, cast):
    agreed(cast)
    gives(cast, cast.lys, cast.lila, months(1, 12, level=4000) | months(2, 14, level=12_000, first=date(2016, 9, 1)))
    page.sign_in(cast.lila)
    assert page.open(reverse("merchant:takings", args=[cast.lys.pk])) == 200
    for view in views():
        page.show(**view)
        page.shoot("rupture-{width}-{scheme}-{language}".format(**view))
        assert (view, check_axe(page), page.overflow()) == (view, [], 0)
