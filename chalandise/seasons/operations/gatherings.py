"""Writing gatherings: plan, invite, change, cancel, answer, attend, minutes, decisions."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import check_conflict
from chalandise.people.operations.conflicts import Gesture
from chalandise.people.queries.conflicts import node
from chalandise.seasons.mails import gatherings as mails
from chalandise.seasons.models import Attendance, Decision, Gathering, Recusal
from chalandise.seasons.queries import gatherings as queries


@transaction.atomic
def plan_gathering(*, by, season, kind, title, starts_at, ends_at, place="", agenda=""):
    """Make a gathering; nobody is invited yet."""
    _refuse_times(starts_at, ends_at)
    gathering = Gathering.objects.create(season=season, kind=kind, title=title.strip(), starts_at=starts_at, ends_at=ends_at,
                                         place=place, agenda=agenda)
    journal.record("gathering.planned", by=by, on=[gathering, season])
    return gathering


def _refuse_times(starts_at, ends_at):
    if ends_at <= starts_at:
        raise Refused(_("La fin doit venir après le début. Corrigez l’heure de fin."), field="ends")
    if (ends_at - starts_at).days >= 2:
        raise Refused(_("Une rencontre dure moins de deux jours. Corrigez la date ou l’heure de fin."), field="ends")


def _refuse_cancelled(gathering):
    if gathering.cancelled_at:
        raise Refused(_("Cette rencontre est annulée. Créez-en une nouvelle."))


@transaction.atomic
def edit_gathering(*, by, gathering, version, values):
    """Change a gathering; the invited are told when its title, date or place changed, and asked again for a new date.

    Raises
    ------
    Conflict
        Somebody saved a different text meanwhile.
    """
    _refuse_cancelled(gathering)
    _refuse_times(values["starts_at"], values["ends_at"])
    before = Gathering.objects.select_for_update(of=("self",)).get(pk=gathering.pk)
    gathering.save_version(version=version, values=values)
    changed = {f: [str(getattr(before, f)), str(values[f])] for f in ("kind", "title", "starts_at", "ends_at", "place")
               if f in values and getattr(before, f) != values[f]}
    if not changed and before.agenda == values.get("agenda", before.agenda):
        return gathering
    journal.record("gathering.changed", by=by, on=[gathering, gathering.season], changes=changed)
    if gathering.invited_at and not gathering.is_over and set(changed) & {"title", "starts_at", "ends_at", "place"}:
        _tell_change(by, gathering, again="starts_at" in changed)
    return gathering


def _tell_change(by, gathering, *, again):
    gathering.sequence += 1
    Gathering.objects.filter(pk=gathering.pk).update(sequence=gathering.sequence)
    if again:
        gathering.attendances.update(answer=Attendance.Answer.INVITED, answered_at=None)
    for attendance in queries.attendances_of(gathering):
        attendance.gathering = gathering
        mails.change(attendance=attendance, by=by, again=again)


@transaction.atomic
def invite(*, by, gathering, audiences):
    """Invite those whom the audiences hold now; whoever is already invited gets nothing more. Returns the new ones."""
    _refuse_cancelled(gathering)
    if gathering.starts_at <= clock.now():
        raise Refused(_("Cette rencontre a déjà commencé : on n’invite plus. Notez qui est venu."), field="audiences")
    people = queries.audience(gathering.season, audiences)
    known = set(gathering.attendances.values_list("person_id", flat=True))
    fresh = [Attendance(gathering=gathering, person=p, shop=s) for p, s in people.items() if p.pk not in known]
    if not people:
        raise Refused(_("Personne ne correspond encore à ce choix. Cochez d’autres invités, ou revenez quand le panel et les "
                        "parrains seront connus."), field="audiences")
    Attendance.objects.bulk_create(fresh)
    if gathering.invited_at is None:
        gathering.invited_at = clock.now()
        Gathering.objects.filter(pk=gathering.pk).update(invited_at=gathering.invited_at)
    for attendance in fresh:
        mails.invitation(attendance=attendance, by=by)
    if fresh:
        journal.record("gathering.invited", by=by, on=[gathering, gathering.season], changes={"invited": [len(known), len(known) + len(fresh)]})
    return fresh


@transaction.atomic
def cancel_gathering(*, by, gathering):
    """Cancel a gathering and tell the invited; twice is the same as once."""
    if gathering.is_over and not gathering.cancelled_at:
        raise Refused(_("Cette rencontre a déjà eu lieu : elle ne s’annule plus."))
    if not Gathering.objects.filter(pk=gathering.pk, cancelled_at=None).update(cancelled_at=clock.now(), sequence=gathering.sequence + 1):
        return
    gathering.refresh_from_db()
    for attendance in queries.attendances_of(gathering):
        attendance.gathering = gathering
        mails.cancellation(attendance=attendance, by=by)
    journal.record("gathering.cancelled", by=by, on=[gathering, gathering.season])


@transaction.atomic
def answer(*, by, attendance, says, via=""):
    """Somebody says whether they come; the last answer counts."""
    gathering = attendance.gathering
    if gathering.cancelled_at:
        raise Refused(_("Cette rencontre est annulée : il n’y a plus à répondre."))
    if gathering.is_over:
        raise Refused(_("Cette rencontre a déjà eu lieu : il n’y a plus à répondre."))
    if attendance.answer == says:
        return attendance
    before, attendance.answer, attendance.answered_at = attendance.answer, Attendance.Answer(says), clock.now()
    attendance.save(update_fields=["answer", "answered_at"])
    journal.record("gathering.answered", by=by, on=[gathering], via=via, changes={"answer": [before, says]}, territory=gathering.season.territory_id)
    return attendance


@transaction.atomic
def record_attendance(*, by, gathering, came, ticked=(), walk_in=None):
    """Note who came, as ticked on a phone.

    Parameters
    ----------
    came, ticked : collections of int
        Persons ticked now, and those who were ticked when the page was opened: only the differences are written, so
        two people may tick at the same time.
    walk_in : int, optional
        Person of the season who came without being invited.
    """
    _refuse_cancelled(gathering)
    if clock.today() < gathering.starts_at.astimezone(clock.PARIS).date():
        raise Refused(_("La rencontre n’a pas encore eu lieu. Notez les présents le jour même."))
    came, ticked, rows = set(came), set(ticked), gathering.attendances
    if walk_in:
        person = next((p for p in queries.not_invited(gathering) if p.pk == walk_in), None)
        if person is None:
            raise Refused(_("Cette personne ne fait pas partie de la saison, ou est déjà dans la liste."), field="walk_in")
        shop = queries.audience(gathering.season, ["merchants"]).get(person)
        rows.get_or_create(person=person, defaults={"shop": shop, "came": True})
    rows.filter(person_id__in=came - ticked).update(came=True)
    rows.filter(person_id__in=ticked - came).update(came=False)
    rows.filter(came=None).update(came=False)
    journal.record("gathering.attended", by=by, on=[gathering, gathering.season], changes={"came": ["", rows.filter(came=True).count()]})


@transaction.atomic
def write_minutes(*, by, gathering, version, minutes):
    """Write what was said."""
    _refuse_cancelled(gathering)
    gathering.save_version(version=version, values={"minutes": minutes})
    journal.record("gathering.minuted", by=by, on=[gathering, gathering.season])
    return gathering


@transaction.atomic
def decide(*, by, gathering, text, owner="", due_on=None, about=None, supervisor=None):
    """Write down a decision: what, who, by when, and what it concerns.

    Parameters
    ----------
    about : Shop or Organisation, optional
        Those who are there and tied to it withdraw: their names are kept with the decision (`Recusal`).
    supervisor : Person, optional
        A second person, when a tie of who writes the decision asks for one.

    Raises
    ------
    Refused
        Who writes is tied to it, or nobody would be left to decide.
    """
    _refuse_cancelled(gathering)
    found = queries.ties_at(gathering, about, [by, supervisor]) if about is not None else None
    if found:
        check_conflict(by=by, graph=found.graph, supervisor=supervisor, gesture=Gesture(
            "vote", by, about, gathering.season, (node(about),), {}), head=_("Vous n’écrivez pas cette décision."))
        if found.people and len(found.recused) == len(found.people):
            raise Refused(_("Toutes les personnes présentes sont liées à %(about)s : remettez cette décision à un autre comité.")
                          % {"about": about}, field="about")
    decision = Decision.objects.create(
        gathering=gathering, text=text.strip(), owner=owner.strip(), due_on=due_on, about=str(about)[:200] if about else "",
        about_kind=about._meta.label_lower if about else "", about_id=about.pk if about else None)
    if found:
        Recusal.objects.bulk_create([*(Recusal(decision=decision, person=p) for p in found.recused),
                                     *(Recusal(decision=decision, person=p, watched=True) for p in found.watched)])
    journal.record("decision.taken", by=by, on=[gathering, gathering.season],
                   changes={"recused": ["", len(found.recused)]} if found and found.recused else None)
    return decision


@transaction.atomic
def finish_decision(*, by, decision):
    """A decision is carried out; twice is the same as once."""
    if Decision.objects.filter(pk=decision.pk, done_at=None).update(done_at=clock.now()):
        journal.record("decision.done", by=by, on=[decision.gathering, decision.gathering.season])


@transaction.atomic
def reopen_decision(*, by, decision):
    """A decision ticked by mistake waits again."""
    if Decision.objects.filter(pk=decision.pk).exclude(done_at=None).update(done_at=None):
        journal.record("decision.reopened", by=by, on=[decision.gathering, decision.gathering.season])


@transaction.atomic
def drop_decision(*, by, decision):
    """Remove a decision written by mistake, while it is not done."""
    if decision.done_at:
        raise Refused(_("Cette décision est déjà faite : elle reste. Rouvrez-la d’abord si c’était une erreur."))
    decision.delete()
    journal.record("decision.dropped", by=by, on=[decision.gathering, decision.gathering.season])
