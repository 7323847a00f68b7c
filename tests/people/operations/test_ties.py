"""Ties are declared, derived, set by the team; they have dates, name the least, and leave with their people."""
from datetime import date, timedelta

import pytest

from chalandise.foundation import clock, privacy
from chalandise.foundation.models import Trace
from chalandise.foundation.refusals import Refused
from chalandise.people.models import ConflictRefusal, Declaration, Organisation, Supervision, Tie
from chalandise.people.operations import declare_interests, declare_tie, derive_tie, end_tie, join_group
from chalandise.people.tasks import prune


def test_a_note_is_kept_for_what_has_no_other_name_only(cast):
    family = declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="family", note="la sœur de Jeanne")
    other = declare_tie(by=cast.karim, person=cast.karim, thing=cast.cuir, kind="other", note="même chorale")
    assert (family.note, other.note) == ("", "même chorale")


def test_a_tie_with_somebody_belongs_to_both_and_the_journal_names_one(cast):
    tie = declare_tie(by=cast.rose, person=cast.karim, thing=cast.lila, kind="family", source="team")
    assert tie.other == cast.lila
    assert privacy.export(cast.lila)["people.Tie"]["rows"][0]["kind"] == "family"
    assert list(Trace.objects.filter(entry__verb="people.tie_declared").values_list("label", flat=True)) == ["Karim Benali"]
    privacy.erase(cast.lila)
    assert Tie.objects.count() == 0


@pytest.mark.parametrize(("words", "field"), [({"since": date(2017, 11, 21)}, "since"), ({"thing": "himself"}, "person")])
def test_a_tie_that_cannot_be_is_refused_beside_its_field(cast, words, field):
    words = {"thing": cast.lys, **words}
    words["thing"] = cast.karim if words["thing"] == "himself" else words["thing"]
    with pytest.raises(Refused) as refused:
        declare_tie(by=cast.rose, person=cast.karim, kind="family", **words)
    assert refused.value.field == field


def test_a_paid_supplier_is_tied_once_and_the_later_end_counts(cast):
    body = Organisation.objects.create(name="Agenda Facile")
    first = derive_tie(by=cast.rose, organisation=body, thing=cast.lys, kind="invoice", until=date(2019, 11, 1))
    again = derive_tie(by=cast.rose, organisation=body, thing=cast.lys, kind="invoice", until=date(2019, 12, 1))
    derive_tie(by=cast.rose, organisation=body, thing=cast.lys, kind="invoice", until=date(2018, 1, 1))
    first.refresh_from_db()
    assert (first, first.until, Tie.objects.count()) == (again, date(2019, 12, 1), 1)
    with pytest.raises(ValueError, match="unknown kind"):
        derive_tie(by=cast.rose, organisation=body, thing=cast.lys, kind="family")


def test_a_group_has_dates_and_is_not_oneself(cast):
    body, head = (Organisation.objects.create(name=name) for name in ("Agenda Facile", "Groupe Agenda"))
    tie = join_group(by=cast.rose, organisation=body, parent=head, since=date(2017, 1, 1))
    end_tie(by=cast.rose, tie=tie)
    assert (tie.since, tie.until, tie.source) == (date(2017, 1, 1), clock.today(), "derived")
    with pytest.raises(Refused):
        join_group(by=cast.rose, organisation=head, parent=head)


def test_what_is_over_for_three_years_is_forgotten(cast):
    for end, thing in ((date(2014, 11, 1), cast.lys), (date(2014, 12, 1), cast.cuir)):
        Tie.objects.create(person=cast.karim, object_kind="shops.shop", object_id=thing.pk, kind="client", source="declared",
                           since=date(2014, 1, 1), until=end)
    declare_interests(person=cast.rose, place=cast.season, things=[cast.lys, cast.cuir])
    Declaration.objects.filter(object_id=cast.lys.pk).update(at=clock.now() - timedelta(days=3 * 365 + 1))
    forgotten = prune()
    assert (forgotten["ties"], forgotten["conflicts"]) == (1, 1)
    assert [t.object_id for t in Tie.objects.all()] == [cast.cuir.pk]


def test_an_erased_person_leaves_no_tie_no_reason_and_no_refusal(cast):
    declare_interests(person=cast.karim, place=cast.season, things=[cast.lys], conflicts={cast.lys: (cast.lys, "family")})
    about = {"object_kind": "shops.shop", "object_id": cast.lys.pk, "scope_kind": "seasons.season", "scope_id": cast.season.pk, "at": clock.now()}
    Supervision.objects.create(person=cast.karim, supervisor=cast.odile, gesture="pair", kind="other", **about)
    ConflictRefusal.objects.create(person=cast.karim, by=cast.rose, gesture="pair", level="barred", kind="family", **about)
    assert {"people.Tie", "people.Declaration", "people.Supervision", "people.ConflictRefusal"} <= set(privacy.export(cast.karim))
    privacy.erase(cast.karim)
    assert (Tie.objects.count(), ConflictRefusal.objects.count()) == (0, 0)
    assert ([d.kind for d in Declaration.objects.all()], [s.kind for s in Supervision.objects.all()]) == ([""], [""])
