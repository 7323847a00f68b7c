"""Those who follow a season: dates, packs, decisions, the money of a partner, the white paper; no private word."""
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from chalandise.actions.operations.money import ask_money
from chalandise.foundation import clock
from chalandise.funding.models import Commitment
from chalandise.funding.operations import approve_commitment, ask_commitment, pay, promise
from chalandise.impact.queries.estimates import released
from chalandise.people.models import Affiliation, Role
from chalandise.people.operations import end_role, grant_role
from chalandise.seasons.models import Attendance, Decision, Gathering
from chalandise.web.shell.hats import places_of
from chalandise.whitepaper import operations
from tests.whitepaper.scenes import committee, told_season


@pytest.fixture
def benedicte(cast):
    """She speaks for the partner that pays, and sits on the committee."""
    person = cast.person("Bénédicte", "Fontaine")
    for kind in (Role.Kind.PARTNER, Role.Kind.COMMITTEE):
        grant_role(person=person, kind=kind, scope_id=cast.season.pk)
    Affiliation.objects.create(person=person, organisation=cast.club.organisation, since="2017-01-01")
    return person


def at(cast, name="partner", *args):
    return reverse(f"public:{name}", args=[cast.season.slug, *args])


def read(client, address):
    return client.get(address).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def invite(person, gathering):
    gathering.invited_at = clock.now()
    gathering.save(update_fields=["invited_at"])
    return Attendance.objects.create(gathering=gathering, person=person)


def test_the_hat_leads_straight_to_the_page(cast, client, benedicte):
    assert [(p.words, p.name, p.address) for p in places_of(benedicte)] == [
        ("partenaire, membre du comité", "Saison 2017–2018", "/saisons/fondaudege-2017/partenaires/")]
    client.force_login(benedicte)
    assert client.get("/moi/").headers["Location"] == at(cast)


def test_an_empty_season_says_what_will_come(cast, client, benedicte):
    client.force_login(benedicte)
    page = read(client, at(cast))
    for words in ("Rien de prévu pour vous.", "Le premier dossier sera ici", "Aucune décision n’attend.", "Il n’est pas encore publié."):
        assert words in page


def test_a_partner_reads_what_its_money_paid_and_no_private_word(cast, client, benedicte):
    approve_commitment(by=cast.odile, commitment=cast.action.season.pot.commitments.get())
    client.force_login(benedicte)
    page = read(client, at(cast))
    for words in ("Vous avez promis 1 000,00 € et versé 800,00 €", "Rendez-vous en ligne", "180,00 €"):
        assert words in page
    for private in ("Institut Lys", "Lila", "Prendre des rendez-vous le soir", "Karim"):
        assert private not in page


def test_a_partner_reads_from_its_promise_to_what_its_money_gave(cast, client, benedicte):
    pay(by=cast.rose, commitment=approve_commitment(by=cast.odile, commitment=cast.action.season.pot.commitments.get()))
    approve_commitment(by=cast.odile, commitment=ask_commitment(by=cast.rose, pot=cast.pot, amount=70, label="Affiches"))
    promise(by=cast.rose, partner=cast.club, amount=300, kind="video")
    client.force_login(benedicte)
    page = read(client, at(cast))
    for words in ("De votre promesse à ce que cela a donné", "Il reste 500,00 € à verser", "dont 300,00 € pour « Vidéo", "1 en cours, aucune terminée encore",
                  "On ne peut pas dire : aucune mesure n’est publiée", "Partagée par toute la rue", "On ne peut pas dire : une dépense commune"):
        assert words in page, words
    given, = client.get(at(cast)).context["given"]
    assert ([(o.kind, o.mine) for o in given.outcomes], given.used, given.rest) == (
        [("Rendez-vous en ligne", 180), ("Dépense commune de la saison", 70)], 250, 550)


def test_a_committee_member_sees_nobody_s_account(cast, client):
    cast.pot  # noqa: B018
    person = cast.person("Paul", "Comité")
    grant_role(person=person, kind=Role.Kind.COMMITTEE, scope_id=cast.season.pk)
    Affiliation.objects.create(person=person, organisation=cast.club.organisation, since="2017-01-01")
    client.force_login(person)
    page = read(client, at(cast))
    assert "Votre apport" not in page and "La cagnotte de tous les partenaires" not in page


