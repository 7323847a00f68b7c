from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.fields import Versioned
from chalandise.foundation.models import StoredFile
from chalandise.seasons.models import Season
from chalandise.shops.models import Shop
from chalandise.territory.models import Territory


class BankText(Versioned):
    """A territory's own version of a question bank: one draft at most, then published texts that never change."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="bank_texts")
    key = models.CharField(max_length=40)
    base = models.CharField(max_length=20)      # the house's version that it comes from
    number = models.PositiveSmallIntegerField()
    text = models.TextField()                   # TOML, as in diagnostics/data/banks
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_as = models.CharField(max_length=20, blank=True)  # what assessments keep: "2017.2+1.9f86d081"

    class Meta:
        db_table = "bank_text"
        ordering = ["territory", "key", "number"]
        constraints = [models.UniqueConstraint(fields=["territory", "key", "number"], name="bank_text_once"),
                       models.UniqueConstraint(fields=["territory", "key"], condition=models.Q(published_at=None), name="bank_text_one_draft")]

    def __str__(self):
        return f"{self.key} {self.published_as or self.number}"


class Assessment(models.Model):
    """Answers of one shop at one moment, bound for ever to the version of the bank they were given to."""

    class Moment(models.TextChoices):
        T0 = "T0", _("départ (T0)")
        T1 = "T1", _("fin de saison (T1)")
        T2 = "T2", _("six mois après (T2)")

    class Filler(models.TextChoices):
        MENTOR = "mentor", _("par le parrain")
        MERCHANT = "merchant", _("par le commerçant")
        REFERENT = "referent", _("par la référente")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="assessments")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="assessments")
    moment = models.CharField(max_length=2, choices=Moment)
    bank_key = models.CharField(max_length=40)
    bank_version = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    filler = models.CharField(max_length=8, choices=Filler, blank=True)
    trade = models.CharField(max_length=40, blank=True)  # the shop's, as it was: it decides which questions are asked
    channels = models.JSONField(default=list, blank=True)     # the shop's, as they were: they decide too
    asked_at = models.DateTimeField(null=True, blank=True)    # the merchant was written to
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    scores = models.JSONField(default=dict)  # as computed at the end; recomputable from the answers
    overall = models.PositiveSmallIntegerField(null=True, blank=True)  # 0 to 100

    class Meta:
        db_table = "assessment"
        ordering = ["shop", "moment"]
        constraints = [models.UniqueConstraint(fields=["season", "shop", "moment"], name="assessment_once")]

    def __str__(self):
        return f"{self.shop} {self.moment}"


class Answer(models.Model):
    """The answer of a question that stands: what is shown and scored. `Given` keeps every answer it comes from."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    choice = models.CharField(max_length=40)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "answer"
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="answer_once")]


class Given(models.Model):
    """An answer as it was given, kept for ever: by whom, when, to which version of the bank, knowing which others.

    `key` is made where the answer was given, so that a phone may send it twice. What stands is read off these rows by
    `computing.merging`; a row is never changed.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="given")
    key = models.UUIDField()
    question = models.CharField(max_length=40)
    choice = models.CharField(max_length=40)
    note = models.CharField(max_length=300, blank=True)
    seen = models.JSONField(default=list)  # keys of the answers that its form showed, which it replaces
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    filler = models.CharField(max_length=8, choices=Assessment.Filler, blank=True)
    bank_version = models.CharField(max_length=20)
    at = models.DateTimeField()            # when it was given, on our clock whatever the phone's says
    received_at = models.DateTimeField()

    class Meta:
        db_table = "answer_given"
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["assessment", "key", "question", "choice", "note"], name="answer_given_once")]


class Snapshot(models.Model):
    """What the mentor saw: one picture beside an answer, for the shop and the team only, without its location."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="snapshots")
    question = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="+")
    alt = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "snapshot"
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="snapshot_once")]


class Retrospect(models.Model):
    """Then-test: at T1 or T2, where the shop was at the beginning, as seen with what is known now."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="retrospects")
    question = models.CharField(max_length=40)
    choice = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "retrospect"
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="retrospect_once")]


class SecondLook(models.Model):
    """A second mentor rates the same shop separately, drawn by lot: how far two people see the same thing."""

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="second_look")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    seed = models.PositiveIntegerField()  # of the draw: the same seed on the same sheets draws the same ones
    asked_at = models.DateTimeField()
    answers = models.JSONField(default=dict)  # {question: choice}, of the same version of the bank
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "second_look"
        ordering = ["asked_at", "id"]


class DmaSheet(models.Model):
    """The European assessment of one shop at one moment: raw answers, bound to a version of the questions; scores are recomputed."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="dma_sheets")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="dma_sheets")
    moment = models.CharField(max_length=2, choices=Assessment.Moment)
    bank_version = models.CharField(max_length=20)
    rules = models.CharField(max_length=20)  # of the scoring, as it was at the end
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "dma_sheet"
        ordering = ["shop", "moment"]
        constraints = [models.UniqueConstraint(fields=["season", "shop", "moment"], name="dma_sheet_once")]

    def __str__(self):
        return f"{self.shop} {self.moment}"
