"""manage.py setup: open a first real territory, without the demo."""
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ValidationError

from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person, Role
from chalandise.people.operations import grant_role, issue_link
from chalandise.people.queries import holders
from chalandise.territory.models import Territory
from chalandise.territory.operations import found_territory

ASKED = {"territory": "Nom du territoire", "email": "Votre adresse e-mail", "given": "Votre prénom", "family": "Votre nom"}


class Command(BaseCommand):
    help = "Open a territory and its first responsible person; print the link by which they come in."

    def add_arguments(self, parser):
        parser.add_argument("--territory", help="its name, as people say it")
        parser.add_argument("--organiser", default="", help="who publishes and answers for it")
        parser.add_argument("--email", help="of the first responsible person, who also runs the service")
        parser.add_argument("--given", help="their given name")
        parser.add_argument("--family", help="their family name")
        parser.add_argument("--no-mail", action="store_true", help="do not send a test mail")

    def handle(self, *, no_mail, organiser, **options):
        if settings.DEMO:
            raise CommandError("This is the demo. Unset CHALANDISE_DEMO and use another database.")
        call_command("migrate", interactive=False, verbosity=0)
        asked = {name: self._ask(name, options[name]) for name in ASKED}
        try:
            territory, address = open_territory(organiser=organiser, **asked)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{territory} est ouvert. Entrez par ce lien, valable une heure, une seule fois :\n{address}")
        if not no_mail:
            try:
                call_command("mailtest", asked["email"], stdout=self.stdout)
            except CommandError as error:
                self.stderr.write(f"Le courriel d’essai n’est pas parti. {error}")

    def _ask(self, name, given):
        """Return an option, or what somebody types; the address is checked."""
        if not given and not sys.stdin.isatty():
            raise CommandError(f"--{name} is missing.")
        value = (given or input(f"{ASKED[name]} : ")).strip()
        if name == "email":
            try:
                validate_email(value)
            except ValidationError as error:
                raise CommandError(f"{value!r} is not an e-mail address.") from error
        if not value:
            raise CommandError(f"--{name} is empty.")
        return value


@transaction.atomic
def open_territory(*, territory, organiser, email, given, family):
    """Found a territory (or find it, run a second time by the same person) and return it with a link to come in."""
    person = Person.objects.filter(email=email.lower()).first() or Person.objects.create_user(
        email=email, given_name=given, family_name=family, is_superuser=True)
    held = person.roles.filter(kind=Role.Kind.ADMIN, until=None).values("scope_id")
    place = Territory.objects.filter(pk__in=held, name=territory).first() or _orphan(territory) or found_territory(
        by=person, name=territory, organiser=organiser, contact_email=email)
    grant_role(person=person, kind=Role.Kind.OPERATOR)
    grant_role(person=person, kind=Role.Kind.ADMIN, scope_id=place.pk)
    return place, issue_link(purpose="sign-in", person=person, minutes=60)


def _orphan(name):
    """Return the territory of this name that nobody can open any more, or None."""
    place = Territory.objects.filter(name=name).first()
    return place if place and not holders(Role.Kind.ADMIN, place.pk).filter(is_active=True).exists() else None
