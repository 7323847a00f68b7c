"""Files as real programs write them, kept word for word in this page: what is guessed, what is counted, what is left out and why.

Each keeps the traps of its kind: lines above the header, an order's total on each of its lines, fees and payouts, a footer, merged cells.
"""
import io
from datetime import date
from decimal import Decimal

import pytest

from chalandise.foundation import clock
from chalandise.impact.queries.takings import present
from tests.impact.tills import agreed, given, read, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _agreed(cast):
    agreed(cast)


def days_of(cast, channel="all"):
    return {t.start.day: t.amount for t in present(cast.lys).filter(channel=channel, grain="day", closed=False)}


def said(file):
    return file.counts["lines"], file.counts["errors"], file.counts["said"]


TERMINAL = """\
Relevé des transactions\tInstitut Lys
Période\t01/09/2017 - 04/09/2017

Date\tHeure\tN° transaction\tType\tCarte\tMontant brut\tCommission\tMontant net\tDevise\tStatut
04/09/2017\t18:02:11\tT-1009\tPaiement\tVISA\t42,00 €\t0,74 €\t41,26 €\tEUR\tAccepté
04/09/2017\t10:15:40\tT-1008\tPaiement\tMASTERCARD\t18,50 €\t0,32 €\t18,18 €\tEUR\tRefusé
02/09/2017\t17:30:00\tT-1007\tRemboursement\tVISA\t-35,00 €\t0,00 €\t-35,00 €\tEUR\tAccepté
02/09/2017\t11:05:13\tT-1006\tPaiement\tCB\t1 120,00 €\t19,60 €\t1 100,40 €\tEUR\tAccepté
01/09/2017\t15:44:09\tT-1005\tPaiement\tCB\t64,90 €\t1,14 €\t63,76 €\tEUR\tAccepté
01/09/2017\t09:31:52\tT-1004\tPaiement\tVISA\t35,00 €\t0,61 €\t34,39 €\tEUR\tAccepté
"""


def test_a_card_terminal(cast):
    """UTF-16 with tabs, newest first, three lines above the header, a refusal, a refund already negative, commissions that are no takings."""
    file = written(cast, TERMINAL.encode("utf-16"), channel="card", mapping={"kind": "Statut"})
    assert file.mapping["amount"] == "Montant brut"
    assert days_of(cast, "card") == {1: Decimal("99.90"), 2: 1085, 4: 42}
    assert said(file) == (6, 0, {"void": 1})
    assert file.counts["refunds"] == 1


BANK = """\
Compte courant professionnel;FR76 XXXX
Solde au 04/10/2017;3 210,55 EUR

Date opération;Date valeur;Libellé;Débit euros;Crédit euros
02/10/2017;02/10/2017;REMISE CB 4471;;412,80
02/10/2017;02/10/2017;PRLV LOYER;-900,00;
03/10/2017;03/10/2017;REMISE CHEQUES 12;;1 058,20
03/10/2017;03/10/2017;COM CB;-6,61;
03/10/2017;04/10/2017;VIREMENT BOUTIQUE EN LIGNE;;88,00
04/10/2017;04/10/2017;VERSEMENT ESPECES;;250,00
Total des mouvements;;;-906,61;1 809,00
"""


def test_a_bank_statement(cast):
    """Debits in a column of their own, already negative; the balance above, the totals below."""
    file = written(cast, BANK.encode("cp1252"), channel="bank")
    assert {f: c for f, c in file.mapping.items() if f in ("date", "credit", "debit")} == {
        "date": "Date opération", "credit": "Crédit euros", "debit": "Débit euros"}
    assert days_of(cast, "bank") == {2: Decimal("412.80"), 3: Decimal("1146.20"), 4: 250}
    assert said(file) == (7, 0, {"debit": 2, "total": 1})


ORDERS = """\
Numéro de commande,Statut de la commande,Date de commande,Montant total de la commande,Nom de l'article,Quantité,Prix de l'article,Montant remboursé
1041,Terminée,2017-10-02 09:12:44,61.00,Savon à barbe,2,12.00,0.00
1041,Terminée,2017-10-02 09:12:44,61.00,Coffret,1,37.00,0.00
1042,Annulée,2017-10-02 10:00:01,20.00,Savon,1,20.00,0.00
1043,Terminée,2017-10-03 21:40:10,37.00,Coffret,1,37.00,37.00
1044,Terminée,2017-10-03 22:15:00,24.00,Savon à barbe,2,12.00,0.00
1044,Terminée,2017-10-03 22:15:00,24.00,Échantillon,1,0.00,0.00
1045,En attente,2017-10-04 08:01:00,80.00,Soin,1,80.00,0.00
"""


