"""Ribbons: as much leaves as arrives, each end as high as what passes there, everything in the table."""
from decimal import Decimal

from django.template import Context, Template

from chalandise.web.shell.flows import GAP, LEAST, TALL, Flow


def test_ribbons_of_the_same_ends_are_one_and_nothing_is_left_out():
    flow = Flow("", [("A", "x", Decimal(60)), ("B", "x", Decimal(20)), ("A", "x", Decimal(20)), ("A", "y", Decimal(0))])
    assert flow.sums == {("A", "x"): 80, ("B", "x"): 20}
    assert [(e.label, e.amount) for e in flow.left.values()] == [("A", 80), ("B", 20)]
    assert sum(e.amount for e in flow.left.values()) == sum(e.amount for e in flow.right.values())


def test_an_end_is_as_high_as_what_passes_there_and_never_too_thin_for_its_words():
    ends = list(Flow("", [("A", "x", Decimal(99)), ("B", "x", Decimal(1))]).left.values())
    assert [(e.top, e.height) for e in ends] == [(0, round(TALL * .99, 1)), (round(TALL * .99 + GAP, 1), LEAST)]


def test_the_drawing_is_said_in_words_and_in_a_table_and_nothing_draws_nothing():
    def draw(figure):
        return Template("{% load shell %}{% flow figure %}").render(Context({"figure": figure})).replace("\xa0", " ").replace("\u202f", " ")
    page = draw(Flow("Des partenaires aux actions", [("Club", "Vitrines", Decimal("1180.5"))]))
    assert "<desc>Club : Vitrines, 1 180,50 €</desc>" in page
    assert page.count('class="ribbon"') == 1 and '<th scope="row">Club</th><td>Vitrines</td>' in page
    assert draw(Flow("Rien", [])).strip() == ""
