"""What the house tells a phone: its worker, its list of pages, whose page this is, and what became of what it sent."""
import gzip
import json
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Answer, Assessment, Given
from chalandise.foundation import clock
from chalandise.mentoring.models import Minutes, Visit
from chalandise.people.models import Link
from chalandise.people.operations import issue_link
from chalandise.web.shell.views.offline import SCRIPTS
from tests.mentoring import scenes

PHONE = {"HTTP_ACCEPT": "application/json"}
MINUTES = {"gesture": "minutes", "duration": "45", "decided": "Essayer en ligne"}


@pytest.fixture
def sheet(cast):
    cast.pairing  # noqa: B018
    cast.lys.trade = "beauty-salon"
    cast.lys.save()
    return reverse("mentor:assessment", args=[cast.season.slug, cast.lys.pk, "T0"])


def minutes_of(cast, visit):
    return reverse("mentor:minutes", args=[cast.season.slug, visit.pk])


def told(**words):
    words.setdefault("key", str(uuid.uuid4()))
    return {"gesture": "answer", "question": "listing", "choice": "right", "note": "", "seen": "", "bank": "2017.1", "age": "60000", **words}


# --- the worker and what it may keep ----------------------------------------------------------------------------------

def test_the_worker_may_open_the_whole_site_and_is_asked_for_again_each_time(client, db):
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert (answer["Cache-Control"], answer["Service-Worker-Allowed"]) == ("no-cache", "/")
    house = json.loads(answer.content.decode().partition("\n")[0].removeprefix("const HOUSE = ").removesuffix(";"))
    assert house["leaving"] == ["/deconnexion/", "/moi/donnees/effacement/"]
    assert [a for a in house["assets"] if a.startswith("/static/") and not finders.find(a.removeprefix("/static/"))] == []
    assert client.get(house["assets"][0])["Cache-Control"].endswith("immutable")


def test_the_scripts_of_a_phone_are_small_and_a_stranger_loads_none(client, db):
    scripts = b"".join(Path(finders.find(f"shell/js/{name}.js")).read_bytes() for name in (*SCRIPTS, "worker"))
    assert len(gzip.compress(scripts, 9)) < 12_000
    assert "shell/js/" not in client.get("/").content.decode()


def test_a_phone_can_put_us_on_its_first_screen(client, db):
    told_to_phone = client.get("/manifeste.webmanifest").json()
    assert (told_to_phone["start_url"], told_to_phone["display"], told_to_phone["scope"]) == ("/moi/", "standalone", "/")
    assert [bool(finders.find(i["src"].removeprefix("/static/"))) for i in told_to_phone["icons"]] == [True, True]


def test_a_page_says_whose_it_is_without_naming_anybody(client, cast, sheet):
    assert client.get("/")["X-Person"] == "-"
    client.force_login(cast.karim)
    his = client.get(sheet)["X-Person"]
    assert (len(his), his == client.get("/moi/")["X-Person"], str(cast.karim.pk) == his) == (16, True, False)
    client.force_login(cast.lila)
    hers = client.get(reverse("merchant:home", args=[cast.lys.pk]))["X-Person"]
    assert hers not in (his, "-")
    found = operations.begin(by=cast.rose, season=cast.season, shop=cast.lys, moment="T0", filler="referent")
    link = issue_link(purpose="assessment.fill", person=cast.lila, target=found)
    assert Client().get("/l/" + link.rsplit("/l/", 1)[1])["X-Person"] == hers


def test_the_pages_kept_are_those_of_a_day_in_a_shop(client, cast, sheet):
    visit = scenes.fixed(cast, 20, 9)
    scenes.visit(cast, 2)
    assert client.get("/hors-ligne/pages/").json() == {"who": "", "pages": []}
    client.force_login(cast.karim)
    season = cast.season.slug
    assert [p["address"] for p in client.get("/hors-ligne/pages/").json()["pages"]] == [
        f"/parrain/{season}/", f"/parrain/{season}/commerces/{cast.pairing.pk}/", f"/parrain/{season}/visites/{visit.pk}/",
        f"/parrain/{season}/visites/{visit.pk}/compte-rendu/", f"{sheet}?tout"]
    client.force_login(cast.lila)
    assert [p["address"] for p in client.get("/hors-ligne/pages/").json()["pages"]] == [
        f"/boutique/{cast.lys.pk}/", f"/boutique/{cast.lys.pk}/diagnostic/T0/?tout"]
    client.force_login(cast.bruno)
    assert [p["address"] for p in client.get("/hors-ligne/pages/").json()["pages"]] == [f"/boutique/{cast.cuir.pk}/"]


def test_a_page_fetched_to_be_kept_does_not_use_up_what_it_tells(client, cast, sheet):
    client.force_login(cast.karim)
    client.post(sheet, {"gesture": "answer", "question": "listing", "choice": "maybe"})
    assert "Choisissez une des réponses" not in client.get(sheet, HTTP_X_KEEP="1").content.decode()
    assert "Choisissez une des réponses" in client.get(sheet).content.decode()


# --- answers ----------------------------------------------------------------------------------------------------------

def test_an_answer_kept_by_a_phone_arrives_once_with_its_hour(client, cast, sheet, fixed_day):
    client.force_login(cast.karim)
    posted = told(age="3600000", note="vu")
    for _twice in range(2):
        answer = client.post(sheet, posted, **PHONE)
        assert (answer.status_code, answer.json()) == (200, {
            "following": "?q=site", "said": "", "question": "listing", "seen": posted["key"], "torn": False})
    given = Given.objects.get()
    assert (given.at, given.received_at, given.filler, given.by) == (fixed_day - timedelta(hours=1), fixed_day, "mentor", cast.karim)
    assert Assessment.objects.get().started_at == fixed_day


