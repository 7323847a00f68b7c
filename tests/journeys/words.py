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
