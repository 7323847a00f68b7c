from datetime import date

import pytest

from chalandise.catalogue.models import Call, CallQuestion
from chalandise.foundation import clock
from tests.web.team.seasons.test_calendar import text

TYPED = {"title": "Appel 2018", "text": "Venez **nombreux**.", "needs": ["booking"], "opens_day": "2017-12-01", "opens_time": "09:00",
         "deadline_day": "2018-01-31", "deadline_time": "18:00", "questions_day": "", "questions_time": "", "reviews_wanted": "3"}
ROOT = "/equipe/territoire/bordeaux-le-bouscat/appels/"


@pytest.fixture
def odile(client, cast):
    client.force_login(cast.odile)
    return client


@pytest.fixture
def prepared(odile, cast):
    assert cast.bordeaux
    odile.post(f"{ROOT}nouveau/", TYPED)
    return Call.objects.get()


def test_a_call_is_prepared_at_wall_time_and_seen_by_nobody_else(odile, prepared):
    assert (prepared.opens_at, prepared.deadline) == (clock.local(date(2017, 12, 1), 9), clock.local(date(2018, 1, 31), 18))
    odile.logout()
    assert odile.get("/appels/appel-2018/").status_code == 404


def test_a_referent_of_the_territory_may_prepare_one_too(client, cast):
    assert cast.season
    client.force_login(cast.rose)
    assert client.get(f"{ROOT}nouveau/").status_code == 200


@pytest.mark.parametrize(("day", "time", "sentence"), [
    ("2018-03-25", "02:30", "Cette heure n’existe pas cette nuit-là"), ("2018-10-28", "02:30", "Cette heure vient deux fois cette nuit-là"),
    ("2018-10-28", "02:00", "vient deux fois"), ("2018-01-31", "", "Ce champ est obligatoire")])
def test_an_hour_of_the_odd_sundays_gets_its_own_words(odile, cast, day, time, sentence):
    assert cast.bordeaux
    answer = odile.post(f"{ROOT}nouveau/", {**TYPED, "deadline_day": day, "deadline_time": time})
    assert (answer.status_code, Call.objects.count()) == (422, 0)
    assert sentence in text(answer) and 'value="Appel 2018"' in answer.content.decode()


@pytest.mark.parametrize(("day", "time", "utc"), [("2018-03-25", "01:59", "00:59"), ("2018-03-25", "03:00", "01:00"),
                                                  ("2018-10-28", "01:59", "23:59"), ("2018-10-28", "03:00", "02:00")])
def test_hours_around_the_odd_ones_are_what_they_say(odile, cast, day, time, utc):
    from datetime import UTC
    assert cast.bordeaux
    odile.post(f"{ROOT}nouveau/", {**TYPED, "deadline_day": day, "deadline_time": time})
    assert f"{Call.objects.get().deadline.astimezone(UTC):%H:%M}" == utc


def test_published_it_stands_on_the_line_of_the_season(odile, cast, prepared):
    assert cast.season
    page = text(odile.post(f"{ROOT}appel-2018/publication/", follow=True))
    assert "L’appel est public" in page
    milestone = cast.season.milestones.get(key=f"call-{prepared.pk}")
    assert (milestone.on, milestone.label_fr, milestone.pinned) == (date(2018, 1, 31), "Appel 2018", True)
    assert "Appel 2018" in odile.get(f"/equipe/{cast.season.slug}/calendrier/").content.decode()


def test_a_call_without_words_is_not_published_and_says_why(odile, cast):
    assert cast.bordeaux
    odile.post(f"{ROOT}nouveau/", {**TYPED, "text": ""})
    assert "le texte de l’appel" in text(odile.post(f"{ROOT}appel-2018/publication/", follow=True))
    assert Call.objects.get().published_at is None


def test_an_extension_moves_the_line_too(odile, cast, prepared):
    assert cast.season
    odile.post(f"{ROOT}appel-2018/publication/")
    page = text(odile.post(f"{ROOT}appel-2018/prolongation/", {"deadline_day": "2018-02-07", "deadline_time": "12:00", "reason": "Grève"}, follow=True))
    assert "La date limite est mercredi 7 février à 12" in page
    assert cast.season.milestones.get(key=f"call-{prepared.pk}").on == date(2018, 2, 7)


