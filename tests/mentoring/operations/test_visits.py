"""Slots: proposed, chosen, refused; letters and calendars follow."""
import pytest
from icalendar import Calendar

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Mentor, Pairing, SignOfLife, Visit, VisitSlot
from chalandise.mentoring.operations.visits import choose_slot, propose_slots, refuse_slots
from tests.funding.operations.test_ledger import at_once, on_disk
from tests.mentoring import scenes
from tests.mentoring.scenes import at, hour

THREE = [hour(23, 13, 30), hour(24, 9), hour(27, 9)]
S = Visit.State


def written(purpose):
    return list(Letter.objects.filter(purpose=f"mentoring.{purpose}").order_by("id"))


def event(letter):
    book = Calendar.from_ical(letter.attachments[0]["content"])
    return book["METHOD"], next(c for c in book.walk() if c.name == "VEVENT")


def test_the_merchant_receives_the_three_slots_and_one_link(cast):
    visit = propose_slots(visit=scenes.visit(cast), slots=THREE, by=cast.karim)
    assert (visit.state, visit.proposed_at, visit.slots.count()) == (S.PROPOSED, clock.now(), 3)
    (letter,) = written("slots_proposed")
    assert (letter.to_address, letter.subject) == (cast.lila.email, "Choisissez l’heure de la visite de Karim")
    assert "jeudi 23 novembre à 13" in letter.text
    assert letter.text.count("/l/") == 1
    assert list(SignOfLife.objects.values_list("kind", flat=True)) == ["slots"]


def test_proposing_the_same_slots_twice_writes_once(cast):
    visit = propose_slots(visit=scenes.visit(cast), slots=THREE, by=cast.karim)
    again = propose_slots(visit=visit, slots=THREE, by=cast.karim)
    assert (again.version, len(written("slots_proposed"))) == (visit.version, 1)


def test_proposing_other_slots_replaces_the_first_ones(cast):
    visit = propose_slots(visit=scenes.visit(cast), slots=THREE, by=cast.karim)
    propose_slots(visit=visit, slots=[hour(28, 9)], by=cast.karim)
    assert list(visit.slots.values_list("starts_at", flat=True)) == [at(28, 9)]
    assert len(written("slots_proposed")) == 2


@pytest.mark.parametrize(("slots", "sentence"), [
    ([], "Proposez un à trois créneaux"),
    ([*THREE, hour(28, 9)], "Proposez un à trois créneaux"),
    ([hour(20, 9)], "est déjà passé"),
    ([hour(23, 22)], "entre 7 h et 21 h"),
    ([hour(23, 5)], "entre 7 h et 21 h"),
    ([(at(23, 20, 30), at(24, 9))], "entre 7 h et 21 h"),
    ([hour(23, 9), hour(23, 9, 30)], "se chevauchent"),
])
def test_slots_that_make_no_sense_are_refused_with_what_to_do(cast, slots, sentence):
    with pytest.raises(Refused) as refusal:
        propose_slots(visit=scenes.visit(cast), slots=slots, by=cast.karim)
    assert sentence in str(refusal.value)
    assert refusal.value.field == "slots"


def test_a_slot_over_another_visit_of_the_mentor_is_refused(cast):
    scenes.fixed(cast, 23, 13, number=1)
    with pytest.raises(Refused, match="autre visite"):
        propose_slots(visit=scenes.visit(cast, 2), slots=[hour(23, 13, 30)], by=cast.karim)


def test_choosing_fixes_the_visit_and_invites_both_each_under_their_own_name(cast):
    visit = propose_slots(visit=scenes.visit(cast), slots=THREE, by=cast.karim)
    slot = visit.slots.first()
    visit = choose_slot(visit=visit, slot_id=slot.pk, by=cast.lila)
    assert (visit.state, visit.starts_at, visit.sequence) == (S.FIXED, at(23, 13, 30), 0)
    letters = written("visit_fixed")
    assert [x.to_address for x in letters] == [cast.lila.email, cast.karim.email]
    method, invited = event(letters[0])
    assert (method, invited["UID"], invited["SEQUENCE"]) == ("REQUEST", f"{visit.uid}@chalandise", 0)
    assert str(invited["ATTENDEE"]) == f"mailto:{cast.lila.email}"  # the mentor's address is not given away
    assert invited["SUMMARY"] == "Visite 1 : Institut Lys avec Karim"


def test_choosing_the_same_slot_twice_is_the_same_as_once(cast):
    visit = propose_slots(visit=scenes.visit(cast), slots=THREE, by=cast.karim)
    slot = visit.slots.first()
    for _ in range(2):
        found = choose_slot(visit=visit, slot_id=slot.pk, by=cast.lila)
    assert (found.sequence, len(written("visit_fixed"))) == (0, 2)


def test_choosing_another_slot_once_fixed_is_refused(cast):
    visit = propose_slots(visit=scenes.visit(cast), slots=THREE, by=cast.karim)
    first, second, _third = visit.slots.all()
    choose_slot(visit=visit, slot_id=first.pk, by=cast.lila)
    with pytest.raises(Refused, match="plus proposé"):
        choose_slot(visit=visit, slot_id=second.pk, by=cast.lila)