def test_the_pack_the_decisions_and_the_white_paper_are_there(cast, client, benedicte):
    told_season(cast)
    first = committee(cast)
    operations.make_pack(by=cast.rose, gathering=first, requests=["Approuver 100 €"])
    operations.make_pack(by=cast.rose, gathering=first, requests=["Approuver 180 €"])
    Decision.objects.create(gathering=first, text="Prolonger la cagnotte", owner="Odile", due_on=date(2017, 11, 1))
    Decision.objects.create(gathering=first, text="Déjà faite", done_at=clock.now())
    sharing = Gathering.objects.create(season=cast.season, kind="sharing", title="Goûter", starts_at=clock.now(), ends_at=clock.now())
    Decision.objects.create(gathering=sharing, text="Apporter un gâteau")
    operations.publish(by=cast.rose, edition=operations.make_edition(by=cast.rose, season=cast.season))
    client.force_login(benedicte)
    page = read(client, at(cast))
    assert "Prolonger la cagnotte" in page and "en retard" in page and "Lire le livre blanc" in page
    assert "Déjà faite" not in page and "Apporter un gâteau" not in page
    pack = read(client, at(cast, "partner_pack", first.pk))
    assert "Approuver 180 €" in pack and "Approuver 100 €" not in pack
    assert client.get(at(cast, "partner_pack", first.pk) + "?pdf").content[:5] == b"%PDF-"
    assert client.get(at(cast, "partner_pack", sharing.pk)).status_code == 404


def test_one_answers_in_one_gesture(cast, client, benedicte):
    invitation = invite(benedicte, committee(cast))
    client.force_login(benedicte)
    assert "sans réponse" in read(client, at(cast))
    answer = client.post(at(cast, "partner_answer", invitation.gathering_id), {"says": "yes"})
    assert answer.headers["Location"] == at(cast)
    invitation.refresh_from_db()
    assert invitation.answer == "yes"
    assert "vous venez" in read(client, at(cast))
    other = committee(cast, title="Comité 2")
    assert client.post(at(cast, "partner_answer", other.pk), {"says": "yes"}).status_code == 404


def test_the_page_ends_with_the_role_and_stops_at_the_territory(cast, client, benedicte):
    cast.other_season  # noqa: B018
    client.force_login(benedicte)
    assert client.get(reverse("public:partner", args=[cast.other_season.slug])).status_code == 404
    for kind in (Role.Kind.PARTNER, Role.Kind.COMMITTEE):
        end_role(person=benedicte, kind=kind, scope_id=cast.season.pk)
    assert client.get(at(cast)).status_code == 404
    client.force_login(cast.rose)
    assert client.get(at(cast)).status_code == 404
    client.logout()
    assert client.get(at(cast)).headers["Location"] == f"/connexion/?next={at(cast)}"


def fill(cast, person, first, last):
    """Committees with a pack and a decision, and paid expenses."""
    for n in range(first, last):
        gathering = committee(cast, day=date(2017, 12, 1) + timedelta(n), title=f"Comité {n}")
        invite(person, gathering)
        operations.make_pack(by=cast.rose, gathering=gathering)
        Decision.objects.create(gathering=gathering, text=f"Décision {n}")
        commitment = Commitment.objects.create(pot=cast.pot, label=f"Dépense {n}", amount=Decimal(5), asked_by=cast.rose, asked_at=clock.now())
        approve_commitment(by=cast.odile, commitment=commitment)


def test_thirty_committees_cost_as_much_as_one(cast, client, benedicte, django_assert_num_queries):
    client.force_login(benedicte)
    fill(cast, benedicte, 0, 1)
    for count in (1, 30):
        fill(cast, benedicte, 1, count)
        with django_assert_num_queries(21):
            page = read(client, at(cast))
        assert page.count('<th scope="row">Dépense commune de la saison') - 1 == page.count("/dossiers/") == count  # one line sums them up


def test_a_partner_reads_only_the_effects_that_were_let_out_over_the_group(cast, client, benedicte):
    from chalandise.impact.operations.releasing import release
    from tests.impact.street import measured
    cast.pot, cast.odile  # noqa: B018
    street, run = measured(cast, effect=0.2)
    client.force_login(benedicte)
    address = reverse("public:partner", args=[cast.season.slug])
    assert "Ce que les actions ont changé aux recettes" not in client.get(address).content.decode()
    release(by=cast.rose, estimate=run.estimates.get(kind=""))
    page = client.get(address).content.decode()
    assert "Les recettes ont probablement augmenté grâce à cela" in page
    asked = ask_money(by=cast.rose, action=street.acted[0].action, amount=50, label="Agenda")
    approve_commitment(by=cast.odile, commitment=asked)
    assert [o.measured for o in client.get(address).context["given"][0].outcomes] == [""]  # all the actions together are no kind of action
    release(by=cast.rose, estimate=run.estimates.get(kind="booking"))
    _all, booking = released(cast.season)
    assert [o.measured for o in client.get(address).context["given"][0].outcomes] == [booking.sentence]
    assert [shop.name for shop in street.acted + street.compared if shop.name in page] == []
