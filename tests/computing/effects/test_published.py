"""Published figures come out to their printed digits (sources: docs/computing/effects.md)."""
import csv
import gzip

import numpy as np
import pytest

from chalandise.computing.effects import NEVER, imputation, staggered
from chalandise.computing.effects.groups import Groups
from chalandise.computing.effects.synthetic import Block, differences, synthetic_control, synthetic_did, with_predictors

pytestmark = pytest.mark.shared


def rows(shared, name):
    with gzip.open(shared / "causal" / f"{name}.csv.gz", "rt") as file:
        return list(csv.DictReader(file))


def square(records, row, column, value):
    """Return names and an array with a row for each name, columns in order."""
    names, times = sorted({r[row] for r in records}), sorted({float(r[column]) for r in records})
    found = np.full((len(names), len(times)), np.nan)
    for r in records:
        if r[value]:
            found[names.index(r[row]), times.index(float(r[column]))] = float(r[value])
    return names, found


@pytest.fixture
def counties(shared):
    """mpdta: log teen employment of 500 counties, 2003 to 2007, and the year of their first rise of the minimum wage."""
    records = rows(shared, "mpdta")
    names, outcome = square(records, "countyreal", "year", "lemp")
    first = {r["countyreal"]: float(r["first.treat"]) for r in records}
    return outcome, np.array([NEVER if first[n] == 0 else int(first[n]) - 2003 for n in names])


def test_the_twelve_group_time_effects_of_callaway_and_santanna(counties):
    effects = Groups(*counties).effects
    assert {(g + 2003, t + 2003): round(e.value, 4) for (g, t), e in effects.items()} == {
        (2004, 2004): -0.0105, (2004, 2005): -0.0704, (2004, 2006): -0.1373, (2004, 2007): -0.1008,
        (2006, 2004): 0.0065, (2006, 2005): -0.0028, (2006, 2006): -0.0046, (2006, 2007): -0.0412,
        (2007, 2004): 0.0305, (2007, 2005): -0.0027, (2007, 2006): -0.0311, (2007, 2007): -0.0261}


def test_their_aggregates_with_standard_errors(counties):
    found = Groups(*counties)
    assert {e: round(x.value, 4) for e, x in found.by_length().items()} == {
        -3: 0.0305, -2: -0.0006, -1: -0.0245, 0: -0.0199, 1: -0.0510, 2: -0.1373, 3: -0.1008}
    assert {g + 2003: round(x.value, 4) for g, x in found.by_group().items()} == {2004: -0.0797, 2006: -0.0229, 2007: -0.0261}
    assert [round(found.dynamic().value, 4), round(found.grouped().value, 4)] == [-0.0772, -0.0310]
    assert [round(found.simple.value, 5), round(found.simple.error, 5)] == [-0.03995, 0.01203]


def test_the_same_compared_with_those_who_wait_too(counties):
    simple = Groups(*counties, waiting=True).simple
    assert [round(simple.value, 5), round(simple.error, 5)] == [-0.03976, 0.01205]


def test_the_imputation_on_the_same_counties(counties):
    outcome, starts = counties
    seen = np.ones_like(outcome, dtype=bool)
    assert round(imputation.effect(outcome, seen, starts, 9), 5) == -0.04771
    assert round(float(imputation.staggered(outcome, seen, starts[None], 9)[0]), 5) == -0.04771


@pytest.fixture
def california(shared):
    names, packs = square(rows(shared, "california_prop99"), "State", "Year", "PacksPerCapita")
    last = names.index("California")
    order = [n for n in range(39) if n != last] + [last]
    return Block(packs[order], 38, 19)


def test_proposition_99_by_differences_synthetic_control_and_synthetic_did(california):
    assert [round(differences(california).effect, 2), round(synthetic_control(california, exact=False).effect, 2),
            round(synthetic_did(california, exact=False).effect, 2)] == [-27.35, -19.62, -15.60]


def test_the_exact_optimum_fits_proposition_99_better_than_the_published_walk(california):
    exact, walked = synthetic_control(california), synthetic_control(california, exact=False)
    past, n = california.outcome[:, :19], california.compared
    loss = [((past[n] - f.rows @ past[:n]) ** 2).mean() for f in (exact, walked)]
    assert loss[0] < loss[1]
    assert [round(exact.effect, 2), round(synthetic_did(california).effect, 3)] == [-19.51, -15.605]


def test_the_staggered_form_equals_synthetic_did_when_there_is_one_start(california):
    starts = np.full(39, NEVER)
    starts[38] = 19
    levels = staggered.Levels.of(california.outcome, np.ones((39, 31), dtype=bool), starts)
    assert round(float(staggered.paths(levels, starts[None], 12).effects[0]), 2) == -15.61


def test_the_restaurants_of_card_and_krueger(shared):
    records = [r for r in rows(shared, "card_krueger_njmin3") if r["fte"] not in ("", "NA")]
    means = np.array([[np.mean([float(r["fte"]) for r in records if r["nj"] == state and r["d"] == wave]) for wave in "01"] for state in "01"])
    assert np.round(means, 2).tolist() == [[23.33, 21.17], [20.44, 21.03]]
    seen = np.ones((2, 2), dtype=bool)
    assert [round(differences(Block(means, 1, 1)).effect, 4), round(imputation.effect(means, seen, np.array([NEVER, 1]), 1), 4)] == [2.7536, 2.7536]


def test_the_basque_country(shared):
    """Weights and mean gap 1975 to 1997, predictors and windows of Abadie and Gardeazabal."""
    records = rows(shared, "basque")
    means = {name: range(1964, 1970) for name in ("school.illit", "school.prim", "school.med", "school.high", "school.post.high", "invest")}
    means |= {"gdpcap": range(1960, 1970), "popdens": [1969]}
    means |= {f"sec.{s}": range(1961, 1970, 2) for s in ("agriculture", "energy", "industry", "construction", "services.venta", "services.nonventa")}
    names, income = square(records, "regionname", "year", "gdpcap")
    mine = names.index("Basque Country (Pais Vasco)")
    others = [n for n in range(len(names)) if n != mine]
    predictors = np.array([np.nanmean(square(records, "regionname", "year", value)[1][:, [y - 1955 for y in years]], axis=1)
                           for value, years in means.items()])
    past = income[:, 5:15].T
    weights = with_predictors(predictors[:, others], predictors[:, mine], past[:, others], past[:, mine])
    assert {names[n]: round(float(w), 3) for n, w in zip(others, weights, strict=True) if w > 5e-4} == {"Cataluna": 0.851, "Madrid (Comunidad De)": 0.149}
    assert round(float((income[mine] - weights @ income[others])[20:].mean()), 4) == -0.6996
