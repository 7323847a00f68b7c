"""Acts 4 and 5: the pairs are formed and announced; the mentors make their first visits, whatever happens to them."""
from datetime import date

from django.core import mail
from icalendar import Calendar

from chalandise.foundation import clock, wording
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import FitAnswer, Minutes, Pairing, PairingProposal, Visit
from tests.journeys import words

SHOPS = ("Atelier Cuir", "Institut Lys", "Épicerie Nour")


def pair(stage):
    """A proposal for the whole panel; the referent keeps one pair, decides, announces."""
    stage.travel(date(2017, 9, 21))
    rose = stage.rose
    rose.go("Parrainages").sees("3 sans parrain").click("Proposer des paires")
    with rose.each("case"):
        rose.click("Garder Épicerie Nour").sees("gardé par vous")
    assert PairingProposal.objects.count() == 2
    rose.click("Décider ces parrainages").sees("3 parrainages sont décidés. Il reste à les annoncer.")
    assert not Letter.objects.filter(subject__regex="accompagnez? ").exists()
    rose.click("Annoncer", exact=False).sees("3 parrainages sont annoncés")
    assert sorted(Pairing.objects.values_list("shop__name", "mentor__person__given_name")) == [
        ("Atelier Cuir", "Karim"), ("Institut Lys", "Karim"), ("Épicerie Nour", "Awa")]
    assert sorted(Visit.objects.values_list("pairing__shop__name", "number", "state")) == [(shop, n, "to_plan") for shop in SHOPS for n in (1, 2, 3)]
    assert sorted(Letter.objects.filter(subject__regex="accompagnez? ").values_list("to_address", "channel")) == [
        ("", "paper"), ("awa@exemple.fr", "mail"), ("bruno@exemple.fr", "mail"), ("karim@exemple.fr", "mail"),
        ("karim@exemple.fr", "mail"), ("lila@exemple.fr", "mail")]


def of(shop, number=1):
    return Visit.objects.get(pairing__shop__name=shop, pairing__ended_at=None, number=number)


def slot(shop, number=1, nth=0):
    """Return the words of one of the proposed slots, as on its button."""
    return wording.moment(of(shop, number).slots.all()[nth].starts_at)


def meet(stage):
    """Three slots from a phone for each shop: one picks, one asks for others, one is served on the phone by the referent."""
    stage.travel(date(2017, 9, 21), 14)
    for player, shop in ((stage.karim, "Institut Lys"), (stage.karim, "Atelier Cuir"), (stage.awa, "Épicerie Nour")):
        player.open_letter(f"Vous accompagnez {shop}").click("Proposer ces créneaux").sees("Vos créneaux sont partis.")
    assert sorted(Visit.objects.filter(number=1).values_list("pairing__shop__name", "state")) == [(shop, "proposed") for shop in SHOPS]
    stage.travel(date(2017, 9, 22))
    stage.lila.open_letter("Choisissez l’heure de la visite de Karim").click(slot("Institut Lys")).sees("C’est noté")
    stage.bruno.open_letter("Choisissez l’heure de la visite de Karim").unfold("Aucune ne me va")
    stage.bruno.write({"Ce qui irait mieux": "Plutôt la semaine prochaine"}).click("Demander d’autres créneaux").sees("C’est transmis.")
    stage.karim.open_letter("Atelier Cuir demande d’autres créneaux").sees("« Plutôt la semaine prochaine »")
    stage.karim.click("Proposer ces créneaux")
    stage.bruno.open_letter("Choisissez l’heure de la visite de Karim").click(slot("Atelier Cuir")).sees("C’est noté")
    with stage.rose.each("case") as rose:
        rose.go("Parrainages").follow("Épicerie Nour").click(slot("Épicerie Nour")).sees("C’est noté")
    assert sorted(Visit.objects.filter(number=1).values_list("pairing__shop__name", "state")) == [(shop, "fixed") for shop in SHOPS]
    stage.work(date(2017, 9, 25), 9)
    for shop, address in (("Institut Lys", "lila@exemple.fr"), ("Atelier Cuir", "bruno@exemple.fr")):
        visit = of(shop)
        assert calendar_of(address) == calendar_of("karim@exemple.fr", about=shop) == ("REQUEST", f"{visit.uid}@chalandise", 0, visit.starts_at)


def tell(stage):
    """The first visits: one is told on the phone the day after, one is moved, one is missed and made later."""
    karim, awa = stage.karim, stage.awa
    stage.travel(date(2017, 9, 25), 18)
    awa.open_letter("Visite 1 fixée").unfold("La visite n’a pas eu lieu").write({"Le commerçant": True})
    awa.click("Noter et refixer").sees("C’est noté, cela arrive.").unfold("Nous avons convenu d’une date au téléphone")
    awa.write({"Jour et heure convenus": "2017-10-02T09:00"}).click("Fixer cette date").sees("La visite est fixée : lundi 2 octobre à 9 h")
    karim.open_letter("Visite 1 fixée", saying="Atelier Cuir").unfold("Nous avons convenu d’une date au téléphone")
    karim.write({"Jour et heure convenus": "2017-09-29T14:00"}).click("Fixer cette date").sees("vendredi 29 septembre à 14 h")
    visit = of("Atelier Cuir")
    stage.work(date(2017, 9, 27), 10)
    assert calendar_of("bruno@exemple.fr") == ("REQUEST", f"{visit.uid}@chalandise", 1, clock.local(date(2017, 9, 29), 14))
    karim.open_letter(saying="Vous étiez à Institut Lys").write(words.MINUTES_LILA)
    karim.click("Enregistrer le compte rendu").sees("Merci. Le commerçant reçoit ce que vous avez décidé ensemble.")
    stage.work(date(2017, 10, 3), 10)
    karim.open_letter(saying="Vous étiez à Atelier Cuir").write(words.MINUTES_BRUNO).click("Enregistrer le compte rendu")
    awa.open_letter(saying="Vous étiez à Épicerie Nour").write(words.MINUTES_NOUR).click("Enregistrer le compte rendu")
    assert sorted(Minutes.objects.values_list("visit__pairing__shop__name", "duration", "travel")) == [
        ("Atelier Cuir", 45, 0), ("Institut Lys", 60, 20), ("Épicerie Nour", 90, 30)]
    assert sorted(Visit.objects.filter(number=1).values_list("pairing__shop__name", "state")) == [(shop, "done") for shop in SHOPS]
    fit(stage)


def fit(stage):
    """Both sides say whether it fits, in one tap from a letter."""
    for player, other in ((stage.lila, "Karim"), (stage.bruno, "Karim"), (stage.awa, "Épicerie Nour")):
        player.open_letter(f"Avec {other}, est-ce que le courant passe ?")
        player.click("Ça va bien")
    assert sorted(FitAnswer.objects.values_list("pairing__shop__name", "side", "says")) == [
        ("Atelier Cuir", "merchant", "good"), ("Institut Lys", "merchant", "good"), ("Épicerie Nour", "mentor", "good")]


def calendar_of(address, about=""):
    """Return (method, uid, sequence, start) of the last calendar mailed to an address."""
    for message in reversed(mail.outbox):
        parts = [a for a in message.attachments if a[2].startswith("text/calendar")]
        if message.to == [address] and parts and about in message.subject + message.body:
            return read(parts[0][1])
    raise AssertionError(f"no calendar for {address}")


def read(content):
    calendar = Calendar.from_ical(content)
    event, = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), event["DTSTART"].dt
