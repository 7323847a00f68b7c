"""The journal: append-only, declared words, one timeline an object, names that can be forgotten."""
import pytest

from chalandise.foundation import journal
from chalandise.foundation.models import Actor, Entry


def test_an_entry_shows_on_every_object_it_is_about(cast):
    journal.record("people.invited", by=cast.rose, on=[cast.lila, cast.lys], via="phone", changes={"role": ["", "merchant"]})
    for thing in (cast.lila, cast.lys):
        (line,) = journal.timeline(thing)
        assert (line.who, line.what, line.via) == ("Rose Ferrand", "a invité quelqu’un dans l’équipe", "par téléphone")
    assert journal.timeline(cast.cuir) == []


def test_an_undeclared_verb_is_a_mistake_of_ours(cast):
    with pytest.raises(LookupError):
        journal.record("people.danced", by=cast.rose, on=cast.lila)


def test_an_entry_is_never_changed_nor_removed(cast):
    entry = journal.record("people.invited", by=cast.rose, on=cast.lila)
    entry.verb = "people.erased"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    assert Entry.objects.get().verb == "people.invited"


def test_an_erased_actor_leaves_the_entry_without_a_name(cast):
    journal.record("people.invited", by=cast.rose, on=cast.lila)
    Actor.objects.all().delete()
    assert journal.timeline(cast.lila)[0].who == "Une personne effacée"


def test_what_the_machine_does_is_signed_by_the_machine(cast):
    journal.record("people.mail_bounced", by=None, on=cast.lila, via="job")
    assert [(line.who, line.via) for line in journal.timeline(cast.lila)] == [("Chalandise", "automatiquement")]


def test_a_timeline_costs_two_queries_however_long(cast, django_assert_num_queries):
    for _time in range(30):
        journal.record("people.invited", by=cast.rose, on=cast.lila)
    with django_assert_num_queries(2):
        assert len(journal.timeline(cast.lila)) == 30


def test_every_verb_of_every_room_is_named_after_its_room():
    from django.apps import apps
    strays = [verb for config in apps.get_app_configs() for verb in getattr(config, "verbs", {})
              if "." not in verb]
    assert strays == []
