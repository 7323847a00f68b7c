"""manage.py reindex: read the whole catalogue again for the search, after an update that changed the synonyms."""
from django.core.management.base import BaseCommand

from chalandise.catalogue.operations.index import rebuild_index


class Command(BaseCommand):
    help = "Read the whole catalogue again for the search."

    def handle(self, **options):
        self.stdout.write(f"solutions: {rebuild_index()}")
