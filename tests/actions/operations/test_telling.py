"""Photos lose their location; a name stands beside a lesson only with consent."""
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chalandise.actions.operations.telling import add_photo, give_lesson, remove_photo
from chalandise.actions.queries.lessons import lessons_for, told
from chalandise.foundation.models import StoredFile
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Consent


def picture(colour="red", gps=True):
    image, exif, out = Image.new("RGB", (40, 30), colour), Image.Exif(), io.BytesIO()
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
    image.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("vitrine.jpg", out.getvalue(), "image/jpeg")


def test_a_photo_is_kept_without_its_location_and_once(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = add_photo(by=cast.lila, action=cast.action, uploaded=picture(), alt="La vitrine", rights=True)
    assert add_photo(by=cast.lila, action=cast.action, uploaded=picture(), alt="La vitrine") == photo
    with Image.open(photo.file.file.path) as seen:
        assert dict(seen.getexif()) == {}
    remove_photo(by=cast.karim, photo=photo)
    assert StoredFile.objects.count() == 0


def test_a_photo_says_what_it_shows_and_is_a_photo(cast):
    with pytest.raises(Refused, match="ce qu’on voit"):
        add_photo(by=cast.lila, action=cast.action, uploaded=picture(), alt=" ")
    with pytest.raises(Refused, match="bon genre"):
        add_photo(by=cast.lila, action=cast.action, uploaded=SimpleUploadedFile("x.jpg", b"%PDF-1.4 %%EOF"), alt="Une photo")
    with pytest.raises(Refused, match="écrivent sur cette action"):
        add_photo(by=cast.awa, action=cast.action, uploaded=picture(), alt="La vitrine")


def test_each_side_tells_once_and_may_change(cast):
    give_lesson(by=cast.lila, action=cast.action, worked="Le soir")
    give_lesson(by=cast.lila, action=cast.action, worked="Le soir, surtout le lundi", share=True)
    give_lesson(by=cast.karim, action=cast.action, failed="Le réglage, trop long")
    assert [(x.side, x.worked, x.failed) for x in cast.action.lessons.order_by("side")] == [
        ("mentor", "", "Le réglage, trop long"), ("merchant", "Le soir, surtout le lundi", "")]
    with pytest.raises(Refused, match="Une phrase suffit"):
        give_lesson(by=cast.lila, action=cast.action)
    with pytest.raises(Refused, match="racontent"):
        give_lesson(by=cast.awa, action=cast.action, worked="x")


def test_only_shared_lessons_reach_the_others_and_named_only_with_consent(cast):
    give_lesson(by=cast.karim, action=cast.action, worked="Secret")
    give_lesson(by=cast.lila, action=cast.action, worked="Le soir", share=True)
    assert [(t.lesson.worked, t.who) for t in told(lessons_for(cast.karim, cast.season))] == [("Le soir", "")]
    give_lesson(by=cast.lila, action=cast.action, worked="Le soir", share=True, quote=True)
    assert [t.who for t in told(lessons_for(cast.karim, cast.season))] == ["Lila, Institut Lys"]
    give_lesson(by=cast.lila, action=cast.action, worked="Le soir", share=True, quote=False)
    assert [t.who for t in told(lessons_for(cast.karim, cast.season))] == [""]
    assert Consent.objects.exclude(withdrawn_at=None).count() == 1
    assert list(lessons_for(cast.hugo, cast.season)) == []


def test_the_team_writes_for_a_merchant_on_the_phone_and_never_consents_for_them(cast):
    lesson = give_lesson(by=cast.rose, action=cast.action, worked="Le soir", side="merchant", share=True, quote=True, via="phone")
    assert (lesson.side, Consent.objects.count()) == ("merchant", 0)
