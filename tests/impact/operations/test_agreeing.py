"""The agreement: exact words, an end, taken back with everything; who sees what, hand by hand."""
from datetime import date, timedelta

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import StoredFile
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Slip, Taking, TakingsFile
from chalandise.impact.operations import agree, take_back, type_takings
from chalandise.impact.queries.takings import agreement_of, present, takings_seen_by
from chalandise.impact.tasks import prune_takings
from chalandise.people.models import Consent, Role
from chalandise.people.operations import end_role, grant_role, withdraw_consent
from tests.impact import tills
from tests.impact.operations.test_typing import picture
from tests.impact.tills import agreed

OCTOBER = {date(2017, 10, 1): "8000"}


def october(cast, by=None):
    return type_takings(by=by or cast.lila, shop=cast.lys, grain="month", figures=OCTOBER, picture=picture())


def test_the_words_say_what_for_who_sees_and_until_when_and_twice_is_once(cast):
    consent = agreed(cast)
    assert consent.person == cast.lila
    assert "Club Démonstration" in consent.text and "Institut Lys" in consent.text and "19 novembre 2020" in consent.text
    assert agree(by=cast.lila, shop=cast.lys) == consent
    assert Consent.objects.count() == 1


def test_the_referent_writes_the_agreement_down_on_the_phone_and_nobody_else_does(cast):
    cast.pairing, cast.lila  # noqa: B018
    for person in (cast.karim, cast.odile, cast.hugo, cast.bruno):
        with pytest.raises(Refused, match="commerçant"):
            agree(by=person, shop=cast.lys)
    consent = agree(by=cast.rose, shop=cast.lys)
    assert (consent.person, consent.via) == (cast.lila, "phone")


def test_taking_it_back_erases_figures_files_and_pictures(cast):
    agreed(cast)
    october(cast)
    tills.read(cast, tills.tickets())
    assert StoredFile.objects.count() == 2
    with pytest.raises(Refused, match="Seul le commerçant"):
        take_back(by=cast.rose, shop=cast.lys)
    assert take_back(by=cast.lila, shop=cast.lys) == 1
    assert [model.objects.count() for model in (Taking, TakingsFile, Slip, StoredFile)] == [0, 0, 0, 0]
    assert agreement_of(cast.lys) is None
    assert take_back(by=cast.lila, shop=cast.lys) == 0


def test_the_referent_sees_nothing_once_it_is_withdrawn_or_over_and_a_month_later_it_is_erased(cast):
    consent = agreed(cast)
    october(cast)
    assert takings_seen_by(cast.rose, cast.lys).count() == 1
    withdraw_consent(consent=consent, by=cast.lila)
    assert takings_seen_by(cast.rose, cast.lys).count() == 0
    assert takings_seen_by(cast.lila, cast.lys).count() == 1
    with clock.at(clock.now() + timedelta(days=29)):
        assert prune_takings() == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert prune_takings() == 1
    assert Taking.objects.count() == 0


def test_an_agreement_that_ends_by_itself_is_erased_too(cast):
    agreed(cast)
    october(cast)
    with clock.at(clock.now() + timedelta(days=3 * 365 + 31)):
        assert prune_takings() == 1


def test_who_takes_the_shop_over_sees_nothing_of_the_earlier_owner(cast):
    agreed(cast)
    october(cast)
    buyer = cast.person("Iris", "Achète")
    end_role(person=cast.lila, kind=Role.Kind.MERCHANT, scope_id=cast.lys.pk)
    with clock.at(clock.now() + timedelta(days=40)):
        grant_role(person=buyer, kind=Role.Kind.MERCHANT, scope_id=cast.lys.pk)
        assert agreement_of(cast.lys) is None
        assert (takings_seen_by(buyer, cast.lys).count(), takings_seen_by(cast.rose, cast.lys).count()) == (0, 0)
        agree(by=buyer, shop=cast.lys)
        assert (takings_seen_by(buyer, cast.lys).count(), takings_seen_by(cast.rose, cast.lys).count()) == (0, 0)
        october(cast, by=buyer)
        assert present(cast.lys).count() == 1
        assert Taking.objects.count() == 2
        prune_takings()
        assert Taking.objects.get().by == buyer
        assert takings_seen_by(cast.lila, cast.lys).count() == 0
