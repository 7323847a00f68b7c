"""After the first visit each side says whether it fits; a "no" reaches the team at once."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import journal
from chalandise.foundation.clock import now
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails.pairings import write_fit_alert
from chalandise.mentoring.models import FitAnswer
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.queries.absences import followers


@transaction.atomic
def answer_fit(*, pairing, side, says, by, words="", via="link"):
    """Record what one side says; the same answer on the same day is the same as once. Returns the FitAnswer."""
    if side not in FitAnswer.Side.values or says not in FitAnswer.Says.values:
        raise Refused(_("Choisissez une des trois réponses."), field="says")
    last = pairing.fits.filter(side=side).first()
    if last and last.says == says and last.at.date() == now().date():
        if words and words != last.words:
            last.words = words[:300]
            last.save(update_fields=["words"])
        return last
    answer = FitAnswer.objects.create(pairing=pairing, side=side, says=says, words=words[:300], at=now())
    sign(pairing=pairing, kind="answer")
    journal.record("pairing.fit_answered", by=by, via=via, on=[pairing, pairing.shop], changes={"says": [last.says if last else None, says]})
    if says == FitAnswer.Says.BAD and not pairing.ended_at:
        write_fit_alert(pairing, followers(pairing.season))
    return answer
