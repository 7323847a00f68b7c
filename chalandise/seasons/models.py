from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chalandise.computing import workdays
from chalandise.foundation import clock, wording
from chalandise.foundation.fields import Versioned
from chalandise.people.models import Organisation
from chalandise.shops.models import Shop
from chalandise.shops.rules import CHANNELS, trade_label
from chalandise.territory.models import Axis, Perimeter, Stretch, Territory

PERSON = settings.AUTH_USER_MODEL


def slide_words(wanted, on):
    """Say in words why a date slid off a closed day, in the active language."""
    name = workdays.french_holidays([wanted.year], language=get_language() or "fr").get(wanted)
    words = {"wanted": wording.day(wanted), "on": wording.day(on), "name": (name or "").replace("'", "’")}
    return str((_("glissé au %(on)s : le %(wanted)s est férié (%(name)s)") if name else
                _("glissé au %(on)s : on ne travaille pas le %(wanted)s")) % words)


class Season(Versioned):
    """One edition of the programme on one axis, from the invitation to the white paper."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="seasons")
    axis = models.ForeignKey(Axis, on_delete=models.PROTECT, related_name="seasons")
    perimeter = models.ForeignKey(Perimeter, null=True, blank=True, on_delete=models.SET_NULL)
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    playbook_key = models.CharField(max_length=60)
    playbook_version = models.CharField(max_length=20)
    playbook = models.JSONField(default=dict)  # the file as it was when the season was made
    starts_on = models.DateField(_("premier jour"))
    panel_size = models.PositiveSmallIntegerField(_("taille du panel"), default=20)
    invitation_text = models.TextField(_("texte de l’appel"), blank=True)
    criteria_note = models.TextField(blank=True)
    contact = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "season"
        ordering = ["-starts_on", "-id"]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="season_latest")]

    def __str__(self):
        return self.name

    @property
    def closed_at(self):
        """When the season was closed, or None."""
        closure = getattr(self, "closure", None)  # a missing one-to-one is an AttributeError too
        return closure.at if closure else None


class SeasonClosure(models.Model):
    """The season is closed: who, when. Its pages stay readable; access to them ends."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="closure")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "season_closure"


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


