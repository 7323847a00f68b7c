"""manage.py restore: bring a backup back."""
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chalandise.foundation import backup


class Command(BaseCommand):
    help = "Bring a backup back, on SQLite or PostgreSQL, and check that every row is there."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace what the database holds")

    def handle(self, *, path, yes, **options):
        try:
            manifest = backup.look(path)
            if not yes and not backup.is_empty():
                raise CommandError("This database is not empty: everything in it would be replaced. Add --yes if you mean it.")
            counts = backup.read(path)
        except backup.Unfit as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{sum(counts.values())} rows of {len(counts)} tables are back, as they were on {manifest['made_at'][:16]}; "
                          f"{manifest['files']} files. Counts agree.")
