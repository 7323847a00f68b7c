from chalandise.territory.models import Works
from chalandise.territory.rules import BLOCKS, blocked


def test_every_kind_of_block_has_words():
    assert blocked(Works(blocks=["pavement", "unheard"])) == ["le trottoir"]
    assert list(BLOCKS) == ["cars", "deliveries", "parking", "pavement"]
