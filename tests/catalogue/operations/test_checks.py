import gzip
import json

import pytest

from chalandise.catalogue.models import CompanyCheck
from chalandise.catalogue.operations import checks
from chalandise.catalogue.operations.checks import ask_register, record_check
from chalandise.catalogue.queries.companies import has_ceased, latest_check
from chalandise.foundation.models import Job
from chalandise.foundation.refusals import Refused


def test_the_team_writes_what_it_read(cast):
    check = record_check(by=cast.odile, provider=cast.ardoise, status="active", note=" Kbis du 3 octobre ")
    assert (check.source, check.note, latest_check(cast.ardoise), has_ceased(cast.ardoise)) == ("team", "Kbis du 3 octobre", check, False)


def test_ceased_asks_where_it_was_read(cast):
    with pytest.raises(Refused, match="où et quand"):
        record_check(by=cast.odile, provider=cast.ardoise, status="ceased")
    record_check(by=cast.odile, provider=cast.ardoise, status="ceased", note="BODACC du 12 octobre")
    assert has_ceased(cast.ardoise)


def test_the_latest_check_counts(cast):
    record_check(by=cast.odile, provider=cast.ardoise, status="ceased", note="BODACC")
    record_check(by=cast.odile, provider=cast.ardoise, status="active", note="erreur du registre")
    assert not has_ceased(cast.ardoise)


def test_without_an_address_nothing_is_asked(cast, settings):
    assert settings.COMPANY_REGISTER == ""
    assert (ask_register(provider=cast.ardoise), Job.objects.count()) == (None, 0)


def test_with_an_address_a_job_is_queued_for_a_french_company_only(cast, settings):
    settings.COMPANY_REGISTER = "https://registre.invalid/search"
    assert ask_register(provider=cast.ardoise).args == [cast.ardoise.pk]
    cast.ardoise.organisation.siren = None
    assert ask_register(provider=cast.ardoise) is None


def test_an_address_that_is_not_https_is_not_followed(cast, settings):
    settings.COMPANY_REGISTER = "file:///etc/passwd?x"
    with pytest.raises(ValueError, match="https"):
        checks.check_by_register(provider=cast.ardoise)
    assert CompanyCheck.objects.count() == 0


@pytest.mark.shared
def test_a_real_answer_says_active_and_ceased(cast, shared, monkeypatch):
    with gzip.open(shared / "shops/api_samples/api_recherche_entreprises_search_fulltext.json.gz") as file:
        answer = json.load(file)
    monkeypatch.setattr(checks, "_fetch", lambda siren: answer)  # the one thing not tried: the network
    found = []
    for siren in ("418166096", "801364258", "732829320"):
        cast.ardoise.organisation.siren = siren
        check = checks.check_by_register(provider=cast.ardoise)
        found.append((check.status, check.note, check.by))
    assert found == [("active", "OCTO-TECHNOLOGY", None), ("ceased", "APPALOOSA TECHNOLOGY, 2022-07-19", None), ("unknown", "", None)]
