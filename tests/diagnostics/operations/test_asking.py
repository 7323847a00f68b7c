"""Merchants whose sheet is not finished are written to, once a week at most."""
from datetime import timedelta

import pytest

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Assessment
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused


def test_asking_writes_once_a_week_to_who_has_not_finished(cast, fixed_day):
    cast.pairing  # noqa: B018
    assert operations.ask(by=cast.rose, season=cast.season, moment="T1") == 1
    letter = Letter.objects.get()
    assert letter.subject == "Où en est Institut Lys ? Dix minutes sur votre téléphone"
    assert "Les mêmes questions que la dernière fois" in letter.text
    with pytest.raises(Refused, match="Personne à prévenir"):
        operations.ask(by=cast.rose, season=cast.season, moment="T1")
    with clock.at(fixed_day + timedelta(days=8)):
        assert operations.ask(by=cast.rose, season=cast.season, moment="T1") == 1
    assert Assessment.objects.get().started_at is None
