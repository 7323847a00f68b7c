from chalandise.catalogue.models import Solution
from chalandise.catalogue.rules.sheet import FIELDS, NAMING, PARTS, missing_of


def test_every_part_names_fields_of_a_solution_once():
    assert len(FIELDS) == len(set(FIELDS)) == sum(len(part.fields) for part in PARTS)
    assert {Solution._meta.get_field(name).name for name in FIELDS} == set(FIELDS)


def test_zero_is_an_answer_and_nothing_is_not():
    lacking = {m.field for m in missing_of({"price_month": 0, "commitment_months": 0})}
    assert not {"price_month", "commitment_months", "price_after"} & lacking
    assert {"name", "needs", "exit_text"} <= lacking


def test_who_keeps_no_data_needs_no_way_out():
    assert "exit_text" not in {m.field for m in missing_of({"data_location": "none"})}


def test_what_names_a_company_is_on_the_sheet_or_about_the_company():
    assert set(NAMING) - set(FIELDS) == {"company", "siren", "foreign_number", "country", "headcount"}
