import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.web.shell.templatetags.texts import prose


def test_what_people_write_reads_as_they_meant_it():
    assert prose("# Titre\n\n- un\n- **deux**") == "<h3>Titre</h3>\n<ul>\n<li>un</li>\n<li><strong>deux</strong></li>\n</ul>\n"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "[x](data:text/html,a)",
                                  "<a href='https://x.invalid' onclick='a'>x</a>", "<iframe src=//x>"])
def test_no_tag_no_script_no_picture_of_theirs(text):
    html = prose(text)
    assert "<script" not in html and "<img" not in html and "<iframe" not in html and "<a " not in html


def test_a_picture_of_theirs_is_a_link_that_nobody_loads():
    assert "<img" not in prose("![p](https://pisteur.invalid/p.png)")


def test_a_link_lends_nothing():
    assert prose("[site](https://ok.invalid/a?b=1&c=2)") == '<p><a href="https://ok.invalid/a?b=1&amp;c=2" rel="nofollow noopener noreferrer ugc">site</a></p>\n'


@given(st.text(alphabet=st.sampled_from("<>[]()!#*`\"'&/ \n:jhtps.xa=onerr"), max_size=80))
def test_nothing_typed_opens_a_tag_that_is_not_ours(text):
    import re
    found = set(re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", prose(text)))
    assert found <= {"p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "br", "hr"}
