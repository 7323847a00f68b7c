"""The committee's pack holds the effects that the referent let out, and nothing that was not."""
from chalandise.impact.operations.releasing import end_release, release
from chalandise.whitepaper.queries import gather_pack
from tests.impact.street import measured
from tests.whitepaper.scenes import committee


def chapter(cast, language="fr"):
    found = gather_pack(committee(cast))["languages"][language]
    return next((c for c in found if c["key"] == "effects"), None)


def test_only_what_was_let_out_stands_in_a_pack_in_both_languages(cast):
    street, run = measured(cast, effect=0.2)
    assert chapter(cast) is None
    found = release(by=cast.rose, estimate=run.estimates.get(kind=""))
    text, table = chapter(cast)["blocks"]
    assert text["text"].startswith("Les recettes ont probablement augmenté grâce à cela")
    assert [row[:3] for row in table["rows"]] == [["Toutes les actions", "6", "12"]] and table["rows"][0][5] == "en hausse"
    assert chapter(cast, "en")["blocks"][1]["rows"][0][0] == "All the actions"
    assert not any(shop.name in str(chapter(cast)) for shop in street.acted)
    end_release(by=cast.rose, release=found)
    assert chapter(cast) is None


def test_a_refusal_let_out_is_said_without_a_figure(cast):
    _street, run = measured(cast, acted=3, compared=6, deals=20)
    release(by=cast.rose, estimate=run.estimates.get(kind=""))
    assert chapter(cast)["blocks"][1]["rows"] == [["Toutes les actions", "3", "6", "–", "–", "on ne peut pas encore mesurer"]]
