"""A reviewer's pages: say what concerns oneself, read, keep a draft, send, talk; nothing is shown before its time."""
from chalandise.catalogue.models import Assignment, DiscussionPost, Review
from chalandise.catalogue.operations import reviewers
from chalandise.catalogue.operations.reviewing import redact
from chalandise.foundation.models import Letter
from chalandise.people.models import Declaration
from tests.catalogue.panel import Panel

HERE = "/expertise/appel-2017"


def page_of(panel, client, rank=0):
    client.force_login(panel.experts[rank].person)
    return client


def address(panel, rank, more=""):
    return f"{HERE}/reponses/{panel.submissions[rank].pk}/{more}"


def posted(panel, **more):
    one, two = panel.call.criteria.all()
    return {f"value_{one.pk}": "3", f"comment_{one.pk}": "Utile.", f"value_{two.pk}": "none", f"comment_{two.pk}": "Je ne sais pas.", "comment": "Bien.", **more}


def test_the_first_page_asks_what_concerns_oneself_then_shows_what_is_to_read(client, cast):
    panel = Panel(cast)
    panel.assign()
    page = page_of(panel, client).get(f"{HERE}/").content.decode()
    assert "L’une de ces 3 réponses vous concerne-t-elle ?" in page
    assert "vous simplifie la vie" not in page
    client.post(f"{HERE}/declarations/", {"shown": [s.pk for s in panel.submissions], "mine": [panel.submissions[2].pk], f"kind-{panel.submissions[2].pk}": "client"})
    page = client.get(f"{HERE}/").content.decode()
    assert "2 réponses à relire" in page
    assert "Cabas Stock" not in page
    assert "1 réponse ne vous est pas montrée" in page


def test_a_submission_asks_first_and_opens_on_a_no(client, cast):
    panel = Panel(cast)
    panel.assign()
    page = page_of(panel, client).get(address(panel, 0)).content.decode()
    assert "Avant de l’ouvrir : vous concerne-t-elle ?" in page
    assert "vous simplifie la vie" not in page
    answer = client.post(address(panel, 0, "declaration/"), follow=True).content.decode()
    assert "Dahlia RDV vous simplifie la vie." in answer
    assert Declaration.objects.get().kind == ""


def test_a_yes_closes_it_at_once(client, cast):
    panel = Panel(cast)
    panel.assign()
    page_of(panel, client).post(address(panel, 0, "declaration/"), {"kind": "employer"})
    assert client.get(address(panel, 0)).status_code == 404
    assert Assignment.objects.get(submission=panel.submissions[0], reviewer=panel.experts[0]).set_aside_kind == "employer"


def test_what_is_typed_is_kept_by_itself_and_reopens(client, cast):
    panel = Panel(cast)
    panel.assign()
    panel.clear(0)
    assert page_of(panel, client).post(address(panel, 0, "relecture/"), posted(panel, gesture="save")).status_code == 204
    assert Review.objects.get().sent_at is None
    page = client.get(address(panel, 0))
    assert page.context["form"]["comment"].value() == "Bien."
    assert client.post(address(panel, 0, "relecture/"), posted(panel, gesture="later")).url == f"{HERE}/"


def test_a_review_that_lacks_a_word_says_where_and_loses_nothing(client, cast):
    panel = Panel(cast)
    panel.assign()
    panel.clear(0)
    one = panel.call.criteria.first()
    page = page_of(panel, client).post(address(panel, 0, "relecture/"), posted(panel, gesture="send", **{f"comment_{one.pk}": ""}))
    assert list(page.context["form"].errors) == [f"comment_{one.pk}"]
    assert Review.objects.get().comment == "Bien."
    page = client.post(address(panel, 0, "relecture/"), posted(panel, gesture="send", **{f"value_{one.pk}": "7"}))
    assert list(page.context["form"].errors) == [f"value_{one.pk}"]
    assert Review.objects.get().sent_at is None


def test_a_score_that_was_not_chosen_is_asked_for_and_none_is_said_by_choice(client, cast):
    panel = Panel(cast)
    panel.assign()
    panel.clear(0)
    one, two = panel.call.criteria.all()
    page = page_of(panel, client).get(address(panel, 0)).content.decode()
    assert " checked" not in page
    page = client.post(address(panel, 0, "relecture/"), posted(panel, gesture="send", **{f"value_{one.pk}": ""}))
    assert list(page.context["form"].errors) == [f"value_{one.pk}"]
    client.post(address(panel, 0, "relecture/"), posted(panel, gesture="send"))
    assert list(Review.objects.get().scores.order_by("criterion__order").values_list("value", "comment")) == [(3, "Utile."), (None, "Je ne sais pas.")]


