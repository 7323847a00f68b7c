"""The acts of the catalogue: a call, three companies, four reviewers, decisions, a merchant who finds, compares, asks, tells."""
from datetime import date

from django.urls import reverse

from chalandise.catalogue.models import (
    Assignment,
    Call,
    Decision,
    Evidence,
    Provider,
    Qualification,
    Quote,
    Review,
    Submission,
    Use,
)
from chalandise.people.models import Consent
from tests.journeys.words import COMPANIES, REVIEWERS


def call_for_solutions(stage):
    """Odile prepares the call with the house's criteria and publishes it."""
    stage.travel(date(2017, 9, 5), 10)
    odile = stage.odile
    odile.visit("/equipe/territoire/bordeaux-le-bouscat/appels/").follow("Préparer un appel")
    odile.write({"Titre": "Appel à solutions 2017", "Ce que vous cherchez": "Nous cherchons des solutions **simples**.",
                 "Prendre des rendez-vous": True, "Tenir son fichier de clients": True, "Ouvre le": "2017-09-06", "Heure d’ouverture": "09:00",
                 "Date limite": "2017-09-29", "Heure limite": "18:00"})
    odile.click("Enregistrer").sees("Appel à solutions 2017").click("Publier l’appel").sees("publié, pas encore ouvert")
    stage.call = Call.objects.get()
    assert stage.call.criteria.count() >= 5


def answer(stage):
    """Three companies register, describe a solution on a phone's network or an office's, and send it; one asks a question."""
    for n, (name, words) in enumerate(COMPANIES.items()):
        stage.travel(date(2017, 9, 11 + n), 10)
        player = stage.enter("provider", words["given"], words["email"])
        stage.companies[name] = player
        player.visit("/appels/").follow("Appel à solutions 2017").follow("Répondre à cet appel")
        player.write(words["registration"]).click("Recevoir le lien").sees("Regardez vos courriels")
        player.open_letter().click("Confirmer l’inscription").sees("est ouvert")
        provider = Provider.objects.get(organisation__name=name)
        player.visit(f"/offreur/{provider.pk}/").follow("Répondre", exact=False).follow("Décrire une solution")
        player.write({"Nom de la solution": words["solution"]}).click("Commencer la fiche")
        for part in words["parts"]:
            player.write(part).click("Enregistrer et continuer")
        player.visit(f"/offreur/{provider.pk}/").follow("Répondre", exact=False).click(f"Répondre avec {words['solution']}")
        player.write({"Pourquoi pour les boutiques de ce territoire ?": words["why"]}).click("Envoyer ma réponse").sees("réponse n°")
        if n == 0:
            player.visit("/appels/appel-a-solutions-2017/").write({"Votre question": "Une entreprise belge peut-elle répondre ?"})
            player.click("Envoyer ma question")
    assert sorted(Submission.objects.values_list("solution__name", "number", "state")) == sorted(
        (words["solution"], n + 1, "submitted") for n, words in enumerate(COMPANIES.values()))
    stage.odile.visit("/equipe/territoire/bordeaux-le-bouscat/appels/appel-a-solutions-2017/questions/")
    stage.odile.write({"Votre réponse, pour tous": "Oui, avec le numéro de son registre."}).click("Publier la réponse")
    stage.visitor_page = stage.enter("passer-by", "Quelqu’un").visit("/appels/appel-a-solutions-2017/").sees("Oui, avec le numéro de son registre.")


def review(stage):
    """Four reviewers accept; one is a client of a company, says so, and never reads its answer; the others score."""
    stage.travel(date(2017, 9, 30), 10)
    odile, base = stage.odile, "/equipe/territoire/bordeaux-le-bouscat/appels/appel-a-solutions-2017"
    for given, family, email in REVIEWERS:
        odile.visit(f"{base}/relecteurs/").write({"Prénom": given, "Nom": family, "Adresse e-mail": email}).click("Envoyer l’invitation").sees(given)
    for given, _family, email in REVIEWERS:
        player = stage.enter("reviewer", given, email)
        stage.reviewers[given] = player
        player.open_letter().write({"Prendre des rendez-vous": True}).click("J’accepte de relire")
        if given == "Irène":
            box = player.main().get_by_role("listitem").filter(has_text="Estran")
            box.get_by_role("checkbox").check()
            box.get_by_role("combobox").select_option(value="client")
        player.click("Aucune ne me concerne, sauf celles que j’ai cochées")
    odile.visit(f"{base}/repartition/").click("Confirmer la répartition")
    assert Assignment.objects.filter(set_aside_at=None).count() == 9
    assert not Assignment.objects.filter(reviewer__person__given_name="Irène", submission__solution__name="Carte Estran").exists()
    for given, player in stage.reviewers.items():
        for row in Assignment.objects.filter(reviewer__person__given_name=given).select_related("submission__solution").order_by("pk"):
            _score(stage, player, row)
    hidden = Submission.objects.get(solution__name="Carte Estran")
    assert stage.reviewers["Irène"].tab.open(f"/expertise/appel-a-solutions-2017/reponses/{hidden.pk}/") == 404
    assert Review.objects.exclude(sent_at=None).count() == 9


def _score(stage, player, row):
    player.visit(f"/expertise/appel-a-solutions-2017/reponses/{row.submission_id}/")
    score = {"Agenda Tilleul": 3, "Carte Estran": 3, "Boost Premium": 1}[row.submission.solution.name]
    form = player.tab.sheet.locator("form").filter(has_text="Rendre ma relecture")
    for criterion in stage.call.criteria.all():
        form.locator(f"input[name=value_{criterion.pk}][value='{score}']").check()
        form.locator(f"[name=comment_{criterion.pk}]").fill("C’est écrit, et vérifiable.")
    form.locator("[name=comment]").fill("Simple, et le prix après l’essai est dit.")
    player.click("Rendre ma relecture").sees("Rendue")


