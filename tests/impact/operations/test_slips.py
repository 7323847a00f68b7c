"""The till's report photographed: typed beside it or read on it later, erased on its day, seen by the merchant and the referent only."""
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chalandise.foundation import clock
from chalandise.foundation.models import StoredFile
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Slip, Taking
from chalandise.impact.operations import Unusual, type_takings
from chalandise.impact.operations.slips import drop_slip, give_slip, read_slip
from chalandise.impact.queries.takings import given_to, slips_of
from chalandise.impact.tasks import prune_takings
from tests.impact.tills import agreed

OCTOBER = date(2017, 10, 1)


def photo():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "JPEG")
    return SimpleUploadedFile("ticket.jpg", out.getvalue(), content_type="image/jpeg")


def given(cast, **words):
    return give_slip(**{"by": cast.lila, "shop": cast.lys, "picture": photo(), "month": OCTOBER} | words)


def test_a_picture_with_its_figure_is_both_at_once(cast):
    agreed(cast)
    slip = given(cast, amount="8 450")
    assert (slip.waits_for, slip.kept_until) == (None, date(2018, 11, 20))
    taking = Taking.objects.get()
    assert (taking.amount, taking.start, taking.slip) == (8450, OCTOBER, slip)


def test_a_picture_alone_waits_and_the_referent_reads_it(cast):
    agreed(cast)
    cast.rose  # noqa: B018
    slip = given(cast)
    assert slip.waits_for == OCTOBER and Taking.objects.count() == 0
    assert [g.slips for g in given_to(cast.season) if g.shop == cast.lys] == [1]
    assert [list(slips_of(p, cast.lys)) for p in (cast.lila, cast.rose, cast.karim, cast.hugo)] == [[slip], [slip], [], []]
    read_slip(by=cast.rose, slip=slip, amount="8450,50", via="phone")
    taking = Taking.objects.get()
    assert (str(taking.amount), taking.by, taking.slip) == ("8450.50", cast.rose, slip)
    with pytest.raises(Refused, match="déjà lu"):
        read_slip(by=cast.rose, slip=slip, amount="9")


def test_an_odd_figure_keeps_neither_picture_nor_figure(cast):
    agreed(cast)
    type_takings(by=cast.lila, shop=cast.lys, grain="month", figures={date(2017, m, 1): str(8000 + m) for m in range(1, 10)})
    with pytest.raises(Unusual):
        given(cast, amount="84500")
    assert (Slip.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert given(cast, amount="84500", confirmed=True).pk


@pytest.mark.parametrize("words, sentence", [({"picture": None}, "Prenez d’abord"), ({"month": date(2017, 11, 1)}, "pas finie"), ({"month": None}, "pas finie"),
                                             ({"month": date(1990, 1, 1)}, "trop ancienne")])
def test_without_a_picture_or_a_month_nothing_is_kept(cast, words, sentence):
    agreed(cast)
    with pytest.raises(Refused, match=sentence):
        given(cast, **words)
    assert Slip.objects.count() == 0


def test_strangers_and_shops_without_agreement_give_and_read_nothing(cast):
    cast.pairing, cast.lila  # noqa: B018
    with pytest.raises(Refused, match="accord"):
        given(cast)
    slip = given(cast, agreed=True)
    for stranger in (cast.karim, cast.odile, cast.hugo):
        with pytest.raises(Refused, match="commerçant"):
            read_slip(by=stranger, slip=slip, amount="9")
        with pytest.raises(Refused, match="commerçant"):
            drop_slip(by=stranger, slip=slip)


def test_a_picture_is_erased_on_its_day_and_the_figure_stays(cast):
    agreed(cast)
    given(cast, amount="8450")
    with clock.at(clock.local(date(2018, 11, 20), 9)):
        prune_takings()
        assert Slip.objects.count() == 1
    with clock.at(clock.local(date(2018, 11, 21), 9)):
        prune_takings()
    assert (Slip.objects.count(), StoredFile.objects.count(), Taking.objects.get().slip) == (0, 0, None)


def test_an_old_picture_without_a_day_is_erased_after_a_year_and_a_blurred_one_at_once(cast):
    agreed(cast)
    slip = given(cast)
    drop_slip(by=cast.lila, slip=slip)
    assert (Slip.objects.count(), StoredFile.objects.count()) == (0, 0)
    given(cast)
    Slip.objects.update(kept_until=None)
    with clock.at(clock.local(date(2018, 11, 22), 9)):
        prune_takings()
    assert Slip.objects.count() == 0
