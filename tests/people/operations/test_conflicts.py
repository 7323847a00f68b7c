"""A gesture is checked: it goes on, asks for a second person, or stops; what stopped is written down once."""
import pytest

from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Entry
from chalandise.foundation.refusals import Refused
from chalandise.people.models import ConflictRefusal, Declaration, Supervision, Tie
from chalandise.people.operations import check_conflict, declare_interests, declare_tie, note_refusal
from chalandise.people.operations.conflicts import Barred, Gesture
from chalandise.people.queries.conflicts import node, supervisors
from chalandise.people.queries.refusals import refusals_in, supervisions_in
from chalandise.shops.queries import graph_around


def check(cast, gesture="pair", supervisor=None, by=None, person=None):
    person = person or cast.karim
    graph = graph_around([node(person), node(cast.lys), *([node(supervisor)] if supervisor else [])])
    return check_conflict(by=by or cast.rose, graph=graph, supervisor=supervisor, gesture=Gesture(
        gesture, person, cast.lys, cast.season, (node(cast.lys),), {node(cast.lila): "Lila Sarda"}))


def stopped(cast, **words):
    with pytest.raises(Barred) as refusal:
        check(cast, **words)
    return refusal.value


def test_without_a_tie_the_gesture_goes_on(cast):
    assert check(cast).level == 0


def test_a_bar_says_the_ties_and_the_way_out(cast):
    declare_tie(by=cast.rose, person=cast.karim, thing=cast.lila, kind="family", source="team")
    refusal = stopped(cast)
    assert str(refusal) == ("Lien de famille entre Karim Benali et Lila Sarda\u00a0; Lila Sarda tient Institut Lys. "
                            "Choisissez un autre parrain pour cette boutique.")
    assert refusal.field is None


def test_supervision_asks_for_a_second_person_who_is_kept(cast):
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="other", note="même chorale")
    refusal = stopped(cast)
    assert (refusal.field, "nommez-la" in str(refusal)) == ("supervisor", True)
    assert check(cast, supervisor=cast.odile).supervised
    assert [(s.person, s.supervisor, s.gesture, s.kind) for s in Supervision.objects.all()] == [(cast.karim, cast.odile, "pair", "other")]
    assert check(cast).supervised  # named once for this shop
    assert Supervision.objects.count() == 1
    assert [words for _row, words in supervisions_in(cast.season)] == ["accompagner"]


@pytest.mark.parametrize("who", ["rose", "karim", "hugo", "lila"])
def test_the_second_person_is_another_one_of_the_team(cast, who):
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="other")
    with pytest.raises(Refused, match="fait partie de l’équipe"):
        check(cast, supervisor=getattr(cast, who))


def test_the_second_person_has_no_bar_themselves(cast):
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="other")
    declare_tie(by=cast.odile, person=cast.odile, thing=cast.lys, kind="client")
    with pytest.raises(Refused, match="aussi un conflit"):
        check(cast, supervisor=cast.odile)
    assert list(supervisors(cast.season, cast.rose)) == [cast.odile]


def test_a_refused_attempt_is_written_once_a_day_with_its_words(cast):
    declare_tie(by=cast.rose, person=cast.karim, thing=cast.lys, kind="supplier", source="team")
    for _twice in range(2):
        note_refusal(refusal=stopped(cast))
    row = ConflictRefusal.objects.get()
    assert (row.person, row.by, row.gesture, row.level, row.kind, row.label) == (cast.karim, cast.rose, "pair", "barred", "supplier", "Institut Lys")
    line, = refusals_in(cast.season)
    assert (line.who, line.by, line.what, line.label, line.why, line.way_out) == (
        "Karim Benali", "Rose Ferrand", "accompagner", "Institut Lys", "Karim Benali vend à Institut Lys.",
        "Choisissez un autre parrain pour cette boutique.")
    assert timeline(cast.lys)[0].what == "a été arrêté par un conflit d’intérêts"
    assert refusals_in(cast.other_season) == []


def test_the_journal_says_neither_the_tie_nor_who_is_tied(cast):
    declare_tie(by=cast.rose, person=cast.karim, thing=cast.lys, kind="family", source="team")
    note_refusal(refusal=stopped(cast))
    entry = Entry.objects.get(verb="people.conflict_refused")
    assert (entry.changes, sorted(t.kind for t in entry.traces.all())) == ({"gesture": ["", "pair"]}, ["seasons.season", "shops.shop"])


def test_a_list_is_declared_in_one_gesture_with_its_exceptions(cast):
    declare_interests(person=cast.rose, place=cast.season, things=[cast.lys, cast.cuir], conflicts={cast.cuir: (cast.cuir, "family")})
    assert sorted(Declaration.objects.values_list("object_id", "kind")) == sorted([(cast.lys.pk, ""), (cast.cuir.pk, "family")])
    assert [(t.person, t.object_id, t.kind, t.source) for t in Tie.objects.all()] == [(cast.rose, cast.cuir.pk, "family", "declared")]
    declare_interests(person=cast.rose, place=cast.season, things=[cast.cuir])
    assert list(Declaration.objects.values_list("kind", flat=True)) == ["", ""]
    with pytest.raises(Refused):
        declare_interests(person=cast.rose, place=cast.season, things=[cast.lys], conflicts={cast.lys: (cast.lys, "neighbour")})
