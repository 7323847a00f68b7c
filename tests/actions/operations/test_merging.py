"""Twins: merged by the author or the team, read together, counted once, undone without a loss."""
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalandise.actions.models import IdeaMerge, IdeaSupport
from chalandise.actions.operations.ideas import (
    comment,
    propose_idea,
    put_to_merchant,
    put_to_shop,
    support,
    unsupport,
    withdraw_idea,
)
from chalandise.actions.operations.merging import merge, part
from chalandise.actions.queries.voices import voices_of
from chalandise.actions.queries.workshop import twins_for, workshop
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Mentor


@pytest.fixture
def twins(cast):
    """Awa's idea for Institut Lys, and Karim's, which says the same."""
    first = cast.idea
    second = propose_idea(by=cast.karim, season=cast.season, shop=cast.lys, kind="booking", title="Des rendez-vous le soir, par un agenda en ligne")
    return first, second


def counted(idea):
    voices = voices_of([idea])[idea.pk]
    return voices.supporters, voices.hands, voices.said


def test_the_twin_is_proposed_to_its_author_with_the_words_shared(cast, twins):
    first, second = twins
    (found, shared), = twins_for(cast.karim, second)
    assert found == first and "soir" in shared


def test_a_merge_is_read_on_one_page_and_counts_nobody_twice(cast, twins):
    first, second = twins
    zoe = cast.person("Zoé", "Lang")
    from chalandise.people.operations import grant_role
    grant_role(person=zoe, kind="mentor", scope_id=cast.season.pk)
    Mentor.objects.create(season=cast.season, person=zoe, state="accepted", applied_at=first.at)
    for idea in twins:
        support(by=zoe, idea=idea, helps=idea == second)
    support(by=cast.karim, idea=first)
    support(by=cast.awa, idea=second)  # the author of the one that stays: her voice is hers already
    comment(by=cast.awa, idea=first, text="D’abord les soins.")
    comment(by=cast.karim, idea=second, text="Je connais l’outil.")
    for _twice in range(2):
        merge(by=cast.karim, gone=second, kept=first)
    assert counted(first) == (2, 1, 2)
    assert [i for card in workshop(cast.rose, cast.season) for i in card.ideas] == [first]
    unsupport(by=zoe, idea=first)
    assert counted(first) == (1, 0, 2)
    for _twice in range(2):
        part(by=cast.rose, merge=IdeaMerge.objects.get())
    assert (counted(first), counted(second)) == ((1, 0, 1), (1, 0, 1))


def test_the_author_and_the_team_merge_nobody_else(cast, twins):
    first, second = twins
    for stranger in (cast.awa, cast.lila, cast.hugo):
        with pytest.raises(Refused, match="l’équipe"):
            merge(by=stranger, gone=second, kept=first)
    done = merge(by=cast.rose, gone=second, kept=first)
    for stranger in (cast.awa, cast.lila, cast.hugo):
        with pytest.raises(Refused, match="l’équipe"):
            part(by=stranger, merge=done)
    part(by=cast.karim, merge=done)


def test_what_a_merchant_was_given_never_goes(cast, twins):
    first, second = twins
    put_to_merchant(by=cast.karim, idea=second)
    with pytest.raises(Refused, match="déjà reçu"):
        merge(by=cast.karim, gone=second, kept=first)
    merge(by=cast.rose, gone=first, kept=second)
    for gesture in (lambda: support(by=cast.karim, idea=first), lambda: comment(by=cast.awa, idea=first, text="?"),
                    lambda: put_to_merchant(by=cast.awa, idea=first), lambda: withdraw_idea(by=cast.awa, idea=first)):
        with pytest.raises(Refused, match="réunie avec"):
            gesture()


def test_chains_follow_and_circles_are_refused(cast, twins):
    first, second = twins
    third = propose_idea(by=cast.awa, season=cast.season, shop=cast.lys, kind="booking", title="Un agenda du soir")
    comment(by=cast.awa, idea=third, text="Encore.")
    merge(by=cast.awa, gone=third, kept=second)
    for gone, kept in ((second, third), (third, first), (second, second)):
        with pytest.raises(Refused):
            merge(by=cast.rose, gone=gone, kept=kept)
    merge(by=cast.rose, gone=second, kept=first)
    assert counted(first) == (0, 0, 1)
    withdraw_idea(by=cast.awa, idea=first)
    assert [i for card in workshop(cast.rose, cast.season) for i in card.ideas] == [second]  # its own twin with it
    assert counted(second) == (0, 0, 1)


def test_ideas_of_two_shops_stay_two_and_a_trade_takes_in_its_shop(cast, twins):
    first, second = twins
    trade = propose_idea(by=cast.awa, season=cast.season, trade="beauty", kind="booking", title="Rendez-vous le soir pour tous les salons")
    other = propose_idea(by=cast.awa, season=cast.season, trade="craft", kind="booking", title="Rendez-vous le soir")
    with pytest.raises(Refused, match="même boutique"):
        merge(by=cast.rose, gone=trade, kept=first)
    with pytest.raises(Refused, match="même boutique"):
        merge(by=cast.rose, gone=second, kept=other)
    support(by=cast.awa, idea=second)
    merge(by=cast.karim, gone=second, kept=trade)
    assert counted(trade) == (0, 0, 0)  # Awa's own
    support(by=cast.karim, idea=trade)
    copy = put_to_shop(by=cast.awa, idea=trade, shop=cast.lys)
    assert counted(copy) == (1, 0, 0)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["support", "hour", "back", "merge", "part"]), st.integers(0, 2), st.integers(0, 2)), max_size=12))
def test_whatever_happens_nobody_is_counted_twice_and_undoing_loses_nothing(cast, twins, gestures):
    IdeaMerge.objects.all().delete()
    IdeaSupport.objects.all().delete()
    three = [*twins, propose_idea(by=cast.awa, season=cast.season, shop=cast.lys, kind="video", title="Une vidéo")]
    for what, n, m in gestures:
        try:
            if what in ("support", "hour"):
                support(by=cast.karim, idea=three[n], helps=what == "hour")
            elif what == "back":
                unsupport(by=cast.karim, idea=three[n])
            elif what == "merge":
                merge(by=cast.rose, gone=three[n], kept=three[m])
            else:
                part(by=cast.rose, merge=IdeaMerge.objects.filter(gone=three[n], undone_at=None).get())
        except (Refused, IdeaMerge.DoesNotExist):
            continue
    assert all(counted(idea)[0] <= 1 for idea in three)
    for row in IdeaMerge.objects.filter(undone_at=None):
        part(by=cast.rose, merge=row)
    held = {s.idea_id for s in IdeaSupport.objects.all() if s.helps or s.mentor.person_id != next(i.by_id for i in three if i.pk == s.idea_id)}
    assert {idea.pk for idea in three if counted(idea)[0]} == held
