"""Reading mentors: who applied, is met, is accepted; what they can, when, for whom they work, what binds them."""
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.names import fold
from chalandise.mentoring.models import Mentor
from chalandise.mentoring.queries.words import skill
from chalandise.seasons.queries.interests import tie_in, ties_in
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


def ties_of(mentor):
    """Return the ties of a mentor that hold now, in words (a constant number of queries); see seasons.queries.interests."""
    return ties_in(mentor.season, mentor.person_id)


def tie_of(mentor, number):
    """Return one tie of a mentor, among those that `ties_of` shows; raise Tie.DoesNotExist otherwise."""
    return tie_in(mentor.season, mentor.person_id, number)


def counts(season):
    """Return {state: how many} (one query)."""
    return dict(Mentor.objects.filter(season=season).order_by().values_list("state").annotate(n=Count("pk")))