def test_once_sent_the_others_and_the_discussion_open(client, cast):
    panel = Panel(cast)
    panel.assign()
    panel.clear(1)
    panel.send(0, 1, 2, 2, words="Trop cher pour un fleuriste.")
    panel.clear(0)
    assert "Trop cher pour un fleuriste." not in page_of(panel, client).get(address(panel, 0)).content.decode()
    page = client.post(address(panel, 0, "relecture/"), posted(panel, gesture="send"), follow=True).content.decode()
    assert "Trop cher pour un fleuriste." in page
    client.post(address(panel, 0, "discussion/"), {"p-text": "Même à ce prix ?"})
    assert DiscussionPost.objects.get().text == "Même à ce prix ?"


def test_an_abstention_says_why(client, cast):
    panel = Panel(cast)
    panel.assign()
    panel.clear(0)
    assert "reason" in page_of(panel, client).post(address(panel, 0, "abstention/"), {"a-reason": ""}).context["abstention_form"].errors
    client.post(address(panel, 0, "abstention/"), {"a-reason": "Je ne connais pas ce métier."})
    assert Review.objects.get().abstained
    assert "Je ne connais pas ce métier." in client.get(address(panel, 0)).content.decode()


def test_somebody_who_recognises_a_company_midway_reads_no_more(client, cast):
    panel = Panel(cast)
    panel.assign()
    panel.clear(0)
    page_of(panel, client).post(address(panel, 0, "relecture/"), posted(panel, gesture="save"))
    assert "kind" in client.post(address(panel, 0, "lien/"), {"t-kind": ""}).context["tie_form"].errors
    client.post(address(panel, 0, "lien/"), {"t-kind": "family"})
    assert client.get(address(panel, 0)).status_code == 404
    assert Review.objects.count() == 1


def test_without_names_only_what_the_team_left_is_shown(client, cast):
    panel = Panel(cast, anonymous=True)
    for s in panel.submissions:
        redact(by=cast.odile, version=s.versions.get(), texts={"summary": "Simple.", "text": "", "references": "", "motivation": "Pour vous."})
    panel.assign()
    panel.clear(0)
    client = page_of(panel, client)
    pages = client.get(f"{HERE}/").content.decode() + client.get(address(panel, 0)).content.decode()
    assert "Réponse n° 1" in pages
    assert "Simple." in pages
    assert [word for word in ("Dahlia", "Bocal", "Cabas", "marche seul", "fleuristes", "demo-") if word in pages] == []


def test_what_one_takes_can_change(client, cast):
    panel = Panel(cast)
    page_of(panel, client).post(f"{HERE}/ma-part/", {"load": "2", "needs": ["booking"]})
    panel.experts[0].refresh_from_db()
    assert panel.experts[0].load == 2
    assert "load" in client.post(f"{HERE}/ma-part/", {"load": "99"}).context["form"].errors


def test_an_invitation_is_answered_by_its_link_and_lets_in(client, cast):
    reviewer = reviewers.invite(by=cast.odile, call=cast.call, email="ada@exemple.invalid", given_name="Ada", family_name="Noir")
    link = "/l/" + Letter.objects.get(purpose="review.invitation").body.partition("/l/")[2].partition("/")[0] + "/"
    assert "J’accepte de relire" in client.get(link).content.decode()
    client.post(link, {"answer": "no"})
    reviewer.refresh_from_db()
    assert reviewer.declined_at is not None
    assert client.post(link, {"answer": "yes", "load": "3", "needs": ["booking"]}).url == f"{HERE}/"
    assert client.get(f"{HERE}/").status_code == 200
    assert "Vous avez accepté, merci." in client.get(link).content.decode()


def test_the_desk_costs_the_same_with_thirty_submissions(client, cast, django_assert_num_queries):
    panel = Panel(cast)
    page_of(panel, client).get(f"{HERE}/")
    with django_assert_num_queries(QUERIES):
        client.get(f"{HERE}/")
    for n in range(3, 30):
        panel._company(n, f"Maison {n}", f"Outil {n}")
    with django_assert_num_queries(QUERIES):
        client.get(f"{HERE}/")


QUERIES = 14
