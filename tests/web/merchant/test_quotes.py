"""Solutions and quotes on the merchant's pages and by mailed links."""
import re

import pytest
from django.urls import reverse

from chalandise.catalogue.models import Quote, QuoteRequest, Use
from chalandise.catalogue.operations.quotes.answer import answer
from chalandise.catalogue.operations.quotes.choose import choose
from chalandise.catalogue.tasks import follow_quotes
from chalandise.diagnostics.models import Assessment
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.people.models import Consent
from chalandise.people.operations import end_role, issue_link
from tests.catalogue.operations.quoting import WORDS, asked, second

pytestmark = pytest.mark.django_db


def link_in(purpose):
    return re.search(r"/l/[\w-]+/", Letter.objects.filter(purpose=purpose, to_name="Lila Sarda").latest("id").text).group()


@pytest.fixture
def lila(client, cast):
    cast.qualification, cast.pairing  # noqa: B018
    client.force_login(cast.lila)
    return client


@pytest.fixture
def t0(cast):
    """A finished assessment whose next step is online booking."""
    one = Assessment.objects.create(season=cast.season, shop=cast.lys, moment="T0", bank_key="commerce", bank_version="2017.2", trade="beauty", by=cast.karim,
                                    started_at=clock.now(), finished_at=clock.now(), scores={"themes": {"skills": {"value": 20}}}, overall=20)
    one.answers.create(question="booking", choice="lost", at=clock.now())
    return one


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


# --- from the assessment to a request ----------------------------------------------------------------------------------

def test_each_next_step_shows_the_solutions_that_fit_with_price_and_reasons(lila, cast, t0):
    page = text(lila.get(reverse("merchant:assessment_sheet", args=[cast.lys.pk, "T0"])))
    assert "1 solution du catalogue pour cette étape" in page
    assert "19,00 € par mois pendant 3 mois, puis 29,00 € par mois" in page
    assert "demande seulement un téléphone" in page
    assert f"/boutique/{cast.lys.pk}/devis/nouveau/?besoin=booking" in page


def test_the_paper_of_the_assessment_names_them_too(lila, cast, t0):
    import io

    import pikepdf
    answer_ = lila.get(reverse("merchant:assessment_sheet", args=[cast.lys.pk, "T0"]), {"pdf": ""})
    assert pikepdf.open(io.BytesIO(answer_.content)).pages


def test_the_form_is_filled_beforehand_and_one_tap_sends_it(lila, cast, t0):
    here = reverse("merchant:quote_new", args=[cast.lys.pk])
    page = lila.get(here, {"besoin": "booking"})
    form = page.context["form"]
    assert form.initial["solutions"] == [cast.solution.pk]
    assert form.initial["tools"] == "Déjà en place : les réseaux sociaux."
    sent = lila.post(here, {"need": "booking", "solutions": form.initial["solutions"], "text": form.initial["text"], "tools": form.initial["tools"]})
    request = QuoteRequest.objects.get()
    assert sent.headers["Location"] == reverse("merchant:quote", args=[cast.lys.pk, request.pk])
    assert (request.text, request.season_key, request.season_label) == (form.initial["text"], cast.season.pk, "Saison 2017–2018")
    assert "1 réponse attendue, jusqu’au jeudi 30 novembre" in text(lila.get(sent.headers["Location"]))


def test_a_page_of_the_catalogue_leads_to_the_form_of_my_shop(lila, cast):
    leads = lila.get(reverse("merchant:quote_start"), {"solution": cast.solution.slug}, follow=True)
    assert leads.redirect_chain[0][0] == f"{reverse('merchant:quote_new', args=[cast.lys.pk])}?solution=ardoise-rdv"
    assert leads.context["form"].initial["need"] == "booking"


def test_words_that_give_away_are_said_next_to_the_field_with_one_box_to_hide_them(lila, cast):
    here = reverse("merchant:quote_new", args=[cast.lys.pk])
    typed = {"need": "booking", "solutions": [cast.solution.pk], "text": "Rappelez Lila Sarda au 06 00 00 00 01 SVP", "wanted_on": "2017-12-15"}
    page = lila.post(here, typed)
    assert page.status_code == 422
    assert "un nom (Lila Sarda), un numéro de téléphone (06 00 00 00 01)" in text(page)
    assert "Il partirait : « Rappelez […] au […] SVP »" in text(page)
    assert 'value="2017-12-15"' in text(page)
    assert QuoteRequest.objects.count() == 0
    assert lila.post(here, {**typed, "hide": "on"}).status_code == 302
    assert QuoteRequest.objects.get().text == "Rappelez […] au […] SVP"


