from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.models.solutions import Solution
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class Use(models.Model):
    """A shop uses a solution, since when, in which season (its key and label: seasons stand beside), until when."""

    class Source(models.TextChoices):
        ACTION = "action", _("par une action de la saison")
        QUOTE = "quote", _("après un devis")
        MERCHANT = "merchant", _("dit par le commerçant")

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="uses")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="uses")
    season_key = models.BigIntegerField(null=True, blank=True)
    season_label = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    install_hours = models.DecimalField(_("heures pour installer"), max_digits=5, decimal_places=1, null=True, blank=True)  # as the merchant counted them
    still_used_at = models.DateField(null=True, blank=True)  # the last day on which somebody said so
    stopped_on = models.DateField(null=True, blank=True)
    stop_reason = models.CharField(_("pourquoi vous avez arrêté"), max_length=300, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    public = models.BooleanField(default=False)  # the merchant agreed that the shop be named
    at = models.DateTimeField()

    class Meta:
        db_table = "solution_use"
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["shop"])]
        constraints = [models.UniqueConstraint(fields=["solution", "shop"], name="used_once", condition=models.Q(stopped_on=None))]

    def __str__(self):
        return f"{self.solution_id} – {self.shop_id}"

    @property
    def said(self):
        """Return the merchant's Opinion, None when there is none."""
        return getattr(self, "opinion", None)


class UseCheck(models.Model):
    """ "Do you still use it?", at 1, 3, 6 and 12 months; one tap. No answer is not a no."""

    use = models.ForeignKey(Use, on_delete=models.CASCADE, related_name="checks")
    months = models.PositiveSmallIntegerField()  # 1, 3, 6, 12
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    still_used = models.BooleanField(null=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "use_check"
        ordering = ["use", "months"]
        indexes = [models.Index(fields=["due_on"])]
        constraints = [models.UniqueConstraint(fields=["use", "months"], name="use_checked_once")]


class Opinion(models.Model):
    """What a merchant who really uses a solution says of it; the provider may answer; the team may hide, with a reason."""

    use = models.OneToOneField(Use, on_delete=models.CASCADE, related_name="opinion")
    advise = models.PositiveSmallIntegerField(_("le conseilleriez-vous à un voisin ?"))  # 0 to 10
    good = models.TextField(_("ce qui aide"), blank=True)
    bad = models.TextField(_("ce qui coince"), blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="opinions")
    at = models.DateTimeField()
    answer = models.TextField(_("réponse de l’offreur"), blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    hidden_reason = models.CharField(_("pourquoi"), max_length=300, blank=True)

    class Meta:
        db_table = "opinion"
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(advise__lte=10), name="opinion_range")]


class Evidence(models.Model):
    """What is counted of a solution's uses, kept beside it so that a list costs one row a solution; recounted when a use changes."""

    solution = models.OneToOneField(Solution, on_delete=models.CASCADE, related_name="evidence")
    uses = models.PositiveIntegerField(default=0)
    running = models.PositiveIntegerField(default=0)
    asked = models.JSONField(default=dict)  # {"3": 12, "6": 8, "12": 2}: answered at so many months
    kept = models.JSONField(default=dict)   # of these, still used
    install_median = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)  # hours, merchants' own count
    installs = models.PositiveIntegerField(default=0)
    opinions = models.PositiveIntegerField(default=0)
    advise_mean = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "solution_evidence"
