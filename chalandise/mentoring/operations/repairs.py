"""A mentor stops and others take over: the repair that the team has read, decided as a whole."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Mentor, Pairing
from chalandise.mentoring.operations.pairings import announce_pairings, close_pairing, leave_mentor, open_pairing
from chalandise.mentoring.queries.repairs import without_mentor


@transaction.atomic
def repair_without(*, season, mentor, plan, by, via=""):
    """Record that a mentor stops and give their shops the mentors of the plan; everybody concerned is told once.

    Parameters
    ----------
    plan : list of [shop id, mentor id]
        As read on the page (0: nobody). Refused when the repair of today is another one.

    Returns the new pairings.
    """
    mentor = Mentor.objects.select_for_update(of=("self",)).select_related("person", "season").get(pk=mentor.pk)
    if mentor.state != Mentor.State.ACCEPTED:
        raise Refused(_("%(mentor)s ne fait plus partie des parrains : le départ est déjà noté.") % {"mentor": mentor})
    today = without_mentor(season, mentor)
    if sorted(today.plan) != sorted(list(p) for p in plan):
        raise Refused(_("Quelque chose a changé entre-temps : voici la réparation d’aujourd’hui. Relisez-la avant de décider."))
    before = {p.shop_id: p for p in Pairing.objects.filter(season=season, ended_at=None)}
    leave_mentor(mentor=mentor, by=by, via=via)
    moves = [m for m in today.moves if m.after]
    for move in moves:  # all places are freed first: a mentor who takes one shop may have to give another up
        if move.before != mentor:
            close_pairing(pairing=before[move.shop.pk], by=by, ending=Pairing.Ending.MOVED)
    made = [open_pairing(season=season, shop=m.shop, mentor=m.after, by=by, after=Pairing.objects.get(pk=before[m.shop.pk].pk)) for m in moves]
    announce_pairings(season=season, by=by, pairings=made)
    return made
