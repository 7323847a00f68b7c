"""Lists: search, filter, sort, count, page, export, always the same number of queries."""
import io

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from chalandise.shops.models import Shop
from chalandise.web.shell.listing import Column, Filter, Listing

COLUMNS = [Column("name", "Boutique", sort="sort_key", link=lambda s: f"/boutiques/{s.pk}/"),
           Column("city", "Ville", sort="city"), Column("territory", "Territoire", value="territory.name"),
           Column("since", "Depuis", value="created_at", sort=["-created_at"]), Column("phone", "Téléphone", exported_only=True)]


def listing(address="/", **words):
    request = RequestFactory().get(address)
    return Listing(request, Shop.objects.select_related("territory"), columns=COLUMNS, search=["sort_key", "city"],
                   filters=[Filter("metier", "Métier", [("beauty", "Beauté"), ("craft", "Artisanat")], "trade")],
                   default_sort="name", name="boutiques", **words)


def names(found):
    return [str(row[0].text) for row in found.rows]


@pytest.fixture
def street(cast):
    return [cast.lys, cast.cuir]


def test_the_list_is_in_french_order_of_names_and_counts_its_rows(street):
    assert names(listing()) == ["Institut Lys", "L’Atelier du Cuir"]
    assert listing().said == "2 lignes"


def test_each_word_searched_narrows_the_list_whatever_accents_it_carries(street):
    assert names(listing("/?q=ÂTELIER+bouscat")) == ["L’Atelier du Cuir"]
    assert names(listing("/?q=atelier+bordeaux")) == []


def test_a_filter_narrows_and_an_unknown_value_is_ignored(street):
    assert names(listing("/?metier=beauty")) == ["Institut Lys"]
    assert names(listing("/?metier=' OR 1=1")) == ["Institut Lys", "L’Atelier du Cuir"]


def test_a_column_sorts_both_ways_and_an_unknown_one_is_ignored(street):
    assert names(listing("/?tri=-name")) == ["L’Atelier du Cuir", "Institut Lys"]
    assert [h.sorted for h in listing("/?tri=-name").heads] == ["descending", "", "", ""]
    assert names(listing("/?tri=password")) == ["Institut Lys", "L’Atelier du Cuir"]


def test_an_impossible_page_shows_the_last_and_pages_keep_the_search(street):
    found = listing("/?q=i&page=99", per_page=1)
    assert (found.page.number, found.page.paginator.num_pages) == (2, 2)
    assert found.csv_address == "?q=i&format=csv"


@pytest.mark.parametrize("rows", [1, 30])
def test_a_page_of_a_list_costs_two_queries_whatever_its_length(cast, django_assert_num_queries, rows):
    for n in range(rows):
        cast._shop(f"Boutique {n:02}", city="Bordeaux")
    found = listing()
    with django_assert_num_queries(2):
        html = render_to_string("shell/list.html", {"listing": found}, request=found.request)
    assert html.count('<th scope="row">') == rows


def test_the_csv_opens_in_a_french_spreadsheet_and_holds_every_row_found(street):
    answer = listing("/?metier=craft&format=csv", per_page=1).export()
    text = answer.getvalue().decode()
    assert text == ("\ufeffBoutique;Ville;Territoire;Depuis;Téléphone\r\n"
                    "L’Atelier du Cuir;Le Bouscat;Bordeaux – Le Bouscat;2017-11-20 10:00:00;\r\n")
    assert answer["Content-Disposition"] == 'attachment; filename="boutiques-2017-11-20.csv"'


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+33", "-1+1", "@SUM(A1)", "\tx"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_becomes_a_formula(cast, name, kind):
    cast._shop(name)
    answer = listing(f"/?format={kind}").export()
    if kind == "csv":
        cell = answer.getvalue().decode().split("\r\n")[1].split(";")[0].strip('"').replace('""', '"')
    else:
        from openpyxl import load_workbook
        sheet = load_workbook(io.BytesIO(answer.content)).active
        cell = sheet["A2"].value
        assert sheet["A2"].data_type == "s"
    assert cell == f"'{name}"


def test_an_empty_list_and_a_search_without_result_do_not_say_the_same(cast):
    empty = listing()
    assert "La liste est vide" in render_to_string("shell/list.html", {"listing": empty, "list_empty": ""}, request=empty.request)
    none = listing("/?q=zzz")
    assert "Rien ne correspond" in render_to_string("shell/list.html", {"listing": none}, request=none.request)
