import pytest

from chalandise.catalogue.rules.register import read_answer

ROW = {"siren": "732829320", "nom_complet": "ARDOISE", "etat_administratif": "A", "date_fermeture": None}


def test_active_ceased_unknown():
    assert read_answer({"results": [ROW]}, "732829320") == ("active", "ARDOISE")
    assert read_answer({"results": [{**ROW, "etat_administratif": "C", "date_fermeture": "2016-12-31"}]}, "732829320") == ("ceased", "ARDOISE, 2016-12-31")
    assert read_answer({"results": [{**ROW, "etat_administratif": "?"}]}, "732829320") == ("unknown", "ARDOISE")
    assert read_answer({"results": []}, "732829320") == ("unknown", "")


def test_the_first_row_of_another_company_is_not_this_one():
    assert read_answer({"results": [{**ROW, "siren": "552081317", "etat_administratif": "C"}]}, "732829320") == ("unknown", "")


@pytest.mark.parametrize("answer", [{}, [], None, {"results": None}, {"error": "quota"}])
def test_something_else_teaches_nothing(answer):
    with pytest.raises(ValueError, match="register"):
        read_answer(answer, "732829320")
