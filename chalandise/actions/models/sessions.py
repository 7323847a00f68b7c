from django.conf import settings
from django.db import models

from chalandise.seasons.models import Gathering, Season
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class LiveSession(models.Model):
    """The workshop in one room: a projector, phones, one shop at a time. The referent leads; one open session a season at most."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="sessions")
    gathering = models.ForeignKey(Gathering, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions")
    at = models.PositiveSmallIntegerField(default=0)         # order of the shop that the room speaks of
    timer_until = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "live_session"
        ordering = ["-opened_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["season"], condition=models.Q(closed_at=None), name="session_one_open")]

    def __str__(self):
        return f"{self.season}, {self.opened_at:%Y-%m-%d}"


class LiveStop(models.Model):
    """A shop of the session, in the order in which the room takes them."""

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="stops")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    shown_at = models.DateTimeField(null=True, blank=True)  # the first time the room spoke of it

    class Meta:
        db_table = "live_stop"
        ordering = ["session", "order"]
        constraints = [models.UniqueConstraint(fields=["session", "shop"], name="live_stop_once")]
