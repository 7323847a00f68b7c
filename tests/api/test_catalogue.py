"""The open door: what is public and nothing else, documented, cached, and never broken by what is asked."""
import csv
import io
import json
import xml.etree.ElementTree as tree
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalandise.api import cursor
from chalandise.api.problems import Wrong
from chalandise.api.v1.catalogue import api
from chalandise.api.v1.schemas import Problem
from chalandise.catalogue.models import SolutionDocument
from chalandise.catalogue.operations.opinions import hide_opinion
from chalandise.catalogue.operations.qualifications import suspend
from chalandise.foundation import clock
from chalandise.foundation.models import StoredFile
from tests.web.public.catalogue.scenes import qualified, used

V1 = "/api/v1/catalogue"
EVERY = (f"{V1}/solutions", f"{V1}/search", f"{V1}/changes", f"{V1}/needs", f"{V1}/catalogue.csv", f"{V1}/catalogue.json", f"{V1}/schema.json",
         f"{V1}/tableschema.json", f"{V1}/changes.atom", "/api/v1/openapi.json")


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_list_gives_every_solution_once_whatever_the_page(cast, client):
    expected = [qualified(cast).slug, *(qualified(cast, f"Solution {n}").slug for n in range(6))]
    found, following = [], ""
    while following is not None:
        answer = client.get(f"{V1}/solutions?limit=3&cursor={following}").json()
        found += [item["slug"] for item in answer["items"]]
        following = answer["next"]
    assert found == expected


def test_one_solution_says_its_price_its_term_and_its_uses(cast, client):
    solution = qualified(cast)
    used(cast, solution)
    item = client.get(f"{V1}/solutions/{solution.slug}").json()
    assert (item["price_month"], item["price_after"], item["commitment_months"]) == ("19.00", "29.00", 0)
    assert item["qualifications"] == [{"territory": "bordeaux-le-bouscat", "state": "qualified", "since": "2017-11-20", "until": "2018-11-20",
                                       "conditions": "", "review": "Simple, et l’on part avec ses clients."}]
    assert (item["evidence"]["uses"], item["evidence"]["answered"]["3"], item["evidence"]["still_used"]["3"]) == (4, 4, 3)


def test_filters_narrow_and_a_suspended_solution_leaves_the_list_and_keeps_its_address(cast, client):
    solution = qualified(cast)
    qualified(cast, "Caisse Bleue", needs=["payment"])
    assert [i["name"] for i in client.get(f"{V1}/solutions?need=payment&territory=bordeaux-le-bouscat").json()["items"]] == ["Caisse Bleue"]
    assert client.get(f"{V1}/solutions?territory=villeneuve").json()["items"] == []
    suspend(by=cast.odile, qualification=solution.qualifications.get(), reason="complaint")
    assert [i["name"] for i in client.get(f"{V1}/solutions").json()["items"]] == ["Caisse Bleue"]
    assert client.get(f"{V1}/solutions/{solution.slug}").json()["qualifications"][0]["state"] == "suspended"


def test_search_answers_as_the_page_does(cast, client):
    qualified(cast)
    qualified(cast, "Caisse Bleue", text="Encaisser.", needs=["payment"])
    answer = client.get(f"{V1}/search?q=rendez-vous").json()
    assert ([i["name"] for i in answer["items"]], answer["total"], answer["counts"]["need"]["booking"]) == (["Ardoise RDV"], 1, 1)
    assert client.get(f"{V1}/search?q=ardoize").json()["corrected"] == "ardoise"


def test_changes_are_told_the_latest_first_in_json_and_in_atom(cast, client):
    solution = qualified(cast)
    suspend(by=cast.odile, qualification=solution.qualifications.get(), reason="price")
    first = client.get(f"{V1}/changes?limit=1").json()
    second = client.get(f"{V1}/changes?limit=1&cursor={first['next']}").json()
    assert [(p["items"][0]["kind"], p["next"] is None) for p in (first, second)] == [("suspended", False), ("qualified", True)]
    feed = tree.fromstring(body(client.get(f"{V1}/changes.atom")))
    titles = [e.findtext("{http://www.w3.org/2005/Atom}title") for e in feed.iter("{http://www.w3.org/2005/Atom}entry")]
    assert titles == ["Ardoise RDV est suspendue (Bordeaux – Le Bouscat).", "Ardoise RDV entre au catalogue (Bordeaux – Le Bouscat)."]


def test_the_dumps_hold_the_same_catalogue_and_their_schemas_fit(cast, client):
    solution = qualified(cast, "=Formule", summary="\u0001 étrange")
    used(cast, solution)
    rows = list(csv.DictReader(io.StringIO(body(client.get(f"{V1}/catalogue.csv")).decode("utf-8-sig"))))
    whole = json.loads(body(client.get(f"{V1}/catalogue.json")))
    fields = [f["name"] for f in client.get(f"{V1}/tableschema.json").json()["fields"]]
    assert list(rows[0]) == fields
    assert (rows[0]["name"], rows[0]["uses"], rows[0]["territories"], rows[0]["answered_3"]) == ("'=Formule", "4", "bordeaux-le-bouscat", "4")
    assert [s["slug"] for s in whole["solutions"]] == [solution.slug] and "Licence Ouverte" in whole["licence"]["name"]
    assert set(client.get(f"{V1}/schema.json").json()["properties"]) == set(whole["solutions"][0])


