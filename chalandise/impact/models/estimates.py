"""What was computed of the effect of actions: one run over one data cut, an answer by kind of action, what others may read of it."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.seasons.models import Season
from chalandise.shops.models import Shop
from chalandise.territory.models import Stretch

PERSON = settings.AUTH_USER_MODEL


class EstimateRun(models.Model):
    """One computation over the takings of a season: the cut it read, with which parameters, seed and program. It keeps no amount."""

    class State(models.TextChoices):
        ASKED = "asked", _("en cours de calcul")
        DONE = "done", _("calculée")
        FAILED = "failed", _("arrêtée")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="estimate_runs")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=20, blank=True)  # "job": done again by itself
    asked_at = models.DateTimeField()
    job = models.UUIDField(null=True)
    state = models.CharField(max_length=6, choices=State, default=State.ASKED)
    failure = models.CharField(max_length=300, blank=True)
    cut_on = models.DateField()  # only periods that ended before this day count
    digest = models.CharField(max_length=64, blank=True)  # of the panel (queries.cuts.Cut.digest)
    grain = models.CharField(max_length=5, blank=True)
    parameters = models.JSONField(default=dict)  # deals, checks, and the first day of the panel
    seed = models.PositiveIntegerField()
    program = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField(null=True)  # when the takings were read
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "estimate_run"
        ordering = ["-asked_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["season"], name="estimate_one_asked", condition=models.Q(state="asked"))]

    def __str__(self):
        return f"{self.season} · {self.cut_on:%d/%m/%Y}"


class Estimate(models.Model):
    """The answer of one run for all the actions of a season, or for one kind of action. Only the referent reads it."""

    class Verdict(models.TextChoices):
        REFUSED = "refused", _("on ne peut pas encore mesurer")
        CANNOT_TELL = "cannot_tell", _("on ne peut pas dire")
        UP = "up", _("en hausse")
        DOWN = "down", _("en baisse")

    run = models.ForeignKey(EstimateRun, on_delete=models.CASCADE, related_name="estimates")
    kind = models.CharField(max_length=40, blank=True)  # code of the playbook's action kinds; "" for all of them
    verdict = models.CharField(max_length=12, choices=Verdict)
    treated = models.JSONField(default=list)   # keys of the shops that acted and count
    compared = models.JSONField(default=list)  # keys of those they are compared with
    result = models.JSONField(default=dict)    # computing.replays.as_json

    class Meta:
        db_table = "estimate"
        ordering = ["run", "kind"]
        constraints = [models.UniqueConstraint(fields=["run", "kind"], name="estimate_once")]


class Release(models.Model):
    """What the referent lets others read of an estimate: `said` and nothing else, frozen. Taking it back ends it; what was read was read."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="estimate_releases")
    estimate = models.OneToOneField(Estimate, null=True, on_delete=models.SET_NULL, related_name="release")
    kind = models.CharField(max_length=40, blank=True)
    said = models.JSONField(default=dict)      # rules.estimates.public
    treated = models.JSONField(default=list)   # the groups it speaks of, for the rule of disclosure
    compared = models.JSONField(default=list)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "estimate_release"
        ordering = ["kind", "-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["season", "kind"], name="estimate_release_current", condition=models.Q(ended_at=None))]


class Circumstance(models.Model):
    """Something else than the actions that touched trade on the street: a strike, a fair, a flood; written by the referent."""

    class Kind(models.TextChoices):
        STRIKE = "strike", _("grève ou manifestation")
        FAIR = "fair", _("fête, marché ou événement")
        ACCESS = "access", _("rue fermée ou accès difficile")
        WEATHER = "weather", _("intempérie")
        OTHER = "other", _("autre chose")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="circumstances")
    kind = models.CharField(_("ce que c’était"), max_length=8, choices=Kind)
    name = models.CharField(_("en quelques mots"), max_length=120)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    stretch = models.ForeignKey(Stretch, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("sur quel tronçon"))
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("dans quelle boutique"))
    aside = models.BooleanField(_("mettre ces périodes de côté"), default=False)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "circumstance"
        ordering = ["starts_on", "id"]

    def __str__(self):
        return self.name
