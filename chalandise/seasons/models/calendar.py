from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chalandise.computing import workdays
from chalandise.foundation import clock, wording
from chalandise.seasons.models.season import Season


def slide_words(wanted, on):
    """Say in words why a date slid off a closed day, in the active language."""
    name = workdays.french_holidays([wanted.year], language=get_language() or "fr").get(wanted)
    words = {"wanted": wording.day(wanted), "on": wording.day(on), "name": (name or "").replace("'", "’")}
    return str((_("glissé au %(on)s : le %(wanted)s est férié (%(name)s)") if name else
                _("glissé au %(on)s : on ne travaille pas le %(wanted)s")) % words)


class Milestone(models.Model):
    """A dated stop on the season's line. Others do the work and report here how much is done, due and late."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="milestones")
    key = models.CharField(max_length=40)  # "invitation", "panel", "charters", "visit1", … of the playbook
    label_fr = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120, blank=True)
    order = models.PositiveSmallIntegerField()
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    planned_on = models.DateField()  # as the playbook first gave it
    pinned = models.BooleanField(default=False)
    slid_from = models.DateField(null=True, blank=True)  # the closed day that it slid off
    done = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    passed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "milestone"
        ordering = ["season", "order"]
        constraints = [models.UniqueConstraint(fields=["season", "key"], name="milestone_key")]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """The words of the playbook in the active language."""
        return self.label_en if self.label_en and (get_language() or "fr").startswith("en") else self.label_fr

    @label.setter
    def label(self, words):
        self.label_fr = words

    @property
    def last_day(self):
        return self.until or self.on

    @property
    def state(self):
        """Say "passed", "late" or "ahead": a stop behind us with work left to do is late."""
        if self.late or (not self.passed_at and self.last_day < clock.today() and self.done < self.due):
            return "late"
        return "passed" if self.passed_at or self.last_day < clock.today() else "ahead"

    @property
    def note(self):
        """Say why the date slid ("glissé au 2 novembre : le 1er novembre est férié (Toussaint)"), or nothing."""
        return slide_words(self.slid_from, self.on) if self.slid_from else ""
