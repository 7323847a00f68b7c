import uuid

from django.db import models


class Actor(models.Model):
    """Ties a journal key to the name printed beside an entry. Erasing a person removes this row, not the entries."""

    key = models.UUIDField(primary_key=True)
    label = models.CharField(max_length=200)

    class Meta:
        db_table = "journal_actor"


class Entry(models.Model):
    """One fact of the journal: who did what, when. Append-only."""

    at = models.DateTimeField(db_index=True)
    actor_key = models.UUIDField(null=True, db_index=True)
    actor_role = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)
    via = models.CharField(max_length=20, blank=True)  # "", "phone", "link", "job"
    changes = models.JSONField(default=dict)  # {"field": [before, after]}, declared fields only, no text about persons
    territory_key = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        db_table = "journal_entry"
        ordering = ["-at", "-id"]

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("The journal is append-only: an entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The journal is append-only: an entry is never removed.")


class Trace(models.Model):
    """An object that an entry is about; the object's page shows its traces as a timeline."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="traces")
    kind = models.CharField(max_length=60)  # "mentoring.visit"
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "journal_trace"
        indexes = [models.Index(fields=["kind", "object_id"])]


class Letter(models.Model):
    """A message to a person, kept in an outbox that can be read before it leaves; on paper when there is no address."""

    class Channel(models.TextChoices):
        MAIL = "mail"
        PAPER = "paper"

    class State(models.TextChoices):
        WAITING = "waiting"
        HELD = "held"        # waits for somebody of the team to read it
        SENT = "sent"
        FAILED = "failed"
        BOUNCED = "bounced"
        CANCELLED = "cancelled"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.MAIL)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    recipient_key = models.UUIDField(null=True, db_index=True)  # the person's journal key
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.EmailField(blank=True, db_index=True)
    language = models.CharField(max_length=5, default="fr")
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)  # Markdown, what can be edited before it leaves
    text = models.TextField()
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list)  # [{"name", "type", "content"}], text only (calendars)
    purpose = models.CharField(max_length=60, db_index=True)
    reason = models.CharField(max_length=300, blank=True)  # who writes and why, printed at the foot
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True)
    scope_kind = models.CharField(max_length=20, blank=True)  # "season", "territory": who may read the outbox
    scope_id = models.BigIntegerField(null=True)
    once = models.CharField(max_length=160, null=True, unique=True)  # the same reason never writes twice
    written_at = models.DateTimeField()
    send_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    by_day = models.BooleanField(default=False, db_default=False)  # a reminder: leaves in working hours only, however late the post is

    class Meta:
        db_table = "mail_letter"
        ordering = ["-written_at", "-id"]
        indexes = [models.Index(fields=["scope_kind", "scope_id", "state"]),
                   models.Index(fields=["about_kind", "about_id"])]


class StoredFile(models.Model):
    """A file given by somebody: checked for what it is, re-encoded when it is a picture (no location data left)."""

    class Kind(models.TextChoices):
        IMAGE = "image"
        PDF = "pdf"
        TABLE = "table"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(upload_to="files/%Y/%m/")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    owner_key = models.UUIDField(null=True)
    given_at = models.DateTimeField()

    class Meta:
        db_table = "stored_file"


class Job(models.Model):
    """Progress and lease of one background job; the queue itself is django-tasks-db."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    task_id = models.UUIDField(null=True, db_index=True)
    name = models.CharField(max_length=200, db_index=True)  # dotted path of the function
    args = models.JSONField(default=list)
    owner_key = models.UUIDField(null=True)
    scope_kind = models.CharField(max_length=20, blank=True)
    scope_id = models.BigIntegerField(null=True)
    once = models.CharField(max_length=160, null=True, unique=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    alive_at = models.DateTimeField(null=True)  # heartbeat; older than the lease means the worker died
    finished_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    result = models.JSONField(null=True)

    class Meta:
        db_table = "job"


class Pulse(models.Model):
    """When something last beat (real clock): the worker, each periodic job."""

    name = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "pulse"
