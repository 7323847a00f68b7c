"""The examples in the pages of the search hold."""
import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["blocks", "question", "ranking", "stems", "synonyms", "typos", "weights", "words"])
def test_the_examples_hold(name):
    assert doctest.testmod(importlib.import_module(f"chalandise.computing.search.{name}")).failed == 0
