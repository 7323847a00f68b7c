"""The one predicate: equal to trying every path, symmetric, monotone, true to its dates, and to the table of the docs."""
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.conflicts import BONDS, CLEAR, FAMILY, INTERESTS, KINDS, Graph, Level, Tie, judge
from chalandise.people.rules import GESTURES, conflict_table, way_out

TODAY = date(2017, 11, 20)
TABLE = conflict_table()
PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "computing" / "conflicts.md"
WORDS = {"barred": Level.BARRED, "supervised": Level.SUPERVISED, "allowed": Level.ALLOWED}


def judged(ties, gesture, actor, *about, on=TODAY):
    return judge(Graph(ties, on=on), gesture, actor, about, TABLE)


def documented():
    """The table of the docs: {(kind, gesture): word}."""
    lines = [[cell.strip(" `*") for cell in line.strip("|\n ").split("|")]
             for line in PAGE.read_text(encoding="utf-8").split("<!-- matrix -->")[1].splitlines() if line.startswith("|")]
    heads = [re.match(r"\w+", h).group() for h in lines[0][1:]]
    return {(row[0], gesture): word for row in lines[2:] for gesture, word in zip(heads, row[1:], strict=True)}


def test_the_docs_have_a_cell_for_every_gesture_and_every_kind_of_tie():
    assert sorted(documented()) == sorted((kind, gesture) for kind in KINDS for gesture in GESTURES)


@pytest.mark.parametrize("gesture", GESTURES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_cell_of_the_docs_is_what_the_predicate_answers(kind, gesture):
    found = judged([Tie("ann", "thing", kind)], gesture, "ann", "thing")
    assert (found.level, found.kind or kind) == (WORDS[documented()[kind, gesture]], kind)


@pytest.mark.parametrize("gesture", GESTURES)
def test_the_docs_say_the_way_out_that_the_data_say(gesture):
    said = dict(re.findall(r"^\| `(\w+)` \| [^|]* \| `(\w+)` \|$", PAGE.read_text(encoding="utf-8"), re.M))
    assert (said[gesture], way_out(gesture, Level.SUPERVISED), way_out(gesture, Level.ALLOWED)) == (
        way_out(gesture, Level.BARRED), "supervise", "")


def test_what_the_rule_supposes_of_the_table_is_true():
    """One's own house and family bar every gesture (so no detour is worse than the straight way); selling is one fact with two ends."""
    assert {TABLE[g][k] for g in GESTURES for k in (*BONDS, FAMILY)} == {Level.BARRED}
    assert [TABLE[g]["client"] for g in GESTURES] == [TABLE[g]["supplier"] for g in GESTURES]


P, Q, R, ORG, HEAD, SISTER, SHOP = "p", "q", "r", "org", "head", "sister", "shop"


@pytest.mark.parametrize(("ties", "level", "kind"), [
    ([], 0, ""),
    ([Tie(P, SHOP, "keeps")], 2, "keeps"),
    ([Tie(P, ORG, "employer"), Tie(SHOP, ORG, "siren")], 2, "siren"),
    ([Tie(P, ORG, "employer"), Tie(ORG, "552100554", "siren"), Tie(SHOP, "552100554", "siren")], 2, "siren"),
    ([Tie(P, ORG, "employer"), Tie(ORG, HEAD, "group"), Tie(SISTER, HEAD, "group"), Tie(SHOP, SISTER, "siren")], 2, "group"),
    ([Tie(P, ORG, "employer"), Tie(ORG, SHOP, "supplier")], 2, "supplier"),         # a firm's interests are its people's
    ([Tie(P, ORG, "employer"), Tie(ORG, SHOP, "invoice")], 1, "invoice"),
    ([Tie(P, Q, "family"), Tie(Q, SHOP, "keeps")], 2, "family"),                    # a relative keeps the shop
    ([Tie(P, Q, "family"), Tie(Q, SHOP, "supplier")], 1, "supplier"),               # a relative sells to it
    ([Tie(P, Q, "family"), Tie(Q, R, "family"), Tie(R, SHOP, "keeps")], 1, "family"),
    ([Tie(P, Q, "family"), Tie(Q, R, "family"), Tie(R, "s", "family"), Tie("s", SHOP, "keeps")], 0, ""),
    ([Tie(P, ORG, "employer"), Tie(Q, ORG, "employer"), Tie(Q, SHOP, "keeps")], 1, "employer"),  # a colleague keeps it
    ([Tie(P, ORG, "employer"), Tie(Q, ORG, "employer"), Tie(Q, R, "family"), Tie(R, SHOP, "keeps")], 0, ""),
    ([Tie(P, "phones", "client"), Tie(SHOP, "phones", "client")], 0, ""),           # two clients of one company
    ([Tie(P, SHOP, "other"), Tie(P, Q, "family"), Tie(Q, SHOP, "keeps")], 2, "family"),  # the worst path decides
])
def test_how_ties_add_up_on_a_path(ties, level, kind):
    found = judged(ties, "pair", P, SHOP)
    assert (int(found.level), found.kind) == (level, kind)


def test_the_answer_names_the_path_from_who_acts_to_what_it_is_about():
    first, second = Tie(P, ORG, "employer"), Tie(ORG, SHOP, "supplier")
    found = judged([second, first], "recommend", P, "elsewhere", SHOP)
    assert (found.supervised, found.path, found.nodes) == (True, (first, second), (P, ORG, SHOP))


def test_ones_own_thing_is_a_conflict_without_a_tie():
    assert judged([], "vote", P, P).kind == "keeps"


def test_a_tie_holds_from_its_first_day_to_the_eve_of_its_last():
    ties = [Tie(P, SHOP, "supplier", since=date(2017, 11, 1), until=date(2017, 12, 1))]
    assert [judged(ties, "pair", P, SHOP, on=on).barred for on in (
        date(2017, 10, 31), date(2017, 11, 1), date(2017, 11, 30), date(2017, 12, 1))] == [False, True, True, False]


def test_an_unknown_kind_and_an_unknown_gesture_are_mistakes():
    with pytest.raises(ValueError, match="neighbour"):
        Tie(P, SHOP, "neighbour")
    with pytest.raises(KeyError):
        judged([], "dance", P, SHOP)


# --- properties -------------------------------------------------------------------------------------------------------

PEOPLE, THINGS = ("p1", "p2", "p3", "p4"), ("o1", "o2", "s1", "s2")


@st.composite
def a_tie(draw):
    kind = draw(st.sampled_from(KINDS))
    if kind == "family":
        a, b = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(PEOPLE))
    elif kind in ("keeps", "employer", "asked", "reviewer"):
        a, b = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(THINGS))
    elif kind in ("siren", "group"):
        a, b = draw(st.sampled_from(THINGS)), draw(st.sampled_from(THINGS))
    else:
        a, b = draw(st.sampled_from(PEOPLE + THINGS)), draw(st.sampled_from(PEOPLE + THINGS))
    start = draw(st.integers(-20, 20))
    until = draw(st.none() | st.integers(1, 30))
    return Tie(a, b, kind, TODAY + timedelta(days=start), until and TODAY + timedelta(days=start + until))


