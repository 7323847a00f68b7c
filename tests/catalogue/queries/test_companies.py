from chalandise.catalogue.queries.companies import answerers_of, companies_of_calls


def test_a_territory_knows_the_companies_of_its_calls_only(cast):
    assert cast.submission
    assert list(companies_of_calls(cast.bordeaux)) == [cast.ardoise]
    assert list(companies_of_calls(cast.villeneuve)) == []


def test_who_shares_the_space_is_asked_before_who_belongs(cast):
    from chalandise.people.operations import affiliate
    affiliate(by=cast.odile, person=cast.karim, organisation=cast.ardoise.organisation)
    assert answerers_of(cast.ardoise.organisation) == [cast.karim]
    assert answerers_of(cast.ardoise.organisation) == [cast.karim] and cast.nadia
    assert answerers_of(cast.ardoise.organisation) == [cast.nadia]
