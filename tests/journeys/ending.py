"""Acts 12 to 14: what the actions gave, what people think of the season, the white paper, the end."""
import zipfile
from datetime import date

from chalandise.actions.models import Action, Lesson
from chalandise.mentoring.models import Mentor
from chalandise.people.models import Role
from chalandise.seasons.models import Satisfaction, SeasonClosure
from chalandise.whitepaper.models import Edition
from tests.journeys import words
from tests.journeys.paper import read

SHARE = "Le partager avec les autres commerçants et parrains de la saison"
NAMES = ("Lila", "Ferrand", "Bruno", "Castel", "Nour", "Saadi", "Paul", "Merle", "Karim", "Haddad", "Awa", "Diallo",
         "Institut Lys", "Atelier Cuir", "Épicerie Nour", "Pressing du Muséum")


def learn(stage):
    """Both actions end; a merchant tells what she learned and agrees to be named, a mentor tells without."""
    stage.travel(date(2018, 4, 20), 18)
    for shop, mentor, outcome in (("Institut Lys", "karim", "Onze rendez-vous du soir par mois."), ("Épicerie Nour", "awa", "Six commandes par semaine.")):
        player = getattr(stage, mentor)
        player.go("Mes commerçants").follow(shop).follow(words.IDEAS[shop]["L’idée en une phrase"]).follow("L’action est terminée")
        player.write({"Ce que cela a donné": outcome}).click("Terminer l’action").sees("L’action est terminée. Merci !")
    stage.lila.open_letter("qu’en retenez-vous ?").write({"Ce qui a marché": "Les clientes réservent après la fermeture.",
                                                         "Ce qui n’a pas marché": "Deux rendez-vous oubliés."})
    stage.lila.main().get_by_role("checkbox", name=SHARE).check()
    stage.lila.main().get_by_role("checkbox", name="J’accepte que mon prénom", exact=False).check()
    stage.lila.click("Enregistrer").sees("Merci")
    stage.awa.open_letter("qu’en retenez-vous ?", saying="Épicerie Nour").write({"Ce qui a marché": "Un numéro affiché sur la porte suffit."})
    stage.awa.main().get_by_role("checkbox", name=SHARE).check()
    stage.awa.click("Enregistrer").sees("Merci")
    assert sorted(Action.objects.filter(state="done").values_list("shop__name", "outcome")) == [
        ("Institut Lys", "Onze rendez-vous du soir par mois."), ("Épicerie Nour", "Six commandes par semaine.")]
    assert sorted(Lesson.objects.values_list("action__shop__name", "side")) == [("Institut Lys", "merchant"), ("Épicerie Nour", "mentor")]


def ask_opinions(stage):
    """Two figures and a few words, by a link."""
    stage.travel(date(2018, 5, 23), 10)
    rose = stage.rose
    rose.go("Calendrier").follow("Clôture", first=True).click("Demander leur avis")
    for player, mark, advice in ((stage.lila, "5 : beaucoup", "9"), (stage.karim, "4", "8")):
        player.open_letter("Trois questions pour finir").write({mark: True, "De 0 à 10, la conseilleriez-vous à quelqu’un comme vous ?": [advice]})
        player.click("Envoyer").sees("Merci. Votre avis est enregistré.")
    assert sorted(Satisfaction.objects.values_list("audience", "useful", "advise")) == [("mentor", 4, 8), ("merchant", 5, 9)]


def publish(stage):
    """The white paper is frozen, read again, published; a passer-by reads it and its PDF."""
    stage.travel(date(2018, 6, 13), 10)
    rose = stage.rose
    rose.go("Livre blanc").click("Figer une édition").sees("L’édition 1 est faite.").click("Publier cette édition").sees("publiée")
    edition = Edition.objects.get()
    assert (edition.number, edition.published_at is not None) == (1, True)
    reader = stage.enter("passer-by", "Lecteur")
    reader.visit(f"/livre-blanc/{stage.season.slug}/")
    reader.sees("Livre blanc · Saison 2017–2018", "Lila, Institut Lys", "Les clientes réservent après la fermeture.", "Un numéro affiché sur la porte suffit.")
    assert {name for name in NAMES if name in reader.words} == {"Lila", "Institut Lys"}
    paper = read(reader.fetch("Lire en PDF"))
    assert (paper.title, paper.language, paper.tagged, paper.headings > 10) == ("Livre blanc : Saison 2017–2018", "fr", True, True)
    assert [said for said in ("candidatures reçues", "1 730,00 €", "Lila, Institut Lys", "Un numéro affiché sur la porte suffit.", "T1 terminés",
                              "La Banque du Quai", "actions adoptées en tout") if not paper.says(said)] == []
    assert {name for name in NAMES if paper.says(name)} == {"Lila", "Institut Lys"}


def close(stage):
    """The season is closed by its name; its archive is kept, a mentor keeps an attestation, nobody comes in any more."""
    stage.travel(date(2018, 6, 29), 10)
    rose, karim = stage.rose, stage.karim
    attestation = read(karim.visit(f"/parrain/{stage.season.slug}/").go("Mes heures").fetch("Mon attestation de bénévolat (PDF)"))
    assert attestation.says("Karim Haddad")
    rose.go("Calendrier").follow("Clôture", first=True)
    with rose.tab.sheet.expect_download() as arriving:
        rose.click("Télécharger l’archive")
    with zipfile.ZipFile(arriving.value.path()) as archive:
        assert archive.testzip() is None and any(name.endswith(".json") for name in archive.namelist())
        assert not any(b"lila@exemple.fr" in archive.read(name) for name in archive.namelist())
    rose.write({"Écrivez le nom de la saison pour confirmer": words.SEASON}).click("Clore la saison").sees("La saison est close")
    assert SeasonClosure.objects.filter(season=stage.season).count() == 1
    assert sorted(Role.objects.filter(until=None, kind__in=["merchant", "mentor", "companion", "partner", "committee"]).values_list("kind", flat=True)) == []
    assert Mentor.objects.filter(state="accepted").count() == 2
