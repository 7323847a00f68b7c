"""The pot: a partner promises and pays, an action asks, a second person approves, the supplier is paid."""
from datetime import date

from chalandise.funding.queries import balances, pot_of


def pot(stage):
    """Return (available, committed, paid, promised and not received) of the season's pot."""
    found = balances(pot_of(stage.season))
    return found.available, found.committed, found.paid, found.promised


def fill_the_pot(stage):
    """The pot opens; a partner joins, promises 3 000 € and pays 2 000 €; one of its people sits on the committee."""
    stage.travel(date(2017, 9, 22), 16)
    rose = stage.rose
    rose.go("Cagnotte").click("Ouvrir la cagnotte").follow("Ajouter un partenaire")
    rose.write({"Nom de l’organisme": "La Banque du Quai", "financeur": True}).click("Ajouter").sees("La Banque du Quai est partenaire de la saison.")
    rose.write({"Prénom": "Iris", "Nom": "Duval", "Adresse e-mail": "iris@exemple.fr", "Organisme": ["La Banque du Quai"]},
               within=rose.card("Inviter une personne", "form")).click("Envoyer l’invitation").sees("Iris Duval est invité")
    rose.go("Cagnotte").follow("Noter une promesse").write({"Partenaire": ["La Banque du Quai"], "Montant en euros": "3000"}).click("Noter la promesse")
    rose.follow("Noter un versement").write({"Partenaire": ["La Banque du Quai"], "Montant en euros": "2 000,00"}).click("Noter le versement")
    rose.sees("Le versement est noté.")
    assert pot(stage) == (2000, 0, 0, 1000)
