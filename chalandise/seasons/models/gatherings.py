from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.foundation.fields import Versioned
from chalandise.seasons.models.season import Season
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class Gathering(Versioned):
    """A moment together: workshop, sharing session, closing; or a steering committee."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("atelier des parrains")
        SHARING = "sharing", _("moment collectif")
        COMMITTEE = "committee", _("comité de pilotage")
        CLOSING = "closing", _("clôture")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="gatherings")
    kind = models.CharField(_("genre"), max_length=10, choices=Kind)
    title = models.CharField(_("titre"), max_length=160)
    starts_at = models.DateTimeField(_("date et heure"))
    ends_at = models.DateTimeField(_("fin"))
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    agenda = models.TextField(_("ordre du jour"), blank=True)
    minutes = models.TextField(_("compte rendu"), blank=True)
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545
    invited_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "gathering"
        ordering = ["starts_at"]

    def __str__(self):
        return self.title

    @property
    def is_over(self):
        return self.ends_at <= clock.now()

    @property
    def state(self):
        """Say "cancelled", "over", "invited" or "planned"."""
        if self.cancelled_at:
            return "cancelled"
        return "over" if self.is_over else "invited" if self.invited_at else "planned"


class Attendance(models.Model):
    class Answer(models.TextChoices):
        INVITED = "invited", _("invité")
        YES = "yes", _("vient")
        NO = "no", _("ne vient pas")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="attendances")
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.SET_NULL)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.INVITED)
    answered_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(null=True)

    class Meta:
        db_table = "attendance"
        constraints = [models.UniqueConstraint(fields=["gathering", "person"], name="attendance_once")]


class Decision(models.Model):
    """What a committee decided: who does it, by when, done or not."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="decisions")
    text = models.CharField(_("décision"), max_length=400)
    owner = models.CharField(_("qui"), max_length=120, blank=True)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    about_kind = models.CharField(max_length=40, blank=True)  # what it concerns: "shops.shop", "people.organisation"
    about_id = models.BigIntegerField(null=True)
    about = models.CharField(max_length=200, blank=True)  # its name, as printed

    class Meta:
        db_table = "decision"
        ordering = ["id"]

    def __str__(self):
        return self.text[:80]

    @property
    def is_late(self):
        return self.done_at is None and self.due_on is not None and self.due_on < clock.today()


class Recusal(models.Model):
    """Somebody who was there and took no part in a decision, because of a tie to what it concerns."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="recusals")
    watched = models.BooleanField(default=False)  # took part, under the eyes of who wrote the decision

    class Meta:
        db_table = "recusal"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="recused_once")]
