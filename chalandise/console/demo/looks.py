"""A second mentor's look at a few shops in November; the look back at the beginning, after T1."""
import random

from chalandise.diagnostics.models import Answer
from chalandise.diagnostics.operations import draw_second_looks, rate_again, rate_beginning
from chalandise.diagnostics.operations.dma import save_dma
from chalandise.diagnostics.queries.retrospect import then_lines
from chalandise.diagnostics.queries.second_looks import lines_of

SEED = 20171110  # of the draw: the same visits in every demo


def draw(stage):
    """A fifth of the starting assessments are rated again by another mentor, who mostly sees the same thing."""
    for number, look in enumerate(draw_second_looks(by=stage.rose, season=stage.season, moment="T0", seed=SEED)):
        stage.at(stage.later(days=4 + 2 * number), _again, look)
        stage.at(stage.later(days=4 + 2 * number, hours=1), _europe, look)


def _again(look):
    chance = random.Random(look.assessment.shop.name)
    first = {a.question: a.choice for a in look.assessment.answers.all()}
    while rows := [q for _theme, found in lines_of(look).themes for q, _example, choice in found if not choice]:
        given = {}
        for question in rows:
            keys = [o.key for o in question.options]
            at = keys.index(first[question.key]) if first.get(question.key) in keys else 0
            given[question.key] = keys[min(max(at + chance.choice((0, 0, 0, 0, 0, 0, 1, -1)), 0), len(keys) - 1)]
        look = rate_again(by=look.rater, look=look, answers=given, finish=True)


def _europe(look):
    """A funder asked for the European assessment of the shops that were looked at twice."""
    shop = look.assessment.shop
    tools = {"site": "website", "social": "chat", "collect": "shop", "marketplace": "shop"}
    save_dma(by=look.rater, season=look.assessment.season, shop=shop, moment="T0", finish=True, answers={
        "q1": {"now": ["marketing"] if shop.channels else [], "planned": ["marketing", "security"]}, "q2": ["needs", "leaders"],
        "q3": sorted({"cloud", "government", *(tools[c] for c in shop.channels if c in tools)}), "q5": ["peers"], "q6": ["aware"],
        "q7": ["stored"] if shop.channels else ["none"], "q8": ["clients"], "q10": ["paperless"], "q11": {"reuse": 1}})


def back(sheet, by):
    """At the end most merchants see their start a little lower than they did."""
    ratings, chance = {}, random.Random(sheet.shop.name)
    for line in then_lines(sheet):
        keys = [o.key for o in line.question.options]
        first = Answer.objects.get(assessment__season=sheet.season, assessment__shop=sheet.shop, assessment__moment="T0", question=line.question.key)
        at = keys.index(first.choice) - (chance.random() < 0.3) + (chance.random() < 0.08)
        ratings[line.question.key] = keys[min(max(at, 0), len(keys) - 1)]
    if ratings:
        rate_beginning(by=by, assessment=sheet, ratings=ratings)
