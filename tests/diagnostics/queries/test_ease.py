"""What the catalogue asks of an assessment."""
import pytest

from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries.ease import ease_of, latest_of, needs_of
from chalandise.foundation import clock


@pytest.mark.parametrize(("scores", "overall", "ease"), [
    ({"skills": {"value": 20}}, 80, "beginner"), ({"skills": {"value": 50}}, 10, "regular"), ({"skills": {"value": 90}}, 10, "advanced"),
    ({"skills": {"value": None}, "daily": {"value": 60}}, 10, "regular"), ({}, 30, "beginner"), ({}, None, "")])
def test_how_at_ease_a_shop_is_comes_from_its_skills_then_its_daily_work_then_the_whole(scores, overall, ease):
    assert ease_of(Assessment(scores={"themes": scores}, overall=overall)) == ease


def test_without_an_assessment_nothing_is_known():
    assert (ease_of(None), needs_of(None)) == ("", [])


@pytest.mark.django_db
def test_the_needs_are_those_of_the_next_steps_each_once(cast):
    assessment = Assessment.objects.create(season=cast.season, shop=cast.lys, moment="T0", bank_key="commerce", bank_version="2017.2",
                                           started_at=clock.now(), finished_at=clock.now())
    for question, choice in (("listing", "absent"), ("site", "nowhere")):
        assessment.answers.create(question=question, choice=choice, at=clock.now())
    assert latest_of(cast.lys) == assessment
    assert needs_of(assessment) == ["be-found", "own-site"]
    assert latest_of(cast.cuir) is None
