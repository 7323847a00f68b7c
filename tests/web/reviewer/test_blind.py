"""A reviewer never receives a byte of another's review before their own is in, nor of a submission to which they are tied.

Every text of every submission, review, discussion and decision holds a mark of its own; then every address of the house is
read and posted to, and every letter, export and journal of the person is read. New addresses join by themselves.
"""
import json
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls.converters import get_converters

from chalandise.catalogue.models import DiscussionPost, SolutionDocument, SubmissionVersion
from chalandise.catalogue.operations import decisions, recusals, reviewing
from chalandise.foundation import clock, files, privacy
from chalandise.foundation.models import Letter
from chalandise.people.operations import declare_tie
from tests.catalogue.panel import EXPERTS, Panel
from tests.web.test_matrix import POSTED, ROUTES
from tests.web.things import TERRITORY, Things

MARK = re.compile(rb"MARQUE-[SRPD]\d+[A-Za-z_0-9-]*")
LEAVES = {"account_logout", "my_erasure"}  # pages that end the session


@pytest.fixture
def panel(cast):
    """Théo (0) sent his review of the first, only began the second, is tied to the third by family; Zoé (3) has nothing to read."""
    found = Panel(cast)
    found.assign()
    _mark_sheets(found)
    declare_tie(by=cast.odile, person=found.experts[0].person, thing=found.submissions[2].created_by, kind="family", source="team")
    for rank in range(3):
        recusals.declare(reviewer=found.experts[rank], submissions=found.submissions)
    for s in range(3):
        for r in range(1, 3):
            found.send(s, r, 3, 2, words=f"MARQUE-R{s}{r}-mot", comment=f"MARQUE-R{s}{r}-avis")
        DiscussionPost.objects.create(submission=found.submissions[s], by=cast.odile, text=f"MARQUE-P{s}-fil", at=clock.now())
        decisions.prepare(by=cast.odile, version=found.submissions[s].versions.get(), outcome="declined", reason=f"MARQUE-D{s}-raison")
    found.send(0, 0, 4, 4, words="MARQUE-R00-mot")
    reviewing.save_draft(reviewer=found.experts[0], submission=found.submissions[1], scores=found.scores(1, 1, words="MARQUE-R10-mot"))
    return found


def _mark_sheets(panel):
    panel.documents = {}
    for s, submission in enumerate(panel.submissions):
        version = submission.versions.get()
        sheet = {k: f"MARQUE-S{s}-{k}" if isinstance(v, str) and k not in ("price_month", "siren") else v for k, v in version.sheet.items()}
        solution, body = submission.solution, submission.solution.provider.organisation
        solution.name, body.name = f"MARQUE-S{s}-nom", f"MARQUE-S{s}-maison"
        for field in ("summary", "text", "prerequisites", "exit_text", "references", "demo_account", "price_note", "data_note"):
            setattr(solution, field, f"MARQUE-S{s}-{field}")
        solution.save()
        body.save()
        submission.motivation = f"MARQUE-S{s}-motivation"
        submission.save()
        stored = files.keep(f"MARQUE-S{s}-fichier".encode(), name="tarifs.pdf", kind="pdf", media_type="application/pdf")
        panel.documents[submission.pk] = SolutionDocument.objects.create(solution=solution, file=stored, title=f"MARQUE-S{s}-titre", at=clock.now()).pk
        listed = {"id": panel.documents[submission.pk], "title": f"MARQUE-S{s}-titre", "name": "tarifs.pdf", "kind": "pdf", "public": False}
        SubmissionVersion.objects.filter(pk=version.pk).update(sheet=sheet | {"documents": [listed]})
    panel.submissions = list(type(panel.submissions[0]).objects.filter(pk__in=[s.pk for s in panel.submissions]).order_by("number")
                             .select_related("call", "solution__provider__organisation"))


def addresses(panel, things):
    """Yield every address of the house, once for each submission when it names one, with each shape of an export."""
    for route, name in ROUTES:
        for submission in panel.submissions if "submission_id" in route else panel.submissions[:1]:
            def value(found, route=route, name=name, submission=submission):
                converter, part = found[1] or "str", found[2]
                if part in ("key", "slug") and route.startswith(TERRITORY):
                    return panel.cast.bordeaux.slug
                known = {"submission_id": submission.pk, "solution_id": submission.solution_id, "solution": submission.solution.slug,
                         "reviewer_id": panel.experts[1].pk, "document_id": panel.documents[submission.pk]}
                return get_converters()[converter].to_url(known[part] if part in known else things.value(name, part))
            yield name, "/" + re.sub(r"<(?:(\w+):)?(\w+)>", value, route)


