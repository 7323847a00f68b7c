"""The white paper counts, traces and suppresses; it names nobody who did not agree."""
import json

from chalandise.foundation import clock
from chalandise.people.models import Organisation, Person
from chalandise.seasons.models import Partner
from chalandise.shops.models import Shop
from chalandise.whitepaper.queries import digest, gather, shown, withdrawn
from tests.whitepaper.scenes import agree, lesson, satisfied, told_season


def text_of(content):
    return json.dumps(content, ensure_ascii=False)


def block(content, chapter, kind, n=0):
    found = next(c for c in content["languages"]["fr"] if c["key"] == chapter)
    return [b for b in found["blocks"] if b["kind"] == kind][n]


def figure(content, code):
    return next(f for f in content["figures"] if f["code"] == code)


def names():
    """Every name of the cast, of the shops and of the applicants, as words."""
    people = {w for p in Person.objects.all() for w in (p.given_name, p.family_name) if w}
    shops = {s.name for s in Shop.objects.all()} | {"Zéphyrine", "Lys"}
    return people | shops | {"Philomène", "Quatrebarbes", "La Cerise Bleue"}


def test_no_name_of_anybody_is_anywhere_without_consent(cast):
    told_season(cast)
    every = ", ".join(sorted(names()))
    lesson(cast, worked=f"Merci à {every} !", failed=every.upper(), advice=f"Demandez à {every.lower()}.")
    lesson(cast, by=cast.karim, side="mentor", worked="Lila m’a appris à écouter ; écrivez-lui : lila.sarda@exemple.invalid, 06 00 00 00 01.")
    satisfied(cast, [cast.lila, cast.bruno])
    content = gather(cast.season)
    whole = text_of(content) + text_of(shown(content)) + text_of(shown(content, "en"))
    # The organiser, the season and the axis are public names; the contact of the territory is not printed.
    found = {n for n in names() if n.casefold() in whole.casefold()}
    assert found == set()


def test_who_agreed_is_named_until_they_withdraw(cast):
    told_season(cast)
    kept = lesson(cast, worked="Les rendez-vous du soir.")
    consent = agree(cast.lila, kept)
    content = gather(cast.season)
    assert "Sarda" not in text_of(content)  # the name is never frozen

    def signed():
        return [b["who"] for c in shown(content) for b in c["blocks"] if b["kind"] == "quote"]
    assert signed() == [f"Lila, {kept.action.shop}"]  # as the box that she ticked says: no family name
    assert withdrawn(content) == 0
    consent.withdrawn_at = clock.now()
    consent.save()
    assert signed() == ["un commerce de l’axe"]
    assert withdrawn(content) == 1


def test_a_family_of_trades_is_said_only_when_three_shops_are_of_it(cast):
    told_season(cast)
    bakery = Shop.objects.get(trade="bakery")
    lesson(cast, shop=bakery, worked="La vitrine du matin.")
    lesson(cast, worked="Les rendez-vous du soir.")  # beauty: two shops
    assert {b["who"] for b in next(c for c in gather(cast.season)["languages"]["fr"] if c["key"] == "lessons")["blocks"]
            if b["kind"] == "quote"} == {"un commerce : alimentation", "un commerce de l’axe"}


def test_a_lesson_that_is_not_shared_is_not_told(cast):
    told_season(cast)
    private = lesson(cast, worked="Entre nous.")
    private.shared_at = None
    private.save()
    assert "Entre nous" not in text_of(gather(cast.season))


def test_profiles_fold_what_is_small_and_say_their_n(cast):
    told_season(cast)
    trades = block(gather(cast.season), "panel", "bars")
    assert [(r["label"], r["words"]) for r in trades["rows"]] == [("Alimentation", "3"), ("autres, regroupés", "5")]
    assert trades["note"] == "n = 8. Les nombres de moins de 3 sont regroupés."


def test_medians_wait_for_five_shops(cast):
    told_season(cast)
    content = gather(cast.season)
    table = block(content, "maturity", "table")
    assert table["rows"][0] == ["Être trouvé", "50 (n = 6)", "–", "–"]
    assert table["rows"][-1] == ["Ensemble", "35 (n = 6)", "–", "–"]
    assert figure(content, "maturity.T0.median") == {
        "code": "maturity.T0.median", "value": 35, "n": 6, "unit": "/100", "query": "diagnostics.queries.overview.medians",
        "records": 6, "suppressed": False}


def test_figures_held_back_on_the_page_are_held_back_in_the_file(cast):
    told_season(cast)
    content = gather(cast.season)
    assert figure(content, "panel.applications") == {
        "code": "panel.applications", "value": None, "n": None, "unit": "", "query": "seasons.Application state=sent", "records": None,
        "suppressed": True}
    assert figure(content, "panel.shops")["value"] == 8
    small = [f["code"] for f in content["figures"] if not f["code"].startswith(("street", "pot", "readings", "actions", "mentors.hours"))
             and (f["value"] in (1, 2) or f["n"] in (1, 2) or f["records"] in (1, 2))]
    assert small == []


def test_satisfaction_waits_for_five_answers(cast):
    told_season(cast)
    satisfied(cast, [cast.lila, cast.bruno, cast.karim])
    assert block(gather(cast.season), "satisfaction", "table")["rows"] == [["les commerçants", "3", "on ne peut pas dire", "on ne peut pas dire"]]
    satisfied(cast, [cast.awa, cast.odile])
    assert block(gather(cast.season), "satisfaction", "table")["rows"] == [["les commerçants", "5", "4,4", "9"]]


def test_readings_are_described_never_compared(cast):
    told_season(cast)
    for _n in range(3):
        lesson(cast, worked="x")
    readings = next(c for c in gather(cast.season)["languages"]["fr"] if c["key"] == "readings")
    assert readings["blocks"][0]["rows"][0][1:] == ["6", "3", "1er oct. 2017", "1er nov. 2017"]
    assert "Nous ne calculons pas d’effet ici" in readings["blocks"][1]["text"]


def test_both_languages_tell_the_same_chapters(cast):
    told_season(cast)
    content = gather(cast.season)
    assert [c["key"] for c in content["languages"]["fr"]] == [c["key"] for c in content["languages"]["en"]] == [
        "where", "panel", "mentors", "maturity", "actions", "lessons", "pot", "readings", "satisfaction", "method", "glossary", "licence"]


def test_partners_are_named_as_organisations(cast):
    told_season(cast)
    Partner.objects.create(season=cast.season, organisation=Organisation.objects.create(name="Chambre Démonstration"))
    assert block(gather(cast.season), "pot", "list")["items"] == ["Chambre Démonstration"]


def test_an_empty_season_can_be_told(cast):
    content = gather(cast.season)
    assert figure(content, "panel.shops")["value"] == 0
    assert digest(content) == digest(json.loads(json.dumps(content)))


def test_the_count_costs_the_same_for_one_shop_and_for_thirty(cast, django_assert_max_num_queries):
    told_season(cast)
    costs = []
    for size in (1, 29):
        for n in range(size):
            shop = Shop.objects.create(territory=cast.bordeaux, name=f"Boutique {n}", trade="books", created_at=clock.now())
            lesson(cast, shop=shop, worked="x")
            cast.season.places.create(shop=shop, since=clock.now())
        with django_assert_max_num_queries(40) as count:
            gather(cast.season)
        costs.append(len(count))
    assert costs[0] == costs[1]
