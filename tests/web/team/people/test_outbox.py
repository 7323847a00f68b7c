"""The outbox page: letters of the season, read without their links, corrected, released, cancelled, printed."""
import re

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chalandise.foundation import mail
from chalandise.foundation.models import Letter
from chalandise.people.operations import issue_link

HOME = "/equipe/fondaudege-2017/courrier/"


@pytest.fixture
def rose(cast, client):
    client.force_login(cast.rose)
    return client


def letter_to(cast, person, *, scope=None, **more):
    return mail.write("people/mails/fresh_link", to=person, purpose="x", scope=scope or ("season", cast.season.pk),
                      context={"address": issue_link(purpose="visit.choose", person=person)},
                      reason="Rose Ferrand, référente de la saison.", **more)


def test_the_letters_of_the_season_are_listed_and_no_others(cast, rose):
    letter_to(cast, cast.lila)
    letter_to(cast, cast.karim, scope=("season", cast.other_season.pk))
    letter_to(cast, cast.awa, scope=("territory", cast.bordeaux.pk))
    page = rose.get(HOME).content.decode()
    assert ("Lila Sarda" in page, "Karim Benali" in page, "Awa Diop" in page) == (True, False, False)
    rose.force_login(cast.odile)
    page = rose.get(HOME).content.decode()
    assert ("Lila Sarda" in page, "Awa Diop" in page) == (True, True)


def test_a_long_outbox_costs_as_much_as_a_short_one(cast, rose):
    counts = []
    for more in (1, 29):
        for _n in range(more):
            letter_to(cast, cast.lila)
        with CaptureQueriesContext(connection) as seen:
            rose.get(HOME)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_what_waits_for_somebody_comes_first(cast, rose):
    letter_to(cast, cast.lila, hold=True)
    letter_to(cast, cast.karim, hold=True)
    letter_to(cast, cast.bruno)
    Letter.objects.filter(pk=letter_to(cast, cast.awa).pk).update(state="bounced")
    page = rose.get(HOME).content.decode()
    assert "2 lettres attendent votre accord pour partir" in page
    assert "1 lettre est à imprimer" in page
    assert "1 courriel n’est pas arrivé" in page
    assert "1 lettre" in rose.get(f"{HOME}?etat=bounced").content.decode()


def test_a_letter_is_read_without_the_link_of_its_reader(cast, rose):
    letter = letter_to(cast, cast.lila)
    token = re.search(r"/l/([\w-]{20,})/", letter.text)[1]
    for page in (f"{HOME}{letter.pk}/", f"{HOME}{letter.pk}/texte/"):
        text = rose.get(page).content.decode()
        assert (token in text, "/l/lien-1/" in text) == (False, True)


def test_a_letter_is_corrected_then_leaves(cast, rose):
    letter = letter_to(cast, cast.lila, hold=True)
    page = f"{HOME}{letter.pk}/"
    answer = rose.post(f"{page}texte/", {"subject": "Votre lien", "body": mail.masked(letter.body).replace("Bonjour", "Chère")})
    assert answer.headers["Location"] == page
    assert rose.post(f"{page}texte/", {"subject": "Votre lien", "body": "sans lien"}).status_code == 422
    rose.post(f"{page}depart/")
    letter.refresh_from_db()
    assert (letter.subject, letter.state, "Chère Lila" in letter.text) == ("Votre lien", "waiting", True)
    assert "partira" in rose.get(page).content.decode().lower()
    rose.post(f"{page}annulation/")
    assert "annulée" in rose.get(page).content.decode()
    assert rose.post(f"{page}texte/", {"subject": "a", "body": "b"}).status_code == 422


def test_all_held_letters_leave_with_one_press(cast, rose):
    for person in (cast.lila, cast.karim, cast.bruno):
        letter_to(cast, person, hold=True)
    page = rose.post(f"{HOME}depart/", follow=True).content.decode()
    assert "2 lettres partent dans la minute" in page
    assert sorted(Letter.objects.values_list("channel", "state")) == [("mail", "waiting"), ("mail", "waiting"), ("paper", "held")]


def test_a_paper_letter_is_printed_with_its_code_then_given(cast, rose, tmp_path):
    letter = letter_to(cast, cast.bruno)
    page = f"{HOME}{letter.pk}/"
    assert "Imprimer la lettre" in rose.get(page).content.decode()
    answer = rose.get(f"{page}papier.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    (tmp_path / "a.pdf").write_bytes(answer.content)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert (len(pdf.pages), str(pdf.docinfo["/Title"])) == (1, "Votre nouveau lien")
    rose.post(f"{page}remise/")
    assert "remise" in rose.get(page).content.decode()
    assert rose.get(f"{HOME}{letter_to(cast, cast.lila).pk}/papier.pdf").status_code == 404


def test_every_paper_letter_is_printed_in_one_file_then_given_at_once(cast, rose, tmp_path):
    twice = [letter_to(cast, cast.bruno), letter_to(cast, cast.bruno)]
    page = rose.get(HOME).content.decode()
    assert "Tout imprimer" in page
    (tmp_path / "all.pdf").write_bytes(rose.get(f"{HOME}papier.pdf").content)
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        assert (len(pdf.pages), str(pdf.docinfo["/Title"])) == (3, "Lettres à remettre")  # one sheet each, printed on both sides
    shown = re.findall(r'name="letter" value="(\d+)"', page)
    late = letter_to(cast, cast.bruno)  # came after the page was opened: it was not printed
    said = rose.post(f"{HOME}remises/", {"letter": [*shown, "x", "9" * 30]}, follow=True).content.decode()
    assert "2 lettres sont remises" in said
    assert dict(Letter.objects.values_list("pk", "state")) == {twice[0].pk: "sent", twice[1].pk: "sent", late.pk: "held"}


def test_with_nothing_to_print_the_page_says_so(rose):
    assert "Aucune lettre n’est à imprimer." in rose.get(f"{HOME}papier.pdf", follow=True).content.decode()


def test_the_neighbour_sees_nothing_and_touches_nothing(cast, client):
    letter = letter_to(cast, cast.lila, hold=True)
    client.force_login(cast.hugo)
    assert client.get(HOME).status_code == 404
    for gesture in ("", "texte/", "papier.pdf"):
        assert client.get(f"{HOME}{letter.pk}/{gesture}").status_code == 404
        assert client.get(f"/equipe/bastide-2017/courrier/{letter.pk}/{gesture}").status_code == 404
    waiting = letter_to(cast, cast.bruno)
    assert client.get(f"{HOME}papier.pdf").status_code == 404
    client.post("/equipe/bastide-2017/courrier/remises/", {"letter": waiting.pk})
    waiting.refresh_from_db()
    assert waiting.state == "held"
    for gesture in ("depart/", "annulation/", "texte/", "remise/"):
        assert client.post(f"/equipe/bastide-2017/courrier/{letter.pk}/{gesture}").status_code == 404
    letter.refresh_from_db()
    assert letter.state == "held"
