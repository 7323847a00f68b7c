"""manage.py backup: everything in one file."""
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chalandise.foundation import backup


class Command(BaseCommand):
    help = "Write the whole database and the files given by people into one ZIP, while the service runs."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)

    def handle(self, *, path, **options):
        if path.exists():
            raise CommandError(f"{path} is already there. Choose another name: a backup never overwrites one.")
        draft = path.with_name(path.name + ".part")
        try:
            counts = backup.write(draft)
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
        self.stdout.write(f"{path}: {sum(counts.values())} rows of {len(counts)} tables, {path.stat().st_size / 2**20:.1f} MB.")
