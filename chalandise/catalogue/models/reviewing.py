from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.models.calls import Call, Criterion, Submission, SubmissionVersion

PERSON = settings.AUTH_USER_MODEL


class Reviewer(models.Model):
    """An expert asked to review a call's submissions; holds the role REVIEWER on the call once they accepted."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="reviewers")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="reviewerships")
    needs = models.JSONField(_("besoins que je connais"), default=list)  # codes of data/needs.json
    load = models.PositiveSmallIntegerField(_("au plus, en nombre de réponses"), default=5)
    invited_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "reviewer"
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="reviewer_once")]

    def __str__(self):
        return str(self.person)


class Assignment(models.Model):
    """A submission is given to a reviewer; `set_aside_at` when a conflict appeared, before or after the review."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="assignments")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    pinned = models.BooleanField(default=False)  # chosen by hand: the solver keeps it
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_kind = models.CharField(max_length=40, blank=True)  # kind of tie (people.rules), or "team"

    class Meta:
        db_table = "assignment"
        ordering = ["submission", "id"]
        constraints = [models.UniqueConstraint(fields=["submission", "reviewer"], name="assignment_once")]

    def __str__(self):
        return f"{self.submission_id} – {self.reviewer_id}"


class Review(models.Model):
    """What an expert says of a submission; a draft until `sent_at`. Raw scores are never changed by the correction."""

    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="review")
    version = models.ForeignKey(SubmissionVersion, on_delete=models.PROTECT, related_name="reviews")  # what was read
    comment = models.TextField(_("pour l’entreprise : ce qui convainc, ce qui manque"), blank=True)
    private = models.TextField(_("pour l’équipe et les relecteurs"), blank=True)
    abstained = models.BooleanField(default=False)
    abstention = models.CharField(_("pourquoi je m’abstiens"), max_length=300, blank=True)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "review"


class CriterionScore(models.Model):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(null=True, blank=True)  # 0 to 4; empty: the reviewer does not say
    comment = models.TextField(_("pourquoi cette note"), blank=True)

    class Meta:
        db_table = "criterion_score"
        constraints = [models.UniqueConstraint(fields=["review", "criterion"], name="criterion_scored_once"),
                       models.CheckConstraint(condition=models.Q(value=None) | models.Q(value__lte=4), name="criterion_score_range")]


class DiscussionPost(models.Model):
    """A word in the discussion of a submission, between the team and the reviewers whose review is in."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="posts")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "discussion_post"
        ordering = ["at", "id"]


class Redaction(models.Model):
    """What reviewers read in place of a field of the sheet in a review without company names; empty text: nothing."""

    version = models.ForeignKey(SubmissionVersion, on_delete=models.CASCADE, related_name="redactions")
    field = models.CharField(max_length=40)  # key of the sheet
    text = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "redaction"
        constraints = [models.UniqueConstraint(fields=["version", "field"], name="redaction_once")]


class Decision(models.Model):
    """What is decided of one version of a submission: prepared, then released with all the others of the call."""

    class Outcome(models.TextChoices):
        QUALIFIED = "qualified", _("qualifiée")
        CONDITIONS = "conditions", _("qualifiée sous conditions")
        REVISE = "revise", _("à revoir et à renvoyer")
        DECLINED = "declined", _("non retenue")

    version = models.OneToOneField(SubmissionVersion, on_delete=models.CASCADE, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(_("la raison, pour l’entreprise"))
    conditions = models.TextField(_("conditions"), blank=True)
    summary = models.TextField(_("résumé public de la relecture"), blank=True)  # shown in the catalogue when qualified
    figures = models.JSONField(default=dict)  # raw and corrected scores as they were when released
    prepared_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    prepared_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "catalogue_decision"
