"""A picture beside an answer: without its location, one a question, gone with its file."""
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Snapshot
from chalandise.foundation.models import Entry, StoredFile
from chalandise.foundation.refusals import Refused
from tests.diagnostics.operations.test_answers import begin, fill


def picture(colour="#7a5c3e"):
    data, place = io.BytesIO(), Image.Exif()
    place[0x8825] = {1: "N", 2: (44.0, 50.0, 0.0)}  # where it was taken
    Image.new("RGB", (64, 48), colour).save(data, "JPEG", exif=place)
    return SimpleUploadedFile("vitrine.jpg", data.getvalue(), "image/jpeg")


@pytest.fixture
def sheet(cast):
    cast.pairing  # noqa: B018
    return begin(cast)


def first(sheet):
    from chalandise.diagnostics.queries import sheet as lines
    return lines(sheet).lines[0].question.key


def add(cast, sheet, **words):
    return operations.add_photo(**{"by": cast.karim, "assessment": sheet, "question": first(sheet), "uploaded": picture(), "alt": "La vitrine", **words})


def test_a_picture_is_kept_without_the_place_where_it_was_taken(cast, sheet):
    photo = add(cast, sheet)
    with photo.file.file.open() as kept:
        assert dict(Image.open(kept).getexif()) == {}
    assert Entry.objects.filter(verb="diagnostics.pictured").count() == 1


def test_another_picture_takes_the_place_of_the_first_and_its_file_goes(cast, sheet):
    add(cast, sheet)
    second = add(cast, sheet, uploaded=picture("#112233"), alt="La porte")
    assert list(Snapshot.objects.values_list("pk", "alt")) == [(second.pk, "La porte")]
    assert list(StoredFile.objects.values_list("pk", flat=True)) == [second.file_id]


def test_taking_it_away_twice_is_the_same_as_once(cast, sheet):
    add(cast, sheet)
    for _ in range(2):
        operations.remove_photo(by=cast.karim, assessment=sheet, question=first(sheet))
    assert (Snapshot.objects.count(), StoredFile.objects.count(), Entry.objects.filter(verb="diagnostics.unpictured").count()) == (0, 0, 1)


@pytest.mark.parametrize(("words", "sentence"), [
    ({"alt": "  "}, "Dites ce qu’on voit"), ({"uploaded": None}, "Choisissez une photo"), ({"question": "rien"}, "n’est plus posée"),
    ({"uploaded": SimpleUploadedFile("a.jpg", b"pas une image", "image/jpeg")}, "")])
def test_what_is_not_a_picture_of_a_question_is_refused_and_nothing_is_kept(cast, sheet, words, sentence):
    with pytest.raises(Refused, match=sentence):
        add(cast, sheet, **words)
    assert (Snapshot.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_finished_sheet_takes_no_picture(cast, sheet):
    fill(cast, sheet)
    operations.finish(by=cast.karim, assessment=sheet)
    with pytest.raises(Refused, match="est terminé"):
        add(cast, sheet)
