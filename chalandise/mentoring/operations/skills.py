"""An hour of a skill that a pairing lacks: asked by one letter, accepted by one link."""
from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails import skills as letters
from chalandise.mentoring.models import SkillRequest
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.queries.skills import aid


@transaction.atomic
def ask_skills(*, season, by, planned=None):
    """Ask the fewest helpers for what the pairings lack, one letter each. Returns the requests made."""
    found, asked = aid(season, planned=planned), defaultdict(list)
    for lack in found.lacks:
        if lack.helper:
            request = SkillRequest.objects.create(pairing=lack.pairing, skill=lack.skill, helper=lack.helper, by=by, asked_at=clock.now())
            asked[lack.helper].append(request)
            journal.record("skill.asked", by=by, on=[lack.pairing, lack.helper], territory=season.territory_id, changes={"skill": [None, lack.skill]})
    if not asked:
        raise Refused(_("Personne de plus à demander : soit rien ne manque, soit personne ne sait le faire sans conflit d’intérêts."))
    for helper, requests in asked.items():
        letters.write_request(helper, requests)
    return [r for requests in asked.values() for r in requests]


@transaction.atomic
def answer_skill(*, asked, says, by, via="link"):
    """Say yes or no. The first yes withdraws what was asked of others; both sides get each other's first name and number."""
    request = SkillRequest.objects.select_for_update(of=("self",)).select_related(
        "pairing__season__territory", "pairing__season__contact", "pairing__shop", "pairing__mentor__person", "helper__person").get(pk=asked.pk)
    if says not in SkillRequest.Says.values:
        raise Refused(_("Choisissez une des deux réponses."), field="says")
    if request.says == says:
        return request
    if request.withdrawn_at or request.pairing.ended_at:
        raise Refused(_("Merci : quelqu’un d’autre a déjà dit oui, ou ce parrainage est terminé. Il n’y a plus rien à faire."))
    before, request.says, request.answered_at = request.says, says, clock.now()
    request.save()
    journal.record("skill.answered", by=by, via=via, on=[request.pairing, request.helper], territory=request.pairing.season.territory_id,
                   changes={"says": [before, says]})
    if says == SkillRequest.Says.YES:
        SkillRequest.objects.filter(pairing=request.pairing, skill=request.skill, says="").update(withdrawn_at=clock.now())
        sign(pairing=request.pairing, kind="answer")
        letters.write_found(request)
    return request
