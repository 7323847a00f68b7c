"""The questionnaire of a territory, its draft and one of its questions, looked at on a phone and on a desk."""
import pytest
from django.urls import reverse

from chalandise.diagnostics import operations
from tests.web.test_looks_of_diagnostics import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_questionnaire_of_a_territory(cast, visitor):
    tab, slug = visitor().sign_in(cast.odile), cast.bordeaux.slug
    look(tab, reverse("team:bank", args=[slug]), "team-bank")
    draft = operations.open_draft(by=cast.odile, territory=cast.bordeaux)
    look(tab, reverse("team:bank_question", args=[slug, "listing"]), "team-bank-question", languages=("fr",))
    look(tab, reverse("team:bank_draft", args=[slug]), "team-bank-draft", languages=("fr",))
    operations.save_draft(by=cast.odile, draft=draft, text=draft.text.replace("worth = 35", "worth = 350"), version=draft.version)
    look(tab, reverse("team:bank_draft", args=[slug]), "team-bank-faulty", languages=("fr",))
