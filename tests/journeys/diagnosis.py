"""Acts 6 and 11: where each shop stands at T0 and at T1, told by the mentor, by the merchant alone, on the phone."""
from datetime import date

from django.db.models import Count
from playwright.sync_api import expect

from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import sheet


def start(stage):
    """T0: two sheets by the mentors on the spot, one by a merchant alone on his phone; each shop reads what it says."""
    stage.travel(date(2017, 10, 3), 14)
    stage.rose.go("Diagnostics").click("Demander le T0 à 3 boutiques").sees("3 boutiques sont prévenues")
    for player, shop, choice in ((stage.karim, "Institut Lys", 1), (stage.awa, "Épicerie Nour", 0)):
        player.enter()
        player.go("Diagnostics").follow("Remplir le T0 sur place", within=player.card(shop))
        on_one_page(player, choice)
    stage.bruno.open_letter("Où en est Atelier Cuir ?")
    one_by_one(stage.bruno, 1)
    told("T0", {"Atelier Cuir": "merchant", "Institut Lys": "mentor", "Épicerie Nour": "mentor"})


def again(stage):
    """T1: the merchant alone by link, the mentors for the two others; a difference is not called an effect."""
    stage.travel(date(2018, 1, 25), 14)
    stage.karim.visit(f"/parrain/{stage.season.slug}/")
    stage.karim.go("Diagnostics").follow("Remplir le T0 sur place", within=stage.karim.card("Pressing du Muséum"))
    on_one_page(stage.karim, 1)
    stage.travel(date(2018, 4, 4), 10)
    stage.rose.go("Diagnostics").click("Demander le T1 à 3 boutiques").sees("3 boutiques sont prévenues")
    stage.lila.open_letter("Où en est Institut Lys ?")
    one_by_one(stage.lila, 2)
    for player, shop in ((stage.karim, "Pressing du Muséum"), (stage.awa, "Épicerie Nour")):
        player.go("Diagnostics").follow("Remplir le T1 sur place", within=player.card(shop))
        on_one_page(player, 2)
    told("T1", {"Institut Lys": "merchant", "Pressing du Muséum": "mentor", "Épicerie Nour": "mentor"})
    before, after = (dict(Assessment.objects.filter(moment=moment).values_list("shop__name", "overall")) for moment in ("T0", "T1"))
    assert all(after[shop] > before[shop] for shop in after)


def told(moment, fillers):
    """Every shop's sheet of this moment is whole, finished, scored, and filled by whom one thinks."""
    rows = Assessment.objects.filter(moment=moment).select_related("season", "shop").annotate(n=Count("answers"))
    assert {a.shop.name: (a.filler, a.n, bool(a.finished_at), a.overall is not None) for a in rows} == {
        a.shop.name: (fillers[a.shop.name], sheet(a).total, True, True) for a in rows}
    assert {a.shop.name for a in rows} == set(fillers)


def on_one_page(player, choice):
    """Answer the whole sheet at once, then what those answers ask besides: the same place in each question's answers."""
    player.click("Commencer").follow("Tout voir sur une page")
    questions, n = player.main().get_by_role("group"), 0
    while n < questions.count():  # an answer may lead to one more
        questions.nth(n).get_by_role("radio").nth(choice).check()
        n += 1
    player.click("Enregistrer et relire")
    one_by_one(player, choice)


def one_by_one(player, choice):
    """Answer as a merchant does, one question a screen, one tap each, as long as something is asked."""
    heading = player.main().get_by_role("heading", level=1)
    while not (said := heading.inner_text()).startswith("C’est tout"):
        if "réponses sur" in said:
            player.follow("Répondre à la question suivante")
        elif player.main().get_by_role("button", name="Commencer").count():
            player.click("Commencer")
        else:
            player.click(player.main().get_by_role("group").get_by_role("button").nth(choice).inner_text())
        expect(heading).not_to_have_text(said.strip())
    player.click("Terminer et voir le résultat").sees("Thème par thème")
