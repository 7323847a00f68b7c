"""A merchant fills an assessment on a phone, alone: one question a screen, every answer kept, by session or by link."""
import uuid

import pytest
from django.urls import reverse

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Answer, Assessment
from chalandise.diagnostics.queries import sheet
from chalandise.people.operations import issue_link


@pytest.fixture
def lila(cast, client):
    cast.pairing  # noqa: B018
    cast.lys.trade = "beauty-salon"
    cast.lys.save()
    client.force_login(cast.lila)
    return cast.lila


def address(cast, moment="T0"):
    return reverse("merchant:assessment_sheet", args=[cast.lys.pk, moment])


def walk(client, path, choice="first"):
    """Answer every question as a person does, following where each answer leads; return how many gestures it took."""
    client.post(path, {"gesture": "begin"})
    gestures, page = 1, client.get(path)
    while "line" in page.context and page.context["screen"].endswith("_question.html"):
        line = page.context["line"]
        option = line.question.options[0].key if choice == "first" else choice
        page = client.post(path, {"gesture": "answer", "question": line.question.key, "choice": option}, follow=True)
        gestures += 1
    assert page.context["screen"].endswith("_review.html")
    return gestures


def test_the_whole_sheet_takes_one_gesture_a_question(cast, client, lila):
    assert walk(client, address(cast)) == 13  # begin, then 12 questions (no listing, no reviews)
    page = client.post(address(cast), {"gesture": "finish"}, follow=True)
    assert page.context["screen"].endswith("_restitution.html")
    told = page.context["told"]
    assert (told.overall, told.answered, told.asked, len(told.steps)) == (0, 12, 12, 6)
    assert "Tout ne se fait pas en même temps" in page.content.decode()
    assert Assessment.objects.get().filler == "merchant"


def test_it_resumes_at_the_first_question_without_answer(cast, client, lila):
    client.post(address(cast), {"gesture": "begin"})
    client.post(address(cast), {"gesture": "answer", "question": "listing", "choice": "right"})
    page = client.get(address(cast))
    assert page.context["line"].question.key == "site"
    assert "Question 2 sur 13" in page.content.decode()
    assert page.context["before"] == "listing"


def test_a_strange_answer_is_told_and_nothing_is_lost(cast, client, lila):
    client.post(address(cast), {"gesture": "begin"})
    page = client.post(address(cast), {"gesture": "answer", "question": "listing", "choice": "maybe"}, follow=True)
    assert "Choisissez une des réponses proposées" in page.content.decode()
    assert page.context["line"].question.key == "listing"


def test_the_whole_page_saves_what_is_ticked_and_keeps_the_rest(cast, client, lila):
    client.post(address(cast), {"gesture": "begin"})
    client.post(address(cast), {"gesture": "answer", "question": "backup", "choice": "little"})
    assert client.get(address(cast) + "?tout").context["screen"].endswith("_all.html")
    page = client.post(address(cast), {"gesture": "all", "listing": "right", "site": "unknown"}, follow=True)
    assert "3 réponses sur 13" in page.content.decode()
    assert dict(Answer.objects.values_list("question", "choice")) == {"backup": "little", "listing": "right", "site": "unknown"}


def test_finishing_too_early_says_what_is_left(cast, client, lila):
    client.post(address(cast), {"gesture": "begin"})
    page = client.post(address(cast), {"gesture": "finish"}, follow=True)
    assert "Il reste 12 questions" in page.content.decode()


