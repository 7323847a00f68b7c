"""A shop without a network: the phone opens the sheet and the minutes, keeps what is typed, is restarted, and sends each once."""
import pytest
from django.urls import reverse

from chalandise.diagnostics.models import Answer, Assessment, Given
from chalandise.diagnostics.queries.trail import trail
from chalandise.mentoring.models import Minutes
from tests.browser import ALONE, PHONE, check_axe, views
from tests.mentoring import scenes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAITING = "Outbox.all().then(all => all.length)"


@pytest.fixture
def phone(visitor, tmp_path):
    """Make phones that may be switched off and on: `phone("karim", cast.karim)`; the same name is the same phone."""
    def switch_on(name, person=None, **words):
        tab = visitor(width=PHONE, phone=tmp_path / name, **words)
        if person:
            tab.sign_in(person)
        return tab
    return switch_on


def gathered(tab, path):
    """Open a page and wait until the phone has kept what it wants to keep."""
    tab.open(path)
    tab.wait_for_selector("body[data-gathered]", timeout=20_000)


def all_sent(tab):
    """Wait until nothing waits on this phone any more."""
    tab.wait_for_selector("body[data-waiting='0']", timeout=20_000)


def test_the_network_is_cut_in_the_middle_of_minutes_and_of_a_diagnosis_and_both_arrive_once(phone, cast):
    visit = scenes.fixed(cast, 20, 9)
    home = reverse("mentor:home", args=[cast.season.slug])
    minutes = reverse("mentor:minutes", args=[cast.season.slug, visit.pk])
    sheet = reverse("mentor:assessment", args=[cast.season.slug, cast.lys.pk, "T0"])
    tab = phone("karim", cast.karim)
    gathered(tab, home)
    tab.open(sheet)
    tab.click("text=Commencer")
    tab.click("button[value=right]")                        # the first question is answered with the network …
    tab.wait_for_url("**?q=site")
    tab.cut()
    tab.wait_for_selector("form[data-ready]")
    tab.click("button[value=nowhere]")                      # … the second without: the whole sheet opens from the phone
    tab.wait_for_url("**?tout")
    tab.wait_for_selector("form[data-ready]")
    assert tab.is_checked("[name=site][value=nowhere]")
    tab.check("[name=listing][value=lively]")               # a copy older than my own answer: I change my mind, no conflict
    tab.check("[name=backup][value=all]")
    tab.wait_for_selector("[data-question=backup] [data-answer-say=kept]", state="visible")
    assert (tab.evaluate(WAITING), check_axe(tab), tab.overflow()) == (3, [], 0)
    tab.shoot("offline-sheet")
    tab.goto(tab.address + minutes)                         # the minutes open from the phone too
    tab.wait_for_selector("form[data-ready]")
    tab.fill("[name=decided]", "Essayer les rendez-vous en ligne")
    tab.click("form[data-draft] button")
    tab.wait_for_selector("[data-draft-say=waiting]", state="visible")
    assert (check_axe(tab), tab.overflow()) == ([], 0)
    tab.shoot("offline-minutes")
    tab.context.close()                                     # the phone is switched off …
    tab = phone("karim", network=False)                     # … and on, still without a network
    tab.goto(tab.address + "/equipe/")
    tab.wait_for_selector("body[data-told]")
    assert tab.locator("[data-entries] > li").count() == 2
    assert tab.locator("[data-pages] a").count() > 3
    assert (check_axe(tab), tab.overflow()) == ([], 0)
    tab.shoot("offline-kept")
    with ALONE:
        assert (Given.objects.count(), Minutes.objects.count()) == (1, 0)
    tab.context.close()
    tab = phone("karim")                                    # the network is back: the worker or the first page sends all
    tab.open(home)
    all_sent(tab)
    for _again in range(2):
        tab.open(sheet + "?tout")
    all_sent(tab)
    with ALONE:
        assert dict(Answer.objects.values_list("question", "choice")) == {"listing": "lively", "site": "nowhere", "backup": "all"}
        assert trail(Assessment.objects.get()).conflicts == []
        assert (Given.objects.count(), Minutes.objects.get().decided) == (4, "Essayer les rendez-vous en ligne")


