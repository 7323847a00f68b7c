"""The bank of questions is checked as a whole, and every mistake names its line and its reason."""
import pytest
from django.utils import translation

from chalandise.diagnostics.queries import bank
from chalandise.diagnostics.queries.bank import BankError, current, load, parse

SOURCE = (bank.FOLDER / "commerce-2017.2.toml").read_text(encoding="utf-8")


def test_the_first_bank_asks_about_fifteen_questions_on_seven_themes():
    found = current()
    assert (found.key, found.version) == ("commerce", "2017.2")
    assert [t.key for t in found.themes] == ["found", "sell", "relation", "daily", "safety", "skills", "sobriety"]
    assert {trade: len(found.asked(trade)) for trade in ("bakery", "hairdresser", "beauty-salon", "restaurant", "books", "")} == {
        "bakery": 15, "hairdresser": 13, "beauty-salon": 13, "restaurant": 14, "books": 15, "": 16}
    assert all({q.theme for q in found.asked(t)} == {x.key for x in found.themes} for t in ("bakery", "beauty", "craft", "laundry"))


def test_a_baker_is_not_asked_what_a_salon_is():
    keys = {trade: {q.key for q in current().asked(trade)} for trade in ("bakery", "beauty-salon")}
    assert keys["bakery"] - keys["beauty-salon"] == {"order", "delivery", "stock"}
    assert keys["beauty-salon"] - keys["bakery"] == {"booking"}


def test_the_example_is_of_the_trade():
    listing = current().question("listing")
    assert listing.example("bakery").startswith("Regardez si le jour de fermeture")
    assert listing.example("books").startswith("Regardez l’heure de fermeture")


def test_texts_speak_the_reader_s_language():
    with translation.override("en"):
        assert str(current().themes[0]) == "Being found"
    assert str(current().themes[0]) == "Être trouvé"


def test_every_answer_that_can_be_improved_has_a_next_step():
    found = current()
    for question in found.questions:
        best = max(question.options, key=lambda o: o.worth)
        worst = min(question.options, key=lambda o: o.worth)
        assert any(worst.key in s.when for s in found.steps if s.item == question.key), question.key
        assert best.worth == 100 and worst.worth == 0


def test_a_version_that_does_not_exist_is_said():
    with pytest.raises(BankError, match="Il n’y a pas de questionnaire commerce-1999.toml"):
        load("commerce", "1999")
    with pytest.raises(BankError, match="Il n’y a pas de questionnaire"):
        load("../../etc/passwd", "1")


LISTING, SITE, ORDER, BOOKING = ("question « listing »", "question « site »", "question « order »", "question « booking »")
BETTER = "ce conseil doit mener à une meilleure réponse que celles d’où il part"


@pytest.mark.parametrize(("old", "new", "where", "reason"), [
    ('key = "order"\ntheme = "sell"\nweight = 3', 'key = "order"\ntheme = "sale"\nweight = 3', f"{ORDER}, theme", "le thème « sale » n’existe pas"),
    ('worth = 35\n  fr = "Par téléphone', 'worth = 350\n  fr = "Par téléphone', f"{ORDER}, answer « phone », worth",
     "il faut un nombre entier de 0 à 100"),
    ('only = ["hairdresser",', 'only = ["coiffeur",', f"{BOOKING}, only", "métiers inconnus : coiffeur"),
    ('to = "online"\n  hours = 10', 'to = "onlin"\n  hours = 10', f"{ORDER}, step « order-online », to", "ces réponses n’existent pas : onlin"),
    ('  when = ["right"]\n', '  when = ["lively"]\n', f"{LISTING}, step « listing-photos », when", BETTER),
    ('ask.en = "Where can a customer read', 'ask.de = "Wo liest', f"{SITE}, ask", "le texte manque en français ou en anglais"),
    ('key = "site"\ntheme', 'key = "listing"\ntheme', f"{LISTING}, key", "cette clé sert déjà plus haut"),
    ('answers = ["online"]', 'answers = ["onligne"]', f"{ORDER}, national, answers", "ces réponses n’existent pas : onligne"),
    ('figure = "francenum-2024-online"', 'figure = "francenum-1924"', f"{ORDER}, national, figure",
     "ce repère national n’est pas dans la liste : francenum-1924"),
    ('channels = ["collect",', 'channels = ["fax",', "question « inbox », channels", "canaux inconnus : fax"),
    ('after.listing = ["wrong",', 'after.tidings = ["wrong",', "question « reviews », after, tidings", "la question « tidings » n’existe pas plus haut"),
    ('  worth = 30\n  fr = "La boutique, avec', '  worht = 30\n  fr = "La boutique, avec', f"{LISTING}, answer « wrong », worht",
     "le mot « worht » n’est pas connu ici"),
])
def test_a_mistake_names_its_line_its_column_its_place_and_its_reason(old, new, where, reason):
    assert SOURCE.count(old) == 1
    wrong = SOURCE.replace(old, new)
    with pytest.raises(BankError) as refused:
        parse(wrong, "essai.toml")
    told = {(m.where, m.reason): m for m in refused.value.report}
    mistake = told[where, reason]
    word = where.rpartition(", ")[2].partition(" ")[0]
    assert word in wrong.splitlines()[mistake.line - 1]
    assert wrong.splitlines()[mistake.line - 1][mistake.column - 1:].strip()
    assert str(refused.value) == f"essai.toml, {refused.value.report[0]}"


