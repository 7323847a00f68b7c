"""The panel: what the team wants, what the machine proposes, what the team decides, what everybody is told."""
import threading

import pytest
from django.db import connection, connections

from chalandise.foundation import clock
from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import PanelPlace, Quota, Selection
from chalandise.seasons.operations import applications, panel
from chalandise.seasons.queries import panel as reading
from tests.seasons.applicants import apply, panel_of


def propose(cast, **words):
    return panel.propose(by=cast.rose, season=cast.season, seed=7, **words)


def decided(cast):
    four = panel_of(cast)
    panel.decide(by=cast.rose, season=cast.season, proposal=propose(cast), waiting=1)
    return four


def test_without_quotas_the_best_scores_are_chosen(cast):
    one, two, _three, _four = panel_of(cast)
    assert propose(cast).result["chosen"] == [one.pk, two.pk]


def test_a_quota_brings_in_the_trade_that_lacks_and_says_so(cast):
    one, two, three, four = panel_of(cast)
    panel.set_quotas(by=cast.rose, season=cast.season, quotas={("trade", "home"): (1, None)})
    family = reading.family(four)
    panel.set_quotas(by=cast.rose, season=cast.season, quotas={("trade", "home"): (0, None), ("trade", family): (1, None)})
    proposal = propose(cast)
    assert sorted(proposal.result["chosen"]) == [one.pk, four.pk]
    view = reading.view_of(proposal, reading.eligible(cast.season), reading.group_words(cast.season))
    words = reading.group_words(cast.season)[f"trade:{family}"]
    assert [r.reasons for r in view.chosen if r.application == four] == [[f"nécessaire à l’équilibre : « {words} »", "note de l’équipe : rang 4"]]
    assert [r.reasons for r in view.others if r.application == two] == [[f"la prendre ferait manquer « {words} »"]] or view.others
    assert view.shortfalls == []


def test_what_cannot_be_met_is_said_in_words(cast):
    panel_of(cast)
    panel.set_quotas(by=cast.rose, season=cast.season, quotas={("trade", "culture"): (1, None), ("trade", "food"): (0, 1)})
    view = reading.view_of(propose(cast), reading.eligible(cast.season), reading.group_words(cast.season))
    assert view.shortfalls == ["« Culture et loisirs » : il manque 1 boutique (vous en vouliez 1)."]


def test_a_pin_and_an_exclusion_are_kept_and_the_same_seed_gives_the_same_panel(cast):
    one, two, three, four = panel_of(cast)
    first = propose(cast, pinned=[four.pk], excluded=[one.pk])
    assert first.result["chosen"] == [two.pk, four.pk]
    assert propose(cast, pinned=[four.pk], excluded=[one.pk]).result == first.result
    assert timeline(cast.season)[0].changes["seed"] == [None, 7]


def test_every_swap_has_its_price_in_words(cast):
    one, two, three, four = panel_of(cast)
    panel.set_quotas(by=cast.rose, season=cast.season, quotas={("trade", reading.family(four)): (1, None)})
    view = reading.view_of(propose(cast), reading.eligible(cast.season), reading.group_words(cast.season))
    said = reading.swap_words(view.result.swap(one.pk, two.pk), view.words)
    assert said == "la note d’ensemble perd 1,0 ; l’équilibre ne bouge pas"
    out, in_, words = reading.best_swaps(view)[0]
    assert (out.pk, in_.pk, words) == (one.pk, two.pk, said)
    assert "l’équilibre perd 1 place" in reading.swap_words(view.result.swap(four.pk, two.pk), view.words)


@pytest.mark.parametrize("quotas, sentence", [
    ({("trade", "food"): (3, 1)}, "« Alimentation » : le maximum est plus petit que le minimum."),
    ({("trade", "food"): (2, None), ("trade", "craft"): (1, None)}, "« métier » : les minimums font 3 places, le panel en a 2."),
])
def test_quotas_that_cannot_be_are_refused(cast, quotas, sentence):
    panel_of(cast)
    with pytest.raises(Refused, match=sentence):
        panel.set_quotas(by=cast.rose, season=cast.season, quotas=quotas)
    assert Quota.objects.count() == 0


def test_proposed_quotas_shut_nobody_out(cast):
    panel_of(cast)
    lines = reading.quota_lines(cast.season, reading.eligible(cast.season))
    assert [(line.words, line.applicants, line.proposed) for line in lines["level"]][0] == ("aucun canal", 4, (1, 3))
    assert all(low <= line.applicants for line in lines["trade"] for low in [line.proposed[0]])


def test_a_decision_ranks_the_waiting_list_and_gives_each_a_reason(cast):
    one, two, three, four = decided(cast)
    rows = reading.selections_of(cast.season)
    assert [(s.application, s.outcome, s.rank) for s in rows] == [
        (two, "chosen", None), (one, "chosen", None), (three, "waiting", 1), (four, "declined", None)]
    assert all(s.reason for s in rows)
    assert rows[3].reason.startswith("4 boutiques ont candidaté pour 2 places.")


