from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.models import Letter
from chalandise.mentoring.models.pairings import FitAnswer, Pairing

PERSON = settings.AUTH_USER_MODEL


class SignOfLife(models.Model):
    """Something happened in a pairing; written by mentoring, diagnostics' door, actions and impact, read by health."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="signs")
    kind = models.CharField(max_length=30)  # "contact", "visit", "minutes", "slots", "answer", "action", "reading", "call"
    at = models.DateTimeField()

    class Meta:
        db_table = "sign_of_life"
        ordering = ["-at"]
        indexes = [models.Index(fields=["pairing", "-at"])]


class Snooze(models.Model):
    """The referent puts an alert aside until a date, with a reason."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="snoozes")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    until = models.DateField()
    reason = models.CharField(_("raison"), max_length=200)
    codes = models.JSONField(default=list)  # what was wrong then; anything else brings the pairing back before the date
    at = models.DateTimeField()

    class Meta:
        db_table = "snooze"
        ordering = ["-at", "-id"]


class Chase(models.Model):
    """A chase mail that left from the Monday list: to whom, why, when."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="chases")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    to = models.CharField(max_length=8)  # "merchant", "mentor", "both"
    cause = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        db_table = "chase"
        ordering = ["-at"]


class Reminder(models.Model):
    """One step of one reason that was written to one person: the constraint is what "never twice" means."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=FitAnswer.Side)
    reason = models.CharField(max_length=120)  # the key of computing/matters: "slots_waiting:12:3"
    code = models.CharField(max_length=20)     # its reason: a row of docs/computing/reminders.md
    step = models.PositiveSmallIntegerField()
    visit = models.PositiveSmallIntegerField(null=True)  # its number
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "reminder"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["pairing", "person", "reason", "step"], name="reminder_once")]


class ReminderHold(models.Model):
    """The team stops a reminder, or puts it aside until a day, with a reason."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="reminder_holds")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=120)  # the key of the matter
    until = models.DateField(null=True)        # None: for ever
    why = models.CharField(_("parce que"), max_length=200)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reminder_hold"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["pairing", "person", "reason"], name="reminder_held_once",
                                               condition=models.Q(lifted_at=None))]


class AlertRaised(models.Model):
    """A rule of health spoke about a pairing, from a day to a day; written once a day, read by the hit rate."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="alerts")
    code = models.CharField(max_length=20)
    state = models.CharField(max_length=5)  # "call", "risk": the worst that it reached
    since = models.DateField()              # the day from which the rule counts
    raised_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "alert_raised"
        ordering = ["-raised_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["pairing", "code"], name="alert_raised_once", condition=models.Q(ended_on=None))]
