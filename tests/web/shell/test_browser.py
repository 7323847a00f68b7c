"""What only a browser can say: no script needed, nothing too heavy, nothing that moves."""
import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.web.shell.links import HANDLERS
from chalandise.web.shell.views.style import stylesheet
from tests.browser import PHONE, check_axe, views

FONTS = ("atkinson-hyperlegible-next-latin-wght-normal.woff2", "bricolage-grotesque-latin-wght-normal.woff2")


@pytest.mark.browser
def test_the_menu_of_a_phone_opens_and_closes_without_any_script(visitor, cast):
    tab = visitor(width=PHONE, scripts=False).sign_in(cast.rose)
    tab.open("/equipe/fondaudege-2017/cagnotte/")
    entry = tab.locator("#side a").first
    assert not entry.is_visible()
    tab.get_by_role("button", name="Menu").press("Enter")
    assert entry.is_visible()
    tab.keyboard.press("Escape")
    assert not entry.is_visible()


@pytest.mark.browser
def test_the_first_key_leads_to_the_content(page, cast):
    page.open("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.browser
def test_one_button_changes_the_language_and_keeps_the_page(page, cast):
    page.open("/mentions-legales/?x=1")
    page.get_by_role("button", name="English").click()
    assert (page.locator("html").get_attribute("lang"), page.url.split("/", 3)[3]) == ("en", "mentions-legales/?x=1")


@pytest.mark.browser
def test_nothing_moves_while_the_front_page_arrives(page, cast):
    cast.season  # noqa: B018
    page.context.add_init_script("window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.moved += e.value))"
                                 ".observe({type: 'layout-shift', buffered: true})")
    for width in (PHONE, 1280):
        page.show(width=width)
        page.open("/")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.moved") < 0.02


def test_the_front_page_weighs_less_than_150_kilobytes_and_its_script_less_than_50(client, cast):
    cast.season  # noqa: B018
    html = len(gzip.compress(client.get("/").content))
    script = len(gzip.compress(Path(finders.find("django_htmx/htmx-2.min.js")).read_bytes()))
    fonts = sum(Path(finders.find(f"shell/fonts/{name}")).stat().st_size for name in FONTS)
    assert script < 50_000
    assert html + len(stylesheet()[2]) + script + fonts < 150_000


@pytest.mark.browser
def test_the_checker_finds_what_is_wrong(page, cast):
    page.open("/")
    page.evaluate("document.querySelector('main').innerHTML = '<h1>x</h1><img src=\"/x\"><p><button></button></p>'")
    assert [found.split(":")[0] for found in check_axe(page)] == ["button-name", "image-alt"]
    page.complaints.clear()


@pytest.mark.browser
@pytest.mark.parametrize("accent", ["#ffe04a", "#00aee6", "#111111"])
def test_whatever_accent_a_territory_chose_its_pages_can_be_read(page, cast, accent):
    type(cast.bordeaux).objects.filter(pk=cast.bordeaux.pk).update(accent=accent)
    page.sign_in(cast.rose)
    page.open("/equipe/fondaudege-2017/cagnotte/")
    for scheme in ("light", "dark"):
        page.show(scheme=scheme)
        page.shoot(f"accent-{accent[1:]}-{scheme}")
        assert (scheme, check_axe(page)) == (scheme, [])


@pytest.mark.browser
def test_pages_of_trouble_are_open_to_everybody(page, cast):
    from chalandise.people.models import Link
    from chalandise.people.operations import issue_link
    dead = issue_link(purpose="sign_in", person=cast.lila).split("/l/")[1]
    Link.objects.update(expires_at="2017-01-01T00:00Z", purpose=next(iter(HANDLERS)))
    for path, status in (("/nulle-part/", 404), (f"/l/{dead}", 410), ("/l/inconnu/", 404)):
        assert page.open(path) == status
        for view in views():
            page.show(**view)
            assert (path, view, check_axe(page), page.overflow()) == (path, view, [], 0)
    page.complaints.clear()  # the browser reports each of these statuses


@pytest.mark.browser
def test_a_filter_changes_the_list_and_the_address_without_leaving_the_page(page, cast):
    for n in range(3):
        Letter.objects.create(to_name="Lila Sarda", to_address="lila@exemple.invalid", subject=f"Visite {n}", text="x", purpose="x",
                              state="held" if n else "sent", scope_kind="season", scope_id=cast.season.pk,
                              written_at=clock.now(), send_after=clock.now())
    page.sign_in(cast.rose)
    page.open("/equipe/fondaudege-2017/courrier/")
    page.evaluate("window.stayed = true")
    page.get_by_label("État").select_option("held")
    page.wait_for_url("**/courrier/?*held*")
    assert (page.locator("tbody tr").count(), page.evaluate("window.stayed")) == (2, True)
    page.reload()
    assert page.locator("tbody tr").count() == 2
