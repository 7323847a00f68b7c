"""The acts of an action that is imagined together, paid by the pot and measured."""
import csv
import io
import math
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from chalandise.actions.models import Action, IdeaSupport, Lesson, Step
from chalandise.foundation import clock
from chalandise.funding.models import Commitment, Invoice
from chalandise.funding.queries import balances, pot_of
from chalandise.impact.models import Estimate, Reading, Taking
from chalandise.mentoring.models import Mentor
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from tests.browser import ALONE, check_axe

TITLE, TWIN = "Prendre rendez-vous le soir, sans téléphone", "Prendre ses rendez-vous le soir sans téléphoner"
BEGINS = date(2017, 11, 6)
SHARES = {1: 15, 2: 15, 3: 20, 4: 22, 5: 28}  # of a week of the institute, Tuesday to Saturday, in hundredths


def invite_others(stage, cast):
    """Two more mentors, and a partner's person who follows the season."""
    stage.persons, stage.season = cast, cast.season
    for name, given, family in (("noe", "Noé", "Brandt"), ("selma", "Selma", "Ouali")):
        person = cast.person(given, family)
        grant_role(person=person, kind=Role.Kind.MENTOR, scope_id=cast.season.pk)
        moment = clock.local(date(2017, 9, 10), 10)
        Mentor.objects.create(season=cast.season, person=person, state="accepted", applied_at=moment, met_at=moment, decided_at=moment, skills=["site"],
                              trades=["beauty"], availability=["mon-am"])
        setattr(cast, name, person)
    cast.iris = cast.person("Iris", "Duval")
    grant_role(person=cast.iris, kind=Role.Kind.PARTNER, scope_id=cast.season.pk)


def tickets(stage, first, last):
    """A till's file: one line a ticket, of what the institute took between two days."""
    out, number = io.StringIO(), 0
    rows = csv.writer(out, delimiter=";")
    rows.writerow(["N° ticket", "Date", "Heure", "Mode de règlement", "Total TTC"])
    for monday, euros in stage.weeks:
        for weekday, share in SHARES.items():
            day = monday + timedelta(days=weekday)
            if first <= day <= last:
                for hour, part in ((10, 3), (14, 3), (18, 4)):
                    number += 1
                    rows.writerow([number, f"{day:%d/%m/%Y}", f"{hour}:05", "CB", f"{float(euros) * share * part / 1000:.2f}".replace(".", ",")])
    path = stage.folder / f"caisse-{first}.csv"
    path.write_bytes(out.getvalue().encode("cp1252"))
    return path, number


def give_the_past(stage):
    """Before anything: Lila agrees, and gives her till's two years as it exports them."""
    stage.weeks = stage.street.series(effect=0.08, start=BEGINS)
    stage.travel(date(2017, 10, 2), 10)
    path, lines = tickets(stage, date(2015, 9, 7), date(2017, 9, 30))
    lila = stage.lila
    lila.visit(reverse("merchant:takings", args=[stage.persons.lys.pk])).sees("À quoi elles servent").follow("Donner le fichier de la caisse")
    lila.main().get_by_role("checkbox").check()
    lila.write({"Fichier de la caisse": path}).click("Lire ce fichier").sees("Il semble donner une ligne par ticket.")
    lila.click("Lire les lignes")
    stage.work(date(2017, 10, 2), 11)
    lila.sees("chiffres à enregistrer")  # the page of the work in progress goes there by itself
    lila.click("Enregistrer ces recettes").sees("Le fichier lui-même est effacé")
    known = Taking.objects.filter(shop=stage.persons.lys, ended_at=None)
    assert known.filter(amount__gt=0).count() * 3 == lines
    lila.visit(reverse("merchant:takings", args=[stage.persons.lys.pk])).sees("23 mois connus sur les 24 d’avant la saison")


def think_together(stage):
    """A room, a projector, four mentors and their phones: two have the same idea, the room merges it, two others support it and offer an hour."""
    stage.travel(date(2017, 10, 5), 18)
    rose, lys, slug = stage.rose, stage.persons.lys, stage.season.slug
    rose.visit(reverse("team:workshop", args=[slug])).follow("Séance en salle")
    shops = rose.card("Boutiques, dans cet ordre", "fieldset")
    for box in shops.get_by_role("checkbox").all():
        box.set_checked(False)
    shops.get_by_role("checkbox", name=lys.name).check()
    rose.click("Ouvrir la séance").sees("boutique 1 sur 1", "Quitter l’écran")  # it is the projector's page
    for name, words in (("awa", TITLE), ("noe", TWIN)):
        mentor = getattr(stage, name).visit(reverse("mentor:live", args=[slug])).sees(lys.name)
        mentor.write({"Votre idée, en une phrase": words, "Genre d’action": ["Rendez-vous en ligne"]}).click("Proposer l’idée").sees(words)
    rose.sees(TITLE, TWIN, "2 idées")  # the screen moves by itself
    assert check_axe(rose.tab) == []
    rose.tab.shoot("measured-projector")
    for name in ("karim", "selma"):
        mentor = getattr(stage, name).visit(reverse("mentor:live", args=[slug])).click(f"Je soutiens : {TITLE}").sees("vous soutenez")
    stage.selma.click(f"J’offre une heure : {TITLE}")
    stage.karim.tab.shoot("measured-phone")
    rose.sees("2 soutiens", "1 heure offerte")
    rose.click("Finir la séance").sees("2 idées nées dans la salle").follow(TWIN)
    rose.click(f"Réunir avec celle-ci : {TITLE}").sees("réunie ici")
    stage.awa.visit(reverse("mentor:workshop", args=[slug])).follow(TITLE).follow("Modifier l’idée")
    stage.awa.write({"Coût estimé en euros": "180", "Heures demandées au commerçant": 4}).click("Enregistrer l’idée")
    stage.karim.visit(reverse("mentor:workshop", args=[slug])).follow(TITLE).click(f"Proposer à {lys.name}").sees("Le commerçant reçoit l’idée")
    with ALONE:  # the mentors' pages still ask whether the session goes on
        assert list(IdeaSupport.objects.order_by("mentor__person__given_name").values_list("mentor__person__given_name", "helps")) == [
            ("Karim", False), ("Selma", True)]


