"""Letters: written once, read before they leave, sent to a real server, given up or tried again."""
import email
import email.policy
import socket
from datetime import date, timedelta

import pytest
from aiosmtpd.controller import Controller

from chalandise.foundation import clock, mail
from chalandise.foundation.models import Letter
from chalandise.people import mails
from chalandise.people.operations import issue_link

ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


class Postbox:
    """A real SMTP server that keeps what it receives and refuses whom it does not know."""

    def __init__(self):
        self.received, self.unknown, self.busy = [], set(), False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.busy:
            return "450 come back later"
        if address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.received.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def postbox(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


def letter_to(person, **more):
    address = issue_link(purpose="sign-in", person=person)
    letter = mails.fresh_link(person=person, address=address)
    Letter.objects.filter(pk=letter.pk).update(**more)
    letter.refresh_from_db()
    return letter


def state(letter):
    letter.refresh_from_db()
    return letter.state


def test_a_letter_leaves_in_text_in_html_and_with_its_calendar(cast, postbox):
    letter = letter_to(cast.lila, attachments=[{"name": "visite.ics", "type": "text/calendar; method=REQUEST", "content": ICS}])
    assert mail.deliver_due().sent == 1
    (got,) = postbox.received
    assert (got["To"], got["Subject"]) == ("lila.sarda@exemple.invalid", "Votre nouveau lien")
    assert got["Message-ID"] == f"<{letter.key}@chalandise.invalid>"
    assert got["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in got.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "text/calendar"]
    assert [p.get_param("method") for p in got.walk() if p.get_content_type() == "text/calendar"] == ["REQUEST", "REQUEST"]
    assert "Bonjour Lila," in got.get_body(("plain",)).get_content()
    assert "/l/" in got.get_body(("html",)).get_content()
    assert state(letter) == "sent"
    assert mail.deliver_due().sent == 0


def test_a_letter_that_left_no_longer_holds_the_key_it_carried(cast, postbox):
    letter = letter_to(cast.lila)
    mail.deliver_due()
    letter.refresh_from_db()
    assert "/l/lien-1/" in letter.text
    assert "/l/lien-1/" in letter.html
    assert "/l/lien-1/" in letter.body
    assert "/l/lien-1/" not in postbox.received[0].get_body(("plain",)).get_content()


def test_a_letter_waits_for_its_moment_and_a_held_one_for_somebody(cast, postbox):
    later = letter_to(cast.lila, send_after=clock.now() + timedelta(hours=1))
    held = letter_to(cast.karim, state="held")
    assert mail.deliver_due().sent == 0
    with clock.at(clock.now() + timedelta(hours=2)):
        assert mail.deliver_due().sent == 1
    assert (state(later), state(held)) == ("sent", "held")


def test_who_has_no_address_gets_paper_and_nothing_leaves(cast, postbox):
    letter = letter_to(cast.bruno)
    assert (letter.channel, letter.state) == ("paper", "held")
    assert mail.deliver_due().sent == 0


def test_an_unknown_mailbox_is_said_at_once(cast, postbox):
    postbox.unknown.add("lila.sarda@exemple.invalid")
    letter, other = letter_to(cast.lila), letter_to(cast.karim)
    done = mail.deliver_due()
    assert (done.sent, done.refused) == (1, [letter])
    assert (state(letter), state(other)) == ("bounced", "sent")
    assert "550" in letter.failure


def test_a_busy_server_is_tried_again_later_and_in_the_end_given_up(cast, postbox):
    postbox.busy = True
    letter, start = letter_to(cast.lila), clock.now()
    waits = []
    for _try in range(mail.TRIES):
        letter.refresh_from_db()
        with clock.at(letter.send_after):
            mail.deliver_due()
            waits.append(round((Letter.objects.get(pk=letter.pk).send_after - clock.now()).total_seconds() / 60))
    assert waits[:4] == [1, 5, 30, 120]
    assert state(letter) == "failed"
    assert letter.written_at == start


def test_a_server_that_does_not_answer_loses_nothing(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
    letter = letter_to(cast.lila)
    assert mail.deliver_due().later == 1
    assert (state(letter), letter.attempts) == ("waiting", 1)


def test_two_workers_do_not_send_the_same_letter(cast):
    letter = letter_to(cast.lila)
    stale = Letter.objects.get(pk=letter.pk)
    assert (mail._claim(letter), mail._claim(stale)) == (True, False)


def test_in_the_demo_nothing_leaves_and_the_links_can_be_tried(cast, postbox, settings):
    settings.DEMO = True
    letter = letter_to(cast.lila)
    assert mail.deliver_due().sent == 1
    assert postbox.received == []
    assert state(letter) == "sent"
    assert "/l/lien-1/" not in letter.text


def test_the_same_reason_writes_once(cast):
    address = issue_link(purpose="sign-in", person=cast.lila)
    write = lambda: mail.write("people/mails/fresh_link", to=cast.lila, purpose="x", once="a", context={"address": address})  # noqa: E731
    assert write() == write()
    assert Letter.objects.count() == 1


def test_a_name_says_what_it_says_and_nothing_more(cast):
    cast.lila.given_name = "L’[Élue](https://mechant.invalid/) d'<b>Or"
    letter = letter_to(cast.lila)
    assert 'href="https://mechant' not in letter.html
    assert "<b>" not in letter.html
    assert "d'<b>Or" in letter.text
    assert letter.html.count('class="btn"') == 1


def test_links_are_hidden_from_who_edits_and_put_back(cast):
    letter = letter_to(cast.lila)
    seen = mail.masked(letter.body)
    assert mail.unmasked(seen.replace("Bonjour", "Chère"), letter.body) == letter.body.replace("Bonjour", "Chère")
    assert mail.unmasked(seen.replace("/l/lien-1/", ""), letter.body) is None
    assert mail.unmasked(seen + " /l/lien-1/", letter.body) is None
    assert mail.unmasked(letter.body, letter.body) is None


@pytest.mark.parametrize(("day", "hour", "leaves"), [
    (date(2017, 11, 20), 10, True), (date(2017, 11, 20), 7, False), (date(2017, 11, 20), 19, False), (date(2017, 11, 18), 10, False),
    (date(2017, 11, 19), 10, False), (date(2018, 5, 8), 10, False), (date(2018, 3, 26), 8, True), (date(2017, 10, 30), 8, True)])
def test_a_reminder_waits_for_working_hours_an_answer_does_not(cast, day, hour, leaves):
    with clock.at(clock.local(day, hour)):
        letters = [mail.write("people/mails/fresh_link", to=cast.lila, purpose="x", by_day=by_day, context={"address": "x"})
                   for by_day in (True, False)]
        mail.deliver_due()
    for letter in letters:
        letter.refresh_from_db()
    assert [x.state for x in letters] == ["sent" if leaves else "waiting", "sent"]


def test_many_letters_are_put_in_the_outbox_at_once(cast, django_assert_num_queries):
    drafts = [mail.draft("people/mails/fresh_link", to=cast.lila, purpose="x", context={"address": "x"}) for _ in range(3)]
    with django_assert_num_queries(1):
        mail.write_all(drafts)
    assert all(x.pk for x in drafts)
