import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.foundation import trees
from chalandise.foundation.trees import Broken


def table(text):
    kind, lines = trees.table(text)
    return kind, list(lines)


@pytest.mark.parametrize(("data", "lines"), [
    ([{"nom": "A"}, {"nom": "B", "x": {"y": [1, 2]}}], [{"nom": "A"}, {"nom": "B", "x.y": "1, 2"}]),
    ({"results": [{"siren": "1", "siege": {"siret": "2"}, "autres": [{"a": True}, {"a": False}]}], "total": 1, "page": 1, "per_page": 9},
     [{"siren": "1", "siege.siret": "2", "autres.a": "oui"}]),
    ({"header": {"statut": 200, "message": "ok"}, "etablissement": {"siret": "2", "nic": "3", "x": None, "z": "4", "periodes": [{"fin": None}]}},
     [{"siret": "2", "nic": "3", "x": "", "z": "4", "periodes.fin": ""}]),
    ({"Coiffure": [{"nom": "A"}], "Boucherie": [{"nom": "B"}]}, [{"groupe": "Coiffure", "nom": "A"}, {"groupe": "Boucherie", "nom": "B"}]),
    ({"header": {"statut": 200, "total": 2, "debut": 0, "nombre": 2}, "etablissements": [{"siret": "1"}, {"siret": "2"}]}, [{"siret": "1"}, {"siret": "2"}]),
    ({"nom": "A", "siret": "1", "ville": "B", "tags": ["x", "y"]}, [{"nom": "A", "siret": "1", "ville": "B", "tags": "x, y"}]),
])
def test_the_lines_of_a_json_are_its_longest_list_of_objects(data, lines):
    assert table(json.dumps(data)) == ("json", lines)


def test_a_feature_gives_its_properties_and_its_place():
    features = [{"type": "Feature", "id": 7, "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [-0.58, 44.85]}},
                {"type": "Feature", "properties": None, "geometry": None},
                {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2]]]}}]
    assert table(json.dumps({"type": "FeatureCollection", "features": features})) == ("geojson", [
        {"name": "A", "id": "7", "lon": "-0.58", "lat": "44.85"}, {}, {"lon": "1.0", "lat": "1.0"}])


@pytest.mark.parametrize(("text", "line", "column", "words"), [
    ('{"a": [\n  {"b": 1},\n]}', 2, 11, "une virgule de trop avant « ] »"), ('[{"a": 1},', 1, 11, "le fichier s’arrête trop tôt"),
    ('[{"a" 1}]', 1, 7, "« 1 » n’est pas attendu ici"), ("[1, 2]", None, None, "aucune liste d’objets"), ("[" * 100_000, None, None, "emboîté trop profond"),
    ('{"a":' * 3000 + "1" + "}" * 3000, None, None, "emboîté|aucune liste"),
])
def test_a_broken_json_says_where(text, line, column, words):
    with pytest.raises(Broken, match=words) as broken:
        table(text)
    assert (broken.value.line, broken.value.column) == (line, column)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4), max_leaves=20))
def test_any_json_is_lines_of_text_or_a_sentence(data):
    try:
        _kind, lines = table(json.dumps(data))
    except Broken as broken:
        assert broken.sentence
    else:
        assert all(isinstance(v, str) for line in lines for v in line.values())
