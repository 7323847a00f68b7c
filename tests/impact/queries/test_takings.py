"""Raw takings: the merchant and the referent, nobody else, by any page, export, archive or published figure."""
import io
import json
import zipfile
from datetime import date, timedelta

import pytest

from chalandise.foundation import clock, privacy
from chalandise.impact.models import Taking
from chalandise.impact.operations import give_reading, type_takings
from chalandise.impact.operations.asking import ask_takings
from chalandise.impact.queries.files import files_of, takings_lines
from chalandise.impact.queries.takings import (
    book_of,
    given_to,
    months_to_give,
    series_of_season,
    shop_followed,
    takings_seen_by,
    weeks_to_give,
)
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.seasons.queries.archive import archive, records
from chalandise.shops.models import Shop
from chalandise.whitepaper.queries.gather import gather
from tests.impact import tills
from tests.impact.tills import agreed

AMOUNT = "7654321"  # said nowhere else


@pytest.fixture
def known(cast):
    agreed(cast)
    type_takings(by=cast.lila, shop=cast.lys, grain="month", figures={date(2017, 9, 1): f"{AMOUNT[:5]},{AMOUNT[5:]}"})
    cast.rose, cast.odile, cast.bruno, cast.hugo, cast.awa  # noqa: B018
    return cast


def everybody_else(cast):
    partner, committee, ops = cast.person("Paul", "Part"), cast.person("Célia", "Comité"), cast.person("Ops", "Nuit", is_superuser=True)
    grant_role(person=partner, kind=Role.Kind.PARTNER, scope_id=cast.season.pk)
    grant_role(person=committee, kind=Role.Kind.COMMITTEE, scope_id=cast.season.pk)
    return [cast.karim, cast.awa, cast.bruno, cast.odile, cast.hugo, partner, committee, ops, cast.nadia]


def test_the_merchant_and_the_referent_read_and_nobody_else_does(known):
    for person in (known.lila, known.rose):
        assert takings_seen_by(person, known.lys).count() == 1
    for person in everybody_else(known):
        assert takings_seen_by(person, known.lys).count() == 0
        assert book_of(person, known.lys).rows == []
        assert list(takings_lines(person, known.lys))[1:] == []
        assert list(files_of(person, known.lys)) == []
        assert series_of_season(person, known.season) == {}
        with pytest.raises(Shop.DoesNotExist):
            shop_followed(person, known.season, known.lys.pk)
    assert shop_followed(known.rose, known.season, known.lys.pk) == known.lys


def test_the_referent_of_another_season_of_the_same_town_reads_nothing(known):
    from chalandise.seasons.models import Season
    other = Season.objects.create(territory=known.bordeaux, axis=known.axis, name="Autre", slug="autre", playbook_key="connecte-un-commercant",
                                  playbook_version="2017.1", starts_on=date(2017, 9, 5), created_at=clock.now())
    grant_role(person=known.awa, kind=Role.Kind.REFERENT, scope_id=other.pk)
    assert takings_seen_by(known.awa, known.lys).count() == 0
    with pytest.raises(Shop.DoesNotExist):
        shop_followed(known.awa, other, known.lys.pk)


def said(amounts):
    return any(words in amounts for words in (AMOUNT, f"{AMOUNT[:5]}.{AMOUNT[5:]}", f"{AMOUNT[:5]},{AMOUNT[5:]}", f"{AMOUNT[:2]} {AMOUNT[2:5]}"))


def test_the_archive_of_the_season_holds_no_amount(known):
    known.action.indicator = "monthly_sales"
    known.action.save()
    give_reading(by=known.lila, action=known.action, month=date(2017, 10, 1), value=f"{AMOUNT[:5]},{AMOUNT[5:]}")
    ask_takings(by=known.rose, season=known.season, shop=known.lys)
    found = records(known.season)
    assert "impact.takingsrequest" in found
    assert {label for label in found if label.startswith("impact.")} == {"impact.takingsrequest"}
    with zipfile.ZipFile(io.BytesIO(archive(known.season))) as packed:
        assert [name for name in packed.namelist() if said(packed.read(name).decode())] == []


def test_a_reading_that_is_no_takings_stays_in_the_archive(known):
    give_reading(by=known.lila, action=known.action, month=date(2017, 10, 1), value="11") if known.action.indicator else None
    known.action.indicator = "online_bookings"
    known.action.save()
    give_reading(by=known.lila, action=known.action, month=date(2017, 10, 1), value="12")
    assert [r["value"] for r in records(known.season)["impact.reading"]] == [12]


