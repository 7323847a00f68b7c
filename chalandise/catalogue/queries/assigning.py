"""Who could review what: the problem that the solver reads, its proposal in words, what stands already."""
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.catalogue.models import Assignment, Redaction, Reviewer
from chalandise.catalogue.queries.interests import verdicts, words_of
from chalandise.catalogue.queries.reviewing import latest_versions, standing, to_review
from chalandise.catalogue.rules import need_label
from chalandise.catalogue.rules.anonymity import texts_of
from chalandise.computing import reviewing
from chalandise.people.queries.reasons import names_of


def reviewers_of(call):
    """Return everybody who was asked to review a call, by name."""
    return Reviewer.objects.filter(call=call).select_related("person").order_by("person__sort_key", "pk")


def reviewer_of(call, number):
    """Return one of them; raise Reviewer.DoesNotExist otherwise."""
    return reviewers_of(call).get(pk=number)


def active(call):
    """Return those who accepted and did not leave."""
    return reviewers_of(call).filter(ended_at=None, declined_at=None).exclude(accepted_at=None)


def with_loads(call):
    """Return those who were asked, with `given` and `sent`: reviews that stand, and those that are in (one query)."""
    counts = Q(assignments__set_aside_at=None)
    return reviewers_of(call).annotate(given=Count("assignments", filter=counts), sent=Count("assignments__review", filter=counts & Q(assignments__review__sent_at__isnull=False)))


def assignment_of(call, submission_id, reviewer_id):
    """Return what was given to a reviewer of a call; raise Assignment.DoesNotExist otherwise."""
    return standing().select_related("reviewer__person").get(submission__call=call, submission=submission_id, reviewer=reviewer_id)


def submission_of(call, number):
    """Return what was given to review under a submission's id; raise Submission.DoesNotExist otherwise."""
    return to_review(call).get(pk=number)


@dataclass
class Board:
    """Everything that an assignment is decided on, read once.

    `made`: {(submission id, reviewer id): Assignment} that stand; `gone`: pairs set aside.
    """

    call: object
    submissions: list
    reviewers: list
    made: dict
    gone: set
    verdicts: dict
    names: dict

    def verdict(self, submission, reviewer):
        return self.verdicts[submission.pk, reviewer.person_id]

    def why(self, submission, reviewer):
        """Return the ties between the two in a sentence, "" when there is none."""
        return words_of(submission, reviewer.person, self.verdict(submission, reviewer), self.names)

    def pairs(self, wanted):
        return frozenset((s.pk, r.pk) for s in self.submissions for r in self.reviewers if wanted(s, r))

    @cached_property
    def problem(self):
        barred = self.pairs(lambda s, r: self.verdict(s, r).barred or (s.pk, r.pk) in self.gone)
        known = {r.pk for r in self.reviewers}
        return reviewing.Problem(
            tuple(reviewing.Submission(s.pk, frozenset(s.solution.needs)) for s in self.submissions),
            tuple(reviewing.Reviewer(r.pk, frozenset(r.needs), max(r.load, sum(k == r.pk for _s, k in self.made))) for r in self.reviewers),
            each=max(1, self.call.reviews_wanted), barred=barred, supervised=self.pairs(lambda s, r: self.verdict(s, r).supervised),
            pinned=frozenset(p for p in self.made if p[1] in known and p not in barred))

    def solve(self, seed=0):
        return reviewing.solve(self.problem, seed=seed)


def board(call):
    """Return the Board of a call, in a constant number of queries."""
    submissions, reviewers = list(to_review(call)), list(active(call))
    found = verdicts([r.person for r in reviewers], submissions) if submissions and reviewers else {}
    rows = Assignment.objects.filter(submission__in=submissions, reviewer__ended_at=None)
    made = {(a.submission_id, a.reviewer_id): a for a in rows if a.set_aside_at is None}
    gone = {(a.submission_id, a.reviewer_id) for a in rows if a.set_aside_at is not None}
    return Board(call, submissions, reviewers, made, gone, found, names_of({n for v in found.values() for n in v.nodes}))


def unread_texts(submissions):
    """Return the ids of the submissions of a call without names whose texts the team has not all gone over (two queries)."""
    versions = latest_versions(submissions)
    done = Counter(Redaction.objects.filter(version__in=[v.pk for v in versions.values()]).values_list("version", flat=True))
    return {number for number, v in versions.items() if done[v.pk] < len(texts_of(v.sheet))}


# --- a proposal in words ----------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Choice:
    """One reviewer for one submission: chosen or not, and what speaks for and against."""

    reviewer: Reviewer
    chosen: bool
    fixed: bool       # a review is in: the pair stays
    barred: bool
    reason: str


@dataclass(frozen=True)
class Row:
    submission: object
    choices: list
    lack: str         # who is missing, and why; "" when nobody is
    uncovered: str    # needs that nobody of them knows


def proposal(found, result, sent):
    """Return [Row] of a solver's Result on a Board; `sent`: pairs whose review is in."""
    lacks, by_key = {lack.submission: lack for lack in result.lacks}, {r.pk: r for r in found.reviewers}
    rows = []
    for s in found.submissions:
        choices = [_choice(found, result, s, r, sent) for r in found.reviewers]
        rows.append(Row(s, choices, _lack_words(lacks[s.pk], by_key) if s.pk in lacks else "",
                        ", ".join(need_label(code) for code in sorted(result.uncovered.get(s.pk, ())))))
    return rows


def _choice(found, result, submission, reviewer, sent):
    pair = (submission.pk, reviewer.pk)
    known = [need_label(code) for code in submission.solution.needs if code in reviewer.needs]
    said = [_("connaît : %(needs)s") % {"needs": ", ".join(known)}] if known else []
    if pair in found.gone:
        said = [_("sa relecture a été mise de côté")]
    elif why := found.why(submission, reviewer):
        said = [why] if found.verdict(submission, reviewer).barred else [*said, _("sous le regard d’une deuxième personne : %(why)s") % {"why": why}]
    barred = pair in found.gone or found.verdict(submission, reviewer).barred
    return Choice(reviewer, pair in result.pairs, pair in sent, barred, " ; ".join(said))


def _lack_words(lack, by_key):
    said = [ngettext("Il manque %(n)s relecteur.", "Il manque %(n)s relecteurs.", lack.missing) % {"n": lack.missing}]
    for ids, words in ((lack.full, _("Au complet : %(names)s.")), (lack.barred, _("Écartés par un lien : %(names)s."))):
        if ids:
            said.append(words % {"names": ", ".join(by_key[r].person.full_name for r in ids)})
    if not lack.full and not lack.barred:
        said.append(_("Tous les relecteurs sont déjà là : demandez à quelqu’un d’autre."))
    return " ".join(said)


def sent_pairs(call):
    """Return {(submission id, reviewer id)} whose review is in, or begun: these stay (one query)."""
    return set(standing().filter(submission__call=call, review__isnull=False).values_list("submission", "reviewer"))