TIES = st.lists(a_tie(), max_size=9)
GESTURE, NODE = st.sampled_from(GESTURES), st.sampled_from(PEOPLE + THINGS)


def every_path(ties, start):
    """Every path without a loop, as [(tie, node it leads to)]."""
    waiting = [(start, [], {start})]
    while waiting:
        node, path, seen = waiting.pop()
        yield node, path
        for tie in ties:
            for here, there in ((tie.a, tie.b), (tie.b, tie.a)):
                if here == node and there not in seen:
                    waiting.append((there, [*path, (tie, there)], seen | {there}))


def level_by_hand(path, start, gesture, people):
    """The rule as the docs say it, over one path."""
    kinds = [tie.kind for tie, _node in path]
    interests, relatives = [k for k in kinds if k in INTERESTS], kinds.count("family")
    if len(interests) > 1:
        return 0
    nodes = [start, *(node for _tie, node in path)]
    stays, colleagues = [], 0
    for (tie, _to), (before, after) in zip(path, pairwise(nodes), strict=True):  # houses entered and left by an employment
        if tie.kind == "employer" and after == tie.a and stays:
            colleagues += 1
        stays = [True] if (tie.kind == "employer" and after == tie.b) or (stays and after not in people) else []
        assert before != after
    kind = interests[0] if interests else "family" if relatives else max(kinds, key=BONDS.index)
    return TABLE[gesture][kind] - max(0, relatives + len(interests) + colleagues - 1) - colleagues


@settings(max_examples=400, deadline=None)
@given(TIES, GESTURE, st.sampled_from(PEOPLE), NODE)
def test_it_is_the_worst_of_every_path(ties, gesture, actor, about):
    if actor == about:
        return
    now = [t for t in ties if t.holds(TODAY)]
    people = {n for t in now for n in ((t.a, t.b) if t.kind == "family" else (t.a,)) if t.kind in ("family", "keeps", "employer")}
    worst = max((level_by_hand(path, actor, gesture, people) for node, path in every_path(now, actor) if node == about and path),
                default=0)
    assert judged(ties, gesture, actor, about).level == max(0, worst)


@given(TIES, GESTURE, NODE, NODE)
def test_it_is_symmetric(ties, gesture, one, other):
    assert judged(ties, gesture, one, other).level == judged(ties, gesture, other, one).level


@given(TIES, a_tie(), GESTURE, st.sampled_from(PEOPLE), NODE)
def test_one_more_tie_never_lifts_a_bar(ties, more, gesture, actor, about):
    assert judged([*ties, more], gesture, actor, about).level >= judged(ties, gesture, actor, about).level


@given(TIES, GESTURE, st.sampled_from(PEOPLE), NODE)
def test_the_order_of_the_ties_changes_nothing_to_the_verdict(ties, gesture, actor, about):
    assert judged(ties, gesture, actor, about).level == judged(ties[::-1], gesture, actor, about).level


@given(TIES, GESTURE, st.sampled_from(PEOPLE), NODE, st.integers(-25, 60))
def test_only_the_ties_of_the_day_count(ties, gesture, actor, about, days):
    on = TODAY + timedelta(days=days)
    assert judged(ties, gesture, actor, about, on=on) == judged([t for t in ties if t.holds(on)], gesture, actor, about, on=on)


@given(TIES, GESTURE, st.sampled_from(PEOPLE), NODE)
def test_the_path_that_it_gives_is_one(ties, gesture, actor, about):
    found = judged(ties, gesture, actor, about)
    if found.level is Level.ALLOWED:
        assert found == CLEAR
    elif actor != about:
        assert (found.nodes[0], found.nodes[-1]) == (actor, about)
        assert [{t.a, t.b} for t in found.path] == [{a, b} for a, b in pairwise(found.nodes)]
        assert all(t in ties for t in found.path)