def test_nothing_confidential_ever_leaves(cast, client):
    solution = qualified(cast)
    uses = used(cast, solution)
    hide_opinion(by=cast.odile, opinion=uses[0].opinion, reason="RAISON-CACHÉE")
    solution.demo_account, solution.demo_url = "COMPTE-SECRET", "https://essai.invalid/ADRESSE-SECRETE"
    solution.save()
    cast.ardoise.contact_email, cast.ardoise.contact_phone = "CONTACT@secret.invalid", "+33611223344"
    cast.ardoise.save()
    file = StoredFile.objects.create(file="files/none.pdf", name="FICHIER-SECRET.pdf", kind="pdf", media_type="application/pdf", size=1,
                                     sha256="0" * 64, given_at=clock.now())
    SolutionDocument.objects.create(solution=solution, file=file, title="DOCUMENT-SECRET", public=False, at=clock.now())
    cast.submission, cast.reviewer  # noqa: B018
    secrets = ("COMPTE-SECRET", "ADRESSE-SECRETE", "CONTACT@", "11223344", "FICHIER-SECRET", "DOCUMENT-SECRET", "RAISON-CACHÉE", "Commerçant",
               "Nadia", "Castel", "Théo", "Odile", "Salon 1", "On ne décroche plus", "Les salons de la rue")
    for address in (*EVERY, f"{V1}/solutions/{solution.slug}", f"{V1}/search?q=secret"):
        said = body(client.get(address)).decode()
        assert (address, [s for s in secrets if s in said]) == (address, [])


def test_answers_are_kept_by_whoever_asks_and_read_from_any_site(cast, client):
    qualified(cast)
    for address in EVERY[:-1]:
        answer = client.get(address)
        assert (address, answer.status_code, answer.headers["Access-Control-Allow-Origin"], "public" in answer.headers["Cache-Control"],
                bool(answer.cookies), "Cookie" in answer.headers.get("Vary", "")) == (address, 200, "*", True, False, False)
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (address, again.status_code, body(again)) == (address, 304, b"")
    before = client.get(EVERY[0]).headers["ETag"]
    suspend(by=cast.odile, qualification=cast.solution.qualifications.get(), reason="price")
    assert client.get(EVERY[0], headers={"If-None-Match": before}).status_code == 200


@pytest.mark.parametrize("address, status", [
    (f"{V1}/solutions/nulle-part", 404), (f"{V1}/rien", 404), ("/api/", 404), ("/api/v2/x", 404), (f"{V1}/solutions?limit=0", 422),
    (f"{V1}/solutions?limit=9999999999999999999999", 422), (f"{V1}/solutions?limit=x", 422), (f"{V1}/solutions?inconnu=1", 400), (f"{V1}/needs?x=1", 400),
    (f"{V1}/solutions?cursor=abc", 400), (f"{V1}/solutions?cursor=" + cursor.write("c", 1), 400), (f"{V1}/solutions?need=%00", 422),
    (f"{V1}/search?q=%00", 422), (f"{V1}/search?page=99999999", 422), (f"{V1}/solutions/%00", 422), (f"{V1}/solutions/é", 422)])
def test_a_refusal_is_json_and_says_what(cast, client, address, status):
    qualified(cast)
    answer = client.get(address)
    assert (answer.status_code, set(answer.json())) == (status, {"error", "detail"})
    Problem(**answer.json())


def test_a_cursor_comes_back_and_a_made_up_one_is_refused():
    assert [cursor.read("s", cursor.write("s", n)) for n in (1, 2**40)] == [1, 2**40]
    for made in ("!!", "cw", cursor.write("s", "x"), cursor.write("s", "²"), cursor.write("s", "9" * 30), "é"):
        with pytest.raises(Wrong):
            cursor.read("s", made)


def test_the_list_costs_the_same_for_one_and_for_thirty(cast, client, django_assert_num_queries):
    qualified(cast)
    for count in (1, 30):
        with django_assert_num_queries(2):
            assert len(client.get(f"{V1}/solutions?limit=200").json()["items"]) == count
        if count == 1:
            for n in range(29):
                qualified(cast, f"Solution {n}")


# --- whatever is asked ------------------------------------------------------------------------------------------------

WORDS = st.one_of(st.text(max_size=40), st.sampled_from(["booking", "payment", "bordeaux-le-bouscat", "", "0", "-1", "1e9", "752.0", "9" * 40, "\0", "%00", "a" * 300]),
                  st.integers().map(str))
PATHS = {path: [p["name"] for p in spec["get"].get("parameters", ()) if p["in"] == "query"] for path, spec in api.get_openapi_schema()["paths"].items()}
ASKED = st.sampled_from(sorted(PATHS)).flatmap(lambda path: st.tuples(
    st.just(path), st.dictionaries(st.one_of(st.sampled_from(PATHS[path] or ["x"]), st.text(min_size=1, max_size=8)), WORDS, max_size=4), WORDS))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(asked=ASKED)
def test_whatever_is_asked_the_answer_is_documented_and_never_broken(asked_catalogue, asked):
    path, words, slug = asked
    client, documented = asked_catalogue
    address = path.replace("{slug}", quote(slug, safe="") or "x")
    try:
        answer = client.get(address, words)
    except UnicodeEncodeError:
        return  # half a character: no client can send it
    known = documented[path]["get"]["responses"]
    if "/" in slug and "{slug}" in path:
        assert answer.status_code in (200, 404, 422)
        return
    assert str(answer.status_code) in {str(k) for k in known}, (address, words, answer.status_code)
    shape = known.get(str(answer.status_code)) or known[answer.status_code]
    assert answer.headers["Content-Type"].split(";")[0] in shape["content"]
    if answer.status_code != 200:
        Problem(**answer.json())


@pytest.fixture
def asked_catalogue(cast):
    used(cast, qualified(cast))
    return Client(raise_request_exception=True), api.get_openapi_schema()["paths"]
