"""What the people of the journey type: invented names, one street of the 2017 perimeter."""

SEASON = "Saison 2017–2018"
LILA = {"Nom de la boutique": "Institut Lys", "Métier": ["Institut de beauté, bien-être"], "Numéro": "12", "Rue": "rue Fondaudège",
        "Code postal": "33000", "Ville": "Bordeaux", "Qu’aimeriez-vous pouvoir faire ?": "Prendre des rendez-vous quand l’institut est fermé.",
        "les réseaux sociaux": True, "Prénom": "Lila", "Nom": "Ferrand", "Adresse e-mail": "lila@exemple.fr", "Téléphone": "06 12 34 56 78"}
BRUNO = {"Nom de la boutique": "Atelier Cuir", "Métier": ["Chaussures, maroquinerie"], "Numéro": "90", "Rue": "rue Fondaudège",
         "Code postal": "33000", "Ville": "Bordeaux", "Qu’aimeriez-vous pouvoir faire ?": "Montrer mon travail en vidéo.",
         "un site": True, "Prénom": "Bruno", "Nom": "Castel", "Adresse e-mail": "bruno@exemple.fr", "Téléphone": "06 23 45 67 89"}
NOUR = {"Nom de la boutique": "Épicerie Nour", "Métier": ["Épicerie, supérette"], "Numéro": "60", "Rue": "avenue de la Libération",
        "Code postal": "33110", "Ville": "Le Bouscat", "Qu’aimeriez-vous pouvoir faire ?": "Recevoir des commandes à retirer le soir.",
        "rien de tout cela pour l’instant": True, "Prénom": "Nour", "Nom": "Saadi", "Téléphone": "06 34 56 78 90"}
PAUL = {"Nom de la boutique": "Pressing du Muséum", "Métier": ["Pressing, laverie"], "Numéro": "150", "Rue": "rue Fondaudège",
        "Code postal": "33000", "Ville": "Bordeaux", "Qu’aimeriez-vous pouvoir faire ?": "Peut-être un site, je ne sais pas encore.",
        "une fiche d’établissement à jour (moteur de recherche, annuaire)": True,
        "Prénom": "Paul", "Nom": "Merle", "Adresse e-mail": "paul@exemple.fr", "Téléphone": "06 45 67 89 01"}
KARIM = {"Prénom": "Karim", "Nom": "Haddad", "Adresse e-mail": "karim@exemple.fr", "Téléphone": "06 56 78 90 12",
         "Prise de rendez-vous en ligne": True, "Vidéo courte": True, "Beauté et bien-être": True, "mardi matin": True,
         "jeudi après-midi": True, "deux, si besoin": True, "Votre entreprise ou organisme": "Banque Populaire", "Pourquoi vous ?": "J’habite la rue."}
AWA = {"Prénom": "Awa", "Nom": "Diallo", "Adresse e-mail": "awa@exemple.fr", "Téléphone": "06 67 89 01 23",
       "Commande à retirer en boutique": True, "Réseaux sociaux": True, "Alimentation": True, "lundi matin": True, "vendredi matin": True}
MINUTES_LILA = {"Durée en minutes": 60, "Trajet en minutes": 20, "Ce que vous avez vu": "L’institut est plein de midi à deux heures, le téléphone sonne pendant les soins.",
                "Ce que vous avez décidé ensemble": "Essayer la prise de rendez-vous en ligne.", "Prochain pas": "Lister les soins et leur durée"}
MINUTES_BRUNO = {"Durée en minutes": 45, "Ce que vous avez vu": "Un atelier superbe, personne ne le voit de la rue."}
MINUTES_NOUR = {"Durée en minutes": 90, "Trajet en minutes": 30, "Ce que vous avez décidé ensemble": "Un cahier de commandes à retirer le soir."}
HOURS = {"Institut Lys": "10", "Atelier Cuir": "14", "Épicerie Nour": "09"}
IDEAS = {
    "Institut Lys": {"Genre d’action": ["Rendez-vous en ligne"], "L’idée en une phrase": "Prendre rendez-vous le soir, sans téléphone",
                     "Comment": "Trois soins seulement, pour commencer.", "Coût estimé en euros": "180", "Heures demandées au commerçant": 4},
    "Atelier Cuir": {"Genre d’action": ["Vidéo d’un geste"], "L’idée en une phrase": "Montrer la couture d’un sac en trente secondes",
                     "Coût estimé en euros": "250", "Heures demandées au commerçant": 3},
    "Épicerie Nour": {"Genre d’action": ["Click & collect"], "L’idée en une phrase": "Commander par message, retirer le soir",
                      "Coût estimé en euros": "90", "Heures demandées au commerçant": 2}}
