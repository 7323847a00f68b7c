"""What others may read of an effect: the referent lets it out, once nobody could read a few shops from it; or takes it back."""
from django.db import transaction
from django.utils.translation import ngettext

from chalandise.computing.disclosure import LEAST, isolated
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Estimate, Release
from chalandise.impact.operations.estimating import refuse_others
from chalandise.impact.rules.estimates import public
from chalandise.territory.models import Territory


def groups_published(territory_id):
    """Return every group of shops over which an effect was ever let out in a territory, taken back or not: what was read was read."""
    rows = Release.objects.filter(season__territory=territory_id).values_list("treated", "compared")
    return [set(group) for row in rows for group in row if group]


def told_apart(estimate):
    """Return how many shops somebody could tell apart if this estimate were let out beside all that was: 0 when nobody can."""
    if estimate.verdict == Estimate.Verdict.REFUSED:
        return 0  # a refusal says no figure
    fresh = [set(estimate.treated), set(estimate.compared)]
    return len(isolated(groups_published(estimate.run.season.territory_id), fresh))


@transaction.atomic
def release(*, by, estimate):
    """Let partners, the committee and the shops read one effect; it takes the place of the one they read before. Twice is once.

    Raises
    ------
    Refused
        Not the referent; its run is not the latest; a difference with what was let out before would tell fewer than five shops apart.
    """
    estimate = Estimate.objects.select_related("run__season").get(pk=estimate.pk)
    season = estimate.run.season
    refuse_others(by, season)
    Territory.objects.select_for_update(of=("self",)).get(pk=season.territory_id)  # two releases at once would not see each other
    current = Release.objects.filter(season=season, kind=estimate.kind, ended_at=None).first()
    if current and current.estimate_id == estimate.pk:
        return current
    if few := told_apart(estimate):
        raise Refused(ngettext(
            "Comparé à ce qui a déjà été publié, ce résultat laisserait deviner les recettes de %(n)s boutique ; il en faut au moins %(least)s. Attendez que d’autres "
            "boutiques s’y ajoutent.",
            "Comparé à ce qui a déjà été publié, ce résultat laisserait deviner les recettes de %(n)s boutiques ; il en faut au moins %(least)s. Attendez que d’autres "
            "boutiques s’y ajoutent.", few) % {"n": few, "least": LEAST})
    now = clock.now()
    Release.objects.filter(season=season, kind=estimate.kind, ended_at=None).update(ended_at=now)
    figures = estimate.verdict != Estimate.Verdict.REFUSED
    found, _made = Release.objects.update_or_create(estimate=estimate, defaults={
        "season": season, "kind": estimate.kind, "said": public(estimate.result) | {"grain": estimate.run.grain, "until": estimate.run.cut_on.isoformat()},
        "treated": estimate.treated if figures else [], "compared": estimate.compared if figures else [], "by": by, "at": now, "ended_at": None})
    journal.record("impact.released", by=by, on=season, changes={"kind": [None, estimate.kind], "verdict": [None, estimate.verdict]})
    return found


@transaction.atomic
def end_release(*, by, release):
    """Take an effect back from those who read it. Twice is once."""
    refuse_others(by, release.season)
    if Release.objects.filter(pk=release.pk, ended_at=None).update(ended_at=clock.now()):
        journal.record("impact.release_ended", by=by, on=release.season, changes={"kind": [release.kind, None]})
    release.refresh_from_db()
    return release