def test_the_white_paper_and_the_committee_pack_hold_no_amount_and_do_not_move_with_one(known):
    from chalandise.whitepaper.operations import make_edition, make_pack
    from tests.web.things import Things
    before = json.dumps(gather(known.season), default=str, ensure_ascii=False)
    type_takings(by=known.lila, shop=known.lys, grain="month", figures={date(2017, 10, 1): "1234,56"})
    after = json.dumps(gather(known.season), default=str, ensure_ascii=False)
    assert before == after  # no figure, so no difference of figures
    edition, pack = make_edition(by=known.rose, season=known.season), make_pack(by=known.rose, gathering=Things(known).gathering)
    assert not said(json.dumps([edition.content, pack.content], default=str, ensure_ascii=False))


def test_nobody_carries_a_shops_takings_away_in_their_own_data(known):
    type_takings(by=known.rose, shop=known.lys, grain="month", figures={date(2017, 8, 1): f"{AMOUNT[:5]},{AMOUNT[5:]}"}, via="phone")
    assert Taking.objects.filter(by=known.rose).count() == 1
    for person in (known.rose, known.lila, known.karim):
        assert not said(json.dumps(privacy.export(person), default=str))


def test_the_merchant_takes_them_away(known):
    head, line = takings_lines(known.lila, known.lys)
    assert line[:5] == ["2017-09-01", "mois", "toutes les recettes (caisse)", "76543,21", "EUR"]


# --- what is asked, what is told ------------------------------------------------------------------------------------------

def test_the_months_asked_are_the_two_years_before_and_those_since_the_latest_first(known):
    months = months_to_give(known.lila, known.lys, season=known.season, limit=99)
    assert (months[0], months[1], months[-1], len(months)) == (date(2017, 10, 1), date(2017, 8, 1), date(2015, 9, 1), 25)
    weeks = weeks_to_give(known.lila, known.lys, season=known.season)
    assert (weeks[0], len(weeks)) == (date(2017, 11, 13), 8)


def test_the_teams_list_counts_months_and_never_says_an_amount(known, django_assert_num_queries):
    type_takings(by=known.lila, shop=known.lys, grain="month", figures={date(2017, m, 1): "76000" for m in range(1, 8)})
    with django_assert_num_queries(9):
        rows = given_to(known.season)
    row, = rows
    assert (row.shop, row.months, row.sources, row.is_compared, row.doubtful) == (known.lys, 7, ("typed",), False, 0)
    assert not {"amount", "cents"} & set(vars(row))


def test_the_list_costs_the_same_with_thirty_shops(known, django_assert_num_queries):
    from chalandise.seasons.models import PanelPlace
    for n in range(30):
        PanelPlace.objects.create(season=known.season, shop=known._shop(f"Boutique {n}", trade="beauty"), since=clock.now())
    with django_assert_num_queries(9):
        assert len(given_to(known.season)) == 31


def test_the_days_of_a_file_make_months_for_the_list_and_weeks_for_a_measure(known):
    tills.written(known, tills.tickets())
    row, = given_to(known.season)
    assert (row.months, row.sources) == (12, ("file",))
    series = series_of_season(known.rose, known.season)[known.lys.pk]
    week = next(t for t in series if t.start == date(2017, 3, 6))
    assert (week.is_whole, week.closed, week.cents) == (True, 1, sum(tills.OPEN[date(2017, 3, 6) + timedelta(days=n)] for n in range(6)))


def test_the_list_and_the_shops_page_count_the_same_months(known):
    amounts = {d: c for d, c in tills.OPEN.items() if d != date(2017, 1, 18)}
    amounts[date(2017, 5, 10)] *= 10
    tills.written(known, tills.tickets(amounts))
    row, = given_to(known.season)
    book = book_of(known.rose, known.lys, season=known.season)
    assert (row.months, row.doubtful, len(book.known_months - {date(2017, 9, 1)})) == (10, 1, 10)


def test_a_shop_whose_agreement_ended_feeds_no_measure(known):
    from chalandise.impact.queries.takings import agreement_of
    from chalandise.people.operations import withdraw_consent
    assert set(series_of_season(known.rose, known.season, "month")) == {known.lys.pk}
    withdraw_consent(consent=agreement_of(known.lys), by=known.lila)
    assert series_of_season(known.rose, known.season, "month") == {}


def test_a_compared_shop_gives_on_the_same_terms(known):
    from chalandise.people.operations import give_consent
    from tests.web.things import Things
    things = Things(known)
    things.selection.announced_at = clock.now()
    things.selection.save()
    give_consent(person=known.bruno, purpose="comparison", about=things.application, text="Oui.")
    assert [(r.shop, r.is_compared) for r in given_to(known.season)] == [(known.lys, False), (known.cuir, True)]
    type_takings(by=known.bruno, shop=known.cuir, grain="month", figures={date(2017, 9, 1): "5000"}, agreed=True)
    assert takings_seen_by(known.rose, known.cuir).count() == 1
    assert takings_seen_by(known.lila, known.cuir).count() == 0
    assert set(series_of_season(known.rose, known.season, "month")) == {known.lys.pk, known.cuir.pk}
