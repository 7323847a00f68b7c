from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models.sessions import LiveSession
from chalandise.catalogue.models import Solution
from chalandise.foundation.fields import MoneyField, Versioned
from chalandise.mentoring.models import Mentor
from chalandise.seasons.models import Season
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class Idea(Versioned):
    """A proposal of the mentors' workshop, for one shop or for one kind of shop.

    An idea for a trade is put to a shop by a copy of its own (`origin`), so that each merchant answers for themselves;
    supports and comments of the first are read on its copies. Twins that were merged are read through `IdeaMerge`.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="ideas")
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.CASCADE, related_name="ideas")
    trade = models.CharField(_("genre de boutique"), max_length=40, blank=True)  # code of a trade or a family; for an idea without a shop
    origin = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")  # the idea for its trade
    session = models.ForeignKey(LiveSession, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas")  # said in the room
    kind = models.CharField(_("genre d’action"), max_length=40)  # code of the playbook's action kinds
    title = models.CharField(_("en une phrase"), max_length=160)
    text = models.TextField(_("comment"), blank=True)
    cost = MoneyField(_("coût estimé"), default=0)
    effort = models.PositiveSmallIntegerField(_("heures pour le commerçant"), default=1)
    no_gain = models.BooleanField(_("je n’ai rien à y gagner"), default=False)  # declared by its author
    solution = models.ForeignKey(Solution, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="ideas")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "idea"
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(name="idea_for_a_shop_or_a_trade", condition=(
                           models.Q(shop__isnull=False, trade="") | (models.Q(shop=None) & ~models.Q(trade="")))),
                       models.UniqueConstraint(fields=["origin", "shop"], name="idea_copied_once")]

    def __str__(self):
        return self.title


class IdeaMerge(models.Model):
    """Two ideas are one: `gone` is read on `kept`'s page, its supports and comments with it. Nothing moves, so nothing is lost by undoing it."""

    kept = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="twins")
    gone = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="merges")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "idea_merge"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["gone"], condition=models.Q(undone_at=None), name="idea_merged_once"),
                       models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="idea_merged_into_another")]


class IdeaProposal(models.Model):
    """An idea was put to the merchant, who adopts it or says "not this one"; one at most for an idea."""

    class Answer(models.TextChoices):
        ADOPTED = "adopted", _("adoptée")
        DECLINED = "declined", _("pas celle-ci")

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="proposal")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    words = models.CharField(_("un mot pour dire pourquoi"), max_length=300, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    via = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "idea_proposal"


class IdeaComment(models.Model):
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "idea_comment"
        ordering = ["at"]


class IdeaSupport(models.Model):
    """A mentor supports an idea; `helps` when they offer an hour."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="supports")
    helps = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "idea_support"
        constraints = [models.UniqueConstraint(fields=["idea", "mentor"], name="support_once")]
