"""Reading the end of a season: what is left to do, what people thought of it."""
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Avg, Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.people.models import Person, Role
from chalandise.seasons.models import Satisfaction
from chalandise.seasons.queries.gatherings import audience, open_decisions

REOPEN_DAYS = 30
AUDIENCES = {"merchant": "merchants", "mentor": "mentors"}


@dataclass(frozen=True)
class Left:
    """One thing left to do before closing; `page` is the name of the page where it is done."""

    words: str
    page: str
    blocks: bool = False


def left_to_do(season):
    """Return what the season's own records say is left before closing; none of it forbids closing unless it blocks."""
    late = [m.label for m in season.milestones.all() if m.done < m.due and m.key != "t2"]
    decisions, waiting = len(open_decisions(season)), season.complaints.filter(answered_at=None).count()
    found = []
    if waiting:
        found.append(Left(ngettext("%(n)s personne attend une réponse à « quelque chose ne va pas »",
                                   "%(n)s personnes attendent une réponse à « quelque chose ne va pas »", waiting) % {"n": waiting},
                          "complaints", blocks=True))
    if late:
        found.append(Left(_("Des jalons ne sont pas terminés : %s") % ", ".join(late), "season"))
    if decisions:
        found.append(Left(ngettext("%(n)s décision attend d’être faite", "%(n)s décisions attendent d’être faites", decisions)
                          % {"n": decisions}, "gatherings"))
    if not asked(season):
        found.append(Left(_("L’avis des commerçants et des parrains n’a pas été demandé"), "closing"))
    return found


def participants(season):
    """Return [(person, audience)] of those whose opinion is asked."""
    return [(p, name) for name, group in AUDIENCES.items() for p in audience(season, [group])]


def asked(season):
    """Return how many people were asked for their opinion."""
    return Letter.objects.filter(purpose="season.satisfaction", about_kind="seasons.season", about_id=season.pk).values(
        "recipient_key").distinct().count()


def unanswered(season):
    """Return [(person, audience)] of the participants who have not answered."""
    done = set(season.satisfactions.values_list("person_id", flat=True))
    return [(p, a) for p, a in participants(season) if p.pk not in done]


def results(season):
    """Return the counts of the answers per audience, and their words without names (two queries)."""
    marks = {f"useful{n}": Count("pk", filter=Q(useful=n)) for n in range(1, 6)}
    rows = Satisfaction.objects.filter(season=season).order_by("audience").values("audience").annotate(
        n=Count("pk"), mean=Avg("useful"), mean_advise=Avg("advise"), promoters=Count("pk", filter=Q(advise__gte=9)),
        detractors=Count("pk", filter=Q(advise__lte=6)), **marks)
    found = [{**r, "marks": [(n, r[f"useful{n}"]) for n in range(1, 6)],
              "net": round(100 * (r["promoters"] - r["detractors"]) / r["n"])} for r in rows]
    # By text, so that the order does not tell who wrote when.
    return {"audiences": found, "words": list(season.satisfactions.exclude(words="").order_by("words").values_list("audience", "words"))}


def satisfaction_of(person, season):
    """Return what this person answered, or None."""
    return Satisfaction.objects.filter(person=person, season=season).first()


def satisfaction_asked_of(person, season):
    """Say whether this person was asked for their opinion."""
    return Letter.objects.filter(purpose="season.satisfaction", about_kind="seasons.season", about_id=season.pk,
                                 recipient_key=person.key).exists()


def may_reopen(season):
    """Say whether a closed season may still be reopened."""
    return bool(season.closed_at) and clock.now() <= season.closed_at + timedelta(days=REOPEN_DAYS)


def mentors_of(season):
    """Return the people who are or were mentors of a season, by name."""
    ever = Role.objects.filter(kind=Role.Kind.MENTOR, scope_kind=Role.Scope.SEASON, scope_id=season.pk)
    return Person.objects.filter(is_active=True, pk__in=ever.values("person_id")).order_by("sort_key")