def test_a_slot_that_passed_meanwhile_is_refused(cast):
    visit = propose_slots(visit=scenes.visit(cast), slots=THREE, by=cast.karim)
    with clock.at(at(23, 14)), pytest.raises(Refused, match="est passé"):
        choose_slot(visit=visit, slot_id=visit.slots.first().pk, by=cast.lila)


def test_a_slot_taken_by_the_mentor_s_other_shop_meanwhile_is_refused(cast):
    visit = propose_slots(visit=scenes.visit(cast), slots=THREE, by=cast.karim)
    other = Pairing.objects.create(season=cast.season, shop=cast.cuir, mentor=cast.karim_mentor, opened_at=clock.now(), announced_at=clock.now())
    begins, ends = hour(23, 13)
    Visit.objects.create(pairing=other, number=1, state=S.FIXED, starts_at=begins, ends_at=ends)
    with pytest.raises(Refused, match="Karim n’est plus libre"):
        choose_slot(visit=visit, slot_id=visit.slots.first().pk, by=cast.lila)


def test_no_slot_suits_goes_back_to_the_mentor_with_the_word(cast):
    visit = propose_slots(visit=scenes.visit(cast), slots=THREE, by=cast.karim)
    for _ in range(2):
        visit = refuse_slots(visit=visit, by=cast.lila, wish="plutôt le soir après 19 h")
    assert (visit.state, visit.wish, visit.slots.count()) == (S.TO_PLAN, "plutôt le soir après 19 h", 0)
    (letter,) = written("slots_refused")
    assert letter.to_address == cast.karim.email
    assert "plutôt le soir après 19 h" in letter.text


def test_proposing_on_a_fixed_visit_cancels_it_in_both_calendars(cast):
    visit = scenes.fixed(cast)
    uid = visit.uid
    visit = propose_slots(visit=visit, slots=[hour(28, 9)], by=cast.karim)
    assert (visit.state, visit.starts_at, visit.uid == uid) == (S.PROPOSED, None, False)
    letters = written("visit_cancelled")
    assert [x.to_address for x in letters] == [cast.lila.email, cast.karim.email]
    method, gone = event(letters[0])
    assert (method, gone["UID"], gone["SEQUENCE"], gone["STATUS"]) == ("CANCEL", f"{uid}@chalandise", 1, "CANCELLED")


def test_a_merchant_without_address_gets_paper_and_the_referent_records_the_choice(cast):
    pairing = Pairing.objects.create(season=cast.season, shop=cast.cuir, mentor=cast.karim_mentor, opened_at=clock.now(), announced_at=clock.now())
    cast.bruno, cast.rose  # noqa: B018
    visit = propose_slots(visit=Visit.objects.create(pairing=pairing, number=1), slots=THREE, by=cast.karim)
    (letter,) = written("slots_proposed")
    assert (letter.channel, letter.state) == ("paper", "held")
    visit = choose_slot(visit=visit, slot_id=visit.slots.last().pk, by=cast.rose, via="phone")
    assert visit.starts_at == at(27, 9)


def test_nothing_moves_once_the_visit_is_done_or_the_pairing_over(cast):
    with pytest.raises(Refused, match="déjà eu lieu"):
        propose_slots(visit=scenes.visit(cast, state=S.DONE), slots=THREE, by=cast.karim)
    cast.pairing.ended_at = clock.now()
    cast.pairing.save()
    with pytest.raises(Refused, match="terminé"):
        propose_slots(visit=scenes.visit(cast, 2), slots=THREE, by=cast.karim)


def visits_of_two_seasons(cast):
    """Karim mentors in two seasons; one hour is proposed in both (each team saw it free)."""
    other = Mentor.objects.create(season=cast.other_season, person=cast.karim, state="accepted", applied_at=clock.now(), decided_at=clock.now())
    pairing = Pairing.objects.create(season=cast.other_season, shop=cast.cuir, mentor=other, opened_at=clock.now(), announced_at=clock.now())
    visits = [scenes.visit(cast, state=S.PROPOSED), Visit.objects.create(pairing=pairing, number=1, state=S.PROPOSED)]
    return [VisitSlot.objects.create(visit=v, starts_at=hour(23, 9)[0], ends_at=hour(23, 9)[1]) for v in visits]


def test_a_mentor_of_two_seasons_is_fixed_once_at_one_hour(cast):
    first, second = visits_of_two_seasons(cast)
    choose_slot(visit=first.visit, slot_id=first.pk, by=cast.lila)
    with pytest.raises(Refused, match="Karim n’est plus libre à ce moment"):
        choose_slot(visit=second.visit, slot_id=second.pk, by=cast.bruno)


@pytest.mark.django_db(transaction=True)
def test_two_merchants_who_choose_one_hour_at_the_same_second_are_not_both_served(cast, tmp_path):
    cast.lila, cast.bruno  # noqa: B018
    slots = visits_of_two_seasons(cast)

    def choose(slot, by):
        return lambda: choose_slot(visit=Visit.objects.get(pk=slot.visit_id), slot_id=slot.pk, by=by).state
    with on_disk(tmp_path):
        said = at_once(choose(slots[0], cast.lila), choose(slots[1], cast.bruno))
        fixed, = at_once(Visit.objects.filter(state=S.FIXED).count)
    assert (sorted(type(answer).__name__ for answer in said), fixed) == (["Refused", "State"], 1)
