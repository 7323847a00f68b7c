"""A territory changes its question bank: drafts, faulty texts that never replace a version, scores that stay for ever."""
import pytest

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Assessment, BankText
from chalandise.diagnostics.queries import bank as banks
from chalandise.diagnostics.queries import sheet
from chalandise.foundation.journal import timeline
from chalandise.foundation.refusals import Conflict, Refused
from tests.diagnostics.operations.test_answers import begin, fill


def draft(cast):
    return operations.open_draft(by=cast.odile, territory=cast.bordeaux)


def published(cast, old="Cherchez votre boutique", new="Cherchez la boutique"):
    found = draft(cast)
    operations.save_draft(by=cast.odile, draft=found, text=found.text.replace(old, new), version=found.version)
    return operations.publish(by=cast.odile, draft=found)


def test_a_draft_begins_from_the_version_in_force_and_is_only_one(cast):
    first, again = draft(cast), draft(cast)
    assert first.pk == again.pk and (first.base, first.number) == ("2017.2", 1)
    assert first.text == banks.text_of("commerce", "2017.2")
    assert [line.what for line in timeline(cast.bordeaux)] == ["a commencé à changer le questionnaire"]


def test_a_published_version_is_asked_from_now_on_in_this_territory_only(cast):
    own = published(cast)
    assert own.published_as.startswith("2017.2+1.") and len(own.published_as) == 17
    assert banks.key_of(cast.bordeaux) == ("commerce", own.published_as)
    assert banks.key_of(cast.villeneuve) == banks.CURRENT
    assert str(banks.current_of(cast.bordeaux).question("listing").ask).startswith("Cherchez la boutique")
    assert draft(cast).number == 2 and draft(cast).text == own.text
    assert begin(cast).bank_version == own.published_as


def test_answers_stay_bound_to_the_version_that_they_were_given_to(cast):
    begun = fill(cast, begin(cast), listing="right", site="fresh")
    done = operations.finish(by=cast.lila, assessment=begun)
    before = (done.bank_version, done.scores)
    published(cast, 'worth = 75\n  fr = "La boutique, avec les bons horaires', 'worth = 40\n  fr = "La boutique, avec les bons horaires')
    again = Assessment.objects.get(pk=done.pk)
    assert (again.bank_version, operations.frozen(sheet(again).result)) == before
    later = operations.begin(by=cast.lila, season=cast.season, shop=cast.lys, moment="T1", filler="merchant")
    assert later.bank_version == "2017.2"  # the same questions as at T0, so that the two compare


def test_a_text_with_mistakes_is_kept_but_never_published(cast):
    found = draft(cast)
    operations.save_draft(by=cast.odile, draft=found, text=found.text.replace("worth = 35", "worth = 350"), version=found.version)
    with pytest.raises(Refused, match="erreurs : l’ancienne version reste en service. ligne 2.., colonne 11, question « order »"):
        operations.publish(by=cast.odile, draft=found)
    assert BankText.objects.get().published_at is None
    assert banks.key_of(cast.bordeaux) == banks.CURRENT


def test_publishing_nothing_new_is_refused(cast):
    with pytest.raises(Refused, match="Rien n’a changé"):
        operations.publish(by=cast.odile, draft=draft(cast))


def test_the_key_of_a_bank_does_not_change(cast):
    found = draft(cast)
    operations.save_draft(by=cast.odile, draft=found, text=found.text.replace('key = "commerce"', 'key = "autre"'), version=found.version)
    with pytest.raises(Refused, match="gardez « commerce »"):
        operations.publish(by=cast.odile, draft=found)


def test_publishing_twice_is_once(cast):
    own = published(cast)
    assert operations.publish(by=cast.odile, draft=own).published_as == own.published_as
    assert [line.what for line in timeline(cast.bordeaux)] == ["a publié une version du questionnaire", "a commencé à changer le questionnaire"]


def test_a_published_version_cannot_be_written_over(cast):
    own = published(cast)
    with pytest.raises(Refused, match="vient d’être publiée"):
        operations.save_draft(by=cast.odile, draft=own, text="key = 1", version=own.version)


def test_two_people_changing_the_text_see_both(cast):
    found = draft(cast)
    other = BankText.objects.get()
    operations.save_draft(by=cast.odile, draft=found, text=found.text + "# un\n", version=found.version)
    with pytest.raises(Conflict) as refused:
        operations.save_draft(by=cast.rose, draft=other, text=other.text + "# deux\n", version=other.version)
    assert refused.value.theirs["text"].endswith("# un\n") and refused.value.yours["text"].endswith("# deux\n")


def test_one_question_is_changed_without_touching_the_rest(cast):
    found = draft(cast)
    before = found.text
    operations.edit_question(by=cast.odile, draft=found, version=found.version, values={
        ("question", 0, "answer", 1, "worth"): 40, ("question", 0, "ask", "fr"): "Que voit-on sur un plan ?"})
    changed = [(a, b) for a, b in zip(before.splitlines(), found.text.splitlines(), strict=True) if a != b]
    assert [b.strip() for _a, b in changed] == ['ask.fr = "Que voit-on sur un plan ?"', "worth = 40"]
    with pytest.raises(Refused, match="il faut un nombre entier de 0 à 100"):
        operations.edit_question(by=cast.odile, draft=found, version=found.version, values={("question", 0, "answer", 1, "worth"): 400})
    assert BankText.objects.get().text == found.text


def test_an_empty_text_is_refused(cast):
    with pytest.raises(Refused, match="vide ou démesuré"):
        operations.save_draft(by=cast.odile, draft=draft(cast), text="  ", version=1)


def test_a_draft_can_be_dropped_and_nothing_published_is(cast):
    operations.drop_draft(by=cast.odile, draft=draft(cast))
    assert not BankText.objects.exists()
    operations.drop_draft(by=cast.odile, draft=published(cast))
    assert BankText.objects.count() == 1
