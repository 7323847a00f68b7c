"""Choosing the panel: quotas, a proposal that can be repeated, the team's decision, everybody's answer."""
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing import panel as kernel
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import give_consent, issue_link
from chalandise.seasons.mails import panel as mails
from chalandise.seasons.models import Application, PanelPlace, PanelProposal, Quota, Season, Selection
from chalandise.seasons.operations.calendar import record_progress
from chalandise.seasons.operations.reading import check_tied
from chalandise.seasons.queries import panel as reading

O = Selection.Outcome  # noqa: E741


def _locked(season):
    """Return the season's row, locked: those who decide on its panel come one at a time."""
    return Season.objects.select_for_update(of=("self",)).select_related("territory", "contact").get(pk=season.pk)


@transaction.atomic
def set_quotas(*, by, season, quotas):
    """Write what the team wants of the panel.

    Parameters
    ----------
    quotas : dict of (dimension, value) to (int, int or None)
        Minimum and maximum; (0, None) means that the team does not mind and removes the quota.

    Raises
    ------
    Refused
        A maximum below its minimum, or minimums of one dimension that exceed the places.
    """
    season = _locked(season)
    words = reading.group_words(season)
    for (dimension, value), (low, high) in quotas.items():
        if high is not None and high < low:
            raise Refused(_("« %s » : le maximum est plus petit que le minimum.") % words.get(f"{dimension}:{value}", value))
    for dimension in Quota.Dimension:
        least = sum(low for (d, _value), (low, _high) in quotas.items() if d == dimension)
        if least > season.panel_size:
            raise Refused(_("« %(dimension)s » : les minimums font %(least)d places, le panel en a %(size)d.") % {
                "dimension": dimension.label, "least": least, "size": season.panel_size})
    before = {(q.dimension, q.value): [q.minimum, q.maximum] for q in season.quotas.all()}
    for (dimension, value), (low, high) in quotas.items():
        if (low, high) == (0, None):
            season.quotas.filter(dimension=dimension, value=value).delete()
        else:
            Quota.objects.update_or_create(season=season, dimension=dimension, value=value,
                                           defaults={"minimum": low, "maximum": high})
    changes = {f"{d}:{v}": [before.get((d, v), [0, None]), list(pair)] for (d, v), pair in quotas.items()
               if before.get((d, v), [0, None]) != list(pair)}
    if changes:
        journal.record("panel.quotas", by=by, on=season, changes=changes)


@transaction.atomic
def propose(*, by, season, pinned=(), excluded=(), seed=None):
    """Ask computing/panel for the best balanced panel and record it with all that repeats it. Returns the PanelProposal.

    Parameters
    ----------
    pinned, excluded : iterables of application ids
        Those the team keeps in or out whatever the balance.
    seed : int, optional
        The draw; a new one is made, and recorded, when it is not given.
    """
    season = _locked(season)
    _refuse_announced(season)
    applications = reading.eligible(season)
    if not applications:
        raise Refused(_("Aucune candidature n’est envoyée : il n’y a rien à proposer encore."))
    pinned, excluded = set(pinned) - set(excluded), set(excluded)
    if len(pinned) > season.panel_size:
        raise Refused(_("Vous gardez %(n)d boutiques pour %(size)d places. Relâchez-en.") % {"n": len(pinned), "size": season.panel_size})
    problem = reading.problem_of(season, applications, pinned=pinned, excluded=excluded)
    seed = secrets.randbelow(2**31) if seed is None else seed
    result = kernel.solve(problem, seed=seed)
    made = PanelProposal.objects.create(
        season=season, by=by, at=clock.now(), seed=seed, problem=reading.as_json(problem),
        result={"chosen": list(result.chosen), "draw": result.draw, "optimal": result.optimal, "total": result.total,
                "shortfalls": result.shortfalls,
                "reasons": {c.key: [[r.code, r.group, r.amount] for r in result.reasons(c.key)] for c in problem.candidates}})
    made.refresh_from_db()
    journal.record("panel.proposed", by=by, on=season, changes={"seed": [None, seed], "missed": [None, sum(result.shortfalls.values())]})
    return made


def _refuse_announced(season):
    if Selection.objects.filter(application__season=season, announced_at__isnull=False).exists():
        raise Refused(_("Les réponses sont parties : le panel ne se refait plus. Une place qui se libère passe par la liste "
                        "d’attente."))


