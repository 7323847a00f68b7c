"""What no keyboard types: a NUL, numbers longer than any key, words where a number stands. Nothing breaks or leaks."""
import pytest
from django.urls import reverse

from chalandise.actions.operations.ideas import put_to_merchant
from chalandise.diagnostics import operations as diagnostics
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.seasons.models import Application, PanelProposal
from chalandise.shops.models import Import
from tests.mentoring import scenes
from tests.web.public.test_apply import TYPED, door  # noqa: F401  (fixture)
from tests.web.things import Things

NUL = "avant\0après"
LONG = "9" * 5000  # Python itself refuses to read that many digits


def test_an_application_with_a_nul_is_kept_as_a_draft_and_the_form_says_so(client, door):  # noqa: F811
    answer = client.post(door, {**TYPED, "need": NUL, "gesture": "send"})
    assert answer.status_code == 200 and list(answer.context["form"].errors) == ["need"]
    assert (Application.objects.get().state, Application.objects.get().need) == ("draft", "avantaprès")


def test_words_on_an_idea_lose_their_nul(client, cast):
    cast.pot, cast.rose  # noqa: B018
    put_to_merchant(by=cast.rose, idea=cast.idea)
    client.force_login(cast.awa)
    client.post(reverse("mentor:idea_gesture", args=[cast.season.slug, cast.idea.pk, "commentaires"]), {"text": NUL})
    assert [c.text for c in cast.idea.comments.all()] == ["avantaprès"]
    client.force_login(cast.lila)
    client.post(reverse("merchant:idea", args=[cast.lys.pk, cast.idea.pk]), {"reponse": "non", "words": NUL})
    cast.idea.refresh_from_db()
    assert cast.idea.proposal.words == "avantaprès"


@pytest.mark.parametrize("gesture", ["answer", "all"])
def test_a_note_of_an_assessment_loses_its_nul(client, cast, gesture):
    cast.pairing  # noqa: B018
    sheet = diagnostics.begin(by=cast.lila, season=cast.season, shop=cast.lys, moment="T0", filler="merchant")
    client.force_login(cast.lila)
    address = reverse("merchant:assessment_sheet", args=[cast.lys.pk, "T0"])
    question = client.get(address).context["line"].question
    choice = question.options[0].key
    client.post(address, {"gesture": gesture, "question": question.key, "choice": choice, "note": NUL,
                          question.key: choice, f"note-{question.key}": NUL})
    assert [a.note for a in sheet.answers.all()] == ["avantaprès"]


def test_doubts_and_lines_of_an_import_that_are_none_decide_nothing(client, cast):
    batch = Things(cast).batch
    Import.objects.filter(pk=batch.pk).update(state="checked")
    client.force_login(cast.odile)
    address = reverse("team:import_decisions", args=[cast.bordeaux.slug, batch.pk])
    for posted in ({"doubts": NUL}, {"row": LONG}, {"row": "9" * 30}, {"row": "²"}):
        assert client.post(address, {**posted, "decision": "take"}).status_code == 302


def test_a_reminder_for_nobody_is_not_a_reminder_for_everybody(client, cast):
    scenes.sign_charter(cast.season, cast.rose, "mentor")
    cast.karim_mentor, cast.awa_mentor  # noqa: B018
    client.force_login(cast.rose)
    address = reverse("team:charter_reminder", args=[cast.season.slug, "mentor"])
    for number in (LONG, "9" * 30, "x", "²"):
        assert client.post(address, {"number": number}).status_code == 302
    assert Letter.objects.count() == 0
    client.post(address)
    assert Letter.objects.count() == 2


def test_a_tie_that_is_none_cannot_be_ended(client, cast):
    client.force_login(cast.rose)
    address = reverse("team:mentor_ties", args=[cast.season.slug, cast.karim_mentor.pk])
    assert [client.post(address, {"end": n}).status_code for n in (LONG, "9" * 30, "²")] == [404] * 3
    client.force_login(cast.karim)
    address = reverse("mentor:ties", args=[cast.season.slug])
    assert [client.post(address, {"end": n}).status_code for n in (LONG, "9" * 30, "²")] == [404] * 3


@pytest.mark.parametrize("number", [LONG, "9" * 30, "9" * 17, "²", "-1"])
def test_an_application_that_is_none_is_not_kept_in_the_panel(client, cast, number):
    Things(cast)  # an application and a proposal
    client.force_login(cast.rose)
    for gesture in ("pin", "exclude", "free"):
        assert client.post(reverse("team:panel_proposal", args=[cast.season.slug]), {"gesture": f"{gesture}:{number}"}).status_code == 302
    assert PanelProposal.objects.latest("pk").problem["pinned"] == []
    assert client.get(reverse("team:panel", args=[cast.season.slug])).status_code == 200


@pytest.mark.parametrize(("shop", "mentor"), [(LONG, "1"), ("9" * 17, "9" * 17), ("9" * 30, "1"), ("²", "1")])
def test_a_pair_of_nobody_is_not_kept(client, cast, shop, mentor):
    scenes.board(cast)
    client.force_login(cast.rose)
    address = reverse("team:pairings_adjustment", args=[cast.season.slug])
    for gesture in ("pin", "forbid", "unpin"):
        assert client.post(address, {"shop": shop, "mentor": mentor, "gesture": gesture}).status_code in (302, 404)
    assert client.get(reverse("team:pairings", args=[cast.season.slug])).status_code == 200


def test_those_ticked_at_a_gathering_may_be_anything(client, cast):
    gathering = Things(cast).gathering
    client.force_login(cast.rose)
    address = reverse("team:gathering_attendance", args=[cast.season.slug, gathering.pk])
    for ticked in ("²", "9" * 3000, "1,x,-1"):
        with clock.at(gathering.starts_at.date()):
            assert client.post(address, {"ticked": ticked}).status_code in (200, 302)