def test_a_web_shop_that_writes_the_total_of_an_order_on_each_of_its_lines(cast):
    file = written(cast, ORDERS.encode(), channel="web")
    assert {f: c for f, c in file.mapping.items() if f in ("date", "amount", "ticket", "refund")} == {
        "date": "Date de commande", "amount": "Montant total de la commande", "ticket": "Numéro de commande", "refund": "Montant remboursé"}
    assert days_of(cast, "web") == {2: 61, 3: 24}
    assert (file.counts["lines"], file.counts["errors"]) == (7, 0)


TICKETS = """\
Caisse n° 1;;;;;;;
Date;Heure;N° Ticket;Code article;Désignation;Qté;Montant TTC;Taux TVA
02/10/2017;09:31;2201;A12;Crème visage;1;34,90;20
02/10/2017;09:31;2201;R01;Remise fidélité;1;-3,49;20
02/10/2017;11:02;2202;S40;Soin 1 h;1;65,00;20
02/10/2017;11:40;2203;S40;Soin 1 h;1;65,00;20
02/10/2017;11:41;2204;S40;Retour soin 1 h;-1;-65,00;20
03/10/2017;14:00;2205;S40;Soin 1 h;1;65,00;20
03/10/2017;14:00;2205;S40;Soin 1 h;1;65,00;20
03/10/2017;14:00;2205;E01;Épilation;1;quinze;20
;;;;TOTAL;;291,41;
"""


def test_a_till_s_lines(cast):
    """Several lines a ticket, a discount and a return taken off, the same treatment twice on one ticket kept, an amount in letters told."""
    file = written(cast, TICKETS.encode("cp1252"))
    assert (file.options["lines"], file.mapping["ticket"], file.mapping["amount"]) == ("items", "N° Ticket", "Montant TTC")
    assert days_of(cast) == {2: Decimal("96.41"), 3: 130}
    assert said(file) == (9, 1, {"amount": 1, "total": 1})
    assert [(r["line"], r["column"], r["code"]) for r in file.reasons] == [(10, "Montant TTC", "amount"), (11, "", "total")]
    assert present(cast.lys).get(start=date(2017, 10, 2)).tickets == 4


def workbook(rows, merged):
    from openpyxl import Workbook
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for span in merged:
        sheet.merge_cells(span)
    book.save(out)
    return out.getvalue()


def months_of(cast):
    return {t.start: t.amount for t in present(cast.lys).filter(grain="month")}


def test_months_in_a_workbook_whose_header_spans_two_lines(cast):
    """A title over the whole width; "Recettes" over two columns, whose names stand on the line below; a total at the end."""
    data = workbook([["Institut Lys : recettes", None, None, None], ["Mois", "Recettes", None, "Jours ouverts"], [None, "HT", "TTC", None],
                     ["janvier 2017", 5000, 6000, 25], ["février 2017", 4500.5, 5400.6, 23], ["mars 2017", 5250, 6300, 27],
                     ["Total", 14750.5, 17700.6, 75]], ["A1:D1", "A2:A3", "B2:C2", "D2:D3"])
    file = given(cast, data, name="recettes.xlsx")
    assert file.reading["columns"] == ["Mois", "Recettes HT", "Recettes TTC", "Jours ouverts"]
    assert {f: c for f, c in file.mapping.items() if f in ("date", "amount", "net")} == {"date": "Mois", "amount": "Recettes TTC", "net": "Recettes HT"}
    written(cast, data)
    assert months_of(cast) == {date(2017, 1, 1): 6000, date(2017, 2, 1): Decimal("5400.60"), date(2017, 3, 1): 6300}


def test_what_no_program_would_write_is_refused_or_told(cast):
    """A page of a website, an empty grid, and a file whose dates are those of a till that lost its clock."""
    assert "aucune ligne" in given(cast, b"Date;Heure;Total TTC\n").failure
    file = read(cast, b"Date;Heure;Total TTC\n01/01/1980;09:00;12,00\n01/01/1980;09:05;15,00\n02/10/2017;09:31;34,90\n")
    assert [(r["line"], r["column"], r["code"]) for r in file.reasons] == [(2, "Date", "old"), (3, "Date", "old")]
    assert "la caisse avait-elle perdu sa date" in file.reasons[0]["text"]
    assert (file.counts["opened"], file.counts["first"], clock.today()) == (1, "2017-10-02", date(2017, 11, 20))