def sheet_of(cast, person):
    if person == cast.karim:
        return reverse("mentor:assessment", args=[cast.season.slug, cast.lys.pk, "T0"]) + "?tout"
    return reverse("merchant:assessment_sheet", args=[cast.lys.pk, "T0"]) + "?tout"


def answer_on(tab, question, choice):
    tab.check(f"[name={question}][value={choice}]")
    tab.wait_for_selector(f"[data-question={question}] [data-answer-say=kept]", state="visible")


def test_two_phones_fill_one_sheet_out_of_sight_and_their_owners_choose(phone, cast):
    cast.pairing  # noqa: B018
    his, hers = phone("karim", cast.karim), phone("lila", cast.lila)
    for tab, person in ((his, cast.karim), (hers, cast.lila)):
        tab.open(sheet_of(cast, person))
        tab.wait_for_selector("form[data-ready]")
        tab.cut()
    answer_on(his, "listing", "wrong")
    answer_on(his, "backup", "all")
    follows = hers.locator("[data-question=reviews]")       # asked once the shop is on the map: the phone knows it alone
    assert not follows.is_visible()
    answer_on(hers, "listing", "right")
    assert follows.is_visible()
    answer_on(hers, "site", "nowhere")
    his.cut(off=False)
    all_sent(his)
    hers.cut(off=False)
    all_sent(hers)
    hers.wait_for_selector("[data-question=listing] [data-answer-say=told]", state="visible")
    hers.click("[data-question=listing] [data-answer-say=told] a")
    assert hers.locator("section.notice li").count() == 2
    assert (check_axe(hers), hers.overflow()) == ([], 0)
    hers.shoot("offline-conflict")
    his.open(sheet_of(cast, cast.karim))                    # he sees the same two
    assert his.locator("section.notice button").count() == 2
    hers.locator("section.notice li", has_text="Karim").get_by_role("button").click()
    hers.wait_for_url("**?q=fin")
    assert hers.locator("section.notice button").count() == 0
    his.reload()
    assert his.locator("section.notice button").count() == 0
    with ALONE:
        assert dict(Answer.objects.values_list("question", "choice")) == {"listing": "wrong", "backup": "all", "site": "nowhere"}
        assert Given.objects.count() == 5


def test_a_session_that_ended_meanwhile_loses_nothing_and_nobody_else_reads_it(phone, cast):
    cast.pairing  # noqa: B018
    tab = phone("shared", cast.karim)
    gathered(tab, sheet_of(cast, cast.karim))
    tab.context.clear_cookies()
    answer_on(tab, "listing", "wrong")
    tab.wait_for_selector("[data-say=signin]", state="visible")
    assert (check_axe(tab), tab.overflow()) == ([], 0)
    tab.shoot("offline-session")
    tab.sign_in(cast.lila).open(sheet_of(cast, cast.lila))  # somebody else takes the phone
    tab.wait_for_selector("form[data-ready]")
    assert tab.locator("[name=listing]:checked").count() == 0
    tab.open("/hors-ligne/")
    tab.wait_for_selector("body[data-told]")
    assert tab.locator("[data-entries] > li").count() == 0
    assert tab.locator("[data-kept=others] [data-n]").inner_text() == "1"
    assert tab.evaluate("caches.open('mes-pages').then(c => c.keys()).then(all => all.filter(r => r.url.includes('/parrain/')).length)") == 0
    tab.context.clear_cookies()
    tab.sign_in(cast.karim).open("/moi/")                   # he comes back, and it leaves by itself
    tab.wait_for_selector("[data-say=sent]", state="visible", timeout=20_000)
    with ALONE:
        assert list(Given.objects.values_list("choice", "by__given_name")) == [("wrong", "Karim")]


