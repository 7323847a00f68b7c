"""A small version of the "how right" table (bench/effects_right.py), with its seeds: what must hold already on a few dozen draws."""
import numpy as np
import pytest

from bench import effects_right, takings


def rows(design, many):
    return [effects_right.replicate(design, number, deals=19) for number in range(many)]


@pytest.mark.slow
def test_on_simulated_shops_the_estimate_is_right_and_before_after_is_not():
    found = rows("street_christmas", 24)
    ours, naive = effects_right.table(found, "synthetic"), effects_right.table(found, "before_after")
    assert abs(ours["bias"]) < 0.015 and ours["cover"] >= 0.8 and ours["power"] >= 0.7
    assert naive["bias"] > 0.2 and naive["cover"] == 0


@pytest.mark.shared
@pytest.mark.slow
def test_on_real_stores_nothing_is_found_where_nothing_was_done_eight_percent_is_and_what_could_be_seen_was_announced():
    found = rows("stores", 24)
    ours = effects_right.table(found, "synthetic")
    assert abs(ours["bias"]) < 0.008 and ours["cover"] >= 0.85 and ours["power"] >= 0.95
    assert ours["sd"] < effects_right.table(found, "year_on_year")["sd"]
    announced = np.array([row["announced"] for row in found if row["announced"]])
    assert len(announced) == 6 and announced.min() > 0.02 and announced.max() < 0.06


def test_the_simulated_street_has_a_christmas_of_seven_to_thirty_percent():
    share = takings.christmas_share(takings.street(np.random.default_rng(0), 400)[0])
    assert share.min() > 0.06 and share.max() < 0.33
