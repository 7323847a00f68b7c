"""Acts 2 and 3: shops apply, mentors offer, the panel is chosen, everybody signs the charter."""
from datetime import date

from django.db.models import Avg, Count

from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Mentor
from chalandise.seasons.models import Application, PanelPlace, Selection, Signature
from tests.journeys import words


def apply(stage):
    """Three shops and a fourth apply; one of them has no e-mail, and the referent writes for her on the phone."""
    stage.travel(date(2017, 8, 29))
    stage.lila, stage.bruno = (stage.enter("merchant", n, f"{n.lower()}@exemple.fr") for n in ("Lila", "Bruno"))
    stage.paul = stage.enter("passer-by", "Paul", "paul@exemple.fr")
    for player, said in ((stage.lila, words.LILA), (stage.bruno, words.BRUNO), (stage.paul, words.PAUL)):
        player.visit(f"/saisons/{stage.season.slug}/").follow("Candidater en trois minutes").write(said)
        player.click("Envoyer ma candidature").sees("Votre candidature est envoyée")
        assert player.letter().subject == f"Votre candidature pour {said['Nom de la boutique']} est arrivée"
    with stage.rose.each("case") as rose:
        rose.go("Candidatures").follow("Noter une candidature par téléphone").write(words.NOUR).click("Enregistrer la candidature")
        rose.sees("La candidature de Épicerie Nour est enregistrée.")
    assert list(Application.objects.order_by("pk").values_list("shop_name", "place", "via")) == [
        ("Institut Lys", "inside", ""), ("Atelier Cuir", "inside", ""), ("Pressing du Muséum", "inside", ""),
        ("Épicerie Nour", "inside", "phone")]


def offer_help(stage):
    """Two mentors offer their help, are met and accepted."""
    stage.karim, stage.awa = (stage.enter("mentor", n, f"{n.lower()}@exemple.fr") for n in ("Karim", "Awa"))
    for player, said in ((stage.karim, words.KARIM), (stage.awa, words.AWA)):
        player.visit(f"/saisons/{stage.season.slug}/").follow("Devenir parrain ou marraine").write(said)
        player.click("Proposer mon aide").sees("Merci, votre proposition est arrivée")
    stage.travel(date(2017, 9, 7))
    rose = stage.rose
    rose.go("Parrains").follow("Rencontrer et accepter").sees("2 personnes attendent votre réponse")
    for name in ("Karim Haddad", "Awa Diallo"):
        rose.card(name).get_by_label("accepté", exact=True).check()
    rose.click("Garder ces réponses").sees("2 personnes font partie des parrains.")
    assert list(Mentor.objects.order_by("pk").values_list("state", "capacity")) == [("accepted", 2), ("accepted", 1)]


def score(stage):
    """The referent reads the four applications on one sheet and marks them."""
    rose = stage.rose
    rose.go("Candidatures").follow("Dire lesquelles des 4 me concernent")
    rose.click("Aucune ne me concerne, sauf celles que j’ai cochées").sees("4 candidatures à lire")
    for name in ("Institut Lys", "Atelier Cuir", "Pressing du Muséum", "Épicerie Nour"):
        for question in rose.card(name, "section").get_by_role("group").all():
            question.get_by_label("1" if "Pressing" in name else "4", exact=True).check()
    with rose.each("sheet"):
        rose.click("Garder mes notes et continuer").sees("Vous avez tout lu")
    assert sorted(Application.objects.values_list("shop_name").annotate(Count("scores"), Avg("scores__value"))) == [
        ("Atelier Cuir", 5, 4.0), ("Institut Lys", 5, 4.0), ("Pressing du Muséum", 5, 1.0), ("Épicerie Nour", 5, 4.0)]


def choose(stage):
    """Quotas from the applications, a proposal, a decision, its announcement; the letters are read before they leave."""
    rose = stage.rose
    rose.go("Panel").sees("4 candidatures pour 3 places.")
    rose.follow("Régler l’équilibre").click("Remplir à l’image des candidatures").click("Enregistrer l’équilibre")
    rose.click("Proposer un panel").sees("Tout l’équilibre voulu est tenu.")
    rose.write({"Longueur de la liste d’attente": 1}).click("Décider selon cette proposition").sees("3 retenues, 1 en attente, 0 non retenues.")
    rose.click("Annoncer le panel").sees("3 boutiques accompagnées sur 3 places.")
    assert Letter.objects.filter(state="held", channel="mail").count() == 3
    rose.go("Courrier").sees("3 lettres attendent votre accord pour partir").click("Tout laisser partir")
    assert Letter.objects.filter(state="held", channel="mail").count() == 0
    assert stage.paul.letter().subject == "Pressing du Muséum est sur la liste d’attente"
    assert sorted(Selection.objects.values_list("application__shop_name", "outcome")) == [
        ("Atelier Cuir", "chosen"), ("Institut Lys", "chosen"), ("Pressing du Muséum", "waiting"), ("Épicerie Nour", "chosen")]
    assert all(Selection.objects.values_list("reason", flat=True))
    assert sorted(PanelPlace.objects.values_list("shop__name", flat=True)) == ["Atelier Cuir", "Institut Lys", "Épicerie Nour"]


def sign(stage):
    """Four sign by their name through a mailed link, the fifth on paper."""
    rose = stage.rose
    for player, name in ((stage.karim, "Karim Haddad"), (stage.awa, "Awa Diallo")):
        _sign(player, "Bienvenue parmi les parrains", name)
    rose.go("Chartes").click("Rappeler aux 3").sees("3 signatures manquent.")
    for player, name in ((stage.lila, "Lila Ferrand"), (stage.bruno, "Bruno Castel")):
        _sign(player, "Une charte à lire et à signer", name)
    with rose.each("case"):
        rose.go("Chartes").follow("Signée sur papier", within=rose.main().get_by_role("row", name="Épicerie Nour"), exact=False).write({"Nom écrit sur la feuille signée": "Nour Saadi"})
        rose.click("Noter la signature")
    assert rose.words.count("Tout le monde a signé.") == 2
    assert sorted(Signature.objects.values_list("typed_name", "via")) == [
        ("Awa Diallo", "link"), ("Bruno Castel", "link"), ("Karim Haddad", "link"), ("Lila Ferrand", "link"), ("Nour Saadi", "paper")]


def _sign(player, subject, name):
    player.open_letter(subject).write({"Écrivez votre prénom et votre nom": name}).click("Signer la charte").sees("Votre charte est signée")
    assert player.letter().subject == "Votre charte est signée"
