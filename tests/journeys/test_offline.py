"""A shop without a network: the phone opens the sheet and the minutes, keeps what is typed, is restarted, and sends each once."""
import pytest
from django.urls import reverse

from chalandise.diagnostics.models import Answer, Given
from chalandise.mentoring.models import Minutes
from tests.browser import ALONE, PHONE, check_axe
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
    tab.check("[name=backup][value=all]")
    tab.wait_for_selector("[data-question=backup] [data-answer-say=kept]", state="visible")
    assert (tab.evaluate(WAITING), check_axe(tab), tab.overflow()) == (2, [], 0)
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
        assert dict(Answer.objects.values_list("question", "choice")) == {"listing": "right", "site": "nowhere", "backup": "all"}
        assert (Given.objects.count(), Minutes.objects.get().decided) == (3, "Essayer les rendez-vous en ligne")