def test_leaving_asks_when_something_is_not_sent_and_then_leaves_nothing_on_the_phone(phone, cast):
    cast.pairing  # noqa: B018
    tab = phone("karim", cast.karim)
    gathered(tab, sheet_of(cast, cast.karim))
    tab.context.route("**/diagnostics/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    answer_on(tab, "listing", "wrong")
    tab.open("/deconnexion/")
    tab.click("form[data-leaves] button")
    tab.wait_for_selector("[data-leave-ask]", state="visible")
    assert (tab.locator("[data-leave-ask] [data-n]").inner_text(), check_axe(tab), tab.overflow()) == ("1", [], 0)
    tab.shoot("offline-leave")
    tab.click("[data-leave-anyway]")
    tab.wait_for_url(tab.address + "/")
    assert tab.evaluate("caches.has('mes-pages')") is False
    tab.open("/hors-ligne/")
    tab.wait_for_selector("body[data-told]")
    assert tab.evaluate(WAITING) == 0
    assert tab.evaluate("Object.keys(localStorage).length") == 0
    tab.complaints[:] = [c for c in tab.complaints if "ERR_FAILED" not in c]
    with ALONE:
        assert not Given.objects.exists()


def test_minutes_refused_after_all_stay_with_what_was_typed_and_the_reason(phone, cast):
    visit = scenes.fixed(cast, 20, 9)
    address = reverse("mentor:minutes", args=[cast.season.slug, visit.pk])
    tab = phone("karim", cast.karim)
    gathered(tab, address)
    tab.wait_for_selector("form[data-ready]")
    tab.cut()
    tab.fill("[name=decided]", "Essayer en ligne")
    tab.click("form[data-draft] button")
    tab.wait_for_selector("[data-draft-say=waiting]", state="visible")
    with ALONE:
        type(visit).objects.update(state="cancelled")       # the pairing ended meanwhile
    tab.cut(off=False)
    tab.wait_for_selector("[data-draft-say=refused]", state="visible", timeout=20_000)
    assert "Ce parrainage est terminé" in tab.inner_text("[data-draft-refused]")
    assert tab.input_value("[name=decided]") == "Essayer en ligne"
    tab.open("/hors-ligne/")
    tab.wait_for_selector("body[data-told]")
    assert "Essayer en ligne" in tab.inner_text("[data-entries]")
    assert "Ce parrainage est terminé" in tab.inner_text("[data-entries]")
    for view in views():
        tab.show(**view).wait_for_selector("body[data-told]")
        assert (view, check_axe(tab), tab.overflow()) == (view, [], 0)
        tab.shoot(f"offline-refused-{view['width']}-{view['scheme']}-{view['language']}")
    tab.complaints[:] = [c for c in tab.complaints if "422" not in c]


def test_a_phone_that_keeps_nothing_says_so_and_the_form_goes_as_any_other(visitor, cast):
    cast.pairing  # noqa: B018
    tab = visitor(width=PHONE).sign_in(cast.karim)
    tab.context.add_init_script("delete window.indexedDB; Object.defineProperty(window, 'indexedDB', {value: null});"
                                "Object.defineProperty(window, 'localStorage', {get() { throw new Error('full'); }});")
    tab.open(sheet_of(cast, cast.karim))
    tab.wait_for_selector("form[data-ready]")
    tab.check("[name=listing][value=wrong]")
    tab.wait_for_selector("[data-question=listing] [data-answer-say=nowhere]", state="visible")
    tab.get_by_role("button", name="Enregistrer et relire").click()
    tab.wait_for_url("**?q=fin")
    with ALONE:
        assert list(Answer.objects.values_list("question", "choice")) == [("listing", "wrong")]


def test_without_scripts_every_answer_is_saved_all_the_same(visitor, cast):
    cast.pairing  # noqa: B018
    tab = visitor(width=PHONE, scripts=False).sign_in(cast.karim)
    tab.open(sheet_of(cast, cast.karim).removesuffix("?tout"))
    tab.click("text=Commencer")
    tab.click("button[value=right]")
    tab.wait_for_url("**?q=site")
    with ALONE:
        assert list(Given.objects.values_list("question", "choice", "by__given_name")) == [("listing", "right", "Karim")]
