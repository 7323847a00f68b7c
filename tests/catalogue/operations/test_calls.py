from datetime import date, timedelta

import pytest

from chalandise.catalogue.models import CriterionScore, Review
from chalandise.catalogue.operations.calls import create_call, edit_call, extend_call, publish_call, set_criteria
from chalandise.catalogue.operations.submissions import start_submission
from chalandise.catalogue.rules.criteria import default_criteria
from chalandise.foundation import clock, journal
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Conflict, Refused

OPENS, CLOSES = clock.local(date(2017, 12, 1), 9), clock.local(date(2018, 1, 31), 18)


@pytest.fixture
def prepared(cast):
    return create_call(by=cast.odile, territory=cast.bordeaux, title="Appel 2018", opens_at=OPENS, deadline=CLOSES, text="Venez.", needs=["booking"])


def test_a_call_starts_with_criteria_that_weigh_and_say_each_score(cast, prepared):
    rows = list(prepared.criteria.all())
    assert [(c.code, c.weight) for c in rows] == [("useful", 3), ("simple", 2), ("price", 2), ("exit", 2), ("privacy", 1), ("access", 1)]
    assert {len(c.anchors) for c in rows} == {5}
    assert (prepared.slug, prepared.published_at) == ("appel-2018", None)


def test_a_deadline_before_the_opening_is_refused(cast):
    with pytest.raises(Refused, match="vient avant l’ouverture"):
        create_call(by=cast.odile, territory=cast.bordeaux, title="X", opens_at=CLOSES, deadline=OPENS)


@pytest.mark.parametrize(("lacks", "sentence"), [({"text": " "}, "le texte de l’appel"), ({"needs": []}, "au moins un besoin")])
def test_a_call_without_words_or_needs_is_not_published(cast, prepared, lacks, sentence):
    edit_call(by=cast.odile, call=prepared, version=prepared.version, values=lacks)
    with pytest.raises(Refused, match=sentence):
        publish_call(by=cast.odile, call=prepared)


def test_a_call_whose_deadline_is_behind_is_not_published(cast, prepared):
    with clock.at(CLOSES), pytest.raises(Refused, match="déjà passée"):
        publish_call(by=cast.odile, call=prepared)


def test_published_twice_is_published_once(cast, prepared):
    first = publish_call(by=cast.odile, call=prepared).published_at
    with clock.at(clock.now() + timedelta(hours=1)):
        assert publish_call(by=cast.odile, call=prepared).published_at == first
    assert [line.what for line in journal.timeline(prepared)] == ["a publié l’appel", "a préparé l’appel"]


def test_once_published_the_deadline_does_not_move_by_an_edit(cast):
    edited = edit_call(by=cast.odile, call=cast.call, version=1, values={"title": "Appel 2017", "deadline": CLOSES})
    edited.refresh_from_db()
    assert (edited.title, edited.deadline) == ("Appel 2017", clock.local(date(2017, 10, 31), 18))


def test_two_of_the_team_who_edit_see_both_texts(cast, prepared):
    edit_call(by=cast.odile, call=prepared, version=1, values={"text": "Venez nombreux."})
    with pytest.raises(Conflict) as conflict:
        edit_call(by=cast.rose, call=prepared, version=1, values={"text": "Venez vite."})
    assert conflict.value.theirs == {"text": "Venez nombreux."}


def test_criteria_are_renamed_weighed_added_and_taken_away(cast, prepared):
    rows = default_criteria()[:2]
    rows[0] = {**rows[0], "label": "Utile ici", "weight": 5}
    rows.append({"code": "", "label": "Né dans la région", "weight": 1, "anchors": ["a", "b", "c", "d", "e"]})
    found = set_criteria(by=cast.odile, call=prepared, rows=rows)
    assert [(c.code, c.label, c.weight) for c in found] == [("useful", "Utile ici", 5), ("simple", "Simple à installer et à utiliser", 2),
                                                            ("ne-dans-la-region", "Né dans la région", 1)]


@pytest.mark.parametrize(("change", "sentence"), [
    ({"weight": 0}, "de 1 à 10"), ({"weight": 11}, "de 1 à 10"), ({"anchors": ["a", "b", "", "d", "e"]}, "ce que vaut chaque note"),
    ({"label": " "}, "Donnez un nom au critère 1")])
def test_a_criterion_that_says_nothing_is_refused(cast, prepared, change, sentence):
    with pytest.raises(Refused, match=sentence):
        set_criteria(by=cast.odile, call=prepared, rows=[{**default_criteria()[0], **change}])
    assert prepared.criteria.count() == 6


def test_criteria_that_served_no_longer_change(cast):
    version = cast.submission.versions.get()
    assignment = cast.submission.assignments.create(reviewer=cast.reviewer, by=cast.odile, at=clock.now())
    review = Review.objects.create(assignment=assignment, version=version, saved_at=clock.now())
    CriterionScore.objects.create(review=review, criterion=cast.call.criteria.first(), value=3)
    with pytest.raises(Refused, match="déjà noté"):
        set_criteria(by=cast.odile, call=cast.call, rows=default_criteria())


def test_an_extension_is_later_and_says_why_and_who_has_a_draft_is_told(cast):
    with clock.at(clock.local(date(2017, 10, 20), 15)):
        start_submission(by=cast.nadia, call=cast.call, solution=cast.solution)
        extension = extend_call(by=cast.odile, call=cast.call, deadline=clock.local(date(2017, 11, 7), 18), reason=" Congés  scolaires ")
    cast.call.refresh_from_db()
    assert (cast.call.deadline, extension.reason) == (clock.local(date(2017, 11, 7), 18), "Congés scolaires")
    letter = Letter.objects.get(purpose="call.deadline_extended")
    assert letter.to_address == cast.nadia.email and "Congés scolaires" in letter.text and "mardi 7 novembre" in letter.subject


@pytest.mark.parametrize(("deadline", "reason", "sentence"), [
    (clock.local(date(2017, 10, 31), 18), "x", "ne recule que vers plus tard"), (clock.local(date(2017, 11, 10), 18), "x", "déjà passée"),
    (clock.local(date(2017, 12, 10), 18), " ", "Dites pourquoi")])
def test_an_extension_that_is_none_is_refused(cast, deadline, reason, sentence):
    with pytest.raises(Refused, match=sentence):
        extend_call(by=cast.odile, call=cast.call, deadline=deadline, reason=reason)
    assert cast.call.extensions.count() == 0


def test_no_extension_once_decisions_left(cast):
    cast.call.released_at = clock.now()
    cast.call.save()
    with pytest.raises(Refused, match="annoncées"):
        extend_call(by=cast.odile, call=cast.call, deadline=CLOSES, reason="x")