@pytest.mark.parametrize(("change", "sentence"), [
    ({"solutions": []}, "Choisissez au moins une solution."), ({"text": ""}, "Dites en une phrase ce que vous voulez faire"),
    ({"budget_month": "beaucoup"}, "Écrivez un montant en chiffres"), ({"wanted_on": "2017-01-01"}, "Choisissez un jour à venir"),
    ({"solutions": [999999]}, "999999")])
def test_what_cannot_be_is_said_and_what_was_typed_stays(lila, cast, change, sentence):
    page = lila.post(reverse("merchant:quote_new", args=[cast.lys.pk]),
                     {"need": "booking", "solutions": [cast.solution.pk], "text": WORDS, "tools": "Un carnet", **change})
    assert page.status_code == 422
    assert sentence in text(page)
    assert "Un carnet" in text(page)


def test_without_a_need_one_chooses_it_and_without_a_solution_one_reads_why(lila, cast):
    here = reverse("merchant:quote_new", args=[cast.lys.pk])
    assert "Que voulez-vous pouvoir faire ?" in text(lila.get(here))
    assert "Aucune solution du catalogue ne répond encore à ce besoin" in text(lila.get(here, {"besoin": "stock"}))
    assert "Aucune solution du catalogue ne répond encore à ce besoin" in text(lila.get(reverse("merchant:solutions", args=[cast.lys.pk, "stock"])))
    assert lila.get(reverse("merchant:solutions", args=[cast.lys.pk, "nonsense"])).status_code == 404


# --- quotes side by side -------------------------------------------------------------------------------------------------

@pytest.fixture
def two(cast):
    solution, paul = second(cast)
    request = asked(cast, solution)
    mine, other = request.quotes.all()
    answer(by=cast.nadia, quote=mine, price_month="15", trial_months=2, price_after="25", commitment_months=0, delay_days=7)
    answer(by=paul, quote=other, price_month="30", commitment_months=12)
    return request


def test_two_quotes_are_compared_over_two_years_and_drawn(lila, cast, two):
    page = text(lila.get(reverse("merchant:quote", args=[cast.lys.pk, two.pk])))
    assert "15,00 € par mois pendant 2 mois, puis 25,00 € par mois" in page
    assert "580,00 €" in page and "720,00 €" in page
    assert "Ce que chacun coûte en deux ans" in page
    assert "Un fichier de vos clients, en un clic." in page


def test_a_choice_needs_the_box_then_gives_the_contact_to_one(lila, cast, two):
    here = reverse("merchant:quote", args=[cast.lys.pk, two.pk])
    mine = two.quotes.get(solution=cast.solution)
    assert "Cochez la case" in text(lila.post(here, {"gesture": "choose", "quote": mine.pk}, follow=True))
    assert Consent.objects.count() == 0
    page = text(lila.post(here, {"gesture": "choose", "quote": mine.pk, "agreed": "on"}, follow=True))
    assert "Vous avez choisi Ardoise RDV" in page and "bonjour@ardoise.invalid" in page
    assert Consent.objects.get().about_id == mine.pk
    page = text(lila.post(here, {"gesture": "yes", "quote": mine.pk}, follow=True))
    assert "C’est fait" in page
    assert Use.objects.get().solution == cast.solution


def test_a_request_is_closed_without_choosing_and_the_list_says_so(lila, cast, two):
    lila.post(reverse("merchant:quote", args=[cast.lys.pk, two.pk]), {"gesture": "close", "reason": "Trop cher"})
    assert "fermée" in text(lila.get(reverse("merchant:quotes", args=[cast.lys.pk])))
    assert "Trop cher" in text(lila.get(reverse("merchant:quote", args=[cast.lys.pk, two.pk])))


