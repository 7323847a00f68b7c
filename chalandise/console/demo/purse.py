"""The pot in mid-season: envelopes, a supplier's invoices, payments, a refund, a share-out, a vote of the committee, requests that wait."""
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.foundation import clock, files
from chalandise.foundation.wording import euros
from chalandise.funding.models import Commitment, Envelope
from chalandise.funding.operations import (
    allot,
    approve_commitment,
    ask_commitment,
    cast_vote,
    close_ballot,
    edit_envelope,
    open_ballot,
    open_envelope,
    pay,
    record_invoice,
    refund,
)
from chalandise.funding.operations.interests import declare
from chalandise.funding.queries import pot_of, purses_with_rules
from chalandise.funding.queries.allocation import Wish, proposal
from chalandise.people.models import Role
from chalandise.people.operations import declare_tie
from chalandise.people.queries import holders

STREET = "Toute la rue"
COMMON = (("Plan de la rue pendant les travaux", 380, "Imprimerie du Pin (démonstration)"), ("Carte de fidélité de l’axe", 240, "Carte Estran (démonstration)"),
          ("Photos des vitrines de Noël", 300, "Studio Ajonc (démonstration)"))
WAITING = (("Bâche imprimée pour le carrefour", 450, "Imprimerie du Pin (démonstration)"), ("Calèche du 16 décembre", 900, "Attelages du Bourg (démonstration)"),
           ("Affiches des ateliers de janvier", 120, "Imprimerie du Pin (démonstration)"))


def schedule(stage):
    stage.at(stage.hour(date(2017, 9, 25), 15), _open, stage)
    stage.at(stage.hour(date(2017, 10, 23), 15), _common, stage)
    stage.at(stage.hour(date(2017, 10, 26), 10), _share, stage)
    stage.at(stage.hour(date(2017, 11, 3), 11), _bills, stage)
    stage.at(stage.hour(date(2017, 11, 10), 11), _back, stage)
    stage.at(stage.hour(date(2017, 11, 6), 9), _vote, stage)
    stage.at(stage.hour(date(2017, 11, 16), 17), _wait, stage)


def _open(stage):
    """One envelope for the whole street; the one that a partner's promise opened gets its rules."""
    pot = pot_of(stage.season)
    street = open_envelope(by=stage.rose, pot=pot, name=STREET, cap_shop=Decimal(50))
    allot(by=stage.rose, envelope=street, amount=Decimal(1500))
    for envelope in Envelope.objects.filter(pot=pot).exclude(pk=street.pk):
        edit_envelope(by=stage.rose, envelope=envelope, version=envelope.version, name=envelope.name, kinds=envelope.kinds, cap_shop=Decimal(400))


def _common(stage):
    """Simon asks for what the street shares."""
    for label, amount, supplier in COMMON:
        ask_commitment(by=stage.simon, pot=pot_of(stage.season), amount=Decimal(amount), label=label, supplier=supplier)


def _share(stage):
    """Rose says that she has no tie, has a share-out proposed, and commits its lines."""
    pot = pot_of(stage.season)
    asked = list(Commitment.objects.filter(pot=pot, state="asked", asked_by=stage.simon))
    declare(by=stage.rose, season=stage.season, commitments=asked)
    wish = Wish(worths={c.pk: 5 - n for n, c in enumerate(asked)})
    for share in proposal(stage.rose, pot, wish).mine:
        approve_commitment(by=stage.rose, commitment=share.commitment, amount=share.amount, envelope=_street(pot) or share.envelope)


def _street(pot):
    return next((p.envelope for p in purses_with_rules(pot) if str(p.envelope) == STREET), None)


def _vote(stage):
    """The committee votes on a fourth expense: a member whose brother prints stays out, the others want it."""
    pot = pot_of(stage.season)
    asked = ask_commitment(by=stage.simon, pot=pot, amount=Decimal(260), label="Sacs en papier au nom de la rue", supplier="Imprimerie du Pin (démonstration)")
    declare(by=stage.rose, season=stage.season, commitments=[asked])
    members = list(holders(Role.Kind.COMMITTEE, stage.season.pk).order_by("sort_key"))
    declare_tie(by=members[0], person=members[0], thing=asked.payee, kind="family")
    ballot = open_ballot(by=stage.rose, commitment=asked, text=f"Mille sacs en papier au nom de la rue : {euros(asked.amount)}",
                         closes_on=clock.today() + timedelta(days=7))
    for n, member in enumerate(members[1:]):
        stage.at(stage.later(days=1 + n), _say, ballot, member, "yes" if n != 1 else "abstain")
    stage.at(stage.later(days=8), _decide, stage, ballot)