def test_the_restitution_and_the_questionnaire_print(cast, client, lila):
    paper = client.get(address(cast) + "?papier")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    walk(client, address(cast))
    client.post(address(cast), {"gesture": "finish"})
    paper = client.get(address(cast) + "?pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_link_opens_this_sheet_without_sign_in(cast, client, lila):
    found = operations.begin(by=cast.rose, season=cast.season, shop=cast.lys, moment="T0", filler="referent")
    client.logout()
    path = "/l/" + issue_link(purpose="assessment.fill", person=lila, target=found).rsplit("/l/", 1)[1]
    assert walk(client, path) == 13
    page = client.post(path, {"gesture": "finish"}, follow=True)
    assert page.context["screen"].endswith("_restitution.html")
    assert client.get(path).context["screen"].endswith("_restitution.html")
    page = client.post(path, {"gesture": "reopen"}, follow=True)
    assert page.context["screen"].endswith("_review.html")


def test_a_link_dies_with_the_role(cast, client, lila):
    from chalandise.people.operations import end_role
    found = operations.begin(by=cast.rose, season=cast.season, shop=cast.lys, moment="T0", filler="referent")
    path = "/l/" + issue_link(purpose="assessment.fill", person=lila, target=found).rsplit("/l/", 1)[1]
    end_role(person=lila, kind="merchant", scope_id=cast.lys.pk)
    client.logout()
    assert client.get(path).status_code == 404


def test_my_assessment_says_what_waits_then_what_was_found(cast, client, lila):
    page = client.get(reverse("merchant:assessment", args=[cast.lys.pk]))
    assert page.context["due"] == "T0"
    walk(client, address(cast))
    client.post(address(cast), {"gesture": "finish"})
    page = client.get(reverse("merchant:assessment", args=[cast.lys.pk]))
    assert (page.context["due"], page.context["told"].overall) == ("", 0)


def test_another_shop_and_another_moment_do_not_exist(cast, client, lila):
    assert client.get(reverse("merchant:assessment_sheet", args=[cast.cuir.pk, "T0"])).status_code == 404
    assert client.get(address(cast, "T9")).status_code == 404


def test_a_shop_outside_any_season_has_an_empty_page(cast, client):
    client.force_login(cast.bruno)
    page = client.get(reverse("merchant:assessment", args=[cast.cuir.pk]))
    assert "Pas encore de saison" in page.content.decode()


def test_two_answers_that_differ_are_shown_to_both_and_settled_by_one_button(cast, client, lila):
    client.post(address(cast), {"gesture": "begin"})
    page = client.get(f"{address(cast)}?q=listing")
    assert page.context["seen"] == ""
    assessment = Assessment.objects.get()
    operations.answer(by=cast.karim, assessment=assessment, question="listing", choice="wrong", seen=[], filler="mentor")
    client.post(address(cast), {"gesture": "answer", "question": "listing", "choice": "right", "seen": ""})
    (torn,) = client.get(f"{address(cast)}?q=fin").context["trail"].conflicts
    wrong = next(h for h in torn.heads if h.given.choice == "wrong")  # both were given in the same second: either may come first
    for view in ("?q=listing", "?q=fin", "?tout"):
        assert client.get(address(cast) + view).content.decode().count("Garder celle-ci") == 2
    client.post(address(cast), {"gesture": "settle", "question": "listing", "keep": wrong.given.key, "seen": torn.seen})
    assert [(a.choice, a.by) for a in Answer.objects.all()] == [("wrong", cast.lila)]
    page = client.post(address(cast), {"gesture": "settle", "question": "listing", "keep": "x", "seen": ""}, follow=True)
    assert "déjà choisi" in page.content.decode()


def test_what_is_kept_without_being_counted_is_shown_with_the_reason(cast, client, lila):
    client.post(address(cast), {"gesture": "begin"})
    operations.keep(by=cast.karim, assessment=Assessment.objects.get(), question="fax", choice="yes", key=uuid.uuid4())
    page = client.get(f"{address(cast)}?q=fin").content.decode()
    assert "Question « fax »" in page
    assert "Karim Benali" in page
    assert "Cette question n’est plus posée à cette boutique" in page


def test_after_a_later_sheet_the_merchant_looks_back_at_the_beginning(cast, client, lila):
    for moment in ("T0", "T1"):
        walk(client, address(cast, moment))
        client.post(address(cast, moment), {"gesture": "finish"})
    path = address(cast, "T1")
    assert "Un regard en arrière" not in client.get(address(cast)).content.decode()
    assert "5 questions, une minute" in client.get(path).content.decode()
    page = client.get(f"{path}?avant")
    assert [line.question.key for line in page.context["lines"]] == ["listing", "booking", "customers", "backup", "hands"]
    page = client.post(path, {"gesture": "then"}, follow=True)
    assert "Répondez à une question au moins" in page.content.decode()
    page = client.post(path, {"gesture": "then", **{line.question.key: line.question.options[0].key for line in page.context["lines"]}}, follow=True)
    assert "Vous avez redit où en était la boutique" in page.content.decode()


def test_the_whole_page_holds_the_questions_that_other_answers_lead_to_and_counts_them_only_then(cast, client, lila):
    page = client.get(address(cast) + "?tout").content.decode()
    assert 'data-question="reviews" data-after="listing:lively,right,wrong"' in page
    client.post(address(cast), {"gesture": "all", "listing": "absent", "reviews": "read"})
    assert dict(Answer.objects.values_list("question", "choice")) == {"listing": "absent", "reviews": "read"}
    assert "reviews" not in [line.question.key for line in sheet(Assessment.objects.get()).lines]
    client.post(address(cast), {"gesture": "all", "listing": "right", "reviews": "read"})
    assert [line.choice for line in sheet(Assessment.objects.get()).lines if line.question.key == "reviews"] == ["read"]
