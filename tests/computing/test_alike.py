"""Twins are found, ideas that only share a word are not; the score is symmetric and never beyond 1."""
import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.alike import ALIKE, Text, like, pairs, stems

IDEAS = Path(__file__).resolve().parent.parent.parent / "chalandise" / "console" / "data" / "demo" / "ideas.csv"
# One paraphrase of each idea of the demo, written by hand; docs/computing/alike.md tells how the threshold was chosen.
TWINS = [
    ("booking","Agenda en ligne pour le soir","Les clientes réservent quand l’institut est fermé.","lys"),
    ("video","Filmer la couture au point sellier","Une minute à l’établi pour les réseaux.","cuir"),
    ("collect","Réservation de livres à retirer en boutique","","medoc"),
    ("listing","Mettre à jour la fiche et les horaires","","fournil"),
    ("catalogue","Commander le panier de la semaine par formulaire","","primeur"),
    ("collect","Commander les bouquets de Noël et les retirer","","fleurs"),
    ("booking","Prendre rendez-vous pour un contrôle de vue","","opticien"),
    ("newsletter","Une lettre mensuelle sur les nouveaux arrivages","","cave"),
    ("listing","Créer la fiche avec les horaires et des photos","","couture"),
    ("booking","Réserver un créneau pour déposer son vélo","","velo"),
    ("catalogue","Liste de cadeaux de Noël par enfant","","jouets"),
    ("booking","SMS de rappel la veille du rendez-vous","","coiffure"),
    ("payment","Paiement en ligne des plateaux","","fromage"),
    ("video","Montrer en vidéo le réglage d’un violon","","luthier"),
    ("listing","Raconter tous les services de la cordonnerie","","cordonnier"),
    ("site","Vendre vingt objets en ligne avec les prix","","deco"),
    ("collect","Commander la viande en ligne, retrait le samedi","","boucher"),
    ("customer_file","Un fichier pour les clients fidèles","","pret"),
    ("site","S’abonner au café du mois sur une page","","the"),
    ("booking","Réserver une séance photo d’identité","","photo"),
]
OTHERS = [("video", "Une vidéo de présentation de la boutique"), ("social", "Ouvrir une page sur un réseau social"), ("reviews", "Demander des avis aux clients"),
          ("newsletter", "Une lettre aux habitués"), ("payment", "Paiement sans contact"), ("delivery", "Livraison à vélo dans le quartier"),
          ("site", "Un site de trois pages"), ("other", "Un jeu pour Pâques avec les voisins"), ("other", "Une affiche avec un QR code en vitrine"),
          ("booking", "Agenda en ligne")]


def corpus():
    with IDEAS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield Text(("idea", row["shop"]), row["title"], row["text"], row["kind"], row["shop"])
            for kind, title in OTHERS:
                yield Text(("other", title, row["shop"]), title, kind=kind, place=row["shop"])
    for kind, title, words, shop in TWINS:
        yield Text(("twin", shop), title, words, kind, shop)


def test_nineteen_twins_of_twenty_are_proposed_with_three_pairs_that_are_not():
    found = {frozenset((p.one.key, p.other.key)) for p in pairs(corpus())}
    twins = {frozenset((("idea", shop), ("twin", shop))) for *_words, shop in TWINS}
    assert (len(twins & found), len(found - twins)) == (19, 3)


def test_ideas_of_two_places_are_never_compared():
    texts = [Text(1, "Agenda en ligne", place="lys"), Text(2, "Agenda en ligne", place="cuir")]
    assert pairs(texts) == []


def test_the_shared_words_are_named():
    found, = like(Text(1, "La lettre des arrivages"), [Text(2, "Une lettre sur les arrivages"), Text(3, "Paiement")])
    assert set(found.shared) == {"letr", "arivag"} or set(found.shared) == set(stems("lettre arrivages"))


@pytest.mark.parametrize("words", ["", "le la les", "🙂"])
def test_words_that_say_nothing_are_like_nothing(words):
    assert pairs([Text(1, words), Text(2, words)]) == []


TEXTS = st.lists(st.tuples(st.text(max_size=40), st.text(max_size=60), st.sampled_from(["", "a", "b"])), max_size=8)


@given(TEXTS)
def test_the_score_is_symmetric_bounded_and_sorted(rows):
    texts = [Text(n, title, words, kind) for n, (title, words, kind) in enumerate(rows)]
    found = pairs(texts, least=0.0)
    assert all(0 <= p.score <= 1 for p in found)
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    back = {frozenset((p.one.key, p.other.key)): p.score for p in pairs(texts[::-1], least=0.0)}
    assert all(abs(back[frozenset((p.one.key, p.other.key))] - p.score) < 1e-9 for p in found)


@given(st.text(alphabet="abcdefgh ", min_size=3, max_size=40))
def test_a_text_is_its_own_twin_when_it_says_something(title):
    score = pairs([Text(1, title), Text(2, title)], least=ALIKE)
    assert bool(score) == bool(stems(title))
