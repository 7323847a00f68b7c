import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.foundation.fields import Versioned
from chalandise.mentoring.models.pairings import Pairing
from chalandise.seasons.models import Season

PERSON = settings.AUTH_USER_MODEL


class Visit(Versioned):
    """One of the three meetings in the shop."""

    class State(models.TextChoices):
        TO_PLAN = "to_plan", _("à fixer")
        PROPOSED = "proposed", _("créneaux proposés")
        FIXED = "fixed", _("fixée")
        DONE = "done", _("faite")
        MISSED = "missed", _("manquée")
        CANCELLED = "cancelled", _("annulée")

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="visits")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.TO_PLAN)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # RFC 5545 UID
    sequence = models.PositiveIntegerField(default=0)                        # RFC 5545 SEQUENCE
    proposed_at = models.DateTimeField(null=True, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)
    missed_by = models.CharField(max_length=8, blank=True)  # "merchant", "mentor"
    wish = models.CharField(_("ce qui conviendrait mieux"), max_length=300, blank=True)  # the merchant, when no slot suits

    class Meta:
        db_table = "visit"
        ordering = ["pairing", "number", "id"]
        indexes = [models.Index(fields=["pairing", "state"]), models.Index(fields=["starts_at"])]

    def __str__(self):
        return str(_("Visite %(n)s de %(shop)s")) % {"n": self.number, "shop": self.pairing.shop}

    @property
    def awaits_minutes(self):
        """The hour has come and nobody has told the visit yet."""
        return self.state == self.State.FIXED and self.starts_at <= clock.now()


class VisitPlan(models.Model):
    """The dates that computing/slots proposed for the visits of a whole panel, with everything that repeats it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="visit_plans")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    seed = models.BigIntegerField()
    lines = models.JSONField(default=list)      # [[visit id, its version, start in ISO 8601], …]
    conflicts = models.JSONField(default=list)  # for each set that cannot be planned whole: [[kind, key], …]
    unplanned = models.JSONField(default=list)  # visit ids
    proven = models.BooleanField(default=True)  # False: a better plan may exist
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "visit_plan"
        ordering = ["-at", "-id"]


class VisitSlot(models.Model):
    """A slot that the mentor proposes."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "visit_slot"
        ordering = ["starts_at"]


class Minutes(Versioned):
    """What was seen and decided in a visit: written in a minute, on a phone."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="minutes")
    client_key = models.UUIDField(null=True, unique=True)  # made by the phone: the same form sent twice is one
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    duration = models.PositiveSmallIntegerField(_("durée en minutes"))
    travel = models.PositiveSmallIntegerField(_("trajet en minutes"), default=0)
    themes = models.JSONField(default=list)
    seen = models.TextField(_("ce que vous avez vu"), blank=True)
    decided = models.TextField(_("ce que vous avez décidé ensemble"), blank=True)
    next_step = models.CharField(_("prochain pas"), max_length=200, blank=True)
    next_on = models.DateField(_("pour le"), null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        db_table = "minutes"