def received(panel, person, looked_for=MARK):
    """Return every mark that a person gets out of the whole house, with where from."""
    client, found = Client(raise_request_exception=False), {}
    client.force_login(person)
    for name, address in addresses(panel, Things(panel.cast)):
        if name in LEAVES:
            continue
        for ask in (client.get, lambda a, n=name: client.get(f"{a}?format=csv"), lambda a, n=name: client.post(a, POSTED.get(n, {}))):
            with transaction.atomic():
                answer = ask(address)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                transaction.set_rollback(True)
            assert answer.status_code < 500 or not name.startswith(("reviewer:", "team:review")), (name, address)
            for mark in looked_for.findall(body + repr(sorted(answer.headers.items())).encode()):
                found.setdefault(mark.decode(), set()).add(name)
    kept = json.dumps(privacy.export(person), default=str) + "".join(
        f"{row.subject} {row.body} {row.text} {row.html}" for row in Letter.objects.filter(recipient_key=person.key))
    for mark in looked_for.findall(kept.encode()):
        found.setdefault(mark.decode(), set()).add("export or letters")
    return found


def kinds(found):
    """Return the marks without their field: MARQUE-S0-text says S0."""
    return {mark.split("-")[1] for mark in found}


def test_a_reviewer_receives_nothing_of_what_is_not_theirs_to_read_by_any_way(panel):
    found = received(panel, panel.experts[0].person)
    assert kinds(found) == {"S0", "S1", "R00", "R01", "R02", "R10", "P0"}
    assert found["MARQUE-S1-fichier"] == {"reviewer:document"}
    assert {where for mark, where in ((m, w) for m, ws in found.items() for w in ws) if mark.startswith(("MARQUE-R01", "MARQUE-P0"))} <= {
        "reviewer:submission", "reviewer:review", "reviewer:abstention", "reviewer:tie", "reviewer:discussion"}


def test_somebody_to_whom_nothing_was_given_reads_names_only(panel):
    found = received(panel, panel.experts[3].person)
    assert set(found) == {f"MARQUE-S{s}-{part}" for s in range(3) for part in ("nom", "maison")}


def test_once_set_aside_a_review_and_its_submission_close_to_their_author_too(panel):
    recusals.recognise(reviewer=panel.experts[0], submission=panel.submissions[0], kind="client")
    found = received(panel, panel.experts[0].person)
    assert kinds(found) == {"S0", "S1", "R10"}
    assert {m: where for m, where in found.items() if "-S0-" in m} == {"MARQUE-S0-maison": {"my_ties"}}  # the tie that they wrote themselves


BOTH = re.compile(MARK.pattern + b"|" + "|".join(f"{given} {family}" for given, family in EXPERTS).encode())


def test_a_company_learns_neither_who_reviews_it_nor_what_is_said_before_it_is_announced(panel):
    grant_provider_keys(panel)
    found = received(panel, panel.submissions[0].created_by, BOTH)
    assert [mark for mark in found if not mark.startswith("MARQUE-S")] == []
    assert "MARQUE-S0-nom" in found


def test_once_announced_a_company_reads_its_reason_and_still_no_name(panel):
    decisions.release(by=panel.cast.odile, call=panel.call)
    grant_provider_keys(panel)
    found = received(panel, panel.submissions[0].created_by, BOTH)
    assert {mark for mark in found if not mark.startswith("MARQUE-S")} == {
        "MARQUE-D0-raison", *(f"MARQUE-R0{r}-avis" for r in (1, 2))}  # its reason, and what was written for it


def grant_provider_keys(panel):
    """The walk enters the provider's door by the company of the first submission."""
    panel.cast.__dict__["ardoise"] = panel.companies[0]


def test_the_marks_are_there_for_the_team_to_read(panel):
    """The walk finds what it looks for: without this, it could pass by looking nowhere."""
    found = kinds(received(panel, panel.cast.odile))
    assert {"S0", "S1", "S2", "R01", "R12", "R21", "P2", "D2"} <= found


def test_the_letters_of_the_decisions_name_no_reviewer_and_mix_no_company(panel):
    decisions.release(by=panel.cast.odile, call=panel.call)
    for s, submission in enumerate(panel.submissions):
        letter = Letter.objects.get(purpose="catalogue.decision", recipient_key=submission.created_by.key)
        marks = {m.decode().split("-")[1] for m in MARK.findall((letter.body + letter.html).encode())}
        assert {m[1] for m in marks} == {str(s)}
        assert [e for e in panel.experts if e.person.family_name in letter.text] == []