def adopt(stage):
    """Lila adopts by her letter, and says beforehand what it should change and where it would be seen."""
    stage.work(date(2017, 10, 6), 10)
    lila = stage.lila
    lila.open_letter("idée").sees("0 €", "180,00 €").click("J’adopte cette idée").sees("C’est votre action !").follow("Le dire maintenant")
    form = lila.main()
    form.get_by_label("Ce que l’action doit changer").fill("Que les clientes du soir trouvent un rendez-vous.")
    form.get_by_label("Le chiffre où cela doit se voir").select_option(value="takings")
    form.locator("[name=way][value=file]").check()
    form.get_by_label("L’action commence le").fill(f"{BEGINS}")
    lila.click("Enregistrer").sees("Le plus petit effet que l’on pourrait voir")
    stage.work(date(2017, 10, 6), 11)
    action = Action.objects.get(shop=stage.persons.lys)
    assert (action.state, action.starts_on, action.objective) == ("adopted", BEGINS, "Que les clientes du soir trouvent un rendez-vous.")
    lila.visit(reverse("merchant:action", args=[stage.persons.lys.pk])).sees("Le plus petit effet que l’on pourrait voir", " % ou plus")


def approve(stage):
    """A second person, who says first that nothing ties her to it, approves what Lila asked."""
    stage.travel(date(2017, 10, 9), 10)
    odile = stage.odile
    odile.visit(reverse("team:pot", args=[stage.season.slug])).click("Aucun lien avec cette demande : la lire").click("Approuver", exact=False).sees("à payer")


def carry_out(stage):
    stage.travel(date(2017, 10, 16), 19)
    karim, lila, lys = stage.karim, stage.lila, stage.persons.lys
    karim.go("Mes commerçants").follow(lys.name).follow(TITLE)
    for step, due in (("Lister trois soins et leur durée", "2017-10-24"), ("Ouvrir l’agenda en ligne", f"{BEGINS}")):
        karim.follow("Ajouter une étape").write({"Étape": step, "Pour le": due}).click("Ajouter l’étape")
    stage.travel(BEGINS, 9)
    karim.visit(karim.where).click("C’est parti").sees("L’action est en route.")
    lila.visit(reverse("merchant:action", args=[lys.pk])).click("C’est fait : Lister trois soins et leur durée").click("C’est fait : Ouvrir l’agenda en ligne")
    assert Step.objects.exclude(done_at=None).count() == 2


def pay(stage):
    """The supplier's invoice is noted with its document and paid; what is left goes back to the pot."""
    rose = stage.rose
    document = stage.folder / "facture.pdf"
    document.write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    stage.travel(date(2017, 11, 20), 10)
    rose.visit(reverse("team:pot", args=[stage.season.slug])).follow(f"Noter une facture : {TITLE}", exact=False)
    rose.write({"Numéro de la facture": "F-2017-118", "Date de la facture": "2017-11-17", "Montant en euros": "172,80", "La facture": document})
    rose.click("Noter la facture").follow("Payer F-2017-118").click("Noter le paiement").sees("Le paiement est noté.")
    assert Invoice.objects.get().number == "F-2017-118"
    commitment = Commitment.objects.get()
    assert (commitment.amount, commitment.asked_by, commitment.decided_by) == (180, stage.persons.lila, stage.persons.odile)
    rose.visit(reverse("team:pot", args=[stage.season.slug])).click(f"Rendre à la cagnotte : {TITLE}", exact=False)
    found = balances(pot_of(stage.season))
    assert (found.committed, found.paid) == (0, Decimal("172.80"))


