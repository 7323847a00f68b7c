from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.fields import Versioned
from chalandise.people.models import Organisation
from chalandise.seasons.models import Season

PERSON = settings.AUTH_USER_MODEL


class Mentor(Versioned):
    """A volunteer expert in one season: applies, is met, is accepted."""

    class State(models.TextChoices):
        APPLIED = "applied", _("à rencontrer")
        MET = "met", _("rencontré")
        ACCEPTED = "accepted", _("accepté")
        DECLINED = "declined", _("non retenu")
        LEFT = "left", _("parti")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="mentors")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="mentorships")
    state = models.CharField(max_length=8, choices=State, default=State.APPLIED)
    skills = models.JSONField(default=list)        # codes of mentoring/data/skills.json
    trades = models.JSONField(default=list)        # codes of shops/data/trades.json that they know
    availability = models.JSONField(default=list)  # half-days "mon-am" … "sat-pm"
    capacity = models.PositiveSmallIntegerField(_("commerces au plus"), default=1)
    employer = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="mentors")
    sells = models.CharField(_("ce que votre entreprise vend aux commerces"), max_length=300, blank=True)
    motivation = models.TextField(_("pourquoi vous"), blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    applied_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "mentor"
        ordering = ["person__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["season", "person"], name="mentor_once"),
            models.CheckConstraint(condition=models.Q(capacity__gte=1, capacity__lte=2), name="mentor_capacity"),
        ]

    def __str__(self):
        return self.person.full_name


class VolunteerTime(models.Model):
    """Time given outside the visits: a workshop, a call, a training. Visits and travel are read in the minutes."""

    class What(models.TextChoices):
        CALL = "call", _("appel ou message")
        WORKSHOP = "workshop", _("atelier ou moment collectif")
        TRAINING = "training", _("formation des parrains")
        PREPARATION = "preparation", _("préparation")
        HELP = "help", _("coup de main à un autre parrain")

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="times")
    on = models.DateField(_("quel jour"))
    minutes = models.PositiveSmallIntegerField(_("combien de minutes"))
    what = models.CharField(_("pour quoi"), max_length=12, choices=What)
    at = models.DateTimeField()

    class Meta:
        db_table = "volunteer_time"
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(minutes__gte=1, minutes__lte=720), name="volunteer_time_a_day")]
