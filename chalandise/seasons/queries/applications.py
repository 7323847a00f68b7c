"""Reading applications: the invitation, what an applicant sees of theirs, what the team reads and scores."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Case, Count, F, FloatField, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.foundation.names import fold
from chalandise.people.models import Declaration
from chalandise.seasons.models import Application, ApplicationNote, Season, Selection
from chalandise.seasons.queries import playbook
from chalandise.seasons.queries.interests import accesses
from chalandise.shops.rules import CHANNELS as SHOP_CHANNELS
from chalandise.shops.rules import TRADES, family_of
from chalandise.territory.models import Stop, Stretch

S = Application.State
# What an applicant may already have; the page on a search engine or a directory counts here, not among a shop's channels.
CHANNELS = {**SHOP_CHANNELS, "listing": _("une fiche d’établissement à jour (moteur de recherche, annuaire)")}


@dataclass(frozen=True)
class Invitation:
    """Whether the season takes applications today, and until when."""

    season: Season
    opens: date
    closes: date | None
    answered: bool

    @property
    def state(self):
        """Say "soon", "open" or "closed"."""
        if self.answered or (self.closes and clock.today() > self.closes):
            return "closed"
        return "soon" if clock.today() < self.opens else "open"


def invited_season(slug):
    """Return a season by its public address; raise Season.DoesNotExist otherwise."""
    return Season.objects.select_related("territory", "axis", "perimeter", "contact").get(slug=slug)


def invitation(season):
    """Return the season's Invitation (two queries)."""
    on = dict(season.milestones.filter(key__in=("invitation", "applications")).values_list("key", "on"))
    answered = Selection.objects.filter(application__season=season, announced_at__isnull=False).exists()
    return Invitation(season, on.get("invitation", season.starts_on), on.get("applications"), answered)


def is_announced(season):
    """Say whether the applicants have had their answers."""
    return Selection.objects.filter(application__season=season, announced_at__isnull=False).exists()


@dataclass(frozen=True)
class Part:
    """A stretch as a passer-by names it: between two stops."""

    pk: int
    name: str
    stops: tuple

    @property
    def words(self):
        return f"{self.name} ({self.stops[0]} – {self.stops[-1]})" if len(self.stops) > 1 else self.name


def parts_of(season):
    """Return the stretches of the season's perimeter in order, each with the stops it holds (two queries)."""
    if season.perimeter_id is None:
        return []
    stops = list(Stop.objects.filter(axis_id=season.axis_id, along_m__isnull=False).values_list("name", "along_m"))
    return [Part(s.pk, s.name, tuple(name for name, along in stops if s.from_m <= along <= s.to_m))
            for s in season.perimeter.stretches.all()]


@dataclass(frozen=True)
class Mark:
    """What stands at one place of the street as it is drawn to applicants: a stop, or a stretch to choose."""

    at: float      # metres from the start of the axis
    name: str
    stretch: int | None = None   # the stretch's key, when it is one
    streets: str = ""


def way_of(season):
    """Return the Marks of the season's street in order, stops and stretches (three queries); none before there is a perimeter."""
    if season.perimeter_id is None:
        return []
    stretches = [Mark((s.from_m + s.to_m) / 2, s.name, s.pk, ", ".join(s.streets_said)) for s in season.perimeter.stretches.prefetch_related("streets")]
    stops = [Mark(s.along_m, s.name) for s in Stop.objects.filter(axis_id=season.axis_id, along_m__isnull=False)]
    return sorted([*stretches, *stops], key=lambda mark: mark.at) if stretches else []


def draft_of(season, key):
    """Return the application begun under this key, or None."""
    return Application.objects.filter(season=season, draft_key=key).select_related("stretch").first() if key else None


def application_of_link(link):
    """Return the application that a mailed link opens; raise Application.DoesNotExist otherwise."""
    if link.target_kind != "seasons.application":
        raise Application.DoesNotExist
    return Application.objects.select_related("season__territory", "season__perimeter", "season__contact", "stretch",
                                              "person", "selection").get(pk=link.target_id)


# --- the team ---------------------------------------------------------------------------------------------------------

def weight_of(season):
    """Return an expression: the playbook's weight of the criterion of a score row."""
    whens = [When(scores__criterion=c.key, then=Value(c.weight)) for c in playbook.criteria(season).values()]
    return Case(*whens, default=Value(0), output_field=IntegerField())


def applications_of(season):
    """Return what was sent to a season, with its mean score (weighted, 0 to 5) and counts; the caller passed the gate."""
    weight = weight_of(season)
    notes = ApplicationNote.objects.filter(application=OuterRef("pk")).order_by().values("application").annotate(
        n=Count("pk")).values("n")
    return (Application.objects.filter(season=season).exclude(state=S.DRAFT).select_related("stretch", "selection", "shop", "person")
            .annotate(score=Cast(Sum(F("scores__value") * weight), FloatField()) / NullIf(Cast(Sum(weight), FloatField()), 0.0),
                      readers=Count("scores__by", distinct=True),
                      note_count=Coalesce(Subquery(notes, output_field=IntegerField()), 0)))


