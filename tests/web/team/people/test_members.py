"""The team's page and the referent's covers."""
import pytest

from chalandise.people.models import Person, Role
from chalandise.people.operations import grant_role
from chalandise.people.queries import has_role, holders

HOME = "/equipe/territoire/bordeaux-le-bouscat/equipe/"
COVER = "/equipe/fondaudege-2017/relais/"


@pytest.fixture
def odile(cast, client):
    cast.rose  # noqa: B018
    client.force_login(cast.odile)
    return client


def test_the_team_is_shown_by_place(cast, odile):
    page = odile.get(HOME).content.decode()
    assert page.index("Responsables du territoire") < page.index("Odile Marchand") < page.index("Rose Ferrand")


def test_a_colleague_is_invited_from_the_page(cast, odile):
    values = {"given_name": "Nora", "family_name": "Petit", "email": "nora@exemple.invalid", "place": f"season:{cast.season.pk}"}
    answer = odile.post(HOME, values, follow=True)
    assert "Nora Petit reçoit une invitation par courriel." in answer.content.decode()
    nora = Person.objects.get(email="nora@exemple.invalid")
    assert has_role(nora, Role.Kind.REFERENT, cast.season.pk)
    again = odile.post(HOME, values)
    assert (again.status_code, "fait déjà partie" in again.content.decode()) == (422, True)
    odile.post(HOME, {**values, "place": "territory"})
    assert has_role(nora, Role.Kind.ADMIN, cast.bordeaux.pk)


def test_another_territory_cannot_be_chosen(cast, odile):
    answer = odile.post(HOME, {"given_name": "N", "family_name": "P", "email": "n@exemple.invalid",
                               "place": f"season:{cast.other_season.pk}"})
    assert (answer.status_code, Person.objects.filter(email="n@exemple.invalid").exists()) == (422, False)


def test_a_role_is_ended_and_the_last_responsible_stays(cast, odile):
    rose, odile_role = (Role.objects.get(person=p, kind=k) for p, k in ((cast.rose, "referent"), (cast.odile, "admin")))
    odile.post(f"{HOME}{rose.pk}/fin/")
    assert not has_role(cast.rose, Role.Kind.REFERENT, cast.season.pk)
    assert "seul responsable" in odile.post(f"{HOME}{odile_role.pk}/fin/", follow=True).content.decode()
    assert has_role(cast.odile, Role.Kind.ADMIN, cast.bordeaux.pk)


def test_roles_of_others_are_out_of_reach(cast, odile):
    cast.hugo  # noqa: B018
    for role in Role.objects.filter(person=cast.hugo):
        assert odile.post(f"{HOME}{role.pk}/fin/").status_code == 404
    cast.lila  # noqa: B018
    assert odile.post(f"{HOME}{Role.objects.get(person=cast.lila).pk}/fin/").status_code == 404


def test_a_referent_plans_her_holidays(cast, client):
    client.force_login(cast.rose)
    form = {"gesture": "cover", "person": cast.odile.pk, "since": "2017-12-04", "until": "2017-12-08"}
    page = client.post(COVER, form, follow=True).content.decode()
    assert "remplace du lundi 4 décembre au vendredi 8 décembre" in page
    assert client.post(COVER, {**form, "since": "2017-12-09"}).status_code == 422
    assert client.post(COVER, {**form, "person": cast.hugo.pk}).status_code == 422


def test_a_referent_hands_the_season_over(cast, client):
    grant_role(person=cast.awa, kind=Role.Kind.REFERENT, scope_id=cast.season.pk)
    client.force_login(cast.rose)
    assert client.post(COVER, {"gesture": "hand", "hand-person": cast.awa.pk}).status_code == 422  # not ticked
    client.post(COVER, {"gesture": "hand", "hand-person": cast.awa.pk, "hand-sure": "on"})
    assert list(holders(Role.Kind.REFERENT, cast.season.pk)) == [cast.awa]
    assert client.get(COVER).status_code == 404


def test_who_is_not_the_referent_plans_but_does_not_hand_over(cast, odile):
    assert 'value="hand"' not in odile.get(COVER).content.decode()
    odile.post(COVER, {"gesture": "hand", "hand-person": cast.rose.pk, "hand-sure": "on"})
    assert list(holders(Role.Kind.REFERENT, cast.season.pk)) == [cast.rose]
