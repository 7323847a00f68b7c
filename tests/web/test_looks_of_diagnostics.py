"""Every page of assessments, white paper, packs and the merchant's home, looked at on a phone and on a desk: nothing breaks."""
from datetime import date, timedelta

import pytest
from django.urls import reverse

from chalandise.actions.models import Action, Idea, IdeaProposal
from chalandise.diagnostics import operations as diagnostics
from chalandise.foundation import clock
from chalandise.impact.models import Reading
from chalandise.mentoring.models import Visit, VisitSlot
from chalandise.seasons.models import Decision
from chalandise.whitepaper import operations as whitepaper
from tests.browser import check_axe, views
from tests.diagnostics.operations.test_answers import begin, fill
from tests.whitepaper.scenes import agree, committee, lesson, satisfied, told_season

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def look(tab, path, name, languages=("fr", "en")):
    """Open a page and look at it every way: no axe violation, no sideways scroll, no variable without a value."""
    assert tab.open(path) == 200
    for view in views(languages=languages):
        tab.show(**view)
        where = f"{name} {view}"
        assert check_axe(tab) == [], where
        assert tab.overflow() == 0, where
        assert "⟦UNDEFINED" not in tab.content(), where
        if view["language"] == "fr" and view["scheme"] == "light":
            tab.shoot(f"{name}-{view['width']}")
    tab.show(language="fr")


@pytest.fixture
def scene(cast):
    """Institut Lys in mid-season: T0 by the mentor, a finished and a running action, a visit to choose, an idea."""
    told_season(cast)
    assessment = fill(cast, begin(cast, by=cast.karim, filler="mentor"), by=cast.karim, listing="right", site="social", booking="answerphone",
                      customers="file", news="quarter", reviews="all", backup="unknown", hands="one", learning="taught", devices="try")
    diagnostics.finish(by=cast.karim, assessment=assessment)
    start = clock.local(date(2017, 11, 23), 9)
    visit = Visit.objects.create(pairing=cast.pairing, number=3, state="proposed", starts_at=None, proposed_at=clock.now())
    for hours in (0, 4, 24):
        VisitSlot.objects.create(visit=visit, starts_at=start + timedelta(hours=hours), ends_at=start + timedelta(hours=hours + 1))
    action = Action.objects.create(season=cast.season, shop=cast.lys, pairing=cast.pairing, kind="booking", state="running",
                                   title="Prendre des rendez-vous le soir, quand l’institut est fermé", indicator="after_hours_bookings",
                                   adopted_at=clock.local(date(2017, 9, 28), 9), changed_at=clock.now())
    Reading.objects.create(action=action, month=date(2017, 9, 1), value=3, by=cast.lila, at=clock.now())
    idea = Idea.objects.create(season=cast.season, shop=cast.lys, kind="video", title="Filmer un geste", at=clock.now())
    IdeaProposal.objects.create(idea=idea, at=clock.now())
    agree(cast.lila, lesson(cast, worked="Les rendez-vous du soir ont pris dès la première semaine.", failed="Le rappel par message, trop tard."))
    lesson(cast, by=cast.karim, side="mentor", advice="Regarder d’abord les appels manqués avec Lila.")
    satisfied(cast, [cast.lila, cast.bruno, cast.karim, cast.awa, cast.odile])
    before = committee(cast, day=date(2017, 10, 10), title="Comité de lancement")
    Decision.objects.create(gathering=before, text="Poser un panneau au carrefour", owner="La mairie", due_on=date(2017, 11, 30))
    return cast


def test_the_merchant_s_pages(scene, visitor):
    tab = visitor(width=390).sign_in(scene.lila)
    look(tab, reverse("merchant:home", args=[scene.lys.pk]), "merchant-home")
    look(tab, reverse("merchant:fit", args=[scene.lys.pk]), "merchant-fit", languages=("fr",))
    look(tab, reverse("merchant:assessment", args=[scene.lys.pk]), "merchant-assessment")
    look(tab, reverse("merchant:assessment_sheet", args=[scene.lys.pk, "T0"]), "merchant-restitution")
    sheet = reverse("merchant:assessment_sheet", args=[scene.lys.pk, "T1"])
    look(tab, sheet, "merchant-begin", languages=("fr",))
    diagnostics.begin(by=scene.lila, season=scene.season, shop=scene.lys, moment="T1", filler="merchant")
    look(tab, sheet, "merchant-question")
    look(tab, sheet + "?q=fin", "merchant-review", languages=("fr",))
    look(tab, sheet + "?tout", "merchant-all", languages=("fr",))


def test_the_mentor_s_pages(scene, visitor):
    tab = visitor(width=390).sign_in(scene.karim)
    look(tab, reverse("mentor:assessments", args=[scene.season.slug]), "mentor-assessments")
    diagnostics.begin(by=scene.karim, season=scene.season, shop=scene.lys, moment="T1", filler="mentor")
    look(tab, reverse("mentor:assessment", args=[scene.season.slug, scene.lys.pk, "T1"]), "mentor-question")


def test_the_team_s_pages(scene, visitor):
    tab = visitor().sign_in(scene.rose)
    slug = scene.season.slug
    look(tab, reverse("team:assessments", args=[slug]), "team-assessments")
    look(tab, reverse("team:whitepaper", args=[slug]), "team-whitepaper")
    edition = whitepaper.publish(by=scene.rose, edition=whitepaper.make_edition(by=scene.rose, season=scene.season))
    look(tab, reverse("team:edition", args=[slug, edition.number]), "team-edition", languages=("fr",))
    gathering = committee(scene)
    look(tab, reverse("team:pack", args=[slug, gathering.pk]), "team-pack-empty", languages=("fr",))
    whitepaper.make_pack(by=scene.rose, gathering=gathering, requests=["Approuver 180 € pour les rendez-vous du soir"])
    look(tab, reverse("team:pack", args=[slug, gathering.pk]), "team-pack")


def test_the_public_white_paper(scene, visitor):
    whitepaper.publish(by=scene.rose, edition=whitepaper.make_edition(by=scene.rose, season=scene.season))
    look(visitor(), reverse("public:whitepaper", args=[scene.season.slug]), "public-whitepaper")
