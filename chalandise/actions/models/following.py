from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models.actions import Action
from chalandise.foundation import clock
from chalandise.foundation.fields import Versioned
from chalandise.people.models import Organisation
from chalandise.shops.models import Shop
from chalandise.territory.models import Territory

PERSON = settings.AUTH_USER_MODEL


class FollowUp(Versioned):
    """An action that grows, followed outside of its season with partners: what is needed, who carries it, what is next.

    It belongs to the territory, so it outlives the season and stays out of its archive. Nothing is shown to anybody but the team and
    the merchant before the merchant agreed, thing by thing (`shares`), by a consent that can be withdrawn.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("attend l’accord du commerçant")
        OPEN = "open", _("en route")
        DONE = "done", _("abouti")
        STOPPED = "stopped", _("arrêté")

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="follow_ups")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="follow_ups")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.SET_NULL, related_name="follow_ups")
    season_label = models.CharField(max_length=120)
    title = models.CharField(_("le projet en une phrase"), max_length=160)
    why = models.TextField(_("pourquoi aller plus loin"), blank=True)
    needs = models.TextField(_("ce qu’il faut"), blank=True)
    carrier = models.CharField(_("qui le porte"), max_length=120, blank=True)
    shares = models.JSONField(default=list)  # codes of rules.SHARES that the merchant agreed to show
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    outcome = models.TextField(_("ce que cela a donné"), blank=True)
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    agreed_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField()  # erased after this day

    class Meta:
        db_table = "follow_up"
        ordering = ["-opened_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["action"], condition=models.Q(state__in=["asked", "open"]), name="follow_up_one_alive")]

    def __str__(self):
        return self.title

    @property
    def is_alive(self):
        return self.state in (self.State.ASKED, self.State.OPEN)


class FollowUpStep(models.Model):
    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="steps")
    text = models.CharField(_("étape"), max_length=200)
    who = models.CharField(_("qui"), max_length=80, blank=True)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "follow_up_step"
        ordering = ["follow_up", "id"]

    @property
    def is_late(self):
        return self.done_at is None and self.due_on is not None and self.due_on < clock.today()


class FollowUpGuest(models.Model):
    """A partner invited to read: by a mailed link, only what the merchant agreed to, as long as they agree."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="guests")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "follow_up_guest"
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["follow_up", "person"], condition=models.Q(ended_at=None), name="follow_up_guest_once")]
