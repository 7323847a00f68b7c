"""An import of shops at 10,000 lines: seconds and memory of the check and of the writing, then of the same file again."""
import csv
import io
import random
import threading
import time

ROWS = 10_000
STREETS = ["rue Fondaudège", "avenue de la Libération", "cours Balguerie", "rue Judaïque", "place du Marché", "rue des Ayres", "quai des Chartrons"]
WORDS = ["Lune", "Comptoir", "Pin", "Garonne", "Ancre", "Miroir", "Cerise", "Lanterne", "Marée", "Olivier", "Velours", "Tilleul", "Atlas", "Cadran"]
TRADES = ["Boulangerie", "Coiffure", "Fleuriste", "Librairie", "Pressing", "Restaurant", "Épicerie", "Bijouterie"]


def make_file(rows=ROWS, seed=7):
    """Return a CSV of invented shops: one line in 25 repeats another, one in 30 has a wrong SIRET, one in 40 is elsewhere."""
    from stdnum import luhn
    chance, out = random.Random(seed), io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Enseigne", "SIRET", "Type", "Adresse", "Code postal", "Ville", "Téléphone", "Latitude", "Longitude"])
    kept = []
    for n in range(rows):
        siren = f"{10_000_000 + n:08d}"
        siren += luhn.calc_check_digit(siren)
        nic = f"{siren}0001"
        siret = nic + luhn.calc_check_digit(nic)
        trade = chance.choice(TRADES)
        line = [f"{trade} {chance.choice(WORDS)} {chance.choice(WORDS)}", siret if n % 30 else siret[:-1] + str((int(siret[-1]) + 1) % 10), trade,
                f"{chance.randint(1, 400)} {chance.choice(STREETS)}", "33000" if n % 40 else "75001", "Bordeaux" if n % 40 else "Paris",
                f"05 56 {n // 100 % 100:02d} {n % 100:02d} 00", f"{44.82 + chance.random() * 0.06:.6f}", f"{-0.61 + chance.random() * 0.05:.6f}"]
        if kept and n % 25 == 0:
            line = list(chance.choice(kept))
        kept.append(line)
        writer.writerow(line)
    return out.getvalue().encode("utf-8-sig")


class Watched:
    """Seconds and the highest resident memory inside a block, in MB above what it was before."""

    def __enter__(self):
        self.base, self.peak, self.over = resident(), 0, threading.Event()
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()
        self.start = time.perf_counter()
        return self

    def __exit__(self, *_problem):
        self.seconds = time.perf_counter() - self.start
        self.over.set()
        self.watcher.join()

    def _watch(self):
        while not self.over.wait(0.02):
            self.peak = max(self.peak, resident() - self.base)


def resident():
    """Return the resident memory of this process in MB (0 where /proc is not there)."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096 / 2**20
    except OSError:
        return 0


def run():
    """Print the seconds and memory of an import, for 1,000 then 10,000 lines: memory should hardly grow."""
    from django.core.management import call_command
    from django.db import connection
    call_command("migrate", verbosity=0)
    print(f"database: {connection.vendor}")
    for rows in (ROWS // 10, ROWS):
        one_size(rows)


def one_size(rows):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from chalandise.foundation import jobs
    from chalandise.shops.operations import ask_apply, confirm_mapping, open_import, undo_import
    from chalandise.shops.queries import counts_of
    from chalandise.territory.models import Territory
    from chalandise.territory.operations import load_demo_geography
    territory = Territory.objects.create(name=f"Essai {rows}", slug=f"essai-{rows}")
    load_demo_geography(territory=territory)
    data = make_file(rows)

    def check():
        batch = open_import(by=None, territory=territory, uploaded=SimpleUploadedFile("essai.csv", data))
        confirm_mapping(by=None, batch=batch, mapping=batch.mapping)
        jobs.run_waiting()
        return batch

    def write(batch):
        ask_apply(by=None, batch=batch)
        jobs.run_waiting()

    with Watched() as first:
        batch = check()
    said = {k: v for k, v in counts_of(batch).items() if v}
    with Watched() as writing:
        write(batch)
    with Watched() as again:
        second = check()
    with Watched() as undoing:
        undo_import(by=None, batch=batch)
    print(f"{rows:>6} lines ({len(data) / 2**20:.1f} MB): {said}; the same again: { {k: v for k, v in counts_of(second).items() if v} }")
    for name, seen in (("check", first), ("write", writing), ("check again", again), ("undo", undoing)):
        print(f"        {name:12} {seen.seconds:6.1f} s   + {max(0, seen.peak):5.0f} MB   {rows / seen.seconds:8.0f} lines a second")
