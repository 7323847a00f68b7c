"""The team's pages of a review: invite, spread, read, decide, announce, take the files away."""
import json

import pytest

from chalandise.catalogue.models import Assignment, Decision, DiscussionPost, Qualification, Redaction, Reviewer
from chalandise.catalogue.operations import recusals
from chalandise.foundation.models import Entry
from tests.catalogue.panel import Panel

HERE = "/equipe/territoire/bordeaux-le-bouscat/appels/appel-2017"


@pytest.fixture
def team(client, cast):
    client.force_login(cast.odile)
    return client


def test_before_the_deadline_or_an_answer_each_page_says_what_comes_next(team, cast):
    cast.call  # noqa: B018
    for page, words in (("relecture/", "Rien à relire encore"), ("relecteurs/", "Personne encore."), ("repartition/", "Rien à répartir encore"),
                        ("decisions/", "Rien à décider encore")):
        assert words in team.get(f"{HERE}/{page}").content.decode()


def test_somebody_is_invited_and_their_part_ends(team, cast):
    cast.call  # noqa: B018
    team.post(f"{HERE}/relecteurs/", {"given_name": "Ada", "family_name": "Noir", "email": "ada@exemple.invalid"})
    reviewer = Reviewer.objects.get()
    assert "Ada Noir" in team.get(f"{HERE}/relecteurs/").content.decode()
    team.post(f"{HERE}/relecteurs/{reviewer.pk}/fin/")
    reviewer.refresh_from_db()
    assert reviewer.ended_at is not None


def test_a_wrong_address_is_said_beside_its_field(team, cast):
    cast.call  # noqa: B018
    page = team.post(f"{HERE}/relecteurs/", {"given_name": "Ada", "family_name": "Noir", "email": "ada"})
    assert ("email" in page.context["form"].errors, Reviewer.objects.count()) == (True, 0)


def test_the_proposal_is_confirmed_as_it_was_ticked(team, cast):
    panel = Panel(cast)
    page = team.get(f"{HERE}/repartition/")
    assert page.content.decode().count(" checked") == 9
    pairs = [f"{panel.submissions[0].pk}-{panel.experts[r].pk}" for r in range(3)]
    answer = team.post(f"{HERE}/repartition/", {"pair": [*pairs, "no", "1-2-3", "x-y"], "proposed": pairs[:1]})
    assert answer.url == f"{HERE}/relecture/"
    assert sorted(Assignment.objects.values_list("pinned", flat=True)) == [False, True, True]


def test_a_barred_reviewer_has_no_box_to_tick(team, cast):
    panel = Panel(cast)
    recusals.declare(reviewer=panel.experts[0], submissions=panel.submissions, ties={panel.submissions[0].pk: "family"})
    page = team.get(f"{HERE}/repartition/").content.decode()
    assert f'value="{panel.submissions[0].pk}-{panel.experts[0].pk}"' not in page
    assert "écarté" in page


def test_the_table_shows_raw_and_corrected_scores_and_the_chart(team, cast):
    panel = Panel(cast)
    panel.assign()
    for rank in range(3):
        panel.clear(rank)
    for s, base in enumerate((4, 3, 1)):
        for r, less in enumerate((0, 1, 0)):
            panel.send(s, r, base - less, max(base - less - (s == r), 0))
    page = team.get(f"{HERE}/relecture/").content.decode()
    assert "Notes corrigées de la sévérité" in page
    assert "les relecteurs se rejoignent" in page
    assert "Les chiffres en tableau" in page
    one = team.get(f"{HERE}/relecture/{panel.submissions[0].pk}/").content.decode()
    assert "Théo Brun" in one
    assert "Parce que." in one


