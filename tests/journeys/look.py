"""Look at one page as a person would, in every way it is shown, and say everything that is wrong with it."""
from tests.browser import DESK, PHONE, axe_source

# The whole of axe on a phone in French by day and on a desk in English by night; contrast in the two other ways.
VIEWS = (("fr", "light", PHONE, "whole"), ("fr", "dark", DESK, "contrast"), ("en", "dark", DESK, "whole"), ("en", "light", PHONE, "contrast"))
# The style sheets are not fetched a second time (preload): no rule of ours reads them.
AXE = """only => axe.run(document, {preload: false, elementRef: false, resultTypes: ["violations"], runOnly: only === "contrast" ? ["color-contrast"] :
    ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations.flatMap(v => v.nodes.map(n =>
    `${v.id} → ${n.target.join(" ")} ${n.html.slice(0, 100)}`)))"""
FRAME = """() => ({lang: document.documentElement.lang, title: document.title.trim(),
    h1: [...document.querySelectorAll("h1")].map(h => h.innerText.trim()),
    primary: [...document.querySelectorAll("main .btn:not(.quiet):not(.danger):not(.small)")].filter(b => b.offsetParent).length,
    undone: document.body.innerText.includes("⟦"), wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ids: [...document.querySelectorAll("[id]")].map(e => e.id).filter((id, n, all) => all.indexOf(id) !== n)})"""

LOOK = f"async depth => [({FRAME})(), await ({AXE})(depth)]"


def faults_of(tab, address, views=VIEWS, status=200, then=""):
    """Open a page and show it every way; return what is wrong, each with the way it was shown.

    One load a language: the width and the scheme change on the page as it stands. `then` is a button to press first.
    """
    tab.sheet.set_default_navigation_timeout(60_000)  # on a busy machine the server shares its two cores with the browser
    found, language = [], None
    for spoken, scheme, width, depth in views:
        tab.sheet.set_viewport_size({"width": width, "height": 844 if width == PHONE else 900})
        tab.sheet.emulate_media(color_scheme=scheme)
        if spoken != language:
            language = spoken
            tab.context.add_cookies([{"name": "django_language", "value": spoken, "url": tab.address}])
            said = tab.open(address)
            if then:
                with tab.sheet.expect_navigation() as led:
                    tab.sheet.locator("main").locator(then).click()
                said = led.value.status
            if said != status:
                return [f"{spoken}: says {said}"]
            tab.sheet.evaluate(axe_source())
        frame, broken = tab.sheet.evaluate(LOOK, depth)
        found += [f"{spoken} {scheme} {width}: {fault}" for fault in (*_frame(frame, spoken), *broken)]
    found += [f"console: {said}" for said in tab.complaints]
    tab.complaints.clear()
    return found


def _frame(frame, language):
    if frame["wide"] > 0:
        yield f"{frame['wide']} pixels wider than the window"
    if frame["lang"] != language:
        yield f"lang is {frame['lang']!r}"
    if not frame["title"]:
        yield "no title"
    if len(frame["h1"]) != 1 or not frame["h1"][0]:
        yield f"h1: {frame['h1']}"
    if frame["undone"]:
        yield "a variable without a value"
    if frame["ids"]:
        yield f"twice the same id: {frame['ids'][:3]}"
