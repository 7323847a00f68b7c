"""The review of a call as its reviewers and its team see it: on a phone and on a desk, by day and by night, in French and in English."""
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from chalandise.catalogue.operations import decisions, recusals
from chalandise.people.operations import declare_tie, issue_link
from tests.catalogue.panel import Panel
from tests.journeys.look import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def faults(tab, *addresses):
    return {address: found for address in addresses if (found := faults_of(tab, address))}


@pytest.fixture
def panel(cast):
    """Nine reviews with some noise, one more reviewer tied to the first company, two decisions prepared."""
    found = Panel(cast)
    declare_tie(by=cast.odile, person=found.experts[3].person, thing=found.companies[0].organisation, kind="competitor", source="team")
    found.assign()
    for rank in range(3):
        found.clear(rank)
    for s, base in enumerate((4, 3, 1)):
        for r, less in enumerate((0, 1, 0)):
            if (s, r) != (2, 2):
                found.send(s, r, base - less, max(base - less - (s == r), 0), comment="L’export marche, le prix après l’essai n’est pas écrit.")
    for s, outcome in ((0, "qualified"), (1, "revise")):
        decisions.prepare(by=cast.odile, version=found.submissions[s].versions.get(), outcome=outcome, reason="Simple, honnête, et l’on part avec ses clients.",
                          summary="Un agenda qui répond la nuit.")
    return found


def team(panel, name, *args):
    return reverse(f"team:{name}", args=[panel.cast.bordeaux.slug, panel.call.slug, *args])


def test_the_pages_of_the_team(panel, visitor):
    tab, first = visitor().sign_in(panel.cast.odile), panel.submissions[0].pk
    assert faults(tab, team(panel, "reviews"), team(panel, "call_reviewers"), team(panel, "assignment"), team(panel, "review_of", first),
                  team(panel, "review_names", first), team(panel, "call_decisions")) == {}


def test_the_pages_of_the_team_when_there_is_nothing_yet(cast, visitor):
    cast.call  # noqa: B018
    tab = visitor().sign_in(cast.odile)
    assert faults(tab, *(reverse(f"team:{n}", args=[cast.bordeaux.slug, cast.call.slug]) for n in ("reviews", "call_reviewers", "assignment", "call_decisions"))) == {}


def test_the_pages_of_a_reviewer(panel, visitor):
    here = f"/expertise/{panel.call.slug}"
    tab = visitor().sign_in(panel.experts[2].person)
    assert faults(tab, f"{here}/", f"{here}/ma-part/", f"{here}/reponses/{panel.submissions[0].pk}/", f"{here}/reponses/{panel.submissions[2].pk}/") == {}
    fresh = visitor().sign_in(panel.experts[3].person)
    panel.assign(*((s, r) for s in range(3) for r in range(3)), (1, 3))
    assert faults(fresh, f"{here}/", f"{here}/reponses/{panel.submissions[1].pk}/") == {}
    recusals.declare(reviewer=panel.experts[3], submissions=panel.submissions[1:])
    link = urlsplit(issue_link(purpose="review.invitation", person=panel.experts[3].person, target=panel.experts[3])).path
    assert faults(visitor(), link) == {}