class Application(Versioned):
    """A shop asks to join a season: drafts are kept, the team reads, the panel answers."""

    class State(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        SENT = "sent", _("envoyée")
        WITHDRAWN = "withdrawn", _("retirée")

    class Place(models.TextChoices):
        INSIDE = "inside", _("dans le périmètre")
        OUTSIDE = "outside", _("hors du périmètre")
        UNKNOWN = "unknown", _("à vérifier par l’équipe")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="applications")
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    shop_name = models.CharField(_("enseigne"), max_length=200, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    trade = models.CharField(_("métier"), max_length=40, blank=True)
    number = models.CharField(_("numéro"), max_length=12, blank=True)
    street = models.CharField(_("rue"), max_length=160, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    city = models.CharField(_("ville"), max_length=100, blank=True)
    stretch = models.ForeignKey(Stretch, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications")
    place = models.CharField(max_length=8, choices=Place, default=Place.UNKNOWN)
    need = models.TextField(_("ce que vous aimeriez"), blank=True)
    channels = models.JSONField(default=list)
    given_name = models.CharField(_("prénom"), max_length=80, blank=True)
    family_name = models.CharField(_("nom"), max_length=80, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    via = models.CharField(max_length=20, blank=True)  # "phone" when a referent wrote it
    draft_key = models.UUIDField(null=True, unique=True)  # lets an anonymous draft be found again
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "application"
        ordering = ["-sent_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["season", "shop"], name="application_once",
                                               condition=models.Q(state="sent"))]

    def __str__(self):
        return self.shop_name or str(_("Candidature sans nom"))

    @property
    def trade_words(self):
        return trade_label(self.trade)

    @property
    def channel_words(self):
        """The channels declared, in words; the page elsewhere (listing) is not among a shop's own."""
        words = {**CHANNELS, "listing": _("une fiche d’établissement")}
        return [str(words[c]) for c in self.channels if c in words]

    @property
    def level(self):
        """Starting level by the channels declared: 0 none, 1 one, 2 two or three, 3 four or more (house.md, decision 9)."""
        return (0, 1, 2, 2, 3)[min(len(self.channels), 4)]


class ApplicationNote(models.Model):
    """A comment of the team on an application; never shown outside the team."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        db_table = "application_note"
        ordering = ["at"]


class ApplicationScore(models.Model):
    """One member of the team scores one application on one criterion of the playbook, 0 to 5."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="scores")
    by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    criterion = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "application_score"
        constraints = [models.UniqueConstraint(fields=["application", "by", "criterion"], name="score_once")]


class Quota(models.Model):
    """What the team wants of the panel in one dimension: minimum and maximum, soft (house.md, decision 9)."""

    class Dimension(models.TextChoices):
        TRADE = "trade", _("métier")      # value: family of trades
        STRETCH = "stretch", _("tronçon")  # value: stretch id
        LEVEL = "level", _("niveau de départ")  # value: 0..3

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="quotas")
    dimension = models.CharField(max_length=8, choices=Dimension)
    value = models.CharField(max_length=40)
    minimum = models.PositiveSmallIntegerField(default=0)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        db_table = "quota"
        constraints = [models.UniqueConstraint(fields=["season", "dimension", "value"], name="quota_once")]


class PanelProposal(models.Model):
    """What computing/panel proposed, with everything that repeats it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="panel_proposals")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    seed = models.BigIntegerField()
    problem = models.JSONField()
    result = models.JSONField()

    class Meta:
        db_table = "panel_proposal"
        ordering = ["-at", "-id"]


class Selection(models.Model):
    """The team's decision on one application, with its reason; announced to everybody together."""

    class Outcome(models.TextChoices):
        CHOSEN = "chosen", _("retenue")
        WAITING = "waiting", _("liste d’attente")
        DECLINED = "declined", _("non retenue")

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="selection")
    outcome = models.CharField(max_length=8, choices=Outcome)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)  # in the waiting list
    reason = models.TextField(_("raison donnée au commerçant"), blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "selection"


class PanelPlace(models.Model):
    """A shop's place in the season, from its selection to the end or to its departure."""

    class Departure(models.TextChoices):
        SOLD = "sold", _("la boutique change de mains")
        ILL = "ill", _("santé")
        NO_TIME = "no_time", _("plus le temps")
        CLOSED = "closed", _("la boutique ferme")
        OTHER = "other", _("autre raison")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="places")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="places")
    application = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL, related_name="places")
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    departure = models.CharField(max_length=8, choices=Departure, blank=True)
    replaced = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replacement")

    class Meta:
        db_table = "panel_place"
        constraints = [models.UniqueConstraint(fields=["season", "shop"], name="place_once")]

    def __str__(self):
        return str(self.shop)

    @property
    def trade_words(self):
        return trade_label(self.shop.trade)


class CharterText(models.Model):
    """A version of the charter of one audience. Never edited once published: a new version is a new row."""

    class Audience(models.TextChoices):
        MENTOR = "mentor", _("parrains et marraines")
        MERCHANT = "merchant", _("commerçants")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="charters")
    audience = models.CharField(max_length=8, choices=Audience)
    version = models.PositiveSmallIntegerField()
    text = models.TextField()  # Markdown
    digest = models.CharField(max_length=64)  # sha256 of the text
    published_at = models.DateTimeField()

    class Meta:
        db_table = "charter_text"
        ordering = ["audience", "-version"]
        constraints = [models.UniqueConstraint(fields=["season", "audience", "version"], name="charter_version")]


