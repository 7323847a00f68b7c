from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.catalogue.models import Solution
from tests.web.team.seasons.test_calendar import text

PRICE = {"price_setup": "0", "price_month": "19,90", "trial_months": "3", "price_after": "29", "commission": "", "price_note": "", "commitment_months": "0"}


@pytest.fixture
def nadia(client, cast):
    client.force_login(cast.nadia)
    return client


def at(cast, *rest):
    return "/".join([f"/offreur/{cast.ardoise.pk}/solutions/{cast.solution.pk}", *rest, ""])


def test_a_sheet_is_begun_by_its_name(nadia, cast):
    page = nadia.post(f"/offreur/{cast.ardoise.pk}/solutions/nouvelle/", {"name": "Carte de la rue"}, follow=True)
    solution = Solution.objects.get(name="Carte de la rue")
    assert page.redirect_chain[-1][0] == f"/offreur/{cast.ardoise.pk}/solutions/{solution.pk}/fiche/usage/"


def test_a_part_is_saved_and_leads_to_the_next(nadia, cast):
    page = nadia.post(at(cast, "fiche", "prix"), {**PRICE, "version": "1", "tab": "t", "gesture": "next"})
    assert page["Location"] == at(cast, "fiche", "donnees")
    cast.solution.refresh_from_db()
    assert (cast.solution.price_month, cast.solution.price_after, cast.solution.commission) == (Decimal("19.90"), Decimal("29.00"), None)


def test_a_part_saves_itself_and_says_when(nadia, cast):
    answer = nadia.post(at(cast, "fiche", "prix"), {**PRICE, "version": "1", "tab": "t", "gesture": "keep"})
    page = text(answer)
    assert answer.status_code == 200 and "Gardé à 10 h" in page.replace("\u00a0", " ")
    assert 'name="version" value="2" id="id_version" hx-swap-oob="true"' in answer.content.decode()


def test_a_wrong_field_does_not_stop_the_others_from_being_kept(nadia, cast):
    answer = nadia.post(at(cast, "fiche", "prix"), {**PRICE, "price_month": "dix-neuf", "price_note": "Matériel compris", "version": "1", "tab": "t", "gesture": "keep"})
    cast.solution.refresh_from_db()
    assert (cast.solution.price_month, cast.solution.price_note) == (Decimal("19.00"), "Matériel compris")
    assert "Écrivez un montant en chiffres" in text(answer)


def test_a_wrong_field_keeps_what_was_typed(nadia, cast):
    answer = nadia.post(at(cast, "fiche", "prix"), {**PRICE, "price_month": "dix-neuf", "version": "1", "tab": "t", "gesture": "save"})
    assert answer.status_code == 422 and 'value="dix-neuf"' in answer.content.decode()


def test_two_co_authors_at_once_see_both_texts_and_settle(nadia, cast):
    typed = {"references": "Douze salons.", "demo_url": "", "demo_account": "", "gesture": "keep"}
    nadia.post(at(cast, "fiche", "preuves"), {**typed, "references": "Vingt salons.", "version": "1", "tab": "elle"})
    answer = nadia.post(at(cast, "fiche", "preuves"), {**typed, "version": "1", "tab": "lui"})
    page = text(answer)
    assert "Ce qui est enregistré maintenant" in page and "Vingt salons." in page and "Douze salons." in page
    assert 'name="knows" value="2"' in answer.content.decode()
    nadia.post(at(cast, "fiche", "preuves"), {**typed, "version": "1", "knows": "2", "tab": "lui", "gesture": "mine"})
    cast.solution.refresh_from_db()
    assert cast.solution.references == "Douze salons."


def test_what_is_missing_leads_to_its_field(nadia, cast):
    cast.solution.references = ""
    cast.solution.save()
    page = nadia.get(at(cast)).content.decode()
    assert f'href="{at(cast, "fiche", "preuves")}#id_references"' in page and "Il manque 1 réponse" in page


def test_a_document_dressed_as_another_is_refused_next_to_the_field(nadia, cast):
    answer = nadia.post(at(cast, "documents"), {"title": "Tarifs", "file": SimpleUploadedFile("tarifs.pdf", b"MZ\x90\0" + b"\0\1" * 99)})
    assert answer.status_code == 422 and "pas du bon genre" in text(answer) and 'value="Tarifs"' in answer.content.decode()


def test_markup_and_links_are_shown_safe(nadia, cast):
    cast.solution.text = "<script>x</script> **gras** [clic](javascript:x) ![i](https://pisteur.invalid/p.png) [site](https://ok.invalid)"
    cast.solution.save()
    page = nadia.get(at(cast)).content.decode()
    assert "<script>x" not in page and "javascript:x\"" not in page and "<img src=\"https://pisteur" not in page
    assert "<strong>gras</strong>" in page and 'href="https://ok.invalid" rel="nofollow noopener noreferrer ugc"' in page


@pytest.mark.parametrize("field", ["trial_months", "commitment_months"])
def test_months_that_no_column_holds_are_refused_next_to_the_field_and_the_rest_is_kept(nadia, cast, field):
    answer = nadia.post(at(cast, "fiche", "prix"), {**PRICE, field: "999999999", "price_note": "Matériel compris", "version": "1", "tab": "t", "gesture": "next"})
    cast.solution.refresh_from_db()
    assert (answer.status_code, cast.solution.price_note) == (422, "Matériel compris")
    assert "inférieure ou égale à 999" in text(answer) and 'value="999999999"' in answer.content.decode()
