from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.catalogue.models import CatalogueChange, SolutionDocument
from chalandise.catalogue.operations.solutions import (
    DOCUMENTS,
    add_document,
    create_solution,
    remove_document,
    save_solution,
    withdraw_solution,
)
from chalandise.catalogue.operations.submissions import submit
from chalandise.catalogue.queries.sheets import missing, sheet_of
from chalandise.foundation import clock, journal
from chalandise.foundation.models import StoredFile
from chalandise.foundation.refusals import Conflict, Refused

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def pdf(name="tarifs.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def test_a_sheet_begins_with_a_name_and_lacks_the_rest(cast):
    solution = create_solution(by=cast.nadia, provider=cast.ardoise, name="  Carte  de la rue ")
    assert (solution.name, solution.slug, solution.version) == ("Carte de la rue", "carte-de-la-rue", 1)
    assert [m.field for m in missing(solution)] == ["summary", "text", "needs", "level", "languages", "price_month", "commitment_months",
                                                    "data_location", "exit_text", "accessibility", "references"]


def test_addresses_are_given_once(cast):
    slugs = [create_solution(by=cast.nadia, provider=cast.ardoise, name=name).slug for name in ("Café", "cafe", "☃", "☃")]
    assert slugs == ["cafe", "cafe-2", "solution", "solution-2"]


def test_a_complete_sheet_lacks_nothing(cast):
    assert missing(cast.solution) == []


def test_a_free_solution_is_complete_and_a_trial_needs_its_price_after(cast):
    cast.solution.price_month, cast.solution.price_after = 0, None
    assert [m.field for m in missing(cast.solution)] == ["price_after"]
    cast.solution.trial_months = 0
    assert missing(cast.solution) == []


def test_two_people_on_two_fields_keep_both(cast):
    save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"summary": "Plus court."})
    saved = save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"references": "Vingt salons."})
    assert (saved.summary, saved.references, saved.version) == ("Plus court.", "Vingt salons.", 3)


def test_two_people_on_one_field_see_both_texts_and_nothing_is_written(cast):
    save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"summary": "Le premier."})
    with pytest.raises(Conflict) as conflict:
        save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"summary": "Le second.", "references": "Perdues ?"})
    cast.solution.refresh_from_db()
    assert (conflict.value.theirs, conflict.value.yours, conflict.value.version) == (
        {"summary": "Le premier."}, {"summary": "Le second."}, 2)
    assert (cast.solution.summary, cast.solution.references) == ("Le premier.", "Douze salons à Villeneuve.")


def test_the_same_text_typed_by_two_is_no_conflict(cast):
    for _person in range(2):
        saved = save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"summary": "Pareil."})
    assert saved.version == 2


def test_a_name_being_typed_again_is_not_lost(cast):
    assert save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"name": " "}).name == "Ardoise RDV"


def test_what_one_person_types_in_ten_minutes_is_one_line_of_the_journal(cast):
    with clock.at(clock.local(date(2017, 9, 4), 10)) as start:
        for n in range(3):
            save_solution(by=cast.nadia, solution=cast.solution, version=n + 1, values={"summary": f"Mot {n}"})
    with clock.at(start + timedelta(minutes=11)):
        save_solution(by=cast.nadia, solution=cast.solution, version=4, values={"summary": "Fin"})
    assert [line.what for line in journal.timeline(cast.solution)] == ["a changé la fiche de la solution"] * 2


def test_a_solution_no_longer_proposed_reads_and_does_not_change(cast):
    withdraw_solution(by=cast.nadia, solution=cast.solution)
    with pytest.raises(Refused, match="n’est plus proposée"):
        save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"summary": "Non."})


def test_a_qualified_solution_no_longer_proposed_leaves_the_catalogue_in_its_feed_once(cast):
    with clock.at(clock.local(date(2017, 12, 1), 10)):
        assert cast.qualification.solution == cast.solution
        for _twice in range(2):
            withdraw_solution(by=cast.nadia, solution=cast.solution)
    assert list(CatalogueChange.objects.order_by("pk").values_list("kind", "territory__name")) == [
        ("qualified", "Bordeaux – Le Bouscat"), ("ended", "Bordeaux – Le Bouscat")]


def test_a_document_joins_the_sheet(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = add_document(by=cast.nadia, solution=cast.solution, uploaded=pdf(), title="Tarifs 2018", public=True)
    assert sheet_of(cast.solution)["documents"] == [{"id": document.pk, "title": "Tarifs 2018", "name": "tarifs.pdf", "kind": "pdf", "public": True}]


def test_a_program_dressed_as_a_pdf_is_refused_and_leaves_nothing(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(Refused, match="pas du bon genre"):
        add_document(by=cast.nadia, solution=cast.solution, uploaded=SimpleUploadedFile("tarifs.pdf", b"MZ\x90\0" + b"\0\1" * 200))
    assert (SolutionDocument.objects.count(), StoredFile.objects.count(), [p for p in tmp_path.rglob("*") if p.is_file()]) == (0, 0, [])


def test_a_sheet_has_a_limit_of_documents(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for n in range(DOCUMENTS):
        add_document(by=cast.nadia, solution=cast.solution, uploaded=pdf(f"{n}.pdf"))
    with pytest.raises(Refused, match="au plus 10 documents"):
        add_document(by=cast.nadia, solution=cast.solution, uploaded=pdf())


def test_a_document_that_a_sent_version_names_stays_and_another_goes(cast, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    sent = add_document(by=cast.nadia, solution=cast.solution, uploaded=pdf("a.pdf"))
    draft = cast.submission
    with clock.at(clock.local(date(2017, 10, 20), 16)):
        assert submit(by=cast.nadia, submission=draft).sheet["documents"][0]["id"] == sent.pk
    other = add_document(by=cast.nadia, solution=cast.solution, uploaded=pdf("b.pdf"))
    with django_capture_on_commit_callbacks(execute=True):
        for document in (sent, other):
            remove_document(by=cast.nadia, document=document)
    assert sheet_of(cast.solution)["documents"] == []
    assert ([d.pk for d in SolutionDocument.objects.all()], StoredFile.objects.count()) == ([sent.pk], 1)
    remove_document(by=cast.nadia, document=sent)


def test_a_new_price_of_a_qualified_solution_is_to_be_checked(cast):
    assert cast.qualification
    save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"price_month": Decimal("24")})
    cast.qualification.refresh_from_db()
    assert (cast.qualification.suspended_reason, cast.solution.price_changes.count()) == ("price", 1)
