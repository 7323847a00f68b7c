"""A curve through time: cut where nothing is known, said in words and in a table, with rows of what happened."""
from django.template import Context, Template

from chalandise.web.shell.courses import Course, Row


def drawn(**changed):
    words = {"title": "Recettes", "points": ["1 avant", "le début", "1 après", "2 après"], "ticks": [(0, "−1"), (3, "+2")],
             "lines": [("observé", [100, 104, None, 120]), ("attendu", [100, 101, 102, None])], "band": ("hasard", [95, 96, 97, None], [105, 106, 107, None]),
             "start": (1, "début"), "rows": [Row("Soldes", (("Soldes d’hiver", 2, 3),))], "words": "Deux courbes."}
    return Course(**{**words, **changed})


def page(course):
    return Template("{% load shell %}{% course figure %}").render(Context({"figure": course}))


def test_a_line_is_cut_where_nothing_is_known_and_never_joined_over_it():
    strokes = {style: paths for style, _words, paths in drawn().strokes}
    assert [len(p.split()) for p in strokes["observed"]] == [2] and [len(p.split()) for p in strokes["expected"]] == [3]
    assert [style for style, _w, _p in drawn().strokes] == ["expected", "observed"]  # the observed line lies on top
    assert len(drawn().areas) == 1 and len(drawn().areas[0].split()) == 6


def test_everything_drawn_stands_in_the_table_too():
    course = drawn()
    assert course.columns == ["Quand", "observé", "attendu", "au moins", "au plus"]
    assert course.table == [("1 avant", ["100", "100", "95", "105"]), ("le début", ["104", "101", "96", "106"]), ("1 après", ["", "102", "97", "107"]),
                            ("2 après", ["120", "", "", ""])]
    assert course.happened == [("Soldes", ["Soldes d’hiver"])]


def test_it_is_told_by_strokes_and_words_and_not_by_colour():
    html = page(drawn())
    for part in ('class="observed"', 'class="expected"', 'class="band"', 'class="start"', 'role="img"', "Deux courbes.", "Soldes d’hiver", "<table"):
        assert part in html, part
    assert html.count('class="met"') == 1


def test_one_line_alone_without_band_start_or_rows():
    course = drawn(lines=[("observé", [1, 2, 3, 4])], band=None, start=None, rows=[])
    html = page(course)
    assert course.legend == [("observed", "observé")] and course.areas == []
    assert 'class="met"' not in html and 'class="start"' not in html


def test_the_drawing_fits_its_values_and_its_rows_make_room():
    course = drawn()
    assert course.steps[0] <= 95 and course.steps[-1] >= 120
    assert all(10 <= course.y(v) <= course.bottom for v in (95, 120))
    assert course.height == drawn(rows=[]).height + 30
    assert all(0 <= x <= 100 and x + width <= 100.01 for _l, _y, _t, spans in course.drawn_rows for x, width, _w in spans)
