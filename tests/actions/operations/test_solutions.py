"""An idea that names a solution of the catalogue: checked, carried to the action, in use when the action is over."""
from datetime import date

import pytest

from chalandise.actions.operations.adoption import adopt
from chalandise.actions.operations.course import drop, finish
from chalandise.actions.operations.ideas import edit_idea, propose_idea, put_to_merchant, support
from chalandise.catalogue.models import Use
from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Affiliation
from chalandise.people.operations.conflicts import Barred

pytestmark = pytest.mark.django_db


def propose(cast, by, **words):
    cast.pairing, cast.awa_mentor, cast.qualification  # noqa: B018
    return propose_idea(by=by, season=cast.season, shop=cast.lys, kind="booking", title="Un agenda en ligne", solution=cast.solution, **words)


def test_the_solution_goes_from_the_idea_to_the_action_to_its_use(cast):
    cast.pot, cast.odile  # noqa: B018
    idea = propose(cast, cast.awa)
    put_to_merchant(by=cast.karim, idea=idea)
    action = adopt(by=cast.lila, idea=idea)
    assert action.solution == cast.solution
    assert Use.objects.count() == 0
    finish(by=cast.lila, action=action)
    finish(by=cast.lila, action=action)
    use = Use.objects.get()
    assert (use.solution, use.shop, use.source, use.season_key, use.season_label) == (cast.solution, cast.lys, "action", cast.season.pk, "Saison 2017–2018")


def test_an_action_dropped_uses_nothing(cast):
    cast.pot, cast.odile  # noqa: B018
    idea = propose(cast, cast.awa)
    put_to_merchant(by=cast.karim, idea=idea)
    drop(by=cast.lila, action=adopt(by=cast.lila, idea=idea), reason="Trop long")
    assert Use.objects.count() == 0


def test_a_mentor_of_the_company_neither_proposes_nor_supports_it(cast):
    idea = propose(cast, cast.awa)
    Affiliation.objects.create(person=cast.karim, organisation=cast.ardoise.organisation, since=date(2017, 1, 1))
    with pytest.raises(Barred, match="Vous conseillez « Ardoise RDV »"):
        propose(cast, cast.karim)
    with pytest.raises(Barred, match="Vous conseillez « Ardoise RDV »"):
        support(by=cast.karim, idea=idea)


def test_a_name_in_the_words_counts_as_much_as_the_list(cast):
    cast.qualification, cast.pairing, cast.karim_mentor  # noqa: B018
    Affiliation.objects.create(person=cast.karim, organisation=cast.ardoise.organisation, since=date(2017, 1, 1))
    with pytest.raises(Barred, match="Vous conseillez"):
        propose_idea(by=cast.karim, season=cast.season, shop=cast.lys, kind="booking", title="Prendre ardoise-rdv")


def test_a_solution_out_of_the_catalogue_is_not_proposed_but_one_named_before_stays(cast):
    idea = propose(cast, cast.awa)
    row = cast.qualification
    row.suspended_at = clock.now()
    row.save()
    with pytest.raises(Refused, match="n’est pas proposée aujourd’hui") as refusal:
        propose(cast, cast.awa)
    assert refusal.value.field == "solution"
    same = edit_idea(by=cast.awa, idea=idea, version=idea.version, kind="booking", title="Un agenda", text="", cost=0, effort=1, solution=cast.solution)
    assert (same.title, same.solution) == ("Un agenda", cast.solution)
