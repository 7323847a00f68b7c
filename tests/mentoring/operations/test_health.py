import pytest

from chalandise.mentoring.models import SignOfLife
from chalandise.mentoring.operations.health import sign


def test_a_sign_of_life_is_written_once_a_moment(cast, fixed_day):
    first, again = sign(pairing=cast.pairing, kind="action"), sign(pairing=cast.pairing, kind="action")
    assert (first, first.at) == (again, fixed_day)
    assert SignOfLife.objects.count() == 1


def test_an_unknown_kind_is_our_mistake(cast):
    with pytest.raises(ValueError):
        sign(pairing=cast.pairing, kind="telepathy")