PLANS = {
    "Institut Lys": {"Ce que cela doit changer pour la boutique": "Que les clientes du soir trouvent un rendez-vous.",
                     "À partir de quand c’est réussi": "Dix rendez-vous du soir par mois", "Du": "2017-10-17", "Au": "2018-01-31"},
    "Atelier Cuir": {"Ce que cela doit changer pour la boutique": "Que la rue sache ce qui se fait ici.", "Du": "2017-10-17", "Au": "2018-01-31"},
    "Épicerie Nour": {"Ce que cela doit changer pour la boutique": "Servir ceux qui rentrent tard.", "Du": "2017-10-17", "Au": "2018-01-31"}}
STEPS = {
    "Institut Lys": [("Lister trois soins et leur durée", "2017-10-24"), ("Ouvrir l’agenda en ligne", "2017-11-06")],
    "Atelier Cuir": [("Filmer un geste", "2017-10-27"), ("Publier la vidéo", "2017-11-10")],
    "Épicerie Nour": [("Choisir trente produits", "2017-10-27"), ("Afficher le numéro sur la porte", "2017-11-03")]}

# --- the catalogue: three companies that answer, and what each fills in, part by part of the sheet ---

REVIEWERS = [("Agnès", "Serpentine", "agnes@exemple.fr"), ("Hervé", "Calcaire", "herve@exemple.fr"), ("Nour", "Obsidienne", "nour@exemple.fr"),
             ("Irène", "Aragonite", "irene@exemple.fr")]
_DATA = {"Où sont les données": ["en France"], "Comment on part avec ses données": "Un fichier des clients, en un clic.", "Formats d’export": "CSV",
         "Accessibilité": ["en partie conforme, avec une déclaration"]}
_PROOF = {"Références": "Une quarantaine de salons."}


def _company(given, siren, name, solution, summary, needs, price):
    email = given.lower().replace("é", "e") + "@exemple.fr"
    return {"given": given, "email": email, "solution": solution, "why": "Les boutiques de l’axe perdent des appels.",
            "registration": {"Votre prénom": given, "Votre nom": "Agate", "Votre adresse e-mail": email, "Nom de l’entreprise": name, "SIREN": siren},
            "parts": [{"En une phrase, ce que le commerçant y gagne": summary, "Comment ça marche": "Depuis un téléphone, en une minute.",
                       **dict.fromkeys(needs, True), "Niveau demandé": ["aucune habitude du numérique"], "français": True}, price, _DATA, _PROOF]}


COMPANIES = {
    "Rendez-vous Tilleul": _company("Clément", "000000018", "Rendez-vous Tilleul", "Agenda Tilleul", "Vos clients prennent rendez-vous quand vous êtes fermé.",
                                    ["Prendre des rendez-vous"], {"Mise en service": "0", "Prix par mois aujourd’hui": "0", "Mois à ce prix": "3",
                                                                   "Prix par mois ensuite": "24", "Engagement, en mois": "0"}),
    "Estran Fidélité": _company("Yann", "000000059", "Estran Fidélité", "Carte Estran", "Une carte de fidélité sans plastique.",
                                ["Tenir son fichier de clients"], {"Mise en service": "0", "Prix par mois aujourd’hui": "15", "Engagement, en mois": "0"}),
    "Grand Soir": _company("Jordan", "000000117", "Grand Soir", "Boost Premium", "Premier partout en sept jours.",
                           ["Tenir son fichier de clients"], {"Prix par mois aujourd’hui": "1", "Mois à ce prix": "1", "Prix par mois ensuite": "149",
                                                              "Engagement, en mois": "36"}),
}
