"""A reviewer reads, scores each criterion and says why, sends or abstains, then discusses; the team hides names."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.models import CriterionScore, DiscussionPost, Redaction, Review
from chalandise.catalogue.queries.reviewing import entry
from chalandise.catalogue.rules.anonymity import TEXTS
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused

TOP, LONG = 4, 5000


@transaction.atomic
def save_draft(*, reviewer, submission, scores, comment=None, private=None):
    """Keep a review as it stands; nothing is asked to be complete.

    Parameters
    ----------
    scores : {criterion id: (value or None, comment)}
        Criteria that are not named keep what they had.
    comment, private : str, optional
        For the company; for the team and the reviewers. None keeps what was there.

    Raises
    ------
    Refused
        The submission is not open to this reviewer, the review is in already, a score is not between 0 and 4.
    """
    found = _mine(reviewer, submission)
    review = found.review or Review(assignment=found.assignment, version=found.version)
    review.version, review.saved_at = found.version, clock.now()
    for name, text in (("comment", comment), ("private", private)):
        if text is not None:
            setattr(review, name, text.strip()[:LONG])
    review.save()
    known = {c.pk: c for c in reviewer.call.criteria.all()}
    for number, (value, words) in scores.items():
        if number not in known:
            raise Refused(_("Ce critère n’est pas de cet appel."))
        if value is not None and not 0 <= value <= TOP:
            raise Refused(_("Une note va de 0 à 4."), field=f"value_{number}")
        CriterionScore.objects.update_or_create(review=review, criterion=known[number], defaults={"value": value, "comment": words.strip()[:LONG]})
    return review


@transaction.atomic
def send(*, reviewer, submission, scores, comment=None, private=None):
    """Send a review: every criterion has a word, and a score unless one says why not; then the others' open.

    It is not changed afterwards: what one writes next goes in the discussion.
    """
    review = save_draft(reviewer=reviewer, submission=submission, scores=scores, comment=comment, private=private)
    given = {s.criterion_id: s for s in review.scores.all()}
    for criterion in reviewer.call.criteria.all():
        score = given.get(criterion.pk)
        if score is None or not score.comment:
            raise Refused(_("« %(criterion)s » : écrivez en une phrase pourquoi cette note, ou pourquoi vous n’en donnez pas.")
                          % {"criterion": criterion.label}, field=f"comment_{criterion.pk}")
    if all(s.value is None for s in given.values()):
        raise Refused(_("Vous ne donnez aucune note. Si vous ne pouvez pas juger cette réponse, abstenez-vous en disant pourquoi."))
    if not review.comment:
        raise Refused(_("Écrivez à l’entreprise ce qui vous convainc et ce qui manque : elle le lira, sans votre nom."), field="comment")
    return _close(review, "review.sent")


@transaction.atomic
def abstain(*, reviewer, submission, reason):
    """Say that one cannot judge a submission, and why; nothing of one's draft counts."""
    found = _mine(reviewer, submission)
    if not (reason := reason.strip()):
        raise Refused(_("Dites pourquoi vous vous abstenez : l’équipe cherchera quelqu’un d’autre."), field="reason")
    review = found.review or Review(assignment=found.assignment)
    review.version, review.saved_at, review.abstained, review.abstention = found.version, clock.now(), True, reason[:300]
    review.save()
    return _close(review, "review.abstained")


def _close(review, verb):
    review.sent_at = clock.now()
    review.save(update_fields=["sent_at"])
    submission, person = review.assignment.submission, review.assignment.reviewer.person
    journal.record(verb, by=person, on=[submission, submission.call], territory=submission.call.territory_id)
    return review


def _mine(reviewer, submission):
    """Return the Entry of a reviewer who may write; raise Refused otherwise."""
    found = entry(reviewer, submission.pk)
    if reviewer.call.released_at:
        raise Refused(_("Les décisions de cet appel sont annoncées : les relectures ne changent plus."))
    if not found.access.open:
        raise Refused(_("Dites d’abord si cette réponse vous concerne : la page vous le demande avant de la montrer."))
    if found.sent:
        raise Refused(_("Votre relecture est déjà rendue. Écrivez dans la discussion ce que vous voulez ajouter."))
    return found


@transaction.atomic
def discuss(*, by, submission, text, reviewer=None):
    """Write in the discussion of a submission: the team (whom the door's gate has checked), or a reviewer whose own review is in."""
    if reviewer is not None and not entry(reviewer, submission.pk).sees_others:
        raise Refused(_("La discussion s’ouvre quand votre relecture est rendue."))
    if not (text := text.strip()):
        raise Refused(_("Écrivez votre message avant de l’envoyer."), field="text")
    post = DiscussionPost.objects.create(submission=submission, by=by, text=text[:LONG], at=clock.now())
    journal.record("review.discussed", by=by, on=[submission, submission.call], territory=submission.call.territory_id)
    return post


@transaction.atomic
def redact(*, by, version, texts):
    """Write what reviewers read in place of each text of a sheet; an empty text is not shown at all.

    Raises Refused once somebody has read it: what was seen cannot be hidden.
    """
    if Review.objects.filter(version=version).exists():
        raise Refused(_("Une relecture a commencé : ce texte a été lu, il ne peut plus changer."))
    for name, text in texts.items():
        if name not in TEXTS:
            raise Refused(_("Ce champ n’est pas un texte de la fiche."))
        Redaction.objects.update_or_create(version=version, field=name, defaults={"text": text.strip(), "by": by, "at": clock.now()})
    call = version.submission.call
    journal.record("review.redacted", by=by, on=[version.submission, call], territory=call.territory_id, changes={"fields": ["", len(texts)]})
    return version
