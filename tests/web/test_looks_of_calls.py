"""Calls and the provider's door, looked at on a phone and on a desk; a sheet that saves itself in a real browser."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.catalogue.models import CallQuestion, Submission
from chalandise.catalogue.operations.solutions import save_solution
from chalandise.foundation import clock
from tests.web.test_looks_of_diagnostics import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def open_call(cast):
    """The call of 2017, still open on the day of the tests; Nadia has begun, and asked something."""
    cast.call.deadline = clock.local(date(2017, 12, 15), 18)
    cast.call.text = "Nous cherchons des outils **simples** pour les boutiques de la rue.\n\n- un téléphone suffit\n- on s’en sert seul\n\nNous offrons une saison d’essai."
    cast.call.save()
    CallQuestion.objects.create(call=cast.call, text="Faut-il une caisse ?", by=cast.nadia, at=clock.now(), answer="Non, un téléphone suffit.", answered_at=clock.now())
    CallQuestion.objects.create(call=cast.call, text="Et pour les marchés ?", by=cast.nadia, at=clock.now())
    return cast.call


@pytest.fixture
def draft(cast, open_call):
    return Submission.objects.create(call=open_call, solution=cast.solution, motivation="Les salons de la rue.", created_by=cast.nadia, created_at=clock.now(), saved_at=clock.now())


def test_a_call_as_everybody_reads_it(cast, open_call, visitor):
    tab = visitor()
    for name, args in (("calls", []), ("call", [open_call.slug])):
        look(tab, reverse(f"public:{name}", args=args), f"public-{name}")
    look(tab, reverse("provider:register"), "provider-register")


def test_the_door_of_a_provider(cast, draft, visitor):
    tab, company, solution = visitor().sign_in(cast.nadia), cast.ardoise.pk, cast.solution.pk
    for name, args in (("home", []), ("company", []), ("solutions", []), ("solution", [solution]), ("sheet_part", [solution, "prix"]), ("documents", [solution]),
                       ("answer_new", [draft.call.slug]), ("answer", [draft.pk]), ("answer_preview", [draft.pk])):
        look(tab, reverse(f"provider:{name}", args=[company, *args]), f"provider-{name}", languages=("fr", "en") if name in ("answer", "sheet_part") else ("fr",))


def test_the_team_follows_its_call(cast, draft, visitor):
    tab, slug = visitor().sign_in(cast.odile), cast.bordeaux.slug
    for name, args in (("calls", []), ("call", [draft.call.slug]), ("call_edit", [draft.call.slug]), ("call_criteria", [draft.call.slug]),
                       ("call_questions", [draft.call.slug]), ("call_companies", []), ("call_company", [cast.ardoise.pk])):
        look(tab, reverse(f"team:{name}", args=[slug, *args]), f"team-{name}", languages=("fr",))


def test_a_part_saves_itself_while_one_types_and_shows_both_texts_when_two_do(cast, draft, visitor):
    tab = visitor().sign_in(cast.nadia)
    tab.open(reverse("provider:sheet_part", args=[cast.ardoise.pk, cast.solution.pk, "preuves"]))
    tab.locator("#id_references").press("End")
    tab.locator("#id_references").press_sequentially(" Et huit de plus.")
    tab.get_by_text("Gardé à").wait_for()
    cast.solution.refresh_from_db()
    assert cast.solution.references == "Douze salons à Villeneuve. Et huit de plus."
    save_solution(by=cast.nadia, solution=cast.solution, version=cast.solution.version, values={"references": "Vingt salons."}, tab="ailleurs")
    tab.locator("#id_references").press_sequentially(" Enfin.")
    tab.get_by_role("button", name="Garder mon texte").wait_for()
    tab.shoot("provider-two-texts")
    tab.get_by_role("button", name="Garder mon texte").click()
    tab.wait_for_load_state()
    cast.solution.refresh_from_db()
    assert cast.solution.references == "Douze salons à Villeneuve. Et huit de plus. Enfin."


def test_an_answer_is_sent_without_scripts(cast, draft, visitor):
    tab = visitor(scripts=False).sign_in(cast.nadia)
    tab.open(reverse("provider:answer", args=[cast.ardoise.pk, draft.pk]))
    tab.get_by_role("button", name="Envoyer ma réponse").click()
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("submitted", 1)


def test_a_file_too_heavy_is_said_before_it_leaves(cast, visitor, tmp_path):
    tab = visitor().sign_in(cast.nadia)
    tab.open(reverse("provider:documents", args=[cast.ardoise.pk, cast.solution.pk]))
    heavy = tmp_path / "video.pdf"
    with heavy.open("wb") as file:
        file.truncate(21 * 2**20)
    tab.set_input_files("#id_file", str(heavy))
    tab.get_by_text("Ce fichier est trop lourd").wait_for()
