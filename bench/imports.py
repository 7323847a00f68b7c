"""An import of shops at 10,000 lines: time and memory of the check, of the writing, of the same file again, of the undo.

Beside it, in the same run: the same file through Python's csv and Django's bulk_create, which check, remember and undo
nothing. Goal: seconds for each step, and memory that does not grow with the file.
"""
import csv
import io
import random

from bench.measure import Watched

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


def run():
    """Print the cost of an import of 1,000 then 10,000 lines, and of a plain one; return whether the goals hold."""
    from django.core.management import call_command
    from django.db import connection
    call_command("migrate", verbosity=0)
    print(f"  {connection.vendor}")
    small, large = (one_size(rows) for rows in (ROWS // 10, ROWS))
    grown = max(large[step].peak - small[step].peak for step in STEPS)
    slowest = max(large[step].cpu for step in STEPS)
    kept = slowest <= SECONDS and grown <= MEGABYTES
    print(f"  {'PASS' if kept else 'FAIL'}: each step within {SECONDS} s of processor time (slowest {slowest:.1f}), memory within {MEGABYTES} MB "
          f"of that of a file ten times smaller ({max(0, grown):.0f})")
    ours = large["check"].cpu + large["write"].cpu
    print(f"  beside csv + bulk_create of the same file ({large['plain'].cpu:.1f} s, every line taken as it stands): "
          f"checked, compared, written and reversible, {ours / large['plain'].cpu:.1f} times its processor time")
    return kept


STEPS = ("check", "write", "check again", "undo")
SECONDS, MEGABYTES = 10, 30


def one_size(rows):
    """Return {step: Watched} of a file of so many lines in a territory of its own, and print them."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from chalandise.foundation import jobs
    from chalandise.shops.operations import ask_apply, confirm_mapping, open_import, undo_import
    from chalandise.shops.queries import counts_of
    from chalandise.territory.models import Territory
    from chalandise.territory.operations import load_demo_geography
    territory = Territory.objects.create(name=f"Essai {rows}", slug=f"essai-{rows}")
    load_demo_geography(territory=territory)
    data, seen = make_file(rows), {name: Watched() for name in (*STEPS, "plain")}

    def check():
        batch = open_import(by=None, territory=territory, uploaded=SimpleUploadedFile("essai.csv", data))
        confirm_mapping(by=None, batch=batch, mapping=batch.mapping)
        jobs.run_waiting()
        return batch

    with seen["check"]:
        batch = check()
    said = {k: v for k, v in counts_of(batch).items() if v}
    with seen["write"]:
        ask_apply(by=None, batch=batch)
        jobs.run_waiting()
    with seen["check again"]:
        second = check()
    with seen["undo"]:
        undo_import(by=None, batch=batch)
    with seen["plain"]:
        plain(data, Territory.objects.create(name=f"Simple {rows}", slug=f"simple-{rows}"))
    print(f"  {rows:>6} lines ({len(data) / 2**20:.1f} MB): {said}; the same again: { {k: v for k, v in counts_of(second).items() if v} }")
    for name, found in seen.items():
        print(f"         {name:12} {found.seconds:6.1f} s   {found.cpu:6.1f} s of processor   + {max(0, found.peak):4.0f} MB   "
              f"{rows / found.cpu:7.0f} lines a processor second")
    return seen


def plain(data, territory):
    """What a script does: read, make a shop of each line, write by thousands."""
    from django.utils import timezone

    from chalandise.shops.models import Shop
    now, taken, shops = timezone.now(), set(), []
    for line in csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"):
        number, _space, street = line["Adresse"].partition(" ")
        siret = line["SIRET"] if line["SIRET"] not in taken else None  # twice in the file: the database refuses the second
        taken.add(siret)
        shops.append(Shop(territory=territory, created_at=now, name=line["Enseigne"], siret=siret, number=number, street=street,
                          postcode=line["Code postal"], city=line["Ville"], phone=line["Téléphone"], lat=float(line["Latitude"]),
                          lon=float(line["Longitude"])))
    Shop.objects.bulk_create(shops, batch_size=1000)
