"""Before the pairings each shop talks with a few mentors and both say their wishes; later an hour of a skill is asked.

Chances of its own, so that the rest of the season is the same story with or without it.
"""
import random
from datetime import timedelta

from chalandise.mentoring.models import FitAnswer, Pairing, SkillRequest, Wish
from chalandise.mentoring.operations import skills, wishes
from chalandise.mentoring.queries.skills import aid, skills_for
from chalandise.mentoring.queries.wishes import sheets

SAYS = (Wish.Says.GLADLY, Wish.Says.GLADLY, Wish.Says.FINE, Wish.Says.RATHER_NOT)


def schedule(stage):
    signed = stage.day["charters"]
    stage.at(stage.hour(signed, 12), _ask, stage)
    stage.at(stage.hour(signed, 20), _answer, stage)
    stage.at(stage.hour(stage.day["visit2"] + timedelta(days=6), 10), _help, stage)


def _ask(stage):
    wishes.ask_wishes(season=stage.season, by=stage.rose)


def _answer(stage):
    """Most shops and mentors say something of the two or three people they talked with."""
    chance = random.Random(stage.seed)
    for side, rows in zip((FitAnswer.Side.MERCHANT, FitAnswer.Side.MENTOR), sheets(stage.season), strict=True):
        for sheet in rows:
            if sheet.others and chance.random() < 0.8:
                met = chance.sample(sheet.others, min(3, len(sheet.others)))
                person = sheet.about.person if side == FitAnswer.Side.MENTOR else stage.rose
                wishes.answer_wishes(season=stage.season, side=side, about=sheet.about, by=person, via="" if side == FitAnswer.Side.MENTOR else "phone",
                                     says={other.pk: chance.choice(SAYS) for other in met})


def _help(stage):
    """What the actions under way ask for and their mentors cannot do is asked of others; most say yes."""
    planned = {}
    for pairing in Pairing.objects.filter(season=stage.season, ended_at=None).prefetch_related("actions"):
        for action in pairing.actions.all():
            planned.setdefault(pairing.pk, set()).update(skills_for(action.kind))
    everybody = {pk: planned.get(pk, set()) for pk in Pairing.objects.filter(season=stage.season, ended_at=None).values_list("pk", flat=True)}
    if not aid(stage.season, planned=everybody).asked:
        return
    for n, request in enumerate(skills.ask_skills(season=stage.season, by=stage.rose, planned=everybody)):
        stage.at(stage.later(days=1 + n), _reply, request, "no" if n == 1 else "yes")


def _reply(request, says):
    if not SkillRequest.objects.get(pk=request.pk).withdrawn_at:
        skills.answer_skill(asked=request, says=says, by=request.helper.person)
