"""The catalogue for other people's sites: a frame without cookie or script, and the page that gives the files."""
from datetime import date

import pytest
from django.urls import reverse

from tests.browser import check_axe
from tests.web.public.catalogue.scenes import qualified

FRAME = "/catalogue/cadre/"


def test_the_frame_may_stand_on_any_site_without_cookie_or_script(cast, client):
    qualified(cast)
    answer = client.get(FRAME)
    page = answer.content.decode()
    assert "Ardoise RDV" in page and "<script" not in page and not answer.cookies
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"] and "X-Frame-Options" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "") and answer.headers["Cache-Control"] == "public, max-age=300"


def test_every_other_page_stays_out_of_frames(cast, client):
    answer = client.get("/catalogue/")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"] and answer.headers["X-Frame-Options"] == "DENY"


def test_the_frame_narrows_and_strange_words_change_nothing(cast, client):
    qualified(cast)
    for asked, there in (("besoin=booking", True), ("besoin=payment", False), ("territoire=bordeaux-le-bouscat", True), ("besoin=%00&territoire=%00", True)):
        assert (asked, "Ardoise RDV" in client.get(f"{FRAME}?{asked}").content.decode()) == (asked, there)


def test_the_frame_costs_the_same_for_one_and_for_thirty(cast, client, django_assert_num_queries):
    qualified(cast)
    client.get(FRAME)
    with django_assert_num_queries(3):
        client.get(FRAME)
    for n in range(29):
        qualified(cast, f"Solution {n}")
    client.get(FRAME)
    with django_assert_num_queries(3):
        assert client.get(FRAME).content.decode().count("<li>") == 30


def test_the_data_page_leads_to_every_file(cast, client):
    qualified(cast)
    answer = client.get(reverse("public:catalogue_data"))
    assert [client.get(address).status_code for address, _words in answer.context["files"]] == [200] * 6
    assert "&lt;iframe src=" in answer.content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_list_in_a_frame_reads_well_in_the_language_that_its_address_says(page, cast, language):
    qualified(cast)
    page.travel(date(2017, 11, 21))
    assert page.open(f"{FRAME}?langue={language}") == 200
    assert page.sheet.locator("html").get_attribute("lang") == language
    assert page.sheet.get_by_role("link", name="Ardoise RDV").count() == 1
    for width, scheme in ((320, "light"), (600, "dark")):
        page.sheet.set_viewport_size({"width": width, "height": 500})
        page.sheet.emulate_media(color_scheme=scheme)
        assert (check_axe(page), page.overflow(), page.complaints) == ([], 0, [])