def applicants_named(season, words, *, limit):
    """Return the applications whose shop or person has the words: those who hold no role yet are found too (one query)."""
    found = Application.objects.filter(season=season).exclude(state=S.DRAFT).select_related("person")
    for word in words.replace("'", " ").replace("’", " ").split():
        plain, digits = fold(word), word.lstrip("0") or word
        found = found.filter(Q(person__sort_key__contains=plain) | Q(shop__sort_key__contains=plain) | Q(shop_name__icontains=word)
                             | Q(family_name__icontains=word) | Q(given_name__icontains=word) | Q(email__icontains=word)
                             | Q(phone__contains=digits))
    return list(found[:limit])


def application_of(season, number):
    """Return one application of a season; raise Application.DoesNotExist otherwise."""
    return applications_of(season).select_related("season__territory", "season__perimeter").get(pk=number)


def of_family(family):
    """Return the condition that an application belongs to a family of trades."""
    return Q(trade__in=[family, *(t.code for t in TRADES.values() if t.family == family)])


def family(application):
    """Return the code of the family of an application's trade, "" when unknown."""
    return family_of(application.trade)


def neighbours(application):
    """Return (previous, next) numbers in the order of arrival, for reading one after the other (two queries)."""
    peers = Application.objects.filter(season=application.season_id, state=S.SENT).order_by("sent_at", "pk")
    here = Q(sent_at=application.sent_at)
    before = peers.filter(Q(sent_at__lt=application.sent_at) | here & Q(pk__lt=application.pk)).last()
    after = peers.filter(Q(sent_at__gt=application.sent_at) | here & Q(pk__gt=application.pk)).first()
    return before and before.pk, after and after.pk


def next_unread(season, person, but=None):
    """Return the number of the next application this reader has not scored, or None; those they withdrew from are passed."""
    withdrawn = Declaration.objects.filter(person=person, object_kind=Application._meta.label_lower).exclude(kind="").values("object_id")
    return (Application.objects.filter(season=season, state=S.SENT).exclude(scores__by=person).exclude(pk=but).exclude(pk__in=withdrawn)
            .order_by("sent_at", "pk").values_list("pk", flat=True).first())


def unread(season, person, *, after=None, limit=10):
    """Return (the next applications that this reader may read and has not scored, how many there are in all), oldest first.

    `after`, the number of an application, leaves out it and those before it: they are read another time. A constant number
    of queries.
    """
    rows = list(Application.objects.filter(season=season, state=S.SENT).exclude(scores__by=person).select_related("shop", "person", "season")
                .order_by("sent_at", "pk"))
    numbers = open_to(person, rows)
    kept = numbers[numbers.index(after) + 1:] if after in numbers else numbers
    return sent(season, kept[:limit]) if limit else [], len(numbers)


def open_to(person, applications):
    """Return the numbers of the applications that a reader may read: they said that these do not concern them, and no tie stops them."""
    found = accesses(person, applications)
    return [a.pk for a in applications if found[a.pk].state == "open"]


def sent(season, numbers):
    """Return the applications of a season among these numbers, oldest first (one query)."""
    return list(applications_of(season).filter(state=S.SENT, pk__in=numbers).order_by("sent_at", "pk"))


@dataclass(frozen=True)
class Line:
    """One criterion on the score sheet: mine, everybody's mean, and how many read."""

    criterion: playbook.Criterion
    mine: int | None
    mean: float | None
    readers: int


def score_sheet(application, person):
    """Return one Line a criterion of the playbook (two queries)."""
    mine = dict(application.scores.filter(by=person).values_list("criterion", "value"))
    means = {row["criterion"]: row for row in application.scores.order_by().values("criterion").annotate(
        mean=Avg("value"), readers=Count("pk"))}
    return [Line(c, mine.get(c.key), means.get(c.key, {}).get("mean"), means.get(c.key, {}).get("readers", 0))
            for c in playbook.criteria(application.season).values()]


def notes_on(application):
    """Return the team's comments on an application, oldest first."""
    return application.notes.select_related("by")


def progress(season, person):
    """Return what the head of the list says: how many were sent, are drafts, wait for this reader (two queries)."""
    rows = Application.objects.filter(season=season)
    found = rows.aggregate(
        sent=Count("pk", filter=Q(state=S.SENT)), drafts=Count("pk", filter=Q(state=S.DRAFT)),
        withdrawn=Count("pk", filter=Q(state=S.WITHDRAWN)), to_place=Count("pk", filter=Q(state=S.SENT, place="unknown")))
    found["unread"] = found["sent"] - rows.filter(state=S.SENT, scores__by=person).distinct().count()
    return found


def stretch_of(season, number):
    """Return a stretch of the season's perimeter, or None."""
    known = season.perimeter_id and str(number or "").isdecimal()
    return Stretch.objects.filter(perimeter_id=season.perimeter_id, pk=number).first() if known else None
