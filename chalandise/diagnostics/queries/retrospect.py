"""Looking back at the beginning: what is asked of a shop, and how much the view changed over the panel."""
from dataclasses import dataclass

from chalandise.computing import shift
from chalandise.diagnostics.models import Answer, Assessment, Retrospect
from chalandise.diagnostics.queries import bank as banks
from chalandise.diagnostics.queries.sheets import sheet
from chalandise.diagnostics.rules import FEW


@dataclass(frozen=True)
class ThenLine:
    """A question about the beginning: what was answered then is not shown, so that the memory of it does not decide."""

    question: banks.Question
    example: str
    choice: str


def then_lines(assessment):
    """Return the ThenLine of each question that a finished later sheet asks about the beginning; nothing for a T0."""
    if assessment.moment == Assessment.Moment.T0 or not assessment.finished_at:
        return []
    first = Assessment.objects.filter(season=assessment.season_id, shop=assessment.shop_id, moment=Assessment.Moment.T0).exclude(
        finished_at=None).first()
    if first is None:
        return []
    known = {line.question.key for line in sheet(first).lines if line.option}
    given = dict(Retrospect.objects.filter(assessment=assessment).values_list("question", "choice"))
    return [ThenLine(line.question, line.example, given.get(line.question.key, "")) for line in sheet(assessment).lines
            if line.question.retrospect and line.question.key in known]


def response_shift(season):
    """Return the shift.Result over the season's shops (T1), its mean left out below FEW shops. Two queries."""
    looked = {}
    for shop, key, version, question, choice in Retrospect.objects.filter(
            assessment__season=season, assessment__moment=Assessment.Moment.T1).values_list(
                "assessment__shop_id", "assessment__bank_key", "assessment__bank_version", "question", "choice"):
        looked.setdefault(shop, {})[question] = _worth(key, version, question, choice)
    then = {}
    for shop, key, version, question, choice in Answer.objects.filter(
            assessment__season=season, assessment__moment=Assessment.Moment.T0, assessment__shop__in=looked).values_list(
                "assessment__shop_id", "assessment__bank_key", "assessment__bank_version", "question", "choice"):
        then.setdefault(shop, {})[question] = _worth(key, version, question, choice)
    found = shift.solve(shift.Problem([(_known(then.get(shop, {})), _known(now)) for shop, now in sorted(looked.items())]))
    return found if found.n >= FEW else shift.Result(None, None, None, found.n)


def _worth(key, version, question, choice):
    asked = banks.load(key, version).question(question)
    option = asked.option(choice) if asked else None
    return option.worth if option else None


def _known(worths):
    return {question: worth for question, worth in worths.items() if worth is not None}
