"""Reports of mail that came back, as servers write them (RFC 3464)."""
from uuid import UUID

import pytest

from chalandise.foundation.bounces import Bounce, read

KEY = UUID("6b1ed0c5-0f0f-4a60-8a4e-1e0f5f3f6f11")
REPORT = """From: MAILER-DAEMON@mx.exemple.invalid
To: bonjour@chalandise.invalid
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

The mail did not arrive.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.exemple.invalid

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--B
Content-Type: {kind}

Message-ID: <{key}@chalandise.invalid>
Subject: Votre lien

--B--
"""


def report(address="Lila.Sarda@exemple.invalid", action="failed", status="5.1.1", kind="message/rfc822", key=KEY):
    return REPORT.format(address=address, action=action, status=status, kind=kind, key=key).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_failure_names_the_address_and_the_letter(kind):
    assert read(report(kind=kind)) == [Bounce("lila.sarda@exemple.invalid", KEY, "5.1.1 smtp; 550 5.1.1 no such user")]


@pytest.mark.parametrize("more", [{"action": "delayed"}, {"status": "4.2.2"}, {"action": "delivered", "status": "2.0.0"},
                                  {"address": "nobody"}])
def test_what_is_not_a_lasting_failure_is_left_alone(more):
    assert read(report(**more)) == []


def test_an_ordinary_message_or_rubbish_is_no_report():
    assert read(b"From: a@b.invalid\r\nSubject: Bonjour\r\n\r\nMerci !") == []
    assert read(b"\x00\xff\xfe") == []


def test_a_message_of_somebody_else_gives_the_address_only():
    assert read(report(key="123")) == [Bounce("lila.sarda@exemple.invalid", None, "5.1.1 smtp; 550 5.1.1 no such user")]
