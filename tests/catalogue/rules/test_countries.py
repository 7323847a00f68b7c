from django.utils.translation import override

from chalandise.catalogue.rules.countries import country_choices, country_name, is_country


def test_france_comes_first_and_the_others_in_the_order_of_a_directory():
    names = [name for _code, name in country_choices()]
    assert names[:3] == ["France", "Afghanistan", "Afrique du Sud"]
    assert len(names) == 250


def test_names_follow_the_language():
    assert country_name("DE") == "Allemagne"
    with override("en"):
        assert country_name("DE") == "Germany"
    assert (is_country("DE"), is_country("ZZ"), country_name("ZZ")) == (True, False, "ZZ")
