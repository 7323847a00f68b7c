from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.models.solutions import Solution
from chalandise.foundation import clock
from chalandise.foundation.fields import Versioned
from chalandise.territory.models import Territory

PERSON = settings.AUTH_USER_MODEL


class Call(Versioned):
    """A territory's open call for solutions: dated, open to every company wherever it is.

    Before `published_at` only the team sees it. It takes submissions from `opens_at` until `deadline`, excluded.
    """

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="calls")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("titre"), max_length=160)
    text = models.TextField(_("texte de l’appel à solutions"), blank=True)  # Markdown, rendered safe
    needs = models.JSONField(_("besoins"), default=list)  # codes of data/needs.json
    opens_at = models.DateTimeField(_("ouverture"))
    deadline = models.DateTimeField(_("date limite"))  # Paris time on screen, to the minute
    questions_until = models.DateTimeField(_("dernier jour des questions"), null=True, blank=True)
    anonymous = models.BooleanField(_("relecture sans le nom des entreprises"), default=False)
    reviews_wanted = models.PositiveSmallIntegerField(_("relectures par réponse"), default=3)
    created_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    published_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    numbered = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # the last number given to a submission
    swept_at = models.DateTimeField(null=True, blank=True)  # drafts complete at the deadline were submitted
    released_at = models.DateTimeField(null=True, blank=True)  # every decision left, together
    released_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "call"
        ordering = ["-deadline", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(deadline__gt=models.F("opens_at")), name="call_lasts")]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        """Whether it takes submissions at this moment."""
        return self.takes(clock.now())

    @property
    def is_over(self):
        return clock.now() >= self.deadline

    def takes(self, moment):
        return self.published_at is not None and self.opens_at <= moment < self.deadline


class CallExtension(models.Model):
    """The deadline was moved later, why, and by whom."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="extensions")
    before = models.DateTimeField()
    after = models.DateTimeField()
    reason = models.CharField(_("pourquoi"), max_length=300)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "call_extension"
        ordering = ["at"]


class Criterion(models.Model):
    """What a review scores, from 0 to 4, with a sentence for each score (its anchor)."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    code = models.SlugField(max_length=40)
    label = models.CharField(_("critère"), max_length=80)
    question = models.CharField(_("la question posée au relecteur"), max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField(_("poids"), default=1)
    anchors = models.JSONField(_("ce que vaut chaque note"), default=list)  # five sentences, for 0 to 4
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "criterion"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="criterion_once"),
                       models.CheckConstraint(condition=models.Q(weight__gte=1), name="criterion_weighs")]

    def __str__(self):
        return self.label


class CallQuestion(models.Model):
    """A question on a call. The answer, once published, is read by everybody; who asked is not said."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField(_("question"))
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="call_questions")
    at = models.DateTimeField()
    answer = models.TextField(_("réponse"), blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)  # published at the same time
    set_aside_at = models.DateTimeField(null=True, blank=True)  # not for everybody, or asked already

    class Meta:
        db_table = "call_question"
        ordering = ["at", "id"]


class Submission(Versioned):
    """What a provider sends to a call: a solution, and why for these shops. A draft until it is submitted."""

    class State(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        SUBMITTED = "submitted", _("envoyée")
        WITHDRAWN = "withdrawn", _("retirée")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="submissions")
    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField(null=True)  # in the call, in the order of arrival; given when submitted
    motivation = models.TextField(_("pourquoi pour les boutiques de ce territoire"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="submissions")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    touched = models.JSONField(default=dict, editable=False)  # as a solution's
    swept_at = models.DateTimeField(null=True, blank=True)  # the deadline found it a draft: sent if it was complete, its authors told
    reopened_until = models.DateTimeField(null=True, blank=True)  # "revise and resubmit": a new version may come until then

    class Meta:
        db_table = "submission"
        ordering = ["call", "number", "id"]
        constraints = [models.UniqueConstraint(fields=["call", "solution"], name="submission_once"),
                       models.UniqueConstraint(fields=["call", "number"], name="submission_number")]

    def __str__(self):
        return f"{self.solution.name}"

    def takes(self, moment):
        """Whether a new version may be sent at a moment: the call is open, or this answer alone was opened again."""
        return self.call.takes(moment) or (self.reopened_until is not None and moment < self.reopened_until)


class SubmissionVersion(models.Model):
    """The sheet as it stood when it was submitted: what reviewers read, whatever becomes of the solution's page."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sheet = models.JSONField()  # queries.sheets.sheet_of(solution) and "motivation"; documents by id and title
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    swept = models.BooleanField(default=False)  # submitted by the deadline itself, as the draft stood

    class Meta:
        db_table = "submission_version"
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="submission_version_once")]
