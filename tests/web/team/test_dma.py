"""The team fills the European assessment of a shop, reads it, and takes the season's file."""
import csv
import io
import json

import pytest
from django.urls import reverse

from chalandise.diagnostics.models import DmaSheet


@pytest.fixture
def rose(cast, client):
    cast.pairing  # noqa: B018
    client.force_login(cast.rose)
    return cast.rose


def address(cast, moment="T0"):
    return reverse("team:dma", args=[cast.season.slug, cast.lys.pk, moment])


TYPED = {"q1-now": ["marketing", "gone"], "q1-planned": ["delivery"], "q3": ["website", "intranet"], "q4-things": "5", "q4-ledger": "6",
         "q4-reality": "²", "q11-reuse": "2", "q11-energy": "5"}


def test_what_is_ticked_is_kept_then_scored_and_what_is_skipped_is_told(cast, client, rose):
    page = client.get(address(cast)).content.decode()
    assert "Conception assistée par ordinateur" not in page and "Objets connectés" in page
    page = client.post(address(cast), {**TYPED, "gesture": "save"}, follow=True).content.decode()
    assert "vous pouvez reprendre plus tard" in page and page.count(" checked") == 3 and page.count(" selected") >= 2
    assert {k: v for k, v in DmaSheet.objects.get().answers.items() if v} == {
        "q1": {"now": ["marketing"], "planned": ["delivery"]}, "q3": ["website"], "q4": {"things": 5}, "q11": {"reuse": 2}}
    page = client.post(address(cast), {**TYPED, "gesture": "finish"}, follow=True)
    # strategy (1 + 1 + 0)/3·10 = 6.67, readiness (1 + 10/7)/2·10 = 12.14, green (0 + 2)/2·10 = 10: 28.81 / 6 = 4.8
    assert (page.context["overall"], str(page.context["band"])) == (5, "de base")
    assert "Conception assistée par ordinateur" in page.content.decode()
    page = client.post(address(cast), {"gesture": "reopen"}, follow=True)
    assert page.context["screen"].endswith("_form.html")


def test_the_season_s_file_is_csv_or_json(cast, client, rose):
    client.post(address(cast), {**TYPED, "gesture": "finish"})
    overview = client.get(reverse("team:assessments", args=[cast.season.slug]))
    assert (overview.context["dma_done"], overview.context["dma"][0][1][0][2]) == (1, 5)
    text = b"".join(client.get(reverse("team:dma_csv", args=[cast.season.slug])).streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["shop"], row["stage"], row["band"], row["dimension_green"]) == ("Institut Lys", "T0", "basic", "10,0")
    assert json.loads(row["answers"])["q4"] == {"things": 5}
    (found,) = json.loads(client.get(reverse("team:dma_json", args=[cast.season.slug])).content)
    assert (found["overall"], found["rules"]) == (4.8, "2024.1")


def test_an_empty_season_has_an_empty_file(cast, client, rose):
    assert json.loads(client.get(reverse("team:dma_json", args=[cast.season.slug])).content) == []


def test_nothing_ticked_is_not_finished(cast, client, rose):
    page = client.post(address(cast), {"gesture": "finish"}, follow=True)
    assert "Rien n’est coché" in page.content.decode() and not DmaSheet.objects.exists()


def test_the_mentor_fills_it_for_their_shop_only(cast, client, rose):
    client.force_login(cast.karim)
    path = reverse("mentor:dma", args=[cast.season.slug, cast.lys.pk, "T0"])
    assert client.post(path, {**TYPED, "gesture": "finish"}, follow=True).context["overall"] == 5
    assert client.get(reverse("mentor:dma", args=[cast.season.slug, cast.cuir.pk, "T0"])).status_code == 404
    assert client.get(reverse("mentor:dma", args=[cast.season.slug, cast.lys.pk, "T9"])).status_code == 404
