"""Forms drawn by the house: every field can be understood without seeing the page."""
import pytest
from django import forms
from django.http import QueryDict
from lxml import html

from chalandise.foundation.refusals import Conflict, Refused
from chalandise.web.shell import samples
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.rendering import Renderer


def drawn(form):
    return html.fromstring(f"<form>{form}</form>")


def test_an_error_is_in_the_summary_beside_the_field_and_tied_to_it():
    page = drawn(samples.forms_in_every_state()["wrong"])
    link = page.xpath("//div[@class='summary']//a[text()='SIRET']")[0]
    field = page.get_element_by_id(link.get("href")[1:])
    assert field.get("aria-invalid") == "true"
    assert [bool(page.get_element_by_id(i).text_content().strip()) for i in field.get("aria-describedby").split()] == [True, True]


def test_choices_are_a_group_with_a_legend_and_its_summary_link_leads_there():
    page = drawn(samples.forms_in_every_state()["wrong"])
    link = page.xpath("//div[@class='summary']//a[text()='Quand passer vous voir ?']")[0]
    assert page.get_element_by_id(link.get("href")[1:]).xpath(".//fieldset/legend")[0].text.strip() == "Quand passer vous voir ?"


def test_only_what_may_be_left_empty_says_so():
    page = drawn(samples.forms_in_every_state()["fresh"])
    assert page.xpath("//label[@for='id_fresh-name']//span[@class='optional']") == []
    assert len(page.xpath("//label[@for='id_fresh-need']//span[@class='optional']")) == 1


def refuse(error):
    raise error


def test_a_refusal_goes_next_to_its_field(rf):
    form = samples.Sample(QueryDict("name=x"))
    done, refusal = attempt(rf.post("/"), refuse, form=form, error=Refused("Déjà pris.", field="name"))
    assert (done, form.errors["name"]) == (False, ["Déjà pris."])


def test_a_conflict_shows_both_texts_and_the_next_save_goes_through(rf):
    form = samples.Sample(QueryDict("need=mine&version=1"))
    attempt(rf.post("/"), refuse, form=form, error=Conflict("Comparez.", theirs={"need": "theirs"}, yours={"need": "mine"}, version=5))
    page = drawn(form)
    assert [" ".join(t.text_content().split()) for t in page.xpath("//div[@class='side-text']")] == [
        "Ce qui est enregistré maintenanttheirs", "Ce que vous aviez écritmine"]
    assert page.xpath("//input[@name='version']")[0].get("value") == "5"


@pytest.mark.parametrize("name", ["fresh", "wrong", "both", "closed"])
def test_no_id_stands_twice_in_a_form(name):
    ids = drawn(samples.forms_in_every_state()[name]).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_what_a_person_wrote_never_becomes_markup_in_the_help_of_a_field():
    # A mentor says what their employer sells; the team reads it under a field of the workshop.
    class Idea(forms.Form):
        no_gain = forms.BooleanField(help_text="Votre entreprise vend « <img src=x> & cie ».", required=False)
    page = drawn(Idea(renderer=Renderer()))
    assert page.xpath("//div[@class='help']")[0].text_content() == "Votre entreprise vend « <img src=x> & cie »."
    assert page.xpath("//img") == []
