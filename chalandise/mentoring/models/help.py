from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.mentoring.models.mentors import Mentor
from chalandise.mentoring.models.pairings import Pairing

PERSON = settings.AUTH_USER_MODEL


class HelpOffer(models.Model):
    """A mentor offers an hour of one skill to the other pairings."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="offers")
    skill = models.CharField(_("compétence"), max_length=40)  # code of mentoring/data/skills.json
    when = models.CharField(_("quand"), max_length=120, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "help_offer"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["mentor", "skill"], name="help_offered_once",
                                               condition=models.Q(withdrawn_at=None))]


class SkillRequest(models.Model):
    """An hour of one skill that a pairing lacks, asked of another mentor by one letter."""

    class Says(models.TextChoices):
        YES = "yes", _("d’accord")
        NO = "no", _("pas cette fois")

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="skill_requests")
    skill = models.CharField(_("compétence"), max_length=40)  # code of mentoring/data/skills.json
    helper = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="skill_requests")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    says = models.CharField(max_length=3, choices=Says, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # somebody else has said yes, or the pairing is over

    class Meta:
        db_table = "skill_request"
        ordering = ["-asked_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["pairing", "skill", "helper"], name="skill_asked_once")]
