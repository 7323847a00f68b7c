"""What only a browser can say: no script needed, nothing too heavy, nothing that moves."""
import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from chalandise.web.shell.views.style import stylesheet
from tests.browser import PHONE

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