def decide(stage):
    """Decisions are prepared one by one and leave together, each with its reason; two solutions enter the catalogue."""
    stage.travel(date(2017, 10, 16), 10)
    odile, base = stage.odile, "/equipe/territoire/bordeaux-le-bouscat/appels/appel-a-solutions-2017"
    for name, outcome in (("Agenda Tilleul", "qualifiée"), ("Carte Estran", "qualifiée"), ("Boost Premium", "non retenue")):
        submission = Submission.objects.get(solution__name=name)
        odile.visit(f"{base}/relecture/{submission.pk}/")
        form = odile.tab.sheet.locator("form").filter(has_text="Préparer cette décision")
        form.get_by_role("radio", name=outcome, exact=True).check()
        form.locator("[name=reason]").fill(f"Les relecteurs sont d’accord sur {name}.")
        if outcome == "qualifiée":
            form.locator("[name=summary]").fill("Simple, et l’on part avec ses clients.")
        odile.click("Préparer cette décision")
    assert Qualification.objects.count() == 0
    odile.visit(f"{base}/decisions/").click("Annoncer toutes les décisions")
    assert sorted(Decision.objects.exclude(released_at=None).values_list("outcome", flat=True)) == ["declined", "qualified", "qualified"]
    assert sorted(Qualification.objects.values_list("solution__name", "since", "until")) == [
        ("Agenda Tilleul", date(2017, 10, 16), date(2018, 10, 16)), ("Carte Estran", date(2017, 10, 16), date(2018, 10, 16))]
    stage.work(date(2017, 10, 16), 11)
    for name, words in COMPANIES.items():
        player = stage.companies[name]
        assert f"Les relecteurs sont d’accord sur {words['solution']}." in player.letter(saying="Les relecteurs sont d’accord").text
        answer = Submission.objects.get(solution__name=words["solution"])
        player.visit(f"/offreur/{answer.solution.provider_id}/reponses/{answer.pk}/").sees("Les relecteurs sont d’accord")
        assert not any(given in player.words for given, _family, _email in REVIEWERS)


def find(stage):
    """Lila looks for "rdv", compares two solutions on her phone, and asks both companies for a quote."""
    stage.travel(date(2017, 11, 2), 20)
    lila = stage.lila
    lila.visit("/catalogue/?q=rdv").sees("Agenda Tilleul")
    assert "Boost Premium" not in lila.words
    lila.visit("/catalogue/").follow("Comparer Agenda Tilleul").follow("Comparer Carte Estran").follow("Comparer ces 2 solutions")
    lila.sees("Agenda Tilleul", "Carte Estran", "24")
    lila.follow("Agenda Tilleul").sees("Simple, et l’on part avec ses clients.").follow("Demander un devis")
    assert lila.where.startswith("/boutique/")
    lila.write({"Ce que je veux faire": "Que mes clientes réservent le soir, quand je suis fermée."})
    lila.click("Envoyer ma demande").sees("Agenda Tilleul")
    quote = Quote.objects.get()
    assert (quote.solution.name, quote.state) == ("Agenda Tilleul", "asked")


def quote_and_choose(stage):
    """The company answers without knowing who asks; once Lila has chosen, it may call her."""
    stage.work(date(2017, 11, 3), 9)
    tilleul = stage.companies["Rendez-vous Tilleul"]
    tilleul.open_letter(saying="devis")
    assert "Lila" not in tilleul.words and "Institut Lys" not in tilleul.words
    tilleul.write({"Par mois au début, en euros hors taxes": "0", "Pendant combien de mois": "3", "Par mois ensuite, en euros hors taxes": "24",
                   "Engagement, en mois": "0", "Prêt en combien de jours": "5", "Votre réponse au commerçant": "Nous saisissons vos soins avec vous."})
    tilleul.click("Envoyer le devis")
    stage.work(date(2017, 11, 4), 9)
    lila = stage.lila
    lila.open_letter(saying="devis").sees("Agenda Tilleul", "504")  # 3 × 0 + 21 × 24 € in two years
    lila.main().get_by_role("checkbox").first.check()
    lila.click("Choisir Agenda Tilleul").sees("Vous avez choisi Agenda Tilleul")
    assert Consent.objects.filter(purpose="contact", person=stage.people_of["lila"]).count() == 1
    stage.work(date(2017, 11, 4), 12)
    tilleul.open_letter("choisit votre devis").sees("Lila Sarda", "Institut Lys")


def tell(stage):
    """Thirty days later both say that it happened; at one and at three months Lila says in one tap that she still uses it."""
    stage.work(date(2017, 12, 5), 9)
    lila = stage.lila
    lila.open_letter("est-ce fait").click("Oui, je m’en sers")
    use = Use.objects.get()
    assert (use.solution.name, use.shop.name, use.source) == ("Agenda Tilleul", "Institut Lys", "quote")
    stage.companies["Rendez-vous Tilleul"].open_letter("est-ce fait").click("Oui, c’est fait")
    for month, day in ((1, date(2018, 1, 8)), (3, date(2018, 3, 8))):
        stage.work(day, 9)
        lila.open_letter("Agenda Tilleul").click("Oui", exact=False)
        assert use.checks.get(months=month).still_used is True
    evidence = Evidence.objects.get(solution__name="Agenda Tilleul")
    assert (evidence.uses, evidence.kept["3"], evidence.asked["3"]) == (1, 1, 1)
    stage.visitor_page.visit(reverse("public:solution", args=[use.solution.slug])).sees("Encore utilisée à 3 mois : 1 sur 1")
    assert "Institut Lys" not in stage.visitor_page.words  # she did not agree that her shop be named
