"""Acts 6 and 11: where each shop stands at T0 and at T1, told by the mentor, by the merchant alone, on the phone."""
from datetime import date

from django.db.models import Count

from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import sheet


def start(stage):
    """T0: two sheets by the mentors on the spot, one by a merchant alone on his phone; each shop reads what it says."""
    stage.travel(date(2017, 10, 3), 14)
    stage.rose.go("Diagnostics").click("Demander le T0 à 3 boutiques").sees("3 boutiques sont prévenues")
    for player, shop, choice in ((stage.karim, "Institut Lys", 1), (stage.awa, "Épicerie Nour", 0)):
        player.enter()
        player.go("Diagnostics").follow("Remplir le T0 sur place", within=player.card(shop))
        player.click("Commencer")
        on_one_page(player, choice)
        player.sees("C’est tout. Relisez, puis terminez.").click("Terminer et voir le résultat")
    stage.bruno.open_letter("Où en est Atelier Cuir ?")
    one_by_one(stage.bruno, 1)
    stage.bruno.sees("Thème par thème")
    told("T0", {"Atelier Cuir": "merchant", "Institut Lys": "mentor", "Épicerie Nour": "mentor"})


def told(moment, fillers):
    """Every shop's sheet of this moment is whole, finished, scored, and filled by whom one thinks."""
    rows = Assessment.objects.filter(moment=moment).select_related("season", "shop").annotate(n=Count("answers"))
    assert {a.shop.name: (a.filler, a.n, bool(a.finished_at), a.overall is not None) for a in rows} == {
        a.shop.name: (fillers[a.shop.name], sheet(a).total, True, True) for a in rows}
    assert {a.shop.name for a in rows} == set(fillers)


def on_one_page(player, choice):
    """Answer the whole sheet at once: the same place in each question's answers."""
    player.follow("Tout voir sur une page")
    questions, n = player.main().get_by_role("group"), 0
    while n < questions.count():  # an answer may lead to one more
        questions.nth(n).get_by_role("radio").nth(choice).check()
        n += 1
    player.click("Enregistrer et relire")


def one_by_one(player, choice):
    """Answer as a merchant does, one question a screen, one tap each."""
    player.click("Commencer")
    n, total = 0, 1
    while n < total:  # an answer may lead to one more
        n += 1
        player.sees(f"Question {n} sur ")
        total = int(player.main().get_by_role("progressbar").get_attribute("max"))
        player.click(player.main().get_by_role("group").get_by_role("button").nth(choice).inner_text())
    player.click("Terminer et voir le résultat")
