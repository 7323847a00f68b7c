"""Act 1: a territory is set up, a season opens, its referents come in."""
from datetime import date
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from chalandise.foundation import clock
from chalandise.people.models import Role
from chalandise.seasons.models import Season
from chalandise.territory.models import Axis, StretchStreet, Works
from tests.journeys.people import LINK
from tests.journeys.words import SEASON

FILES = Path(__file__).resolve().parents[2] / "chalandise" / "territory" / "data" / "bordeaux"
AXIS = "Fondaudège – Le Bouscat"


def set_up(stage):
    """The operator's command opens the territory; its first responsible person comes in by the link that it prints."""
    stage.travel(date(2017, 8, 21))
    said = StringIO()
    with clock.at(stage.day):
        call_command("setup", territory="Bordeaux Métropole", organiser="La Banque du Quai", email="alice@exemple.fr", given="Alice",
                     family="Martin", no_mail=True, stdout=said)
    alice = stage.alice = stage.enter("admin", "Alice", "alice@exemple.fr")
    alice.visit(LINK.findall(said.getvalue())[0]).click("Entrer").sees("Bonjour Alice")
    alice.follow("Y aller", exact=False, within=alice.main().get_by_role("listitem").filter(has_text="Bordeaux Métropole")).sees("Aucun axe")


def load_the_street(stage):
    """Communes, axis, perimeter, works: the four files of the repository, through the territory's screens."""
    alice = stage.alice
    alice.follow("Charger des communes").write({"Communes": FILES / "communes.geojson"}).click("Charger").sees("Bordeaux, Le Bouscat")
    alice.follow("Charger un axe").write({"Nom de l’axe": AXIS, "Ligne": "Tram D", "Tracé": FILES / "axis.geojson", "Arrêts": FILES / "stops.csv"})
    alice.click("Charger").sees("Mairie du Bouscat")
    alice.follow("Charger le périmètre").write({"Nom du périmètre": "Fondaudège", "Rues": FILES / "perimeter.csv"}).click("Charger")
    alice.sees("Périmètre « Fondaudège »")
    alice.follow("Charger des travaux").write({"Travaux": FILES / "works.csv"}).click("Charger").sees("Déviation des réseaux")
    assert Axis.objects.get().stops.count() == 7
    assert (StretchStreet.objects.count(), Works.objects.count()) == tuple(
        len((FILES / name).read_text().splitlines()) - 1 for name in ("perimeter.csv", "works.csv"))


def open_the_season(stage):
    """The playbook makes the calendar, which is seen before anything is written; the panel will have three shops."""
    alice = stage.alice
    alice.follow("Ouvrir une saison").write({"Nom de la saison": SEASON, "Axe": [AXIS], "Périmètre": [f"Fondaudège ({AXIS})"],
                                             "Premier jour": "2017-08-28"})
    alice.click("Voir le calendrier").sees("jeudi 28 septembre 2017")
    assert Season.objects.count() == 0
    alice.click("Ouvrir la saison").sees("Vérifiez ses réglages, puis faites connaître l’appel.")
    alice.follow("Réglages").write({"Taille du panel": 3}).click("Enregistrer")
    season = stage.season = Season.objects.get()
    assert (season.panel_size, season.milestones.count()) == (3, 15)
    assert season.milestones.get(key="committee1").on == date(2017, 12, 4)


def invite_the_referents(stage):
    """Two of them, since nobody approves their own spending; each joins by the mailed link."""
    alice = stage.alice
    alice.go("Territoire").go("Équipe")
    for given, family in (("Rose", "Lagarde"), ("Hugo", "Peyrat")):
        alice.write({"Prénom": given, "Nom": family, "Adresse e-mail": f"{given.lower()}@exemple.fr", "Pour": [f"Référent de {SEASON}"]})
        alice.click("Envoyer l’invitation").sees(f"{given} {family}")
    stage.rose = stage.enter("referent", "Rose", "rose@exemple.fr")
    stage.hugo = stage.enter("second", "Hugo", "hugo@exemple.fr")
    for player in (stage.rose, stage.hugo):
        player.open_letter("vous invite dans l’équipe").click("Rejoindre l’équipe").sees("Aucun parrainage pour l’instant")
    assert Role.objects.filter(kind=Role.Kind.REFERENT, scope_id=stage.season.pk, until=None).count() == 2
    stage.hugo.go("Territoire")
    assert stage.hugo.tab.sheet.get_by_role("link", name="Réglages").count() == 0  # what he may not open is not offered
    stage.hugo.go("Vos saisons").sees("Aucun parrainage pour l’instant")
