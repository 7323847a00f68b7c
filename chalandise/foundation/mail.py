"""Letters to people: one Markdown template gives the text part and the HTML part; the outbox can be read before it leaves.

A template `<room>/mails/<name>.md` begins with a line `Objet: …`; a paragraph that is one Markdown link is a button.
"""
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from chalandise.foundation import clock
from chalandise.foundation.models import Letter


def write(template, *, to, purpose, context=None, about=None, scope=("", None), reason="", once=None, attachments=(),
          hold=False, send_after=None):
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

    Returns
    -------
    Letter
    """
    if once and (same := Letter.objects.filter(once=once).first()):
        return same
    with translation.override(to.language or "fr"):
        source = render_to_string(f"{template}.md", {"to": to, **(context or {})}).strip()
        subject, _, body = source.partition("\n")
        subject = subject.split(":", 1)[1].strip() if ":" in subject else subject.strip()
        text, html = as_text(body.strip()), as_html(body.strip())
        html = render_to_string("foundation/mail.html", {"subject": subject, "body": mark_safe(html), "reason": reason})
    now = clock.now()
    state = Letter.State.HELD if hold or not to.email else Letter.State.WAITING
    return Letter.objects.create(
        channel=Letter.Channel.MAIL if to.email else Letter.Channel.PAPER, state=state, recipient_key=to.key,
        to_name=to.full_name, to_address=to.email or "", language=to.language or "fr", subject=subject[:200],
        text=f"{text}\n\n-- \n{reason}\n" if reason else text, html=html, attachments=list(attachments), purpose=purpose,
        reason=str(reason)[:300], about_kind=about._meta.label_lower if about is not None else "",
        about_id=about.pk if about is not None else None, scope_kind=scope[0], scope_id=scope[1], once=once,
        written_at=now, send_after=send_after or now)


def as_text(markdown):
    """Return the plain part: a link becomes "words : address", emphasis marks go."""
    import re  # noqa: PLC0415  (cold path)
    plain = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"\1 :\n\2", markdown)
    return re.sub(r"(\*\*|__)(.+?)\1", r"\2", plain)


def as_html(markdown):
    """Return safe HTML; a paragraph that is only a link becomes a button."""
    import re  # noqa: PLC0415  (cold path)

    from markdown_it import MarkdownIt  # noqa: PLC0415  (heavy)
    html = MarkdownIt("commonmark", {"html": False}).render(markdown)
    return re.sub(r"<p><a href=", '<p class="go"><a class="btn" href=', html)
