"""Editions are frozen and digested, published and taken back; packs are made for committees and sent once."""
import pytest

from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.seasons.models import Decision
from chalandise.whitepaper import documents, operations
from chalandise.whitepaper.models import Edition, Pack
from chalandise.whitepaper.queries import digest, published
from tests.whitepaper.scenes import committee, lesson, told_season


def test_an_edition_is_frozen(cast):
    told_season(cast)
    first = operations.make_edition(by=cast.rose, season=cast.season)
    assert (first.number, first.digest) == (1, digest(first.content))
    assert operations.make_edition(by=cast.rose, season=cast.season).pk == first.pk  # nothing new to tell
    lesson(cast, worked="Du nouveau.")
    second = operations.make_edition(by=cast.rose, season=cast.season)
    assert second.number == 2
    first.refresh_from_db()
    assert "Du nouveau" not in str(first.content)
    assert digest(first.content) == first.digest


def test_publishing_opens_and_taking_back_closes(cast):
    edition = operations.make_edition(by=cast.rose, season=told_season(cast))
    with pytest.raises(Edition.DoesNotExist):
        published(cast.season.slug)
    operations.publish(by=cast.rose, edition=edition)
    operations.publish(by=cast.rose, edition=edition)
    assert published(cast.season.slug).pk == edition.pk
    stop = cast.season.milestones.get(key="whitepaper")
    assert (stop.done, stop.due) == (1, 1)
    operations.unpublish(by=cast.rose, edition=edition)
    stop.refresh_from_db()
    assert (stop.done, stop.due) == (0, 1)
    with pytest.raises(Edition.DoesNotExist):
        published(cast.season.slug)
    assert [line.what for line in timeline(edition)] == ["a retiré le livre blanc", "a publié le livre blanc", "a fait une édition du livre blanc"]


def test_an_altered_edition_is_not_published(cast):
    edition = operations.make_edition(by=cast.rose, season=told_season(cast))
    Edition.objects.filter(pk=edition.pk).update(content={**edition.content, "form": 9})
    with pytest.raises(Refused, match="a changé depuis"):
        operations.publish(by=cast.rose, edition=edition)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pdf_is_made_in_both_languages(cast, language):
    told_season(cast)
    lesson(cast, worked="Les *rendez-vous* du soir, #let x = 1", failed="Rien.")
    edition = operations.make_edition(by=cast.rose, season=cast.season)
    assert documents.edition(edition, language)[:5] == b"%PDF-"


def test_a_pack_holds_the_figures_of_the_day_and_what_waits(cast):
    told_season(cast)
    before = committee(cast, title="Comité 0", day=cast.season.starts_on)
    Decision.objects.create(gathering=before, text="Poser un panneau au carrefour", owner="La mairie")
    Decision.objects.create(gathering=before, text="Déjà faite", done_at=before.starts_at)
    made = operations.make_pack(by=cast.rose, gathering=committee(cast), requests=["Approuver 180 €", "  "])
    chapters = {c["key"]: c["blocks"] for c in made.content["languages"]["fr"]}
    assert chapters["asked"][0]["items"] == ["Approuver 180 €"]
    assert chapters["before"][0]["rows"] == [["Poser un panneau au carrefour", "La mairie", "–"]]
    assert chapters["pairings"][1]["rows"] == [["Visite 1", "1 / 1", "0", "0"]]
    assert len(chapters["line"][0]["rows"]) == cast.season.milestones.count()
    assert documents.pack(made)[:5] == b"%PDF-"


def test_a_pack_is_only_for_a_committee(cast):
    told_season(cast)
    gathering = committee(cast)
    gathering.kind = "sharing"
    gathering.save()
    with pytest.raises(Refused, match="comité de pilotage"):
        operations.make_pack(by=cast.rose, gathering=gathering)


def test_a_pack_says_no_word_of_a_merchant(cast):
    told_season(cast)
    lesson(cast, worked="Mot privé du commerçant")
    made = operations.make_pack(by=cast.rose, gathering=committee(cast))
    assert "Mot privé" not in str(made.content)
    assert "Lys" not in str(made.content)


def test_a_pack_is_sent_once_to_the_committee_and_the_partners(cast):
    told_season(cast)
    made = operations.make_pack(by=cast.rose, gathering=committee(cast))
    with pytest.raises(Refused, match="Personne n’est encore membre"):
        operations.send_pack(by=cast.rose, pack=made)
    paul = cast.person("Paul", "Comité")
    grant_role(person=paul, kind=Role.Kind.COMMITTEE, scope_id=cast.season.pk)
    grant_role(person=paul, kind=Role.Kind.PARTNER, scope_id=cast.season.pk)
    assert operations.send_pack(by=cast.rose, pack=made) == 1
    assert Letter.objects.get().subject == "Comité 1, mardi 12 décembre : le dossier du comité"
    with pytest.raises(Refused, match="Tous ont déjà reçu"):
        operations.send_pack(by=cast.rose, pack=made)
    assert Pack.objects.count() == 1
