"""The accounts of a period and the way of each euro, for the team."""
from django.urls import reverse

from chalandise.foundation.wording import euros
from chalandise.funding.operations import approve_commitment, ask_commitment, pay
from chalandise.funding.queries import balances


def at(name):
    return reverse(f"team:{name}", args=["fondaudege-2017"])


def read(answer):
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_the_accounts_of_a_period_go_to_a_file_and_on_paper(client, cast):
    cast.pot, cast.odile  # noqa: B018
    client.force_login(cast.rose)
    pay(by=cast.rose, commitment=approve_commitment(by=cast.odile, commitment=ask_commitment(by=cast.rose, pot=cast.pot, amount=180, label="Agenda")))
    answer = client.get(at("pot_accounts"))
    assert (answer.context["opening"], answer.context["closing"], answer.context["debit"]) == (0, 0, answer.context["credit"])
    assert euros(balances(cast.pot).paid).replace("\xa0", " ").replace("\u202f", " ") in read(answer)
    lines = b"".join(client.get(at("pot_accounts_csv") + "?du=2017-11-01&au=2017-11-30").streaming_content).decode().strip().splitlines()
    cells = [line.split(";") for line in lines[1:]]

    def total(column):
        return sum(float(row[column].replace(",", ".") or 0) for row in cells)
    assert (len(cells), total(5)) == (8, total(6))
    assert client.get(at("pot_statement") + "?du=2017-11-01").content.startswith(b"%PDF")
    assert "Rien sur cette période" in read(client.get(at("pot_accounts") + "?au=2016-01-01"))


def test_wrong_dates_stay_on_the_page_with_what_to_do(client, cast):
    cast.pot  # noqa: B018
    client.force_login(cast.rose)
    answer = client.get(at("pot_accounts") + "?du=2017-12-01&au=2017-11-01")
    assert (answer.status_code, "La fin vient avant le début" in read(answer)) == (422, True)
    assert client.get(at("pot_accounts_csv") + "?du=demain").headers["Location"] == at("pot_accounts")
    assert client.get(at("pot_statement") + "?du=demain").headers["Location"] == at("pot_accounts")


def test_each_euro_leads_from_its_partner_to_what_the_action_became(client, cast):
    client.force_login(cast.rose)
    assert client.get(at("pot_euros")).status_code == 302
    approve_commitment(by=cast.odile, commitment=cast.action.season.pot.commitments.get())
    answer = client.get(at("pot_euros"))
    assert answer.context["flow"].sums == {("Club Démonstration", "Rendez-vous en ligne"): 180, ("Club Démonstration", "Pas encore employé"): 620}
    page = read(answer)
    assert "Club Démonstration 180,00 €" in page and "Adoptée" in page


def test_pages_take_as_many_queries_with_1_and_30_expenses(client, cast, django_assert_num_queries):
    cast.pot, cast.odile  # noqa: B018
    client.force_login(cast.rose)
    for rows in (1, 30):
        for n in range(rows):
            approve_commitment(by=cast.odile, commitment=ask_commitment(by=cast.rose, pot=cast.pot, amount=1, label=f"{rows} {n}"))
        for name, count in (("pot_accounts", 8), ("pot_euros", 10)):
            client.get(at(name))
            with django_assert_num_queries(count):
                client.get(at(name))