def test_a_phone_is_told_that_another_one_answered_otherwise(client, cast, sheet):
    client.force_login(cast.karim)
    client.post(sheet, told(), **PHONE)
    client.force_login(cast.lila)
    answer = client.post(reverse("merchant:assessment_sheet", args=[cast.lys.pk, "T0"]), told(choice="wrong"), **PHONE).json()
    assert (answer["torn"], answer["said"]) == (True, "Envoyée. Un autre téléphone a répondu autrement.")
    assert len(answer["seen"].split()) == 2


def test_an_answer_that_does_not_count_is_accepted_with_the_reason(client, cast, sheet, fixed_day):
    client.force_login(cast.karim)
    assert "n’est plus posée" in client.post(sheet, told(question="fax"), **PHONE).json()["said"]
    Assessment.objects.update(finished_at=clock.now())
    with clock.at(fixed_day + timedelta(minutes=1)):
        assert "après la fin" in client.post(sheet, told(), **PHONE).json()["said"]
    assert (Given.objects.count(), Answer.objects.count()) == (2, 0)


@pytest.mark.parametrize("wrong", [{"key": "abc"}, {"key": ""}, {"choice": "x" * 50}, {"question": ""}])
def test_an_unreadable_answer_is_refused_in_words(client, cast, sheet, wrong):
    client.force_login(cast.karim)
    answer = client.post(sheet, told(**wrong), **PHONE)
    assert (answer.status_code, [len(s) for s in answer.json()["errors"].values()]) == (422, [1])
    assert not Given.objects.exists()


def test_a_nonsense_age_is_no_age(client, cast, sheet, fixed_day):
    client.force_login(cast.karim)
    for age in ("-5", "abc", "9" * 40):
        client.post(sheet, told(age=age), **PHONE)
    assert set(Given.objects.values_list("at", flat=True)) == {fixed_day}


def test_nothing_is_written_once_the_session_is_over_or_the_link_dead(client, cast, sheet):
    assert client.post(sheet, told(), **PHONE).status_code == 302  # the script takes it for: sign in again
    assert client.get("/hors-ligne/etat/").json()["who"] == ""
    found = operations.begin(by=cast.rose, season=cast.season, shop=cast.lys, moment="T0", filler="referent")
    path = "/l/" + issue_link(purpose="assessment.fill", person=cast.lila, target=found).rsplit("/l/", 1)[1]
    assert client.post(path, told(), **PHONE).status_code == 200
    Link.objects.update(expires_at="2017-01-01T00:00Z")
    assert client.post(path, told(), **PHONE).status_code == 410
    assert Given.objects.count() == 1


def test_without_its_token_nothing_that_a_page_of_another_site_sends_is_taken(cast, sheet):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.karim)
    assert client.post(sheet, told(), **PHONE).status_code == 403
    token = client.get("/hors-ligne/etat/").json()["token"]
    assert client.post(sheet, told(), HTTP_X_CSRFTOKEN=token, **PHONE).status_code == 200


# --- minutes ----------------------------------------------------------------------------------------------------------

def test_minutes_kept_by_a_phone_arrive_once_and_their_words_may_have_changed_meanwhile(client, cast):
    visit = scenes.fixed(cast, 20, 9)
    client.force_login(cast.karim)
    posted = {**MINUTES, "client_key": str(uuid.uuid4())}
    for words in ("Essayer en ligne", "Essayer en ligne", "Essayer en ligne, le soir"):
        answer = client.post(minutes_of(cast, visit), {**posted, "decided": words}, **PHONE)
        assert (answer.status_code, answer.json()["following"]) == (200, f"{minutes_of(cast, visit)}?ecrit=1")
    assert Minutes.objects.get().decided == "Essayer en ligne, le soir"
    Minutes.objects.update(version=3, decided="Non", next_on=date(2017, 12, 1))  # Rose has edited them
    answer = client.post(minutes_of(cast, visit), {**posted, "decided": "Oui"}, **PHONE)
    assert (answer.status_code, "modifié" in str(answer.json()["errors"])) == (422, True)
    assert Minutes.objects.get().decided == "Non"


@pytest.mark.parametrize(("state", "posted", "field", "sentence"), [
    ("fixed", {"duration": "2"}, "duration", "entre 5 minutes et 8 heures"),
    ("cancelled", {}, "", "Ce parrainage est terminé"),
])
def test_minutes_refused_say_why_beside_the_field_and_nothing_is_written(client, cast, state, posted, field, sentence):
    visit = scenes.fixed(cast, 20, 9)
    Visit.objects.update(state=state)
    client.force_login(cast.karim)
    answer = client.post(minutes_of(cast, visit), {**MINUTES, "client_key": str(uuid.uuid4()), **posted}, **PHONE)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert sentence in answer.json()["errors"][field][0]
    assert not Minutes.objects.exists()


def test_minutes_written_by_another_phone_meanwhile_are_not_replaced(client, cast):
    visit = scenes.fixed(cast, 20, 9)
    client.force_login(cast.karim)
    for words, status in (("Oui", 200), ("Non", 422)):
        answer = client.post(minutes_of(cast, visit), {**MINUTES, "decided": words, "client_key": str(uuid.uuid4())}, **PHONE)
        assert answer.status_code == status
    assert "existe déjà" in answer.json()["errors"][""][0]
    assert Minutes.objects.get().decided == "Oui"