def test_one_submission_is_discussed_set_aside_and_decided(team, cast):
    panel = Panel(cast)
    panel.review_all()
    here = f"{HERE}/relecture/{panel.submissions[0].pk}"
    team.post(f"{here}/discussion/", {"n-text": "Qui connaît le support ?"})
    assert DiscussionPost.objects.get().by == cast.odile
    team.post(f"{here}/{panel.experts[0].pk}/mise-a-part/")
    assert Assignment.objects.get(submission=panel.submissions[0], reviewer=panel.experts[0]).set_aside_kind == "team"
    wrong = team.post(f"{here}/decision/", {"outcome": "conditions", "reason": "Bien", "summary": "Simple"})
    assert "conditions" in wrong.context["decision_form"].errors
    assert "Bien" in wrong.content.decode()
    team.post(f"{here}/decision/", {"outcome": "qualified", "reason": "Bien", "summary": "Simple"})
    assert Decision.objects.get().prepared_by == cast.odile


def test_the_decisions_are_announced_in_one_gesture(team, cast):
    panel = Panel(cast)
    panel.review_all()
    for number, outcome in zip(panel.submissions, ("qualified", "revise", "declined"), strict=True):
        assert "Annoncer toutes les décisions" not in team.get(f"{HERE}/decisions/").content.decode()
        team.post(f"{HERE}/relecture/{number.pk}/decision/", {"outcome": outcome, "reason": "Raison", "summary": "Simple"})
    assert "Annoncer toutes les décisions" in team.get(f"{HERE}/decisions/").content.decode()
    team.post(f"{HERE}/decisions/")
    assert (Decision.objects.filter(released_at=None).count(), Qualification.objects.count()) == (0, 1)
    assert "Annoncée" in team.get(f"{HERE}/decisions/").content.decode()


def test_the_names_are_hidden_text_by_text(team, cast):
    panel = Panel(cast, anonymous=True)
    here = f"{HERE}/relecture/{panel.submissions[0].pk}/noms/"
    page = team.get(here)
    assert page.context["form"]["summary"].value() == "[…] vous simplifie la vie."
    team.post(here, {"summary": "Simple.", "text": "", "references": "Dix fleuristes.", "motivation": ""})
    assert dict(Redaction.objects.values_list("field", "text")) == {"summary": "Simple.", "text": "", "references": "Dix fleuristes.", "motivation": ""}


def test_the_files_hold_raw_scores_and_the_whole_story(team, cast):
    panel = Panel(cast)
    panel.review_all()
    recusals.recognise(reviewer=panel.experts[0], submission=panel.submissions[0], kind="family")
    lines = b"".join(team.get(f"{HERE}/relecture/notes.csv").streaming_content).decode().splitlines()
    assert (len(lines), "family" in lines[1]) == (19, True)
    whole = json.loads(team.get(f"{HERE}/relecture/dossier.json").content)
    assert Entry.objects.filter(verb="review.exported").count() == 1
    assert [len(s["assignments"]) for s in whole["submissions"]] == [3, 3, 3]
    assert {"review.assigned", "review.sent", "review.set_aside"} <= {line["verb"] for line in whole["journal"]}


def test_the_table_costs_the_same_with_more_reviews(team, cast, django_assert_num_queries):
    panel = Panel(cast)
    panel.assign((0, 0), (1, 0))
    panel.clear(0)
    panel.send(0, 0, 4, 3)
    with django_assert_num_queries(QUERIES):
        team.get(f"{HERE}/relecture/")
    panel.assign(*((s, r) for s in range(3) for r in range(4)))
    for rank in range(4):
        panel.clear(rank)
        for s in range(3):
            if (s, rank) != (0, 0):
                panel.send(s, rank, 3, (s + rank) % 5)
    with django_assert_num_queries(QUERIES):
        team.get(f"{HERE}/relecture/")


QUERIES = 27


def test_somebody_of_another_territory_finds_nothing(client, cast):
    panel = Panel(cast)
    client.force_login(cast.hugo)
    assert [client.get(f"{HERE}/{page}").status_code for page in ("relecture/", "relecteurs/", "repartition/", "decisions/", "relecture/notes.csv",
                                                                  "relecture/dossier.json", f"relecture/{panel.submissions[0].pk}/")] == [404] * 7