@transaction.atomic
def decide(*, by, season, proposal, waiting=None):
    """Take a proposal as the team's decision; each decision can then be changed one by one. Returns the Selections.

    Parameters
    ----------
    waiting : int, optional
        Length of the waiting list; half the panel when it is not given. The best scored come first in line.
    """
    season = _locked(season)
    _refuse_announced(season)
    applications = {a.pk: a for a in reading.eligible(season)}
    result = reading.result_of(proposal)
    gone = [k for k in result.chosen if k not in applications]
    if gone:
        raise Refused(_("Une boutique de cette proposition a retiré sa candidature. Demandez une nouvelle proposition."))
    waiting = season.panel_size // 2 if waiting is None else waiting
    outs = [k for k in applications if k not in result.chosen]
    queue = sorted((k for k in outs if k not in result.problem.excluded and applications[k].place != Application.Place.OUTSIDE),
                   key=lambda k: (-(applications[k].score or 0), -result.draw.get(k, 0), k))[:waiting]
    outcome = {**dict.fromkeys(outs, (O.DECLINED, None)), **{k: (O.WAITING, n) for n, k in enumerate(queue, 1)},
               **dict.fromkeys(result.chosen, (O.CHOSEN, None))}
    words, made = reading.group_words(season), []
    for key, (state, rank) in outcome.items():
        why = first_reason(season, applications[key], state, result, words)
        made.append(Selection.objects.update_or_create(
            application=applications[key], defaults={"outcome": state, "rank": rank, "reason": why, "by": by,
                                                     "decided_at": clock.now()})[0])
    Selection.objects.filter(application__season=season).exclude(application__in=outcome).delete()
    journal.record("panel.decided", by=by, on=season, changes={"proposal": [None, proposal.pk], "chosen": [None, len(result.chosen)]})
    return made


def first_reason(season, application, outcome, result, words):
    """Return the reason to propose to the team for one answer, from the facts; they may write another."""
    total, places = len(result.problem.candidates), len(result.chosen)
    group = words.get(f"trade:{reading.family(application) or reading.UNKNOWN}", "")
    if outcome == O.CHOSEN:
        return _("Votre besoin peut devenir une petite action mesurable cette saison, et votre boutique complète le panel "
                 "(%(group)s).") % {"group": group}
    opening = _("%(total)d boutiques ont candidaté pour %(places)d places.") % {"total": total, "places": places}
    if application.place == Application.Place.OUTSIDE:
        return f"{opening} " + _("Cette saison accompagne d’abord les boutiques situées dans le périmètre des travaux.")
    if application.pk in result.problem.excluded:
        return ""  # the machine does not know why; announcing waits for the team's own words
    codes = {r.code: r.group for r in result.reasons(application.pk)} if application.pk in result.problem.by_key else {}
    if "full" in codes or "unbalancing" in codes:
        kind = words.get(codes.get("full") or codes.get("unbalancing"), group)
        why = _("Le panel doit ressembler à la rue ; d’autres boutiques proches de la vôtre par le métier, l’emplacement ou le "
                "point de départ y sont déjà (« %s »).") % kind
    elif "draw" in codes:
        why = _("À égalité avec d’autres candidatures, un tirage au sort enregistré a départagé.")
    else:
        why = _("D’autres candidatures décrivaient un besoin plus facile à transformer en petite action dès cette saison. Ce "
                "n’est pas un jugement sur votre boutique.")
    return f"{opening} {why}"


@transaction.atomic
def change_outcome(*, by, selection, outcome, reason, rank=None):
    """Decide otherwise on one application, or write its reason; before the answers leave."""
    _locked(selection.application.season)
    selection = Selection.objects.select_for_update(of=("self",)).select_related("application__season").get(pk=selection.pk)
    if selection.announced_at:
        raise Refused(_("Cette réponse est déjà partie."))
    if outcome not in O.values:
        raise Refused(_("Choisissez une décision."), field="outcome")
    check_tied(by=by, application=selection.application)
    before = [selection.outcome, selection.rank]
    selection.outcome, selection.reason, selection.by, selection.decided_at = outcome, reason.strip()[:2000], by, clock.now()
    selection.rank = None
    if outcome == O.WAITING:
        selection.rank = _make_room(selection, rank)
    selection.save()
    if before != [selection.outcome, selection.rank]:
        journal.record("panel.changed", by=by, on=[selection.application, selection.application.season],
                       changes={"outcome": [before[0], outcome], "rank": [before[1], selection.rank]})
    return selection


