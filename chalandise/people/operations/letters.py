"""The outbox: a letter is read, edited, released, cancelled, printed; a mail that bounces is written on the person."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal, mail
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person

S = Letter.State


def _open(letter, *states):
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state not in states:
        raise Refused(_("Cette lettre est déjà partie ou annulée : on ne peut plus la changer."))
    return letter


@transaction.atomic
def release_letter(*, by, letter):
    """Let a held letter leave with the next post."""
    letter = _open(letter, S.HELD, S.WAITING, S.FAILED)
    if letter.channel == Letter.Channel.PAPER:
        raise Refused(_("Cette personne n’a pas d’adresse e-mail : imprimez sa lettre."))
    letter.state, letter.attempts, letter.send_after = S.WAITING, 0, clock.now()
    letter.save(update_fields=["state", "attempts", "send_after"])
    journal.record("people.letter_released", by=by, on=letter)
    return letter


@transaction.atomic
def release_letters(*, by, letters):
    """Let all the held mails of a list leave with the next post. Returns how many."""
    held = list(letters.filter(state=S.HELD, channel=Letter.Channel.MAIL).select_for_update(of=("self",)))
    for letter in held:
        release_letter(by=by, letter=letter)
    return len(held)


@transaction.atomic
def cancel_letter(*, by, letter):
    """The letter will not leave; it stays readable."""
    letter = _open(letter, S.HELD, S.WAITING, S.FAILED)
    letter.state = S.CANCELLED
    mail.forget_links(letter)
    letter.save()
    journal.record("people.letter_cancelled", by=by, on=letter)
    return letter


@transaction.atomic
def edit_letter(*, by, letter, subject, body):
    """Change the words of a letter before it leaves; its links stay as they are, unseen."""
    letter = _open(letter, S.HELD, S.WAITING, S.FAILED)
    subject = " ".join(subject.split())
    if not subject or not body.strip():
        raise Refused(_("Une lettre a un objet et un texte."), field="body" if subject else "subject")
    whole = mail.unmasked(body.replace("\r\n", "\n").strip(), letter.body)
    if whole is None:
        raise Refused(_("Gardez dans le texte chaque adresse de lien telle qu’elle était, une seule fois."), field="body")
    mail.compose(letter, subject=subject[:200], body=whole, reason=letter.reason)
    journal.record("people.letter_edited", by=by, on=letter)
    return letter


@transaction.atomic
def mark_printed(*, by, letter):
    """A paper letter was printed and given; saying it twice is the same as once."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.channel != Letter.Channel.PAPER:
        raise Refused(_("Cette lettre part par courriel : il n’y a rien à imprimer."))
    if letter.state == S.HELD:
        letter.state, letter.sent_at = S.SENT, clock.now()
        letter.save(update_fields=["state", "sent_at"])
        journal.record("people.letter_printed", by=by, on=letter)
    return letter


@transaction.atomic
def mark_all_printed(*, by, letters):
    """These paper letters were printed and given. Returns how many were not yet."""
    waiting = [one for one in letters if one.channel == Letter.Channel.PAPER and one.state == S.HELD]
    for letter in waiting:
        mark_printed(by=by, letter=letter)
    return len(waiting)


@transaction.atomic
def record_bounce(*, letter=None, address="", words=""):
    """A mail came back: the letter says so, and the person's name comes up on the Monday list. Returns the Person."""
    if letter is not None and letter.state != S.BOUNCED:
        letter.state, letter.failure = S.BOUNCED, words[:300]
        letter.save(update_fields=["state", "failure"])
    address = (letter.to_address if letter is not None else address).strip().lower()
    person = Person.objects.filter(email=address).first() if address else None
    if person is not None and person.bounced_at is None:
        person.bounced_at = clock.now()
        person.save(update_fields=["bounced_at"])
        journal.record("people.mail_bounced", by=None, on=person, via="job")
    return person