def test_the_team_overrides_and_the_line_moves_down(cast):
    one, two, three, four = decided(cast)
    panel.change_outcome(by=cast.rose, selection=four.selection, outcome="waiting", rank=1, reason="À suivre.")
    assert [(s.application, s.rank) for s in reading.waiting_list(cast.season)] == [(four, 1), (three, 2)]


def test_announcing_answers_everybody_once(cast):
    one, two, three, four = decided(cast)
    Letter.objects.all().delete()
    assert panel.announce(by=cast.rose, season=cast.season) == 4
    assert panel.announce(by=cast.odile, season=cast.season) == 0
    letters = {letter.about_id: letter for letter in Letter.objects.all()}
    assert {k: letter.subject for k, letter in letters.items()} == {
        one.pk: "Un fait partie du panel", two.pk: "Deux fait partie du panel", three.pk: "Trois est sur la liste d’attente",
        four.pk: "Notre réponse pour Quatre"}
    assert {letter.state for letter in letters.values()} == {"held"}
    assert "comparaison" in letters[four.pk].text and "comparaison" not in letters[one.pk].text
    assert {p.shop_id for p in PanelPlace.objects.all()} == {one.shop_id, two.shop_id}
    assert (cast.season.milestones.get(key="panel").done, cast.season.milestones.get(key="panel").due) == (2, 2)


def test_nobody_is_announced_without_a_decision_or_a_reason(cast):
    one, two, three, four = decided(cast)
    late = apply(cast, "Cinq")
    with pytest.raises(Refused, match="1 candidature n’a pas de décision"):
        panel.announce(by=cast.rose, season=cast.season)
    applications.withdraw(by=cast.rose, application=late)
    Selection.objects.filter(application=four).update(reason="")
    with pytest.raises(Refused, match="Il manque une raison pour : Quatre"):
        panel.announce(by=cast.rose, season=cast.season)
    assert (Letter.objects.filter(purpose__startswith="panel").count(), PanelPlace.objects.count()) == (0, 0)


def test_after_the_answers_nothing_is_redone(cast):
    four = decided(cast)
    panel.announce(by=cast.rose, season=cast.season)
    for gesture in (lambda: propose(cast), lambda: panel.decide(by=cast.rose, season=cast.season, proposal=reading.latest_proposal(cast.season)),
                    lambda: panel.change_outcome(by=cast.rose, selection=four[0].selection, outcome="declined", reason="Non.")):
        with pytest.raises(Refused):
            gesture()


def test_a_shop_that_withdrew_meanwhile_stops_the_decision(cast):
    one, *_others = panel_of(cast)
    proposal = propose(cast)
    applications.withdraw(by=cast.rose, application=one)
    with pytest.raises(Refused, match="retiré sa candidature"):
        panel.decide(by=cast.rose, season=cast.season, proposal=proposal)


def test_who_is_not_chosen_may_serve_as_comparison_and_take_it_back(cast):
    one, two, three, four = decided(cast)
    with pytest.raises(Refused):
        panel.agree_to_compare(person=four.person, application=four, text="D’accord.")
    panel.announce(by=cast.rose, season=cast.season)
    consents = [panel.agree_to_compare(person=four.person, application=four, text="D’accord.") for _time in range(2)]
    assert consents[0] == consents[1]
    assert reading.comparison_shops(cast.season) == {four.shop_id}
    with pytest.raises(Refused):
        panel.agree_to_compare(person=one.person, application=one, text="D’accord.")
    consents[0].withdrawn_at = clock.now()
    consents[0].save()
    assert reading.comparison_shops(cast.season) == set()


@pytest.mark.django_db(transaction=True)
def test_two_referents_who_announce_at_the_same_moment_write_one_letter_each_shop(cast):
    decided(cast)
    rose, odile, season, counts = cast.rose, cast.odile, cast.season, []
    gate = threading.Barrier(2)

    def gesture(person):
        with clock.at(clock.local(season.starts_on, 10)):
            gate.wait()
            counts.append(panel.announce(by=person, season=season))
        connections["default"].close()

    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("a database in memory has one writer")
    both = [threading.Thread(target=gesture, args=[p]) for p in (rose, odile)]
    [t.start() for t in both]
    [t.join() for t in both]
    assert sorted(counts) == [0, 4]
    assert Letter.objects.filter(purpose__startswith="panel.").count() == 4


def test_the_machine_invents_no_reason_for_a_shop_that_the_team_put_aside(cast):
    one, _two, _three, _four = panel_of(cast)
    panel.decide(by=cast.rose, season=cast.season, proposal=propose(cast, excluded=[one.pk]), waiting=1)
    one.refresh_from_db()
    assert (one.selection.outcome, one.selection.reason) == ("declined", "")
    with pytest.raises(Refused, match="Il manque une raison pour : Un"):
        panel.announce(by=cast.rose, season=cast.season)
