"""Reading calls: what anybody reads, what a company answered, what its team follows."""
from dataclasses import dataclass

from django.db.models import Count, Q

from chalandise.catalogue.models import Call, Decision, Solution, Submission
from chalandise.catalogue.queries.interests import verdicts
from chalandise.catalogue.queries.sheets import missing
from chalandise.catalogue.rules import NEED_FAMILIES, needs_of
from chalandise.foundation import clock

S = Submission.State


def public_calls():
    """Return the published calls, the nearest deadline to come first is for the page to say."""
    return Call.objects.exclude(published_at=None).select_related("territory")


def public_call(slug):
    """Return a published call; raise Call.DoesNotExist otherwise."""
    return public_calls().get(slug=slug)


def open_calls(moment=None):
    """Return the calls that take answers at a moment, the nearest deadline first."""
    moment = moment or clock.now()
    return public_calls().filter(opens_at__lte=moment, deadline__gt=moment).order_by("deadline", "pk")


def published_questions(call):
    """Return the answered questions of a call, oldest first."""
    return call.questions.exclude(answered_at=None).order_by("answered_at", "pk")


def needs_by_family(codes):
    """Return [(family, [Need])] of some needs, families without any left out."""
    found = needs_of(codes)
    rows = [(family, [n for n in found if n.family == code]) for code, family in NEED_FAMILIES.items()]
    return [(family, needs) for family, needs in rows if needs]


# --- a company ---------------------------------------------------------------------------------------------------------

def submissions_of(provider):
    """Return the answers of a company, drafts too, the latest deadline first."""
    return (Submission.objects.filter(solution__provider=provider).select_related("call__territory", "solution__provider__organisation")
            .order_by("-call__deadline", "-pk"))


def submission_of(provider, submission_id):
    """Return one of them; raise Submission.DoesNotExist otherwise."""
    return submissions_of(provider).get(pk=submission_id)


def solutions_of(provider):
    """Return what a company proposes, those that it withdrew last."""
    return Solution.objects.filter(provider=provider).select_related("provider__organisation").order_by("withdrawn_at", "sort_key", "pk")


def solution_of(provider, solution_id):
    """Return one of them; raise Solution.DoesNotExist otherwise."""
    return solutions_of(provider).get(pk=solution_id)


def decisions_on(submission):
    """Return the released decisions on an answer, one a version, oldest first."""
    return (Decision.objects.filter(version__submission=submission).exclude(released_at=None).select_related("version")
            .order_by("version__number"))


# --- the team ----------------------------------------------------------------------------------------------------------

def calls_counted(territory):
    """Return a territory's calls with what came in: `drafts`, `sent`, `waiting` (questions)."""
    return Call.objects.filter(territory=territory).annotate(
        drafts=Count("submissions", Q(submissions__state=S.DRAFT), distinct=True),
        sent=Count("submissions", Q(submissions__state=S.SUBMITTED), distinct=True),
        waiting=Count("questions", Q(questions__answered_at=None, questions__set_aside_at=None), distinct=True))


def answers_to(call):
    """Return the answers that were sent to a call, with their last version; never the text of a draft."""
    return (call.submissions.filter(state=S.SUBMITTED).select_related("solution__provider__organisation")
            .prefetch_related("versions", "solution__provider__checks").order_by("number", "pk"))


def read_by(person, rows):
    """Return ([the answers that somebody of the team may read], how many a conflict of interest keeps from them)."""
    rows = list(rows)
    found = verdicts([person], rows) if rows else {}
    open_ = [row for row in rows if not found[row.pk, person.pk].barred]
    return open_, len(rows) - len(open_)


@dataclass(frozen=True)
class Coverage:
    """A need of a call, and how many sent answers and drafts claim it."""

    need: object
    sent: int
    drafts: int


def coverage_of(call):
    """Return [Coverage] of the needs of a call, those that nobody answered first; two queries whatever the answers."""
    rows = list(call.submissions.exclude(state=S.WITHDRAWN).values_list("state", "solution__needs"))
    found = [Coverage(need, *(sum(need.code in needs for state, needs in rows if state == wanted) for wanted in (S.SUBMITTED, S.DRAFT)))
             for need in needs_of(call.needs)]
    return sorted(found, key=lambda row: (row.sent, row.drafts))


def to_remind(moment, ahead):
    """Return the drafts whose deadline is between `moment` and `ahead` later (timedelta), with what the letters need."""
    return (Submission.objects.filter(state=S.DRAFT, call__published_at__isnull=False, call__deadline__gt=moment,
                                      call__deadline__lte=moment + ahead)
            .select_related("call__territory", "solution__provider__organisation").order_by("pk"))


def lacking(submission):
    """Return [Missing] of an answer."""
    return missing(submission.solution, submission)
