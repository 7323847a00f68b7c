"""The bank of questions is checked as a whole, and every mistake names its line and its reason."""
import pytest
from django.utils import translation

from chalandise.diagnostics.queries import bank
from chalandise.diagnostics.queries.bank import BankError, current, load, parse

SOURCE = (bank.FOLDER / "commerce-2017.1.toml").read_text(encoding="utf-8")


def test_the_first_bank_asks_about_fifteen_questions_on_seven_themes():
    found = current()
    assert (found.key, found.version) == ("commerce", "2017.1")
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


def line_of(text, mark="[[question]]", number=0):
    return [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == mark][number]


@pytest.mark.parametrize(("old", "new", "which", "reason"), [
    ('theme = "sell"\nweight = 3\nexcept', 'theme = "sale"\nweight = 3\nexcept', 2, "question « order » : le thème « sale » n’existe pas"),
    ('worth = 35\n  fr = "Par téléphone', 'worth = 350\n  fr = "Par téléphone', 2, "at least two answers worth 0 to 100"),
    ('only = ["hairdresser",', 'only = ["coiffeur",', 3, "métiers inconnus : coiffeur"),
    ('to = "online"\n  hours = 10', 'to = "onlin"\n  hours = 10', 2, "['onlin'] are not answers of 'order'"),
    ('  when = ["right"]\n', '  when = ["lively"]\n', 0, "'lively' is not better than ['lively']"),
    ('ask.en = "Where can a customer read', 'ask.de = "Wo liest', 1, "le texte « ask » manque en français ou en anglais"),
    ('key = "site"\ntheme', 'key = "listing"\ntheme', 1, "cette clé sert déjà plus haut"),
    ("share = 26", "share = 260", 2, "le repère national nomme une réponse ou une part qui n’existe pas"),
])
def test_a_mistake_names_its_line_and_its_reason(old, new, which, reason):
    assert SOURCE.count(old) == 1
    wrong = SOURCE.replace(old, new)
    with pytest.raises(BankError) as refused:
        parse(wrong, "essai.toml")
    assert f"essai.toml, ligne {line_of(wrong, number=which)}, question" in str(refused.value)
    assert reason in str(refused.value)


def test_a_file_that_is_not_toml_is_said_with_its_line():
    with pytest.raises(BankError, match=r"essai.toml : .*at line 3"):
        parse('key = "x"\nversion = "1"\n[[theme\n', "essai.toml")


def test_a_missing_head_is_said():
    with pytest.raises(BankError, match="il manque « title »"):
        parse('key = "x"\nversion = "1"\n', "essai.toml")