class Signature(models.Model):
    """Somebody signed one version of a charter by typing their name; the evidence is kept."""

    charter = models.ForeignKey(CharterText, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="signatures")
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.CASCADE, related_name="signatures")
    typed_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    via = models.CharField(max_length=20, blank=True)  # "link", "session", "paper"
    recorded_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "signature"


class Gathering(Versioned):
    """A moment together: workshop, sharing session, closing; or a steering committee."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("atelier des parrains")
        SHARING = "sharing", _("moment collectif")
        COMMITTEE = "committee", _("comité de pilotage")
        CLOSING = "closing", _("clôture")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="gatherings")
    kind = models.CharField(_("genre"), max_length=10, choices=Kind)
    title = models.CharField(_("titre"), max_length=160)
    starts_at = models.DateTimeField(_("date et heure"))
    ends_at = models.DateTimeField(_("fin"))
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    agenda = models.TextField(_("ordre du jour"), blank=True)
    minutes = models.TextField(_("compte rendu"), blank=True)
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545
    invited_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "gathering"
        ordering = ["starts_at"]

    def __str__(self):
        return self.title

    @property
    def is_over(self):
        return self.ends_at <= clock.now()

    @property
    def state(self):
        """Say "cancelled", "over", "invited" or "planned"."""
        if self.cancelled_at:
            return "cancelled"
        return "over" if self.is_over else "invited" if self.invited_at else "planned"


class Attendance(models.Model):
    class Answer(models.TextChoices):
        INVITED = "invited", _("invité")
        YES = "yes", _("vient")
        NO = "no", _("ne vient pas")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="attendances")
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.SET_NULL)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.INVITED)
    answered_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(null=True)

    class Meta:
        db_table = "attendance"
        constraints = [models.UniqueConstraint(fields=["gathering", "person"], name="attendance_once")]


class Decision(models.Model):
    """What a committee decided: who does it, by when, done or not."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="decisions")
    text = models.CharField(_("décision"), max_length=400)
    owner = models.CharField(_("qui"), max_length=120, blank=True)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    about_kind = models.CharField(max_length=40, blank=True)  # what it concerns: "shops.shop", "people.organisation"
    about_id = models.BigIntegerField(null=True)
    about = models.CharField(max_length=200, blank=True)  # its name, as printed

    class Meta:
        db_table = "decision"
        ordering = ["id"]

    def __str__(self):
        return self.text[:80]

    @property
    def is_late(self):
        return self.done_at is None and self.due_on is not None and self.due_on < clock.today()


class Recusal(models.Model):
    """Somebody who was there and took no part in a decision, because of a tie to what it concerns."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="recusals")
    watched = models.BooleanField(default=False)  # took part, under the eyes of who wrote the decision

    class Meta:
        db_table = "recusal"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="recused_once")]


class Partner(models.Model):
    """An organisation that supports a season or pays for it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    kind = models.CharField(max_length=12, default="support", choices=[("support", _("soutien")), ("money", _("financeur"))])

    class Meta:
        db_table = "partner"
        constraints = [models.UniqueConstraint(fields=["season", "organisation"], name="partner_once")]

    def __str__(self):
        return self.organisation.name


class Complaint(models.Model):
    """A merchant or a mentor says that something is wrong; answered by somebody else than the one it is about."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="complaints")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.SET_NULL)
    about = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # never reads it
    text = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "complaint"
        ordering = ["-at"]

    def __str__(self):
        return str(_("Quelque chose ne va pas (nᵒ %(n)s)") % {"n": self.pk})


class Satisfaction(models.Model):
    """Asked once at the end, to merchants and mentors: was it useful, would you advise it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="satisfactions")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    audience = models.CharField(max_length=8)
    useful = models.PositiveSmallIntegerField()   # 1 to 5
    advise = models.PositiveSmallIntegerField()   # 0 to 10
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "satisfaction"
        constraints = [models.UniqueConstraint(fields=["season", "person"], name="satisfaction_once")]


