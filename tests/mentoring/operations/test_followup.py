"""Monday's gestures: a chase, a call, an alert put aside with a reason."""
from datetime import timedelta

import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Chase, Snooze
from chalandise.mentoring.operations.followup import chase, record_call, snooze
from tests.mentoring import scenes
from tests.mentoring.operations.test_visits import written


def test_a_chase_writes_to_both_once_a_day(cast):
    scenes.visit(cast)
    for _ in range(2):
        chase(pairing=cast.pairing, to="both", by=cast.rose, cause="silence")
    assert Chase.objects.count() == 1
    (to_merchant,), (to_mentor,) = written("chase_merchant"), written("chase_mentor")
    assert [to_merchant.to_address, to_mentor.to_address] == [cast.lila.email, cast.karim.email]
    assert "Rose Ferrand vous écrit" in to_merchant.text
    assert cast.pairing.signs.count() == 0  # a chase is not a sign of life


@pytest.mark.parametrize(("to", "cause"), [("nobody", "silence"), ("both", "whim")])
def test_a_chase_without_addressee_or_cause_is_refused(cast, to, cause):
    with pytest.raises(Refused):
        chase(pairing=cast.pairing, to=to, by=cast.rose, cause=cause)


def test_a_pairing_that_ended_is_not_chased(cast):
    cast.pairing.ended_at = clock.now()
    with pytest.raises(Refused, match="terminé"):
        chase(pairing=cast.pairing, to="both", by=cast.rose)


@pytest.mark.parametrize(("answered", "signs"), [(True, ["call"]), (False, [])])
def test_a_call_counts_as_a_sign_of_life_only_when_answered(cast, answered, signs):
    record_call(pairing=cast.pairing, side="merchant", by=cast.rose, answered=answered)
    assert list(cast.pairing.signs.values_list("kind", flat=True)) == signs


def test_an_alert_is_put_aside_with_a_reason_and_not_for_ever(cast):
    tomorrow = clock.today() + timedelta(days=1)
    made = snooze(pairing=cast.pairing, until=tomorrow, reason="rappelle vendredi", by=cast.rose, codes=("silence:risk",))
    assert (made.reason, made.codes) == ("rappelle vendredi", ["silence:risk"])
    for until, reason, field in ((tomorrow, " ", "reason"), (clock.today(), "ok", "until"), (clock.today() + timedelta(days=22), "ok", "until")):
        with pytest.raises(Refused) as refusal:
            snooze(pairing=cast.pairing, until=until, reason=reason, by=cast.rose)
        assert refusal.value.field == field
    assert Snooze.objects.count() == 1
