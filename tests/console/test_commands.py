"""What the operator types: set up, test the mail, look at the health, read what came back, forget."""
import io
import json
import mailbox
import re

import pytest
from django.core import mail as post
from django.core.management import call_command
from django.core.management.base import CommandError

from chalandise.foundation import jobs
from chalandise.foundation.models import Letter
from chalandise.people import mails
from chalandise.people.models import Person, Role
from chalandise.people.operations import issue_link
from chalandise.people.queries import has_role
from chalandise.territory.models import Territory
from tests.foundation.test_bounces import report

SETUP = {"territory": "Saint-Étienne", "email": "Jeanne@exemple.invalid", "given": "Jeanne", "family": "Morel"}


def said(*words, **options):
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_setup_opens_a_territory_and_gives_a_link_to_come_in(db, client):
    words = said("setup", organiser="Ville de Saint-Étienne", **SETUP)
    territory, person = Territory.objects.get(), Person.objects.get()
    assert (territory.slug, territory.organiser, territory.contact_email) == (
        "saint-etienne", "Ville de Saint-Étienne", "Jeanne@exemple.invalid")
    assert (person.email, person.is_superuser, has_role(person, Role.Kind.ADMIN, territory.pk)) == ("jeanne@exemple.invalid", True, True)
    assert [m.to for m in post.outbox] == [["Jeanne@exemple.invalid"]]
    link = re.search(r"/l/[\w-]+/", words)[0]
    assert client.post(link).headers["Location"] == "/moi/"
    assert client.get("/equipe/territoire/saint-etienne/equipe/").status_code == 200


def test_setup_twice_by_the_same_person_gives_another_link(db):
    said("setup", no_mail=True, **SETUP)
    said("setup", no_mail=True, **SETUP)
    assert (Territory.objects.count(), Person.objects.count(), post.outbox) == (1, 1, [])


def test_setup_takes_over_a_territory_that_nobody_can_open_and_no_other(cast):
    cast.bordeaux, cast.villeneuve, cast.odile  # noqa: B018
    said("setup", no_mail=True, **{**SETUP, "territory": "Villeneuve"})
    assert has_role(Person.objects.get(email="jeanne@exemple.invalid"), Role.Kind.ADMIN, cast.villeneuve.pk)
    with pytest.raises(CommandError, match="porte déjà ce nom"):
        said("setup", no_mail=True, **{**SETUP, "territory": "Bordeaux – Le Bouscat"})


@pytest.mark.parametrize(("change", "words"), [({"email": "jeanne"}, "is not an e-mail address"), ({"given": " "}, "--given is empty"),
                                               ({"family": None}, "--family is missing"), ({"territory": "!!!"}, "Donnez le nom")])
def test_setup_says_what_is_wrong_and_opens_nothing(db, change, words):
    with pytest.raises(CommandError, match=words):
        said("setup", **{**SETUP, **change})
    assert (Territory.objects.count(), Person.objects.count()) == (0, 0)


def test_setup_and_the_mail_test_are_not_for_the_demo(db, settings):
    settings.DEMO = True
    for words in (("setup",), ("mailtest", "a@exemple.invalid")):
        with pytest.raises(CommandError, match="demo"):
            said(*words)


def test_the_mail_test_says_which_server_and_what_it_answered(db, settings):
    assert "took the mail for a@exemple.invalid" in said("mailtest", "a@exemple.invalid")
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 9
    with pytest.raises(CommandError, match="127.0.0.1:9 refused"):
        said("mailtest", "a@exemple.invalid")


def test_health_exits_with_1_until_all_is_well(db):
    out = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("health", stdout=out)
    assert left.value.code == 1
    assert json.loads(out.getvalue())["worker"]["hint"].startswith("Lancez")
    jobs.beat()
    assert json.loads(said("health"))["well"]


def test_a_mailbox_of_failures_marks_the_people_not_reached(cast, tmp_path):
    letter = mails.fresh_link(person=cast.lila, address=issue_link(purpose="x", person=cast.lila))
    box = mailbox.mbox(tmp_path / "retours")
    for message in (report(key=letter.key), report(address="karim.benali@exemple.invalid", key="0"), report(address="x@y.invalid"),
                    report(address="awa.diop@exemple.invalid", action="delayed")):
        box.add(message)
    box.close()
    cast.karim, cast.awa  # noqa: B018
    assert said("bounces", tmp_path / "retours") == "3 failures read, 2 people marked.\n"
    assert sorted(Person.objects.exclude(bounced_at=None).values_list("given_name", flat=True)) == ["Karim", "Lila"]
    assert Letter.objects.get().state == "bounced"
    with pytest.raises(CommandError, match="is not there"):
        said("bounces", tmp_path / "nowhere")


def test_prune_says_what_it_forgot(db):
    assert "letters: 0" in said("prune")


def test_reindex_reads_the_catalogue_again(cast):
    from chalandise.catalogue.models import SearchBlock
    from chalandise.catalogue.queries.search import search
    cast.qualification  # noqa: B018
    SearchBlock.objects.all().delete()
    assert (search("agenda").total, said("reindex"), search("agenda").total) == (0, "solutions: 1\n", 1)
