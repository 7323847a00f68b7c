"""Letters to people: one Markdown template gives the text part and the HTML part; the outbox can be read before it leaves.

A template `<room>/mails/<name>.md` begins with a line `Objet: …`; a paragraph that is one Markdown link is a button.
"""
import re
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parseaddr
from html import unescape

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from chalandise.computing.post import Calendar
from chalandise.computing.workdays import french_holidays
from chalandise.foundation import clock, typography
from chalandise.foundation.models import Letter

TRIES = 5
BACKOFF = (1, 5, 30, 120)  # minutes before the next try
CLAIM = timedelta(minutes=10)  # a letter being sent is nobody else's for so long
_TOKEN = re.compile(r"/l/([\w-]{20,})/")


def write(template, *, to, purpose, context=None, about=None, scope=("", None), reason="", once=None, attachments=(),
          hold=False, send_after=None, by_day=False):
    """Put a letter in the outbox, in the language of its reader.

    Parameters
    ----------
    template : str
        Path below the templates folders, without suffix: "seasons/mails/application_received".
    to : Person
        Anything with key, email, full_name and language. Without e-mail the letter goes on paper.
    scope : (str, int)
        ("season", 3) or ("territory", 1): whose team may read it in the outbox.
    once : str, optional
        A key; a second letter with the same key is not written and the first is returned.
    by_day : bool
        A reminder: it never leaves at night, on a weekend or on a public holiday, even when the post is late.

    Returns
    -------
    Letter
    """
    if once and (same := Letter.objects.filter(once=once).first()):
        return same
    letter = draft(template, to=to, purpose=purpose, context=context, about=about, scope=scope, reason=reason, once=once,
                   attachments=attachments, hold=hold, send_after=send_after, by_day=by_day)
    letter.save()
    return letter


def draft(template, *, to, purpose, context=None, about=None, scope=("", None), reason="", once=None, attachments=(),
          hold=False, send_after=None, by_day=False):
    """Return a letter that is not saved yet; the words of `write`."""
    subject, body = _read(template, to, context)
    now = clock.now()
    letter = Letter(
        channel=Letter.Channel.MAIL if to.email else Letter.Channel.PAPER,
        state=Letter.State.HELD if hold or not to.email else Letter.State.WAITING, recipient_key=to.key, by_day=by_day,
        to_name=to.full_name, to_address=to.email or "", language=to.language or "fr", attachments=list(attachments), purpose=purpose,
        about_kind=about._meta.label_lower if about is not None else "", about_id=about.pk if about is not None else None,
        scope_kind=scope[0], scope_id=scope[1], once=once, written_at=now, send_after=send_after or now)
    return _composed(letter, subject, body, str(reason)[:300])


def write_all(drafts):
    """Put many drafts in the outbox, in as many queries for three as for three hundred; their `once` must be new."""
    return Letter.objects.bulk_create(drafts)


def render(template, *, to, reason="", context=None):
    """Return (subject, text, HTML) of a mail that is not kept in the outbox (a sign-in code)."""
    subject, body = _read(template, to, context)
    return subject, *_shape(subject, body, reason, to.language or "fr")


def _read(template, to, context):
    """Return the subject and the Markdown of a template in the language of its reader."""
    with translation.override(to.language or "fr"):
        # Markdown is not HTML: what the template engine escaped comes back, and as_html escapes what is tags.
        source = unescape(render_to_string(f"{template}.md", {"to": to, **(context or {})})).strip()
    subject, _, body = source.partition("\n")
    return " ".join((subject.split(":", 1)[1] if ":" in subject else subject).split())[:200], body.strip()


def _shape(subject, body, reason, language):
    text = f"{as_text(body)}\n\n-- \n{reason}\n" if reason else as_text(body)
    with translation.override(language):
        html = render_to_string("foundation/mail.html", {"subject": subject, "body": mark_safe(as_html(body)), "reason": reason})
    return text, (typography.of_html if language == "fr" else typography.english_of_html)(html)


def compose(letter, *, subject, body, reason):
    """Write the three forms of a letter (Markdown, text, HTML) from its Markdown, and save it."""
    _composed(letter, subject, body, reason).save()
    return letter


def _composed(letter, subject, body, reason):
    letter.subject, letter.body, letter.reason = subject, body, reason
    letter.text, letter.html = _shape(subject, body, reason, letter.language)
    return letter


def as_text(markdown):
    """Return the plain part: a link becomes "words : address", emphasis marks go."""
    plain = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"\1 :\n\2", markdown)
    return re.sub(r"(\*\*|__)(.+?)\1", r"\2", plain)


