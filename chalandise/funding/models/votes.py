"""A request put to the vote of the committee: what it reads, who said what."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.funding.models.pot import Commitment

PERSON = settings.AUTH_USER_MODEL


class Ballot(models.Model):
    """The team puts a request to the vote until a day; it is over that evening, when the team closes it, or when the request is."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="ballots")
    text = models.CharField(_("ce que le comité lit"), max_length=500)  # written for it: no shop's name, no private word
    with_mentors = models.BooleanField(_("les parrains votent aussi"), default=False)
    closes_on = models.DateField(_("jusqu’au"))
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ballot"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["commitment"], name="ballot_one_open", condition=models.Q(closed_at=None))]

    def __str__(self):
        return self.text

    @property
    def is_open(self):
        return self.closed_at is None and self.closes_on >= clock.today() and self.commitment.state == Commitment.State.ASKED


class Vote(models.Model):
    """What one voter says of a request; they may change their mind while the vote is open."""

    class Says(models.TextChoices):
        YES = "yes", _("pour")
        NO = "no", _("contre")
        ABSTAIN = "abstain", _("abstention")

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    says = models.CharField(max_length=7, choices=Says)
    words = models.CharField(_("un mot pour l’équipe"), max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "vote"
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="vote_once")]
