"""Nothing is held on a person that its room does not declare."""
import pytest
from django.apps import apps

from chalandise.foundation import privacy


def test_every_foreign_key_to_a_person_is_declared_by_its_room():
    missing = [f"{label}.{name}" for label, name in privacy.undeclared()]
    assert missing == [], "declare them in `personal` of the room's apps.py:\n" + "\n".join(missing)


def test_every_declaration_points_at_something_and_says_why():
    for line in privacy.declarations():
        assert str(line.purpose).strip(), f"{line.model._meta.label}.{line.path} says no purpose"
        assert line.days >= 0


@pytest.mark.parametrize(("line", "error"), [
    (("people.Tie", "nobody", "x", 1, "erase"), LookupError),
    (("people.Tie", "person", "x", 1, "burn"), ValueError),
    (("people.Person", "key", "x", 1, "anonymise"), ValueError),
    (("people.Tie", "person", "x", 1, "anonymise", ("nowhere",)), LookupError),
])
def test_a_declaration_that_does_not_hold_is_a_mistake_of_ours(monkeypatch, line, error):
    monkeypatch.setattr(apps.get_app_config("console"), "personal", [line], raising=False)
    with pytest.raises(error):
        privacy.declarations()


def test_a_whole_path_can_lead_to_the_person(cast, monkeypatch):
    monkeypatch.setattr(apps.get_app_config("console"), "personal",
                        [("mentoring.Pairing", "mentor__person", "x", 1, "anonymise", ("reasons",))], raising=False)
    type(cast.pairing).objects.update(reasons=["il la connaît"])
    line = next(d for d in privacy.declarations() if d.path == "mentor__person")
    assert [row.pk for row in line.rows(cast.karim)] == [cast.pairing.pk]
    privacy._anonymise(line, line.rows(cast.karim))
    cast.pairing.refresh_from_db()
    assert cast.pairing.reasons == []
