"""manage.py prune: forget now what is past its retention (the worker does it every day)."""
from django.core.management.base import BaseCommand

from chalandise.people.tasks import prune


class Command(BaseCommand):
    help = "Forget letters, links, jobs, sessions and files past their retention."

    def handle(self, **options):
        for name, count in prune().items():
            self.stdout.write(f"{name}: {count}")
