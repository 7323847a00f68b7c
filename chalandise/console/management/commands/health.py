"""manage.py health: is the service well?"""
import json
import sys

from django.core.management.base import BaseCommand

from chalandise.foundation.health import look


class Command(BaseCommand):
    help = "Print the health of the service as JSON; exit with 1 when something is to be done."

    def handle(self, **options):
        facts = look()
        well = all(fact.well for fact in facts)
        self.stdout.write(json.dumps({"well": well, **{f.name: {"well": f.well, "seen": f.seen, **({} if f.well else {"hint": str(f.hint)})}
                                                      for f in facts}}, ensure_ascii=False, indent=1))
        if not well:
            sys.exit(1)
