"""The reminders as the team reads them: why, what stops it, what comes next and when."""
from datetime import timedelta

from chalandise.computing.health import RULES
from chalandise.computing.hits import PROBLEMS
from chalandise.computing.reminders import REASONS
from chalandise.foundation import clock
from chalandise.mentoring.mails.reminding import SAID
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.operations.reminders import hold_reminder, remind
from chalandise.mentoring.operations.visits import propose_slots
from chalandise.mentoring.queries import reminding, words
from chalandise.mentoring.queries.health import season_health
from tests.mentoring import scenes
from tests.mentoring.scenes import at, hour


def rows(cast):
    return [(r.what, r.person.full_name, r.next) for r in reminding.rows_of(season_health(cast.season))]


def test_each_reason_and_each_rule_has_its_words():
    codes = {r.code for r in REASONS}
    assert set(reminding.WHAT) == set(reminding.STOPS) == codes
    assert {c.removesuffix("_merchant").removesuffix("_mentor") for c in SAID} == codes | {"visit_tomorrow"}
    assert (list(words.ALERTS), list(words.PROBLEMS)) == ([*words.ALERTS], list(PROBLEMS)) and set(words.ALERTS) == {r.code for r in RULES}
    assert {r.code for r in RULES} <= set(words.FACTS)


def test_slots_say_what_comes_next_until_they_are_the_referents(cast):
    sign(pairing=cast.pairing, kind="contact")
    propose_slots(visit=scenes.visit(cast), slots=[hour(30, 9)], by=cast.karim)
    what = "Créneaux sans réponse (visite 1)"
    assert rows(cast) == [(what, "Lila Sarda", "Premier rappel le jeudi 23 novembre")]
    for moment, expected in ((at(23, 8), "Second rappel le lundi 27 novembre"), (at(27, 8), "Votre liste le jeudi 30 novembre")):
        with clock.at(moment):
            remind(cast.season)
            assert rows(cast) == [(what, "Lila Sarda", expected)]
    with clock.at(at(30, 8)):
        assert rows(cast) == [(what, "Lila Sarda", "À vous depuis le jeudi 30 novembre : les rappels sont restés sans effet.")]
    assert [reminding.what_was(r) for r in reminding.sent_of(cast.season)] == [f"{what}, second rappel", f"{what}, premier rappel"]


def test_what_was_put_aside_says_until_when_and_why(cast):
    sign(pairing=cast.pairing, kind="contact")
    (plan,) = [p for p in season_health(cast.season)[0].plans if p.matter.side == "merchant"]
    hold_reminder(pairing=cast.pairing, person=cast.lila, reason=plan.matter.key, why="en congés", by=cast.rose,
                  until=clock.today() + timedelta(days=3))
    (row,) = [r for r in reminding.rows_of(season_health(cast.season)) if r.person == cast.lila]
    assert (row.next, row.hold.why, row.held) == ("Mis de côté jusqu’au jeudi 23 novembre", "en congés", True)


def test_a_person_without_address_is_told_by_voice(cast):
    sign(pairing=cast.pairing, kind="contact", at=clock.now() - timedelta(days=10))
    cast.lila.email = None
    cast.lila.save()
    assert ("Pas de nouvelles", "Lila Sarda", "À vous : cette personne n’a pas d’adresse e-mail.") in rows(cast)
