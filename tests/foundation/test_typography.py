"""French spaces: they do not break before a mark, and nothing but sentences changes."""
import pytest

from chalandise.foundation.typography import english_of_html, of_html, of_text

SAID = [("Pourquoi ? Pour voir : « rien » ; 12 % et 3 € !", "Pourquoi\u202f? Pour voir\u00a0: «\u00a0rien\u00a0»\u202f; 12\u00a0% et 3\u00a0€\u202f!"),
        ("mardi à 10 h 30, à 9 h, 3 heures", "mardi à 10\u00a0h\u00a030, à 9\u00a0h, 3 heures"),
        ("12:30, http://a.fr/?q=1, a&nbsp;: b", "12:30, http://a.fr/?q=1, a&nbsp;: b"), ("", "")]
KEPT = ['<textarea>Vrai ? « oui » ;</textarea>', '<script type="application/json">{"a": "b ; c ?"}</script>', "<pre>a : b</pre>",
        '<a title="Quoi ? » > ici" href="/x ?y">', "<!-- note : rien -->", "<input value='a : b'>"]


@pytest.mark.parametrize(("written", "leaves"), SAID)
def test_a_sentence_leaves_with_its_spaces(written, leaves):
    assert of_text(written) == leaves
    assert of_html(f"<p>{written}</p>") == f"<p>{leaves}</p>"
    assert of_html(of_html(f"<p>{written}</p>")) == f"<p>{leaves}</p>"


@pytest.mark.parametrize("html", KEPT)
def test_what_is_not_a_sentence_keeps_its_spaces(html):
    assert of_html(html) == html


def test_a_mark_after_a_tag_is_held_too():
    assert of_html("<p><strong>Rose</strong> : oui</p>") == "<p><strong>Rose</strong>\u00a0: oui</p>"


def test_an_english_page_has_no_space_before_a_colon_and_keeps_other_marks():
    assert english_of_html("<p>Visit 2 : 20 out of 21, « Pourquoi ? »</p>") == "<p>Visit 2: 20 out of 21, « Pourquoi ? »</p>"


@pytest.mark.parametrize("html", KEPT)
def test_what_is_not_a_sentence_keeps_its_spaces_in_english_too(html):
    assert english_of_html(html) == html
