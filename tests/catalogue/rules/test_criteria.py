from django.utils.translation import override

from chalandise.catalogue.rules.criteria import default_criteria


def test_each_criterion_fits_its_columns_in_both_languages():
    for language in ("fr", "en"):
        with override(language):
            rows = default_criteria()
        assert [row["code"] for row in rows] == ["useful", "simple", "price", "exit", "privacy", "access"]
        assert all(len(row["label"]) <= 80 and len(row["question"]) <= 200 and len(row["anchors"]) == 5 for row in rows)