def test_an_extension_without_reason_is_said_next_to_its_field(odile, cast):
    assert cast.call
    answer = odile.post(f"{ROOT}appel-2017/prolongation/", {"deadline_day": "2018-02-07", "deadline_time": "12:00", "reason": ""})
    assert answer.status_code == 422 and "Ce champ est obligatoire" in text(answer)


def test_criteria_are_changed_on_one_page(odile, prepared):
    form = {f"{n}-{name}": value for n, c in enumerate(prepared.criteria.all()) for name, value in (
        ("label", c.label), ("question", c.question), ("weight", c.weight), ("anchors", "\n".join(c.anchors)))}
    odile.post(f"{ROOT}appel-2018/criteres/", {**form, "1-gone": "on", "0-weight": "5", "6-label": "Local", "6-weight": "1", "6-anchors": "a\nb\nc\nd\ne"})
    assert [(c.code, c.weight) for c in prepared.criteria.all()] == [("useful", 5), ("price", 2), ("exit", 2), ("privacy", 1), ("access", 1), ("local", 1)]
    answer = odile.post(f"{ROOT}appel-2018/criteres/", {**form, "2-anchors": "une seule"})
    assert answer.status_code == 422 and "ce que vaut chaque note" in text(answer)


def test_the_dashboard_says_what_came_in_and_which_need_nobody_answered(odile, cast):
    assert cast.submission
    page = text(odile.get(f"{ROOT}appel-2017/"))
    assert "n° 1 · Ardoise RDV" in page and "personne encore" in page


def test_answers_are_exported_without_demonstration_accounts(odile, cast):
    from chalandise.catalogue.operations.submissions import submit
    cast.solution.demo_account = "secret-9"
    cast.solution.save()
    with clock.at(clock.local(date(2017, 10, 21), 10)):
        submit(by=cast.nadia, submission=cast.submission)
    rows = b"".join(odile.get(f"{ROOT}appel-2017/reponses.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 2 and rows[1].startswith("1;Ardoise;732829320;")
    assert "secret-9" not in rows[1]


def test_a_question_is_answered_for_everybody(odile, cast):
    question = CallQuestion.objects.create(call=cast.call, text="Et Ardoise ?", by=cast.nadia, at=clock.now())
    odile.post(f"{ROOT}appel-2017/questions/{question.pk}/", {f"q{question.pk}-text": "Et une caisse ?", f"q{question.pk}-answer": "Oui."})
    odile.logout()
    page = text(odile.get("/appels/appel-2017/"))
    assert "Et une caisse ?" in page and "Oui." in page and "Et Ardoise ?" not in page and "Nadia" not in page


def test_a_company_is_looked_up_by_hand(odile, cast):
    assert cast.submission
    assert "à vérifier" in text(odile.get(f"{ROOT}entreprises/"))
    odile.post(f"{ROOT}entreprises/{cast.ardoise.pk}/", {"status": "ceased", "note": "BODACC du 12"})
    assert "radiée ou cessée" in text(odile.get(f"{ROOT}entreprises/"))
    assert odile.get(f"{ROOT}entreprises/{cast.ardoise.pk + 99}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_dashboard_costs_the_same_with_one_answer_and_thirty(odile, cast, rows, django_assert_num_queries):
    from chalandise.catalogue.models import Submission
    for n in range(rows):
        solution = cast._solution(cast.ardoise, f"Solution {n}", needs=["booking"])
        Submission.objects.create(call=cast.call, solution=solution, created_at=clock.now(), saved_at=clock.now(), submitted_at=clock.now(), number=n + 1, state="submitted")
    with django_assert_num_queries(20):
        odile.get(f"{ROOT}appel-2017/")


def test_who_is_tied_to_a_company_reads_nothing_of_its_answer_by_any_address(odile, cast):
    from chalandise.people.operations import affiliate
    assert cast.submission
    affiliate(by=cast.odile, person=cast.odile, organisation=cast.ardoise.organisation)
    pages = [odile.get(f"{ROOT}appel-2017/"), odile.get(f"{ROOT}appel-2017/reponses/{cast.submission.pk}/"), odile.get(f"{ROOT}appel-2017/reponses.csv")]
    assert [page.status_code for page in pages] == [200, 403, 200]
    said = [b"".join(page.streaming_content) if page.streaming else page.content for page in pages]
    assert [b"Ardoise RDV" in one or b"Vos clients prennent" in one for one in said] == [False, False, False]
    assert "1 réponse ne vous est pas montrée" in said[0].decode()
