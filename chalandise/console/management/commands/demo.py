"""manage.py demo: play the demo season into an empty database, or say who can sign in."""
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation


class Command(BaseCommand):
    help = "Play the demo season (demo mode only)."

    def add_arguments(self, parser):
        parser.add_argument("--at", default="2017-11-20")
        parser.add_argument("--seed", type=int, default=2017)
        parser.add_argument("--who", action="store_true", help="say who can sign in, and stop")

    def handle(self, *, at, seed, who, **options):
        if not settings.DEMO:
            raise CommandError("Only in demo mode (CHALANDISE_DEMO=1): this writes invented people.")
        if who:
            return self.say_who()
        return self.play(at, seed)

    def play(self, at, seed):
        from chalandise.console.demo.build import build  # noqa: PLC0415  (heavy)
        from chalandise.console.demo.stage import parse_day  # noqa: PLC0415  (heavy)
        from chalandise.territory.models import Territory  # noqa: PLC0415  (heavy)
        try:
            until = parse_day(at)
        except ValueError as wrong:
            raise CommandError(str(wrong)) from None
        if Territory.objects.exists():
            raise CommandError("This database holds a territory already; the demo is built in an empty one.")
        with translation.override("fr"):
            _stage, played = build(until=until, seed=seed, say=lambda moment, n: self.stdout.write(f"  {moment:%d %b %Y}: {n} events"))
        self.stdout.write(f"  {played} events played up to {until}.")

    def say_who(self):
        from chalandise.people.queries import demo_personas  # noqa: PLC0415  (heavy)
        for persona in demo_personas():
            self.stdout.write(f"  {persona.person.full_name:22} {persona.sentence}")