def count(stage):
    """Another merchant's action is counted: planned with its mentor, asked by mail each month, answered in one tap, undone, answered again."""
    shop = stage.street.acted[-1]
    stage.travel(date(2017, 12, 4), 10)
    rose, other = stage.rose, stage.enter("merchant", shop.merchant.given_name, shop.merchant.email)
    other.tab.sign_in(shop.merchant)
    other.visit(reverse("merchant:action", args=[shop.pk])).follow("Le décider ensemble")
    form = other.main()
    form.get_by_label("Ce que l’action doit changer").fill("Des rendez-vous quand la boutique est fermée.")
    form.get_by_label("Le chiffre où cela doit se voir").select_option(value="after_hours_bookings")
    form.locator("[name=way][value=tap]").check()
    form.get_by_label("L’action commence le").fill("2018-01-08")
    other.click("Enregistrer").sees("il dira combien, pas ce que l’action a changé")
    stage.work(date(2018, 2, 5), 9)
    other.open_letter("Un seul chiffre")
    assert Reading.objects.count() == 0  # opening a letter says nothing
    other.click("6 à 10").sees("C’est noté : 6 à 10")
    assert list(Reading.objects.values_list("action__shop__name", "month", "low", "high", "via")) == [(shop.name, date(2018, 1, 1), 6, 10, "link")]
    rose.visit(reverse("team:action", args=[stage.season.slug, shop.action.pk])).sees("6–10")


def give_the_year(stage):
    """In May Lila gives what the till exported since: the columns are known, the file is read and written in three taps."""
    stage.travel(date(2018, 5, 14), 10)
    path, _lines = tickets(stage, date(2017, 10, 1), date(2018, 5, 13))
    lila = stage.lila
    lila.visit(reverse("merchant:takings", args=[stage.persons.lys.pk])).follow("Donner le fichier de la caisse")
    lila.write({"Fichier de la caisse": path}).click("Lire ce fichier").click("Lire les lignes")
    stage.work(date(2018, 5, 14), 11)
    lila.sees("chiffres à enregistrer").click("Enregistrer ces recettes").sees("Le fichier lui-même est effacé")


def estimate(stage):
    """Rose has the effect computed and reads it drawn, with its band; what she publishes others read, without a single amount."""
    rose, slug = stage.rose, stage.season.slug
    rose.visit(reverse("team:effects", args=[slug])).click("Calculer l’effet")
    stage.work(date(2018, 5, 14), 12)
    rose.sees("Le tableau du comité", "Recettes connues avant le")
    found = Estimate.objects.get(kind="")
    assert found.verdict == "up" and len(found.treated) == 7
    low, high = (100 * (math.exp(found.result["lines"][0][end]) - 1) for end in ("low", "high"))
    assert low < 100 * (math.exp(0.08) - 1) < high
    rose.follow("Voir le dessin et le détail").sees("Les méthodes, côte à côte", "Si l’on fait comme si tout avait commencé trois mois plus tôt")
    assert check_axe(rose.tab) == []
    rose.tab.shoot("measured-effect")
    rose.fetch("Prendre le fichier pour un statisticien")
    rose.click("Publier ce résultat").sees("Publié")
    stage.lila.visit(reverse("merchant:action", args=[stage.persons.lys.pk])).sees("Ce que cela a changé à vos recettes", "Pour les 7 boutiques mesurées avec la vôtre")
    stage.lila.tab.shoot("measured-merchant")
    amounts = {f"{t.amount:.2f}".replace(".", ",") for t in Taking.objects.filter(shop=stage.persons.lys, amount__gt=0)}
    for player, path in ((stage.iris, reverse("public:partner", args=[slug])), (stage.karim, reverse("mentor:action", args=[slug, Action.objects.get(
            shop=stage.persons.lys).pk]))):
        player.visit(path).sees("entre +")
        assert not [a for a in amounts if a in player.words.replace("\u202f", "").replace("\u00a0", "")]
        assert player.tab.open(reverse("merchant:takings", args=[stage.persons.lys.pk])) in (403, 404)
        assert player.tab.open(reverse("team:effects", args=[slug])) in (403, 404)


def learn(stage):
    """The action ends; Lila says what worked; a month later she says in one tap that it is still in place."""
    stage.travel(date(2018, 5, 15), 18)
    karim, lila = stage.karim, stage.lila
    karim.visit(reverse("mentor:action", args=[stage.season.slug, Action.objects.get(shop=stage.persons.lys).pk])).follow("L’action est terminée")
    karim.write({"Ce que cela a donné": "Onze rendez-vous du soir par mois."}).click("Terminer l’action").sees("L’action est terminée. Merci !")
    lila.open_letter("qu’en retenez-vous ?").write({"Ce qui a marché": "Les clientes réservent après la fermeture.",
                                                    "Ce qui n’a pas marché": "Deux rendez-vous oubliés."}).click("Enregistrer").sees("Merci")
    assert Lesson.objects.get().side == "merchant"
    stage.work(date(2018, 6, 18), 9)
    lila.open_letter("toujours en place").click("Oui, toujours").sees("Vous avez répondu oui")
    stage.awa.visit(reverse("mentor:idea", args=[stage.season.slug, Action.objects.get(shop=stage.persons.lys).idea_id])).sees("Essayée 1 fois, gardée par 1, à 1 mois")
