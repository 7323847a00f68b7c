"""What we write to people about their account."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chalandise.foundation import mail


def _reason_account():
    return _("Vous recevez ce message parce que quelqu’un, sans doute vous, l’a demandé sur Chalandise.")


def fresh_link(*, person, address):
    return mail.write("people/mails/fresh_link", to=person, purpose="people.fresh_link", context={"address": address},
                      reason=_reason_account())


def invitation(*, person, by, place, role, address, scope):
    """Tell somebody that a colleague made them a member of the team."""
    return mail.write("people/mails/invitation", to=person, purpose="people.invitation", scope=scope,
                      context={"by": by, "place": place, "role": role, "address": address},
                      reason=_("%(name)s vous a inscrit dans l’équipe de %(place)s.") % {"name": by.full_name, "place": place})


def cover(*, person, by, place, since, until, scope):
    return mail.write("people/mails/cover", to=person, purpose="people.cover", scope=scope,
                      context={"by": by, "place": place, "since": since, "until": until},
                      reason=_("%(name)s vous confie la saison pendant son absence.") % {"name": by.full_name})


def erased(*, person, kept):
    """Say goodbye before the address is forgotten."""
    return mail.write("people/mails/erased", to=person, purpose="people.erased", context={"kept": kept},
                      reason=_reason_account())


def sign_in_code(*, person, code, address, minutes):
    """Return (subject, text, html) of the sign-in mail: it leaves at once and is not kept in the outbox."""
    return mail.render("people/mails/sign_in", to=person, reason=_reason_account(),
                       context={"code": code, "address": address, "minutes": minutes})


def unknown_address(*, email):
    """Return (subject, text, html) for somebody who asked to come in with an address that nobody has."""
    return mail.render("people/mails/unknown_address", to=Somebody(email), reason=_reason_account(), context={"email": email})


@dataclass(frozen=True)
class Somebody:
    """An address without a person behind it."""

    email: str
    full_name: str = ""
    language: str = "fr"
