from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models.ideas import Idea
from chalandise.catalogue.models import Solution, Use
from chalandise.foundation.fields import Versioned
from chalandise.foundation.models import StoredFile
from chalandise.mentoring.models import Pairing
from chalandise.seasons.models import Season
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class Action(Versioned):
    """The small, concrete thing that the merchant adopts, that the pot pays, that is carried out and measured."""

    class State(models.TextChoices):
        ADOPTED = "adopted", _("adoptée")
        RUNNING = "running", _("en route")
        BLOCKED = "blocked", _("bloquée")
        DONE = "done", _("terminée")
        DROPPED = "dropped", _("abandonnée")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="actions")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="actions")
    pairing = models.ForeignKey(Pairing, null=True, on_delete=models.SET_NULL, related_name="actions")
    idea = models.OneToOneField(Idea, null=True, blank=True, on_delete=models.SET_NULL, related_name="action")
    solution = models.ForeignKey(Solution, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions")  # the idea's
    use = models.ForeignKey(Use, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # what it put in use, once it is finished
    kind = models.CharField(max_length=40)
    title = models.CharField(_("l’action en une phrase"), max_length=160)
    objective = models.CharField(_("ce que cela doit changer pour la boutique"), max_length=300, blank=True)
    indicator = models.CharField(max_length=40, blank=True)  # code of the playbook's indicators
    target = models.CharField(_("à partir de quand c’est réussi"), max_length=160, blank=True)
    owner = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    starts_on = models.DateField(_("du"), null=True, blank=True)
    ends_on = models.DateField(_("au"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ADOPTED)
    blocker = models.CharField(_("ce qui bloque"), max_length=300, blank=True)
    outcome = models.TextField(_("ce que cela a donné"), blank=True)
    adopted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "action"
        ordering = ["shop__sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "shop"], name="action_one_open",
                                               condition=models.Q(state__in=["adopted", "running", "blocked"]))]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        return self.state in (self.State.ADOPTED, self.State.RUNNING, self.State.BLOCKED)


class Step(models.Model):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("étape"), max_length=200)
    who = models.CharField(_("qui"), max_length=80, blank=True)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "step"
        ordering = ["action", "order", "id"]


class Photo(models.Model):
    """A picture of the action; image rights are asked when it is given."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="+")
    alt = models.CharField(_("ce qu’on y voit"), max_length=200)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    rights = models.BooleanField(default=False)   # everybody in it agrees to its publication
    at = models.DateTimeField()

    class Meta:
        db_table = "photo"
        ordering = ["at"]


class Lesson(models.Model):
    """What a merchant or a mentor says worked or not, told to peers; quoted by name only with consent."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="lessons")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    side = models.CharField(max_length=8)  # "merchant", "mentor"
    worked = models.TextField(_("ce qui a marché"), blank=True)
    failed = models.TextField(_("ce qui n’a pas marché"), blank=True)
    advice = models.TextField(_("un conseil à une autre boutique"), blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "lesson"
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["action", "side"], name="lesson_once_a_side")]
