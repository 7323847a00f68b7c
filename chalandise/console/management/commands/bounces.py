"""manage.py bounces: read the mail that came back."""
import mailbox
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chalandise.foundation import bounces
from chalandise.foundation.models import Letter
from chalandise.people.operations import record_bounce


class Command(BaseCommand):
    help = "Read delivery failures from a mailbox file (mbox), or one message from standard input, and mark who was not reached."

    def add_arguments(self, parser):
        parser.add_argument("path", nargs="?", type=Path, help="mbox file; standard input when left out")

    def handle(self, *, path, **options):
        if path is not None and not path.is_file():
            raise CommandError(f"{path} is not there.")
        messages = ((m.as_bytes() for m in mailbox.mbox(path, create=False)) if path else [sys.stdin.buffer.read()])
        found = [bounce for source in messages for bounce in bounces.read(source)]
        reached = 0
        for bounce in found:
            letter = Letter.objects.filter(key=bounce.letter_key, to_address=bounce.address).first() if bounce.letter_key else None
            reached += record_bounce(letter=letter, address=bounce.address, words=bounce.words) is not None
        self.stdout.write(f"{len(found)} failures read, {reached} people marked.")
