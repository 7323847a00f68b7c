"""A till's file of 1,000,000 tickets read by its job: memory that does not grow with the file, lines a second, progress told.

Beside it, in the same run: the same file read whole by pandas and grouped by day, which checks, names and remembers nothing.
"""
import gc
import random
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from bench.measure import Watched

LINES, MEGABYTES, A_SECOND = 1_000_000, 30, 100_000


def make_file(path, lines, seed=7):
    """Write so many tickets of 600 opening days: French dates and numbers, one in 20,000 unreadable, one in 400 a refund."""
    chance, first = random.Random(seed), date(2015, 9, 1)
    opened = [d for n in range(720) if (d := first + timedelta(days=n)).weekday() != 6][:600]
    with Path(path).open("w", encoding="cp1252", newline="") as file:
        file.write("N° ticket;Date;Heure;Vendeur;Mode de règlement;Total TTC\r\n")
        for n in range(lines):
            day = opened[n * len(opened) // lines]
            cents = chance.randrange(250, 9000) * (-1 if n % 400 == 7 else 1)
            said = "erreur" if n % 20_000 == 11 else f"{cents / 100:.2f}".replace(".", ",")
            file.write(f"{100_000 + n};{day:%d/%m/%Y};{9 + n % 10}:{n % 60:02d};LS;{('CB', 'Espèces')[n % 3 == 0]};{said}\r\n")


def run():
    """Print the cost of a file of a tenth and of a whole million; return whether the goals hold."""
    from django.core.management import call_command
    from django.db import connection
    call_command("migrate", verbosity=0)
    print(f"  {connection.vendor}")
    one_size(2000)  # what is imported once is not counted
    small, large = one_size(LINES // 10), one_size(LINES)
    grown, speed = large.peak - small.peak, LINES / large.cpu
    kept = grown <= MEGABYTES and speed >= A_SECOND
    print(f"  {'PASS' if kept else 'FAIL'}: {speed:,.0f} lines a processor second (goal {A_SECOND:,}); memory + {max(0, large.peak):.0f} MB for a million lines, "
          f"+ {max(0, small.peak):.0f} MB for a tenth (goal: within {MEGABYTES} MB of each other)")
    return kept


def one_size(lines):
    """Return the Watched of the job that reads so many lines, and print it with its progress and what pandas needs."""
    from django.core.files import File

    from chalandise.foundation import clock, jobs
    from chalandise.foundation.models import Job, StoredFile
    from chalandise.impact.models import TakingsFile
    from chalandise.impact.operations import agree, confirm_columns
    from chalandise.impact.operations.files import _look
    from chalandise.people.models import Person, Role
    from chalandise.people.operations import grant_role
    from chalandise.shops.models import Shop
    from chalandise.territory.models import Territory
    territory = Territory.objects.create(name=f"Essai {lines}", slug=f"caisse-{lines}")
    shop = Shop.objects.create(territory=territory, name="Essai", created_at=clock.now())
    person = Person.objects.create_user(email=f"essai-{lines}@exemple.invalid", given_name="Ada", family_name="Essai")
    grant_role(person=person, kind=Role.Kind.MERCHANT, scope_id=shop.pk)
    agree(by=person, shop=shop)
    with NamedTemporaryFile(suffix=".csv") as made:
        make_file(made.name, lines)
        with Path(made.name).open("rb") as opened:
            stored = StoredFile(name="caisse.csv", kind="table", media_type="text/csv", size=Path(made.name).stat().st_size, sha256=str(lines).zfill(64),
                                given_at=clock.now())
            stored.file.save("caisse.csv", File(opened), save=False)
            stored.save()
        file = TakingsFile(shop=shop, by=person, stored=stored, name="caisse.csv", sha256=stored.sha256, created_at=clock.now())
        _look(file)
        file.save()
        confirm_columns(by=person, file=file, mapping=file.mapping)
        gc.collect()
        with Watched() as seen:
            jobs.run_waiting()
        file.refresh_from_db()
        told = Job.objects.get(pk=file.job)
        print(f"  {lines:>9,} lines ({stored.size / 2**20:.0f} MB): {seen.seconds:5.1f} s, {seen.cpu:5.1f} s of processor, + {max(0, seen.peak):3.0f} MB, "
              f"{lines / seen.seconds:9,.0f} lines a second; {told.done:,} of {told.total:,} told; {file.counts['opened']} days, "
              f"{file.counts['closed']} closed, {file.counts['errors']} lines left out, {file.counts['doubts']} in doubt")
        beside(made.name, lines)
    return seen


def beside(path, lines):
    """Print what reading the file whole costs."""
    import pandas
    with Watched() as seen:
        start = time.perf_counter()
        table = pandas.read_csv(path, sep=";", encoding="cp1252", dtype=str)
        amounts = pandas.to_numeric(table["Total TTC"].str.replace(",", "."), errors="coerce")
        amounts.groupby(pandas.to_datetime(table["Date"], format="%d/%m/%Y")).sum()
        seconds = time.perf_counter() - start
    print(f"            beside, pandas reads it whole and groups it by day: {seconds:5.1f} s, + {max(0, seen.peak):.0f} MB, nothing checked "
          f"({lines / seconds:,.0f} lines a second)")
