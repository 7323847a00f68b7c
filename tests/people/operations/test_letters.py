"""The outbox: read, corrected, released, cancelled, printed; and what comes back."""
import pytest

from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people import mails
from chalandise.people.operations import (
    cancel_letter,
    edit_letter,
    issue_link,
    mark_printed,
    record_bounce,
    release_letter,
)


def letter_to(person, state="held"):
    letter = mails.fresh_link(person=person, address=issue_link(purpose="x", person=person))
    Letter.objects.filter(pk=letter.pk).update(state=state)
    letter.refresh_from_db()
    return letter


def test_a_held_letter_is_released_once(cast):
    letter = release_letter(by=cast.rose, letter=letter_to(cast.lila))
    assert letter.state == "waiting"
    Letter.objects.update(state="sent")
    with pytest.raises(Refused, match="déjà partie"):
        release_letter(by=cast.rose, letter=letter)


def test_a_cancelled_letter_forgets_its_link(cast):
    letter = cancel_letter(by=cast.rose, letter=letter_to(cast.lila))
    assert (letter.state, "/l/lien-1/" in letter.text) == ("cancelled", True)


def test_a_letter_is_corrected_in_its_three_forms_and_keeps_its_link(cast):
    letter = letter_to(cast.lila)
    from chalandise.foundation.mail import masked
    link = letter.body.split("/l/")[1].split("/")[0]
    edited = edit_letter(by=cast.rose, letter=letter, subject=" Un  lien ", body=masked(letter.body).replace("Bonjour", "Chère"))
    assert edited.subject == "Un lien"
    assert [link in form and "Chère Lila" in form for form in (edited.body, edited.text, edited.html)] == [True] * 3


@pytest.mark.parametrize(("subject", "body", "field"), [("", "texte", "subject"), ("Objet", " ", "body"), ("Objet", "sans lien", "body")])
def test_a_letter_without_subject_text_or_link_is_refused(cast, subject, body, field):
    with pytest.raises(Refused) as refused:
        edit_letter(by=cast.rose, letter=letter_to(cast.lila), subject=subject, body=body)
    assert refused.value.field == field


def test_a_paper_letter_is_printed_not_sent(cast):
    letter = letter_to(cast.bruno)
    with pytest.raises(Refused, match="imprimez"):
        release_letter(by=cast.rose, letter=letter)
    assert mark_printed(by=cast.rose, letter=letter).state == "sent"
    assert mark_printed(by=cast.rose, letter=letter).state == "sent"
    with pytest.raises(Refused):
        mark_printed(by=cast.rose, letter=letter_to(cast.lila))


def test_a_bounce_is_written_on_the_letter_and_on_the_person(cast):
    letter = letter_to(cast.lila, "sent")
    person = record_bounce(letter=letter, words="550 no such mailbox")
    assert (person, person.bounced_at is None, letter.state) == (cast.lila, False, "bounced")
    assert record_bounce(address="LILA.sarda@exemple.invalid").bounced_at == person.bounced_at
    assert record_bounce(address="inconnu@exemple.invalid") is None
