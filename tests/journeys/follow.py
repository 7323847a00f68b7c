"""Act 8: the autumn. Figures by link, a photo, third visits, a silence that Monday's list shows and that a letter ends."""
from datetime import date

from PIL import Image

from chalandise.actions.models import Action, Photo, Step
from chalandise.foundation.models import Letter
from chalandise.impact.models import Reading
from chalandise.mentoring.models import Snooze, Visit
from tests.journeys import words
from tests.journeys.visits import SHOPS, of, slot


def count(stage):
    """The month's figure in two gestures from a letter; a step ticked and a photo from the shop's own page."""
    stage.work(date(2017, 11, 3), 10)
    lila = stage.lila
    lila.open_letter("Un seul chiffre").unfold("Écrire le nombre").write({"Combien de rendez-vous pris quand la boutique était fermée ce mois-ci ?": "9"})
    lila.click("Enregistrer le chiffre").sees("9")
    lila.enter()
    lila.follow("Voir mon action, donner un chiffre, dire que ça bloque").click("C’est fait : Lister trois soins et leur durée")
    lila.follow("Ajouter une photo").write({"Photo": picture(stage.folder), "Ce qu’on y voit": "L’affiche du soir, sur la porte",
                                            "Les personnes visibles acceptent que la photo soit publiée": True})
    lila.click("Envoyer la photo").sees("La photo est ajoutée, sans sa localisation.")
    assert list(Reading.objects.values_list("action__shop__name", "month", "value")) == [("Institut Lys", date(2017, 10, 1), 9)]
    assert list(Photo.objects.values_list("action__shop__name", "alt", "rights")) == [("Institut Lys", "L’affiche du soir, sur la porte", True)]
    assert list(Step.objects.exclude(done_at=None).values_list("text", flat=True)) == ["Lister trois soins et leur durée"]


def picture(folder):
    """Return a photo as a phone takes it, with the place where it was taken."""
    image, path = Image.new("RGB", (1200, 900), "#7a5c3e"), folder / "porte.jpg"
    place = Image.Exif()
    place.get_ifd(0x8825).update({1: "N", 2: (44.0, 51.0, 0.0), 3: "W", 4: (0.0, 35.0, 0.0)})
    image.save(path, exif=place)
    return path


def third_visits(stage):
    """Two third visits take place; nobody hears of the third pairing."""
    for shop, mentor in (("Institut Lys", "karim"), ("Épicerie Nour", "awa")):
        stage.travel(date(2017, 11, 3), 18)
        player = getattr(stage, mentor)
        player.go("Mes commerçants").follow(shop).follow("Visite 3").unfold("Nous avons convenu d’une date au téléphone")
        player.write({"Jour et heure convenus": f"2017-11-06T{words.HOURS[shop]}:00"}).click("Fixer cette date").sees("La visite est fixée")
    stage.travel(date(2017, 11, 6), 19)
    for shop, mentor in (("Institut Lys", "karim"), ("Épicerie Nour", "awa")):
        player = getattr(stage, mentor)
        player.go("Mes commerçants").follow(shop).follow("Visite 3").write({"Durée en minutes": 45, "Ce que vous avez décidé ensemble": "On compte chaque mois."})
        player.click("Enregistrer le compte rendu").sees("Merci.")
    stage.awa.go("Mes commerçants").follow("Épicerie Nour").follow(words.IDEAS["Épicerie Nour"]["L’idée en une phrase"])
    stage.awa.click("C’est fait : Choisir trente produits")
    assert {shop: of(shop, 3).state for shop in SHOPS} == {"Institut Lys": "done", "Épicerie Nour": "done", "Atelier Cuir": "to_plan"}


def silence(stage):
    """Monday: one pairing has been silent for four weeks; one gesture writes to both, then it is put aside for a week."""
    stage.work(date(2017, 11, 13), 9)
    rose, karim, bruno = stage.rose, stage.karim, stage.bruno
    assert rose.letter(about="Lundi").subject == "Lundi : 1 parrainage a besoin de vous"
    with rose.each("case"):
        rose.go("Lundi").sees("Aucun signe de vie depuis 28 jours.").click("Écrire aux deux : Atelier Cuir")
        rose.unfold("Autres gestes").write({"Mettre de côté jusqu’au": "2017-11-20", "parce que": "Ils se voient cette semaine"}).click("Mettre de côté")
        rose.sees("Atelier Cuir est de côté jusqu’au")
    assert list(Snooze.objects.values_list("pairing__shop__name", "until", "reason")) == [("Atelier Cuir", date(2017, 11, 20), "Ils se voient cette semaine")]
    assert sorted(Letter.objects.filter(subject="Des nouvelles de Atelier Cuir ?").values_list("to_address", flat=True)) == ["bruno@exemple.fr", "karim@exemple.fr"]
    karim.open_letter("Des nouvelles de Atelier Cuir ?").click("Proposer ces créneaux")
    bruno.open_letter("Choisissez l’heure de la visite de Karim").click(slot("Atelier Cuir", 3)).sees("C’est noté")
    visit = of("Atelier Cuir", 3)
    stage.travel(visit.starts_at.date(), 19)
    karim.open_letter("Visite 3 fixée", saying="Atelier Cuir").write({"Durée en minutes": 45, "Ce que vous avez décidé ensemble": "On filme jeudi."})
    karim.click("Enregistrer le compte rendu").sees("Merci.")
    assert Visit.objects.filter(state="done").count() == 9
    assert set(Action.objects.values_list("state", flat=True)) == {"running"}