def _say(ballot, member, says):
    cast_vote(by=member, ballot=ballot, says=says)


def _decide(stage, ballot):
    close_ballot(by=stage.rose, ballot=ballot)
    approve_commitment(by=stage.rose, commitment=ballot.commitment, envelope=_street(ballot.commitment.pot))


def _bills(stage):
    """The suppliers of the street send their invoices: one is paid, one in part, one waits."""
    rows = Commitment.objects.filter(pot=pot_of(stage.season), state="approved", asked_by=stage.simon).select_related("pot__season", "payee", "shop")
    for n, commitment in enumerate(rows.order_by("id")):
        bill = note_invoice(stage, commitment, part=1 if n != 1 else Decimal("0.5"))
        if n < 2:
            pay(by=stage.rose, commitment=commitment, invoice=bill, amount=None if n == 0 else bill.amount / 2, once=f"demo:{commitment.pk}")


def _back(stage):
    """The first supplier gives a part back: fewer copies were printed."""
    paid = Commitment.objects.filter(pot=pot_of(stage.season), label=COMMON[0][0]).select_related("pot__season").first()
    if paid:
        refund(by=stage.rose, commitment=paid, amount=Decimal(45), document=paper(stage, "avoir", paid, Decimal(45)))


def _wait(stage):
    """Requests that wait: two of Simon's, one of a mentor; the largest is put to the vote of the committee and of the mentors."""
    pot = pot_of(stage.season)
    mentor, made = stage.people.get(("Karim", "Cèdre"), stage.simon), []
    for (label, amount, supplier), by in zip(WAITING, (stage.simon, stage.simon, mentor), strict=True):
        asked = ask_commitment(by=by, pot=pot, amount=Decimal(amount), label=label, supplier=supplier)
        made.append(asked)
        if amount == 900:
            ballot = open_ballot(by=stage.rose, commitment=asked, text=f"Une calèche dans la rue le 16 décembre, promenades gratuites : {euros(asked.amount)}",
                                 closes_on=clock.today() + timedelta(days=11), with_mentors=True)
            for n, member in enumerate(holders(Role.Kind.COMMITTEE, stage.season.pk).order_by("sort_key")[3:5]):
                stage.at(stage.later(days=1 + n), _say, ballot, member, ("yes", "no")[n])
    declare(by=stage.rose, season=stage.season, commitments=made)


# --- papers ---------------------------------------------------------------------------------------------------------------------

def note_invoice(stage, commitment, *, part=1):
    """Write down an invoice with its document, for all or a part of what is committed."""
    amount = (commitment.amount * part).quantize(Decimal("0.01"))
    return record_invoice(by=stage.simon, commitment=commitment, number=f"D-2017-{commitment.pk:04d}", amount=amount, dated_on=clock.today(),
                          document=paper(stage, "facture", commitment, amount))


def paper(stage, what, commitment, amount):
    """Return a supplier's paper, as a page that opens: it says that it is invented."""
    lines = [what.upper(), commitment.supplier or "Fournisseur de démonstration", f"{clock.today():%d/%m/%Y}", commitment.label, f"{amount} EUR",
             "Piece inventee pour la demonstration : aucune valeur."]
    given = SimpleUploadedFile(f"{what}-{commitment.pk}.pdf", one_page(lines), "application/pdf")
    return files.accept(given, kinds={"pdf"}, by=stage.simon)


def one_page(lines):
    """Return a PDF of one page of plain text, written by hand."""
    shown = "\n".join(f"1 0 0 1 72 {760 - 28 * n} Tm ({_escaped(line)}) Tj" for n, line in enumerate(lines))
    stream = f"BT /F 14 Tf\n{shown}\nET".encode("cp1252", "replace")
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
             b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
             b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
             b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for n, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, part)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


def _escaped(line):
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
