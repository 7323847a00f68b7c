"""A changed price suspends until somebody of the team has looked."""
import pytest

from chalandise.catalogue.models import CatalogueChange, PriceChange, Qualification
from chalandise.catalogue.operations.prices import check_price, sheet_changed
from chalandise.catalogue.operations.qualifications import restore, suspend
from chalandise.catalogue.rules import prices_of
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import declare_tie


def edit(cast, **values):
    """Do what the edit of a sheet does."""
    solution = cast.solution
    before = prices_of(solution)
    for name, value in values.items():
        setattr(solution, name, value)
    solution.save()
    solution.refresh_from_db()
    return sheet_changed(by=cast.nadia, solution=solution, prices_before=before)


def state():
    row = Qualification.objects.get()
    return row.suspended_reason


def test_a_new_price_suspends_and_keeps_what_it_was_and_what_it_becomes(cast):
    cast.qualification  # noqa: B018
    cast.solution.refresh_from_db()
    change, = edit(cast, price_month="24")
    assert (change.before["price_month"], change.after["price_month"]) == ("19.00", "24.00")
    assert state() == "price"
    assert [c.kind for c in CatalogueChange.objects.order_by("pk")] == ["qualified", "price", "suspended"]


def test_a_price_that_was_checked_comes_back_to_the_lists(cast):
    cast.qualification  # noqa: B018
    cast.solution.refresh_from_db()
    change, = edit(cast, price_month="24")
    with pytest.raises(Refused, match="vérifiez-le"):
        restore(by=cast.odile, qualification=cast.qualification)
    check_price(by=cast.odile, change=change, accepted=True)
    check_price(by=cast.odile, change=change, accepted=False, reason="Non")
    assert (state(), PriceChange.objects.get().accepted) == ("", True)


def test_edits_before_anybody_looked_are_one_change(cast):
    cast.qualification  # noqa: B018
    cast.solution.refresh_from_db()
    edit(cast, price_month="24")
    edit(cast, price_month="26", commitment_months=12)
    change = PriceChange.objects.get()
    assert (change.before["price_month"], change.after["price_month"], change.after["commitment_months"]) == ("19.00", "26.00", 12)


def test_the_former_price_put_back_leaves_nothing_to_check(cast):
    cast.qualification  # noqa: B018
    cast.solution.refresh_from_db()
    edit(cast, price_month="24")
    assert edit(cast, price_month="19") == []
    assert (state(), PriceChange.objects.count()) == ("", 0)


def test_a_refused_price_stays_suspended_until_the_known_one_is_back(cast):
    cast.qualification  # noqa: B018
    cast.solution.refresh_from_db()
    change, = edit(cast, price_month="99")
    with pytest.raises(Refused, match="Dites pourquoi"):
        check_price(by=cast.odile, change=change, accepted=False)
    check_price(by=cast.odile, change=change, accepted=False, reason="Cinq fois le prix de l’appel.")
    assert state() == "price"
    assert "Cinq fois le prix" in Letter.objects.get(purpose="catalogue.price").text
    again, = edit(cast, price_month="49")
    assert again.before["price_month"] == "19.00"  # what the team knew, not what it refused
    edit(cast, price_month="19")
    assert state() == ""


def test_a_suspension_for_another_reason_outlives_the_price(cast):
    suspend(by=cast.odile, qualification=cast.qualification, reason="complaint")
    cast.solution.refresh_from_db()
    change, = edit(cast, price_month="24")
    check_price(by=cast.odile, change=change, accepted=True)
    assert state() == "complaint"


def test_an_edit_without_a_price_is_one_line_of_the_feed_a_day(cast):
    cast.qualification  # noqa: B018
    cast.solution.refresh_from_db()
    edit(cast, text="Autrement.")
    edit(cast, text="Encore autrement.")
    assert [c.kind for c in CatalogueChange.objects.order_by("pk")] == ["qualified", "updated"]
    assert state() == ""


def test_a_solution_that_is_not_qualified_changes_its_price_freely(cast):
    cast.solution.refresh_from_db()
    assert edit(cast, price_month="24") == []
    assert not PriceChange.objects.exists() and not CatalogueChange.objects.exists()


def test_who_works_for_the_company_does_not_check_its_price(cast):
    cast.qualification  # noqa: B018
    cast.solution.refresh_from_db()
    change, = edit(cast, price_month="24")
    declare_tie(by=cast.odile, person=cast.odile, thing=cast.ardoise.organisation, kind="employer")
    with pytest.raises(Refused, match="Vous avez un lien avec Ardoise"):
        check_price(by=cast.odile, change=change, accepted=True)
