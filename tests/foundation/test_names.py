"""Names sort as in a French directory, the same on both databases."""
import pytest

from chalandise.foundation.names import fold, sort_key
from chalandise.people.models import Person


@pytest.mark.parametrize(("text", "folded"), [
    ("L’Œuf  Frais", "l'oeuf frais"), ("ÉCLAIR", "eclair"), ("Jean-Paul", "jean paul"), ("", ""), ("Straße", "strasse"),
])
def test_folding_forgets_accents_ligatures_and_case(text, folded):
    assert fold(text) == folded


def test_a_short_name_comes_before_a_longer_one():
    assert sorted(["Élan", "Elan vital", "elan", "Zoé", "Œuvre", "Omega"], key=sort_key) == [
        "Élan", "elan", "Elan vital", "Œuvre", "Omega", "Zoé"]


def test_the_database_sorts_people_like_python(db):
    for given, family in (("Zoé", "Éluard"), ("Abel", "Eluard"), ("Luc", "D’Arc"), ("Luc", "Œst"), ("Ana", "Zola")):
        Person.objects.create_user(given_name=given, family_name=family)
    assert [p.full_name for p in Person.objects.all()] == ["Luc D’Arc", "Abel Eluard", "Zoé Éluard", "Luc Œst", "Ana Zola"]