def as_html(markdown):
    """Return safe HTML; a paragraph that is only a link becomes a button.

    Only addresses of this house, mail and telephone become links: a name cannot smuggle another one in.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415  (heavy)
    reader = MarkdownIt("commonmark", {"html": False})
    reader.validateLink = lambda address: address.startswith((f"{settings.BASE_URL}/", "mailto:", "tel:"))
    html = reader.render(markdown)
    return re.sub(r"<p><a href=", '<p class="go"><a class="btn" href=', html)


# --- links inside letters ---------------------------------------------------------------------------------------------

def masked(text):
    """Hide what opens a signed link: /l/lien-1/. The team reads letters; only their reader may act by their links."""
    count = iter(range(1, 1000))
    return _TOKEN.sub(lambda _: f"/l/lien-{next(count)}/", text)


def unmasked(text, original):
    """Put the links of `original` back in a text edited from `masked(original)`; None when one is missing or new."""
    tokens = _TOKEN.findall(original)
    if sorted(re.findall(r"/l/lien-(\d+)/", text)) != sorted(str(n + 1) for n in range(len(tokens))) or _TOKEN.search(text):
        return None
    return re.sub(r"/l/lien-(\d+)/", lambda m: f"/l/{tokens[int(m[1]) - 1]}/", text)


def forget_links(letter):
    """Take the links out of a letter that has left: they are stored hashed, nowhere else (the demo keeps them)."""
    if not settings.DEMO:
        letter.body, letter.text, letter.html = masked(letter.body), masked(letter.text), masked(letter.html)


# --- delivery ---------------------------------------------------------------------------------------------------------

@dataclass
class Delivery:
    """What came of one round of the post."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    refused: list = field(default_factory=list)  # letters whose address the server does not know


def deliver_due(*, batch=200):
    """Send the letters whose time came; what fails for a while is tried again, what fails for good is said."""
    done = Delivery()
    due = Letter.objects.filter(state=Letter.State.WAITING, channel=Letter.Channel.MAIL, send_after__lte=clock.now())
    if not in_working_hours(clock.now()):
        due = due.filter(by_day=False)
    waiting = list(due.order_by("send_after", "id")[:batch])
    if not waiting:
        return done
    connection = None if settings.DEMO else get_connection()
    try:
        for letter in waiting:
            if _claim(letter):
                _deliver(letter, connection, done)
    finally:
        if connection:
            connection.close()
    return done


def _claim(letter):
    """Take a letter for this process; two workers never send the same one."""
    until = clock.now() + CLAIM
    taken = Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING, attempts=letter.attempts).update(
        attempts=letter.attempts + 1, send_after=until)
    letter.attempts += taken
    return bool(taken)


def _deliver(letter, connection, done):
    try:
        if connection:  # in the demo nothing leaves
            message(letter, connection).send()
    except Exception as error:  # each server has its own way to fail; all of them are written on the letter
        _not_sent(letter, error, done)
        connection.close()
    else:
        letter.state, letter.sent_at, letter.failure = Letter.State.SENT, clock.now(), ""
        letter.send_after = letter.sent_at
        forget_links(letter)
        letter.save()
        done.sent += 1


def _not_sent(letter, error, done):
    codes = [code for code, _words in getattr(error, "recipients", {}).values()]
    letter.failure = f"{type(error).__name__}: {error}"[:300]
    if codes and all(500 <= code < 600 for code in codes):
        letter.state = Letter.State.BOUNCED
        done.refused.append(letter)
    elif letter.attempts >= TRIES:
        letter.state = Letter.State.FAILED
        done.failed += 1
    else:
        letter.send_after = clock.now() + timedelta(minutes=BACKOFF[letter.attempts - 1])
        done.later += 1
    letter.save()


def message(letter, connection=None):
    """Return the mail of a letter: text, HTML, and its calendars both as a part and as a file."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to_address], connection=connection,
        headers={"Message-ID": f"<{letter.key}@{domain}>", "Auto-Submitted": "auto-generated",
                 "Content-Language": letter.language})
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for part in letter.attachments:
        if part["type"].startswith("text/calendar"):
            mail.attach_alternative(part["content"], part["type"])
        mail.attach(part["name"], part["content"], part["type"])
    return mail


def in_working_hours(moment):
    """Say whether a reminder may leave: Monday to Friday, 8 to 19 in Paris, not on a public holiday of the country."""
    year = moment.astimezone(clock.PARIS).year
    return Calendar(french_holidays({year})).may_leave(moment)
