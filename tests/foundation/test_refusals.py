"""A refusal carries its sentence and its field; a conflict carries both texts."""
from django.utils.translation import gettext_lazy, override

from chalandise.foundation.refusals import Conflict, Refused


def test_a_refusal_says_its_sentence_in_the_language_of_the_moment():
    refusal = Refused(gettext_lazy("Ce fichier est vide."), field="file")
    with override("fr"):
        assert (str(refusal), refusal.field) == ("Ce fichier est vide.", "file")


def test_a_conflict_is_a_refusal_that_loses_nothing():
    conflict = Conflict("Comparez.", theirs={"name": "A"}, yours={"name": "B"}, version=3)
    assert isinstance(conflict, Refused)
    assert (conflict.theirs, conflict.yours, conflict.version, conflict.field) == ({"name": "A"}, {"name": "B"}, 3, None)
