"""A real Chromium on a live server: fixtures `browser` and `page`, and what to look at with them.

    @pytest.mark.browser
    def test_the_page_reads_well(page, cast):
        page.sign_in(cast.rose)
        page.open("/equipe/fondaudege-2017/")
        for view in views():
            page.show(**view)
            assert check_axe(page) == []

The live server runs in other threads, which `clock.at` does not reach: here the day comes from `settings.CLOCK_OFFSET`,
and `page.travel(day)` moves it.
"""
import os
import re
import shutil
import threading
import time
from datetime import date, datetime
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from chalandise.foundation import clock

AXE = Path(__file__).resolve().parent / "vendor" / "axe.min.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
         "--disable-sync", "--disable-default-apps"]
NO_NETWORK = ("ERR_INTERNET_DISCONNECTED", "ERR_PROXY_CONNECTION_FAILED")
SCRIPT_WITHOUT_NETWORK = re.compile(r"htmx:(sendError|afterRequest), ")  # what htmx logs when nothing answered
PHONE, DESK = 390, 1280
SCREENS = Path(__file__).resolve().parent / "screens"  # not in the repository


def views(widths=(PHONE, DESK), schemes=("light", "dark"), languages=("fr", "en")):
    """Every way a page is shown: dicts for `Page.show`."""
    return [{"width": w, "scheme": s, "language": lang} for lang, s, w in product(languages, schemes, widths)]


@cache
def axe_source():
    return AXE.read_text(encoding="utf-8")


def check_axe(page, within=None):
    """Return what breaks WCAG 2.2 AA or good practice on the page as shown now: "rule: what → where" sentences."""
    sheet = getattr(page, "sheet", page)
    sheet.evaluate(axe_source())
    found = sheet.evaluate("""scope => axe.run(scope || document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
        "wcag22aa", "best-practice"]}).then(r => r.violations.flatMap(v => v.nodes.map(n =>
        `${v.id}: ${v.help} → ${n.target.join(" ")} ${n.html.slice(0, 120)}`)))""", within)
    return sorted(found)


ALONE = threading.RLock()


def one_at_a_time(get_response):
    """Middleware of the tests: the threads of the live server share one connection to a database in memory, and a phone
    sends, keeps pages and reads at the same moment. A test takes ALONE too when it looks at the database meanwhile."""
    def answer(request):
        with ALONE:
            return get_response(request)
    return answer


class Page:
    """One tab of one person: Playwright's page (as `sheet`, and through it for any other word) with the house's gestures."""

    def __init__(self, context, address, settings):
        self.context, self.address, self.settings = context, address, settings
        self.sheet = context.new_page()
        self.complaints = []
        self.sheet.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.sheet.on("console", self._hear)

    def _hear(self, said):
        if said.type == "error" and not said.text.endswith(NO_NETWORK) and not SCRIPT_WITHOUT_NETWORK.match(said.text):  # a test that cuts the network knows
            self.complaints.append(f"console: {said.text}")

    def cut(self, off=True):
        """Cut the network of this phone, or give it back."""
        self.context.set_offline(off)

    def __getattr__(self, name):
        return getattr(self.sheet, name)

    def open(self, path):
        """Go to a path of the site, or to a full address such as a mailed link's; return the answer's status."""
        full = path if path.startswith("http") else f"{self.address}{path}"
        answer = self.sheet.goto(full)
        if answer.status >= 400:  # the browser reports these itself; the test reads the status
            self.complaints = [c for c in self.complaints if "Failed to load resource" not in c]
        return answer.status

    def sign_in(self, person):
        """Enter as somebody, without the sign-in pages."""
        from django.conf import settings
        from django.test import Client
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "url": self.address, "value": cookie.value,
                                   "expires": time.time() + settings.SESSION_COOKIE_AGE}])
        return self

    def show(self, width=DESK, scheme="light", language="fr"):
        """Show the present page at a width, in a colour scheme and a language; it is loaded again when the language changes."""
        self.sheet.set_viewport_size({"width": width, "height": 844 if width < 700 else 900})
        self.sheet.emulate_media(color_scheme=scheme)
        if self.sheet.locator("html").get_attribute("lang") != language:
            self.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])
            self.sheet.reload()
        return self

    def travel(self, day):
        """Move the trade's clock of the live server to ten in the morning of a day."""
        moment = day if isinstance(day, datetime) else clock.local(day, 10)
        self.settings.CLOCK_OFFSET = moment - datetime.now(clock.PARIS)

    def overflow(self):
        """Return by how many pixels the page is wider than its window: 0 on a page that is well made."""
        return self.sheet.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def shoot(self, name):
        """Write a picture of the whole page to tests/screens (kept out of the repository)."""
        SCREENS.mkdir(exist_ok=True)
        self.sheet.screenshot(path=SCREENS / f"{name}.png", full_page=True)


def chromium_path():
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser():
    """Chromium, launched once. Without it the test is skipped in sight, or fails where a browser is required."""
    path = chromium_path()
    if path is None:
        if os.environ.get("CHALANDISE_NEEDS_BROWSER") == "1":
            pytest.fail("CHALANDISE_NEEDS_BROWSER=1, and there is no Chromium on this machine.")
        pytest.skip("No Chromium on this machine: install `chromium` to run the browser tests.")
    from playwright.sync_api import sync_playwright
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop lives in the thread of the test
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser, live_server, settings):
    """Make tabs for as many people as a story needs: `rose = visitor(); lila = visitor(width=PHONE)`."""
    made = []
    settings.BASE_URL = live_server.url
    settings.CLOCK_OFFSET = clock.local(date(2017, 11, 20), 10) - datetime.now(clock.PARIS)

    def arrive(width=DESK, language="fr", scripts=True, phone=None, network=True):
        """Open a tab; `phone` is a folder where it keeps what it keeps, workers included: the same folder is the same phone.

        With `network=False` it starts in a shop without any: before its first page could say anything to anybody.
        """
        ways = {"viewport": {"width": width, "height": 844 if width < 700 else 900}, "color_scheme": "light",
                "locale": {"fr": "fr-FR", "en": "en-GB"}[language], "java_script_enabled": scripts,
                "timezone_id": "Europe/Paris", "reduced_motion": "reduce"}
        if phone:
            if not network:
                ways["proxy"] = {"server": "http://127.0.0.1:9", "bypass": "<-loopback>"}  # nobody answers there
            context = browser.browser_type.launch_persistent_context(phone, executable_path=chromium_path(), args=FLAGS, **ways)
        else:
            context = browser.new_context(service_workers="block", **ways)  # a page here is the house's, not the phone's
        context.set_default_timeout(10_000)
        made.append(Page(context, live_server.url, settings))
        return made[-1]
    yield arrive
    for tab in made:
        tab.context.close()
    complaints = [c for tab in made for c in tab.complaints]
    assert complaints == [], complaints


@pytest.fixture
def page(visitor):
    """One tab at desk width, in French, on Monday 20 November 2017."""
    return visitor()