@pytest.mark.parametrize("posted", [{"gesture": "nonsense"}, {"gesture": "choose", "quote": "x"}, {"gesture": "yes", "quote": "9" * 30}, {}])
def test_a_gesture_that_is_none_does_nothing(lila, cast, two, posted):
    assert lila.post(reverse("merchant:quote", args=[cast.lys.pk, two.pk]), posted).status_code == 404


def test_lists_cost_the_same_for_one_and_many(lila, cast, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    asked(cast)
    counts = []
    for n in range(2):
        with CaptureQueriesContext(connection) as done:
            lila.get(reverse("merchant:quotes", args=[cast.lys.pk]))
        counts.append(len(done))
        asked(cast, second(cast, f"Carnet {n}", (f"Paul{n}", "Roy"))[0], text=f"{WORDS} bis")
    assert counts[0] == counts[1]


# --- by mailed links -----------------------------------------------------------------------------------------------------

def test_everything_is_done_from_letters_without_signing_in(client, cast, t0, travel):
    cast.qualification, cast.nadia, cast.lila  # noqa: B018
    ask = issue_link(purpose="quote.ask", person=cast.lila, target=cast.lys).removeprefix("http://").partition("/")[2]
    page = client.get(f"/{ask}", {"besoin": "booking"})
    assert page.context["form"].initial["solutions"] == [cast.solution.pk]
    done = text(client.post(f"/{ask}", {"need": "booking", "solutions": [cast.solution.pk], "text": WORDS}))
    assert "Votre demande est partie" in done
    quote = Quote.objects.get()
    answer(by=cast.nadia, quote=quote, price_month="15")
    read = link_in("quote.read")
    assert client.get(read).status_code == 200
    assert Quote.objects.get().state == "answered"  # a scanner that opens the link chooses nothing
    client.post(read, {"gesture": "choose", "quote": quote.pk, "agreed": "on"})
    client.post(read, {"gesture": "choose", "quote": quote.pk, "agreed": "on"})
    assert (Quote.objects.get().state, Consent.objects.get().via) == ("chosen", "link")
    from datetime import date
    travel(date(2017, 12, 22))
    follow_quotes()
    told = link_in("quote.happened")
    client.get(told)
    assert Quote.objects.get().merchant_says is None
    client.post(told, {"gesture": "yes", "quote": quote.pk})
    assert Use.objects.get().source == "quote"


def test_who_no_longer_runs_the_shop_finds_nothing_behind_a_link(client, cast):
    quote = asked(cast).quotes.get()
    answer(by=cast.nadia, quote=quote, price_month="15")
    read = link_in("quote.read")
    ask = issue_link(purpose="quote.ask", person=cast.lila, target=cast.lys).removeprefix("http://").partition("/")[2]
    end_role(person=cast.lila, kind="merchant", scope_id=cast.lys.pk)
    assert [client.get(a).status_code for a in (read, f"/{ask}")] == [404, 404]


def test_the_letter_of_the_assessment_opens_the_request_when_something_fits(cast, t0):
    from chalandise.diagnostics.mails import restitution_ready
    cast.qualification, cast.lila  # noqa: B018
    restitution_ready(t0)
    assert "Demander des devis" in Letter.objects.get(purpose="diagnostics.restitution").text


def test_a_consent_withdrawn_on_my_data_takes_the_contact_from_the_provider(lila, cast, two):
    from chalandise.catalogue.queries.quotes import contact_of
    mine = choose(by=cast.lila, quote=two.quotes.get(solution=cast.solution), agreed=True)
    assert contact_of(mine) is not None
    lila.post(reverse("my_consent_withdrawal", args=[Consent.objects.get().pk]))
    assert contact_of(mine) is None


def test_what_waits_is_on_the_home_page_first_quotes_then_whether_it_happened(lila, cast, two, travel):
    from datetime import date
    home = reverse("merchant:home", args=[cast.lys.pk])
    assert "2 devis sont arrivés" in text(lila.get(home))
    choose(by=cast.lila, quote=two.quotes.get(solution=cast.solution), agreed=True)
    assert "devis sont arrivés" not in text(lila.get(home))
    assert "« Ardoise RDV » : est-ce fait ?" not in text(lila.get(home))
    travel(date(2017, 12, 22))
    follow_quotes()
    assert "« Ardoise RDV » : est-ce fait ?" in text(lila.get(home))
