"""Acts 9 and 10: a moment together, a committee with its pack, a departure and the shop that takes the place."""
from datetime import date

from chalandise.actions.models import Action
from chalandise.mentoring.models import Pairing, Visit
from chalandise.seasons.models import Attendance, Decision, PanelPlace, Signature
from tests.journeys.money import pot


def gather(stage):
    """A coffee for merchants and mentors: invited by mail, answered in one tap, attendance and minutes on one page each."""
    stage.travel(date(2017, 11, 20), 10)
    rose = stage.rose
    rose.go("Rencontres").follow("Prévoir une rencontre").write({
        "Genre": ["moment collectif"], "Titre": "Café des commerçants", "Jour": "2017-11-28", "Début": "08:00", "Fin": "09:30", "Lieu": "Institut Lys", "Inviter tout de suite": True})
    rose.click("Enregistrer").sees("La rencontre est prévue, 7 invitations partent.")
    for player, says in ((stage.lila, "Je viens"), (stage.bruno, "Je ne viens pas"), (stage.karim, "Je viens")):
        player.open_letter("Invitation : Café des commerçants").click(says)
    stage.travel(date(2017, 11, 28), 10)
    rose.go("Rencontres").follow("Café des commerçants").follow("Noter les présents")
    rose.write({"Lila Ferrand · Institut Lys": True, "Karim Haddad": True}).click("Enregistrer").sees("Les présents sont notés.")
    rose.write({"Compte rendu": "Le soir, c’est là que tout se joue."}).click("Enregistrer le compte rendu").sees("Le compte rendu est enregistré.")
    assert sorted(Attendance.objects.filter(gathering__kind="sharing").values_list("person__given_name", "answer", "came")) == [
        ("Awa", "invited", False), ("Bruno", "no", False), ("Hugo", "invited", False), ("Karim", "yes", True), ("Lila", "yes", True),
        ("Nour", "invited", False), ("Rose", "invited", False)]


def meet_the_committee(stage):
    """The first committee: invited, its pack read by link and in PDF by a partner, two decisions, minutes."""
    stage.travel(date(2017, 11, 29), 10)
    rose, iris = stage.rose, stage.enter("partner", "Iris", "iris@exemple.fr")
    stage.iris = iris
    rose.go("Rencontres").follow("Prévoir une rencontre").write({
        "Genre": ["comité de pilotage"], "Titre": "Premier comité", "Jour": "2017-12-04", "Début": "10:00", "Fin": "12:00", "Lieu": "Mairie du Bouscat", "Inviter tout de suite": True})
    rose.click("Enregistrer").sees("La rencontre est prévue, 3 invitations partent.")
    rose.go("Livre blanc").follow("Premier comité").write({"Décisions demandées au comité": "Un panneau au carrefour"}).click("Arrêter les chiffres du jour")
    rose.click("Envoyer au comité et aux partenaires").sees("Le dossier part à 1 personne")
    iris.open_letter("Invitation : Premier comité").click("Je viens")
    iris.open_letter("le dossier du comité").sees("Un panneau au carrefour", "3 sur 3")
    assert [name for name in ("Institut Lys", "Atelier Cuir", "Épicerie Nour", "Lila", "Bruno", "Nour") if name in iris.words] == []
    stage.travel(date(2017, 12, 4), 13)
    rose.go("Rencontres").follow("Premier comité", first=True)
    for what, who in (("Un panneau au carrefour", "La mairie"), ("Une deuxième vidéo", "Le club")):
        rose.write({"Décision": what, "Qui s’en charge": who, "Pour le": "2018-01-31"}).click("Noter")
    rose.write({"Compte rendu": "Deux décisions."}).click("Enregistrer le compte rendu").sees("Le compte rendu est enregistré.")
    assert sorted(Decision.objects.values_list("text", "owner", "gathering__title")) == [
        ("Un panneau au carrefour", "La mairie", "Premier comité"), ("Une deuxième vidéo", "Le club", "Premier comité")]


def pay(stage):
    """The supplier of the first action sends its invoice; the second referent writes the payment down."""
    stage.travel(date(2017, 12, 6), 10)
    invoice = stage.folder / "facture.pdf"
    invoice.write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    hugo = stage.hugo
    hugo.go("Cagnotte").follow("Noter le paiement : Prendre rendez-vous le soir, sans téléphone", exact=False).write({"Facture": invoice})
    hugo.click("Noter le paiement").sees("Le paiement est noté.")
    assert pot(stage) == (1480, 340, 180, 1000)


def leave_and_replace(stage):
    """A shop is sold: its pairing ends, its money comes back, the first of the waiting list takes the place."""
    stage.travel(date(2018, 1, 15), 10)
    rose, paul, karim = stage.rose, stage.paul, stage.karim
    with rose.each("case"):
        rose.go("Panel").follow("S’arrête… Atelier Cuir").write({"la boutique change de mains": True}).click("Noter le départ")
        rose.sees("Atelier Cuir quitte la saison.").click("Donner la place à Pressing du Muséum").sees("Pressing du Muséum rejoint le panel")
    assert stage.bruno.letter().subject == "Atelier Cuir quitte la saison"
    assert (Action.objects.get(shop__name="Atelier Cuir").state, pot(stage)) == ("dropped", (1730, 90, 180, 1000))
    assert [p.shop.name for p in PanelPlace.objects.filter(left_at=None).order_by("shop__name")] == ["Institut Lys", "Pressing du Muséum", "Épicerie Nour"]
    paul.open_letter("Une charte à lire et à signer").write({"Écrivez votre prénom et votre nom": "Paul Merle"}).click("Signer la charte")
    assert Signature.objects.filter(typed_name="Paul Merle").count() == 1
    with rose.each("case"):
        rose.go("Parrainages").follow("Pressing du Muséum", first=True).click("Choisir Karim Haddad")
        rose.sees("Karim Haddad accompagnera Pressing du Muséum.").click("Annoncer aux deux")
    assert sorted(Pairing.objects.filter(ended_at=None).values_list("shop__name", "mentor__person__given_name")) == [
        ("Institut Lys", "Karim"), ("Pressing du Muséum", "Karim"), ("Épicerie Nour", "Awa")]
    assert Pairing.objects.get(shop__name="Atelier Cuir").ending == "merchant_left"
    karim.open_letter("Vous accompagnez Pressing du Muséum").unfold("Nous avons convenu d’une date au téléphone")
    karim.write({"Jour et heure convenus": "2018-01-25T10:00"}).click("Fixer cette date").sees("La visite est fixée")
    assert sorted(Visit.objects.filter(pairing__shop__name="Pressing du Muséum").values_list("number", "state")) == [
        (1, "fixed"), (2, "to_plan"), (3, "to_plan")]
