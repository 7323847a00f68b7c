"""A catalogue of many solutions for the tests: each described in a line, qualified, indexed."""
from datetime import date

from chalandise.catalogue.models import Evidence, Qualification
from chalandise.catalogue.operations.index import index_solutions
from chalandise.foundation import clock

SINCE, UNTIL = date(2017, 11, 1), date(2018, 11, 1)


def qualified(cast, name, *, territory=None, since=SINCE, until=UNTIL, index=True, **fields):
    """Return a solution of Ardoise that is in the catalogue of a territory."""
    solution = cast._solution(cast.ardoise, name, **{"text": "", "prerequisites": "", "level": "", **fields})
    Qualification.objects.create(solution=solution, territory=territory or cast.bordeaux, since=since, until=until)
    Evidence.objects.create(solution=solution, counted_at=clock.now())
    if index:
        index_solutions([solution])
    return solution


def street(cast):
    """Return nine solutions by a short key, whose words people look for."""
    rows = {
        "till": ("Comptoir", "Une caisse enregistreuse sur tablette.", ["stock"], [], "beginner", "29"),
        "card": ("Paso", "Un terminal de paiement sans abonnement.", [], [], "beginner", "0"),
        "rdv": ("Ardoise Agenda", "Vos clients prennent rendez-vous la nuit.", ["booking"], ["hairdresser"], "beginner", "19"),
        "collect": ("Retirez", "Commande en ligne, retrait en boutique.", ["order-ahead"], ["bakery"], "regular", "49"),
        "loyalty": ("Fidèle", "Une carte de fidélité sans carton.", ["customer-file"], [], "beginner", "25"),
        "site": ("Vitrine", "Un site internet en une après-midi.", ["own-site"], [], "beginner", "120"),
        "photo": ("Cliché", "De belles photos de vos produits.", ["news"], [], "advanced", None),
        "premises": ("Pas-de-porte", "L’annuaire des locaux vides de la rue.", [], [], "", "0"),
        "visio": ("Bonjour", "Conseillez vos clients par visioconférence.", [], [], "regular", "15"),
    }
    return {key: qualified(cast, name, summary=summary, needs=needs, trades=trades, level=level, price_month=price)
            for key, (name, summary, needs, trades, level, price) in rows.items()}
