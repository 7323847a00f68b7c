"""Charters are published, signed, proved, withdrawn and renewed."""
import hashlib

import pytest

from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import CharterText, Signature
from chalandise.seasons.operations import charters as op
from chalandise.seasons.queries import charters as reading
from chalandise.seasons.queries import playbook

NEW = "# Charte\n\n" + "Une phrase de plus, qui engage chacun sur les moyens. " * 6


@pytest.fixture
def season(cast):
    """Karim accompanies Institut Lys; both charters are published."""
    cast.pairing  # noqa: B018
    for audience in ("mentor", "merchant"):
        op.publish_new_version(by=cast.rose, season=cast.season, audience=audience, tell=False,
                               text=playbook.charter(cast.season, audience))
    return cast.season


def sign_lila(cast, **words):
    return op.sign(season=cast.season, audience="merchant", person=cast.lila, shop=cast.lys, **{"typed_name": "Lila Sarda", **words})


def test_a_signature_keeps_its_evidence(cast, season, fixed_day):
    text = reading.current(season, "merchant")
    made = sign_lila(cast, seen=text.digest)
    assert (made.digest, made.typed_name, made.at, made.via) == (hashlib.sha256(text.text.encode()).hexdigest(), "Lila Sarda", fixed_day, "link")
    assert reading.signed(season, "merchant", shop=cast.lys) and reading.signers(season, "merchant") == {cast.lys.pk}
    assert Letter.objects.get(purpose="charter.signed").to_address == "lila.sarda@exemple.invalid"
    assert timeline(cast.lys)[0].what == "a signé la charte"


def test_signing_twice_is_the_same_as_once(cast, season):
    assert sign_lila(cast) == sign_lila(cast, typed_name="Autre Nom")
    assert Signature.objects.count() == 1


def test_a_name_is_written_in_full(cast, season):
    for name in ("", "  ", "Lila"):
        with pytest.raises(Refused) as refusal:
            sign_lila(cast, typed_name=name)
        assert refusal.value.field == "typed_name"


def test_a_text_that_changed_meanwhile_is_read_again(cast, season):
    seen = reading.current(season, "merchant").digest
    op.publish_new_version(by=cast.rose, season=season, audience="merchant", text=NEW, tell=False)
    with pytest.raises(Refused, match="vient de changer"):
        sign_lila(cast, seen=seen)


def test_a_new_text_asks_for_a_new_signature_and_shows_what_changed(cast, season):
    sign_lila(cast)
    Letter.objects.all().delete()
    second = op.publish_new_version(by=cast.rose, season=season, audience="merchant", text=reading.current(season, "merchant").text + "\nEt un café.\n", seen=1)
    assert (second.version, reading.signed(season, "merchant", shop=cast.lys)) == (2, False)
    assert [(letter.to_address, letter.subject) for letter in Letter.objects.all()] == [
        ("lila.sarda@exemple.invalid", "La charte a changé, merci de la signer à nouveau")]
    assert [line for line in reading.changes(*reversed(reading.versions(season, "merchant"))) if line[0] == "+"][-1] == ("+", "Et un café.")
    assert [(s.name, s.earlier) for s in reading.roll(season, "merchant")] == [("Institut Lys", 1)]


def test_a_version_published_on_top_of_another_is_refused(cast, season):
    op.publish_new_version(by=cast.odile, season=season, audience="mentor", text=NEW, seen=1, tell=False)
    with pytest.raises(Refused, match="version 2"):
        op.publish_new_version(by=cast.rose, season=season, audience="mentor", text=NEW + "!", seen=1, tell=False)
    with pytest.raises(Refused, match="rien à publier"):
        op.publish_new_version(by=cast.rose, season=season, audience="mentor", text=NEW, seen=2, tell=False)
    assert CharterText.objects.filter(audience="mentor").count() == 2


def test_paper_counts_and_says_who_recorded_it(cast, season):
    made = op.record_paper(by=cast.rose, season=season, audience="merchant", person=cast.lila, shop=cast.lys, typed_name="Lila Sarda")
    assert (made.via, made.recorded_by) == ("paper", cast.rose)


def test_withdrawn_the_signature_stays_as_a_record_and_no_longer_holds(cast, season):
    made = sign_lila(cast)
    for _time in range(2):
        op.withdraw(by=cast.lila, signature=made)
    assert (reading.signed(season, "merchant", shop=cast.lys), Signature.objects.get().withdrawn_at is None) == (False, False)
    assert [line.what for line in timeline(cast.lys)] == ["a retiré sa signature", "a signé la charte"]
    assert sign_lila(cast).pk != made.pk


def test_a_reminder_goes_once_a_day_to_those_who_have_not_signed(cast, season):
    op.sign(season=season, audience="mentor", person=cast.karim, typed_name="Karim Benali")
    cast.awa  # noqa: B018
    Letter.objects.all().delete()
    assert op.remind(by=cast.rose, season=season, audience="mentor") == 1
    op.remind(by=cast.rose, season=season, audience="mentor")
    assert [letter.to_address for letter in Letter.objects.all()] == ["awa.diop@exemple.invalid"]


def test_the_line_counts_signed_due_and_late(cast, season):
    sign_lila(cast)
    stop = season.milestones.get(key="charters")
    assert (stop.done, stop.due, stop.late) == (1, 2, 0)


def test_a_merchant_without_an_address_gets_the_charter_on_paper(cast, season):
    from chalandise.foundation import clock
    from chalandise.seasons.models import PanelPlace
    cast.bruno  # noqa: B018
    PanelPlace.objects.create(season=season, shop=cast.cuir, since=clock.now())
    op.remind(by=cast.rose, season=season, audience="merchant", number=cast.cuir.pk)
    letter = Letter.objects.get(purpose="charter.sign")
    assert (letter.channel, letter.to_name, "/l/" in letter.text) == ("paper", "Bruno Peyrac", True)


def test_a_mentor_is_late_from_the_day_they_were_accepted_not_from_the_text(cast, season):
    from datetime import timedelta

    from chalandise.foundation import clock
    with clock.at(clock.now() + timedelta(days=30)):
        cast.awa  # noqa: B018
        assert [(s.name, s.late) for s in reading.roll(season, "mentor")] == [("Karim Benali", True), ("Awa Diop", False)]
