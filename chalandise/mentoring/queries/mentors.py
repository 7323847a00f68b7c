"""Reading mentors: who applied, is met, is accepted; what they can, when, for whom they work, what binds them."""
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.names import fold
from chalandise.mentoring.models import Mentor
from chalandise.mentoring.queries.words import TIES, skill
from chalandise.people.models import Organisation, Person, Tie
from chalandise.shops.models import Shop
from chalandise.shops.rules import FAMILIES, trade_label

DAYS = {"mon": _("lundi"), "tue": _("mardi"), "wed": _("mercredi"), "thu": _("jeudi"), "fri": _("vendredi"), "sat": _("samedi")}
HALVES = {"am": _("matin"), "pm": _("après-midi")}
HALF_DAYS = [f"{day}-{half}" for day in DAYS for half in HALVES]


def half_day_words(code):
    """Return "lundi matin" for "mon-am"."""
    day, _dash, half = code.partition("-")
    return f"{DAYS[day]} {HALVES[half]}"


def half_day_choices():
    return [(code, half_day_words(code)) for code in HALF_DAYS]


def family_choices():
    return [(code, str(family)) for code, family in FAMILIES.items()]


def mentors_of(season):
    """Return the mentors of a season with how many shops each accompanies now; the caller passed the gate."""
    return Mentor.objects.filter(season=season).select_related("person", "employer", "season__territory").annotate(
        load=Count("pairings", filter=Q(pairings__ended_at=None), distinct=True))


def mentors_named(season, words, *, limit):
    """Return the mentors and would-be mentors of a season whose name, mail or phone has the words (one query)."""
    found = Mentor.objects.filter(season=season).select_related("person").order_by("person__sort_key", "pk")
    for word in fold(words).replace("'", " ").split():
        found = found.filter(Q(person__sort_key__contains=word) | Q(person__email__icontains=word)
                             | Q(person__phone__contains=word.lstrip("0") or word))
    return list(found[:limit])


def mentor_in(season, number):
    """Return one mentor of a season; raise Mentor.DoesNotExist otherwise."""
    return mentors_of(season).get(pk=number)


def mentor_of_link(link):
    """Return the mentor's application that a mailed link opens; raise Mentor.DoesNotExist otherwise."""
    if link.target_kind != "mentoring.mentor":
        raise Mentor.DoesNotExist
    return Mentor.objects.select_related("person", "employer", "season__territory", "season__contact").get(pk=link.target_id)


def skill_words(mentor):
    return [skill(code) for code in mentor.skills]


def trade_words(mentor):
    return [trade_label(code) for code in mentor.trades]


def free_words(mentor):
    return [half_day_words(code) for code in HALF_DAYS if code in mentor.availability]


@dataclass(frozen=True)
class TieLine:
    """A tie in words: with whom, of which kind, said by whom."""

    tie: Tie
    name: str
    kind: str

    @property
    def source(self):
        return {"declared": _("déclaré"), "derived": _("déduit"), "team": _("noté par l’équipe")}.get(self.tie.source, self.tie.source)


def ties_of(mentor):
    """Return the ties that hold now, each with the name of what it binds to (a constant number of queries)."""
    ties = list(Tie.objects.filter(person=mentor.person_id, until=None).order_by("since", "pk"))
    names = {}
    for model in (Shop, Organisation, Person):
        kind = model._meta.label_lower
        ids = [t.object_id for t in ties if t.object_kind == kind]
        names.update({(kind, row.pk): str(row) for row in model.objects.filter(pk__in=ids)} if ids else {})
    return [TieLine(t, names[t.object_kind, t.object_id], str(TIES.get(t.kind, t.kind))) for t in ties
            if (t.object_kind, t.object_id) in names]


def tie_kinds():
    return [(code, str(words)) for code, words in TIES.items()]


def tie_of(mentor, number):
    """Return one tie of a mentor; raise Tie.DoesNotExist otherwise."""
    return Tie.objects.get(person=mentor.person_id, pk=number)


def counts(season):
    """Return {state: how many} (one query)."""
    return dict(Mentor.objects.filter(season=season).order_by().values_list("state").annotate(n=Count("pk")))
