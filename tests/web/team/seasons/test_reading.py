"""Ten applications on one sheet: marks, one button, nothing lost."""
import pytest
from django.urls import reverse

from chalandise.seasons.models import ApplicationScore
from tests.seasons.applicants import apply


@pytest.fixture
def rose(cast, client):
    client.force_login(cast.rose)
    return cast.rose


@pytest.fixture
def sheet(cast):
    return reverse("team:applications_reading", args=[cast.season.slug])


def names(page):
    return [a.shop_name for a in page.context["form"].applications]


def kept():
    return sorted(ApplicationScore.objects.values_list("application__shop_name", "criterion", "value"))


def test_ten_are_shown_oldest_first_and_the_marks_of_several_are_kept_at_once(cast, client, rose, sheet):
    made = [apply(cast, f"Boutique {n:02}", number=str(n + 1)) for n in range(12)]
    page = client.get(sheet)
    assert names(page) == [f"Boutique {n:02}" for n in range(10)]
    assert "12 candidatures à lire" in page.content.decode()
    shown = {"lue": [a.pk for a in made[:10]]}
    answer = client.post(sheet, {**shown, f"{made[0].pk}-motivation": "4", f"{made[0].pk}-potential": "0", f"{made[3].pk}-motivation": "2"}, follow=True)
    assert "2 candidatures sont notées" in answer.content.decode()
    assert kept() == [("Boutique 00", "motivation", 4), ("Boutique 00", "potential", 0), ("Boutique 03", "motivation", 2)]
    assert names(answer) == [f"Boutique {n:02}" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11)]


def test_those_that_one_leaves_for_later_are_passed_over(cast, client, rose, sheet):
    for n in range(13):
        apply(cast, f"Boutique {n:02}", number=str(n + 1))
    page = client.get(sheet)
    following = client.get(f"{sheet}?apres={page.context['last']}")
    assert names(following) == ["Boutique 10", "Boutique 11", "Boutique 12"]
    assert following.context["last"] is None
    assert names(client.get(f"{sheet}?apres=999999999999999999999")) == names(client.get(f"{sheet}?apres=abc")) == names(page)


def test_a_mark_that_is_none_stays_beside_its_question_and_nothing_is_kept(cast, client, rose, sheet):
    one, two = apply(cast, "Un", number="1"), apply(cast, "Deux", number="2")
    answer = client.post(sheet, {"lue": [one.pk, two.pk], f"{one.pk}-motivation": "9", f"{two.pk}-motivation": "3"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Une note va de 0 à 5." in page and kept() == []
    assert f'name="{two.pk}-motivation" value="3"' in page and "checked" in page.split(f'name="{two.pk}-motivation" value="3"')[1][:60]


def test_an_empty_sheet_says_what_to_do(cast, client, rose, sheet):
    assert "Aucune candidature pour l’instant" in client.get(sheet).content.decode()
    one = apply(cast, "Un")
    answer = client.post(sheet, {"lue": [one.pk]})
    assert answer.status_code == 422 and "Aucune note n’est donnée" in answer.content.decode()
    client.post(sheet, {"lue": [one.pk], f"{one.pk}-motivation": "3"})
    page = client.get(sheet).content.decode()
    assert "Vous avez tout lu" in page and "Choisir le panel" in page


def test_what_is_not_of_this_season_or_was_withdrawn_is_left_alone(cast, client, rose, sheet):
    one = apply(cast, "Un")
    one.state = one.State.WITHDRAWN
    one.save()
    assert client.post(sheet, {"lue": [one.pk, "x", 12], f"{one.pk}-motivation": "3"}).status_code == 422
    assert kept() == []


def test_the_sheet_costs_the_same_with_one_and_ten(cast, client, rose, sheet, django_assert_max_num_queries):
    apply(cast, "Un")
    client.get(sheet)
    costs = []
    for names_ in ([], [f"Boutique {n}" for n in range(29)]):
        for n, name in enumerate(names_):
            apply(cast, name, number=str(n + 2))
        with django_assert_max_num_queries(40) as cost:
            client.get(sheet)
        costs.append(len(cost))
    assert costs[0] == costs[1]


def test_one_says_first_what_concerns_oneself_and_never_marks_it(cast, client, rose, sheet):
    ours, tied = apply(cast, "Un", number="1", clear=False), apply(cast, "Deux", number="2", clear=False)
    interests = reverse("team:application_interests", args=[cast.season.slug])
    assert client.get(sheet).url == interests
    answer = client.post(interests, {"shown": [ours.pk, tied.pk], "mine": [tied.pk], f"kind-{tied.pk}": "family"})
    assert answer.url == sheet
    page = client.get(sheet)
    assert (names(page), "1 candidature à lire" in page.content.decode()) == (["Un"], True)
    client.post(sheet, {"lue": [ours.pk, tied.pk], f"{ours.pk}-motivation": "3", f"{tied.pk}-motivation": "5"})
    assert kept() == [("Un", "motivation", 3)]
