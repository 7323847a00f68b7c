"""manage.py mailtest: does mail leave?"""
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Send one mail now and say what the server answered."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, *, address, **options):
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}{' with TLS' if settings.EMAIL_USE_TLS else ''}"
        if settings.DEMO:
            raise CommandError("In the demo no mail leaves. Unset CHALANDISE_DEMO.")
        try:
            EmailMessage("Essai de Chalandise", "Ce courriel est bien arrivé : les lettres de la saison arriveront aussi.\n",
                         settings.DEFAULT_FROM_EMAIL, [address]).send()
        except (SMTPException, OSError) as error:
            raise CommandError(f"{where} refused: {error}. Check CHALANDISE_SMTP, CHALANDISE_SMTP_USER, "
                               "CHALANDISE_SMTP_PASSWORD, CHALANDISE_SMTP_TLS and CHALANDISE_FROM.") from error
        self.stdout.write(f"{where} took the mail for {address}, from {settings.DEFAULT_FROM_EMAIL}. Now look in that mailbox.")
