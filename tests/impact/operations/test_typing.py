"""Takings typed by a merchant: a minute, slips told, nothing overwritten, a picture beside."""
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.foundation.models import Entry, StoredFile
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Slip, Taking
from chalandise.impact.operations import Unusual, Wrong, note_closed, settle_doubts, type_takings
from chalandise.impact.queries.takings import present, slips_of
from tests.impact import tills
from tests.impact.tills import agreed

SEPTEMBER, OCTOBER = date(2017, 9, 1), date(2017, 10, 1)


def months(cast, figures, **words):
    return type_takings(by=words.pop("by", cast.lila), shop=cast.lys, grain="month", figures=figures, **words)


def picture():
    import io

    from PIL import Image
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", out.getvalue())


def test_a_few_months_are_written_and_a_double_click_is_once(cast):
    agreed(cast)
    assert [(t.start, t.amount) for t in months(cast, {OCTOBER: "8 450,50", SEPTEMBER: "7900", date(2017, 8, 1): ""})] == [
        (SEPTEMBER, 7900), (OCTOBER, Decimal("8450.50"))]
    assert months(cast, {OCTOBER: "8450,50"}) == []
    assert Taking.objects.count() == 2


def test_the_agreement_may_come_with_the_first_figure_and_nothing_is_kept_without_it(cast):
    cast.pairing, cast.lila  # noqa: B018
    with pytest.raises(Refused, match="accord"):
        months(cast, {OCTOBER: "8000"})
    assert Taking.objects.count() == 0
    assert len(months(cast, {OCTOBER: "8000"}, agreed=True)) == 1


def test_a_corrected_figure_stays_behind_the_new_one(cast):
    agreed(cast)
    months(cast, {OCTOBER: "8000"})
    months(cast, {OCTOBER: "8100"}, via="link")
    assert [(t.amount, t.ended_at is None, t.via) for t in Taking.objects.order_by("at", "id")] == [(8000, False, ""), (8100, True, "link")]


@pytest.mark.parametrize("typed, words", [("-5", "négative"), ("douze", "en chiffres"), ("999999999", "trop grand"), ("1,234", "trop précis"),
                                          ("NaN", "négative")])
def test_what_is_no_amount_is_told_beside_its_month_and_nothing_is_written(cast, typed, words):
    agreed(cast)
    with pytest.raises(Wrong) as caught:
        months(cast, {OCTOBER: "8000", SEPTEMBER: typed})
    assert list(caught.value.wrong) == [SEPTEMBER]
    assert words in caught.value.wrong[SEPTEMBER]
    assert Taking.objects.count() == 0


def test_a_month_that_is_not_over_or_half_a_month_is_refused(cast):
    agreed(cast)
    for start in (date(2017, 11, 1), date(2018, 1, 1), date(2017, 10, 2), date(2004, 1, 1)):
        with pytest.raises(Wrong):
            months(cast, {start: "8000"})
    with pytest.raises(Refused, match="au moins un chiffre"):
        months(cast, {OCTOBER: "  "})


def test_a_zero_too_many_is_asked_about_then_kept(cast):
    agreed(cast)
    months(cast, {date(2017, m, 1): str(8000 + m) for m in range(1, 9)})
    with pytest.raises(Unusual) as caught:
        months(cast, {SEPTEMBER: "81000"})
    assert "d’habitude c’est autour de" in caught.value.wrong[SEPTEMBER]
    assert months(cast, {SEPTEMBER: "81000"}, confirmed=True)[0].doubt == ""


def test_zero_is_a_closed_month(cast):
    agreed(cast)
    assert months(cast, {date(2017, 8, 1): "0"})[0].closed is True


def test_a_picture_is_kept_beside_the_figure_and_needs_one(cast):
    agreed(cast)
    with pytest.raises(Refused, match="sur la photo"):
        months(cast, {OCTOBER: ""}, picture=picture())
    assert StoredFile.objects.count() == 0
    months(cast, {OCTOBER: "8000"}, picture=picture())
    slip = Slip.objects.get()
    assert (Taking.objects.get().slip, slip.stored.media_type) == (slip, "image/webp")
    assert (list(slips_of(cast.lila, cast.lys)), list(slips_of(cast.karim, cast.lys))) == ([slip], [])


def test_nobody_else_types_for_a_shop(cast):
    agreed(cast)
    for person in (cast.karim, cast.bruno, cast.odile, cast.hugo, cast.awa):
        with pytest.raises(Refused, match="ne sont vues que"):
            months(cast, {OCTOBER: "1"}, by=person)
    assert months(cast, {OCTOBER: "8000"}, by=cast.rose, via="phone")[0].by == cast.rose


def test_closed_days_are_said_in_words_when_they_cannot_be(cast):
    agreed(cast)
    for first, last, words in ((date(2017, 8, 20), date(2017, 8, 7), "avant le premier"), (date(2017, 11, 20), None, "pas passés"),
                               (date(2016, 1, 1), date(2017, 8, 1), "plus d’un an")):
        with pytest.raises(Refused, match=words):
            note_closed(by=cast.lila, shop=cast.lys, first=first, last=last)
    assert note_closed(by=cast.lila, shop=cast.lys, first=date(2017, 8, 7), last=None) == 1


def test_a_doubt_is_kept_or_left_out(cast):
    agreed(cast)
    amounts = dict(tills.OPEN)
    amounts[date(2017, 5, 10)] *= 10
    amounts[date(2017, 5, 11)] *= 10
    tills.written(cast, tills.tickets(amounts))
    first, second = present(cast.lys).exclude(doubt="").order_by("start")
    assert settle_doubts(by=cast.lila, shop=cast.lys, ids=[first.pk], keep=True) == 1
    assert settle_doubts(by=cast.lila, shop=cast.lys, ids=[second.pk, 10**12], keep=False) == 1
    assert present(cast.lys).filter(start=first.start).get().doubt == ""
    assert not present(cast.lys).filter(start=second.start).exists()
    assert Entry.objects.filter(verb="impact.takings_settled").count() == 2
