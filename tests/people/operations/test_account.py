"""A person corrects their data, and leaves: what was declared goes, what an obligation keeps is named."""
import pytest
from django.contrib.sessions.backends.db import SessionStore

from chalandise.foundation import journal, privacy
from chalandise.foundation.models import Actor, Entry, Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Consent, Link, Role, Tie
from chalandise.people.operations import (
    declare_tie,
    edit_person,
    end_role,
    erase_person,
    give_consent,
    grant_role,
    issue_link,
    record_bounce,
)
from chalandise.people.queries import has_role


def edit(person, **more):
    return edit_person(**{"by": person, "person": person, "given_name": person.given_name, "family_name": person.family_name,
                          "phone": person.phone, "language": person.language, **more})


def test_a_person_corrects_their_own_data(cast):
    person = edit(cast.lila, given_name=" Lila  Rose ", phone="06 12 34 56 78", language="en")
    assert (person.full_name, person.phone, person.language) == ("Lila Rose Sarda", "+33612345678", "en")
    assert Entry.objects.get().changes == {"given_name": ["", ""], "language": ["", ""], "phone": ["", ""]}


def test_a_new_address_forgets_that_the_old_one_bounced(cast):
    record_bounce(address=cast.lila.email)
    assert edit(cast.lila, email="Lila@exemple.invalid").bounced_at is None
    with pytest.raises(Refused, match="déjà celle"):
        edit(cast.lila, email=cast.karim.email)


@pytest.mark.parametrize(("values", "field"), [({"phone": "12"}, "phone"), ({"phone": "abc"}, "phone"),
                                               ({"given_name": " ", "family_name": ""}, "family_name")])
def test_a_wrong_value_is_refused_beside_its_field(cast, values, field):
    with pytest.raises(Refused) as refused:
        edit(cast.lila, **values)
    assert refused.value.field == field


def test_erasing_removes_the_name_everywhere_and_keeps_the_facts(cast):
    lila, session = cast.lila, SessionStore()
    give_consent(person=lila, purpose="quote", text="oui")
    declare_tie(by=lila, person=lila, thing=cast.cuir, kind="client")
    issue_link(purpose="x", person=lila)
    edit(lila, language="en")
    edit(lila, language="fr")
    session["_auth_user_id"] = str(lila.pk)
    session.save()
    acts = Entry.objects.filter(actor_key=lila.key).count()
    erase_person(person=lila, typed="Effacer ")
    lila.refresh_from_db()
    assert (lila.given_name, lila.family_name, lila.email, lila.phone, lila.is_active) == ("", "", None, "", False)
    assert lila.erased_at is not None
    assert [m.objects.filter(person=lila).count() for m in (Consent, Tie, Link)] == [0, 0, 0]
    assert Entry.objects.filter(actor_key=lila.key).count() == acts + 1
    assert not Actor.objects.filter(key=lila.key).exists()
    assert not has_role(lila, Role.Kind.MERCHANT, cast.lys.pk)
    assert not SessionStore(session.session_key).exists(session.session_key)
    assert journal.timeline(cast.cuir)[0].who == "Une personne effacée"


def test_the_farewell_is_the_last_letter_and_is_forgotten_once_sent(cast, settings):
    from chalandise.people.tasks import deliver_letters, prune
    erase_person(person=cast.lila, typed="effacer")
    letter = Letter.objects.get()
    assert (letter.subject, letter.to_address) == ("Vos données sont effacées", "lila.sarda@exemple.invalid")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver_letters()["sent"] == 1
    prune()
    letter.refresh_from_db()
    assert (letter.to_address, letter.text, letter.to_name) == ("", "", "")


def test_erasing_needs_the_word(cast):
    with pytest.raises(Refused) as refused:
        erase_person(person=cast.lila, typed="oui")
    assert refused.value.field == "typed"
    cast.lila.refresh_from_db()
    assert cast.lila.is_active


def test_who_is_alone_to_hold_a_role_passes_it_on_first(cast):
    with pytest.raises(Refused, match="Passez d’abord le relais"):
        erase_person(person=cast.odile, typed="effacer")
    grant_role(person=cast.rose, kind=Role.Kind.ADMIN, scope_id=cast.bordeaux.pk)
    erase_person(person=cast.odile, typed="effacer")


def test_a_mentor_who_accompanies_a_shop_hands_it_over_first(cast):
    grant_role(person=cast.karim, kind=Role.Kind.COMPANION, scope_id=cast.lys.pk)
    with pytest.raises(Refused, match="accompagnez encore une boutique"):
        erase_person(person=cast.karim, typed="effacer")
    end_role(person=cast.karim, kind=Role.Kind.COMPANION, scope_id=cast.lys.pk)
    erase_person(person=cast.karim, typed="effacer")


def test_what_is_exported_is_all_of_it_and_no_secret(cast):
    give_consent(person=cast.lila, purpose="quote", text="J’accepte.")
    issue_link(purpose="x", person=cast.lila)
    found = privacy.export(cast.lila)
    assert found["people.Consent"]["rows"][0]["text"] == "J’accepte."
    assert found["people.Person"]["rows"][0]["email"] == "lila.sarda@exemple.invalid"
    assert "digest" not in found["people.Link"]["rows"][0]
    assert "password" not in found["people.Person"]["rows"][0]
    assert [row["verb"] for row in found["journal"]["rows"]] == ["people.consented"]
    assert "people.Tie" not in found


def test_a_running_season_still_reads_after_its_people_are_erased(cast, client):
    cast.action, cast.odile  # noqa: B018
    grant_role(person=cast.awa, kind=Role.Kind.REFERENT, scope_id=cast.season.pk)
    for kind, scope in ((Role.Kind.COMPANION, cast.lys.pk), (Role.Kind.MENTOR, cast.season.pk)):
        end_role(person=cast.karim, kind=kind, scope_id=scope)
    for person in (cast.lila, cast.karim, cast.rose):
        erase_person(person=person, typed="effacer")
    client.force_login(cast.odile)
    for page in ("lundi", "parrainages", "actions", "cagnotte", "atelier", "diagnostics", "courrier", "calendrier", "relais"):
        answer = client.get(f"/equipe/fondaudege-2017/{page}/")
        assert (page, answer.status_code) == (page, 200)
        assert "Sarda" not in answer.content.decode()
        assert "Benali" not in answer.content.decode()
