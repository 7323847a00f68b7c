"""Minutes on a phone: what is typed survives a closed page and a lost network, and leaves the phone once it is sent."""
import pytest
from django.urls import reverse

from chalandise.mentoring.models import Minutes
from tests.mentoring import scenes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Object.keys(localStorage).filter(k => k.startsWith('draft:')).length"


def test_minutes_are_kept_on_the_phone_until_they_are_sent(page, cast):
    visit = scenes.fixed(cast, 20, 9)
    page.sign_in(cast.karim)
    address = reverse("mentor:minutes", args=["fondaudege-2017", visit.pk])
    assert page.open(address) == 200
    page.show(width=390)
    page.fill("[name=decided]", "Essayer les rendez-vous en ligne")
    page.check("[name=themes][value=sell]")
    page.wait_for_selector("form[data-draft-kept]")
    page.open(address)  # the page was closed and opened again
    page.wait_for_selector("form[data-ready]")
    assert page.input_value("[name=decided]") == "Essayer les rendez-vous en ligne"
    assert page.is_checked("[name=themes][value=sell]")
    page.cut()
    page.click("form[data-draft] button")
    page.wait_for_selector("[data-draft-say=waiting]", state="visible")
    page.wait_for_selector("[data-say=kept]", state="visible")
    page.cut(off=False)  # nobody touches anything: the phone sees the network come back
    page.wait_for_selector("[data-draft-done]", state="attached")
    assert page.evaluate(KEPT) == 0
    assert page.evaluate("Outbox.all().then(all => all.length)") == 0
    assert Minutes.objects.get().themes == ["sell"]
