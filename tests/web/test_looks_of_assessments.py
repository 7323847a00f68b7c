"""The restitution beside the panel, the look back, the second look, the European assessment, on a phone and on a desk."""
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from chalandise.diagnostics import operations
from chalandise.diagnostics.operations.dma import save_dma
from chalandise.people.models import Role
from chalandise.people.operations import grant_role, issue_link
from tests.diagnostics.operations.test_answers import begin, fill
from tests.diagnostics.operations.test_dma import ANSWERS
from tests.diagnostics.queries.test_peers import shop
from tests.web.test_looks_of_diagnostics import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def scene(cast):
    """Institut Lys at T1, six shops beside it at T0, Awa drawn for a second look."""
    for n in range(6):
        shop(cast, n, listing="right" if n < 2 else "absent", found=10 * n)
    operations.finish(by=cast.karim, assessment=fill(cast, begin(cast, by=cast.karim, filler="mentor"), by=cast.karim, listing="right", backup="unknown"))
    operations.finish(by=cast.lila, assessment=fill(cast, begin(cast, moment="T1"), listing="lively", site="fresh", customers="file", news="month"))
    grant_role(person=cast.awa, kind=Role.Kind.MENTOR, scope_id=cast.season.pk)
    (cast.look,) = operations.draw_second_looks(by=cast.rose, season=cast.season, moment="T0", seed=4)
    return cast


def test_the_merchant_s_restitution_and_look_back(scene, visitor):
    tab = visitor(width=390).sign_in(scene.lila)
    path = reverse("merchant:assessment_sheet", args=[scene.lys.pk, "T1"])
    look(tab, path, "restitution-t1")
    look(tab, reverse("merchant:assessment_sheet", args=[scene.lys.pk, "T0"]), "restitution-t0", languages=("fr",))
    look(tab, f"{path}?avant", "look-back")


def test_the_second_look_by_a_link(scene, visitor):
    path = urlsplit(issue_link(purpose="assessment.second", person=scene.awa, target=scene.look)).path
    look(visitor(width=390), path, "second-look")


def test_the_team_s_overview_and_the_european_assessment(scene, visitor):
    tab = visitor().sign_in(scene.rose)
    first = dict(scene.look.assessment.answers.values_list("question", "choice"))
    operations.rate_again(by=scene.awa, look=scene.look, answers={**first, "listing": "lively"}, finish=True)
    path = reverse("team:dma", args=[scene.season.slug, scene.lys.pk, "T0"])
    look(tab, path, "dma-form")
    save_dma(by=scene.rose, season=scene.season, shop=scene.lys, moment="T0", answers=ANSWERS, finish=True)
    look(tab, path, "dma-result")
    look(tab, reverse("team:assessments", args=[scene.season.slug]), "team-assessments-full")
