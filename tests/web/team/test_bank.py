"""Whoever runs a territory changes its questionnaire, sees it as each trade would, and publishes it."""
import pytest
from django.urls import reverse

from chalandise.diagnostics.models import BankText
from chalandise.diagnostics.queries import bank as banks


@pytest.fixture
def odile(cast, client):
    client.force_login(cast.odile)
    return cast.odile


def address(cast, name="bank", *more):
    return reverse(f"team:{name}", args=[cast.bordeaux.slug, *more])


def opened(cast, client):
    client.post(address(cast, "bank_draft"), {"gesture": "open"})
    return BankText.objects.get()


def test_the_page_shows_what_each_trade_is_asked(cast, client, odile):
    seen = {}
    for trade in ("bakery", "beauty-salon", ""):
        page = client.get(address(cast), {"metier": trade})
        seen[trade] = [q.key for _theme, questions in page.context["themes"] for q, *_more in questions]
    assert set(seen["bakery"]) - set(seen["beauty-salon"]) == {"order", "delivery", "stock"}
    assert set(seen["beauty-salon"]) - set(seen["bakery"]) == {"booking"}
    assert len(seen[""]) == 17
    page = client.get(address(cast), {"metier": "bakery"}).content.decode()
    assert "Regardez si le jour de fermeture" in page
    assert "si la boutique a déjà : la commande à retirer, la livraison à domicile, une place de marché" in page
    assert "si, plus haut, on a répondu : « La boutique, avec des horaires" in page


def test_a_strange_trade_or_version_shows_the_version_in_force(cast, client, odile):
    page = client.get(address(cast), {"metier": "x" * 50, "version": "1999"})
    assert (page.context["trade"], page.context["bank"].version) == ("", "2017.2")


def test_a_question_is_changed_by_its_form_previewed_and_published(cast, client, odile):
    draft = opened(cast, client)
    path = address(cast, "bank_question", "listing")
    form = client.get(path).context["form"]
    typed = {name: form[name].initial for name in form.fields} | {"version": draft.version}
    page = client.post(path, typed | {"ask-fr": "Que voit-on de vous sur un plan ?", "answer-1-worth": 25}, follow=True)
    assert "La question est changée dans le brouillon" in page.content.decode()
    assert "Que voit-on de vous sur un plan ?" in client.get(address(cast), {"version": "brouillon"}).content.decode()
    assert "Que voit-on de vous sur un plan ?" not in client.get(address(cast)).content.decode()
    page = client.post(address(cast, "bank_draft"), {"gesture": "publish"}, follow=True)
    assert "les prochains diagnostics posent ces questions" in page.content.decode()
    asked = banks.current_of(cast.bordeaux).question("listing")
    assert (str(asked.ask), asked.option("wrong").worth) == ("Que voit-on de vous sur un plan ?", 25)
    old = client.get(address(cast), {"version": BankText.objects.get().published_as})
    assert old.context["bank"].question("listing").option("wrong").worth == 25


def test_a_wrong_value_stays_in_its_field(cast, client, odile):
    draft = opened(cast, client)
    path = address(cast, "bank_question", "listing")
    form = client.get(path).context["form"]
    typed = {name: form[name].initial for name in form.fields} | {"version": draft.version, "answer-1-worth": 900, "ask-en": ""}
    page = client.post(path, typed)
    assert page.status_code == 422 and sorted(page.context["form"].errors) == ["answer-1-worth", "ask-en"]
    assert page.context["form"]["answer-1-worth"].value() == "900"
    assert BankText.objects.get().text == draft.text


def test_a_faulty_text_is_kept_told_and_not_published(cast, client, odile):
    draft = opened(cast, client)
    wrong = draft.text.replace("worth = 35", "worth = 350")
    page = client.post(address(cast, "bank_draft"), {"gesture": "save", "text": wrong, "version": draft.version}, follow=True)
    told = [str(m) for m in page.context["report"]]
    assert len(told) == wrong.count("worth = 350") and all("colonne 11" in t and "de 0 à 100" in t for t in told)
    assert page.context["bank"] is None
    page = client.post(address(cast, "bank_draft"), {"gesture": "publish"}, follow=True)
    assert "l’ancienne version reste en service" in page.content.decode()
    assert BankText.objects.get().published_at is None
    page = client.get(address(cast, "bank_question", "listing"), follow=True)
    assert "Corrigez d’abord les erreurs du texte" in page.content.decode()


def test_a_text_saved_by_somebody_else_is_shown_beside(cast, client, odile):
    draft = opened(cast, client)
    BankText.objects.update(text=draft.text + "# l’autre\n", version=7)
    page = client.post(address(cast, "bank_draft"), {"gesture": "save", "text": draft.text + "# moi\n", "version": draft.version})
    assert page.status_code == 422 and page.context["form"].conflict.theirs["text"].endswith("# l’autre\n")


def test_an_unknown_question_does_not_exist_and_without_draft_there_is_nothing_to_change(cast, client, odile):
    assert client.get(address(cast, "bank_question", "listing")).status_code == 404
    assert client.get(address(cast, "bank_draft")).url == address(cast)
    opened(cast, client)
    assert client.get(address(cast, "bank_question", "gone")).status_code == 404


def test_a_draft_is_dropped(cast, client, odile):
    opened(cast, client)
    page = client.post(address(cast, "bank_draft"), {"gesture": "drop"}, follow=True)
    assert "Le brouillon est abandonné" in page.content.decode()
    assert not BankText.objects.exists()


def test_who_does_not_run_the_territory_finds_nothing(cast, client):
    cast.season  # noqa: B018
    for person in (cast.rose, cast.hugo, cast.lila):
        client.force_login(person)
        assert client.get(address(cast)).status_code == 404
