"""How django-allauth behaves here: no password, no open door, one mail that holds a code and a link."""
import logging
import secrets
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives

from chalandise.people.mails import sign_in_code, unknown_address
from chalandise.people.models import Person
from chalandise.people.operations import issue_link

log = logging.getLogger("chalandise.sign_in")


class Account(DefaultAccountAdapter):
    """Accounts are made by invitations and applications; a mailed code, or the link beside it, opens the door."""

    def is_open_for_signup(self, request):
        return False

    def generate_login_code(self):
        return f"{secrets.randbelow(10**6):06}"

    def get_login_stages(self):
        # A passkey is a shortcut, not a second lock: who loses the phone still comes in by mail.
        return [stage for stage in super().get_login_stages() if not stage.startswith("allauth.mfa.")]

    def is_reauthentication_required(self, **kwargs):
        return False

    def get_login_redirect_url(self, request):
        return settings.LOGIN_REDIRECT_URL

    def post_login(self, request, user, **kwargs):
        return speak(super().post_login(request, user, **kwargs), user)

    def add_message(self, request, level, *words, **more):
        if level == messages.ERROR or more.get("message"):  # its other messages repeat what the page says
            super().add_message(request, level, *words, **more)

    def send_mail(self, template_prefix, email, context):
        """Send at once, outside the outbox: a code is not kept. Whether the address is known changes nothing to see."""
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        person = Person.objects.filter(email=email.lower(), is_active=True).first()
        if template_prefix == "account/email/login_code" and person is not None:
            address = issue_link(purpose="sign-in", person=person, minutes=minutes)
            parts = sign_in_code(person=person, code=context["code"], address=address, minutes=minutes)
        elif template_prefix == "account/email/unknown_account":
            parts = unknown_address(email=email)
        else:
            return
        post(email, *parts)


def post(address, subject, text, html):
    """Send one mail now; a server that fails is written in the log, and the person sees the same page."""
    message = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [address],
                                     headers={"Auto-Submitted": "auto-generated"})
    message.attach_alternative(html, "text/html")
    try:
        message.send()
    except (SMTPException, OSError):
        log.exception("The sign-in mail did not leave")


def speak(response, person):
    """Answer in the language of the person who just came in."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, person.language, max_age=settings.SESSION_COOKIE_AGE,
                        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response
