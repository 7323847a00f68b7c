"""The effect of a season's actions is computed by a job, over the takings as they are, and kept with what made it."""
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chalandise.computing.effects import solve
from chalandise.computing.replays import as_json, program
from chalandise.foundation import clock, jobs, journal
from chalandise.foundation.models import Job
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Channel, Estimate, EstimateRun, Taking
from chalandise.impact.queries.cuts import cut_of
from chalandise.impact.queries.takings import agreements, asked_shops
from chalandise.impact.rules.estimates import AGAIN, DEALS, SEED, nobody
from chalandise.people.models import Role
from chalandise.people.queries import has_role, holders
from chalandise.seasons.models import Season
from chalandise.shops.models import Shop

KEPT = 30  # runs of a season that are kept; older ones go, unless others read them
State = EstimateRun.State


def refuse_others(by, season):
    """Refuse anybody else than the referent of the season: an estimate is read beside the takings that made it."""
    if not has_role(by, Role.Kind.REFERENT, season.pk):
        raise Refused(_("L’effet des actions se calcule sur les recettes : seule la personne référente de la saison le demande."))


@transaction.atomic
def ask_estimates(*, by, season, deals=DEALS, via=""):
    """Ask for the effect of a season's actions; a job computes it. While one is being computed, asking again gives that one.

    Parameters
    ----------
    deals : how many placebo deals; a few dozen give the same interval within a tenth

    Raises
    ------
    Refused
        Not the referent; no shop of the season gave its takings.
    """
    refuse_others(by, season)
    Season.objects.select_for_update(of=("self",)).get(pk=season.pk)
    waiting = EstimateRun.objects.filter(season=season, state=State.ASKED).first()
    if waiting and not is_stalled(waiting):
        return waiting
    if waiting:
        _stop(waiting, _("Le calcul s’est arrêté en route."))
    today = clock.today()
    if not Taking.objects.filter(shop__in=agreements(asked_shops(season)), channel=Channel.ALL, ended_at=None).exists():
        raise Refused(_("Aucune boutique de la saison n’a encore donné de recettes : il n’y a rien à mesurer."))
    try:
        run = EstimateRun.objects.create(season=season, by=by, via=via, asked_at=clock.now(), cut_on=today, seed=SEED,
                                         parameters={"deals": deals, "checks": True}, program=program())
    except IntegrityError:
        raise Refused(_("Un calcul vient d’être demandé : rechargez la page.")) from None
    run.job = jobs.enqueue("chalandise.impact.tasks.estimate", run.pk, owner=by).key
    run.save(update_fields=["job"])
    journal.record("impact.estimate_asked", by=None if via == "job" else by, on=season, via=via)
    return run


def is_stalled(run):
    """Say whether the job of a run gave up."""
    return run.job is None or Job.objects.filter(pk=run.job, failed=True).exists()


def compute(run):
    """Compute a run and keep its answers; done again, nothing changes. Called by the worker, outside any transaction.

    The same takings, parameters, seed and program give the same figures. Returns the run.
    """
    run = EstimateRun.objects.select_related("season", "by").get(pk=run.pk)
    if run.state != State.ASKED:
        return run
    read_at, cut = clock.now(), cut_of(run.by, run.season, run.cut_on) if run.by else None
    if cut is None:
        return _stop(run, _("Plus aucune recette ne peut être lue : accords repris, ou la personne qui a demandé n’est plus référente."))
    problems = {kind: cut.problem(kind) for kind in ["", *sorted(set(cut.kinds.values()))]}
    found = {}
    for n, (kind, problem) in enumerate(problems.items()):
        found[kind] = _answer(run, problem, n, len(problems))
    return _keep(run, cut, read_at, found)


def _answer(run, problem, number, count):
    """Solve one problem, telling how far the whole run is."""
    deals = run.parameters["deals"]
    if problem is None:
        return nobody()
    result = solve(problem, seed=run.seed, deals=deals, checks=run.parameters["checks"],
                   progress=lambda done, total: jobs.report(done=number * deals + done, total=count * deals))
    jobs.report(done=(number + 1) * deals, total=count * deals)
    return as_json(problem, result)


@transaction.atomic
def _keep(run, cut, read_at, found):
    run = EstimateRun.objects.select_for_update(of=("self",)).select_related("season").get(pk=run.pk)
    if run.state != State.ASKED:
        return run
    Estimate.objects.bulk_create([Estimate(run=run, kind=kind, verdict=r["verdict"], treated=r["treated"], compared=r["compared"], result=r)
                                  for kind, r in found.items()])
    run.state, run.finished_at, run.read_at, run.digest, run.grain, run.program = State.DONE, clock.now(), read_at, cut.digest, cut.grain, program()
    run.parameters = run.parameters | {"first": cut.first.isoformat()}
    run.save()
    journal.record("impact.estimated", by=None, on=run.season, via="job", changes={"verdict": [None, found[""]["verdict"]]})
    old = EstimateRun.objects.filter(season=run.season).exclude(estimates__release__isnull=False).values_list("pk", flat=True)[KEPT:]
    EstimateRun.objects.filter(pk__in=list(old)).delete()
    return run


def _stop(run, sentence):
    run.state, run.failure, run.finished_at = State.FAILED, sentence[:300], clock.now()
    run.save()
    return run


def estimate_again():
    """Every day: compute again where the takings (or the program) changed and the last computation is a week old. Returns how many were asked."""
    count = 0
    for season in Season.objects.filter(pk__in=EstimateRun.objects.order_by().values("season"), closure=None):
        person = holders(Role.Kind.REFERENT, season.pk).first()
        last = EstimateRun.objects.filter(season=season).first()
        if person is None or last.state == State.ASKED or (clock.today() - last.cut_on).days < AGAIN:
            continue
        cut = cut_of(person, season, clock.today())
        if cut is not None and (cut.digest, program()) != (last.digest, last.program):
            ask_estimates(by=person, season=season, deals=last.parameters["deals"], via="job")
            count += 1
    return count


def forget_shop(shop):
    """Take a shop that took its agreement back out of what the referent reads; figures over groups stay, until they are computed again."""
    for estimate in Estimate.objects.filter(run__season__in=_seasons_of(shop)):
        result = estimate.result
        result["reasons"] = [r for r in result["reasons"] if r["shop"] != shop.pk and r["figures"].get("other") != shop.pk]
        result["without"].pop(str(shop.pk), None)
        estimate.save(update_fields=["result"])


def _seasons_of(shop: Shop):
    return Season.objects.filter(territory=shop.territory_id).values("pk")
