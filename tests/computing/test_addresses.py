import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.addresses import (
    Address,
    Match,
    Number,
    Range,
    match,
    numbers,
    one_letter_apart,
    parse,
    same_street,
    street_key,
)

FONDAUDEGE = Range(("rue Fondaudège",), 1, 250, "both", ("33000", "Bordeaux"), 0, 1500)
LIBERATION = Range(("avenue de la Libération", "avenue de la Libération Charles de Gaulle"), 1, 300, "both", ("33110", "Le Bouscat"), 1500, 3300)
ODD = Range(("rue Croix-de-Seguey",), 101, 1, "odd", (), 1000, 2000)
PLACE = Range(("place Gambetta",), None, None, "both", ("33110", "Le Bouscat"), 3000, 3100)
AXIS = [FONDAUDEGE, LIBERATION, ODD, PLACE]


@pytest.mark.parametrize(("written", "number", "key", "postcode", "city"), [
    ("112 bis, r. Fondaudège 33000 Bordeaux", "112 bis", "rue fondaudege", "33000", "Bordeaux"),
    ("12-14 rue Lafaurie-de-Monbadon", "12-14", "rue lafaurie monbadon", "", ""),
    ("12 à 16 crs de la Marne", "12-16", "cours marne", "", ""),
    ("Centre commercial du Lac, 12 B av. du Périgord, 33370 Artigues", "12 b", "avenue perigord", "33370", "Artigues"),
    ("4-4-2 BIS 4 B RUE DU BOULOI 75001 PARIS", "4-4-2 bis-4 b", "rue bouloi", "75001", "PARIS"),
    ("salle du Périgord, 47 avenue du Périgord", "47", "avenue perigord", "", ""),
    ("12 d’Artagnan", "12", "artagnan", "", ""),
    ("rue Fondaudège, Bordeaux", "", "rue fondaudege", "", "Bordeaux"),
    ("n° 3 pl. du Gal de Gaulle", "3", "place gaulle", "", ""),
    ("34 AVENUE DE L'OPERA 75002 PARIS 2 CEDEX 02", "34", "avenue opera", "75002", "PARIS 2"),
    ("12 rue du 4 septembre 75002 Paris", "12", "rue 4 septembre", "75002", "Paris"),
    ("avenue du 8 mai 1945", "", "avenue 8 mai 1945", "", ""),
    ("23b r Judaïque", "23 b", "rue judaique", "", ""),
    ("12", "12", "", "", ""),
    ("", "", "", "", ""),
])
def test_a_written_address_is_read_in_parts(written, number, key, postcode, city):
    read = parse(written)
    assert (read.number, read.key, read.postcode, read.city) == (number, key, postcode, city)


@pytest.mark.parametrize(("one", "other"), [
    ("Av. de la Libération", "avenue Liberation"),
    ("AV DE LA LIBERATION CH DE GAULLE", "avenue de la Libération Ch. de Gaulle"),
    ("bd Président Wilson", "Boulevard du Pdt Wilson"),
    ("place du Général de Gaulle", "pl. Charles-de-Gaulle"),
    ("fg St-Seurin", "Faubourg Saint Seurin"),
    ("cours de l’Yser", "crs Yser"),
    ("Fondaudège", "rue Fondaudège"),
    ("rue Fondaudegge", "rue Fondaudège"),
])
def test_two_writings_of_one_street_are_the_same(one, other):
    assert same_street(one, other) and same_street(other, one)


@pytest.mark.parametrize(("one", "other"), [
    ("rue Gambetta", "place Gambetta"), ("rue du 4 septembre", "rue du 5 septembre"), ("rue Foch", "rue Roch"),
    ("rue de la Liberté", "rue de la Libération"), ("avenue du 8 mai 1945", "avenue du 9 mai 1945"),
])
def test_two_streets_are_not_taken_for_one(one, other):
    assert not same_street(one, other)


@pytest.mark.parametrize(("written", "verdict"), [
    ("112 rue Fondaudège 33000 Bordeaux", Match("inside", "number", 0, pytest.approx(668.7, abs=0.1))),
    ("251 rue Fondaudège", Match("outside", "out_of_range", 0)),
    ("249-251 rue Fondaudège", Match("inside", "number", 0, pytest.approx(1494, abs=1))),
    ("41 av. de la Libération Charles de Gaulle, Le Bouscat", Match("inside", "number", 1, pytest.approx(1740.8, abs=0.1))),
    ("41 av. de la Libération, 33700 Mérignac", Match("unknown", "other_town")),
    ("12 rue Inconnue", Match("unknown", "unknown_street")),
    ("rue Fondaudège", Match("unknown", "no_number", 0)),
    ("place Gambetta", Match("inside", "street", 3, 3050)),
    ("20 place Gambetta, Le Bouscat", Match("inside", "number", 3, 3050)),
    ("101 rue Croix de Seguey", Match("inside", "number", 2, 1000)),
    ("51 rue Croix de Seguey", Match("inside", "number", 2, 1500)),
    ("52 rue Croix de Seguey", Match("outside", "out_of_range", 2)),
    ("", Match("unknown", "nothing")),
])
def test_an_address_is_inside_outside_or_unknown(written, verdict):
    assert match(parse(written), AXIS) == verdict


def test_a_range_refuses_what_it_cannot_mean():
    for wrong in (lambda: Range(()), lambda: Range(("rue",), side="left")):
        with pytest.raises(ValueError, match="a range needs"):
            wrong()


@given(st.text(max_size=80))
def test_reading_any_text_never_fails_and_keys_are_stable(text):
    read = parse(text)
    assert street_key(read.key) in (read.key, street_key(street_key(read.key)))
    assert match(read, AXIS).place in ("inside", "outside", "unknown")


@given(st.integers(1, 9999), st.sampled_from(["", "bis", "ter", "b"]),
       st.sampled_from(["rue Fondaudège", "av. de la Libération", "place du Médoc", "cours de l’Yser", "chemin des Dames"]),
       st.sampled_from(["33000", "33110", "75002"]), st.sampled_from(["Bordeaux", "Le Bouscat", "Paris"]))
def test_what_is_written_is_read_back(value, suffix, street, postcode, city):
    read = parse(f"{value} {suffix} {street}, {postcode} {city}")
    assert read == Address((Number(value, suffix),), street, postcode, city)


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 400), st.sampled_from(["both", "odd", "even"]))
def test_a_door_is_inside_exactly_when_its_number_and_side_are(first, last, value, side):
    doors = Range(("rue Fondaudège",), first, last, side, (), 100, 900)
    found = match(Address((Number(value),), "rue Fondaudège"), [doors])
    right_side = side == "both" or (value % 2 == 1) == (side == "odd")
    assert (found.place == "inside") == (min(first, last) <= value <= max(first, last) and right_side)
    assert found.along is None or 100 <= found.along <= 900


@given(st.text("abcdefgh ", min_size=2, max_size=12), st.data())
def test_one_letter_changed_is_seen_both_ways(name, data):
    at = data.draw(st.integers(0, len(name) - 1))
    other = name[:at] + data.draw(st.sampled_from("xyz")) + name[at + data.draw(st.integers(0, 1)):]
    assert one_letter_apart(name, other) and one_letter_apart(other, name)


def test_a_range_may_be_open_at_one_end():
    assert [Range(("rue",), 5, None).holds(Number(n)) for n in (4, 5, 900)] == [False, True, True]
    assert [Range(("rue",), None, 5).holds(Number(n)) for n in (4, 5, 900)] == [True, True, False]


def test_numbers_are_in_the_order_written():
    assert numbers("12-14 bis, 0") == (Number(12), Number(14, "bis"))
