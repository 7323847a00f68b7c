import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.foundation.fields import Versioned
from chalandise.foundation.models import Letter
from chalandise.people.models import Organisation
from chalandise.seasons.models import Season
from chalandise.shops.models import Shop

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


class PairingProposal(models.Model):
    """What computing/pairing proposed for the whole panel, with everything that repeats it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="pairing_proposals")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    seed = models.BigIntegerField()
    pins = models.JSONField(default=list)     # [[shop_id, mentor_id], …] kept by the team
    forbids = models.JSONField(default=list)  # [[shop_id, mentor_id], …] refused by the team
    level = models.PositiveSmallIntegerField(default=60)  # nobody below this fit if avoidable
    problem = models.JSONField()
    result = models.JSONField()               # pairs with fit, reasons, and who is left without

    class Meta:
        db_table = "pairing_proposal"
        ordering = ["-at", "-id"]


def decided_only():
    """What passes from one mentor to the next unless said otherwise: what the merchant was sent in writing too."""
    return ["decided"]


class Pairing(models.Model):
    """A mentor accompanies a shop, from a date to a date."""

    class Ending(models.TextChoices):
        SEASON = "season", _("fin de saison")
        MERCHANT_LEFT = "merchant_left", _("le commerçant arrête")
        MENTOR_LEFT = "mentor_left", _("le parrain arrête")
        NO_FIT = "no_fit", _("le courant ne passe pas")
        MOVED = "moved", _("réorganisation des parrainages")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="pairings")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="pairings")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="pairings")
    fit = models.PositiveSmallIntegerField(default=0)  # 1 to 100, by computing/pairing
    reasons = models.JSONField(default=list)
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=14, choices=Ending, blank=True)
    after = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by")
    shares = models.JSONField(default=decided_only)  # what its mentor may read of the pairings before: "decided", "seen"

    class Meta:
        db_table = "pairing"
        ordering = ["shop__sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "shop"], name="pairing_one_lead",
                                               condition=models.Q(ended_at=None))]

    def __str__(self):
        return f"{self.shop} – {self.mentor}"


class FitAnswer(models.Model):
    """After the first visit each side says whether it fits."""

    class Side(models.TextChoices):
        MERCHANT = "merchant", _("commerçant")
        MENTOR = "mentor", _("parrain")

    class Says(models.TextChoices):
        GOOD = "good", _("ça va bien")
        UNSURE = "unsure", _("je ne sais pas encore")
        BAD = "bad", _("ça ne va pas")

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="fits")
    side = models.CharField(max_length=8, choices=Side)
    says = models.CharField(max_length=6, choices=Says)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "fit_answer"
        ordering = ["-at"]


class Wish(models.Model):
    """After a first talk of twenty minutes each side says with whom it would gladly work. Only the team reads it."""

    class Says(models.TextChoices):
        GLADLY = "gladly", _("volontiers")
        FINE = "fine", _("pourquoi pas")
        RATHER_NOT = "rather_not", _("plutôt pas")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="wishes")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="wishes")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="wishes")
    side = models.CharField(max_length=8, choices=FitAnswer.Side)
    says = models.CharField(max_length=10, choices=Says)
    via = models.CharField(max_length=10, blank=True)  # "link", "phone" when the team notes it, "" signed in
    at = models.DateTimeField()

    class Meta:
        db_table = "wish"
        ordering = ["mentor", "shop", "side"]
        constraints = [models.UniqueConstraint(fields=["season", "shop", "mentor", "side"], name="wish_once")]


class Sharing(models.Model):
    """A shop accepts, or not, that its mentor also accompanies a direct competitor. Both have to accept."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="sharings")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="sharings")
    other = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    accepts = models.BooleanField(null=True)  # None: asked, no answer yet
    via = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "sharing"
        ordering = ["shop__sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "shop", "other"], name="sharing_once")]


class Visit(Versioned):
    """One of the three meetings in the shop."""

    class State(models.TextChoices):
        TO_PLAN = "to_plan", _("à fixer")
        PROPOSED = "proposed", _("créneaux proposés")
        FIXED = "fixed", _("fixée")
        DONE = "done", _("faite")
        MISSED = "missed", _("manquée")
        CANCELLED = "cancelled", _("annulée")

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="visits")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.TO_PLAN)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # RFC 5545 UID
    sequence = models.PositiveIntegerField(default=0)                        # RFC 5545 SEQUENCE
    proposed_at = models.DateTimeField(null=True, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)
    missed_by = models.CharField(max_length=8, blank=True)  # "merchant", "mentor"
    wish = models.CharField(_("ce qui conviendrait mieux"), max_length=300, blank=True)  # the merchant, when no slot suits

    class Meta:
        db_table = "visit"
        ordering = ["pairing", "number", "id"]
        indexes = [models.Index(fields=["pairing", "state"]), models.Index(fields=["starts_at"])]

    def __str__(self):
        return str(_("Visite %(n)s de %(shop)s")) % {"n": self.number, "shop": self.pairing.shop}

    @property
    def awaits_minutes(self):
        """The hour has come and nobody has told the visit yet."""
        return self.state == self.State.FIXED and self.starts_at <= clock.now()


