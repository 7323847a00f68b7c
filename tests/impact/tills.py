"""Files as tills, terminals, banks and web shops export them, written here from the shapes that they have; and how they come in."""
import csv
import io
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.computing.takings import days
from chalandise.foundation import jobs
from chalandise.impact.operations import agree, confirm_columns, open_file, write_file

FIRST, LAST = date(2016, 9, 1), date(2017, 8, 31)
TIMES = (6, 5, 6, 7, 9, 14, 0)  # a week of a shop closed on Sunday


def cents_of(day):
    """What the shop of these files took on a day: closed on Sundays and three weeks in August."""
    if date(2017, 8, 7) <= day <= date(2017, 8, 27) or not TIMES[day.weekday()]:
        return 0
    return 4317 * TIMES[day.weekday()] + 89 * (day.toordinal() % 13)


OPEN = {day: cents for day in days(FIRST, LAST) if (cents := cents_of(day))}


def euros(cents, sign=","):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}{sign}{abs(cents) % 100:02d}"


def table(lines, separator=";"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(lines)
    return out.getvalue()


def day_totals(amounts=OPEN, **changed):
    """A till's journal of closings: a title above, French numbers with a group of thousands, a total below, in cp1252."""
    lines = [["Caisse Étoile – Récapitulatif"], [], ["Date", "Nb tickets", "CA HT (€)", "CA TTC (€)"]]
    for day, cents in amounts.items():
        said = changed.get(day.isoformat(), f"{cents // 100:,}".replace(",", " ") + f",{cents % 100:02d}")
        lines.append([f"{day:%d/%m/%Y}", cents // 1500 + 1, euros(cents * 10 // 12), said])
    lines.append(["Total général", "", "", euros(sum(amounts.values()))])
    return table(lines).encode("cp1252")


def split(cents):
    """Three tickets that make a day."""
    return [cents // 3, cents // 3, cents - 2 * (cents // 3)]


def tickets(amounts=OPEN, repeated=()):
    """One line a ticket, with its time and how it was paid; the tickets of the `repeated` days stand twice."""
    lines, number = [["N° ticket", "Date", "Heure", "Vendeur", "Mode de règlement", "Total TTC"]], 1000
    for day, cents in amounts.items():
        block = []
        for n, part in enumerate(split(cents)):
            number += 1
            block.append([number, f"{day:%d/%m/%Y}", f"{9 + 3 * n}:1{n}", "LS", ("CB", "Espèces")[n % 2], euros(part)])
        lines += block + (block if day in repeated else [])
    return table(lines).encode("utf-8-sig")


def items(amounts=OPEN):
    """Several lines a ticket, with what was sold."""
    lines, number = [["Ticket", "Horodatage", "Article", "Qté", "Montant"]], 500
    for day, cents in amounts.items():
        number += 1
        lines += [[number, f"{day} 1{n}:05:3{n}", ("Soin", "Crème", "Crème")[n], 1, euros(part, ".")] for n, part in enumerate(split(cents))]
    return table(lines, ",").encode()


def terminal(amounts=OPEN):
    """A card terminal's history in UTC, newest first, with a refund and a refusal a month."""
    lines = []
    for day, cents in amounts.items():
        lines.append([f"{day}T10:20:00Z", "Paiement", euros(cents, "."), "EUR", "Accepté"])
        if day.day == 10:
            lines.append([f"{day}T11:20:00Z", "Remboursement", "15.00", "EUR", "Accepté"])
            lines.append([f"{day}T12:20:00Z", "Paiement", "80.00", "EUR", "Refusé"])
    return table([["Date de transaction", "Type", "Montant", "Devise", "Statut"], *reversed(lines)], ",").encode()


def bank(amounts=OPEN):
    """A bank statement: debits and credits in two columns."""
    lines = [["Date", "Libellé", "Débit euros", "Crédit euros"]]
    for day, cents in amounts.items():
        lines.append([f"{day:%d/%m/%y}", "REMISE CB", "", euros(cents)])
        if day.day == 5:
            lines.append([f"{day:%d/%m/%y}", "LOYER", euros(90000), ""])
    return table(lines).encode("cp1252")


def web_shop(amounts=OPEN):
    """A web shop's orders: zone in the date, a total on the first line of an order only, refunds in a column, voided orders."""
    lines = [["Name", "Financial Status", "Created at", "Currency", "Subtotal", "Total", "Refunded Amount", "Lineitem name"]]
    for number, (day, cents) in enumerate(amounts.items(), 1):
        back = 500 if day.day == 1 else 0
        lines.append([f"#{number}", "paid", f"{day} 20:30:00 +0100", "EUR", euros(cents * 10 // 12, "."), euros(cents + back, "."), euros(back, "."), "Soin"])
        lines.append([f"#{number}", "", f"{day} 20:30:00 +0100", "", "", "", "", "Crème"])
        if day.day == 3:
            lines.append([f"#{number}V", "voided", f"{day} 20:40:00 +0100", "EUR", "10.00", "12.00", "0.00", "Soin"])
    return table(lines, ",").encode()


def monthly_workbook(months):
    """A spreadsheet kept by hand: one line a month, in words."""
    from openpyxl import Workbook
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Mois", "Recettes TTC"])
    for said, amount in months:
        book.active.append([said, amount])
    book.save(out)
    return out.getvalue()


# --- how they come in --------------------------------------------------------------------------------------------------

def agreed(cast):
    """Lila agrees that the takings of Institut Lys are kept."""
    cast.pairing, cast.lila  # noqa: B018
    return agree(by=cast.lila, shop=cast.lys)


def given(cast, data, *, name="caisse.csv", by=None, shop=None):
    return open_file(by=by or cast.lila, shop=shop or cast.lys, uploaded=SimpleUploadedFile(name, data))


def read(cast, data, *, by=None, mapping=None, **words):
    """Give a file, confirm its columns as guessed, let the job read it; returns the file as it is then."""
    file = given(cast, data, by=by)
    assert file.state == "read", file.failure
    confirm_columns(by=by or cast.lila, file=file, mapping={**file.mapping, **(mapping or {})}, **words)
    jobs.run_waiting()
    file.refresh_from_db()
    return file


def written(cast, data, **words):
    file = read(cast, data, **words)
    return write_file(by=cast.lila, file=file)


def a_week(first, **amounts):
    """{day: cents} of seven days."""
    return {first + timedelta(days=n): amounts.get("cents", 10_000) for n in range(7)}