def test_every_mistake_is_told_in_the_order_of_the_text():
    wrong = SOURCE.replace('key = "order"\ntheme = "sell"\nweight = 3', 'key = "order"\ntheme = "sale"\nweight = -1').replace("hours = 10", 'hours = "dix"')
    with pytest.raises(BankError) as refused:
        parse(wrong, "essai.toml")
    assert [(m.where, m.reason) for m in refused.value.report] == [
        (f"{ORDER}, theme", "le thème « sale » n’existe pas"), (f"{ORDER}, weight", "il faut un nombre entier de 1 à 100"),
        (f"{ORDER}, step « order-online », hours", "il faut un nombre d’heures, plus grand que zéro")]
    lines = [m.line for m in refused.value.report]
    assert lines == sorted(lines) and wrong.splitlines()[lines[1] - 1] == "weight = -1"


def test_a_text_that_is_not_toml_is_told_with_its_line_and_column():
    with pytest.raises(BankError) as refused:
        parse('key = "x"\nversion = "1"\n[[theme\n', "essai.toml")
    assert [(m.line, m.column) for m in refused.value.report] == [(3, 8)]
    with pytest.raises(BankError) as refused:
        parse('key = "x"\ntitle = "', "essai.toml")
    assert refused.value.report[0].line == 2


def test_a_missing_head_is_said():
    with pytest.raises(BankError, match="il manque « title »"):
        parse('key = "x"\nversion = "1"\n', "essai.toml")


def test_strange_shapes_are_told_rather_than_break():
    for strange in ('question = 3', '[[question]]\nanswer = 3\n', '[[question]]\nafter = 2\nexample = 3\nonly = "x"\n[[question.step]]\nwhen = 3\n'):
        with pytest.raises(BankError) as refused:
            parse('key = "x"\nversion = "1"\ntitle.fr = "x"\ntitle.en = "x"\ntheme = []\n' + strange, "essai.toml")
        assert refused.value.report


# --- who is asked what ------------------------------------------------------------------------------------------------

def test_an_earlier_answer_decides_what_is_asked():
    keys = {answer: {q.key for q in current().asked("books", (), {"listing": answer})} for answer in ("absent", "right", "unknown")}
    assert keys["right"] - keys["absent"] == {"reviews"} and keys["absent"] == keys["unknown"]


def test_what_the_shop_has_decides_what_is_asked():
    without, with_it = ({q.key for q in current().asked("books", channels)} for channels in ((), ("site", "collect")))
    assert with_it - without == {"inbox"}


def test_an_answer_of_another_version_is_ignored_by_the_scores():
    bank = current()
    known = bank.score("books", {"listing": "right"})
    assert bank.score("books", {"listing": "right", "gone": "x", "site": "no-such-answer"}) == known


def test_every_family_finds_an_example_of_its_own():
    for question in current().questions:
        assert set(question.examples) - {""}, question.key


def test_a_figure_of_a_published_survey_is_read_from_its_file():
    found = current().question("site").national
    assert (found.share, found.year, found.n, found.source) == (66, 2021, 2796, "Baromètre France Num 2021")
    assert found.answers == {"site", "fresh"} and found.url.startswith("https://")