class VisitPlan(models.Model):
    """The dates that computing/slots proposed for the visits of a whole panel, with everything that repeats it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="visit_plans")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    seed = models.BigIntegerField()
    lines = models.JSONField(default=list)      # [[visit id, its version, start in ISO 8601], …]
    conflicts = models.JSONField(default=list)  # for each set that cannot be planned whole: [[kind, key], …]
    unplanned = models.JSONField(default=list)  # visit ids
    proven = models.BooleanField(default=True)  # False: a better plan may exist
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "visit_plan"
        ordering = ["-at", "-id"]


class VisitSlot(models.Model):
    """A slot that the mentor proposes."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "visit_slot"
        ordering = ["starts_at"]


class Minutes(Versioned):
    """What was seen and decided in a visit: written in a minute, on a phone."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="minutes")
    client_key = models.UUIDField(null=True, unique=True)  # made by the phone: the same form sent twice is one
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    duration = models.PositiveSmallIntegerField(_("durée en minutes"))
    travel = models.PositiveSmallIntegerField(_("trajet en minutes"), default=0)
    themes = models.JSONField(default=list)
    seen = models.TextField(_("ce que vous avez vu"), blank=True)
    decided = models.TextField(_("ce que vous avez décidé ensemble"), blank=True)
    next_step = models.CharField(_("prochain pas"), max_length=200, blank=True)
    next_on = models.DateField(_("pour le"), null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        db_table = "minutes"


class SignOfLife(models.Model):
    """Something happened in a pairing; written by mentoring, diagnostics' door, actions and impact, read by health."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="signs")
    kind = models.CharField(max_length=30)  # "contact", "visit", "minutes", "slots", "answer", "action", "reading", "call"
    at = models.DateTimeField()

    class Meta:
        db_table = "sign_of_life"
        ordering = ["-at"]
        indexes = [models.Index(fields=["pairing", "-at"])]


class Snooze(models.Model):
    """The referent puts an alert aside until a date, with a reason."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="snoozes")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    until = models.DateField()
    reason = models.CharField(_("raison"), max_length=200)
    codes = models.JSONField(default=list)  # what was wrong then; anything else brings the pairing back before the date
    at = models.DateTimeField()

    class Meta:
        db_table = "snooze"
        ordering = ["-at", "-id"]


class Chase(models.Model):
    """A chase mail that left from the Monday list: to whom, why, when."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="chases")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    to = models.CharField(max_length=8)  # "merchant", "mentor", "both"
    cause = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        db_table = "chase"
        ordering = ["-at"]


class Reminder(models.Model):
    """One step of one reason that was written to one person: the constraint is what "never twice" means."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=FitAnswer.Side)
    reason = models.CharField(max_length=120)  # the key of computing/matters: "slots_waiting:12:3"
    code = models.CharField(max_length=20)     # its reason: a row of docs/computing/reminders.md
    step = models.PositiveSmallIntegerField()
    visit = models.PositiveSmallIntegerField(null=True)  # its number
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "reminder"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["pairing", "person", "reason", "step"], name="reminder_once")]


class ReminderHold(models.Model):
    """The team stops a reminder, or puts it aside until a day, with a reason."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="reminder_holds")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=120)  # the key of the matter
    until = models.DateField(null=True)        # None: for ever
    why = models.CharField(_("parce que"), max_length=200)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reminder_hold"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["pairing", "person", "reason"], name="reminder_held_once",
                                               condition=models.Q(lifted_at=None))]


class AlertRaised(models.Model):
    """A rule of health spoke about a pairing, from a day to a day; written once a day, read by the hit rate."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="alerts")
    code = models.CharField(max_length=20)
    state = models.CharField(max_length=5)  # "call", "risk": the worst that it reached
    since = models.DateField()              # the day from which the rule counts
    raised_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "alert_raised"
        ordering = ["-raised_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["pairing", "code"], name="alert_raised_once", condition=models.Q(ended_on=None))]


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


class RelayNote(models.Model):
    """What a referent leaves to whoever looks after the pairings next; shown on the Monday list, the latest only."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="relay_notes")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("ce qu’il faut savoir"))
    at = models.DateTimeField()

    class Meta:
        db_table = "relay_note"
        ordering = ["-at", "-id"]


class Absence(models.Model):
    """A referent is away between two days, both included; the Monday list and the alerts go to whoever covers."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="absences")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="absences")
    cover = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="covers")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au (compris)"))
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # back before the last day

    class Meta:
        db_table = "absence"
        ordering = ["starts_on", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="absence_in_order")]
