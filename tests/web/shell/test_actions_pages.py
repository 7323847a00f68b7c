"""The pages of money, ideas and actions in a real browser: nothing overflows, nothing breaks WCAG 2.2 AA."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.actions.operations import ideas, plan, telling
from chalandise.actions.operations.money import ask_money
from chalandise.foundation import clock
from chalandise.funding.operations import approve_commitment, ask_commitment, pay, receive, send_summary
from chalandise.impact.models import Reading
from chalandise.people.operations import issue_link
from chalandise.seasons.models import PanelPlace
from tests.actions.operations.test_telling import picture
from tests.browser import DESK, PHONE, check_axe, views
from tests.web.public.test_funding import partner_person, where


@pytest.fixture
def scene(cast, settings, tmp_path):
    """An action on its way with steps, money, photo, lesson and figures; a second shop with an idea to answer."""
    settings.MEDIA_ROOT = tmp_path
    action = cast.action
    receive(by=cast.rose, partner=cast.bank, amount=500)
    plan.plan(by=cast.karim, action=action, version=1, title=action.title, target="10 par mois", starts_on=date(2017, 11, 2),
              objective="Que les clientes qui appellent le soir trouvent un rendez-vous", indicator="after_hours_bookings",
              ends_on=date(2017, 12, 20), owner=cast.lila)
    for text in ("Choisir l’agenda", "Écrire les horaires", "Former Lila"):
        plan.add_step(by=cast.karim, action=action, text=text, who="Karim", due_on=date(2017, 11, 15))
    plan.tick_step(by=cast.lila, step=action.steps.first(), done=True)
    telling.add_photo(by=cast.lila, action=action, uploaded=picture(), alt="La vitrine", rights=True)
    telling.give_lesson(by=cast.lila, action=action, worked="Les clientes du soir", failed="Le réglage", share=True, quote=True)
    for month, value in ((8, 3), (9, 7), (10, 11)):
        Reading.objects.create(action=action, month=date(2017, month, 1), value=value, at=clock.now())
    commitment = approve_commitment(by=cast.odile, commitment=action.season.pot.commitments.get())
    pay(by=cast.rose, commitment=commitment, amount=100)
    ask_money(by=cast.karim, action=action, amount=40, label="Affiche", supplier="Imprimerie Démo")
    ask_commitment(by=cast.rose, pot=cast.pot, amount=120, label="Café de l’atelier")
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=clock.now())
    idea = ideas.propose_idea(by=cast.awa, season=cast.season, shop=cast.cuir, kind="video", title="Une vidéo d’un geste", cost="60")
    ideas.support(by=cast.karim, idea=idea, helps=True)
    ideas.comment(by=cast.karim, idea=idea, text="Je peux prêter un trépied.")
    cast.bruno  # noqa: B018
    ideas.put_to_merchant(by=cast.awa, idea=idea)
    partner_person(cast)
    send_summary(by=cast.rose, partner=cast.club)
    return action, idea, commitment


def pages(cast, action, idea, commitment):
    def at(door, name, *args):
        return reverse(f"{door}:{name}", args=["fondaudege-2017", *args])
    mine, others = cast.lys.pk, cast.cuir.pk
    yield cast.rose, [at("team", "pot"), at("team", "pot_entries"), at("team", "pot_payment", commitment.pk), at("team", "workshop"),
                      at("team", "idea", idea.pk), at("team", "actions"), at("team", "action", action.pk)]
    yield cast.karim, [at("mentor", "workshop"), at("mentor", "idea_new", others), at("mentor", "action", action.pk), at("mentor", "lessons")]
    yield cast.lila, [reverse("merchant:action", args=[mine]), reverse("merchant:action_gesture", args=[mine, action.pk, "plan"])]
    yield cast.bruno, [reverse("merchant:action", args=[others]), reverse("merchant:idea", args=[others, idea.pk])]
    yield None, [where(), issue_link(purpose="reading.give", person=cast.lila, target=action),
                 issue_link(purpose="action.adopt", person=cast.bruno, target=idea),
                 issue_link(purpose="lesson.give", person=cast.lila, target=action)]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_page_reads_well(visitor, cast, scene):
    wrong = []
    for person, addresses in pages(cast, *scene):
        tab = visitor()
        if person:
            tab.sign_in(person)
        for address in addresses:
            assert tab.open(address) == 200
            for view in [*views((PHONE,), ("light",), ("fr",)), *views((DESK,), ("dark",), ("fr",))]:
                tab.show(**view)
                wrong += [(address, view["width"], view["scheme"], fault) for fault in check_axe(tab)]
                wrong += [(address, view["width"], "overflow", tab.overflow())] if tab.overflow() > 0 else []
            tab.shoot(f"money-{address.strip('/').replace('/', '-')[-40:]}")
    assert wrong == []
