"""The cast can be called as a whole, and the neighbour sees nothing of it."""
from chalandise.seasons.queries import seasons_run_by


def test_the_referent_sees_her_season_and_the_neighbour_only_his(cast):
    cast.pairing  # noqa: B018
    assert [s.slug for s in seasons_run_by(cast.rose)] == ["fondaudege-2017"]
    assert [s.slug for s in seasons_run_by(cast.odile)] == ["fondaudege-2017"]
    assert [s.slug for s in seasons_run_by(cast.hugo)] == ["bastide-2017"]