def _make_room(selection, rank):
    """Return the rank in the waiting list, the others moving down by one; last when none is asked."""
    others = list(Selection.objects.filter(application__season=selection.application.season_id, outcome=O.WAITING)
                  .exclude(pk=selection.pk).order_by("rank", "pk"))
    rank = min(max(rank or len(others) + 1, 1), len(others) + 1)
    for n, other in enumerate(others, 1):
        other.rank = n if n < rank else n + 1
    Selection.objects.bulk_update(others, ["rank"])
    return rank


@transaction.atomic
def announce(*, by, season, hold=True):
    """Answer everybody at once: places are given, each applicant gets a letter with its reason. Returns how many.

    Announcing twice, or two referents at the same moment, write one letter each and no more; 0 is returned then.

    Parameters
    ----------
    hold : bool
        Letters wait in the outbox until somebody releases them.

    Raises
    ------
    Refused
        Nobody is chosen, an application has no decision, or an answer has no reason.
    """
    season = _locked(season)
    rows = list(Selection.objects.select_for_update(of=("self",)).select_related("application__person", "application__shop")
                .filter(application__season=season, announced_at=None, application__state=Application.State.SENT).order_by("pk"))
    if not rows and Selection.objects.filter(application__season=season, announced_at__isnull=False).exists():
        return 0
    _refuse_unready(season, rows)
    now = clock.now()
    for row in rows:
        row.application.season, row.announced_at = season, now
        if row.outcome == O.CHOSEN:
            give_place(season=season, application=row.application)
        mails.answer(row, comparison_link(row), hold=hold)
    Selection.objects.bulk_update(rows, ["announced_at"])
    journal.record("panel.announced", by=by, on=[season, *(r.application for r in rows)], changes={"answers": [0, len(rows)]})
    report(season)
    return len(rows)


def _refuse_unready(season, rows):
    undecided = Application.objects.filter(season=season, state=Application.State.SENT, selection=None).count()
    if undecided:
        raise Refused(_("%d candidature n’a pas de décision. Décidez de toutes avant d’annoncer.") % undecided
                      if undecided == 1 else
                      _("%d candidatures n’ont pas de décision. Décidez de toutes avant d’annoncer.") % undecided)
    if not any(r.outcome == O.CHOSEN for r in rows):
        raise Refused(_("Aucune boutique n’est retenue. Choisissez le panel avant d’annoncer."))
    silent = [r.application.shop_name for r in rows if not r.reason.strip()]
    if silent:
        raise Refused(_("Il manque une raison pour : %s. Chacun reçoit une réponse avec sa raison.") % ", ".join(silent[:5]))


def give_place(*, season, application, replaced=None):
    """Give a place of the panel to a shop; twice is the same as once."""
    return PanelPlace.objects.get_or_create(season=season, shop_id=application.shop_id, defaults={
        "application": application, "since": clock.now(), "replaced": replaced})[0]


def comparison_link(selection):
    """Return the address where somebody not chosen may agree to serve as comparison; "" for the chosen."""
    if selection.outcome == O.CHOSEN or selection.application.person is None:
        return ""
    return issue_link(purpose="panel.comparison", person=selection.application.person, target=selection.application, days=90)


def report(season):
    """Write on the season's line how many places are taken."""
    held = PanelPlace.objects.filter(season=season, left_at=None).count()
    record_progress(season=season, key="panel", done=held, due=season.panel_size, late=0)


@transaction.atomic
def agree_to_compare(*, person, application, text, via="link", by=None):
    """A merchant not chosen agrees that their figures serve as comparison, in the exact words they read."""
    selection = Selection.objects.filter(application=application, announced_at__isnull=False).exclude(outcome=O.CHOSEN).first()
    if selection is None:
        raise Refused(_("Cette question ne se pose plus : votre boutique fait partie du panel, ou la réponse n’est pas partie."))
    return give_consent(person=person, purpose="comparison", about=application, text=text, days=3 * 365, via=via, by=by)
