"""The network fails while a company writes its sheet: the page says so, a closed tab loses nothing, and it leaves by itself."""
import pytest
from django.urls import reverse

from chalandise.catalogue.models import Solution
from tests.browser import ALONE, PHONE, check_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def note(cast):
    with ALONE:
        return Solution.objects.values_list("price_note", flat=True).get(pk=cast.solution.pk)


def told(tab, what):
    tab.wait_for_selector(f"[data-typing-say={what}]", state="visible", timeout=20_000)


def test_a_sheet_typed_without_a_network_survives_a_closed_tab_and_leaves_when_it_is_back(visitor, cast, tmp_path):
    address = reverse("provider:sheet_part", args=[cast.ardoise.pk, cast.solution.pk, "prix"])
    tab = visitor(width=PHONE, phone=tmp_path / "nadia")
    tab.sign_in(cast.nadia)
    tab.open(address)
    tab.wait_for_selector("body[data-gathered]", timeout=20_000)
    before = note(cast)
    tab.cut()
    tab.fill("[name=price_note]", "Le lecteur de cartes est à la charge du commerçant")
    told(tab, "kept")
    assert (check_axe(tab), tab.overflow(), note(cast)) == ([], 0, before)
    tab.shoot("typing-kept")
    tab.context.close()                          # the tab is closed, the phone switched off …
    tab = visitor(width=PHONE, phone=tmp_path / "nadia")
    tab.open(address)                            # … and on, with a network
    tab.wait_for_selector("body[data-gathered]", timeout=20_000)
    tab.wait_for_selector("#kept:not(:empty)", timeout=20_000)
    assert tab.input_value("[name=price_note]") == note(cast) == "Le lecteur de cartes est à la charge du commerçant"
    tab.cut()
    tab.fill("[name=price_note]", "Lecteur compris")
    told(tab, "kept")
    tab.cut(off=False)
    told(tab, "arrived")
    assert note(cast) == "Lecteur compris"
    assert tab.evaluate("Object.keys(localStorage).filter(k => k.includes(':typing:')).length") == 0


def test_what_a_co_author_wrote_meanwhile_is_not_written_over(visitor, client, cast, tmp_path):
    address = reverse("provider:sheet_part", args=[cast.ardoise.pk, cast.solution.pk, "prix"])
    tab = visitor(width=PHONE, phone=tmp_path / "nadia")
    tab.sign_in(cast.nadia)
    tab.open(address)
    tab.wait_for_selector("body[data-gathered]", timeout=20_000)
    tab.cut()
    tab.fill("[name=price_note]", "Mon texte")
    told(tab, "kept")
    with ALONE:
        client.force_login(cast.nadia)
        client.post(address, {"price_note": "Le texte de mon associé", "version": cast.solution.version, "tab": "associé", "gesture": "keep"})
    tab.cut(off=False)
    tab.wait_for_selector("[name=knows]", state="attached", timeout=20_000)
    assert note(cast) == "Le texte de mon associé"
    assert tab.get_by_text("Le texte de mon associé").count() == 1
    assert (check_axe(tab), tab.input_value("[name=price_note]")) == ([], "Mon texte")
