"""Act 7: the mentors' workshop gives each shop an idea, each merchant adopts one, the pot pays for it."""
from datetime import date

from chalandise.actions.models import Action, Idea, IdeaComment, IdeaSupport
from chalandise.funding.models import Commitment
from chalandise.mentoring.models import Visit
from tests.journeys import words
from tests.journeys.money import pot
from tests.journeys.visits import SHOPS, of

BOTH = (("Institut Lys", "karim"), ("Atelier Cuir", "karim"), ("Épicerie Nour", "awa"))


def think(stage):
    """An idea for each shop, discussed and supported among mentors, then put to the merchant."""
    stage.travel(date(2017, 10, 5), 18)
    karim, awa = stage.karim, stage.awa
    for shop, mentor in BOTH:
        player = getattr(stage, mentor)
        player.go("Atelier").follow(f"Proposer une idée {shop}").write(words.IDEAS[shop]).click("Proposer l’idée").sees("Votre idée est à l’atelier.")
    awa.go("Atelier").follow(words.IDEAS["Institut Lys"]["L’idée en une phrase"]).click("Je soutiens").sees("Votre soutien est noté.")
    awa.write({"Votre commentaire": "Commencer par les soins du visage ?"}).click("Ajouter le commentaire")
    karim.go("Atelier").follow(words.IDEAS["Épicerie Nour"]["L’idée en une phrase"]).click("Je peux aider une heure").sees("Merci : votre heure est notée.")
    assert sorted(IdeaSupport.objects.values_list("idea__shop__name", "mentor__person__given_name", "helps")) == [
        ("Institut Lys", "Awa", False), ("Épicerie Nour", "Karim", True)]
    assert list(IdeaComment.objects.values_list("idea__shop__name", "by__given_name")) == [("Institut Lys", "Awa")]
    for shop, mentor in BOTH:
        player = getattr(stage, mentor)
        player.go("Atelier").follow(words.IDEAS[shop]["L’idée en une phrase"]).click(f"Proposer à {shop}").sees("Le commerçant reçoit l’idée")
    assert sorted(Idea.objects.values_list("shop__name", "kind", "cost")) == [
        ("Atelier Cuir", "video", 250), ("Institut Lys", "booking", 180), ("Épicerie Nour", "collect", 90)]


def adopt(stage):
    """Two merchants adopt by a link, the third on the phone; a second person approves what the pot is asked."""
    stage.travel(date(2017, 10, 6), 10)
    for player in (stage.lila, stage.bruno):
        player.open_letter("idée").click("J’adopte cette idée").sees("C’est votre action !")
    with stage.rose.each("case") as rose:
        rose.go("Atelier").follow(words.IDEAS["Épicerie Nour"]["L’idée en une phrase"]).click("Il l’adopte").sees("L’idée est adoptée, au nom du commerçant.")
    assert sorted(Action.objects.values_list("shop__name", "kind", "state")) == [
        ("Atelier Cuir", "video", "adopted"), ("Institut Lys", "booking", "adopted"), ("Épicerie Nour", "collect", "adopted")]
    assert pot(stage) == (2000, 0, 0, 1000)
    stage.hugo.go("Cagnotte").sees("3 demandes attendent une deuxième personne").click(
        "Aucune ne me concerne, sauf celles que j’ai cochées").click("Approuver les 3 demandes", exact=False)
    assert sorted(Commitment.objects.values_list("amount", "state", "decided_by__given_name")) == [
        (90, "approved", "Hugo"), (180, "approved", "Hugo"), (250, "approved", "Hugo")]
    assert pot(stage) == (1480, 520, 0, 1000)


def plan(stage):
    """In the second visit each mentor writes the plan and the steps with the merchant, on the phone."""
    stage.travel(date(2017, 10, 12), 10)
    for shop, mentor in BOTH:
        player = getattr(stage, mentor)
        player.go("Mes commerçants").follow(shop).follow("Visite 2").unfold("Nous avons convenu d’une date au téléphone")
        player.write({"Jour et heure convenus": f"2017-10-16T{words.HOURS[shop]}:00"}).click("Fixer cette date").sees("La visite est fixée")
    stage.travel(date(2017, 10, 16), 19)
    for shop, mentor in BOTH:
        player = getattr(stage, mentor)
        player.go("Mes commerçants").follow(shop).follow(words.IDEAS[shop]["L’idée en une phrase"]).follow("Modifier le plan").write(words.PLANS[shop])
        player.click("Enregistrer le plan")
        for step, due in words.STEPS[shop]:
            player.follow("Ajouter une étape").write({"Étape": step, "Pour le": due}).click("Ajouter l’étape")
        player.click("C’est parti").sees("L’action est en route.")
        player.go("Mes commerçants").follow(shop).follow("Visite 2").write({"Durée en minutes": 60, "Ce que vous avez décidé ensemble": "Le plan est écrit."})
        player.click("Enregistrer le compte rendu")
    assert sorted(Action.objects.values_list("shop__name", "state", "indicator", "ends_on")) == [
        ("Atelier Cuir", "running", "video_views", date(2018, 1, 31)), ("Institut Lys", "running", "after_hours_bookings", date(2018, 1, 31)),
        ("Épicerie Nour", "running", "collect_orders", date(2018, 1, 31))]
    assert {shop: Action.objects.get(shop__name=shop).steps.count() for shop in SHOPS} == dict.fromkeys(SHOPS, 2)
    assert {shop: of(shop, 2).state for shop in SHOPS} == dict.fromkeys(SHOPS, Visit.State.DONE)
